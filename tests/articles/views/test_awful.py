"""Input that no editor should send and some will: every page still stands, with all of it on the page."""

import pytest

from tests.articles.views.pages import read
from tests.factories import MINUTE, NOW, make_author, make_image, make_live, make_section, make_tag

pytestmark = pytest.mark.django_db

LONG_HEADLINE = ("Harbour gate jammed twice before the flood " * 8)[:300].strip()
LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
LONG_CAPTION = ("The third leaf has been chained since the flood. " * 50)[:2000].strip()
MIXED = "مرحبا world 🚢 שלום ‮reversed"


@pytest.mark.parametrize("headline", [LONG_HEADLINE, LONG_WORD, MIXED, "🚢" * 100, "?", "&lt;b&gt;"])
def test_headline_of_any_kind_stands_on_its_page_and_on_the_lists(headline: str, client) -> None:
    edition = make_live(headline=headline, section=make_section(name="World"))
    pages = [read(client.get(path)) for path in (edition.path, "/", "/world/")]
    shown = [pages[0].words("h1"), pages[1].words(".headline"), pages[2].words(".headline")]
    assert shown == [[" ".join(edition.headline.split())]] * 3


def test_story_of_a_headline_and_a_body_alone_has_no_empty_parts(client) -> None:
    edition = make_live(headline="Only this", section=make_section(name="World"))
    page = read(client.get(edition.path))
    assert [page.words(part) for part in (".deck", ".byline", ".faces", ".kicker", ".picture", ".tags", ".notice", ".ways-on")] == [[]] * 8


def test_twelve_authors_are_all_named_on_the_page_and_two_on_the_card(client) -> None:
    portrait = make_image(checksum="c0ffee", width_px=800, height_px=800)
    authors = [make_author(name=f"Author {number:02}", job_title="Reporter", portrait=portrait) for number in range(12)]
    edition = make_live(section=make_section(name="World"), authors=authors)
    page = read(client.get(edition.path))
    assert page.words(".names")[0] == "By " + " ".join(f"Author {number:02} Reporter" for number in range(12))
    assert len(page.values("img", "src")) == 3
    assert read(client.get("/")).words(".signed") == ["Author 00, Author 01 and others noon"]


def test_forty_tags_are_all_there(client) -> None:
    tags = [make_tag(name=f"Tag {number:02}") for number in range(40)]
    edition = make_live(section=make_section(name="World"), tags=tags)
    page = read(client.get(edition.path))
    assert (page.values("a", "rel").count("tag"), page.words(".tags")[0].count("Tag")) == (40, 40)


def test_caption_of_two_thousand_characters_is_there_to_its_end(client) -> None:
    tall = make_image(checksum="c0ffee", width_px=50, height_px=4000, caption=LONG_CAPTION)
    edition = make_live(section=make_section(name="World"), lead_image=tall)
    page = read(client.get(edition.path))
    assert (page.words("figcaption"), len(page.words(".is-tall"))) == ([LONG_CAPTION], 1)


def test_card_in_another_language_says_which_and_which_way_it_runs(client) -> None:
    world = make_section(name="World")
    make_live(headline="Plain", section=world)
    make_live(headline="عنوان", language="ar", section=world, at=NOW + MINUTE)
    page = read(client.get("/world/"))
    assert (page.values("article", "lang"), page.values("article", "dir")) == (["ar"], ["rtl"])
