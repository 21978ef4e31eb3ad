"""Finding editions that readers see, by their words: newest first, and never more rows read than an answer needs.

Every word of a question is the beginning of a word in the story. The newest MOST stories with all of them are found; the best ones of these
have all of them in what says what they are about (headline, label, people, tags), or are, beyond MOST, the newest that do.
"""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from articles.models import Edition
from articles.search.places import ID_MASK, moment_of, place_of, shelves
from articles.search.readers import SECTION, STRONG, TABLE
from articles.search.words import is_beginning

MOST = 1_000
_SPOTS, _AT_A_SPOT, _FREQUENT_SHARE = 40, 5, 0.1
_LONGEST_SPAN = 6
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
    """Find what readers see at a moment and has all words (of `words_of`).

    One query on SQLite, two on PostgreSQL; the best: one more where all that was found is at hand, else twice that.
    """
    if not words:
        return Found()
    search = (_InPostgres if connection.vendor == "postgresql" else _InSqlite)(sections, at, place_of(since) if since else 0)
    newest = search.newest(words)
    strong = [f"{STRONG}{word}" for word in words]
    best = [] if is_newest_first else search.newest(strong) if len(newest) > MOST else search.among(newest, strong)
    places = dict.fromkeys([*best, *newest])
    return Found([place & ID_MASK for place in places][:MOST], len(newest) > MOST)


@dataclass(frozen=True, slots=True)
class _InSqlite:
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

    def among(self, places: Sequence[int], words: Sequence[str]) -> list[int]:
        """Return those of these places that have all these words, in their order. One query at most."""
        having = set(self.newest(words)) if places else set()
        return [place for place in places if place in having]


class _InPostgres:
    """GIN knows no order, and takes all rows of a word before it tells the first. So months are searched one after the other, newest first.

    One statement does, which stops where there is enough: the planner can but walk the list of spans and ask the index for each. What is
    frequent is not asked of the index beside something rarer, but of the rows that has found.
    """

    def __init__(self, sections: Collection[int], at: dt.datetime, first: int) -> None:
        self.section = " | ".join(f"'{SECTION}{pk}'" for pk in sections)
        self.at, self.first = at, first

    def newest(self, words: Sequence[str]) -> list[int]:
        """Return the places of the newest MOST editions with these words, and of one more. Two queries."""
        with connection.cursor() as cursor:
            rarer, others, spans = self._plan(cursor, words)
            asked = [
                " & ".join(self._anywhere(word, span) for word in rarer) + (f" & ({self.section})" * bool(self.section)) for span in spans
            ]
            cursor.execute(
                "SELECT found.place FROM unnest(%s::text[]) AS span(asked) CROSS JOIN LATERAL ("
                f"SELECT place FROM (SELECT * FROM {TABLE} WHERE words @@ span.asked::tsquery OFFSET 0) AS indexed"
                f" WHERE place >= %s{f' AND {_OF_ROW}' * len(others)} ORDER BY place DESC) AS found"
                f" CROSS JOIN LATERAL (SELECT {_LIVE.format(place='found.place')} OFFSET 0) AS live LIMIT {MOST + 1}",
                [asked, self.first, *map(_lexeme_without_shelf, others), self.at, self.at],
            )
            return sorted((place for (place,) in cursor.fetchall()), reverse=True)

    def among(self, places: Sequence[int], words: Sequence[str]) -> list[int]:
        """Return those of these places that have all these words, in their order. One query at most."""
        if not places:
            return []
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT place FROM {TABLE} WHERE place = ANY(%s){f' AND {_OF_ROW}' * len(words)}",
                [list(places), *map(_lexeme_without_shelf, words)],
            )
            having = {place for (place,) in cursor.fetchall()}
        return [place for place in places if place in having]

    def _plan(self, cursor: Any, words: Sequence[str]) -> tuple[list[str], list[str], list[list[str]]]:
        """Ask a sample which words are frequent, and how far the index reaches. Return rarer words, others, spans of shelves. One query."""
        counts = f", count(*) FILTER (WHERE {_OF_ROW})" * len(words)
        cursor.execute(
            f"SELECT max(oldest), max(newest), count(*){counts}"
            f" FROM (SELECT min(place) AS oldest, max(place) AS newest FROM {TABLE}) AS ends, generate_series(0, {_SPOTS - 1}) AS spot"
            f" CROSS JOIN LATERAL (SELECT * FROM {TABLE} WHERE place <= newest - (newest - oldest) / {_SPOTS} * spot"
            f" ORDER BY place DESC LIMIT {_AT_A_SPOT}) AS near",
            [_lexeme_without_shelf(word) for word in words],
        )
        oldest, newest, rows, *having = cursor.fetchone()
        rarer = [word for word, its in zip(words, having, strict=True) if its < rows * _FREQUENT_SHARE] or list(words)
        spans = _spans(shelves(moment_of(max(oldest, self.first)), moment_of(newest))) if rows else []
        return rarer, [word for word in words if word not in rarer], spans

    @staticmethod
    def _anywhere(word: str, span: Sequence[str]) -> str:
        return f"({' | '.join(_lexeme(word, shelf) for shelf in span)})"


def _spans(months: Sequence[str]) -> list[list[str]]:
    """Return the shelves of these months by the span, newest first: one, two, four months, then half a year each."""
    left, spans = list(reversed(months)), list[list[str]]()
    while left:
        size = min(2 ** len(spans), _LONGEST_SPAN)
        spans.append(left[:size])
        left = left[size:]
    return spans


_OF_ROW = "words @@ ('''' || shelf || %s)::tsquery"
"""Whether a row has a word, on its own shelf."""


def _lexeme(word: str, shelf: str) -> str:
    return f"'{shelf}{_lexeme_without_shelf(word)}"


def _lexeme_without_shelf(word: str) -> str:
    """Return the end of a lexeme. Words are letters and digits alone, so that nothing in them needs an escape."""
    return f"{word}'{':*' if is_beginning(word.removeprefix(STRONG)) else ''}"
