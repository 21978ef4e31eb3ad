"""“You might also like”: hand-picked first, then by shared tags, section and recency; never itself, twice, or not live."""

import datetime as dt
from typing import Any

import pytest

from articles import suggestions
from articles.models import Article
from tests.factories import DAY, MINUTE, NOW, make_article, make_live, make_section, make_tag, publish, schedule, withdraw

pytestmark = pytest.mark.django_db


def found_for(article: Article, *, at: dt.datetime = NOW) -> list[int]:
    return publish(article, at=at).suggestions


def test_shared_tags_count_more_than_the_section_and_the_newer_story_more_than_the_older() -> None:
    world, sport, storms = make_section(name="World"), make_section(name="Sport"), make_tag(name="Storms")
    old = make_live(section=world, at=NOW - DAY).article_id
    new = make_live(section=world, at=NOW - MINUTE).article_id
    tagged = make_live(section=sport, tags=[storms], at=NOW - 2 * DAY).article_id
    make_live(section=sport, at=NOW - MINUTE)
    assert found_for(make_article(section=world, tags=[storms])) == [tagged, new, old]


def test_what_is_not_live_is_not_found() -> None:
    world = make_section(name="World")
    publish(make_article(section=world), at=NOW - DAY, until=NOW - MINUTE)
    make_article(section=world)
    schedule(make_article(section=world), at=NOW + DAY)
    withdraw(make_live(section=world, at=NOW).article, at=NOW)
    live = make_live(section=world, at=NOW).article_id
    assert found_for(make_article(section=world), at=NOW + MINUTE) == [live]


def test_itself_and_the_hand_picked_are_not_found_again() -> None:
    world = make_section(name="World")
    picked, other = make_live(section=world).article, make_live(section=world).article_id
    article = make_article(section=world, related=[picked])
    assert (found_for(article), found_for(article, at=NOW + MINUTE)) == ([other], [other])


def test_nearest_section_counts_most() -> None:
    world = make_section(name="World")
    europe = make_section(name="Europe", parent=world)
    near = make_live(section=europe, at=NOW - DAY).article_id
    far = make_live(section=world, at=NOW - MINUTE).article_id
    assert found_for(make_article(section=europe)) == [near, far]


@pytest.mark.parametrize("neighbours", [1, 30])
def test_finding_takes_one_query_and_keeps_eight(neighbours: int, django_assert_num_queries: Any) -> None:
    world, tags = make_section(name="World"), [make_tag(name=f"T{number}") for number in range(15)]
    for _neighbour in range(neighbours):
        make_live(section=world, tags=tags[:3])
    keys = [f"section:{world.pk}", *(f"tag:{tag.pk}" for tag in tags)]
    with django_assert_num_queries(1):
        assert len(suggestions.find(keys, besides=[], at=NOW)) == min(neighbours, suggestions.KEPT)


def test_lists_of_authors_and_the_front_are_not_looked_at(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert suggestions.find(["front", "author:1"], besides=[], at=NOW) == []


@pytest.mark.parametrize(
    ("related", "found", "shown"),
    [
        ([], [], []),
        ([3, 4], [1, 2], [3, 4, 1, 2]),
        ([3, 3], [3, 1], [3, 1]),
        ([9, 3], [9, 1], [3, 1]),
        ([], list(range(10, 30)), list(range(10, 18))),
        (list(range(10, 30)), [40], [*range(10, 30), 40]),
    ],
)
def test_hand_picked_come_first_each_once_never_itself(related: list[int], found: list[int], shown: list[int]) -> None:
    assert suggestions.in_order(related, found, itself=9) == shown
