"""The tree of sections: steps and drags through one verb, within rights, with addresses and lists that follow."""

import re

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.admin import counting, sections
from articles.models import Listing, Section
from articles.sections import load_tree
from tests.factories import make_article, make_author, make_live, make_section, make_tag, make_user

pytestmark = pytest.mark.django_db
TREE = "/admin/articles/section/"


@pytest.fixture
def world(client: Client) -> Section:
    client.force_login(make_user(groups=["Chief editor"]))
    section = make_section(name="World")
    make_section(name="Sport", position=1)
    make_section(name="City", position=2)
    return section


def drawn() -> list[str]:
    """Return the tree in reading order, a dash for each step of depth."""
    branches = [branch for root in load_tree().roots for branch in root.subtree()]
    return ["-" * (len(branch.ancestors()) - 1) + branch.name for branch in branches]


def step(client: Client, way: str, name: str) -> str:
    return str(client.post(f"{TREE}place/", {"step": f"{way} {Section.objects.get(name=name).pk}"})["Location"])


@pytest.mark.usefixtures("world")
def test_each_step_leads_one_place_on_and_an_impossible_one_nowhere(client: Client) -> None:
    for way, name, tree in (
        ("down", "World", ["Sport", "World", "City"]),
        ("in", "City", ["Sport", "World", "-City"]),
        ("in", "World", ["Sport", "-World", "--City"]),
        ("out", "City", ["Sport", "-World", "-City"]),
        ("up", "City", ["Sport", "-City", "-World"]),
        ("up", "City", ["Sport", "-City", "-World"]),
        ("out", "City", ["Sport", "-World", "City"]),
        ("in", "Sport", ["Sport", "-World", "City"]),
        ("sideways", "Sport", ["Sport", "-World", "City"]),
    ):
        step(client, way, name)
        assert (way, name, drawn()) == (way, name, tree)


def test_a_section_dragged_inside_another_takes_its_stories_and_addresses_along(client: Client, world: Section) -> None:
    city = Section.objects.get(name="City")
    edition = make_live(section=city)
    sent = {"section": city.pk, "inside": world.pk, "before": ""}
    assert client.post(f"{TREE}place/", sent)["Location"] == f"{TREE}#section-{city.pk}"
    assert drawn() == ["World", "-City", "Sport"]
    assert client.get("/city/")["Location"] == "/world/city/"
    assert f"section:{world.pk}" in set(Listing.objects.filter(edition=edition).values_list("key", flat=True))
    back = client.post(f"{TREE}place/", {"section": world.pk, "inside": city.pk, "before": ""})
    assert [str(message) for message in get_messages(back.wsgi_request)] == [
        "A section cannot be moved inside itself or one of its own sub-sections."
    ]
    assert drawn() == ["World", "-City", "Sport"]


@pytest.mark.parametrize("sent", [{}, {"section": "x"}, {"section": "9" * 30}, {"section": "99999"}, {"step": "up"}, {"step": "up 77777"}])
@pytest.mark.usefixtures("world")
def test_nonsense_moves_nothing(client: Client, sent: dict[str, str]) -> None:
    assert (client.post(f"{TREE}place/", sent).status_code, drawn()) == (302, ["World", "Sport", "City"])


@pytest.mark.usefixtures("world")
def test_who_may_only_look_moves_nothing(client: Client) -> None:
    client.force_login(make_user(groups=["Reporter"]))
    page = client.get(TREE).content.decode()
    assert ("World" in page, 'name="step"' in page) == (True, False)
    assert (client.post(f"{TREE}place/", {"step": "down 1"}).status_code, client.get(f"{TREE}place/").status_code) == (403, 405)
    assert drawn() == ["World", "Sport", "City"]


def test_a_row_says_how_many_stories_stand_there_and_stops_counting(
    client: Client, world: Section, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "MOST_COUNTED", 2)
    monkeypatch.setattr(sections, "MOST_COUNTED", 2)
    for section, number in ((world, 2), (Section.objects.get(name="City"), 3)):
        for _story in range(number):
            make_article(section=section)
    said = re.findall(r"tree-count[^>]*>([^<]*)</a>", client.get(TREE).text)
    assert said == ["2 stories", "0 stories", "More than 2 stories"]


@pytest.mark.usefixtures("world")
def test_counts_of_stories_are_one_query(client: Client) -> None:
    for number in (1, 30):
        for _row in range(number):
            make_article(section=make_section(name=f"Section {Section.objects.count()}"))
        with CaptureQueriesContext(connection) as asked:
            client.get(TREE)
        assert len([query for query in asked if "counted" in query["sql"]]) == 1


def test_a_handle_says_where_its_section_stands(client: Client, world: Section) -> None:
    make_section(name="Europe", parent=world)
    names = re.findall(r'tree-handle"[^>]*aria-label="([^"]*)"', client.get(TREE).text)
    assert names == [
        "Move World: place 1 of 3; arrow keys",
        "Move Europe: place 1 of 1 in World; arrow keys",
        "Move Sport: place 2 of 3; arrow keys",
        "Move City: place 3 of 3; arrow keys",
    ]


def test_authors_and_tags_say_in_how_many_stories_they_are(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.force_login(make_user(groups=["Chief editor"]))
    monkeypatch.setattr(counting, "MOST_COUNTED", 1)
    ada, bo = make_author(name="Ada"), make_author(name="Bo")
    sea, _unused = make_tag(name="sea"), make_tag(name="ice")
    make_article(authors=[ada, bo], tags=[sea])
    make_article(authors=[ada], tags=[sea])
    authors, tags = {"Ada": "more than 1", "Bo": "1"}, {"ice": "0", "sea": "more than 1"}
    for address, rows in (("/admin/articles/author/", authors), ("/admin/taggit/tag/", tags)):
        page = client.get(address).text
        assert re.findall(r'class="field-stories">([^<]*)<', page) == list(rows.values())
