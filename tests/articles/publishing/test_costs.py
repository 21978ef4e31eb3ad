"""What each verb costs in queries, the same with one neighbour and with thirty."""

from collections.abc import Callable
from typing import Any

import pytest

from articles import publishing
from articles.look import look
from articles.models import Article
from articles.publishing import SYSTEM
from tests.articles.publishing.invariants import disagreements
from tests.factories import DAY, MINUTE, NOW, change, make_author, make_live, make_section, make_tag, schedule, set_clock

pytestmark = pytest.mark.django_db
LATER = NOW + MINUTE

COSTS: dict[str, tuple[int, Callable[[Article], object]]] = {
    "publish": (19, lambda article: publishing.publish(article, by=SYSTEM)),
    "schedule": (19, lambda article: publishing.schedule(article, by=SYSTEM, at=NOW + DAY)),
    "publish_until": (9, lambda article: publishing.publish_until(article, by=SYSTEM, until=NOW + DAY)),
    "roll_back": (15, lambda article: publishing.roll_back(article, by=SYSTEM, to=article.editions.get())),
    "withdraw": (9, lambda article: publishing.withdraw(article, by=SYSTEM)),
}


@pytest.mark.parametrize("neighbours", [1, 30])
@pytest.mark.parametrize("name", COSTS)
def test_verb_costs_the_same_with_one_neighbour_and_with_thirty(name: str, neighbours: int, django_assert_num_queries: Any) -> None:
    count, verb = COSTS[name]
    section, author, tag = make_section(name="World"), make_author(name="Ada"), make_tag(name="Storms")
    article = make_live(section=section, authors=[author], tags=[tag]).article
    for number in range(neighbours):
        make_live(section=section, authors=[author], tags=[tag], headline=f"Neighbour {number}")
    article = change(article, headline="Changed")
    set_clock(LATER)
    look.now()
    with django_assert_num_queries(count):
        verb(article)
    assert disagreements(now=LATER) == []


@pytest.mark.parametrize("neighbours", [1, 30])
def test_cancelling_costs_the_same_with_one_neighbour_and_with_thirty(neighbours: int, django_assert_num_queries: Any) -> None:
    section = make_section(name="World")
    article = make_live(section=section).article
    for number in range(neighbours):
        make_live(section=section, headline=f"Neighbour {number}")
    schedule(change(article), at=NOW + DAY)
    look.now()
    with django_assert_num_queries(CANCEL):
        publishing.cancel_schedule(article, by=SYSTEM)


CANCEL = 14
