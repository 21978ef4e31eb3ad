"""Claiming paths, and reading addresses that people and other systems wrote."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from articles.models import PATH_LENGTH, Path
from articles.paths import PathTaken, asked_for, claim, claim_many, is_free, old_path
from tests.factories import NOW, make_article, make_author, make_section


def keepable(text: str) -> bool:
    """Say whether every database takes it."""
    return "\x00" not in text and text.encode("utf-8", "ignore").decode() == text


@pytest.mark.django_db
def test_path_belongs_to_whoever_claims_it_first_and_may_be_claimed_again_by_them() -> None:
    section, author = make_section(name="World"), make_author(name="Ada")
    claim("/x/", owner="section", owner_id=section.pk)
    claim("/x/", owner="section", owner_id=section.pk)
    assert list(Path.objects.filter(path="/x/").values_list("section_id", "author_id")) == [(section.pk, None)]
    assert is_free("/x/", owner="section", owner_id=section.pk)
    assert not is_free("/x/", owner="author", owner_id=author.pk)
    assert is_free("/y/", owner="author", owner_id=None)
    with pytest.raises(PathTaken) as refused:
        claim("/x/", owner="author", owner_id=author.pk)
    assert refused.value.messages == ["The address /x/ belongs to another page, and will for ever. Choose a different one."]


@pytest.mark.django_db
def test_path_that_is_too_long_is_refused_in_words() -> None:
    section = make_section(name="World")
    with pytest.raises(ValidationError) as refused:
        claim(f"/{'x' * PATH_LENGTH}/", owner="section", owner_id=section.pk)
    assert refused.value.messages == [f"This address would have 502 characters; at most {PATH_LENGTH} fit. Choose a shorter one."]
    assert Path.objects.filter(path__startswith="/xx").count() == 0


@pytest.mark.django_db
def test_claiming_many_says_which_went_elsewhere() -> None:
    section = make_section(name="World")
    one, two = make_article(section=section), make_article(section=section)
    claim("/taken/", owner="article", owner_id=one.pk)
    gone = claim_many({"/taken/": two.pk, "/b/": two.pk, "/a/": one.pk}, answers_from={"/b/": NOW, "/a/": None})
    assert gone == {"/taken/": two.pk}
    rows = Path.objects.exclude(article=None).order_by("path").values_list("path", "article_id", "answers_from")
    assert list(rows) == [("/a/", one.pk, None), ("/b/", two.pk, NOW), ("/taken/", one.pk, None)]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("/?p=123", "/?p=123"),
        ("https://old.example/2019/05/dawn.html", "/2019/05/dawn.html"),
        ("/gr%C3%B6%C3%9Fe/", "/größe/"),
        ("/cafe\u0301/", "/café/"),
        ("/a#part", "/a"),
        ("/2019/05/06/dawn/", "/2019/05/06/dawn/"),
        ("/a%00b%20", "/ab"),
        ("//old.example/dawn", "/dawn"),
        ("https://old.example?p=1", "/?p=1"),
    ],
)
def test_old_address_is_kept_without_its_host_and_decoded(written: str, kept: str) -> None:
    assert old_path(written) == kept


@pytest.mark.parametrize(
    "written", ["", "/", "https://old.example/", "/2024/", "/2024/03/", "/2024/03/30/", "/admin/", "/static/x.css", "/media/x"]
)
def test_the_sites_own_addresses_are_nobodys_old_ones(written: str) -> None:
    with pytest.raises(ValidationError, match="is the site's own"):
        old_path(written)


@pytest.mark.parametrize("written", ["no/slash", "/" + "x" * PATH_LENGTH, "http://[", "http://[::1", "mailto:a@b.example"])
def test_what_is_no_path_is_refused_in_words(written: str) -> None:
    with pytest.raises(ValidationError, match="is no path: it begins with “/” and has at most 500 characters"):
        old_path(written)


@given(st.text() | st.text(alphabet="/[]:%?#\\ \x00aé2024\ud800", max_size=40))
def test_any_old_address_is_kept_whole_or_refused_in_words(written: str) -> None:
    try:
        path = old_path(written)
    except ValidationError:
        return
    assert path.startswith("/")
    assert len(path) <= PATH_LENGTH
    assert keepable(path)


@given(st.text(), st.text())
def test_any_request_can_be_looked_up(path: str, query: str) -> None:
    for candidate in asked_for(f"/{path}", query):
        assert keepable(candidate)
        assert len(candidate) <= PATH_LENGTH


def test_request_is_answered_by_the_most_exact_row_first() -> None:
    assert asked_for("/dawn", "p=1") == ["/dawn?p=1", "/dawn", "/dawn/"]
    assert asked_for("/dawn/", "") == ["/dawn/"]
    assert asked_for("/cafe\u0301/", "") == ["/café/"]


@given(st.text(alphabet="abcé/%20?&=\u0301 ", min_size=1, max_size=40))
def test_imported_address_is_found_again_by_who_asks_for_it(written: str) -> None:
    try:
        kept = old_path(f"/{written}")
    except ValidationError:
        return
    path, _, query = kept.partition("?")
    assert kept in asked_for(path, query)
