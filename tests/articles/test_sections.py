"""The section tree as every page needs it."""

from typing import Any

import pytest

from articles.models import Section
from articles.saving import save_section
from articles.sections import load_tree, tree
from tests.factories import make_section

pytestmark = pytest.mark.django_db


def test_tree_is_in_the_editors_order_then_by_name() -> None:
    make_section(name="World", position=1)
    sport = make_section(name="Sport", position=0)
    make_section(name="Arts", position=1)
    make_section(name="Rowing", parent=sport)
    make_section(name="Chess", parent=sport)
    roots = load_tree().roots
    assert [(root.name, [child.name for child in root.children]) for root in roots] == [
        ("Sport", ["Chess", "Rowing"]),
        ("Arts", []),
        ("World", []),
    ]


def test_branch_knows_its_place() -> None:
    world = make_section(name="World")
    europe = make_section(name="Europe", parent=world)
    alps = make_section(name="Alps", parent=europe)
    known = load_tree()
    assert known.list_keys(alps.pk) == [f"section:{world.pk}", f"section:{europe.pk}", f"section:{alps.pk}"]
    assert known.names(alps.pk) == ["World", "Europe", "Alps"]
    assert known.by_id[alps.pk].path == "/world/europe/alps/"
    assert [branch.name for branch in known.by_id[world.pk].subtree()] == ["World", "Europe", "Alps"]


def test_only_roots_of_the_navigation_stand_in_it() -> None:
    world = make_section(name="World")
    make_section(name="Europe", parent=world)
    make_section(name="Imprint", in_navigation=False)
    assert [branch.name for branch in load_tree().in_navigation()] == ["World"]


@pytest.mark.parametrize("count", [1, 30])
def test_tree_takes_one_query_at_any_size(count: int, django_assert_num_queries: Any) -> None:
    parent = None
    for number in range(count):
        parent = make_section(name=f"S{number}", parent=parent if number % 4 else None)
    with django_assert_num_queries(1):
        assert len(load_tree().by_id) == count


def test_known_tree_takes_no_query_and_follows_every_change(django_assert_num_queries: Any) -> None:
    section = make_section(name="World")
    assert [root.name for root in tree().roots] == ["World"]
    with django_assert_num_queries(0):
        tree()
    section.name = "Globe"
    save_section(section)
    assert [root.name for root in tree().roots] == ["Globe"]


def test_sections_that_stand_in_a_circle_are_left_out_and_nothing_hangs() -> None:
    one = make_section(name="One")
    two = make_section(name="Two", parent=one)
    make_section(name="World")
    Section.objects.filter(pk=one.pk).update(parent=two)  # no way in allows it
    assert [root.name for root in load_tree().roots] == ["World"]
