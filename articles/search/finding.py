"""Finding editions that readers see, by their words: newest first, and never more rows read than an answer needs.

Every word of a question is the beginning of a word in the story. The newest MOST stories with all of them are found; the best ones of these
have all of them in what says what they are about (headline, label, people, tags), or are, beyond MOST, the newest that do.
"""

import datetime as dt
import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from articles.models import Edition
from articles.search.places import ID_MASK, LAST, moment_of, place_of, shelves
from articles.search.readers import SECTION, STRONG, TABLE
from articles.search.words import is_beginning

MOST = 1_000
_SAMPLE, _RARE_IN_SAMPLE, _FREQUENT_SHARE = 200, 4, 0.1
_ENOUGH = 2 * MOST
"""So many matches are looked at first: about two in five may be editions that have ended."""
_EDITIONS = Edition._meta.db_table
_LIVE = f"FROM {_EDITIONS} e WHERE e.id = {{place}} & {ID_MASK} AND e.live_from <= %s AND (e.live_until IS NULL OR e.live_until > %s)"
"""Twin: `EditionQuerySet.live`."""


@dataclass(frozen=True, slots=True)
class Found:
    """Editions by number, in order, at most MOST. `has_more`: there are more stories than that."""

    editions: Sequence[int] = ()
    has_more: bool = False


def find(
    words: Sequence[str],
    *,
    at: dt.datetime,
    is_newest_first: bool = False,
    sections: Collection[int] = (),
    since: dt.datetime | None = None,
) -> Found:
    """Find what readers see at a moment and has all words (of `words_of`). Two queries at most on SQLite, six on PostgreSQL."""
    if not words:
        return Found()
    search = (_InPostgres if connection.vendor == "postgresql" else _InSqlite)(words, sections, at, place_of(since) if since else 0)
    newest = search.newest(words)
    best = [] if is_newest_first else search.newest([f"{STRONG}{word}" for word in words])
    places = dict.fromkeys([*best, *newest])
    return Found([place & ID_MASK for place in places][:MOST], len(newest) > MOST)


@dataclass(frozen=True, slots=True)
class _InSqlite:
    words: Sequence[str]
    sections: Collection[int]
    at: dt.datetime
    first: int

    def newest(self, words: Sequence[str]) -> list[int]:
        """Return the places of the newest MOST editions with these words, and of one more."""
        column = "strong" if words[0].startswith(STRONG) else "{strong words}"
        asked = " AND ".join(f'"{word}"{"*" if is_beginning(word) else ""}' for word in (one.removeprefix(STRONG) for one in words))
        match = f"{column} : ({asked})"
        if self.sections:
            match += " AND section : ({})".format(" OR ".join(f'"{pk}"' for pk in self.sections))
        now = connection.ops.adapt_datetimefield_value(self.at)
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT w.rowid FROM {TABLE} w WHERE {TABLE} MATCH %s AND w.rowid >= %s"
                f" AND EXISTS (SELECT 1 {_LIVE.format(place='w.rowid')}) ORDER BY w.rowid DESC LIMIT {MOST + 1}",
                [match, self.first, now, now],
            )
            return [place for (place,) in cursor.fetchall()]


@dataclass(slots=True)
class _Sample:
    """What the newest editions of the index tell: how many they are, from which place to which, how many have each word, and all."""

    rows: int
    oldest_of_all: int
    oldest: int
    newest: int
    having: dict[str, int]
    together: int


