"""What readers might also like is chosen again when there is more to choose from."""

from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from articles import publishing
from articles.models import ChangeKey, Edition
from tests.factories import MINUTE, NOW, make_live, make_section, make_tag, set_clock, withdraw

pytestmark = pytest.mark.django_db


def suggested(article_id: int) -> list[int]:
    return Edition.objects.values_list("suggestions", flat=True).get(article_id=article_id)


def test_the_first_story_of_a_paper_gets_suggestions_later() -> None:
    world, sea = make_section(name="World"), make_tag(name="Sea")
    first, second, other = (
        make_live(at=NOW + MINUTE * number, section=section, tags=[sea][:tags]).article_id
        for number, (section, tags) in enumerate([(world, 1), (world, 1), (make_section(name="Sport"), 0)])
    )
    assert (suggested(first), suggested(second)) == ([], [first])
    before = dict(ChangeKey.objects.values_list("name", "changed"))
    at = NOW + 3 * MINUTE
    set_clock(at)
    told: list[str] = []
    assert publishing.choose_again(publishing.live_articles(at=at), at=at, tell=told.append) == 1
    assert (suggested(first), suggested(second), suggested(other), told) == ([second], [first], [], ["3 stories looked at"])
    after = dict(ChangeKey.objects.values_list("name", "changed"))
    assert {name for name in after if after[name] != before[name]} == {f"article:{first}"}


def test_what_is_gone_is_neither_changed_nor_chosen() -> None:
    world = make_section(name="World")
    gone, live = (make_live(at=NOW + MINUTE * number, section=world).article for number in range(2))
    withdraw(gone, at=NOW + 2 * MINUTE)
    call_command("choose_suggestions")
    assert (suggested(gone.pk), suggested(live.pk)) == ([], [])


@pytest.mark.parametrize("count", [1, 30])
def test_choosing_costs_the_same_for_one_story_and_for_thirty(count: int, django_assert_num_queries: Any) -> None:
    world = make_section(name="World")
    articles = [make_live(at=NOW + MINUTE * number, section=world).article_id for number in range(count + 1)]
    at = NOW + 60 * MINUTE
    set_clock(at)
    with django_assert_num_queries(7 if connection.vendor == "postgresql" else 8):  # there a change and its keys are one
        publishing.choose_again(articles, at=at, tell=lambda said: None)
