"""The command palette: what it finds, within whose rights, and at what cost."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client

from tests.factories import make_article, make_author, make_image, make_section, make_tag, make_user

pytestmark = pytest.mark.django_db


def offered(client: Client, q: str = "") -> dict[str, list[str]]:
    groups = client.get("/admin/palette/", {"q": q}).json()["groups"]
    return {group["words"]: [item["words"] for item in group["items"]] for group in groups}


def make_one_of_each() -> None:
    section = make_section(name="Harbour")
    make_article(headline="Harbour tram", section=section)
    make_author(name="Hannah Harbour")
    make_tag(name="harbour")
    make_image(alt="A harbour at dusk")


def test_every_kind_is_found_by_what_is_typed(client: Client) -> None:
    client.force_login(make_user(groups=["Chief editor"]))
    make_one_of_each()
    assert offered(client, "harb") == {
        "Stories": ["Harbour tram"],
        "Sections": ["Harbour"],
        "Authors": ["Hannah Harbour"],
        "Tags": ["harbour"],
        "Pictures": ["A harbour at dusk"],
    }
    assert offered(client, "new st") == {"Actions": ["New story"]}
    assert offered(client)["Stories"] == ["Harbour tram"]


def test_stories_whose_headline_fits_come_before_those_that_have_the_word_elsewhere(client: Client) -> None:
    client.force_login(make_user(groups=["Editor"]))
    make_article(headline="Harbour tram")
    make_article(headline="Night buses", body="<p>They end at the harbour.</p>")
    assert offered(client, "harb")["Stories"] == ["Harbour tram", "Night buses"]


def test_nobody_finds_what_they_may_not_see(client: Client) -> None:
    make_one_of_each()
    client.force_login(make_user(groups=["Moderator"]))
    assert [*offered(client, "harb")] == ["Stories"]
    assert "New story" not in offered(client)["Actions"]
    client.force_login(make_user())
    assert offered(client, "harb") == {}
    client.logout()
    assert client.get("/admin/palette/").status_code == 302


@pytest.mark.parametrize("typed", ["\0", '"', "x" * 5000, "9" * 40, "#", "%", "a OR (", "ميناء"])
def test_whatever_is_typed_gets_an_answer(client: Client, typed: str) -> None:
    client.force_login(make_user(is_superuser=True))
    make_one_of_each()
    assert not {"Sections", "Authors", "Tags"} & set(offered(client, typed))


def test_it_costs_the_same_with_one_of_each_and_thirty(client: Client, django_assert_num_queries: Any) -> None:
    client.force_login(make_user(groups=["Chief editor"]))
    counts = []
    for number in range(30):
        section = make_section(name=f"Harbour {number}")
        make_article(headline=f"Harbour {number}", section=section)
        make_author(name=f"Harbour {number}")
        if number in {0, 29}:
            client.get("/admin/palette/", {"q": "harb"})
            counts.append(number)
            with django_assert_num_queries(10 if connection.vendor == "postgresql" else 9):  # there the search asks for its plan first
                client.get("/admin/palette/", {"q": "harb"})
    assert counts == [0, 29]
