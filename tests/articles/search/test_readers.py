"""The readers' index: a row for each edition, found only while readers see it; the same on both databases."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection

from articles import publishing, search
from articles.models import Article, Edition, Section
from articles.publishing import SYSTEM
from articles.search.finding import MOST, find
from articles.search.readers import TABLE
from articles.search.words import words_of
from tests.articles.interchange.papers import run_import
from tests.articles.interchange.papers import story as line
from tests.factories import (
    DAY,
    MINUTE,
    NOW,
    change,
    make_article,
    make_author,
    make_live,
    make_section,
    make_tag,
    publish,
    schedule,
    set_clock,
    withdraw,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> Section:
    return make_section(name="World")


def found(question: str, *, at: dt.datetime = NOW, **rest: Any) -> list[str]:
    headlines = dict(Edition.objects.values_list("pk", "headline"))
    return [headlines[pk] for pk in find(words_of(question), at=at, **rest).editions]


def rows() -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {TABLE}")
        return int(cursor.fetchone()[0])


def is_whole() -> bool:
    """Say whether the index agrees with itself (SQLite), and has a row for each edition and no other."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {TABLE} ({TABLE}, rank) VALUES ('integrity-check', 1)")  # raises where it does not
    return rows() == Edition.objects.count()


def test_a_story_is_found_from_its_publication_to_its_end(world: Section) -> None:
    edition = publish(make_article(headline="Harbour", section=world), at=NOW, until=NOW + DAY)
    moments = [NOW - MINUTE, NOW, NOW + DAY - MINUTE, NOW + DAY]
    assert [found("harbour", at=at) for at in moments] == [[], ["Harbour"], ["Harbour"], []]
    withdraw(edition.article, at=NOW + MINUTE)
    assert (found("harbour", at=NOW + MINUTE), is_whole()) == ([], True)


def test_words_of_a_scheduled_edition_find_nothing_before_it_and_those_it_replaces_nothing_after(world: Section) -> None:
    live = make_live(headline="Harbour", section=world)
    schedule(change(live.article, headline="Embargo"), at=NOW + DAY)
    assert (found("harbour"), found("embargo")) == (["Harbour"], [])
    assert (found("harbour", at=NOW + DAY), found("embargo", at=NOW + DAY)) == ([], ["Embargo"])
    publishing.cancel_schedule(live.article, by=SYSTEM)
    assert (found("harbour", at=NOW + DAY), found("embargo", at=NOW + DAY), is_whole()) == (["Harbour"], [], True)


def test_unpublished_changes_and_notes_find_nothing(world: Section) -> None:
    live = make_live(headline="Harbour", section=world, notes="secret")
    change(live.article, headline="Changed")
    assert (found("harbour"), found("changed"), found("secret")) == (["Harbour"], [], [])


def test_rolling_back_brings_the_words_back(world: Section) -> None:
    first = make_live(headline="Harbour", section=world)
    publish(change(first.article, headline="Station"), at=NOW + MINUTE)
    set_clock(NOW + DAY)
    publishing.roll_back(Article.objects.get(pk=first.article_id), to=first, by=SYSTEM)
    assert (found("harbour", at=NOW + DAY), found("station", at=NOW + DAY), is_whole()) == (["Harbour"], [], True)


def test_an_earlier_first_moment_moves_the_unseen_edition_in_the_index(world: Section) -> None:
    article = make_article(headline="Tomorrow", section=world)
    schedule(article, at=NOW + 40 * DAY)
    publish(change(Article.objects.get(pk=article.pk), headline="Tonight"), at=NOW)
    late = NOW + 41 * DAY
    assert (found("tonight"), found("tomorrow"), found("tomorrow", at=late), is_whole()) == (["Tonight"], [], ["Tomorrow"], True)
    make_live(headline="Tomorrow, newer", section=world, at=NOW + DAY)
    assert found("tomorrow", at=late) == ["Tomorrow, newer", "Tomorrow"]


def test_a_deleted_story_leaves_no_row(world: Section) -> None:
    article = make_article(headline="Harbour", section=world)
    schedule(article, at=NOW + DAY)
    publishing.delete(Article.objects.get(pk=article.pk), by=SYSTEM)
    assert (found("harbour", at=NOW + DAY), rows()) == ([], 0)


def test_an_import_and_an_index_made_anew_hold_the_same(world: Section) -> None:
    set_clock(NOW)
    run_import(line(headline="Imported words", published_at="1983-05-09T12:00:00Z"))
    make_live(headline="Harbour", section=world)
    before = (found("imported"), found("harbour"), rows())
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE}")
    assert (found("imported"), rows()) == ([], 0)
    search.index_all(at_once=1)
    assert (found("imported"), found("harbour"), rows()) == before == (["Imported words"], ["Harbour"], 2)


