"""The readers' search page."""

from typing import Any

import pytest
from django.db import connection
from django.utils import translation

from articles.addresses import is_reserved
from articles.models import Section
from articles.search.results import ResultPage
from tests.articles.views.pages import PageRead, read
from tests.factories import (
    DAY,
    MINUTE,
    NOW,
    change,
    make_article,
    make_author,
    make_live,
    make_section,
    make_site,
    schedule,
    set_clock,
    withdraw,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> Section:
    make_site(name="The Courier")
    return make_section(name="World", slug="world")


def test_results_are_cards_with_the_words_marked_in_headline_and_text(world: Section, client: Any) -> None:
    body = f"<p>{'Long before. ' * 30}</p><p>Engineers say the Netherby Gate was &lt;tested&gt; often.</p><p>{'After. ' * 50}</p>"
    make_live(headline="Harbour gates <jammed>", kicker="Flood", body=body, section=world, authors=[make_author(name="Ilse Varga")])
    page = read(client.get("/search/", {"q": "netherby gate"}))
    assert page.words("h1") == ["Search"]
    assert (page.words(".headline"), page.words(".kicker"), page.words(".signed")) == (
        ["Harbour gates <jammed>"],
        ["Flood"],
        ["Ilse Varga"],
    )
    assert page.words("mark") == ["gates", "Netherby", "Gate"]
    piece = page.words(".piece")[0]
    assert piece.startswith("… ") and piece.endswith(" …") and "the Netherby Gate was <tested> often." in piece  # noqa: PT018
    assert page.words("strong") == ["1 story"]


def test_the_deck_is_the_piece_where_it_has_the_word_and_where_nothing_has(world: Section, client: Any) -> None:
    make_live(headline="One", deck="The gate is shut.", body="<p>gate</p>", section=world)
    make_live(headline="Two", deck="Something else.", body="<p>Words.</p>", authors=[make_author(name="Gate Keeper")], section=world)
    assert sorted(read(client.get("/search/?q=gate")).words(".piece")) == ["Something else.", "The gate is shut."]


def test_a_piece_is_of_paragraphs_and_of_what_stands_beside_them_only_where_they_have_no_word(world: Section, client: Any) -> None:
    box = "<aside><h3>Ferry in brief</h3><ul><li>From the quay</li><li>At 23.50</li></ul></aside>"
    make_live(headline="One", body=f"<h2>Why a ferry</h2>{box}<p>It sails.</p><p>The ferry is late.</p>", section=world)
    make_live(headline="Two", body=f"<p>It sails.</p>{box}<p>It is late.</p>", section=world)
    pieces = read(client.get("/search/?q=ferry")).words(".piece")
    assert sorted(pieces) == ["Ferry in brief · From the quay · At 23.50", "It sails. The ferry is late."]


@pytest.mark.parametrize(
    ("page", "pages", "near"),
    [
        (1, 1, [1]),
        (1, 3, [1, 2, 3]),
        (1, 4, [1, 2, 3, 4]),
        (1, 5, [1, 2, 0, 5]),
        (4, 7, [1, 2, 3, 4, 5, 6, 7]),
        (5, 9, [1, 0, 4, 5, 6, 0, 9]),
    ],
)
def test_dots_stand_for_two_pages_or_more(page: int, pages: int, near: list[int]) -> None:
    assert ResultPage([], 0, has_more=False, page=page, pages=pages).near == near


@pytest.mark.parametrize(
    ("typed", "said"),
    [('"night ferry"', "night ferry"), ("„Fähre“", "Fähre"), ('"night" ferry', '"night" ferry'), ('"a" "b"', '"a" "b"'), ('""', '""')],
)
def test_a_question_in_quotation_marks_is_quoted_once(typed: str, said: str, world: Section, client: Any) -> None:
    page = read(client.get("/search/", {"q": typed}))
    assert page.words("title") == [f"“{said}” – Search – The Courier"]
    assert [one.get("value") for one in page.attributes("input") if one.get("id") == "q"] == [typed]


def test_page_is_for_readers_and_not_for_machines_or_caches(world: Section, client: Any) -> None:
    make_live(headline="Harbour", section=world)
    response = client.get("/search/?q=harbour&page=1&order=newest")
    page = read(response)
    assert page.words("title") == ["“harbour” – Search – The Courier"]
    assert page.meta("robots") == ["noindex, follow"]
    assert "http://127.0.0.1:8000/search/?q=harbour" in page.values("link", "href")
    assert (response["Cache-Control"], "Surrogate-Key" in response, response.cookies.output()) == ("private, no-cache", False, "")


def test_what_readers_do_not_see_is_not_found(world: Section, client: Any) -> None:
    live = make_live(headline="Harbour", section=world)
    make_article(headline="Harbour draft", section=world)
    schedule(make_article(headline="Harbour tomorrow", section=world), at=NOW + DAY)
    change(live.article, headline="Harbour changed")
    assert read(client.get("/search/?q=harbour")).words(".headline") == ["Harbour"]
    assert read(client.get("/search/?q=changed")).words(".panel-title")[:1] == ["Nothing was found for “changed”."]
    withdraw(live.article, at=NOW + MINUTE)
    assert read(client.get("/search/?q=harbour")).words(".headline") == []


def test_order_section_and_time_are_links_and_fields_that_keep_the_rest(world: Section, client: Any) -> None:
    europe = make_section(name="Europe", slug="europe", parent=world)
    make_section(name="Sport", slug="sport")
    make_live(headline="The gate", section=europe, at=NOW - 20 * DAY)
    make_live(headline="Other", body="<p>gate</p>", section=world, at=NOW - DAY)
    set_clock(NOW)
    page = read(client.get("/search/?q=gate&section=world&time=month"))
    assert page.words(".headline") == ["The gate", "Other"]
    links = asked_again(page)[1:]
    assert links == ["?q=gate&section=world&time=month", "?q=gate&section=world&time=month&order=newest"]
    assert [one.get("value") for one in page.attributes("option") if "selected" in one] == ["world", "month"]
    assert read(client.get(f"/search/{links[1]}")).words(".headline") == ["Other", "The gate"]
    assert read(client.get("/search/?q=gate&section=world/europe")).words(".headline") == ["The gate"]
    assert read(client.get("/search/?q=gate&time=week")).words(".headline") == ["Other"]
    nothing = read(client.get("/search/?q=gate&section=sport"))
    assert asked_again(nothing) == ["?q=gate"]


def test_pages_follow_each_other_and_one_past_the_end_is_the_last(world: Section, client: Any) -> None:
    for number in range(45):
        make_live(headline=f"Harbour {number}", section=world, at=NOW + number * MINUTE)
    pages = [read(client.get(f"/search/?q=harbour&page={page}")) for page in (1, 2, 3, 9)]
    assert [len(page.words(".headline")) for page in pages] == [20, 20, 5, 5]
    assert len({headline for page in pages for headline in page.words(".headline")}) == 45
    assert pages[0].words("strong") == ["45 stories"]
    assert [page.words(".step") for page in pages] == [["More results"], ["More results"], [], []]
    assert [asked_again(page)[2:] for page in pages[:3]] == [
        ["?q=harbour&page=2", "?q=harbour&page=3", "?q=harbour&page=2"],
        ["?q=harbour", "?q=harbour&page=3", "?q=harbour&page=3"],
        ["?q=harbour", "?q=harbour&page=2"],
    ]


def test_more_than_are_counted_are_said_to_be_more(world: Section, client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.search.finding.MOST", 2)
    for number in range(3):
        make_live(headline=f"Harbour {number}", section=world)
    page = read(client.get("/search/?q=harbour"))
    assert (page.words("strong"), page.words(".said")[0][:15]) == (["More than 2 stories"], "There are more.")


def test_an_empty_question_shows_what_to_try(world: Section, client: Any) -> None:
    make_live(headline="Newest of all", section=world)
    page = read(client.get("/search/"))
    assert (page.words(".line"), page.words(".periods")) == (["Newest of all"], ["World"])
    assert page.values("form", "action") == ["/search/"] * 2


def test_nothing_found_says_so_and_offers_each_word(world: Section, client: Any) -> None:
    page = read(client.get("/search/", {"q": "harbour <b>nowhere</b>"}))
    assert page.words(".panel-title")[:1] == ["Nothing was found for “harbour <b>nowhere</b>”."]
    assert asked_again(page) == ["?q=harbour", "?q=%3Cb%3Enowhere%3C%2Fb%3E"]


def asked_again(page: PageRead) -> list[str]:
    """Return where a page leads to with another question."""
    return [str(link) for link in page.values("a", "href") if str(link).startswith("?")]


AWFUL = [
    "q=%00", "q=%ff%fe", "q=%zz%", "q=%22'%22%5C", "q=!!!", "q=%F0%9F%9A%A2", "q=%D9%85%D9%8A%D9%86%D8%A7%D8%A1", "q=%D7%A0%D7%9E%D7%9C",
    "q=%E6%B8%AF", "q=%E6%9D%B1%E4%BA%AC%E3%81%AE%E6%B8%AF", "q=" + "long+words+" * 500, "q=" + "x" * 9_000, "q=a+b+c+d+e+f+g+h+i+j+k",
    "q=harbour&page=0", "q=harbour&page=-1", "q=harbour&page=x", "q=harbour&page=99999999999999999999", "q=harbour&page=%D9%A3",
    "q=harbour&section=nowhere", "q=harbour&section=%00", "q=harbour&time=never&order=worst", "q=a&q=b", "q", "&&&=", "before=x",
    "q=%3Cscript%3Ealert(1)%3C/script%3E", "q=NEAR(a+b)", "q=*", "q=strong:harbour", "q=%ED%A0%80",
]  # fmt: skip


@pytest.mark.parametrize("query", AWFUL)
def test_whatever_is_asked_a_page_answers(query: str, world: Section, client: Any) -> None:
    make_live(headline="Harbour 東京の港 ميناء", section=world)
    response = client.get(f"/search/?{query}")
    assert (response.status_code, read(response).words("h1"), b"<script>alert" in response.content) == (200, ["Search"], False)


def test_a_long_question_is_cut_and_the_page_says_so(world: Section, client: Any) -> None:
    make_live(headline="One two three four five six seven eight nothing", section=world)
    page = read(client.get("/search/?q=one+two+three+four+five+six+seven+eight+nine"))
    assert page.words(".said") == ["The question was long: only its first words were looked for."]


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nothing_but_reading_is_answered(method: str, client: Any) -> None:
    assert getattr(client, method)("/search/").status_code == 405


def test_no_section_or_page_can_take_the_address(db: None) -> None:
    assert is_reserved("search")


def test_search_stands_in_masthead_menu_foot_and_where_nothing_is(world: Section, client: Any) -> None:
    page = read(client.get("/nothing/"))
    assert page.words(".to-search") == ["Search"]
    assert page.values("form", "role") == ["search"] * 2
    assert (page.values("a", "href").count("/search/"), page.words("label")) == (2, ["What to look for"] * 2)


def test_german_readers_are_told_in_german(world: Section, client: Any, settings: Any) -> None:
    settings.LANGUAGE_CODE = "de"
    with translation.override("de"):
        page = read(client.get("/search/?q=hafen"))
    assert page.words(".panel-title")[:1] == ["Zu „hafen“ wurde nichts gefunden."]


@pytest.mark.parametrize("count", [1, 30])
def test_a_page_of_results_takes_five_queries_on_sqlite_and_six_on_postgresql(
    count: int, world: Section, client: Any, django_assert_num_queries: Any
) -> None:
    author = make_author(name="Ilse Varga")
    for number in range(count):
        make_live(headline=f"Harbour {number}", section=world, authors=[author])
    client.get("/search/?q=harbour")
    with django_assert_num_queries(6 if connection.vendor == "postgresql" else 5):
        assert len(read(client.get("/search/?q=harbour")).words(".headline")) == min(count, 20)
