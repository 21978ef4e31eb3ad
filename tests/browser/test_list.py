"""What only a browser shows of the list of stories: menus by keyboard, acts that appear, cards where it is narrow, all without a script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article, SavedView
from tests.browser.test_story_to_reader import sign_in
from tests.factories import make_article, make_author, make_section

pytestmark = pytest.mark.django_db(transaction=True)
LIST = "/admin/articles/article/"


def make_two() -> None:
    make_article(headline="Harbour", section=make_section(name="World"), deck="A deck.")
    make_article(headline="Station", stage="review")


def test_filters_acts_and_kept_views_work_by_keyboard(page: Page) -> None:
    make_two()
    sign_in(page)
    page.goto(LIST)
    stage = page.locator("summary", has_text="Stage")
    stage.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(stage).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="In review", exact=True).press("Enter")
    expect(page.locator("#result_list tbody tr")).to_have_count(1)
    page.locator("summary", has_text="Keep as a view").press("Enter")
    page.get_by_label("Name of the view").fill("To read")
    page.get_by_label("Name of the view").press("Enter")
    expect(page.get_by_role("link", name="To read")).to_have_attribute("aria-current", "page")
    assert SavedView.objects.get().query == "stage=review"
    expect(page.get_by_role("button", name="Approve")).to_be_hidden()
    page.locator(".action-select").press("Space")
    page.get_by_role("button", name="Approve").press("Enter")
    expect(page.get_by_text("1 story is approved.")).to_be_visible()
    assert Article.objects.get(headline="Station").stage == "approved"


def test_a_filter_by_author_completes_what_is_typed(new_page: Callable[..., Page]) -> None:
    author = make_author(name="Mara Lind")
    make_article(headline="Harbour", authors=[author])
    make_two()
    for javascript in (True, False):
        page = new_page(javascript=javascript)
        sign_in(page, username=f"mara{javascript}")
        page.goto(LIST)
        page.locator("summary", has_text="Author").click()
        field = page.locator("#filter-author")
        field.fill("mara l")
        if javascript:
            expect(page.get_by_role("option", name="Mara Lind")).to_be_visible()
        field.press("Enter")
        page.wait_for_url(f"**?author={author.pk}" if javascript else "**?author=mara+l")
        expect(page.locator("#result_list tbody tr")).to_have_count(1)
        expect(page.locator("summary", has_text="Author")).to_have_text("Author: Mara Lind")


def test_a_filter_takes_enter_from_who_types_faster_than_the_line_answers(page: Page) -> None:
    author = make_author(name="Mara Lind")
    make_article(headline="Harbour", authors=[author])
    sign_in(page)
    page.goto(LIST)
    page.locator("summary", has_text="Author").click()
    expect(page.get_by_role("option", name="Mara Lind")).to_be_visible()
    page.evaluate(
        "const { fetch } = window; window.fetch = async (...all) => (await new Promise((on) => setTimeout(on, 400)), fetch(...all));"
    )
    page.keyboard.type("mara l")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**?author={author.pk}")


def test_stories_are_given_to_somebody_from_the_list(page: Page) -> None:
    make_two()
    sign_in(page)
    page.goto(LIST)
    page.locator(".action-select").first.check()
    page.get_by_label("Assign to").select_option(label="Me")
    page.get_by_role("button", name="Assign", exact=True).click()
    expect(page.get_by_text("1 story is with")).to_be_visible()
    assert Article.objects.filter(assignee__username="mara").count() == 1


def test_a_phone_shows_cards_and_nothing_is_wider_than_it(new_page: Callable[..., Page]) -> None:
    make_two()
    page = new_page(width=360, javascript=False)
    sign_in(page)
    for address in (LIST, "/admin/", f"{LIST}?q=harbour"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") == 360
    row = page.locator("#result_list tbody tr")
    expect(row).to_have_count(1)
    assert row.evaluate("element => getComputedStyle(element).display") == "grid"


def test_no_menu_of_the_filters_stands_out_of_the_page(new_page: Callable[..., Page]) -> None:
    make_two()
    for width in (1280, 768, 360):
        page = new_page(width=width)
        sign_in(page, username=f"mara{width}")
        page.goto(LIST)
        for menu in page.locator(".filter-bar details.filter-menu > summary").all():
            menu.click()
            page.wait_for_function("width => document.documentElement.scrollWidth <= width", arg=width)
            page.keyboard.press("Escape")
