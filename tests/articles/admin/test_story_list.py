"""The list of stories, and acts on several at once."""

import datetime as dt
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.utils import timezone

from articles import publishing
from articles.models import Article
from articles.publishing import SYSTEM
from tests.factories import change, make_article, make_author, make_section, make_user

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"
HOUR = dt.timedelta(hours=1)


def story(headline: str, **rest: Any) -> Article:
    return make_article(headline=headline, **rest)


def fresh(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


def listed(client: Client, **query: Any) -> set[str]:
    response = client.get(LIST, query)
    return {article.headline for article in response.context["cl"].result_list}


@pytest.fixture
def in_every_state(client: Client) -> None:
    """Make one story in each state, named after it, and sign an editor in."""
    client.force_login(make_user(groups=["Editor"]))
    section, now = make_section(name="World"), timezone.now()
    live = {name: story(name, section=section) for name in ("live", "changed", "updating", "withdrawn", "expired")}
    for article in live.values():
        publishing.publish(article, by=SYSTEM)
    change(fresh(live["changed"]), deck="Not published yet")
    publishing.schedule(change(fresh(live["updating"]), deck="Later"), by=SYSTEM, at=now + HOUR)
    publishing.withdraw(live["withdrawn"], by=SYSTEM)
    live["expired"].editions.update(live_until=timezone.now(), ending="planned")
    publishing.schedule(story("scheduled", section=section), by=SYSTEM, at=now + HOUR)
    story("unpublished", section=section)


STATES = ["live", "changed", "updating", "withdrawn", "expired", "scheduled", "unpublished"]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.usefixtures("in_every_state")
def test_each_state_has_its_filter_and_its_word(client: Client, state: str) -> None:
    assert listed(client, publication=state) == {state}
    assert f'class="publication publication-{state}"' in client.get(LIST, {"publication": state}).content.decode()


@pytest.mark.usefixtures("in_every_state")
def test_without_a_filter_all_are_there(client: Client) -> None:
    assert listed(client) == set(STATES)
    assert listed(client, publication="nonsense", section="x", author="9" * 40) == set(STATES)


def test_a_section_filter_includes_the_sections_below(client: Client) -> None:
    client.force_login(make_user(groups=["Editor"]))
    world = make_section(name="World")
    story("Deep", section=make_section(name="Europe", parent=world))
    story("Elsewhere", section=make_section(name="Sport"))
    assert listed(client, section=world.pk) == {"Deep"}


def test_author_assignee_and_search(client: Client) -> None:
    editor = make_user(groups=["Editor"])
    client.force_login(editor)
    author = make_author(name="Mara")
    story("Hers", authors=[author])
    story("Mine", assignee=editor)
    assert listed(client, author=author.pk) == {"Hers"}
    assert (listed(client, assignee="me"), listed(client, assignee="nobody")) == ({"Mine"}, {"Hers"})
    assert listed(client, q="min") == {"Mine"}
    assert listed(client, q="\x00") is not None


def test_the_list_costs_the_same_with_one_story_and_thirty(client: Client, django_assert_num_queries: Any) -> None:
    client.force_login(make_user(groups=["Editor"]))
    section, author = make_section(name="World"), make_author(name="Mara")
    counts = []
    for number in range(31):
        article = story(f"Story {number}", section=section, authors=[author])
        if number % 2:
            publishing.publish(article, by=SYSTEM)
        if number in {1, 30}:
            client.get(LIST)
            counts.append(number)
            with django_assert_num_queries(11):
                client.get(LIST)
    assert counts == [1, 30]


def act(client: Client, action: str, *articles: Article) -> list[str]:
    response = client.post(LIST, {"action": action, "_selected_action": [article.pk for article in articles]})
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_bulk_publishing_says_what_was_not_done_and_why(client: Client) -> None:
    client.force_login(make_user(groups=["Editor"]))
    ready, lacking = story("Ready", section=make_section(name="World")), story("Lacking")
    assert act(client, "publish", ready, lacking) == ["Done for 1 story.", "Lacking: Choose the section this story stands in."]
    assert (ready.editions.count(), lacking.editions.count()) == (1, 0)


def test_a_reporter_has_no_bulk_publishing(client: Client) -> None:
    client.force_login(make_user(groups=["Reporter"]))
    article = story("Ready", section=make_section(name="World"))
    act(client, "publish", article)
    act(client, "withdraw", article)
    assert article.editions.count() == 0


def test_bulk_stages_and_deleting_only_what_nobody_saw(client: Client) -> None:
    client.force_login(make_user(groups=["Editor"]))
    section = make_section(name="World")
    seen, unseen = story("Seen", section=section), story("Unseen", section=section)
    act(client, "send_to_review", seen, unseen)
    assert set(Article.objects.values_list("stage", flat=True)) == {"review"}
    publishing.publish(fresh(seen), by=SYSTEM)
    said = act(client, "delete", seen, unseen)
    assert said[-1] == "Seen: Readers have seen this story, so it cannot be deleted. Withdraw it instead."
    assert list(Article.objects.values_list("headline", flat=True)) == ["Seen"]
