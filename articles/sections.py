"""The section tree as every page needs it, and the verbs that change it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from articles.changes import is_taken_back
from articles.composed import Prepared
from articles.look import Kept
from articles.models import Section

SECTIONS_KEY = "sections"
_TREE_LOCK = 5_280_001
"""The number of PostgreSQL's advisory lock. Foreign keys are checked at the commit, too late to keep sections where they are."""

_ROW = ("id", "name", "slug", "description", "in_navigation")


@dataclass(frozen=True, slots=True)
class Branch:
    """A section in the tree. `path` is its public path; `children` come in the editors' order."""

    id: int
    name: str
    slug: str
    description: str
    in_navigation: bool
    parent: "Branch | None" = field(repr=False, compare=False)
    path: str
    children: list["Branch"] = field(default_factory=list, repr=False, compare=False)

    @property
    def key(self) -> str:
        return f"section:{self.id}"

    def ancestors(self) -> list["Branch"]:
        """Return the sections from the root down to this one, itself last."""
        return [*(self.parent.ancestors() if self.parent else []), self]

    def subtree(self) -> Iterator["Branch"]:
        """Yield this section and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.subtree()


@dataclass(frozen=True, slots=True)
class Tree:
    roots: tuple[Branch, ...]
    by_id: dict[int, Branch]

    def in_navigation(self) -> list[Branch]:
        return [root for root in self.roots if root.in_navigation]

    def list_keys(self, section_id: int) -> list[str]:
        """Return the keys of the lists a story of this section stands in: its own and every section's above."""
        return [branch.key for branch in self.by_id[section_id].ancestors()]

    def names(self, section_id: int) -> list[str]:
        return [branch.name for branch in self.by_id[section_id].ancestors()]


def hold_sections() -> None:
    """Keep all sections where they are until the commit: stories are being listed. Call it before any row is locked."""
    _lock("pg_advisory_xact_lock_shared")


def lock_sections() -> None:
    """Wait until no story is being listed, and let none be listed until the commit: a section moves."""
    _lock("pg_advisory_xact_lock")


def _lock(function: str) -> None:
    if connection.vendor == "postgresql" and not is_taken_back():  # SQLite's immediate transaction does it
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s)", [_TREE_LOCK])


def load_tree() -> Tree:
    """Read the tree from the database. One query."""
    below: dict[int | None, list[tuple[Any, ...]]] = {}
    for parent_id, *row in _IN_ORDER.rows():
        below.setdefault(parent_id, []).append(tuple(row))
    by_id: dict[int, Branch] = {}

    def grow(parent: Branch | None) -> list[Branch]:
        children = below.get(parent.id if parent else None, [])
        return [_branch(row, parent, by_id) for row in children]

    roots = grow(None)
    waiting = list(roots)
    while waiting:
        branch = waiting.pop()
        branch.children.extend(grow(branch))
        waiting.extend(branch.children)
    return Tree(tuple(roots), by_id)


_IN_ORDER = Prepared(lambda: Section.objects.order_by("position", "name", "pk").values_list("parent_id", *_ROW))


def _branch(row: tuple[Any, ...], parent: Branch | None, by_id: dict[int, Branch]) -> Branch:
    pk, name, slug, description, in_navigation = row
    branch = Branch(pk, name, slug, description, in_navigation, parent, f"{parent.path if parent else '/'}{slug}/")
    by_id[branch.id] = branch
    return branch


_kept: Kept[Tree] = Kept(SECTIONS_KEY, load_tree)


def tree() -> Tree:
    """Return the tree this process knows, at most 100 ms old. No query."""
    return _kept.get()
