"""Which stories readers talk about most: on the front page and in sections, with the numbers of comments on the cards in the same query."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from articles.changes import depends_on
from articles.languages import direction_of, language_of
from articles.models import Edition
from comments.models import Comment, Thread
from comments.rules import SETTINGS_KEY, rules_of
from comments.threads import comments_key

DISCUSSED_KEY = "discussed"
"""Raised with every comment that readers see or see no more: it may change the order."""
DAYS, MOST, LEAST = 3, 5, 3
"""Counted are the comments of so many days; so many stories are listed; fewer are no list."""
_LATEST, _CANDIDATES = 5_000, 200
_TABLES = {"comment": Comment._meta.db_table, "edition": Edition._meta.db_table, "thread": Thread._meta.db_table}
_DISCUSSED_SQL = """
    SELECT live.article_id, said.number, thread.live_count, live.section_id, thread.mode, live.path, live.headline, live.language
    FROM (SELECT latest.article_id, COUNT(*) AS number
          FROM (SELECT article_id FROM {comment} WHERE state = 'live' AND first_live_at > %s
                ORDER BY first_live_at DESC LIMIT {latest}) AS latest
          GROUP BY latest.article_id ORDER BY number DESC, latest.article_id DESC LIMIT {candidates}) AS said
    JOIN {edition} live ON live.article_id = said.article_id AND live.live_from <= %s AND (live.live_until IS NULL OR live.live_until > %s)
    LEFT JOIN {thread} thread ON thread.article_id = said.article_id
""".format(**_TABLES, latest=_LATEST, candidates=_CANDIDATES)
"""The latest comments are cut off so that a busy day costs no more; twin: `EditionQuerySet.live`, where “live” is defined."""
_COUNTS_SQL = "SELECT article_id, 0, live_count, NULL, mode, NULL, NULL, NULL FROM {thread} WHERE live_count > 0 AND article_id IN".format(
    **_TABLES
)


@dataclass(frozen=True, slots=True)
class Discussed:
    """A story in the list. `recent`: its comments of the last days; `count`: all that readers see."""

    article_id: int
    recent: int
    count: int
    path: str
    headline: str
    language: str
    direction: str


def most_discussed(
    *, at: dt.datetime, section_ids: Iterable[int] | None = None, count_also: Iterable[int] = ()
) -> tuple[list[Discussed], dict[int, int]]:
    """Return the live stories with most comments of the last days, most first, and how many each of `count_also` has. One query.

    The page depends on the order, on each story listed, and on the threads that are counted.
    """
    counted, within = sorted(set(count_also)), None if section_ids is None else set(section_ids)
    depends_on(DISCUSSED_KEY, SETTINGS_KEY, *(comments_key(pk) for pk in counted))
    found: list[Discussed] = []
    numbers: dict[int, int] = {}
    for pk, recent, count, section_id, mode, path, headline, language in _rows(counted, at):
        if recent == 0 and mode != Thread.Mode.HIDDEN:
            numbers[pk] = count
        elif recent and not _is_hidden(mode, section_id) and (within is None or section_id in within):
            found.append(Discussed(pk, recent, count or 0, path, headline, language_of(language), direction_of(language)))
    listed = sorted(found, key=lambda one: (-one.recent, -one.article_id))[:MOST]
    depends_on(*(f"article:{one.article_id}" for one in listed), *(comments_key(one.article_id) for one in listed))
    return listed, numbers


def _rows(counted: list[int], at: dt.datetime) -> list[tuple[Any, ...]]:
    since, now = (connection.ops.adapt_datetimefield_value(moment) for moment in (at - dt.timedelta(days=DAYS), at))
    union = f" UNION ALL {_COUNTS_SQL} ({', '.join(['%s'] * len(counted))})" if counted else ""
    with connection.cursor() as cursor:
        cursor.execute(_DISCUSSED_SQL + union, [since, now, now, *counted])
        return list(cursor.fetchall())


def _is_hidden(mode: str | None, section_id: int) -> bool:
    return mode == Thread.Mode.HIDDEN or (mode in {None, Thread.Mode.DEFAULT} and rules_of(section_id).taking == Thread.Mode.HIDDEN)
