"""What only a browser shows of the command palette and the sheet of keys."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_story_to_reader import sign_in
from tests.factories import make_article, make_section

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_fast_typist_reaches_a_story_by_keys_alone(page: Page) -> None:
    article = make_article(headline="Harbour tram", section=make_section(name="World"))
    make_article(headline="Station")
    sign_in(page)
    page.keyboard.press("Control+k")
    field = page.get_by_role("combobox", name="Stories, sections")
    expect(field).to_be_focused()
    page.keyboard.type("harb tra")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/article/{article.pk}/change/")


def test_arrows_choose_escape_closes_and_the_question_mark_can_be_turned_off(page: Page) -> None:
    sign_in(page)
    page.keyboard.press("Control+k")
    expect(page.get_by_role("option", selected=True)).to_have_text("New story")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_have_text("The desk")
    page.keyboard.press("Escape")
    expect(page.locator("#palette")).to_be_hidden()
    page.keyboard.press("?")
    sheet = page.get_by_role("dialog", name="Keys")
    expect(sheet).to_be_visible()
    page.get_by_label("Open this sheet by “?” alone").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(sheet).to_be_hidden()
    page.get_by_label("Search stories").fill("what?")
    expect(sheet).to_be_hidden()


def test_a_key_in_the_frame_in_which_the_palette_closes_is_for_the_page(page: Page) -> None:
    sign_in(page)
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox", name="Stories, sections")).to_be_focused()
    page.evaluate("""() => {
      document.querySelector("#palette").close();
      document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "?", bubbles: true }));
    }""")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
