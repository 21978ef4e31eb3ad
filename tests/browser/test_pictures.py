"""What only a browser shows of the library: the focal point by mouse and keyboard with its crops, and many pictures uploaded at once."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from articles import pictures
from articles.models import Article, Image
from tests.articles.picture_files import jpeg
from tests.browser.test_story_to_reader import sign_in
from tests.factories import make_article, make_section

pytestmark = pytest.mark.django_db(transaction=True)


def in_a_file(folder: Path, name: str) -> Path:
    (folder / name).write_bytes(jpeg())
    return folder / name


def test_the_focal_point_is_set_by_mouse_and_by_keys_and_the_crops_follow(page: Page, tmp_path: Path) -> None:
    image = pictures.add_image(in_a_file(tmp_path, "a.jpg"), alt="A square")
    sign_in(page)
    page.goto(f"/admin/articles/image/{image.pk}/change/")
    point = page.get_by_role("slider", name="Focal point")
    stage = page.locator(".focal-stage img")
    expect(point).to_have_attribute("aria-valuetext", "50 per cent from the left, 50 per cent from the top")
    stage.evaluate("image => image.decode()")  # before, it has no size
    box = stage.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] * 0.25, box["y"] + box["height"] * 0.5)
    expect(point).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowUp")
    expect(point).to_have_attribute("aria-valuetext", "26 per cent from the left, 40 per cent from the top")
    squares = page.locator(".focal-crops img.ratio-1-1").evaluate("image => image.style.objectPosition")
    assert squares == "0% 50%"  # 900 × 600: a square around 26 % from the left begins at the edge
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/image/")
    saved = Image.objects.get()
    assert (round(saved.focal_x, 2), round(saved.focal_y, 2)) == (0.26, 0.4)


def test_the_focal_point_of_a_storys_picture_is_set_in_the_story(new_page: Callable[..., Page], tmp_path: Path) -> None:
    image = pictures.add_image(in_a_file(tmp_path, "a.jpg"), alt="A square")
    article = make_article(section=make_section(name="World"), lead_image=image)
    for width, before, after in ((1280, 0.5, 0.8), (360, 0.8, 1)):
        page = new_page(width=width)
        sign_in(page, username=f"mara{width}")
        page.goto(f"/admin/articles/article/{article.pk}/change/")
        page.get_by_role("button", name="Focal point", exact=True).click()
        point, stage = page.get_by_role("slider", name="Focal point"), page.locator("dialog .focal-stage img")
        expect(point).to_be_focused()
        stage.evaluate("image => image.decode()")
        box = stage.bounding_box()
        assert box is not None
        page.mouse.click(box["x"] + box["width"] * 0.25, box["y"] + box["height"] * 0.5)
        page.keyboard.press("ArrowRight")
        expect(point).to_have_attribute("aria-valuetext", "26 per cent from the left, 50 per cent from the top")
        assert page.locator("dialog .focal-crops img.ratio-1-1").evaluate("image => image.style.objectPosition") == "0% 50%"
        page.keyboard.press("Escape")
        expect(page.locator("dialog .focal")).to_have_count(0)
        assert round(Image.objects.get().focal_x, 3) == before
        page.get_by_role("button", name="Focal point", exact=True).click()
        for _step in range(3):
            page.keyboard.press("Shift+ArrowRight")
        page.get_by_role("button", name="Save the focal point").click()
        expect(page.get_by_role("button", name="Focal point", exact=True)).to_be_focused()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert round(Image.objects.get().focal_x, 3) == after
    assert Article.objects.get().version == article.version


def test_several_pictures_are_uploaded_at_once_and_what_is_refused_stays(page: Page, tmp_path: Path) -> None:
    sign_in(page)
    page.goto("/admin/articles/image/")
    files = [in_a_file(tmp_path, "one.jpg"), in_a_file(tmp_path, "two.jpg")]
    page.locator(".upload input[type=file]").set_input_files(files)
    rows = page.locator(".upload-row")
    expect(rows).to_have_count(2)
    rows.nth(0).get_by_label("What it shows").fill("A square")
    page.get_by_label("Credit for all").fill("Photo: Mara")
    page.get_by_role("button", name="Upload them").click()
    expect(rows.nth(0).get_by_text("In the library.")).to_be_visible()
    expect(rows.nth(1).get_by_text("Say what it shows first.")).to_be_visible()
    expect(rows.nth(1).get_by_label("What it shows")).to_be_focused()
    rows.nth(1).get_by_label("What it shows").fill("Another square")
    page.get_by_role("button", name="Upload them").click()
    expect(rows.nth(1).get_by_text("In the library.")).to_be_visible()
    assert sorted(Image.objects.values_list("alt", "credit")) == [("A square", "Photo: Mara"), ("Another square", "Photo: Mara")]
