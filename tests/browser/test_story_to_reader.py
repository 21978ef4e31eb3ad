"""The main job in a real browser: a story goes from the desk to the reader."""

import datetime as dt
import io
import time
from collections.abc import Callable
from typing import Any
from urllib.request import urlopen

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from PIL import Image as Pixels
from playwright.sync_api import Page, expect

from articles import pictures
from articles.models import Article, Edition, Image
from tests.articles.admin.test_story_form import form_of
from tests.factories import change, make_article, make_author, make_image, make_live, make_section, make_tag, make_user

PASSWORD = "a good password"
EVERY_BLOCK = (
    '<p lang="ar" dir="rtl">نص</p><p>One <strong>two</strong> <em>three</em> <s>four</s> H<sub>2</sub>O m<sup>2</sup> <code>x</code> '
    '<cite>Book</cite> <a data-story="7">story</a> <a href="https://example.org/">out</a><br>next</p><h2>Head</h2><h3>Smaller</h3><h4>Least</h4>'
    "<ul><li><p>a</p></li></ul><ol><li><p>b</p></li></ol><blockquote><p>Said</p></blockquote>"
    '<blockquote class="pull-quote"><p>Quoted</p><footer>Who</footer></blockquote><hr>'
    '<aside class="fact-box"><h3>Facts</h3><p>Many</p></aside>'
    '<figure data-image="3" data-size="wide" data-alt="Sea"><figcaption>A <em>caption</em></figcaption></figure>'
    '<figure data-embed="" data-url="https://vimeo.com/1"><figcaption>Film</figcaption></figure>'
    '<figure data-image="3" data-size="gallery"></figure><figure data-image="4" data-size="gallery"><figcaption>Four</figcaption></figure>'
    '<table data-chart="bars"><tbody><tr><th scope="col"><p>H</p></th></tr><tr><td><p>1</p></td></tr></tbody></table>'
    "<ul><li>bare<ul><li>deeper</li></ul></li></ul>"
    '<table><caption>Boats</caption><thead><tr><th scope="col">Boat</th></tr></thead>'
    '<tbody><tr><th scope="row">One</th><td>6</td></tr></tbody></table>'
    "<p>Last</p>"
)


def uploaded_picture() -> Image:
    file = io.BytesIO()
    Pixels.new("RGB", (1000, 600), "teal").save(file, "JPEG")
    return pictures.add_image(ContentFile(file.getvalue(), name="cranes.jpg"), alt="Cranes over the harbour")


def sign_in(page: Page, *, username: str = "mara") -> None:
    make_user(username=username, is_superuser=True)
    page.goto("/admin/")
    page.get_by_label("Name").fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")


def add(page: Page, what: str, words: str) -> None:
    """Choose from one of the fields that complete what is typed."""
    field = page.get_by_role("combobox", name=what)
    field.fill(words)
    page.locator(".combo-list").get_by_role("option", name=words).first.wait_for()
    field.press("Enter")


def choose_picture(page: Page, words: str) -> None:
    page.get_by_role("button", name="Choose a picture").click()
    page.get_by_role("dialog").get_by_role("button", name=words).click()


