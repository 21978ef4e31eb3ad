"""“Most discussed”: live stories in the order of the last days, fresh, in the query that the cards' numbers take anyway."""

import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from articles.models import Article, ChangeKey, Edition, Section
from comments import verbs
from comments.discussed import Discussed, most_discussed
from comments.models import SectionRules
from comments.rules import site_rules
from comments.threads import set_mode
from tests.articles.views.pages import read
from tests.comments.writing import say, set_rules, story
from tests.factories import DAY, MINUTE, NOW, make_section, make_user, set_clock, withdraw

pytestmark = pytest.mark.django_db


def listed(**rest: Any) -> list[tuple[int, int]]:
    return [(one.article_id, one.recent) for one in most_discussed(at=rest.pop("at", NOW), **rest)[0]]


def discuss(*numbers: int, section: Section | None = None) -> list[int]:
    """Make a story for each number, with as many comments; return their ids."""
    made = []
    for number in numbers:
        edition = story(section=section, headline=f"With {number}")
        made.append(edition.article_id)
        for _ in range(number):
            say(edition.article_id)
    return made


def test_live_stories_of_the_last_days_most_first() -> None:
    set_rules()
    quiet, busy, hidden, gone, _silent = discuss(1, 2, 3, 4, 0)
    set_mode(hidden, "hidden")
    withdraw(Article.objects.get(pk=gone), at=NOW + MINUTE)
    hiding = make_section(name="Hiding")
    discuss(2, section=hiding)
    SectionRules.objects.create(section=hiding, taking="hidden")
    set_rules()
    assert listed(at=NOW + 2 * MINUTE) == [(busy, 2), (quiet, 1)]
    assert listed(at=NOW + 2 * DAY) == [(busy, 2), (quiet, 1)]
    assert listed(at=NOW + 4 * DAY) == []
    set_clock(NOW + 4 * DAY)
    say(quiet)
    path = Edition.objects.get(article=quiet).path
    assert most_discussed(at=NOW + 4 * DAY)[0] == [Discussed(quiet, 1, 2, path, "With 1", "en", "ltr")]


def test_a_section_lists_what_stands_in_it_and_below() -> None:
    set_rules()
    world, sport = make_section(name="World"), make_section(name="Sport")
    (inside,), (_outside,) = discuss(1, section=world), discuss(3, section=sport)
    assert listed(section_ids=[world.pk]) == [(inside, 1)]


@pytest.mark.parametrize("count", [1, 30])
def test_list_and_numbers_of_cards_take_one_query(count: int, django_assert_num_queries: Any) -> None:
    set_rules()
    stories = discuss(*[1] * count)
    set_mode(stories[0], "hidden")
    site_rules()
    with django_assert_num_queries(1):
        found, numbers = most_discussed(at=NOW, count_also=stories)
    assert (len(found), numbers) == (min(count - 1, 5), dict.fromkeys(stories[1:], 1))


@pytest.mark.parametrize("act", ["post", "reject", "like"])
def test_what_may_change_the_order_raises_the_list_and_a_like_does_not(act: str) -> None:
    set_rules()
    article_id = story().article_id
    comment = say(article_id)
    before = ChangeKey.objects.get(name="discussed").changed
    if act == "post":
        say(article_id)
    if act == "reject":
        verbs.decide(comment.pk, "reject", by=make_user(is_superuser=True))
    if act == "like":
        verbs.like(comment.pk, secret="s" * 30, address="192.0.2.7")
    assert (ChangeKey.objects.get(name="discussed").changed > before) is (act != "like")


def headlines(page: HttpResponse) -> list[str]:
    """Return what the list on a page names, in its order."""
    words = page.content.decode()
    part = words[words.index('class="discussed') :] if 'class="discussed' in words else ""
    return re.findall(r"<li><a [^>]*>([^<]*)</a>", part[: part.find("</ol>")])


def test_front_and_section_list_three_stories_or_more(client: Client) -> None:
    world = make_section(name="World")
    set_rules()
    discuss(0, 0, 1, 2, section=world)
    pages = ("/", "/world/")
    assert [headlines(client.get(page)) for page in pages] == [[], []]
    discuss(3, section=world)
    for page in pages:
        assert headlines(client.get(page)) == ["With 3", "With 2", "With 1"]
        assert read(client.get(page)).words(".number")[0].startswith("3 comments")
    set_rules(counts_on_cards=False)
    drawn = client.get("/")
    assert (len(headlines(drawn)), read(drawn).words(".number")) == (3, [])
