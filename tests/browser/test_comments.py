"""Comments in a browser: without a script, with one, and two moderators at once by keyboard."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from comments.models import Act, Comment, CommentSettings
from comments.threads import save_settings, set_mode
from tests.browser.test_story_to_reader import PASSWORD, press
from tests.browser.test_writing import AXE, RULES
from tests.comments.writing import known, make_person, say, story
from tests.factories import make_user

pytestmark = pytest.mark.django_db(transaction=True)


def set_up(**rules: object) -> str:
    from articles.look import look

    edition = story(headline="The gate was open")
    look.clock = None  # the server's own clock
    save_settings(CommentSettings(**{"moderation": "after", "minimum_seconds": 0, **rules}))
    return edition.path


def fill_in(page: Page, words: str, *, email: str = "hanna@example.org") -> None:
    page.get_by_label("Your name").fill("Hanna Pohl")
    page.get_by_label("Email", exact=True).fill(email)
    page.get_by_label("Comment", exact=True).fill(words)


def test_comment_is_written_refused_and_posted_without_a_script(new_page: Callable[..., Page]) -> None:
    path = set_up()
    page = new_page(javascript=False)
    page.goto(path)
    page.get_by_role("link", name="Write a comment").click()
    fill_in(page, "The whole night.", email="hanna@")
    press(page, "Post comment")
    expect(page.get_by_role("alert")).to_contain_text("Something is missing after the @.")
    expect(page.get_by_label("Comment", exact=True)).to_have_value("The whole night.")
    page.get_by_label("Email", exact=True).fill("hanna@example.org")
    press(page, "Post comment")
    expect(page.get_by_text("Confirm your address")).to_be_visible()
    assert Comment.objects.get().text == "The whole night."


def test_comment_is_written_refused_and_posted_inside_the_storys_page(page: Page) -> None:
    path = set_up()
    say(Comment.objects.model.article.field.related_model.objects.get().pk, "First.", writer=known(make_person(trust="trusted"))[0])
    page.goto(path)
    page.get_by_role("link", name=re.compile("^Reply")).click()
    fill_in(page, "Second.", email="hanna@")
    press(page, "Post comment")
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_label("Email", exact=True).fill("hanna@example.org")
    press(page, "Post comment")
    expect(page.get_by_label("Your comment")).to_be_focused()
    expect(page).to_have_url(re.compile(re.escape(path) + "$"))
    assert list(Comment.objects.order_by("pk").values_list("text", "parent__text")) == [("First.", None), ("Second.", "First.")]
    page.get_by_role("button", name=re.compile("^Like")).click()
    expect(page.get_by_role("button", name=re.compile("^Like"))).to_have_attribute("aria-pressed", "true")
    assert Comment.objects.get(text="First.").likes == 1


def test_what_waits_stands_where_it_was_written_and_another_can_be_written(page: Page) -> None:
    path = set_up()
    article_id = Comment.objects.model.article.field.related_model.objects.get().pk
    first = say(article_id, "First.", writer=known(make_person(trust="trusted"))[0])
    say(article_id, "Older reply.", parent=first, writer=known(make_person(trust="trusted"))[0])
    save_settings(CommentSettings(moderation="before", minimum_seconds=0, most_characters=300))
    page.goto(path)
    page.get_by_role("link", name=re.compile("^Reply")).first.click()
    expect(page.locator(".answered")).to_have_count(0)
    fill_in(page, "x" * 290)
    expect(page.get_by_text("Characters left: 10")).to_have_attribute("aria-live", "polite")
    page.get_by_label("Comment", exact=True).fill("Newer reply.")
    press(page, "Post comment")
    expect(page.locator(".thread .thread .text")).to_have_text(["Older reply.", "Newer reply."])
    expect(page.locator("[data-posted]").get_by_role("link", name="Your comments")).to_be_visible()
    page.get_by_role("link", name="Write a comment").click()
    fill_in(page, "At the top.")
    expect(page.get_by_role("link", name="Write a comment")).to_be_hidden()
    press(page, "Post comment")
    expect(page.locator("[data-posted] .text")).to_have_text(["At the top.", "Newer reply."])
    page.get_by_role("link", name="Write a comment").click()
    expect(page.get_by_label("Comment", exact=True)).to_have_value("")
    expect(page.locator("[data-posted]")).to_have_count(2)


def test_very_long_comment_opens_without_a_script(new_page: Callable[..., Page]) -> None:
    path = set_up()
    article_id = Comment.objects.model.article.field.related_model.objects.get().pk
    comment = say(article_id, "The gate was open. " * 120, writer=known(make_person(trust="trusted"))[0])
    page = new_page(javascript=False)
    page.goto(path)
    words = page.locator(".comment .text")
    folded = words.evaluate("node => node.clientHeight < node.scrollHeight")
    page.locator("summary", has_text="Read all of it").click()
    assert (folded, words.evaluate("node => node.clientHeight < node.scrollHeight")) == (True, False)
    page.goto(f"{path}#comment-{comment.pk}")
    page.reload()
    assert words.evaluate("node => node.clientHeight < node.scrollHeight") is False


def test_report_asks_what_the_law_asks_only_of_illegal_content(new_page: Callable[..., Page]) -> None:
    set_up()
    article_id = Comment.objects.model.article.field.related_model.objects.get().pk
    page = new_page(javascript=False)
    page.goto(f"/comments/{say(article_id, writer=known(make_person(trust='trusted'))[0]).pk}/report/")
    expect(page.get_by_label("Your name")).to_be_hidden()
    page.get_by_label("Illegal content").check()
    expect(page.get_by_label("Your name")).to_be_visible()
    page.get_by_label("Something else").check()
    expect(page.get_by_label("Your name")).to_be_hidden()


def sign_in_as(page: Page, name: str) -> None:
    make_user(username=name, is_superuser=True)  # a flush before this test has emptied the groups
    page.goto("/admin/")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")


def test_two_moderators_by_keyboard_do_nothing_twice(new_page: Callable[..., Page]) -> None:
    set_up(moderation="before", most_per_address=1000)
    article_id = Comment.objects.model.article.field.related_model.objects.get().pk
    for number in range(25):
        say(article_id, f"Waiting words, number {number}.")
    one, other = new_page(), new_page()
    sign_in_as(one, "mara")
    sign_in_as(other, "noor")
    for page in (one, other):
        page.goto("/admin/comments/comment/queue/")
    expect(one.locator("[data-comment]")).to_have_count(20)
    expect(other.locator("[data-comment]")).to_have_count(5)
    one.keyboard.press("a")
    expect(one.locator(".is-decided")).to_have_count(1)
    one.keyboard.press("r")
    expect(one.locator(".is-decided")).to_have_count(2)
    other.keyboard.press("s")
    expect(other.locator(".is-decided")).to_have_count(1)
    one.keyboard.press("u")
    expect(one.locator(".is-decided")).to_have_count(1)
    one.keyboard.press("f")
    expect(one.locator(".is-decided")).to_have_count(2)
    decided = Act.objects.filter(by__isnull=False).values_list("verb", "by__username").order_by("pk")
    assert list(decided) == [("approve", "mara"), ("reject", "mara"), ("spam", "noor"), ("undo", "mara"), ("feature", "mara")]
    one.locator("body").click()
    one.evaluate("document.activeElement?.blur()")
    one.keyboard.press("r")  # outside of the queue a key is only a key
    assert Act.objects.filter(verb="reject").count() == 1


@pytest.mark.skipif(not AXE.exists(), reason="axe is not installed: make .node/ready")
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_threads_forms_and_the_queue(chromium: Browser, live_server: Any, width: int, scheme: Any) -> None:
    path = set_up(most_per_address=1000)
    article_id = Comment.objects.model.article.field.related_model.objects.get().pk
    first = say(article_id, "First.\n\n> Quoted", writer=known(make_person(trust="trusted"))[0])
    say(article_id, "Second.", parent=first)
    Comment.objects.filter(pk=first.pk).update(featured=True, badge="author", likes=3)
    closed = story(headline="Closed since").article_id
    say(closed, "What stays.")
    set_mode(closed, "closed")
    context = chromium.new_context(base_url=live_server.url, viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    sign_in_as(page, "mara")
    thread, write = f"/comments/story/{article_id}/", f"/comments/story/{article_id}/write/"
    desk = "/admin/comments/comment/"
    readers = [path, thread, write, f"/comments/{first.pk}/report/", f"/comments/story/{closed}/", "/comments/mine/"]
    for address in [*readers, f"{desk}queue/", f"{desk}queue/?show=reported", f"{desk}statistics/", person_page(first)]:
        page.goto(address)
        page.evaluate(AXE.read_text())
        found = page.evaluate("(rules) => axe.run(document, rules)", RULES)["violations"]
        assert [(address, one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found] == []
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), address
    page.goto(write)
    press(page, "Post comment")
    page.evaluate(AXE.read_text())
    assert page.evaluate("(rules) => axe.run(document, rules)", RULES)["violations"] == []
    context.close()


def person_page(comment: Comment) -> str:
    return f"/admin/comments/person/{comment.person_id}/change/"
