"""Stories that may stand on the front page, and a pile of them from which each is taken once."""

import datetime as dt
import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from typing import Any

from django.db import connection

from articles.composed import Prepared, union
from articles.models import Content, Edition, Listing

_COLUMNS = ("id", "article_id", "kind", "layout", "section_id", "lead_image_id", "related", "suggestions")
_OPINIONS = frozenset({Content.Kind.OPINION, Content.Kind.EDITORIAL})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A live story, as far as choosing needs to know it. `place` orders them in time.

    The ids of other stories are read of one in three hundred: they stay as the query returned them until somebody asks.
    """

    place: tuple[Any, int]

    edition_id: int
    article_id: int
    kind: str
    layout: str
    section_id: int | None
    has_picture: bool
    written_related: Any
    written_suggestions: Any

    @property
    def related(self) -> tuple[int, ...]:
        return _ids(self.written_related)

    @property
    def suggestions(self) -> tuple[int, ...]:
        return _ids(self.written_suggestions)

    @property
    def is_opinion(self) -> bool:
        return self.kind in _OPINIONS

    @property
    def is_long_read(self) -> bool:
        return self.layout == Content.Layout.LONG_READ

    @property
    def is_news(self) -> bool:
        return not self.is_opinion and not self.is_long_read


@dataclass
class Pile:
    """Lists of candidates, newest first. What has been taken from one list is gone from all."""

    lists: Mapping[str, list[Candidate]]
    taken: set[int] = field(default_factory=set)

    def left(self, key: str, wanted: Callable[[Candidate], bool] = lambda _: True) -> Iterator[Candidate]:
        return (one for one in self.lists.get(key, ()) if one.article_id not in self.taken and wanted(one))

    def take(self, key: str, count: int, wanted: Callable[[Candidate], bool] = lambda _: True) -> list[Candidate]:
        """Take the newest of a list, as many as there are and not more than `count`."""
        return self.take_these(islice(self.left(key, wanted), count))

    def take_these(self, chosen: Iterator[Candidate] | list[Candidate]) -> list[Candidate]:
        found = list(chosen)
        self.taken.update(one.article_id for one in found)
        return found

    def everything(self) -> Iterator[Candidate]:
        """Yield each candidate that is left once."""
        return iter({one.article_id: one for found in self.lists.values() for one in found if one.article_id not in self.taken}.values())


def pile_of(counts: Mapping[str, int], *, at: dt.datetime) -> Pile:
    """Return the newest stories of these lists, as many of each as its count. One query; the cards are fetched later, of those chosen."""
    keys = list(counts)
    sql, params = union(_newest(counts[key]).sql(key, at) for key in keys)
    named = ", ".join(f"e.{name}" for name in _COLUMNS)
    found: dict[str, list[Candidate]] = {key: [] for key in keys}
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT p.list, p.published_at, {named} FROM ({sql}) AS p JOIN {Edition._meta.db_table} AS e ON e.id = p.edition_id", params
        )
        for number, moment, *columns in cursor.fetchall():
            found[keys[number]].append(_candidate(moment, columns))
    # A join keeps no order, so it is made here.
    return Pile({key: sorted(found[key], key=lambda one: one.place, reverse=True) for key in keys})


@cache
def _newest(count: int) -> Prepared:
    columns = ("edition_id", "published_at", "article_id")
    return Prepared(lambda key, at: Listing.objects.filter(key=key).live(at=at).newest_first().values_list(*columns)[:count])


def _candidate(moment: Any, columns: Collection[Any]) -> Candidate:
    edition, article, kind, layout, section, picture, related, suggestions = columns
    return Candidate((moment, article), edition, article, kind, layout, section, picture is not None, related, suggestions)


def _ids(written: Any) -> tuple[int, ...]:
    """Read a list of ids that a raw query returned: as text, or read already."""
    return tuple(json.loads(written) if isinstance(written, str) else written)
