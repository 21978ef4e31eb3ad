"""The writing surface in a real browser: a routine story in seven clicks, the same by keys alone, a preview that keeps up, nothing lost."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from articles import publishing
from articles.models import Article, Edition
from articles.publishing import SYSTEM
from tests.browser.test_story_to_reader import PASSWORD, press, sign_in, uploaded_picture
from tests.factories import make_article, make_author, make_live, make_section, make_user

pytestmark = pytest.mark.django_db(transaction=True)
AXE = Path(__file__).parents[2] / ".node" / "node_modules" / "axe-core" / "axe.min.js"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "resultTypes": ["violations"]}
COUNT_CLICKS = """addEventListener("click", (event) => {
  if (event.isTrusted && event.detail > 0) sessionStorage.setItem("clicks", Number(sessionStorage.getItem("clicks") ?? 0) + 1);
}, { capture: true });"""
OPENING_AND_CHOOSING = 2
"""Clicks on the browser's own list of choices, which no page sees."""


def address(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def desk_of_a_writer(page: Page) -> None:
    """Let Mara, who has a byline, sign in by keys."""
    make_author(name="Mara Lind", user=make_user(username="mara", is_superuser=True))
    page.goto("/admin/")
    page.get_by_label("Name").fill("mara")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/")


def write_words(page: Page) -> None:
    expect(page.locator("#id_headline")).to_be_focused()
    page.keyboard.type("Ferries stop for the night")
    page.keyboard.press("Enter")
    page.keyboard.type("The last boat left at six.")
    page.keyboard.press("Enter")
    page.keyboard.type("Nobody waited on the quay.")


def type_tags(page: Page) -> None:
    for tag in ("storms", "climate change"):
        page.keyboard.type(tag)
        page.locator(".combo-list [role=option]", has_text=tag).wait_for()
        page.keyboard.press("Enter")


def assert_published(section_name: str) -> None:
    edition = Edition.objects.get(headline="Ferries stop for the night")
    assert (edition.deck, edition.body) == ("The last boat left at six.", "<p>Nobody waited on the quay.</p>")
    assert (edition.section.name, edition.lead_image.alt) == (section_name, "Cranes over the harbour")  # type: ignore[union-attr]
    assert [line["name"] for line in edition.bylines] == ["Mara Lind"]
    assert sorted(tag["name"] for tag in edition.tags) == ["climate change", "storms"]


def test_a_routine_story_takes_seven_clicks(page: Page) -> None:
    section, picture = make_section(name="World"), uploaded_picture()
    page.add_init_script(COUNT_CLICKS)
    desk_of_a_writer(page)
    page.get_by_role("link", name="New story").first.click()
    write_words(page)
    page.locator("#id_section").select_option(str(section.pk))
    page.get_by_role("button", name="Choose a picture").click()
    page.get_by_role("dialog").get_by_role("button", name=picture.alt).click()
    page.get_by_role("combobox", name="Tags").click()
    type_tags(page)
    press(page, "Publish")
    expect(page.get_by_text("Published: readers see it now.")).to_be_visible()
    assert int(page.evaluate("sessionStorage.getItem('clicks')")) + OPENING_AND_CHOOSING <= 7
    assert_published("World")


def test_enter_takes_a_tag_that_exists_and_begins_as_typed_and_makes_a_new_one_else(page: Page) -> None:
    article = make_article(section=make_section(name="World"))
    article.tags.add("Harbour", "Harbour police", "Storms")
    other = make_article(headline="Untagged")
    sign_in(page)
    page.goto(address(other))
    field, options = page.get_by_role("combobox", name="Tags"), page.locator(".combo-list [role=option]")
    for typed, keys in (("harbour", []), ("sto", []), ("storm", ["ArrowDown"]), ("quay", []), ("police", ["ArrowDown", "ArrowUp"])):
        field.press_sequentially(typed)
        expect(options.first).to_be_visible()
        for key in [*keys, "Enter"]:
            page.keyboard.press(key)
        expect(field).to_have_value("")
    expect(page.locator(".chip bdi")).to_have_text(["Harbour", "Storms", "storm", "quay", "police"])
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "false")
    page.keyboard.press("Enter")
    press(page, "Save draft")
    assert sorted(other.tags.names()) == ["Harbour", "Storms", "police", "quay", "storm"]


def test_the_list_of_tags_never_moves_its_panel_sideways(new_page: Callable[..., Page]) -> None:
    article = make_article(section=make_section(name="World"))
    article.tags.add("Ports", "Ferry")
    page = new_page(width=1280)
    sign_in(page)
    page.goto(address(article))
    page.get_by_role("combobox", name="Tags").press_sequentially("harbour board")
    expect(page.locator(".combo-list [role=option]")).to_have_text(["Create “harbour board”"])
    assert page.locator(".rail").evaluate("(rail) => [rail.scrollLeft, rail.scrollWidth - rail.clientWidth]") == [0, 0]


