"""The paper's icon is the letter it is known by, on its colour."""

import io
from typing import Any

import pytest
from django.test import Client
from PIL import Image as Pixels

from articles import icons
from articles.site import site
from tests.articles.views.pages import read
from tests.factories import make_site

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "letter"), [("The Saltmere Courier", "S"), ("le monde", "M"), ("A", "A"), ("Örebro Posten", "Ö"), ("第一新聞", "第")]
)
def test_a_paper_is_known_by_its_first_letter(name: str, letter: str) -> None:
    make_site(name=name)
    assert icons.letter_of(site()) == letter


@pytest.mark.parametrize("size", icons.SIZES)
def test_every_page_leads_to_the_icon(client: Client, size: int) -> None:
    make_site(name="The Courier", accent="#b0241b")
    assert icons.address(site(), 32) in read(client.get("/")).values("link", "href")
    response = client.get(icons.address(site(), size))
    with Pixels.open(io.BytesIO(response.content)) as pixels:
        assert (pixels.size, pixels.convert("RGB").getpixel((1, 1))) == ((size, size), (0xB0, 0x24, 0x1B))
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"


def test_icon_is_where_browsers_look_unasked_and_follows_the_paper(client: Client, django_assert_num_queries: Any) -> None:
    make_site(name="The Courier", accent="#b0241b")
    before = client.get("/favicon.ico")
    make_site(name="The Herald", accent="#1b24b0")
    client.get(icons.address(site(), 32))
    with django_assert_num_queries(0):
        after = client.get("/favicon.ico")
    for response, colour in ((before, (0xB0, 0x24, 0x1B)), (after, (0x1B, 0x24, 0xB0))):
        with Pixels.open(io.BytesIO(response.content)) as pixels:
            assert (pixels.format, pixels.size, pixels.convert("RGB").getpixel((1, 1))) == ("PNG", (32, 32), colour)
        assert (response["Content-Type"], response["Cache-Control"]) == ("image/png", "public, max-age=86400")
        assert dict(response.cookies) == {}


def test_nobody_else_decides_what_is_drawn(client: Client, settings: Any) -> None:
    make_site(name="The Courier")
    digest = icons.digest_of(site())
    asked = [f"/media/icons/{digest}-33.png", f"/media/icons/{'0' * 16}-32.png"]
    assert [client.get(address).status_code for address in asked] == [404, 404]
