"""The front page: which story stands in which place, and none in two."""

import datetime as dt
from collections import Counter
from itertools import pairwise

import pytest

from articles import front
from articles.changes import collecting
from articles.front import Front, front_page
from articles.models import Edition, Section
from articles.sections import tree
from tests.factories import (
    DAY,
    MINUTE,
    NOW,
    make_article,
    make_author,
    make_image,
    make_live,
    make_section,
    make_site,
    schedule,
    withdraw,
)

pytestmark = pytest.mark.django_db


def stories(count: int, section: Section, *, at: dt.datetime = NOW, **rest: object) -> list[Edition]:
    """Publish stories a minute apart, the last one newest."""
    return [make_live(headline=f"{section.name} {number}", section=section, at=at + number * MINUTE, **rest) for number in range(count)]


def everywhere(page: Front) -> list[str]:
    """Return the headlines of all places."""
    alone = [card for card in (page.breaking, page.lead, page.feature) if card]
    opinion = [piece.card for piece in page.opinion.pieces] if page.opinion else []
    blocks = [card for block in page.blocks for card in block.cards]
    return [card.headline for card in [*alone, *page.lines, *page.seconds, *page.row, *opinion, *blocks, *page.latest]]


def headlines(cards: list[front.Card]) -> list[str]:
    return [card.headline for card in cards]


def full_paper() -> dict[str, Section]:
    """Fill every place: six sections, opinions, a long read, pictures."""
    sections = {name: make_section(name=name, position=place) for place, name in enumerate(("City", "Port", "Work", "Stage", "Sport"))}
    opinion = make_section(name="Opinion", position=9)
    picture, writer = make_image(), make_author(name="Ruth Brannigan", portrait=make_image(alt="Ruth Brannigan"))
    make_live(headline="Nine winters", section=sections["Stage"], layout="longread", lead_image=picture, at=NOW)
    for number in range(14):  # in the order of their moments: the clock never goes back
        at = NOW + number * MINUTE
        if number < 5:
            make_live(headline=f"Opinion {number}", section=opinion, kind="opinion", authors=[writer], at=at)
        if number == 6:
            make_live(headline="Leader", section=opinion, kind="editorial", at=at)
        for place, section in enumerate(sections.values()):
            moment = at + place * dt.timedelta(seconds=7)
            make_live(headline=f"{section.name} {number}", section=section, lead_image=picture, at=moment)
    return sections


# Places


def test_no_story_stands_twice_on_a_full_page() -> None:
    full_paper()
    shown = everywhere(front_page(at=NOW + DAY))
    assert [headline for headline, times in Counter(shown).items() if times > 1] == []
    assert len(shown) > 50


def test_every_place_of_a_full_page_is_filled() -> None:
    full_paper()
    page = front_page(at=NOW + DAY)
    assert page.lead is not None
    assert page.feature is not None
    assert page.opinion is not None
    counts = (len(page.seconds), len(page.row), len(page.opinion.pieces), len(page.blocks), len(page.latest))
    assert counts == (front.SECONDS, front.ROW, front.OPINIONS, 5, front.LATEST)
    assert page.feature.headline == "Nine winters"


def test_no_block_is_set_like_the_one_before_it() -> None:
    full_paper()
    shapes = [block.shape.name for block in front_page(at=NOW + DAY).blocks]
    assert [pair for pair in pairwise(shapes) if pair[0] == pair[1]] == []


def test_lead_is_the_newest_news_and_second_stories_follow_by_time() -> None:
    world = make_section(name="World")
    stories(7, world)
    page = front_page(at=NOW + DAY)
    assert page.lead is not None
    assert (page.lead.headline, headlines(page.lines), headlines(page.seconds)) == (
        "World 6",
        ["World 5", "World 4", "World 3", "World 2"],  # chosen at publishing as what belongs to it
        ["World 1", "World 0"],
    )


def test_story_with_a_picture_leads_before_a_newer_one_without() -> None:
    world = make_section(name="World")
    make_live(headline="Pictured", section=world, lead_image=make_image(), at=NOW)
    make_live(headline="Newer", section=world, at=NOW + MINUTE)
    page = front_page(at=NOW + DAY)
    assert page.lead is not None
    assert (page.lead.headline, headlines(page.seconds)) == ("Pictured", ["Newer"])


def test_lines_under_the_lead_begin_with_the_hand_picked_ones_that_are_live() -> None:
    world, sport = make_section(name="World"), make_section(name="Sport")
    picked = make_live(headline="Picked", section=sport, at=NOW - 900 * DAY).article
    gone = make_live(headline="Withdrawn", section=sport).article
    withdraw(gone, at=NOW)
    draft = make_article(headline="Draft", section=sport)
    make_live(headline="Lead", section=world, related=[draft, gone, picked], at=NOW + MINUTE)
    assert headlines(front_page(at=NOW + DAY).lines) == ["Picked"]


def test_paper_with_few_stories_has_no_row_of_more_news() -> None:
    stories(front.ROW_NEEDS - 1, make_section(name="World"))
    assert front_page(at=NOW + DAY).row == []


