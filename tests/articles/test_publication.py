"""What readers are shown of a story, in one word, derived from its editions at a moment."""

from typing import Any

import pytest

from articles import publishing
from articles.models import Article
from articles.publication import WORDS, Publication, PublicationState
from articles.publishing import SYSTEM
from tests.factories import DAY, MINUTE, NOW, change, make_article, make_live, make_section, schedule, set_clock, withdraw

pytestmark = pytest.mark.django_db


def at(article: Article, moment: Any) -> Publication:
    return Article.objects.with_publication(at=moment).get(pk=article.pk).publication


def test_story_nobody_published_is_not_published() -> None:
    assert at(make_article(section=make_section(name="World")), NOW) == Publication(PublicationState.UNPUBLISHED, None)


def test_scheduled_story_becomes_live_and_ends_by_itself() -> None:
    article = make_article(section=make_section(name="World"))
    schedule(article, at=NOW + DAY, until=NOW + 2 * DAY)
    assert at(article, NOW) == Publication(PublicationState.SCHEDULED, NOW + DAY)
    assert at(article, NOW + DAY) == Publication(PublicationState.LIVE, NOW + DAY, NOW + 2 * DAY)
    assert at(article, NOW + 2 * DAY) == Publication(PublicationState.EXPIRED, NOW + 2 * DAY)


def test_live_story_with_changes_says_so_and_with_an_update_says_when() -> None:
    article = make_live(section=make_section(name="World")).article
    changed = change(article, headline="Other")
    assert at(changed, NOW) == Publication(PublicationState.CHANGED, NOW)
    schedule(changed, at=NOW + DAY)
    assert at(changed, NOW) == Publication(PublicationState.UPDATING, NOW + DAY, NOW + DAY)
    assert at(changed, NOW + DAY) == Publication(PublicationState.LIVE, NOW + DAY)


def test_what_was_scheduled_before_the_last_change_says_that_the_change_is_not_in_it() -> None:
    article = make_article(section=make_section(name="World"))
    schedule(article, at=NOW + DAY)
    changed = change(article, headline="Other")
    assert at(changed, NOW) == Publication(PublicationState.SCHEDULED_EARLIER, NOW + DAY)
    assert at(changed, NOW + DAY) == Publication(PublicationState.CHANGED, NOW + DAY)
    schedule(changed, at=NOW + 2 * DAY, now=NOW + DAY)
    assert at(changed, NOW + DAY).leaves_changes_out is False
    assert at(change(changed, headline="Third"), NOW + DAY) == Publication(PublicationState.UPDATING_EARLIER, NOW + 2 * DAY, NOW + 2 * DAY)


def test_withdrawn_is_not_expired_and_can_be_scheduled_again() -> None:
    article = make_live(section=make_section(name="World")).article
    withdraw(article, at=NOW + MINUTE)
    assert at(article, NOW + DAY) == Publication(PublicationState.WITHDRAWN, NOW + MINUTE)
    schedule(article, at=NOW + DAY, now=NOW + 2 * MINUTE)
    assert at(article, NOW + 3 * MINUTE) == Publication(PublicationState.SCHEDULED, NOW + DAY)


def test_each_state_has_its_word() -> None:
    assert set(WORDS) == set(PublicationState)
    assert len({str(word) for word in WORDS.values()}) == len(WORDS)
    assert [state for state in PublicationState if Publication(state, NOW).is_live] == ["live", "changed", "updating", "updating-earlier"]


@pytest.mark.parametrize("count", [1, 30])
def test_desk_list_costs_the_same_with_one_story_and_with_thirty(count: int, django_assert_num_queries: Any) -> None:
    section = make_section(name="World")
    set_clock(NOW)
    for _story in range(count):
        publishing.publish(make_article(section=section), by=SYSTEM)
    with django_assert_num_queries(2):
        rows = list(Article.objects.for_desk().with_publication(at=NOW))
        assert [row.publication.state for row in rows] == ["live"] * count