class _InPostgres:
    """GIN knows no order: the newest rows are asked how frequent the words are, then as many months as are needed are searched.

    The query stands in a subselect for the planner's sake, which then always takes the index: it takes a long OR for everything.
    """

    def __init__(self, words: Sequence[str], sections: Collection[int], at: dt.datetime, first: int) -> None:
        self.section = " | ".join(f"'{SECTION}{pk}'" for pk in sections)
        self.at, self.first = at, first

    def newest(self, words: Sequence[str]) -> list[int]:
        with connection.cursor() as cursor:
            sample = self._sample(cursor, words)
            found: list[int] = []
            for start, end in self._spans(sample):
                if len(found) <= MOST:
                    found += self._between(cursor, words, sample, start, end)[: MOST + 1 - len(found)]
        return found

    def _sample(self, cursor: Any, words: Sequence[str]) -> _Sample:
        """Ask the newest rows. One query."""
        tests = [_OF_ROW] * len(words) + ["words @@ %s::tsquery"] * bool(self.section)
        names = [f"w{number}" for number in range(len(tests))]
        chosen = ", ".join(f"{test} AS {name}" for name, test in zip(names, tests, strict=True))
        counts = ", ".join(f"count(*) FILTER (WHERE {test})" for test in (*names[: len(words)], " AND ".join(names)))
        cursor.execute(
            f"SELECT count(*), (SELECT min(place) FROM {TABLE}), min(place), max(place), {counts} FROM"
            f" (SELECT place, {chosen} FROM (SELECT * FROM {TABLE} ORDER BY place DESC LIMIT {_SAMPLE}) AS newest) AS tested",
            [*map(_lexeme_without_shelf, words), *([self.section] if self.section else [])],
        )
        rows, oldest_of_all, oldest, newest, *having, together = cursor.fetchone()
        return _Sample(rows, oldest_of_all or 0, oldest or 0, newest or 0, dict(zip(words, having, strict=True)), together)

    def _spans(self, sample: _Sample) -> Iterator[tuple[int, int]]:
        """Yield the places to look between, newest first: as many as should hold enough, then the rest."""
        oldest = max(sample.oldest_of_all, self.first)
        enough = oldest
        if sample.rows == _SAMPLE and sample.together >= _RARE_IN_SAMPLE:
            span = (sample.newest - sample.oldest) * math.ceil(_ENOUGH / sample.together)
            enough = max(sample.newest - span, oldest)
        if sample.newest >= oldest:
            yield enough, LAST
        if enough > oldest:
            yield oldest, enough - 1

    def _between(self, cursor: Any, words: Sequence[str], sample: _Sample, start: int, end: int) -> list[int]:
        """Return the places of the newest live editions of a span. A frequent word is looked for in what rarer ones found."""
        rarer = [word for word in words if sample.having[word] < max(sample.rows * _FREQUENT_SHARE, 1)] or words
        named = shelves(moment_of(start), moment_of(min(end, sample.newest)))
        asked = " & ".join(f"({' | '.join(_lexeme(word, shelf) for shelf in named)})" for word in rarer)
        asked += f" & ({self.section})" if self.section else ""
        others = [word for word in words if word not in rarer]
        cursor.execute(
            f"SELECT place FROM (SELECT place FROM (SELECT * FROM {TABLE} WHERE words @@ (SELECT %s::tsquery) OFFSET 0) AS indexed"
            f" WHERE place BETWEEN %s AND %s{f' AND {_OF_ROW}' * len(others)} ORDER BY place DESC) AS found"
            f" CROSS JOIN LATERAL (SELECT {_LIVE.format(place='found.place')} OFFSET 0) AS live LIMIT {MOST + 1}",
            [asked, start, end, *map(_lexeme_without_shelf, others), self.at, self.at],
        )
        return sorted((place for (place,) in cursor.fetchall()), reverse=True)


_OF_ROW = "words @@ ('''' || shelf || %s)::tsquery"
"""Whether a row has a word, on its own shelf."""


def _lexeme(word: str, shelf: str) -> str:
    return f"'{shelf}{_lexeme_without_shelf(word)}"


def _lexeme_without_shelf(word: str) -> str:
    """Return the end of a lexeme. Words are letters and digits alone, so that nothing in them needs an escape."""
    return f"{word}'{':*' if is_beginning(word.removeprefix(STRONG)) else ''}"
