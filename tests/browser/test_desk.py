"""What only a browser shows of the desk: which button Enter presses, what the editor's keys do, and that no words are lost."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from articles import publishing
from articles.models import Article
from articles.publishing import SYSTEM
from tests.browser.test_story_to_reader import PASSWORD, press, sign_in
from tests.factories import change, make_article, make_section

pytestmark = pytest.mark.django_db(transaction=True)

# The browser moves the caret at once and tells the editor a moment later: a key the editor itself answers waits for that.
CARET_IS_AT_THE_END = """(part) => {
  const { state, view } = document.querySelector("textarea[data-body]").editor;
  const { $head } = state.selection;
  const block = view.nodeDOM($head.before());
  const own = block.nodeType === 1 && (block.matches(part) || block.querySelector(part));
  return Boolean(own) && $head.parentOffset === $head.parent.content.size;
}"""


def story(**rest: str) -> Article:
    return make_article(section=make_section(name="World"), **rest)


def address(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def test_enter_goes_on_to_the_next_field_and_saves_nothing(page: Page) -> None:
    article = story(headline="Withdrawn")
    sign_in(page)
    page.goto(address(article))
    page.locator("#id_kicker").fill("Typed")
    page.locator("#id_kicker").press("Enter")
    expect(page.locator("#id_headline")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#id_deck")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".ProseMirror")).to_be_focused()
    page.locator("#id_slug").evaluate("field => { field.closest('details').open = true; field.focus(); }")
    page.keyboard.press("Enter")
    assert (Article.objects.get().kicker, page.url.endswith(address(article))) == ("", True)


def test_without_javascript_enter_saves_the_draft_and_shows_readers_nothing(new_page: Callable[..., Page]) -> None:
    article = story(headline="Withdrawn")
    publishing.publish(article, by=SYSTEM)
    publishing.withdraw(article, by=SYSTEM)
    page = new_page(javascript=False)
    sign_in(page)
    page.goto(address(article))
    page.locator("#id_kicker").fill("Typed")
    page.locator("#id_kicker").press("Enter")
    expect(page.get_by_text("Saved. Readers see nothing of it")).to_be_visible()
    assert (Article.objects.get().kicker, article.editions.count()) == ("Typed", 1)


def test_enter_on_the_page_of_a_conflict_overwrites_nothing(new_page: Callable[..., Page]) -> None:
    article = story(headline="As opened")
    page = new_page(javascript=False)
    sign_in(page)
    page.goto(address(article))
    change(article, headline="Theirs")
    page.locator("#id_headline").fill("Mine")
    for _again in range(2):
        page.locator("#id_kicker").press("Enter")
        expect(page.get_by_role("heading", name="Two versions of this story")).to_be_visible()
    assert Article.objects.get().headline == "Theirs"
    expect(page.locator("#id_headline")).to_have_value("Mine")


def test_a_quotation_and_a_caption_are_left_with_enter_and_something_can_follow_the_last_block(page: Page) -> None:
    quote = '<blockquote class="pull-quote"><p>Quoted</p><footer>Who</footer></blockquote>'
    article = story(body=f'<figure data-image="3"><figcaption>Cranes</figcaption></figure>{quote}')
    sign_in(page)
    page.goto(address(article))
    editor = page.locator(".tiptap.ProseMirror")
    for part, words in (("figcaption", "After the picture."), ("footer", "After the quotation.")):
        editor.locator(part).click()
        page.keyboard.press("End")
        page.wait_for_function(CARET_IS_AT_THE_END, arg=part)
        page.keyboard.press("Enter")
        page.keyboard.type(words)
    sizes = [
        editor.locator(part).evaluate("element => parseFloat(getComputedStyle(element).fontSize)") for part in ("footer", "blockquote p")
    ]
    assert sizes[0] < sizes[1]
    press(page, "Save draft")
    assert Article.objects.get().body == (
        f'<figure data-image="3"><figcaption>Cranes</figcaption></figure><p>After the picture.</p>{quote}<p>After the quotation.</p>'
    )


def test_a_heading_in_the_editor_looks_like_one(page: Page) -> None:
    article = story(body="<h2>Head</h2><p>Words</p>")
    sign_in(page)
    page.goto(address(article))
    heading = page.locator(".tiptap.ProseMirror h2")
    colours = "element => [getComputedStyle(element).backgroundColor, getComputedStyle(element).color]"
    drawn, words = heading.evaluate(colours), page.locator(".tiptap.ProseMirror p").first.evaluate(colours)
    assert drawn == ["rgba(0, 0, 0, 0)", words[1]]


def test_leaving_with_unsaved_words_asks_and_after_saving_does_not(page: Page) -> None:
    article = story(headline="Before")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    sign_in(page)
    page.goto(address(article))
    page.locator("#id_headline").click()
    page.goto("/admin/")
    assert asked == []
    page.goto(address(article))
    page.locator("#id_headline").fill("After")
    page.goto("/admin/")
    assert asked == ["beforeunload"]
    page.goto(address(article))
    page.locator("#id_headline").fill("After")
    press(page, "Save draft")
    page.goto("/admin/")
    assert asked == ["beforeunload"]


def test_what_was_typed_while_the_session_ended_is_saved_after_signing_in_in_another_tab(page: Page) -> None:
    article = story(headline="Before")
    sign_in(page)
    page.goto(address(article))
    page.locator("#id_headline").fill("Typed in time")
    page.context.clear_cookies(name="sessionid")
    press(page, "Save draft")
    expect(page.get_by_role("heading", name="Nothing is lost")).to_be_visible()
    page.get_by_role("button", name="Save again").click()
    expect(page.get_by_text("You are not signed in yet.")).to_be_visible()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="1. Sign in").click()
    tab = opened.value
    tab.get_by_label("Name").fill("mara")
    tab.get_by_label("Password").fill(PASSWORD)
    tab.get_by_role("button", name="Sign in").click()
    tab.wait_for_url("**/admin/")
    page.get_by_role("button", name="Save again").click()
    expect(page.get_by_text("Saved. Readers see nothing of it")).to_be_visible()
    assert Article.objects.get().headline == "Typed in time"


def test_a_preview_opens_in_a_tab_of_its_own_and_the_form_stays_ours(page: Page) -> None:
    article = story(headline="Before")
    sign_in(page)
    page.goto(address(article))
    page.locator("#id_headline").fill("Previewed")
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Preview", exact=True).click()
        page.get_by_role("button", name="Save and open the preview in a tab").click()
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("Previewed")
    page.locator("#id_headline").fill("Saved after it")
    press(page, "Save draft")
    assert Article.objects.get().headline == "Saved after it"


def test_the_desk_is_as_light_or_dark_as_the_account_says_without_a_script(new_page: Callable[..., Page]) -> None:
    page = new_page(javascript=False, dark=True)
    sign_in(page)
    ground = "getComputedStyle(document.body).backgroundColor"
    scheme = "getComputedStyle(document.documentElement).colorScheme"
    page.goto("/admin/articles/article/")
    by_device = page.evaluate(ground)
    page.locator(".user-open").click()
    page.get_by_role("button", name="Light", exact=True).click()
    page.wait_for_url("**/article/")
    assert page.evaluate(scheme) == "light"
    assert page.evaluate(ground) != by_device
    page.goto("/admin/articles/article/add/")
    assert page.evaluate(scheme) == "light"
    page.goto("/admin/")
    page.locator(".user-open").click()
    expect(page.get_by_role("button", name="Light", exact=True)).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="As the device does").click()
    page.goto("/admin/articles/article/")
    assert page.evaluate(ground) == by_device
