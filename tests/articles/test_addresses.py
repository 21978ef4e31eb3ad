"""Slugs and paths: any words in any script become an address, and always one that can be kept."""

import datetime as dt
import unicodedata
from typing import Any

import pytest
from django.utils.encoding import iri_to_uri
from hypothesis import given
from hypothesis import strategies as st

from articles.addresses import RESERVED_WORDS, SLUG_LENGTH, encoded, is_reserved, numbered, slug_from, story_path, wishes


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Ferries stop at dawn", "ferries-stop-at-dawn"),
        ("Größe & Maß – 50 % mehr", "größe-maß-50-mehr"),
        ("L’été, c'est fini", "lété-cest-fini"),
        ("ميناء هادئ", "ميناء-هادئ"),
        ("बंदरगाह पर शांति", "बंदरगाह-पर-शांति"),
        ("港の静かな一日", "港の静かな一日"),
        ("İstanbul’da sabah", "i̇stanbulda-sabah"),
        ("  --a__b--  ", "a-b"),
        ("a\x00b\ud800c", "abc"),
        ("Cafe\u0301", "café"),
        ("🔥🔥🔥", "story"),
        ("❤️", "story"),
        ("❤️ love", "love"),
        ("1️⃣ first", "1-first"),
        ("👩‍👩‍👧 family", "family"),
        ("", "story"),
        ("!!!", "story"),
        ("\u0301lone mark", "lone-mark"),
    ],
)
def test_words_become_a_slug(words: str, slug: str) -> None:
    assert slug_from(words, otherwise="story") == slug


def test_long_headline_is_cut_between_words() -> None:
    slug = slug_from("harbour " * 40, otherwise="story")
    assert slug == "-".join(["harbour"] * 10)
    assert slug_from("x" * 300, otherwise="story") == "x" * SLUG_LENGTH


@given(st.text())
def test_any_words_make_a_slug_that_can_be_kept(words: str) -> None:
    slug = slug_from(words, otherwise="story")
    assert 0 < len(slug) <= SLUG_LENGTH
    assert slug == unicodedata.normalize("NFC", slug)
    assert slug[0].isalnum()
    assert slug[-1] != "-"
    assert "--" not in slug
    assert not set(slug) & set("/?#%\\ .\x00")
    assert slug.encode()


@given(st.text())
def test_slug_of_a_slug_is_itself(words: str) -> None:
    slug = slug_from(words, otherwise="story")
    assert slug_from(slug, otherwise="other") == slug


@given(st.text(min_size=1), st.integers(1, 10**12))
def test_numbered_slug_is_never_longer_than_a_slug_may_be(words: str, number: int) -> None:
    slug = slug_from(words, otherwise="story")
    assert len(numbered(slug, number)) <= SLUG_LENGTH
    assert (numbered(slug, 1), numbered("same", 3)) == (slug, "same-3")


@given(st.text(), st.integers(1, 10**12))
def test_wishes_of_two_stories_part_at_the_latest_with_the_last(words: str, article: int) -> None:
    slug = slug_from(words, otherwise="story")
    last = [list(wishes(slug, article_id=pk))[-1] for pk in (article, article + 1)]
    assert last[0] != last[1]
    assert max(len(one) for one in wishes(slug, article_id=article)) <= SLUG_LENGTH


@pytest.mark.parametrize(
    ("published_at", "path"),
    [
        (dt.datetime(2024, 3, 30, 22, 59, 59, tzinfo=dt.UTC), "/2024/03/30/dawn/"),
        (dt.datetime(2024, 3, 30, 23, 0, tzinfo=dt.UTC), "/2024/03/31/dawn/"),
        (dt.datetime(2024, 3, 31, 21, 59, 59, tzinfo=dt.UTC), "/2024/03/31/dawn/"),
        (dt.datetime(2024, 3, 31, 22, 0, tzinfo=dt.UTC), "/2024/04/01/dawn/"),
        (dt.datetime(2024, 10, 27, 22, 59, tzinfo=dt.UTC), "/2024/10/27/dawn/"),
        (dt.datetime(2024, 10, 27, 23, 0, tzinfo=dt.UTC), "/2024/10/28/dawn/"),
        (dt.datetime(1000, 1, 2, tzinfo=dt.UTC), "/1000/01/02/dawn/"),
    ],
)
def test_day_in_the_path_is_the_sites_own(published_at: dt.datetime, path: str, settings: Any) -> None:
    settings.TIME_ZONE = "Europe/Berlin"
    assert story_path("dawn", published_at=published_at) == path


@pytest.mark.parametrize("word", ["admin", "static", "media", "author", "tag", "2024", "0001", "search"])
def test_the_sites_own_words_and_years_are_reserved(word: str) -> None:
    assert is_reserved(word)


@pytest.mark.parametrize("word", ["world", "20245", "adminton", "y2024", ""])
def test_other_words_are_free(word: str) -> None:
    assert not is_reserved(word)


@given(st.text() | st.text("abc/%é?#&' .~-_", max_size=12))
def test_path_in_a_link_is_encoded_as_django_does(path: str) -> None:
    assert encoded(path) == iri_to_uri(path)


def test_every_first_word_of_the_sites_own_urls_is_reserved() -> None:
    from django.urls import get_resolver

    routes = [str(pattern.pattern).lstrip("^").split("/")[0].rstrip("$") for pattern in get_resolver().url_patterns]
    words = {route for route in routes if route and "<" not in route and "(" not in route}
    assert words - RESERVED_WORDS == set()