def long_story() -> Article:
    return make_article(section=make_section(name="World"), body="<p>Some words of it.</p>" * 60 + "<p>The last line</p>")


@pytest.mark.parametrize("save", ["keys", "button"])
def test_saving_a_draft_leaves_the_caret_and_the_page_where_they_are(page: Page, save: str) -> None:
    sign_in(page)
    page.goto(address(long_story()))
    line = page.locator(".ProseMirror p", has_text="last line")
    line.click()
    page.keyboard.press("Home")
    for _step in range(4):
        page.keyboard.press("ArrowRight")
    page.keyboard.type("very ")
    before = line.bounding_box()
    if save == "keys":
        page.keyboard.press("Control+s")
    else:
        box = page.locator("[data-save]").bounding_box()
        assert box is not None
        page.mouse.click(box["x"] + 5, box["y"] + 5)  # Playwright's own click scrolls the page first
    expect(page.locator("[data-saved]")).to_have_text("Saved")
    after = line.bounding_box()
    assert before is not None
    assert after is not None
    assert abs(before["y"] - after["y"]) < 2
    page.keyboard.type("much ")
    expect(line).to_have_text("The very much last line")
    expect(page.locator("[data-saved]")).to_have_text("Not saved yet")


def test_saving_a_draft_leaves_the_focus_in_its_field_also_of_a_new_story(page: Page) -> None:
    sign_in(page)
    page.goto("/admin/articles/article/add/")
    page.locator("#id_headline").fill("A new one")
    page.locator("summary", has_text="Address, search and sharing").click()
    page.get_by_label("Canonical address").fill("https://example.org/")
    page.keyboard.press("Control+s")
    page.wait_for_url("**/change/")
    expect(page.get_by_label("Canonical address")).to_be_focused()
    page.goto(page.url)
    expect(page.get_by_label("Canonical address")).not_to_be_focused()
    assert page.evaluate("scrollY") == 0


def test_a_schedule_that_was_thought_better_of_is_no_unsaved_change(page: Page) -> None:
    article = make_article(section=make_section(name="World"))
    sign_in(page)
    page.goto(address(article))
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    for close in (lambda: page.get_by_role("button", name="Not now").click(), lambda: page.keyboard.press("Escape")):
        page.get_by_role("button", name="More ways").click()
        page.get_by_role("button", name="Schedule…").click()
        page.get_by_role("button", name="Today 6 p.m.").click()
        expect(page.locator("#id_planned_at")).not_to_have_value("today 18:00")
        page.get_by_label("Publish at").fill("1 jul 2031 18:00")
        close()
        expect(page.locator("#id_planned_at")).to_have_value("")
        expect(page.locator("[data-saved]")).to_be_empty()
    page.goto("/admin/")
    assert asked == []


def tab_to(page: Page, selector: str, *, key: str = "Tab") -> None:
    for _step in range(120):
        page.keyboard.press(key)
        if page.evaluate("(selector) => document.activeElement?.matches(selector) ?? false", selector):
            return
    pytest.fail(f"{selector} was not reached by {key}")


def test_the_same_story_by_keys_alone(page: Page) -> None:
    make_section(name="World")
    picture = uploaded_picture()
    desk_of_a_writer(page)
    tab_to(page, "a[href$='/article/add/']")
    page.keyboard.press("Enter")
    write_words(page)
    tab_to(page, "#id_section")
    page.keyboard.type("World")
    tab_to(page, "#choose-picture")
    page.keyboard.press("Enter")
    page.get_by_role("dialog").get_by_role("button", name=picture.alt).wait_for()
    tab_to(page, ".library-grid button")
    page.keyboard.press("Enter")
    tab_to(page, "#add-tag")
    type_tags(page)
    tab_to(page, "[data-publish]", key="Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Published: readers see it now.")).to_be_visible()
    assert_published("World")


