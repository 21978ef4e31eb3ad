"""Search: two indexes, kept apart. `desk` reads working copies, `readers` reads editions alone, and no row of one can answer the other."""

from collections.abc import Callable
from typing import Any

from articles.search import desk, readers
from articles.search.desk import MOST, find, forget, keep, keep_many
from articles.search.words import words_of

__all__ = ["MOST", "desk", "find", "forget", "index_all", "keep", "keep_many", "readers", "words_of"]


def index_all(*, at_once: int = 500, tell: Callable[[str], Any] = str) -> int:
    """Index every working copy and every edition, in batches of their numbers; return how many stories. Repeatable, interruptible."""
    count = desk.index_all(at_once=at_once, tell=tell)
    readers.index_all(at_once=at_once, tell=tell)
    return count
