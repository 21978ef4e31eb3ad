"""The body's editor: clean paste, pictures by paste, the slash menu, blocks that move, nothing lost between editor and allow-list."""

import re
from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from articles import html
from articles.models import Article, Image
from tests.articles.html.clipboards import DOCS, DOCS_BECOMES, WORD, WORD_BECOMES
from tests.browser.test_story_to_reader import press, sign_in, uploaded_picture
from tests.factories import make_article, make_image, make_live, make_section

pytestmark = pytest.mark.django_db(transaction=True)
PASTE = """(editor, [type, text]) => {
  const data = new DataTransfer();
  data.setData(type, text);
  editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
PASTE_PICTURE = """async (editor) => {
  const canvas = new OffscreenCanvas(400, 300);
  canvas.getContext("2d").fillRect(0, 0, 200, 150);
  const data = new DataTransfer();
  data.items.add(new File([await canvas.convertToBlob({ type: "image/png" })], "IMG_0001.png", { type: "image/png" }));
  editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def opened(page: Page, article: Article) -> Page:
    sign_in(page)
    page.goto(reverse("admin:articles_article_change", args=[article.pk]))
    page.locator(".ProseMirror").click()
    return page


def saved_body(page: Page) -> str:
    press(page, "Save draft")
    expect(page.get_by_text("Saved.", exact=False).first).to_be_visible()
    return str(Article.objects.order_by("-pk")[0].body)


@pytest.mark.parametrize(("clipboard", "becomes"), [(WORD, WORD_BECOMES), (DOCS, DOCS_BECOMES)], ids=["Word", "Docs"])
def test_text_of_word_processors_is_pasted_clean(page: Page, clipboard: str, becomes: str) -> None:
    opened(page, make_article(section=make_section(name="World"), body=""))
    page.locator(".ProseMirror").evaluate(PASTE, ["text/html", clipboard])
    assert saved_body(page) == becomes


def test_a_pasted_picture_goes_into_the_library_with_its_words_and_a_file_name_is_refused(page: Page) -> None:
    opened(page, make_article(section=make_section(name="World"), body=""))
    page.locator(".ProseMirror").evaluate(PASTE_PICTURE)
    page.get_by_label("What does it show?").fill("IMG_0001")
    page.get_by_role("button", name="Upload and use").click()
    expect(page.get_by_text("looks like a file name")).to_be_visible()
    page.get_by_label("What does it show?").fill("Cranes at dusk")
    page.get_by_role("button", name="Upload and use").click()
    expect(page.locator(".node-figure img")).to_have_attribute("alt", "Cranes at dusk")
    assert saved_body(page) == f'<figure data-image="{Image.objects.get(alt="Cranes at dusk").pk}"></figure>'


def test_the_slash_menu_inserts_blocks_and_links_to_stories_by_keys_alone(page: Page) -> None:
    picture, other = uploaded_picture(), make_live(headline="The other story", section=make_section(name="World"))
    opened(page, make_article(body=""))
    page.keyboard.type("/pict")
    page.keyboard.press("Enter")
    page.get_by_role("dialog").get_by_role("button", name=picture.alt).press("Enter")
    page.keyboard.type("/link to")
    page.keyboard.press("Enter")
    page.get_by_role("dialog").get_by_role("combobox", name="Find a story").fill("The other")
    page.locator("dialog .combo-list").get_by_role("option").first.wait_for()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)  # under load it looks the words up first
    page.keyboard.press("Enter")
    page.keyboard.type("/embed")
    page.keyboard.press("Enter")
    page.get_by_label("Address of a video").fill("https://example.org/1")
    expect(page.get_by_text("Readers get a link: of the services, only these are known here: YouTube, Vimeo")).to_be_visible()
    page.get_by_label("Address of a video").fill("https://vimeo.com/1")
    page.keyboard.press("Enter")
    expect(page.locator(".node-embed strong")).to_have_text("Vimeo")
    page.keyboard.type("After it.")
    body = saved_body(page)
    assert body == (
        f'<figure data-image="{picture.pk}"></figure><p><a data-story="{other.article_id}">The other story</a></p>'
        '<figure data-embed="" data-url="https://vimeo.com/1"></figure><p>After it.</p>'
    )


def test_blocks_move_by_keys_and_by_their_grip(page: Page) -> None:
    opened(page, make_article(section=make_section(name="World"), body="<p>One</p><h2>Two</h2><p>Three</p>"))
    page.locator(".ProseMirror h2").click()
    expect(page.get_by_role("button", name="Heading", exact=True)).to_have_attribute("aria-pressed", "true")  # the editor knows where it is
    page.keyboard.press("Alt+Shift+ArrowUp")
    expect(page.locator(".ProseMirror > *").first).to_have_text("Two")
    page.locator(".ProseMirror p", has_text="Three").hover()
    grip, first = page.locator(".block-grip").bounding_box(), page.locator(".ProseMirror > *").first.bounding_box()
    assert grip
    assert first
    page.mouse.move(grip["x"] + 10, grip["y"] + 10)
    page.mouse.down()
    page.mouse.move(first["x"] + 60, first["y"] + 2, steps=4)
    page.mouse.up()
    assert saved_body(page) == "<p>Three</p><h2>Two</h2><p>One</p>"