def test_the_preview_keeps_up_with_what_is_typed_and_saves_nothing(page: Page) -> None:
    edition = make_live(headline="As it was", section=make_section(name="World"))
    neighbour = make_live(headline="Its neighbour", section=edition.section)
    article = Article.objects.get(pk=edition.article_id)
    sign_in(page)
    page.goto(address(article))
    page.get_by_role("button", name="Preview", exact=True).click()
    drawn = page.frame_locator("[data-page]")
    expect(drawn.get_by_role("heading", level=1)).to_have_text("As it was")
    page.locator("#id_headline").fill("As it will be")
    expect(drawn.get_by_role("heading", level=1)).to_have_text("As it will be")
    page.locator(".ProseMirror").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" And more.")
    expect(drawn.locator(".story-body")).to_contain_text("And more.")
    page.get_by_role("button", name="Elsewhere").click()
    expect(page.frame_locator("[data-card]").get_by_role("heading", name="As it will be")).to_be_visible()
    expect(page.locator("[data-search-title]")).to_have_text("As it will be")
    page.get_by_role("button", name="Close the preview").click()
    expect(page.locator("[data-suggested]")).to_have_text(neighbour.headline)
    saved = Article.objects.get(pk=article.pk)
    assert (saved.headline, saved.version) == ("As it was", article.version)


def test_a_refused_form_leads_to_each_field_and_has_every_word(page: Page) -> None:
    first, second = make_author(name="Mara Lind"), make_author(name="Ines Falk")
    article = make_article(section=make_section(name="World"), authors=[first, second])
    sign_in(page)
    page.goto(address(article))
    page.get_by_role("button", name="Move Ines Falk: arrow keys").press("ArrowUp")
    page.locator(".ProseMirror").fill("Typed words")
    page.locator("summary", has_text="Address, search and sharing").click()
    page.get_by_label("Canonical address").fill("nowhere")
    page.get_by_role("combobox", name="Tags").fill("half a tag")
    press(page, "Save draft")
    expect(page.locator("#problems")).to_be_focused()
    page.get_by_role("link", name="Enter a valid URL.").click()
    expect(page.get_by_label("Canonical address")).to_be_focused()
    expect(page.locator(".chip")).to_have_text("half a tag")
    expect(page.locator("[data-ordered=bylines] [data-text]").first).to_have_text("Ines Falk")
    expect(page.locator(".ProseMirror")).to_contain_text("Typed words")
    page.get_by_label("Canonical address").fill("")
    press(page, "Save draft")
    expect(page.get_by_text("Saved. Readers see nothing of it")).to_be_visible()
    saved = Article.objects.get()
    assert [byline.author for byline in saved.bylines.all()] == [second, first]
    assert (saved.body, list(saved.tags.names())) == ("<p>Typed words</p>", ["half a tag"])


def test_what_is_missing_leads_to_its_field(page: Page) -> None:
    article = make_article(headline="Without a section")
    sign_in(page)
    page.goto(address(article))
    press(page, "Publish")
    expect(page.get_by_text("Saved, but not published yet.")).to_be_visible()
    page.locator("#problems").get_by_role("link", name="Choose the section this story stands in.").click()
    expect(page.locator("#id_section")).to_be_focused()
    assert article.editions.count() == 0