def test_authors_tags_and_every_text_of_a_story_are_found(world: Section) -> None:
    texts = {"kicker": "Kicked", "deck": "Decked", "dateline": "Moscow", "body": "<p>Bodily 東京の港</p>"}
    make_live(headline="Headed", section=world, authors=[make_author(name="Ilse Varga")], tags=[make_tag(name="Storms")], **texts)
    words = ["kicked", "headed", "decked", "moscow", "bodily", "京の港", "VÁRGA ilse", "storm", "headed bodily storms"]
    assert [found(word) for word in words] == [["Headed"]] * len(words)
    assert (found("ilse nobody"), found("v"), found("港東")) == ([], [], [])


def test_a_single_letter_is_a_word_and_no_beginning(world: Section) -> None:
    make_live(headline="Vitamin C", section=world)
    make_live(headline="Vitamin cures", section=world)
    assert found("vitamin c") == ["Vitamin C"]


def test_the_best_say_it_in_their_headline_and_the_newest_come_first_among_equals(world: Section) -> None:
    body = "<p>The gate of the harbour.</p>"
    for days, headline in ((4, "Gate, the first"), (3, "Other"), (2, "Gate, the second"), (1, "Another")):
        make_live(headline=headline, body=body, section=world, at=NOW - days * DAY)
    assert found("gate") == ["Gate, the second", "Gate, the first", "Another", "Other"]
    assert found("gate", is_newest_first=True) == ["Another", "Gate, the second", "Other", "Gate, the first"]


def test_sections_and_time_narrow_and_a_story_of_a_section_that_moved_is_found_where_it_is(world: Section) -> None:
    sport = make_section(name="Sport")
    make_live(headline="Gate of the world", section=world, at=NOW - 40 * DAY)
    make_live(headline="Gate of sport", section=sport, at=NOW - DAY)
    assert found("gate", sections=[world.pk]) == ["Gate of the world"]
    assert found("gate", sections=[world.pk, sport.pk]) == ["Gate of sport", "Gate of the world"]
    assert found("gate", since=NOW - 7 * DAY) == ["Gate of sport"]
    assert found("gate", since=NOW - 7 * DAY, sections=[world.pk]) == []


def test_no_more_than_a_thousand_are_found_and_that_there_are_more_is_said(world: Section, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.search.finding.MOST", 3)
    make_live(headline="The gate", section=world, at=NOW - 9 * DAY)
    for number in (2, 1):
        make_live(headline=f"Text {number}", body="<p>gate</p>", section=world, at=NOW - number * DAY)
    assert (find(["gate"], at=NOW).has_more, found("gate"), MOST) == (False, ["The gate", "Text 1", "Text 2"], 1_000)
    make_live(headline="Text 0", body="<p>gate</p>", section=world)
    assert (find(["gate"], at=NOW).has_more, found("gate")) == (True, ["The gate", "Text 0", "Text 1"])
    assert found("gate", is_newest_first=True) == ["Text 0", "Text 1", "Text 2"]


def test_a_frequent_word_is_looked_for_in_the_newest_months_first_and_all_are_found(world: Section) -> None:
    make_live(headline="Common of 1871", section=world, at=NOW.replace(year=1871))
    for number in reversed(range(12)):
        headline = f"Common {'rare' if number in {2, 11} else 'other'} {number}"
        make_live(headline=headline, section=world, at=NOW - 50 * number * DAY)
    everything = [f"Common {'rare' if number in {2, 11} else 'other'} {number}" for number in range(12)] + ["Common of 1871"]
    assert found("common", is_newest_first=True) == everything
    assert found("common rare") == ["Common rare 2", "Common rare 11"]
    assert found("common", since=NOW - 120 * DAY) == everything[:3]
    assert found("common 1871") == ["Common of 1871"]
    assert found("common", sections=[world.pk]) == everything


@pytest.mark.parametrize(("is_newest_first", "on_sqlite", "on_postgres"), [(True, 1, 2), (False, 2, 3)])
@pytest.mark.parametrize("stories", [1, 30])
def test_finding_costs_the_same_with_one_story_and_with_thirty(
    stories: int, world: Section, django_assert_num_queries: Any, *, is_newest_first: bool, on_sqlite: int, on_postgres: int
) -> None:
    for number in range(stories):
        make_live(headline=f"Harbour {number}", section=world)
    with django_assert_num_queries(on_postgres if connection.vendor == "postgresql" else on_sqlite):
        assert len(find(["harbour"], at=NOW, is_newest_first=is_newest_first).editions) == stories


@pytest.mark.parametrize(
    "question", ["", "\0", '"', "'", "a & b | !c", "a:*", "NEAR(a, b)", "x" * 10_000, "\\", "-a", "a OR b", "%", "$1", "🚢"]
)
def test_no_question_is_an_error(question: str, world: Section) -> None:
    make_live(headline="Harbour", section=world)
    assert found(question) == []


def test_a_text_of_very_many_words_is_published(world: Section) -> None:
    body = "".join(f"<p>{'д' * 34}{number}</p>" for number in range(9_000))
    make_live(headline="A dictionary", body=body, section=world)
    assert found("dictionary") == ["A dictionary"]
