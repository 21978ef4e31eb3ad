"""Lists: ids first, then cards; pages by moment; nothing that is not live."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import lists
from articles.changes import collecting
from articles.lists import Place, Span
from articles.models import Author
from articles.saving import save_author
from articles.sections import tree
from tests.factories import (
    DAY,
    MINUTE,
    NOW,
    change,
    make_article,
    make_author,
    make_image,
    make_live,
    make_section,
    make_tag,
    publish,
    schedule,
    set_clock,
    withdraw,
)

pytestmark = pytest.mark.django_db


def headlines(page: lists.ListPage) -> list[str]:
    return [card.headline for card in page.cards]


def test_list_is_newest_first_and_of_two_at_one_moment_the_later_made_first() -> None:
    world = make_section(name="World")
    make_live(headline="Old", section=world, at=NOW - MINUTE)
    make_live(headline="New", section=world, at=NOW)
    make_live(headline="New too", section=world, at=NOW)
    assert headlines(lists.newest(f"section:{world.pk}", at=NOW)) == ["New too", "New", "Old"]


def test_list_shows_only_what_is_live_at_the_moment_asked_for() -> None:
    world = make_section(name="World")
    make_live(headline="Live", section=world, at=NOW - DAY)
    make_article(headline="Draft", section=world)
    schedule(make_article(headline="Scheduled", section=world), at=NOW + DAY)
    gone = make_live(headline="Withdrawn", section=world, at=NOW)
    publish(make_article(headline="Ends tomorrow", section=world), at=NOW, until=NOW + DAY)
    withdraw(gone.article, at=NOW + MINUTE)
    assert headlines(lists.newest("front", at=NOW + MINUTE)) == ["Ends tomorrow", "Live"]
    assert headlines(lists.newest("front", at=NOW + DAY)) == ["Scheduled", "Live"]


def test_card_holds_what_a_list_shows() -> None:
    world = make_section(name="World")
    ines, photographer = make_author(name="Ines Falk"), make_author(name="Piet Maas")
    picture = make_image(alt="Cranes over the harbour", credit="Photo: Piet Maas")
    edition = make_live(
        headline="Cranes stand still",
        kicker="Harbour",
        deck="Nobody knows why.",
        section=world,
        lead_image=picture,
        language="ar",
        authors=[ines],
        roles=[(photographer, "photographer")],
        kind="analysis",
    )
    card = lists.newest("front", at=NOW).cards[0]
    assert (card.headline, card.kicker, card.deck, card.kind) == ("Cranes stand still", "Harbour", "Nobody knows why.", "analysis")
    assert (card.article_id, card.edition_id, card.path) == (edition.article_id, edition.pk, "/2024/03/30/cranes-stand-still/")
    assert (card.published_at, card.updated_at, card.language, card.direction) == (NOW, None, "ar", "rtl")
    assert card.section == tree().by_id[world.pk]
    assert [(name.name, name.path) for name in card.writers] == [("Ines Falk", "/author/ines-falk/")]
    assert card.picture is not None
    assert (card.picture.alt, card.picture.credit) == ("Cranes over the harbour", "Photo: Piet Maas")


def test_card_shows_todays_name_and_keeps_the_one_on_record_when_the_author_is_gone() -> None:
    world, ines, piet = make_section(name="World"), make_author(name="Ines Falk"), make_author(name="Piet Maas")
    make_live(section=world, authors=[ines, piet])
    ines.name = "Ines Falk-Maas"
    save_author(ines)
    piet.bylines.all().delete()
    Author.objects.filter(pk=piet.pk).delete()
    names = lists.newest("front", at=NOW).cards[0].writers
    assert [(name.name, name.path) for name in names] == [("Ines Falk-Maas", "/author/ines-falk/"), ("Piet Maas", "")]


def test_picture_whose_rights_are_over_is_not_on_the_card() -> None:
    picture = make_image(rights_expire_on=NOW.date())
    make_live(section=make_section(name="World"), lead_image=picture)
    assert lists.newest("front", at=NOW).cards[0].picture is not None
    assert lists.newest("front", at=NOW + DAY).cards[0].picture is None


def test_pages_neither_lose_nor_double_stories_that_share_a_moment() -> None:
    world = make_section(name="World")
    made = [make_live(headline=f"Story {number}", section=world).article_id for number in range(7)]
    seen, before = list[int](), None
    for _ in range(4):
        page = lists.newest("front", at=NOW, before=before, count=2)
        seen += [card.article_id for card in page.cards]
        before = page.older
    assert (seen, before) == (made[::-1], None)


def test_new_story_leaves_older_pages_as_they_are() -> None:
    world = make_section(name="World")
    for number in range(4):
        make_live(headline=f"Story {number}", section=world, at=NOW + number * MINUTE)
    older = lists.newest("front", at=NOW + DAY, count=2).older
    before = headlines(lists.newest("front", at=NOW + DAY, before=older, count=2))
    make_live(headline="News", section=world, at=NOW + DAY)
    assert before == headlines(lists.newest("front", at=NOW + DAY, before=older, count=2)) == ["Story 1", "Story 0"]


def test_span_leaves_out_its_end() -> None:
    world = make_section(name="World")
    for moment, headline in ((NOW, "First"), (NOW + MINUTE, "Inside"), (NOW + 2 * MINUTE, "End")):
        make_live(headline=headline, section=world, at=moment)
    page = lists.newest("front", at=NOW + DAY, within=Span(NOW, NOW + 2 * MINUTE))
    assert headlines(page) == ["Inside", "First"]


@pytest.mark.parametrize("count", [1, 30])
def test_page_of_a_list_takes_three_queries(count: int, django_assert_num_queries) -> None:
    world, ines, picture = make_section(name="World"), make_author(name="Ines Falk"), make_image()
    for number in range(count):
        make_live(headline=f"Story {number}", section=world, authors=[ines], lead_image=picture)
    tree()
    with django_assert_num_queries(3) as asked:
        assert len(lists.newest("front", at=NOW).cards) == count
    statements = " ".join(query["sql"] for query in asked.captured_queries)
    assert ('"body"' in statements, '"blocks"' in statements) == (False, False)


def test_empty_list_takes_one_query(django_assert_num_queries) -> None:
    tree()
    with django_assert_num_queries(1):
        assert lists.newest("front", at=NOW) == lists.ListPage([], None)


# What a page depends on


def test_first_page_depends_on_its_list_and_on_what_it_shows() -> None:
    world, ines, picture = make_section(name="World"), make_author(name="Ines Falk"), make_image()
    edition = make_live(section=world, authors=[ines], lead_image=picture)
    with collecting() as keys:
        lists.newest(f"section:{world.pk}", at=NOW)
    assert keys == {f"section:{world.pk}", f"article:{edition.article_id}", f"name:author:{ines.pk}", f"image:{picture.pk}"}


def test_older_page_depends_on_the_months_it_spans_and_not_on_the_list() -> None:
    world = make_section(name="World")
    january, february, march = (dt.datetime(2024, month, 10, tzinfo=dt.UTC) for month in (1, 2, 3))
    for moment in (january, january, february, march):
        make_live(headline=f"In {moment:%B}", section=world, at=moment)
    older = lists.newest("front", at=NOW, count=1).older
    with collecting() as keys:
        assert headlines(lists.newest("front", at=NOW, before=older, count=2)) == ["In February", "In January"]
    assert {key for key in keys if "front" in key} == {"front@2024-01", "front@2024-02", "front@2024-03"}


def test_last_page_depends_on_the_list_since_older_stories_may_come_in() -> None:
    world = make_section(name="World")
    for number in range(2):
        make_live(headline=f"Story {number}", section=world, at=NOW + number * MINUTE)
    older = lists.newest("front", at=NOW + DAY, count=1).older
    with collecting() as keys:
        lists.newest("front", at=NOW + DAY, before=older, count=1)
    assert {key for key in keys if "front" in key} == {"front"}


def test_page_that_spans_years_depends_on_the_list() -> None:
    world = make_section(name="World")
    for year in (2018, 2019, 2023, 2024):
        make_live(headline=f"Story of {year}", section=world, at=dt.datetime(year, 1, 1, tzinfo=dt.UTC))
    older = lists.newest("front", at=NOW, count=1).older
    with collecting() as keys:
        lists.newest("front", at=NOW, before=older, count=2)
    assert {key for key in keys if "front" in key} == {"front"}


# Spans of the archive


def test_spans_without_stories_are_left_out_in_one_query(django_assert_num_queries) -> None:
    world = make_section(name="World")
    make_live(section=world, at=NOW)
    gone = make_live(section=world, at=NOW + DAY)
    withdraw(gone.article, at=NOW + DAY + MINUTE)
    spans = [Span(NOW + number * DAY, NOW + (number + 1) * DAY) for number in range(-15, 15)]
    with django_assert_num_queries(1):
        assert lists.spans_with_stories(spans, at=NOW + 2 * DAY) == [Span(NOW, NOW + DAY)]


# Places


@pytest.mark.parametrize(
    "moment", [NOW, NOW + dt.timedelta(microseconds=1), NOW.astimezone(dt.timezone(dt.timedelta(hours=5, minutes=30)))]
)
def test_place_reads_what_it_wrote(moment: dt.datetime) -> None:
    place = Place(moment, 12)
    assert Place.read(str(place)) == place


@pytest.mark.parametrize(
    "written",
    [
        "",
        ",",
        "x",
        "2024-03-30",
        "2024-03-30T12:00:00Z",
        "2024-03-30T12:00:00Z,",
        "2024-03-30T12:00:00Z,x",
        "2024-03-30T12:00:00Z,-1",
        "2024-13-30T12:00:00Z,1",
        "2024-02-30T12:00:00Z,1",
        "2024-03-30T25:00:00Z,1",
        "2024-03-30T12:00:00+00:00,1",
        "2024-03-30 12:00:00Z,1",
        "0001-01-01T00:00:00Z,1",
        "9999-12-31T23:59:59Z,1",
        "2024-03-30T12:00:00Z,9999999999999999999",
        "2024-03-30T12:00:00Z,1\x00",
        "٢٠٢٤-03-30T12:00:00Z,1",
        "2024-03-30T12:00:00Z,1" * 1000,
        "2024-03-30T12:00:00Z,1' OR 1=1",
    ],
)
def test_place_that_makes_no_sense_is_none(written: str) -> None:
    assert Place.read(written) is None


def test_change_of_words_leaves_the_list_and_changes_the_card() -> None:
    edition = make_live(headline="Before", section=make_section(name="World"))
    change(edition.article, headline="After")
    assert headlines(lists.newest("front", at=NOW)) == ["Before"]
    publish(edition.article, at=NOW + MINUTE)
    assert headlines(lists.newest("front", at=NOW + MINUTE)) == ["After"]


def test_scheduled_update_swaps_on_its_second() -> None:
    edition = make_live(headline="Before", section=make_section(name="World"))
    schedule(change(edition.article, headline="After"), at=NOW + DAY)
    second = dt.timedelta(seconds=1)
    assert headlines(lists.newest("front", at=NOW + DAY - second)) == ["Before"]
    assert headlines(lists.newest("front", at=NOW + DAY)) == ["After"]


def test_list_of_a_tag_and_of_an_author() -> None:
    world, sea, ines = make_section(name="World"), make_tag(name="Sea"), make_author(name="Ines Falk")
    make_live(headline="Tagged", section=world, tags=[sea])
    make_live(headline="Signed", section=world, authors=[ines])
    assert headlines(lists.newest(f"tag:{sea.pk}", at=NOW)) == ["Tagged"]
    assert headlines(lists.newest(f"author:{ines.pk}", at=NOW)) == ["Signed"]


def test_parent_section_lists_what_stands_below_it() -> None:
    world = make_section(name="World")
    make_live(headline="Below", section=make_section(name="Europe", parent=world))
    assert headlines(lists.newest(f"section:{world.pk}", at=NOW)) == ["Below"]


def test_reading_a_list_writes_nothing() -> None:
    make_live(section=make_section(name="World"))
    set_clock(NOW)
    with CaptureQueriesContext(connection) as asked:
        lists.newest("front", at=NOW)
    assert {query["sql"].split()[0] for query in asked.captured_queries} == {"SELECT"}


@pytest.mark.parametrize("is_within", [False, True])
def test_walk_begins_at_the_page_however_far_down_it_is(is_within: bool) -> None:
    """With two upper bounds SQLite walks from the first, through all that lies between: the far end would cost what the list is long."""
    before = Place(NOW - dt.timedelta(days=30), 1)
    within = Span(NOW - dt.timedelta(days=60), NOW - dt.timedelta(days=40)) if is_within else None
    with CaptureQueriesContext(connection) as queries:
        lists.newest("front", at=NOW, before=before, within=within)
        lists.newest("front", at=NOW, within=within)
    asked = [query["sql"] for query in queries if 'FROM "articles_listing"' in query["sql"]]
    assert [sql.count('"published_at" <= ') for sql in asked] == [1, 1]
