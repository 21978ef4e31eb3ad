"""The page of an author."""

import pytest

from articles.figures import figure_of
from articles.saving import save_author
from tests.articles.views.pages import read
from tests.factories import (
    DAY,
    MINUTE,
    NOW,
    make_article,
    make_author,
    make_image,
    make_live,
    make_section,
    schedule,
    set_clock,
    withdraw,
)

pytestmark = pytest.mark.django_db


def test_author_shows_who_it_is_and_their_stories(client) -> None:
    portrait = make_image(alt="Ines Falk at the quay", checksum="c0ffee", width_px=400, height_px=600)
    ines = make_author(name="Ines Falk", job_title="Harbour correspondent", biography="Born here.\n\nStill here.", portrait=portrait)
    world = make_section(name="World")
    make_live(headline="Signed", section=world, authors=[ines])
    make_live(headline="Pictured", section=world, roles=[(ines, "photographer")])
    make_live(headline="Another’s", section=world)
    make_article(headline="Draft", section=world, authors=[ines])
    page = read(client.get("/author/ines-falk/"))
    assert (page.words("h1"), page.words(".headline")) == (["Ines Falk"], ["Pictured", "Signed"])
    assert page.words(".author-head") == ["Ines Falk Harbour correspondent Born here. Still here."]
    figure = figure_of(portrait, at=NOW, crop="1:1")
    assert (page.values("img", "src"), page.values("img", "alt")) == ([figure.src], ["Ines Falk at the quay"])


def test_author_of_whom_readers_have_seen_nothing_is_not_found(client) -> None:
    world, ines = make_section(name="World"), make_author(name="Ines Falk")
    schedule(make_article(section=world, authors=[ines]), at=NOW + DAY)
    ines.slug = "ines-maas"
    save_author(ines)
    assert [client.get(f"/author/{slug}/").status_code for slug in ("ines-falk", "ines-maas")] == [404, 404]
    set_clock(NOW + DAY)
    assert [client.get(f"/author/{slug}/").status_code for slug in ("ines-falk", "ines-maas")] == [301, 200]


def test_author_whose_stories_were_all_withdrawn_keeps_the_page(client) -> None:
    edition = make_live(section=make_section(name="World"), authors=[make_author(name="Ines Falk")])
    withdraw(edition.article, at=NOW + MINUTE)
    assert read(client.get("/author/ines-falk/")).words(".panel-title") == ["No stories here yet."]


def test_old_address_of_an_author_leads_to_the_new_one(client) -> None:
    ines = make_author(name="Ines Falk")
    make_live(section=make_section(name="World"), authors=[ines])
    ines.slug = "ines-maas"
    save_author(ines)
    response = client.get("/author/ines-falk/")
    assert (response.status_code, response["Location"]) == (301, "/author/ines-maas/")


@pytest.mark.parametrize("count", [1, 30])
def test_author_takes_five_queries(count: int, client, django_assert_num_queries) -> None:
    ines, world = make_author(name="Ines Falk", portrait=make_image()), make_section(name="World")
    for number in range(count):
        make_live(headline=f"Story {number}", section=world, authors=[ines])
    client.get("/author/ines-falk/")
    with django_assert_num_queries(5):
        assert len(read(client.get("/author/ines-falk/")).words(".teaser")) == count
