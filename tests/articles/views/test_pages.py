"""Standing pages, and what stands on every page."""

import pytest

from articles.saving import save_page
from tests.articles.views.pages import read
from tests.factories import make_page

pytestmark = pytest.mark.django_db


def test_standing_page_shows_what_was_saved(client) -> None:
    page = make_page(title="About us", body="<h2>Who</h2><p>We.</p>", description="Who we are.")
    shown = read(client.get("/about-us/"))
    assert (shown.words("h1"), shown.words(".prose"), shown.meta("description")) == (["About us"], ["Who We."], ["Who we are."])
    page.body = "<p>Others.</p>"
    save_page(page)
    assert read(client.get("/about-us/")).words(".prose") == ["Others."]


def test_old_address_of_a_page_leads_to_the_new_one(client) -> None:
    page = make_page(title="About us")
    page.slug = "about"
    save_page(page)
    response = client.get("/about-us/")
    assert (response.status_code, response["Location"]) == (301, "/about/")


def test_footer_names_the_pages_that_belong_there(client) -> None:
    make_page(title="Contact", position=2)
    make_page(title="About", position=1)
    make_page(title="Hidden", in_footer=False)
    assert read(client.get("/about/")).words("footer") == ["Newsroom The paper Search All stories by day About Contact"]


def test_page_takes_two_queries(client, django_assert_num_queries) -> None:
    make_page(title="About")
    client.get("/about/")
    with django_assert_num_queries(2):
        assert client.get("/about/").status_code == 200


def test_page_sends_the_keys_of_what_it_shows(client) -> None:
    page = make_page(title="About")
    assert client.get("/about/")["Surrogate-Key"] == f"page:{page.pk} sections site"
