"""The tree of sections: steps and drags through one verb, within rights, with addresses and lists that follow."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from articles.models import Listing, Section
from articles.sections import load_tree
from tests.factories import make_live, make_section, make_user

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