def press(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_load_state()


def bytes_at(live_server: Any, path: str) -> bytes:
    with urlopen(f"{live_server.url}{path}") as answer:
        body: bytes = answer.read()
        return body


@pytest.mark.django_db(transaction=True)
def test_an_editor_writes_publishes_and_a_reader_reads(new_page: Callable[..., Page]) -> None:
    world, author, picture = make_section(name="World"), make_author(name="Mara Lind"), uploaded_picture()
    for headline in ("The first neighbour", "The second neighbour"):
        make_live(headline=headline, section=world)
    desk = new_page()
    sign_in(desk)
    desk.goto("/admin/articles/article/add/")
    desk.get_by_label("Kicker").fill("Storm")
    desk.locator("#id_headline").fill("Ferries stop for the night")
    desk.locator("#id_deck").fill("The last boat left at six.")
    desk.get_by_label("Dateline").fill("Orran")
    desk.locator(".tiptap.ProseMirror").click()
    desk.keyboard.type("Nobody waited on the quay.")
    desk.locator("#id_section").select_option(str(world.pk))
    add(desk, "Tags", "storms")
    add(desk, "Tags", "ferries")
    choose_picture(desk, "Cranes")
    add(desk, "Add an author", "Mara")
    add(desk, "Find a story", "The second")
    add(desk, "Find a story", "The first")
    press(desk, "Publish")
    expect(desk.get_by_text("Published: readers see it now.")).to_be_visible()
    path = Edition.objects.get(headline="Ferries stop for the night").path
    reader = new_page(width=360)
    reader.goto(path)
    told = reader.locator("main").inner_text()
    order = ["Storm", "Ferries stop for the night", "The last boat left at six.", author.name, "Orran", "Nobody waited on the quay."]
    order += ["ferries", "You might also like", "The second neighbour", "The first neighbour", "Comments"]
    place = 0
    for words in order:  # each after the one before it
        place = told.lower().index(words.lower(), place) + len(words)
    shown = reader.get_by_alt_text(picture.alt)
    expect(shown).to_be_visible()
    assert shown.evaluate("image => image.complete && image.naturalWidth") > 0
    assert reader.context.cookies() == []


@pytest.mark.django_db(transaction=True)
def test_a_hundred_saves_leave_the_public_bytes_as_they_are(page: Page, live_server: Any) -> None:
    edition = make_live(section=make_section(name="World"), headline="Steady")
    sign_in(page)
    before = bytes_at(live_server, edition.path)
    address = reverse("admin:articles_article_change", args=[edition.article_id])
    for number in range(3):
        page.goto(address)
        page.locator("#id_deck").fill(f"In the browser, {number}")
        press(page, "Save draft")
    client = Client()
    client.login(username="mara", password=PASSWORD)
    for number in range(97):
        article = Article.objects.get(pk=edition.article_id)
        client.post(address, form_of(article, headline=f"Changed {number}", body=f"<p>{number}</p>") | {"_verb": "save"})
    assert Article.objects.get().version >= 100
    assert bytes_at(live_server, edition.path) == before


@pytest.mark.django_db(transaction=True)
def test_a_scheduled_change_swaps_on_the_second_with_no_worker(page: Page, live_server: Any) -> None:
    edition = make_live(section=make_section(name="World"), headline="Before the hour", at=dt.datetime.now(dt.UTC))
    from articles.look import look

    look.clock = None
    sign_in(page)
    page.goto(reverse("admin:articles_article_change", args=[edition.article_id]))
    page.locator("#id_headline").fill("After the hour")
    at = (dt.datetime.now(dt.UTC) + dt.timedelta(seconds=8)).replace(microsecond=0)
    page.get_by_role("button", name="More ways").click()
    page.get_by_role("button", name="Schedule the update…").click()
    page.get_by_label("Publish at").fill(at.strftime("%Y-%m-%d %H:%M:%S"))
    press(page, "Schedule")
    expect(page.get_by_text("Scheduled for")).to_be_visible()
    seen: list[tuple[dt.datetime, bool, dt.datetime]] = []
    while dt.datetime.now(dt.UTC) < at + dt.timedelta(seconds=1):
        asked = dt.datetime.now(dt.UTC)
        is_new = b"After the hour" in bytes_at(live_server, edition.path)
        seen.append((asked, is_new, dt.datetime.now(dt.UTC)))
        time.sleep(0.02)
    assert [new for _asked, new, answered in seen if answered < at].count(True) == 0
    assert [new for asked, new, _answered in seen if asked >= at].count(False) == 0
    page.goto(edition.path)
    expect(page.get_by_role("heading", level=1)).to_have_text("After the hour")


@pytest.mark.django_db(transaction=True)
def test_opening_and_saving_a_story_loses_no_block(page: Page) -> None:
    section = make_section(name="World")
    article = change(make_article(section=section, headline="Everything"), body=EVERY_BLOCK)
    sign_in(page)
    page.goto(reverse("admin:articles_article_change", args=[article.pk]))
    page.locator(".tiptap.ProseMirror p").last.click()
    page.keyboard.press("End")
    page.keyboard.type("!")
    press(page, "Save draft")
    assert Article.objects.get().body == article.body.replace("<p>Last</p>", "<p>Last!</p>")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 360, 1280, 1600])
def test_no_readers_page_scrolls_sideways(new_page: Callable[..., Page], width: int, dark: bool) -> None:
    section, tag, author = make_section(name="World"), make_tag(name="storms"), make_author(name="Mara Lind")
    long_word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    edition = make_live(section=section, headline=long_word, tags=[tag], authors=[author], body=f"<p>{long_word}</p>")
    crowd, subjects = [make_author(name=f"{number} {long_word}") for number in range(12)], [make_tag(name=f"Tag {n}") for n in range(40)]
    picture = make_image(caption="The third leaf has been chained. " * 60)
    for layout in ("", "longread"):
        awful = make_live(
            section=section, headline="Gate jammed " * 25, deck=long_word, kicker="Sea defences", authors=crowd, tags=subjects,
            lead_image=picture, layout=layout, correction=long_word, kind="opinion" if layout else "report",
        )  # fmt: skip
    page = new_page(width=width, dark=dark)
    paths = ("/", "/world/", "/tag/storms/", "/author/mara-lind/", edition.path, awful.path, "/2024/", "/2024/03/", "/nowhere/")
    for path in paths:
        page.goto(path)
        assert (path, page.evaluate("document.documentElement.scrollWidth")) == (path, width)


@pytest.mark.django_db(transaction=True)
def test_a_story_can_be_written_without_javascript(new_page: Callable[..., Page]) -> None:
    section = make_section(name="World")
    page = new_page(javascript=False)
    sign_in(page)
    page.goto("/admin/articles/article/add/")
    page.locator("#id_headline").fill("Plain")
    page.locator("#id_body").fill("<p>Words.</p>")
    page.locator("#id_section").select_option(str(section.pk))
    press(page, "Publish")
    assert Edition.objects.get().headline == "Plain"
