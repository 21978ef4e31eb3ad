"""The front page."""

import gzip

import pytest

from articles.models import Section
from tests.articles.views.pages import read
from tests.factories import (
    DAY,
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
    make_site(name="The Harbour", tagline="News from the quay", footer="Imprint", social="https://bsky.app/profile/harbour")
    make_page(title="About")
    world, hidden = make_section(name="World"), make_section(name="Hidden", in_navigation=False)
    for number in range(18):
        make_live(headline=f"Story {number}", section=world, at=NOW + number * MINUTE)
    make_article(headline="Draft", section=hidden)
    page = read(client.get("/"))
    assert page.words("title") == ["The Harbour – News from the quay"]
    assert page.words("h1") == ["The Harbour"]
    shown = [*page.words(".headline"), *page.words(".line")]
    assert sorted(word.removeprefix("World ") for word in shown) == sorted(f"Story {number}" for number in range(18))
    assert page.words(".sections") == ["World"]
    assert page.words(".block-head") == ["World"]
    assert page.words(".site-foot") == ["The Harbour Sections World The paper Search All stories by day About Follow us Bluesky Imprint"]


def test_front_of_an_empty_paper_says_what_will_stand_there(client) -> None:
    page = read(client.get("/"))
    assert page.words("main") == ["Nothing has been published yet. The first story will stand here the moment it is published."]


def test_papers_date_is_that_of_its_newest_story_and_leads_to_everything_from_that_day(client) -> None:
    make_live(section=make_section(name="World"))
    page = read(client.get("/"))
    assert page.words(".date") == ["Saturday, March 30, 2024"]
    assert "/2024/03/30/" in page.values("a", "href")


def test_breaking_news_stands_over_the_paper(client) -> None:
    world = make_section(name="World")
    make_live(headline="Older", section=world, at=NOW - MINUTE)
    edition = make_live(headline="Chair resigns", section=world)
    make_site(name="The Harbour", breaking_story=edition.article)
    page = read(client.get("/"))
    assert page.words(".breaking") == ["Breaking Chair resigns noon"]
    assert page.words(".headline") == ["Chair resigns", "Older"]


def test_breaking_news_of_another_day_than_the_papers_says_its_day(client) -> None:
    world = make_section(name="World")
    edition = make_live(headline="Chair resigns", section=world, at=NOW - DAY)
    make_live(headline="Other news", section=world, at=NOW)
    make_site(name="The Harbour", breaking_story=edition.article)
    assert [words.replace("\u00a0", " ") for words in read(client.get("/")).words(".breaking")] == [
        "Breaking Chair resigns March 29, 2024, noon"
    ]


def test_day_of_big_news_sets_the_headline_across_the_page(client) -> None:
    make_live(headline="Lead", section=make_section(name="World"))
    assert read(client.get("/")).words(".big-news") == []
    make_site(name="The Harbour", is_big_day=True)
    assert len(read(client.get("/")).words(".big-news")) == 1


def test_on_a_day_of_big_news_only_the_first_of_the_second_stories_says_more(client) -> None:
    world = make_section(name="World")
    make_live(headline="Lead", section=world, at=NOW + 9 * MINUTE)
    for number in range(8):
        make_live(headline=f"Story {number}", deck=f"Deck {number}", section=world, at=NOW + number * MINUTE)
    assert len(read(client.get("/")).words(".seconds")[0].split("Deck")) == 1 + 3
    make_site(name="The Harbour", is_big_day=True)
    assert len(read(client.get("/")).words(".seconds")[0].split("Deck")) == 1 + 1


def test_logo_stands_for_the_name(client) -> None:
    make_site(name="The Harbour", logo=make_image(alt="The Harbour, since 1871", checksum="c0ffee", width_px=480, height_px=120))
    page = read(client.get("/"))
    assert (page.values("img", "alt"), page.words("title")) == (["The Harbour, since 1871"], ["The Harbour"])


def test_unsigned_leader_has_the_papers_seal(client) -> None:
    make_site(name="The Harbour Ledger")
    opinion, world = make_section(name="Opinion"), make_section(name="World")
    make_live(headline="News", section=world)
    make_live(headline="Leader", section=opinion, kind="editorial")
    make_live(headline="Column", section=opinion, kind="opinion", authors=[make_author(name="Ruth Brannigan")])
    page = read(client.get("/"))
    assert (page.words(".who"), page.words(".seal")) == (["Ruth Brannigan", "Leader"], ["HL"])


def test_query_that_no_address_has_changes_nothing(client) -> None:
    make_live(section=make_section(name="World"))
    assert client.get("/?utm_source=letter").content == client.get("/").content


@pytest.mark.parametrize("sections", [1, 30])
def test_front_takes_three_queries_and_one_more_for_portraits(sections: int, client, django_assert_num_queries) -> None:
    ines = make_author(name="Ines Falk", portrait=make_image())
    for number in range(sections):
        make_live(section=make_section(name=f"Section {number}"), authors=[ines], lead_image=make_image())
    client.get("/")
    comments = 1  # the stories readers talk about most, and how many comments each card's story has
    with django_assert_num_queries(3 + comments):
        client.get("/")
    for _ in range(2):
        make_live(section=Section.objects.first(), authors=[ines], kind="opinion")
    client.get("/")
    with django_assert_num_queries(4 + comments):
        assert len(read(client.get("/")).words(".column-piece")) == 2


def test_front_with_a_query_takes_one_more(client, django_assert_num_queries) -> None:
    make_live(section=make_section(name="World"), authors=[make_author(name="Ines Falk")])
    client.get("/")
    with django_assert_num_queries(4 + 1):  # with that for comments
        assert client.get("/?p=1").status_code == 200


def test_pages_are_compressed_for_who_takes_it(client) -> None:
    make_site(name="The Harbour")
    plain = client.get("/")
    packed = client.get("/", headers={"Accept-Encoding": "gzip, br"})
    assert (plain.headers.get("Content-Encoding"), packed.headers["Content-Encoding"]) == (None, "gzip")
    assert gzip.decompress(packed.content) == plain.content
    assert (plain["Vary"], packed["Vary"]) == ("Accept-Encoding", "Accept-Encoding")
