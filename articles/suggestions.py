"""“You might also like”: the hand-picked stories first, then found ones."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from django.db import connection

from articles.models import Listing

KEPT = 8
"""How many found stories an edition keeps: some will have been withdrawn when it is read."""
SHOWN = 4
"""How many stories a page shows under a story, hand-picked ones beyond that included."""
_FROM_EACH_LIST = 24
_TAGS_LOOKED_AT = 12
_LISTS_A_QUERY = 100
_TAG_WEIGHT = 10
_ANY_KEY = "any list"


def find(list_keys: Sequence[str], *, besides: Iterable[int], at: dt.datetime) -> list[int]:
    """Return article ids for an edition that stands in these lists, best first. One query."""
    return choose(newest_in(list_keys, at=at), list_keys, besides=besides)


def newest_in(keys: Iterable[str], *, at: dt.datetime) -> dict[str, list[int]]:
    """Return the newest article ids of each list, newest first. One query for every hundred lists."""
    wanted = [key for key in dict.fromkeys(keys) if _is_looked_at(key)]
    newest: dict[str, list[int]] = {key: [] for key in wanted}
    statement, values = _newest_in_any(at)
    for first in range(0, len(wanted), _LISTS_A_QUERY):
        some = wanted[first : first + _LISTS_A_QUERY]
        sql = " UNION ALL ".join(f"SELECT * FROM ({statement}) AS list_{number}" for number in range(len(some)))
        params = [key if value == _ANY_KEY else value for key in some for value in values]
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            for key, article in cursor.fetchall():
                newest[key].append(article)
    return newest


def _newest_in_any(at: dt.datetime) -> tuple[str, tuple[Any, ...]]:
    """Return the SQL for one list and its values, `_ANY_KEY` in place of the key: composing it takes longer than running it."""
    # Slices cannot stand in a union on SQLite, a SELECT from a sliced SELECT can.
    some = Listing.objects.filter(key=_ANY_KEY).live(at=at).newest_first().values_list("key", "article_id")[:_FROM_EACH_LIST]
    return some.query.sql_with_params()


def choose(newest: Mapping[str, Sequence[int]], list_keys: Sequence[str], *, besides: Iterable[int]) -> list[int]:
    """Rank what the lists hold: shared tags first, then the section, then recency. No query."""
    tags = [key for key in list_keys if key.startswith("tag:")][:_TAGS_LOOKED_AT]
    sections = [key for key in list_keys if key.startswith("section:")]
    points: defaultdict[int, int] = defaultdict(int)
    for key, weight in [*((key, _TAG_WEIGHT) for key in tags), *((key, 2 + depth) for depth, key in enumerate(sections))]:
        for place, article in enumerate(newest.get(key, ())):
            points[article] += weight * 100 + _FROM_EACH_LIST - place
    left_out = set(besides)
    ranked = sorted(((worth, article) for article, worth in points.items() if article not in left_out), reverse=True)
    return [article for _worth, article in ranked[:KEPT]]


def in_order(related: Sequence[int], found: Sequence[int], *, itself: int) -> list[int]:
    """Return the ids to look for under a story: hand-picked first, each once, never itself."""
    return list(islice((article for article in dict.fromkeys([*related, *found]) if article != itself), len(related) + KEPT))


def _is_looked_at(key: str) -> bool:
    return key.startswith(("tag:", "section:"))
