"""The desk's first page: who sees which lists, what counts as trouble, and what it costs."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from articles.models import Article, Image, Section
from comments.models import Comment
from tests.factories import (
    DAY,
    MINUTE,
    NOW,
    change,
    make_article,
    make_author,
    make_image,
    make_section,
    make_user,
    publish,
    schedule,
    set_clock,
)

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def world() -> Section:
    set_clock(NOW)
    return make_section(name="World")


def cards(client: Client) -> dict[str, list[str]]:
    page = client.get("/admin/")
    return {card.id: [story.headline for story in card.rows] for card in page.context["cards"]}


def sentences(client: Client) -> dict[str, tuple[str, ...]]:
    return {trouble.headline: trouble.sentences for trouble in client.get("/admin/").context["troubles"]}


def test_each_story_stands_on_the_cards_it_belongs_to(client: Client, world: Section) -> None:
    editor = make_user(groups=["Editor"])
    client.force_login(editor)
    make_article(headline="Hers", assignee=editor)
    make_article(headline="Later", stage="review", deadline=NOW + 3 * DAY)
    make_article(headline="Today", stage="review", deadline=NOW + HOUR)
    live = make_article(headline="Changed", section=world)
    publish(live, at=NOW - HOUR)
    publish(make_article(headline="As shown", section=world, assignee=editor, stage="approved"), at=NOW - HOUR)
    set_clock(NOW)
    change(Article.objects.get(pk=live.pk), deck="Not published yet")
    assert cards(client) == {"mine": ["Hers"], "review": ["Today", "Later"], "due": ["Today"], "changed": ["Changed"]}


def test_the_line_shows_what_comes_within_24_hours_in_its_place_and_names_what_follows(client: Client, world: Section) -> None:
    client.force_login(make_user(groups=["Editor"]))
    for headline, moment in (("Soon", NOW + 6 * HOUR), ("Tomorrow", NOW + 30 * HOUR)):
        schedule(make_article(headline=headline, section=world), at=moment)
    context = client.get("/admin/").context
    assert [(mark.percent, mark.edition.headline) for mark in context["marks"]] == [(25.0, "Soon")]
    assert context["later"].headline == "Tomorrow"
    assert [tick.words for tick in context["ticks"]][:5] == ["", "", "3 p.m.", "", ""]


def test_schedules_in_trouble_say_why(client: Client, world: Section) -> None:
    client.force_login(make_user(groups=["Editor"]))
    fine, bare = make_image(alt="A harbour"), make_image(alt="Boats", rights_expire_on=NOW.date())
    schedule(make_article(headline="Fine", section=world, lead_image=fine), at=NOW + HOUR)
    schedule(make_article(headline="Rights", section=world, lead_image=bare), at=NOW + DAY)
    earlier = make_article(headline="Earlier text", section=world, lead_image=fine)
    schedule(earlier, at=NOW + HOUR)
    change(Article.objects.get(pk=earlier.pk), deck="Changed since")
    make_article(headline="Only planned", planned_at=NOW - MINUTE)
    overtaken = make_article(headline="Overtaken", section=world)
    schedule(overtaken, at=NOW + 2 * HOUR)
    publish(change(Article.objects.get(pk=overtaken.pk), lead_image=fine), at=NOW + MINUTE)
    assert sentences(client) == {
        "Only planned": (
            "It was planned for March 30, 2024, 11:59 a.m. UTC and is not scheduled.",
            "It stands in no section yet.",
        ),
        "Earlier text": ("The story was changed after it was scheduled: readers will see the earlier text.",),
        "Overtaken": ("It was scheduled before what readers see now was published, and will replace it.",),
        "Rights": ("The rights of a picture in it end before, on March 30, 2024.",),
    }


def test_who_may_not_see_stories_finds_what_they_may_see(client: Client) -> None:
    client.force_login(make_user())
    page = client.get("/admin/")
    assert ("cards" in page.context, "New story" in page.content.decode()) == (False, False)
    assert [str(place.words) for place in page.context["desk_places"]] == ["Desk"]


def test_comments_that_wait_stand_there_the_longest_first_for_who_may_see_them(client: Client, world: Section) -> None:
    article = make_article(headline="Argued about", section=world)
    for name, queued_at in (("Late", NOW), ("Early", NOW - HOUR), ("Live", None)):
        state = Comment.State.WAITING if queued_at else Comment.State.LIVE
        first_live_at = None if queued_at else NOW
        Comment.objects.create(
            article=article, name=name, text="Words.", state=state, queued_at=queued_at, created_at=NOW, first_live_at=first_live_at
        )
    client.force_login(make_user(groups=["Moderator"]))
    assert [comment.name for comment in client.get("/admin/").context["queued"]] == ["Early", "Late"]
    client.force_login(make_user())
    assert "Words." not in client.get("/admin/").content.decode()


def test_the_list_of_all_records_is_one_click_away(client: Client) -> None:
    client.force_login(make_user(is_superuser=True))
    assert 'href="/admin/records/"' in client.get("/admin/").content.decode()
    names = {model["object_name"] for app in client.get("/admin/records/").context["app_list"] for model in app["models"]}
    assert {"Article", "Image", "User", "Group"} <= names


def test_the_first_page_costs_the_same_with_one_story_and_thirty(client: Client, world: Section, django_assert_num_queries: Any) -> None:
    editor = make_user(groups=["Chief editor"])
    client.force_login(editor)
    author, picture = make_author(name="Mara"), make_image()
    counts = []
    for number in range(31):
        _one_of_each(number, section=world, author=author, picture=picture, editor=editor)
        if number in {0, 30}:
            client.get("/admin/")
            counts.append(number)
            with django_assert_num_queries(10):
                client.get("/admin/")
    assert counts == [0, 30]


def _one_of_each(number: int, *, section: Section, author: Any, picture: Image, editor: Any) -> None:
    rest: dict[str, Any] = {"section": section, "authors": [author], "lead_image": picture}
    make_article(headline=f"Mine {number}", assignee=editor, stage="review", deadline=NOW + HOUR, planned_at=NOW + HOUR, **rest)
    live = make_article(headline=f"Live {number}", **rest)
    publish(live, at=NOW)
    change(Article.objects.get(pk=live.pk), deck="Changed")
    schedule(make_article(headline=f"Coming {number}", **rest), at=NOW + HOUR)
