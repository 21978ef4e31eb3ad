"""What only a browser shows of the tree of sections: dragging, arrow keys that keep the focus, and buttons without a script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.articles.admin.test_sections import TREE, drawn
from tests.browser.test_story_to_reader import sign_in
from tests.factories import make_section

pytestmark = pytest.mark.django_db(transaction=True)


def make_three() -> None:
    for position, name in enumerate(("World", "Sport", "City")):
        make_section(name=name, position=position)


def test_a_section_is_dragged_inside_another_and_moved_by_keys(page: Page) -> None:
    make_three()
    sign_in(page)
    page.goto(TREE)
    handle = page.get_by_role("button", name="Move City")
    start, sport = handle.bounding_box(), page.locator(".tree-row", has_text="Sport").bounding_box()
    assert start is not None
    assert sport is not None
    page.mouse.move(start["x"] + 10, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(start["x"] + 25, sport["y"] + 12, steps=5)
    page.mouse.move(start["x"] + 42, sport["y"] + 4, steps=5)
    page.mouse.up()
    expect(page.locator(".tree-row").nth(1)).to_contain_text("City")
    expect(page.get_by_role("button", name="Move City")).to_be_focused()
    assert drawn() == ["World", "-City", "Sport"]
    for key, tree in (("ArrowLeft", ["World", "City", "Sport"]), ("ArrowDown", ["World", "Sport", "City"])):
        with page.expect_navigation():
            page.keyboard.press(key)
        expect(page.get_by_role("button", name="Move City")).to_be_focused()
        assert drawn() == tree


def test_without_a_script_buttons_move(new_page: Callable[..., Page]) -> None:
    make_three()
    page = new_page(width=360, javascript=False)
    sign_in(page)
    page.goto(TREE)
    page.get_by_role("button", name="City: up").click()
    assert drawn() == ["World", "City", "Sport"]
    assert page.evaluate("document.documentElement.scrollWidth") == 360
