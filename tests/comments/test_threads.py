"""Whether a story takes comments: one place decides, at once."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from articles.changes import collecting
from articles.models import ChangeKey
from articles.registries import interchange_keys, register_interchange_key, story_panels
from comments.models import Act, Comment, SectionRules, Thread
from comments.panels import ThreadForm, ThreadPanel
from comments.refusals import Closed
from comments.threads import (
    Standing,
    check_imported,
    counts,
    demand_open,
    read_for_export,
    save_settings,
    set_mode,
    standing,
    write_imported,
)
from tests.comments.writing import form, say, set_rules, story
from tests.factories import DAY, MINUTE, NOW, make_article, make_section, schedule, set_clock, withdraw

pytestmark = pytest.mark.django_db
SECOND = dt.timedelta(seconds=1)


def raised_after(before: int) -> set[str]:
    return set(ChangeKey.objects.filter(changed__gt=before).values_list("name", flat=True))


def number() -> int:
    return max([0, *ChangeKey.objects.values_list("changed", flat=True)])


def state(article_id: int, *, at: dt.datetime = NOW) -> str:
    return standing(article_id, at=at).state


@pytest.mark.parametrize(
    ("mode", "expected"),
    [("open", (True, True)), ("closed", (False, True)), ("paused", (False, True)), ("hidden", (False, False)), ("default", (True, True))],
)
def test_desk_decides(mode: str, expected: tuple[bool, bool]) -> None:
    article_id = story().article_id
    set_mode(article_id, mode)
    found = standing(article_id, at=NOW)
    assert (found.is_open, found.is_visible) == expected


def test_story_without_a_thread_does_as_the_site_does_and_the_desks_choice_stays() -> None:
    one, other = story().article_id, story().article_id
    set_mode(other, "open")
    assert state(one) == "open"
    set_rules(open_by_default=False)
    assert (state(one), state(other)) == ("closed", "open")


def test_nearest_section_that_says_something_decides() -> None:
    world = make_section(name="World")
    europe = make_section(name="Europe", parent=world)
    article_id = story(section=europe).article_id
    SectionRules.objects.create(section=world, taking="closed", moderation="before")
    set_rules()
    assert (state(article_id), standing(article_id, at=NOW).moderation) == ("closed", "before")
    SectionRules.objects.create(section=europe, taking="open")
    set_rules()
    assert (state(article_id), standing(article_id, at=NOW).moderation) == ("open", "before")
    Thread.objects.update_or_create(article_id=article_id, defaults={"moderation": "after"})
    assert (state(article_id), standing(article_id, at=NOW).moderation) == ("open", "after")  # the story's own word is the nearest


def test_thread_closes_days_after_publishing_unless_the_desk_opened_it() -> None:
    article_id = story().article_id
    set_rules(close_after_days=3)
    last = NOW + 3 * DAY
    assert [state(article_id, at=moment) for moment in (last - MINUTE, last)] == ["open", "closed"]
    set_mode(article_id, "open")
    assert state(article_id, at=last) == "open"
    Thread.objects.filter(article_id=article_id).update(close_after_days=1)
    assert [state(article_id, at=NOW + DAY - MINUTE), state(article_id, at=NOW + DAY)] == ["open", "closed"]


def test_every_page_closes_on_the_second_and_none_is_kept_beyond_it(client: Client) -> None:
    set_rules(close_after_days=3)
    edition = story()
    say(edition.article_id)
    ends_at = edition.published_at + 3 * DAY
    pages = (edition.path, f"/comments/story/{edition.article_id}/", f"/comments/{Comment.objects.get().pk}/")
    for moment, is_open in ((ends_at - SECOND, True), (ends_at, False), (ends_at + DAY, False)):
        set_clock(moment)
        answers = [client.get(page) for page in pages]
        assert ["Comments are closed." in answer.content.decode() for answer in answers] == [not is_open] * 3
        assert ["data-comment-form" in answer.content.decode() for answer in answers] == [is_open] * 3
        # Nobody shows a page again without asking, so none has to know the moment.
        assert {answer["Cache-Control"] for answer in answers} == {"public, max-age=0, must-revalidate"}
        sent = client.post(f"/comments/story/{edition.article_id}/write/", form(edition.article_id))
        assert sent.status_code == (303 if is_open else 403)


@pytest.mark.parametrize("standing_of", ["draft", "scheduled", "withdrawn"])
def test_story_readers_do_not_see_takes_nothing_and_shows_nothing(standing_of: str) -> None:
    article = make_article(section=make_section(name="World"))
    if standing_of == "scheduled":
        schedule(article, at=NOW + DAY)
    if standing_of == "withdrawn":
        article = story().article
        withdraw(article, at=NOW + MINUTE)
    found = standing(article.pk, at=NOW + MINUTE)
    assert (found.is_open, found.is_visible, found.headline) == (False, False, "")
    with pytest.raises(Closed):
        demand_open(article.pk, at=NOW + MINUTE)


def test_page_depends_on_the_thread_and_on_the_rules_and_both_are_raised() -> None:
    article_id = story().article_id
    with collecting() as keys:
        standing(article_id, at=NOW)
    assert keys == {f"comments:{article_id}", f"article:{article_id}", "comments"}
    before = number()
    set_mode(article_id, "closed")
    assert raised_after(before) == {f"comments:{article_id}"}
    before = number()
    save_settings(set_rules())
    assert raised_after(before) == {"comments"}


def test_switch_is_logged() -> None:
    article_id = story().article_id
    set_mode(article_id, "closed", why="It got heated.")
    act = Act.objects.get()
    assert (act.verb, act.was, act.became, act.why) == ("mode", "default", "closed", "It got heated.")


def test_standing_takes_one_query(django_assert_num_queries: Any) -> None:
    article_id = story().article_id
    standing(article_id, at=NOW)
    with django_assert_num_queries(1):
        standing(article_id, at=NOW)


def test_counts_are_of_what_readers_see_and_take_one_query(django_assert_num_queries: Any) -> None:
    set_rules()
    one, two, hidden = story().article_id, story().article_id, story().article_id
    for article_id in (one, one, two, hidden):
        say(article_id)
    set_mode(hidden, "hidden")
    with django_assert_num_queries(1):
        assert counts([one, two, hidden]) == {one: 2, two: 1}


@pytest.mark.parametrize("value", ["ajar", "", None, 1, True, ["open"], {"mode": "open"}, "Open", "default", "paused"])
def test_nonsense_at_import_is_refused_in_words(value: object) -> None:
    with pytest.raises(ValidationError) as refused:
        check_imported(value)
    assert refused.value.messages == ["“comments” is “open”, “closed” or “hidden”."]


def test_import_writes_what_changed_and_raises_only_what_was_there(django_assert_num_queries: Any) -> None:
    section = make_section(name="World")
    one, two, three = (make_article(section=section).pk for _ in range(3))
    set_mode(one, "open")
    set_mode(two, "closed")
    before = number()
    write_imported({one: "closed", two: "closed", three: "hidden"})
    assert dict(Thread.objects.values_list("article_id", "mode")) == {one: "closed", two: "closed", three: "hidden"}
    assert raised_after(before) == {f"comments:{one}"}
    with django_assert_num_queries(1):
        write_imported({one: "closed", two: "closed", three: "hidden"})


@pytest.mark.parametrize("count", [1, 30])
def test_import_costs_the_same_for_one_and_for_thirty(count: int, django_assert_num_queries: Any) -> None:
    section = make_section(name="World")
    modes = {make_article(section=section).pk: "closed" for _ in range(count)}
    with django_assert_num_queries(2):
        write_imported(modes)
    with django_assert_num_queries(1):
        assert read_for_export(list(modes)) == modes


def test_export_leaves_out_what_the_site_decides_and_writes_a_pause_as_closed() -> None:
    section = make_section(name="World")
    one, two, three = (make_article(section=section).pk for _ in range(3))
    set_mode(one, "default")
    set_mode(two, "hidden")
    set_mode(three, "paused")
    assert read_for_export([one, two, three]) == {two: "hidden", three: "closed"}


def test_panels_form_raises_the_story_at_once() -> None:
    article = story().article
    form = ThreadForm({"mode": "closed"}, instance=Thread(article=article))
    before = number()
    assert form.is_valid()
    form.save()
    assert (state(article.pk), raised_after(before)) == ("closed", {f"comments:{article.pk}"})


def test_comments_plug_in_and_names_are_taken_once() -> None:
    key = interchange_keys["comments"]
    register_interchange_key(key)
    with pytest.raises(ValueError, match="registered already"):
        register_interchange_key(type(key)("comments", key.check, key.write, key.read))
    assert (ThreadPanel in story_panels, interchange_keys["comments"]) == (True, key)


def test_thread_goes_with_a_story_nobody_saw() -> None:
    article = make_article(section=make_section(name="World"))
    set_mode(article.pk, "open")
    article.delete()
    assert not Thread.objects.exists()


def test_clock_of_the_desk_is_the_databases() -> None:
    article_id = story().article_id
    set_clock(NOW + 5 * MINUTE)
    set_mode(article_id, "closed")
    assert Act.objects.get().at == NOW + 5 * MINUTE


@pytest.mark.parametrize("article_id", [1, 11, 9_999_999_999])
def test_address_of_the_form_is_the_one_that_is_looked_up(article_id: int) -> None:
    thread = Standing(article_id, is_live=True, state="open", moderation="")
    assert thread.write_path == reverse("comments:write", args=[article_id])
