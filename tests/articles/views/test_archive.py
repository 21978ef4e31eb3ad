"""The archive by year, month and day."""

import datetime as dt
import re

import pytest
from django.utils import translation

from articles.lists import COUNT
from articles.templatetags.story import in_full
from tests.articles.views.pages import read
from tests.factories import DAY, MINUTE, NOW, make_article, make_live, make_section, schedule, set_clock, withdraw

pytestmark = pytest.mark.django_db


def test_year_lists_its_months_month_its_days_and_day_its_stories_the_newest_first(client) -> None:
    world = make_section(name="World")
    for moment in (dt.datetime(2024, 1, 5, 12, tzinfo=dt.UTC), dt.datetime(2024, 3, 1, 12, tzinfo=dt.UTC), NOW, NOW + MINUTE):
        make_live(headline=f"Story of {moment:%d %B %H:%M}", section=world, at=moment)
    assert read(client.get("/2024/")).words(".periods") == ["March January"]
    assert read(client.get("/2024/03/")).words(".periods") == ["Saturday March 30 Friday March 1"]
    day = read(client.get("/2024/03/30/"))
    assert day.words(".headline") == ["Story of 30 March 12:01", "Story of 30 March 12:00"]
    assert (day.words("h1"), day.words(".above")) == (["March 30, 2024"], ["2024 › March 2024"])
    assert [" ".join(str(one).split()) for one in day.meta("description")] == ["All stories in Newsroom: March 30, 2024"]


def test_day_is_that_of_the_sites_zone(client, settings) -> None:
    settings.TIME_ZONE = "Asia/Tokyo"
    make_live(headline="After midnight", section=make_section(name="World"), at=dt.datetime(2023, 12, 31, 15, 30, tzinfo=dt.UTC))
    assert read(client.get("/2024/01/01/")).words(".headline") == ["After midnight"]
    assert client.get("/2023/").status_code == 404


@pytest.mark.parametrize(("language", "written"), [("en", "November 26, 2026"), ("de", "26. November 2026")])
def test_day_in_a_heading_has_its_month_as_a_whole_word(language: str, written: str) -> None:
    with translation.override(language):
        assert in_full(dt.date(2026, 11, 26)) == written


def test_archive_leads_to_the_month_of_the_newest_story_for_now(client, django_assert_num_queries) -> None:
    assert client.get("/archive/").headers["Location"] == "/"
    world = make_section(name="World")
    make_live(section=world, at=NOW - 40 * DAY)
    make_live(section=world, at=NOW)
    client.get("/")  # the process knows the paper and its addresses
    with django_assert_num_queries(1):
        response = client.get("/archive/")
    assert (response.status_code, response.headers["Location"]) == (302, "/2024/03/")
    assert response.headers["Cache-Control"] == "public, max-age=0, must-revalidate"


@pytest.mark.parametrize("path", ["/", "/nothing-here/"])
def test_archive_is_reached_from_the_foot_of_every_page_and_where_nothing_is(path: str, client) -> None:
    assert client.get(path).content.decode().count('<a href="/archive/">All stories by day</a>') == (2 if path != "/" else 1)


@pytest.mark.parametrize("path", ["/2023/", "/2024/02/", "/2024/03/29/", "/2025/", "/1000/", "/9998/12/31/"])
def test_time_in_which_nothing_was_published_says_so(path: str, client) -> None:
    make_live(section=make_section(name="World"))
    response = client.get(path)
    assert (response.status_code, read(response).words(".about")) == (404, ["Nothing was published at that time."])


@pytest.mark.parametrize(
    "path",
    [
        "/0000/",
        "/0001/01/01/",
        "/9999/",
        "/9999/12/31/",
        "/2024/13/",
        "/2024/00/",
        "/2024/02/30/",
        "/2023/02/29/",
        "/2024/3/",
        "/２０２４/",
    ],
)
def test_date_that_no_calendar_has_is_not_found(path: str, client) -> None:
    response = client.get(path)
    assert (response.status_code, read(response).words("h1")) == (404, ["Page not found"])


