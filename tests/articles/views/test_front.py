"""The front page."""

import pytest

from tests.articles.views.pages import read
from tests.factories import (
    MINUTE,
    NOW,
    make_article,
    make_author,
    make_image,
    make_live,
    make_page,
    make_section,
    make_site,
)

pytestmark = pytest.mark.django_db


def test_front_shows_the_paper_and_its_newest_stories(client) -> None:
    make_site(name="The Harbour", tagline="News from the quay", footer="Imprint")
    make_page(title="About")
    world, hidden = make_section(name="World"), make_section(name="Hidden", in_navigation=False)
    for number in range(8):
        make_live(headline=f"Story {number}", section=world, at=NOW + number * MINUTE)
    make_article(headline="Draft", section=hidden)
    page = read(client.get("/"))
    assert page.words("title") == ["The Harbour – News from the quay"]
    assert page.words("h1") == ["The Harbour"]
    assert page.words(".headline") == [f"Story {number}" for number in range(7, -1, -1)]
    assert page.words(".sections") == ["World"]
    assert page.words("h2")[1:] == ["World"]
    assert page.words(".colophon") == ["About Imprint"]


def test_front_of_an_empty_paper_says_so(client) -> None:
    page = read(client.get("/"))
    assert page.words("main") == ["Nothing has been published yet."]


def test_front_leads_on_to_the_day_of_its_lead(client) -> None:
    make_live(section=make_section(name="World"))
    assert "/2024/03/30/" in read(client.get("/")).values("a", "href")


def test_query_that_no_address_has_changes_nothing(client) -> None:
    make_live(section=make_section(name="World"))
    assert client.get("/?utm_source=letter").content == client.get("/").content


@pytest.mark.parametrize("sections", [1, 30])
def test_front_takes_three_queries(sections: int, client, django_assert_num_queries) -> None:
    ines = make_author(name="Ines Falk")
    for number in range(sections):
        make_live(section=make_section(name=f"Section {number}"), authors=[ines], lead_image=make_image())
    client.get("/")
    with django_assert_num_queries(3):
        assert len(read(client.get("/")).words(".card")) == sections


def test_front_with_a_query_takes_one_more(client, django_assert_num_queries) -> None:
    make_live(section=make_section(name="World"), authors=[make_author(name="Ines Falk")])
    client.get("/")
    with django_assert_num_queries(4):
        assert client.get("/?p=1").status_code == 200
