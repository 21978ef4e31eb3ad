"""The pages for what is not there and for what broke."""

import pytest
from django.template.loader import get_template
from django.test import RequestFactory

from articles.views.errors import not_found
from newsroom.views import server_error
from tests.articles.views.pages import PageRead, read
from tests.factories import make_section, make_site


@pytest.mark.django_db
def test_not_found_stands_in_the_paper(client) -> None:
    make_site(name="The Harbour")
    make_section(name="World")
    response = client.get("/nothing/")
    page = read(response)
    assert (response.status_code, page.words("title")) == (404, ["Page not found – The Harbour"])
    assert (page.words("h1"), page.words(".sections"), page.meta("robots")) == (["Page not found"], ["World"], ["noindex"])
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"


@pytest.mark.django_db
def test_not_found_keeps_the_reason_to_itself() -> None:
    request = RequestFactory().get("/nothing/")
    assert b"secret" not in not_found(request, ValueError("secret")).content


def test_server_error_needs_no_database() -> None:
    response = server_error(RequestFactory().get("/"))
    page = read(response)
    assert (response.status_code, page.words("h1")) == (500, ["Something went wrong"])


def test_server_error_has_only_the_readers_styles_beside_it() -> None:
    page = PageRead(get_template("500.html").render({}))
    assert page.values("link", "href") == ["data:,", "/static/css/site.css"]
    assert (page.values("img", "src"), page.values("a", "href")) == ([], ["/"])


def test_server_error_has_a_page_before_styles_are_collected(settings) -> None:
    manifest = {"BACKEND": "newsroom.storage.StaticStorage", "OPTIONS": {"location": "/nothing/here"}}
    settings.STORAGES = settings.STORAGES | {"staticfiles": manifest}
    page = PageRead(get_template("500.html").render({}))
    assert (page.words("h1"), page.values("link", "href")) == (["Something went wrong"], ["data:,"])
