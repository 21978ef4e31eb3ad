"""What waits for the end of the file: lines that name stories still to come, and stories that were published with little to suggest.

It waits on disk, so that a long file takes no more memory than a short one.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Self

from articles.interchange.lines import Line, parse

_READ_AT_ONCE = 100


class Waiting:
    """A store that is gone with the run. Of the same thing only the last line waits."""

    def __init__(self) -> None:
        self._kept = sqlite3.connect("", isolation_level=None)  # a temporary file that SQLite deletes
        self._kept.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
        self._kept.execute("CREATE TABLE line (thing TEXT PRIMARY KEY, number INTEGER, was_new INTEGER, written TEXT)")
        self._kept.execute("CREATE TABLE alone (article INTEGER PRIMARY KEY)")
        self._is_empty = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._kept.close()

    def put(self, lines: Sequence[Line]) -> None:
        rows = [(_thing(line), line.number, line.was_new, line.written) for line in lines]
        self._kept.executemany("INSERT OR REPLACE INTO line VALUES (?, ?, ?, ?)", rows)
        self._is_empty = self._is_empty and not rows

    def drop(self, lines: Sequence[Line]) -> None:
        """Forget what earlier lines said of the same things."""
        if not self._is_empty:
            self._kept.executemany("DELETE FROM line WHERE thing = ?", [(_thing(line),) for line in lines])

    def put_alone(self, articles: Sequence[int]) -> None:
        self._kept.executemany("INSERT OR IGNORE INTO alone VALUES (?)", [(article,) for article in articles])

    def alone(self) -> Iterator[int]:
        """Yield the ids of stories that were published with little to suggest, in their order."""
        for (article,) in self._kept.execute("SELECT article FROM alone ORDER BY article"):
            yield article

    def lines(self) -> Iterator[Line]:
        """Yield what waits, in the order of the file."""
        last = 0
        sql = "SELECT number, was_new, written FROM line WHERE number > ? ORDER BY number LIMIT ?"
        self._kept.execute("CREATE INDEX by_number ON line (number)")
        while rows := self._kept.execute(sql, (last, _READ_AT_ONCE)).fetchall():
            for number, was_new, written in rows:
                line = parse(number, written)
                line.was_new = bool(was_new)
                yield line
            last = rows[-1][0]


def _thing(line: Line) -> str:
    return f"{line.type} {line.ref}"
