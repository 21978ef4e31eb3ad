"""“You might also like”: the hand-picked stories first, then found ones."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from django.db import connection

from articles.composed import Prepared, union
from articles.models import Listing

KEPT = 8
"""How many found stories an edition keeps: some will have been withdrawn when it is read."""
SHOWN = 4
"""How many stories a page shows under a story, hand-picked ones beyond that included."""
_FROM_EACH_LIST = 24
_TAGS_LOOKED_AT = 12
_LISTS_A_QUERY = 100
_TAG_WEIGHT = 10


def find(list_keys: Sequence[str], *, besides: Iterable[int], at: dt.datetime) -> list[int]:
    """Return article ids for an edition that stands in these lists, best first. One query."""
    return choose(newest_in(list_keys, at=at), list_keys, besides=besides)


def newest_in(keys: Iterable[str], *, at: dt.datetime) -> dict[str, list[int]]:
    """Return the newest article ids of each list, newest first. One query for every hundred lists."""
    wanted = [key for key in dict.fromkeys(keys) if _is_looked_at(key)]
    newest: dict[str, list[int]] = {key: [] for key in wanted}
    for first in range(0, len(wanted), _LISTS_A_QUERY):
        some = wanted[first : first + _LISTS_A_QUERY]
        with connection.cursor() as cursor:
            cursor.execute(*union(_NEWEST.sql(key, at) for key in some))
            for number, article in cursor.fetchall():
                newest[some[number]].append(article)
    return newest


_NEWEST = Prepared(lambda key, at: Listing.objects.filter(key=key).live(at=at).newest_first().values_list("article_id")[:_FROM_EACH_LIST])


def choose(newest: Mapping[str, Sequence[int]], list_keys: Sequence[str], *, besides: Iterable[int]) -> list[int]:
    """Rank what the lists hold: shared tags first, then the section, then recency. No query."""
    tags = [key for key in list_keys if key.startswith("tag:")][:_TAGS_LOOKED_AT]
    sections = [key for key in list_keys if key.startswith("section:")]
    points: dict[int, int] = {}
    for key, weight in [*((key, _TAG_WEIGHT) for key in tags), *((key, 2 + depth) for depth, key in enumerate(sections))]:
        for worth, article in zip(range(weight * 100 + _FROM_EACH_LIST, 0, -1), newest.get(key, ()), strict=False):
            points[article] = points.get(article, 0) + worth
    for article in besides:
        points.pop(article, None)
    ranked = sorted(points, reverse=True)  # the newer of two that are worth the same
    ranked.sort(key=points.__getitem__, reverse=True)
    return ranked[:KEPT]


def in_order(related: Sequence[int], found: Sequence[int], *, itself: int) -> list[int]:
    """Return the ids to look for under a story: hand-picked first, each once, never itself."""
    return list(islice((article for article in dict.fromkeys([*related, *found]) if article != itself), len(related) + KEPT))


def _is_looked_at(key: str) -> bool:
    return key.startswith(("tag:", "section:"))
