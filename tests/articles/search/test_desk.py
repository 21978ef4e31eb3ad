"""The desk's search: which words a text has, and that the index follows every way in."""

import pytest

from articles import publishing, search
from articles.models import Article
from articles.publishing import SYSTEM
from tests.articles.interchange.papers import run_import
from tests.articles.interchange.papers import story as line
from tests.factories import change, make_article

pytestmark = pytest.mark.django_db


def found(question: str) -> list[str]:
    headlines = dict(Article.objects.values_list("pk", "headline"))
    return [headlines[pk] for pk in search.find(question)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Zürich, STRASSE!", ["zurich", "strasse"]),
        ("Straße", ["strasse"]),
        ("İstanbul’da Łódź", ["istanbul", "da", "lodz"]),
        ("東京の港", ["東京", "京の", "の港"]),
        ("港", ["港"]),
        ("서울시장 A4", ["서울", "울시", "시장", "a4"]),
        ("مِينَاء بـيروت القوارب", ["ميناء", "بيروت", "قوارب"]),
        ("ёлка", ["елка"]),
        ("\0 – \" '", []),
    ],
)
def test_a_text_has_its_words_without_accents_case_or_signs(text: str, words: list[str]) -> None:
    assert search.words_of(text) == words


@pytest.mark.parametrize(
    ("question", "is_found"),
    [
        ("harb", True),
        ("zurich Harbour", True),
        ("notes secret", True),
        ("nothing", False),
        ("harbour nothing", False),
        ("東京", True),
        ("京の港", True),
        ("港東", False),
        ("قوارب", True),
        ("القوارب", True),
        ("ميناء", True),
        ("figcaption", False),
        ("don’t", True),
    ],
)
def test_a_story_is_found_by_the_beginnings_of_all_words(question: str, *, is_found: bool) -> None:
    body = "<p>Zürich and 東京の港, مِينَاء القوارب. Don't.</p><figure data-image='3'><figcaption>Cranes</figcaption></figure>"
    make_article(headline="Harbour", body=body, notes="secret notes")
    assert found(question) == (["Harbour"] if is_found else [])


@pytest.mark.parametrize("question", ["", "\0", '"', "'", "a & b | !c", "a:*", "NEAR(a, b)", "x" * 10_000, "\\", "-a", "a OR b", "%", "$1"])
def test_no_question_is_an_error(question: str) -> None:
    make_article(headline="Harbour")
    assert search.find(question) == []


def test_the_newest_come_first_and_a_change_and_a_deletion_are_followed() -> None:
    first, second = make_article(headline="Harbour one"), make_article(headline="Harbour two")
    assert found("harbour") == ["Harbour two", "Harbour one"]
    change(first, headline="Station")
    assert (found("harbour"), found("station")) == (["Harbour two"], ["Station"])
    publishing.delete(second, by=SYSTEM)
    assert search.find("harbour") == []


def test_an_import_and_an_index_made_anew_hold_the_same() -> None:
    run_import(line(headline="Imported words"))
    assert found("imported") == ["Imported words"]
    Article.objects.update(headline="Written past the index")
    assert (search.find("past"), search.index_all(at_once=1), found("past")) == ([], 1, ["Written past the index"])