def test_a_moment_is_said_back_in_the_sites_zone_and_the_editors_and_the_dialog_does_it(page: Page) -> None:
    article = make_article(section=make_section(name="World"))
    sign_in(page)
    type(make_user()).objects.filter(username="mara").update(time_zone="Asia/Tokyo")
    page.goto(address(article))
    page.get_by_role("button", name="More ways").click()
    page.get_by_role("button", name="Schedule…").click()
    page.get_by_label("Publish at").fill("1 jul 2031 18:00")
    expect(page.get_by_text("Tuesday, July 1, 2031, 6 p.m. UTC (Wed, July 2, 3 a.m. JST where you are)")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Schedule", exact=True)).to_be_focused()
    expect(page.get_by_label("Publish at")).to_have_value("2031-07-01 18:00")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Scheduled for July 1, 2031, 6 p.m. UTC.")).to_be_visible()


def test_a_moment_nobody_understands_is_said_once_and_leads_to_its_field(page: Page) -> None:
    article = make_article(section=make_section(name="World"))
    sign_in(page)
    page.goto(address(article))
    page.get_by_role("button", name="More ways").click()
    page.get_by_role("button", name="Schedule…").click()
    page.get_by_label("Publish at").fill("sometime")
    page.get_by_role("dialog").get_by_role("button", name="Schedule", exact=True).click()
    page.locator("#schedule .errorlist").wait_for()
    expect(page.get_by_label("Publish at")).to_be_focused()
    expect(page.locator("#problems li")).to_contain_text("Publish at: This is no moment")
    expect(page.locator("[data-says=id_planned_at]")).to_be_empty()
    page.get_by_label("Publish at").fill("sometime else")
    expect(page.locator("[data-says=id_planned_at]")).to_contain_text("This is no moment")
    expect(page.locator("#schedule .errorlist")).to_have_count(0)


def test_what_was_missing_goes_as_it_is_filled_and_what_is_wrong_stays(page: Page) -> None:
    sign_in(page)
    page.goto("/admin/articles/article/add/")
    page.locator("summary", has_text="Address, search and sharing").click()
    page.get_by_label("Canonical address").fill("nowhere")
    press(page, "Save draft")
    problems = page.locator("#problems li:visible")
    expect(problems).to_have_count(2)
    page.locator("#id_headline").fill("Named")
    page.get_by_label("Canonical address").fill("https://example.org/")
    expect(problems).to_have_text(["Canonical address: Enter a valid URL."])
    expect(page.get_by_text("Give the story a headline")).to_have_count(2)
    expect(page.get_by_text("Give the story a headline").locator("visible=true")).to_have_count(0)
    page.locator("#id_headline").fill("")
    expect(problems).to_have_count(2)


def test_withdrawing_asks_in_a_dialog_and_closing_it_does_nothing(page: Page) -> None:
    edition = make_live(section=make_section(name="World"))
    from articles.look import look

    look.clock = None
    sign_in(page)
    page.goto(address(Article.objects.get()))
    for words in ("Keep it live", "Withdraw now"):
        page.get_by_role("button", name="More ways").click()
        page.get_by_role("button", name="Withdraw…").click()
        page.get_by_label("Notice to readers").fill("We were wrong.")
        page.get_by_role("button", name=words).click()
    expect(page.get_by_text("Withdrawn. Readers find the notice in its place.")).to_be_visible()
    edition.refresh_from_db()
    assert (edition.ending, edition.notice) == ("withdrawn", "We were wrong.")


@pytest.mark.skipif(not AXE.exists(), reason="axe is not installed: make .node/ready")
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (360, "light")])
def test_axe_finds_nothing_on_the_surface(chromium: Browser, live_server: Any, width: int, scheme: Any) -> None:
    picture, section = uploaded_picture(), make_section(name="World")
    body = f'<p>Words</p><figure data-image="{picture.pk}"></figure><table><tbody><tr><td><p>1</p></td></tr></tbody></table>'
    article = make_article(section=section, lead_image=picture, authors=[make_author(name="Mara")], body=body, headline="x" * 90)
    publishing.publish(article, by=SYSTEM)
    context = chromium.new_context(base_url=live_server.url, viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    sign_in(page)
    page.goto(address(article))
    page.locator(".node-figure img").wait_for()
    page.evaluate(AXE.read_text())
    opened: list[Callable[[], None]] = [
        lambda: page.get_by_role("button", name="More ways").click(),
        lambda: (page.keyboard.press("Escape"), page.get_by_role("button", name="Preview", exact=True).click())[0],
    ]
    for step in [lambda: None, *opened]:
        step()
        found = page.evaluate("(rules) => axe.run(document, rules)", RULES)["violations"]
        assert [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found] == []
    context.close()


def test_the_surface_needs_neither_jquery_nor_select2(new_page: Callable[..., Page]) -> None:
    page = new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    sign_in(page)
    asked.clear()
    page.goto("/admin/articles/article/add/")
    page.locator(".ProseMirror").wait_for()
    assert [url for url in asked if "jquery" in url.lower() or "select2" in url] == []


def test_an_empty_story_has_nothing_to_scroll_and_the_panels_stay_where_they_are(new_page: Callable[..., Page]) -> None:
    page = new_page(width=1280, height=900)
    sign_in(page)
    page.goto("/admin/articles/article/add/")
    page.locator(".ProseMirror").wait_for()
    assert page.evaluate("document.documentElement.scrollHeight") == 900
    place = "JSON.stringify(document.querySelector('.rail').getBoundingClientRect())"
    before = page.evaluate(place)
    page.locator(".ProseMirror").click()
    for number in range(30):
        page.keyboard.insert_text(f"Words {number}")
        page.keyboard.press("Enter")
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    page.locator("summary", has_text="Address, search and sharing").click()
    assert page.evaluate(place) == before


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_how_long_a_headline_is_stands_over_no_words(new_page: Callable[..., Page], width: int) -> None:
    page = new_page(width=width)
    sign_in(page)
    page.goto("/admin/articles/article/add/")
    page.locator("#id_headline").fill("A headline that is as long as some are, and then a little longer than that")
    counter = page.locator("[data-counter=id_headline]")
    expect(counter).to_have_css("opacity", "1")
    box, fields = counter.bounding_box(), [page.locator(f"#id_{name}").bounding_box() for name in ("headline", "deck")]
    assert box is not None
    for field in fields:
        assert field is not None
        is_beside = (
            box["x"] >= field["x"] + field["width"]
            or box["y"] >= field["y"] + field["height"]
            or box["y"] + box["height"] <= field["y"] + 1
        )
        assert is_beside, (box, field)
    assert box["x"] + box["width"] <= width