def test_a_gallery_takes_pictures_in_the_order_they_were_pressed(page: Page) -> None:
    pictures = [make_image(alt=alt) for alt in ("Cranes", "Boats", "Gulls")]
    opened(page, make_article(section=make_section(name="World"), body=""))
    page.get_by_role("button", name="Gallery").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("[data-use]")).to_be_disabled()
    for alt in ("Gulls", "Boats", "Cranes"):
        dialog.get_by_role("button", name=alt).click()
    dialog.get_by_role("button", name="Boats").press("Enter")
    dialog.get_by_label("Search pictures").fill("gulls")
    expect(dialog.locator(".library-grid li")).to_have_count(1)
    expect(dialog.get_by_role("button", name="Gulls")).to_have_attribute("aria-pressed", "true")
    dialog.get_by_role("button", name="Use 2 pictures").click()
    expect(page.locator(".node-figure")).to_have_count(2)
    cranes, _boats, gulls = (f'<figure data-image="{picture.pk}" data-size="gallery"></figure>' for picture in pictures)
    assert saved_body(page) == gulls + cranes


@pytest.mark.parametrize("block", ["Pull quote", "Fact box", "Quotation"])
def test_an_empty_line_leaves_a_block_of_words_for_one_paragraph_below_it(page: Page, block: str) -> None:
    opened(page, make_article(section=make_section(name="World"), body=""))
    page.keyboard.type(f"/{block}")
    page.keyboard.press("Enter")
    page.keyboard.type("Said in a hurry")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator(".ProseMirror > p")).to_have_count(1)
    page.keyboard.type("After it")
    expect(page.locator(".ProseMirror > p", has_text="After it")).to_have_count(1)
    assert saved_body(page).endswith("<p>After it</p>")
    assert "<p></p>" not in Article.objects.get().body


def test_the_words_of_a_pull_quote_lead_to_who_said_them_which_left_empty_leads_on(page: Page) -> None:
    opened(page, make_article(section=make_section(name="World"), body=""))
    page.keyboard.type("/pull")
    page.keyboard.press("Enter")
    page.keyboard.type("No lamp.")
    page.keyboard.press("Enter")
    source = page.locator(".pull-quote footer")
    said = "(footer) => getComputedStyle(footer, '::before').content"
    assert source.evaluate(said) == '"— Who said it"'
    page.keyboard.type("A pilot")
    assert source.evaluate(said) == '"— "'
    page.keyboard.press("Enter")
    page.keyboard.type("After it")
    assert saved_body(page) == '<blockquote class="pull-quote"><p>No lamp.</p><footer>A pilot</footer></blockquote><p>After it</p>'


def test_the_slash_menu_stands_between_the_bars_and_scrolls(new_page: Callable[..., Page]) -> None:
    page = opened(new_page(width=1280, height=520), make_article(section=make_section(name="World"), body=""))
    page.keyboard.type("/")
    menu = page.locator("#slash-menu").bounding_box()
    toolbar = page.locator(".toolbar").bounding_box()
    assert menu is not None
    assert toolbar is not None
    assert menu["y"] >= toolbar["y"] + toolbar["height"]
    assert menu["y"] + menu["height"] <= 520
    page.keyboard.press("ArrowUp")
    expect(page.locator("#slash-menu [aria-selected=true]")).to_be_in_viewport(ratio=1)


def test_the_toolbar_is_one_stop_with_arrows_and_says_what_holds(page: Page) -> None:
    opened(page, make_article(section=make_section(name="World"), body="<p>Words</p>"))
    page.keyboard.press("Control+A")
    page.keyboard.press("Alt+F10")
    bold = page.get_by_role("button", name="Bold", exact=True)
    expect(bold).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Italic", exact=True)).to_have_attribute("aria-pressed", "true")
    expect(bold).to_have_attribute("aria-pressed", "false")
    assert saved_body(page) == "<p><em>Words</em></p>"


def test_a_table_keeps_its_caption_and_its_heading_cells(page: Page) -> None:
    body = "<table><caption>Boats</caption><tbody><tr><th><p>Boat</p></th><td><p>One</p></td></tr></tbody></table><p>After</p>"
    assert html.clean(body) == body
    opened(page, make_article(section=make_section(name="World"), body=body))
    page.locator(".ProseMirror > p").last.click()
    page.keyboard.press("End")
    page.keyboard.type("!")
    assert saved_body(page) == body.replace("After", "After!")


def test_typing_costs_no_writing_out_of_the_text(new_page: Callable[..., Page]) -> None:
    """The whole text is written out when it is quiet, not at each key: what a key costs does not grow with it."""
    page = opened(new_page(), make_article(section=make_section(name="World"), body="<p>Words</p>" * 50))
    page.evaluate(
        """() => { const { editor } = document.querySelector("textarea[data-body]");
        const stock = editor.getHTML.bind(editor); window.written = 0; editor.getHTML = () => (window.written += 1, stock()); }"""
    )
    page.keyboard.type("twenty keys in a row", delay=5)
    assert page.evaluate("window.written") <= 1
    assert re.search("twenty keys in a row", saved_body(page))