def test_address_without_a_slash_leads_on_where_something_was_published(client) -> None:
    make_live(section=make_section(name="World"))
    for path in ("/2024", "/2024/03", "/2024/03/30"):
        response = client.get(path)
        assert (response.status_code, response["Location"]) == (301, f"{path}/")
    assert [client.get(path).status_code for path in ("/2023", "/2024/02", "/2024/03/29", "/2024/13", "/9999")] == [404] * 5


def test_archive_does_not_tell_of_what_is_not_live(client) -> None:
    world = make_section(name="World")
    schedule(make_article(section=world), at=NOW + DAY)
    gone = make_live(section=world)
    withdraw(gone.article, at=NOW + MINUTE)
    assert [client.get(path).status_code for path in ("/2024/", "/2024/03/", "/2024/03/30/", "/2024/03/31/")] == [404] * 4
    set_clock(NOW + DAY)
    assert read(client.get("/2024/03/")).words(".periods") == ["Sunday March 31"]


def test_day_is_paged(client) -> None:
    world = make_section(name="World")
    for number in range(COUNT + 1):
        make_live(headline=f"Story {number}", section=world)
    first = read(client.get("/2024/03/30/"))
    onward = next(href for href in first.values("a", "href") if href and href.startswith("?before="))
    assert (len(first.words(".teaser")), read(client.get(f"/2024/03/30/{onward}")).words(".headline")) == (COUNT, ["Story 0"])
    assert client.get("/2024/03/30/?before=x").status_code == 404


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(("path", "queries"), [("/2024/", 2), ("/2024/03/", 2), ("/2024/03/30/", 3)])
def test_archive_takes_the_same_queries_for_any_number_of_stories(
    count: int, path: str, queries: int, client, django_assert_num_queries
) -> None:
    world = make_section(name="World")
    for number in range(count):
        make_live(headline=f"Story {number}", section=world)
    client.get(path)
    with django_assert_num_queries(queries):
        assert client.get(path).status_code == 200


def test_archive_depends_on_its_months(client) -> None:
    make_live(section=make_section(name="World"))
    assert client.get("/2024/03/")["Surrogate-Key"] == "front front@2024-03 sections site"


def test_archive_between_two_others_depends_on_the_months_up_to_them_and_on_no_newer_story(client) -> None:
    world = make_section(name="World")
    for moment in (dt.datetime(2024, 1, 5, tzinfo=dt.UTC), dt.datetime(2024, 2, 20, tzinfo=dt.UTC), NOW):
        make_live(section=world, at=moment)
    assert client.get("/2024/02/")["Surrogate-Key"] == "front@2024-01 front@2024-02 front@2024-03 sections site"


@pytest.mark.parametrize(
    ("path", "ways"),
    [
        ("/2024/", ["/2021/", "/2026/"]),
        ("/2023/", ["/2021/", "/2024/"]),  # nothing was published in it
        ("/2024/03/", ["/2024/01/", "/2026/11/"]),
        ("/2024/03/30/", ["/2024/03/01/", "/2026/11/30/"]),
        ("/2021/", ["/2024/"]),
        ("/2026/", ["/2024/"]),
    ],
)
def test_archive_leads_to_the_nearest_time_before_and_after_in_which_something_was_published(path: str, ways: list[str], client) -> None:
    world = make_section(name="World")
    for year, month, day in ((2021, 7, 9), (2024, 1, 5), (2024, 3, 1), (2024, 3, 30), (2026, 11, 30)):
        make_live(section=world, at=dt.datetime(year, month, day, 12, tzinfo=dt.UTC))
    withdraw(make_live(section=world, at=dt.datetime(2025, 5, 5, tzinfo=dt.UTC)).article, at=dt.datetime(2025, 5, 6, tzinfo=dt.UTC))
    make_article(section=world)
    set_clock(dt.datetime(2026, 11, 30, 23, tzinfo=dt.UTC))
    schedule(make_article(section=world), at=dt.datetime(2027, 1, 1, tzinfo=dt.UTC))
    page = client.get(path).content.decode()
    assert re.findall(r'class="step[^"]*" rel="(?:prev|next)" href="([^"]+)"', page) == ways
