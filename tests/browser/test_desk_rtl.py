"""The desk from right to left: no screen is pushed aside, navigation and panels stand where the line begins and ends."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.test_story_to_reader import sign_in
from tests.factories import make_author, make_image, make_live, make_section, make_tag

pytestmark = pytest.mark.django_db(transaction=True)
SIDEWAYS = "Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)"
HEADLINE = "آخر قوارب الشباك"


def begin_in_arabic(page: Page, settings: Any) -> None:
    """Sign in, and let the desk speak Arabic from then on."""
    sign_in(page)
    settings.LANGUAGE_CODE = "ar"


def addresses() -> list[str]:
    """Make what the screens show; return their addresses, the writing surface first."""
    section, author = make_section(name="الميناء"), make_author(name="ليلى حداد")
    story = make_live(headline=HEADLINE, section=section, authors=[author], tags=[make_tag(name="بحر")], lead_image=make_image())
    lists = ("article", "image", "section", "author", "sitesettings")
    return [
        reverse("admin:articles_article_change", args=[story.article_id]),
        reverse("admin:index"),
        reverse("admin:articles_article_add"),
        reverse("admin:articles_article_compare", args=[story.article_id]),
        reverse("admin:articles_author_change", args=[author.pk]),
        reverse("admin:articles_author_merge", args=[author.pk]),
        reverse("admin:comments_queue"),
        *(reverse(f"admin:articles_{name}_changelist") for name in lists),
    ]


@pytest.mark.parametrize("width", [360, 1280])
def test_no_screen_is_pushed_aside(new_page: Callable[..., Page], width: int, settings: Any) -> None:
    page, screens = new_page(width=width), addresses()
    begin_in_arabic(page, settings)
    found = {}
    for address in screens:
        page.goto(address)
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        found[address] = page.evaluate(SIDEWAYS)
    assert found == dict.fromkeys(screens, 0)


def test_the_rail_stands_at_the_end_of_the_line_and_the_navigation_at_its_beginning(page: Page, settings: Any) -> None:
    surface, desk, *_others = addresses()
    begin_in_arabic(page, settings)
    page.goto(surface)
    rail, sheet = page.locator("#rail").bounding_box(), page.locator(".sheet").bounding_box()
    assert rail is not None
    assert sheet is not None
    assert rail["x"] + rail["width"] <= sheet["x"]
    page.goto(desk)
    navigation, content = page.locator("#desk-nav").bounding_box(), page.locator("#content").bounding_box()
    assert navigation is not None
    assert content is not None
    assert navigation["x"] >= content["x"] + content["width"]


def test_signs_that_point_along_the_line_are_turned_and_others_are_not(page: Page, settings: Any) -> None:
    surface, *_others = addresses()
    begin_in_arabic(page, settings)
    page.goto(surface)
    turned = "(icon) => getComputedStyle(icon).scale"
    assert page.locator(".bar-back .icon").evaluate(turned) == "-1 1"
    assert page.locator("[data-save] .icon").evaluate(turned) == "none"


def test_an_arabic_text_in_an_english_desk_stands_below_its_headline(page: Page) -> None:
    surface, *_others = addresses()
    sign_in(page)
    page.goto(surface)
    body = page.locator(".ProseMirror")
    body.click()
    page.wait_for_function("document.activeElement.matches('.ProseMirror')")
    body.evaluate("(body, words) => body.editor.commands.setContent(`<p>${words}</p>`)", HEADLINE)
    expect(body).to_have_css("direction", "rtl")
    ends = [page.locator(part).evaluate("(one) => one.getBoundingClientRect().right") for part in (".ProseMirror > p", ".sheet-body")]
    assert ends[0] == pytest.approx(ends[1], abs=24)


def test_what_happened_is_said_to_who_does_not_see_it(page: Page) -> None:
    surface, *_others = addresses()
    sign_in(page)
    page.goto(surface)
    said = page.locator("body > [role=status]")
    page.get_by_role("button", name="Remove بحر").click()
    expect(said).to_have_text("بحر: taken out")
    page.get_by_role("combobox", name="Tags").press_sequentially("storms,")
    expect(said).to_have_text("storms: added")
    page.get_by_role("button", name="Take out ليلى حداد").click()
    expect(said).to_have_text("ليلى حداد: taken out")
    page.get_by_role("button", name="Remove the lead picture").click()
    expect(said).to_have_text("No lead picture.")
    page.locator("[data-save]").click()
    expect(page.locator(".messagelist[aria-live=polite]")).to_contain_text("Saved.")


def test_a_section_that_was_moved_says_where_it_stands_now(page: Page, settings: Any) -> None:
    for place, name in enumerate(("World", "Sport", "City")):
        make_section(name=name, position=place)
    begin_in_arabic(page, settings)
    page.goto(reverse("admin:articles_section_changelist"))
    page.get_by_role("button", name="Move City: place 3 of 3; arrow keys").press("ArrowUp")
    expect(page.get_by_role("button", name="Move City: place 2 of 3; arrow keys")).to_be_focused()
    page.keyboard.press("ArrowLeft")  # inwards is to the left here
    expect(page.get_by_role("button", name="Move City: place 1 of 1 in World; arrow keys")).to_be_focused()
