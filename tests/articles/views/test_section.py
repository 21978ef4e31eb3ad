"""The page of a section."""

import datetime as dt

import pytest

from articles.lists import COUNT
from articles.models import Section
from articles.saving import save_section
from tests.articles.views.pages import read
from tests.factories import DAY, MINUTE, NOW, make_article, make_author, make_image, make_live, make_section, set_clock

pytestmark = pytest.mark.django_db


def test_section_shows_its_stories_and_those_below_it(client) -> None:
    world = make_section(name="World", description="Everything far away.")
    europe = make_section(name="Europe", parent=world)
    make_live(headline="Far", section=world, at=NOW)
    make_live(headline="Near", section=europe, at=NOW + MINUTE)
    make_live(headline="Elsewhere", section=make_section(name="Sport"), at=NOW + MINUTE)
    make_article(headline="Draft", section=world)
    page = read(client.get("/world/"))
    assert (page.words("h1"), page.words(".headline")) == (["World"], ["Near", "Far"])
    assert (page.words(".about"), page.words(".sub-nav")) == (["Everything far away."], ["Europe"])
    assert page.meta("description") == ["Everything far away."]
    below = read(client.get("/world/europe/"))
    assert (below.words("h1"), below.words(".headline"), below.words(".above")) == (["Europe"], ["Near"], ["World"])


def test_section_without_stories_says_so(client) -> None:
    make_section(name="World")
    assert read(client.get("/world/")).words(".empty") == [
        "No stories here yet. When there is one, it will stand at the top of this page. Go to the front page Search"
    ]


def test_pages_follow_each_other_to_the_last_story(client) -> None:
    world = make_section(name="World")
    for number in range(COUNT + 2):
        make_live(headline=f"Story {number}", section=world, at=NOW + number * MINUTE)
    first = read(client.get("/world/"))
    assert first.words(".headline") == [f"Story {number}" for number in range(COUNT + 1, 1, -1)]
    assert (first.words(".pager"), first.words(".back")) == (["Older stories"], [])
    onward = next(href for href in first.values("a", "href") if href and href.startswith("?before="))
    second = read(client.get(f"/world/{onward}"))
    assert second.words(".headline") == ["Story 1", "Story 0"]
    assert (second.words(".pager"), second.words(".back")) == (["Newest stories"], ["Newest stories"])


def test_days_of_a_section_are_written_out_once_each(client) -> None:
    world = make_section(name="World")
    moments = [dt.datetime(2023, 9, 1, 7, tzinfo=dt.UTC), *(dt.datetime(2024, 2, 3, hour, 5, tzinfo=dt.UTC) for hour in (8, 9))]
    for moment in [*moments, *(NOW + number * MINUTE for number in range(5))]:
        make_live(headline=f"Story of {moment:%d %B %H:%M}", section=world, at=moment)
    set_clock(NOW + DAY)
    page = read(client.get("/world/"))
    days = ["March 30, 2024", "February 3, 2024", "September 1, 2023"]
    assert [words for words in page.words("h2") if words in days] == days
    assert page.words(".stamp") == ["noon", "9:05 a.m.", "8:05 a.m.", "7 a.m."]


@pytest.mark.parametrize(
    "before", ["", "x", "2024-03-30T12:00:00Z,x", "1999-01-01T00:00:00Z,1", "9999-12-31T23:59:59Z,1", "%00", "%ff", "🚢"]
)
def test_place_that_makes_no_sense_or_has_nothing_after_it_is_not_found(before: str, client) -> None:
    make_live(section=make_section(name="World"))
    response = client.get(f"/world/?before={before}")
    assert (response.status_code, read(response).words("h1")) == (404, ["Page not found"])


def test_moved_section_answers_at_its_new_address_and_the_old_one_leads_there(client) -> None:
    world, europe = make_section(name="World"), make_section(name="Europe")
    make_live(headline="Near", section=europe)
    assert read(client.get("/world/")).words(".headline") == []
    europe.parent = world
    save_section(Section.objects.get(pk=europe.pk) if europe.parent_id is None else europe)
    response = client.get("/europe/")
    assert (response.status_code, response["Location"]) == (301, "/world/europe/")
    assert read(client.get("/world/")).words(".headline") == ["Near"]


def test_address_without_a_slash_leads_to_the_one_with_it(client) -> None:
    make_section(name="World")
    response = client.get("/world?before=x")
    assert (response.status_code, response["Location"]) == (301, "/world/")


@pytest.mark.parametrize("count", [1, 30])
def test_section_takes_four_queries(count: int, client, django_assert_num_queries) -> None:
    world, ines, picture = make_section(name="World"), make_author(name="Ines Falk"), make_image()
    for number in range(count):
        make_section(name=f"Section {number}", parent=world)
        make_live(headline=f"Story {number}", section=world, authors=[ines], lead_image=picture)
    client.get("/world/")
    with django_assert_num_queries(4 + (count > 1)):  # one for the numbers of comments, where a card says them
        assert len(read(client.get("/world/")).words(".teaser")) == count


def test_section_sends_the_keys_of_what_it_shows(client) -> None:
    world = make_section(name="World")
    edition = make_live(section=world)
    assert client.get("/world/")["Surrogate-Key"] == f"article:{edition.article_id} section:{world.pk} sections site"