def test_section_with_one_story_left_has_no_block_and_its_story_stands_at_the_end() -> None:
    world, sport = make_section(name="World"), make_section(name="Sport")
    make_live(headline="Match", section=sport, at=NOW - DAY)
    stories(12, world)
    page = front_page(at=NOW + DAY)
    assert ([block.section.name for block in page.blocks], "Match" in headlines(page.latest)) == (["World"], True)


def test_section_outside_the_navigation_has_no_block() -> None:
    stories(12, make_section(name="Hidden", in_navigation=False))
    page = front_page(at=NOW + DAY)
    assert (page.blocks, len(page.latest)) == ([], 12 - 1 - front.LINES - front.SECONDS)


def test_front_of_an_empty_paper_is_empty() -> None:
    page = front_page(at=NOW)
    assert (everywhere(page), page.newest_at) == ([], None)


def test_page_shows_only_what_is_live() -> None:
    world = make_section(name="World")
    withdraw(make_live(headline="Withdrawn", section=world, at=NOW - DAY).article, at=NOW)
    make_article(headline="Draft", section=world)
    schedule(make_article(headline="Scheduled", section=world), at=NOW + DAY)
    make_live(headline="Live", section=world)
    assert everywhere(front_page(at=NOW)) == ["Live"]
    assert set(everywhere(front_page(at=NOW + DAY))) == {"Live", "Scheduled"}


# Opinion


def test_opinions_stand_together_with_their_portraits_and_their_section_has_no_block() -> None:
    full_paper()
    page = front_page(at=NOW + DAY)
    assert page.opinion is not None
    assert [piece.card.headline for piece in page.opinion.pieces] == ["Leader", "Opinion 4", "Opinion 3", "Opinion 2"]
    assert [piece.portrait.alt if piece.portrait else None for piece in page.opinion.pieces] == [None, *["Ruth Brannigan"] * 3]
    assert page.opinion.section == tree().roots[5]
    assert "Opinion" not in [block.section.name for block in page.blocks]


def test_one_opinion_alone_is_no_strip() -> None:
    make_live(headline="Opinion", section=make_section(name="World"), kind="opinion")
    page = front_page(at=NOW)
    assert (page.opinion, everywhere(page)) == (None, ["Opinion"])


# Breaking


def test_breaking_story_stands_only_in_the_banner_and_only_while_it_is_live() -> None:
    world = make_section(name="World")
    stories(3, world, at=NOW - DAY)
    breaking = make_article(headline="Breaking", section=world)
    make_site(name="The Harbour", breaking_story=breaking)
    assert front_page(at=NOW).breaking is None
    schedule(breaking, at=NOW + MINUTE)
    assert front_page(at=NOW).breaking is None
    page = front_page(at=NOW + MINUTE)
    assert page.breaking is not None
    assert (page.breaking.headline, everywhere(page).count("Breaking")) == ("Breaking", 1)
    withdraw(breaking, at=NOW + 2 * MINUTE)
    assert front_page(at=NOW + 2 * MINUTE).breaking is None


def test_breaking_story_that_is_the_only_one_leads_instead() -> None:
    edition = make_live(headline="Breaking", section=make_section(name="World"))
    make_site(name="The Harbour", breaking_story=edition.article)
    page = front_page(at=NOW)
    assert page.lead is not None
    assert (page.breaking, page.lead.headline) == (None, "Breaking")


def test_day_of_big_news_is_said_by_the_settings() -> None:
    make_live(section=make_section(name="World"))
    assert front_page(at=NOW).is_big_day is False
    make_site(name="The Harbour", is_big_day=True)
    assert front_page(at=NOW).is_big_day is True


# Cost


@pytest.mark.parametrize("count", [1, 30])
def test_front_takes_four_queries(count: int, django_assert_num_queries) -> None:
    ines, picture = make_author(name="Ines Falk", portrait=make_image()), make_image()
    for number in range(count):
        section = make_section(name=f"Section {number}")
        make_live(section=section, authors=[ines], lead_image=picture)
        for kind in ("opinion", "editorial"):
            make_live(section=section, authors=[ines], kind=kind)
    front_page(at=NOW)  # the process learns the tree and the settings
    with django_assert_num_queries(4):
        assert front_page(at=NOW).opinion is not None


def test_front_depends_on_every_list_it_looks_at() -> None:
    world, empty = make_section(name="World"), make_section(name="Empty")
    edition = make_live(section=world)
    with collecting() as keys:
        front_page(at=NOW)
    assert keys == {"front", "sections", "site", f"section:{world.pk}", f"section:{empty.pk}", f"article:{edition.article_id}"}


def test_front_depends_on_a_breaking_story_that_is_not_live_yet() -> None:
    world = make_section(name="World")
    make_live(section=world)
    draft = make_article(section=world)
    make_site(name="The Harbour", breaking_story=draft)
    with collecting() as keys:
        front_page(at=NOW)
    assert f"article:{draft.pk}" in keys
