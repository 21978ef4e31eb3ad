"""The paper's own colour as a style sheet."""

import pytest

from articles.colours import THEME_VERSION, schemes_of
from tests.articles.views.pages import read
from tests.factories import make_site


@pytest.mark.django_db
def test_pages_link_the_theme_only_when_the_paper_has_a_colour(client) -> None:
    make_site(name="The Harbour")
    assert [href for href in read(client.get("/")).values("link", "href") if "theme" in str(href)] == []
    make_site(name="The Harbour", accent="#B0241B")
    assert [href for href in read(client.get("/")).values("link", "href") if "theme" in str(href)] == ["/theme-1-b0241b.css"]


def test_theme_holds_both_schemes_and_is_kept_for_good(client) -> None:
    response = client.get(f"/theme-{THEME_VERSION}-b0241b.css")
    light, dark = schemes_of("#b0241b")
    assert response.content.decode().startswith(f":root{{--accent:light-dark({light.accent},{dark.accent});")
    assert (response["Content-Type"], response["Cache-Control"]) == ("text/css; charset=utf-8", "public, max-age=31536000, immutable")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/theme-99-b0241b.css", "/theme-1-b0241.css", "/theme-1-B0241B.css", "/theme-1-b0241b;x.css"])
def test_any_other_address_is_not_found(path: str, client) -> None:
    assert client.get(path).status_code == 404
