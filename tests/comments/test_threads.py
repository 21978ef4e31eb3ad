"""Whether a story takes comments: one place decides, at once."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from articles.changes import collecting
from articles.models import ChangeKey
from articles.registries import interchange_keys, register_interchange_key, story_panels
from comments.models import CommentSettings, Thread
from comments.panels import ThreadForm, ThreadPanel
from comments.threads import ThreadState, check_imported, read_for_export, save_settings, set_mode, thread_state, write_imported
from tests.factories import make_article, make_section

pytestmark = pytest.mark.django_db
OPEN, CLOSED, HIDDEN = ThreadState(True, True), ThreadState(False, True), ThreadState(False, False)


def raised_after(before: int) -> set[str]:
    return set(ChangeKey.objects.filter(changed__gt=before).values_list("name", flat=True))


def number() -> int:
    return max([0, *ChangeKey.objects.values_list("changed", flat=True)])


@pytest.fixture
def article() -> Any:
    return make_article(section=make_section(name="World"))


@pytest.mark.parametrize(("mode", "state"), [("open", OPEN), ("closed", CLOSED), ("hidden", HIDDEN), ("default", OPEN)])
def test_desk_decides(article: Any, mode: str, state: ThreadState) -> None:
    set_mode(article.pk, mode)
    assert thread_state(article.pk) == state


def test_story_without_a_thread_does_as_the_site_does(article: Any) -> None:
    assert thread_state(article.pk) == OPEN
    save_settings(CommentSettings(open_by_default=False))
    assert thread_state(article.pk) == CLOSED
    save_settings(CommentSettings(open_by_default=True))
    assert thread_state(article.pk) == OPEN


def test_sites_default_does_not_touch_what_the_desk_has_chosen(article: Any) -> None:
    set_mode(article.pk, "open")
    save_settings(CommentSettings(open_by_default=False))
    assert thread_state(article.pk) == OPEN


def test_page_depends_on_the_thread_and_on_the_sites_default_and_both_are_raised(article: Any) -> None:
    with collecting() as keys:
        thread_state(article.pk)
    assert keys == {f"comments:{article.pk}", "comments"}
    before = number()
    set_mode(article.pk, "closed")
    assert raised_after(before) == {f"comments:{article.pk}"}
    before = number()
    save_settings(CommentSettings(open_by_default=False))
    assert raised_after(before) == {"comments"}


def test_state_takes_one_query(article: Any, django_assert_num_queries: Any) -> None:
    thread_state(article.pk)
    with django_assert_num_queries(1):
        thread_state(article.pk)


@pytest.mark.parametrize("value", ["ajar", "", None, 1, True, ["open"], {"mode": "open"}, "Open", "default"])
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


def test_export_leaves_out_what_the_site_decides() -> None:
    section = make_section(name="World")
    one, two = (make_article(section=section).pk for _ in range(2))
    set_mode(one, "default")
    set_mode(two, "hidden")
    assert read_for_export([one, two]) == {two: "hidden"}


def test_panels_form_raises_the_story_at_once(article: Any) -> None:
    thread = Thread(article=article)
    form = ThreadForm({"mode": "closed"}, instance=thread)
    before = number()
    assert form.is_valid()
    form.save()
    assert (thread_state(article.pk), raised_after(before)) == (CLOSED, {f"comments:{article.pk}"})


def test_comments_plug_in_and_names_are_taken_once() -> None:
    key = interchange_keys["comments"]
    register_interchange_key(key)
    with pytest.raises(ValueError, match="registered already"):
        register_interchange_key(type(key)("comments", key.check, key.write, key.read))
    assert (ThreadPanel in story_panels, interchange_keys["comments"]) == (True, key)


def test_thread_goes_with_a_story_nobody_saw(article: Any) -> None:
    set_mode(article.pk, "open")
    article.delete()
    assert not Thread.objects.exists()
