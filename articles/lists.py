"""Lists of stories as readers page through them: ids first, by the index of Listing, then cards by primary key."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models import QuerySet, Subquery
from django.utils import timezone

from articles import cards
from articles.cards import Card, cards_of
from articles.changes import depends_on, month_key
from articles.composed import Prepared, union
from articles.models import Listing
from articles.names import Names
from articles.publishing.composing import FRONT_KEY

COUNT = 30
_MONTHS_NAMED = 24
_INSTANT = dt.timedelta(microseconds=1)
_PLACE = re.compile(r"([1-9][0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?Z),([0-9]{1,18})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the way down a list: after the story `article_id`, which was published at `moment`."""

    moment: dt.datetime
    article_id: int

    @classmethod
    def read(cls, written: str) -> "Place | None":
        """Read what `str` wrote, such as `2024-03-30T07:13:20Z,12`; None for anything else."""
        match = _PLACE.fullmatch(written)
        if match is None or match[1] > "9998":
            return None
        try:
            return cls(dt.datetime.fromisoformat(match[1]), int(match[2]))
        except ValueError:
            return None

    def __str__(self) -> str:
        return f"{self.moment.astimezone(dt.UTC).replace(tzinfo=None).isoformat()}Z,{self.article_id}"


@dataclass(frozen=True, slots=True)
class Span:
    """From one moment to another, the second not included."""

    start: dt.datetime
    end: dt.datetime

    @property
    def last(self) -> dt.datetime:
        """Return the last moment in it."""
        return self.end - _INSTANT


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list, newest first. `older` is the place to go on from; None: there is no more."""

    cards: list[Card]
    older: Place | None


def newest(key: str, *, at: dt.datetime, before: Place | None = None, within: Span | None = None, count: int = COUNT) -> ListPage:
    """Return a page of the list `key`. Three queries, whatever the length of the list.

    The page depends on the list; an older page only on the months it spans, so that a new story leaves it as it is.
    """
    found = _rows(key, at, before, within, count) if before or within or count != COUNT else _FIRST_PAGE.rows(key, at)
    _depend_on_list(key, before=before, within=within, last=found[-1][1] if len(found) > count else None)
    older = Place(found[count - 1][1], found[count - 1][2]) if len(found) > count else None
    return ListPage(cards_of([edition for edition, _, _ in found[:count]], at=at), older)


def _rows(key: str, at: dt.datetime, before: Place | None, within: Span | None, count: int) -> list[tuple[int, dt.datetime, int]]:
    """Return edition, moment and story of a page's cards, and of the one after them."""
    bounds = [at, *([before.moment] if before else []), *([within.last] if within else [])]
    listed = Listing.objects.filter(key=key).live(at=at, until=min(bounds))
    if within:
        listed = listed.filter(published_at__gte=within.start)
    if before:
        listed = listed.before(before.moment, before.article_id)
    return list(listed.newest_first().values_list(*_COLUMNS)[: count + 1])


_COLUMNS = ("edition_id", "published_at", "article_id")
_FIRST_PAGE = Prepared(lambda key, at: Listing.objects.filter(key=key).live(at=at).newest_first().values_list(*_COLUMNS)[: COUNT + 1])


def headlines(key: str, *, at: dt.datetime, count: int) -> list[Card]:
    """Return the newest stories of the list `key` for headlines alone: nobody's name is on them. Two queries, one where there are none."""
    depends_on(key)
    editions = [edition for edition, _, _ in _rows(key, at, None, None, count)[:count]]
    drawn = {card.edition_id: card for card in cards.draw(cards.rows(editions, at=at).values(), Names(), at=at)}
    return [drawn[edition] for edition in editions if edition in drawn]


def newest_moment(key: str, *, at: dt.datetime) -> dt.datetime | None:
    """Return when the newest story of the list `key` was published; the page depends on the list. One query."""
    depends_on(key)
    return Listing.objects.filter(key=key).live(at=at).newest_first().values_list("published_at", flat=True).first()


def has_been_seen(key: str, *, at: dt.datetime) -> bool:
    """Say whether readers have ever seen a story in the list `key`; the page depends on it. One query."""
    depends_on(key)
    return Listing.objects.filter(key=key, published_at__lte=at, live_from__lte=at).exists()


def spans_with_stories(spans: Sequence[Span], *, at: dt.datetime) -> list[Span]:
    """Keep the spans in which a story was published that readers can still see. One query, one row a span."""
    keys = {month_key(FRONT_KEY, moment) for span in spans for moment in _month_starts(span.start, span.end)}
    depends_on(*keys)
    sql, params = union(_ONE_BETWEEN.sql(at, span.start, min(at, span.last)) for span in spans)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        found = {place for place, _ in cursor.fetchall()}
    return [span for place, span in enumerate(spans) if place in found]


_ONE_BETWEEN = Prepared(
    lambda at, start, until: (
        Listing.objects.filter(key=FRONT_KEY, published_at__gte=start).live(at=at, until=until).newest_first().values_list("edition_id")[:1]
    )
)


def nearest(span: Span, *, at: dt.datetime) -> tuple[dt.datetime | None, dt.datetime | None]:
    """Return when the last story before a span and the first one after it were published, of those that are live. One query."""
    found = _NEAREST.rows(at, min(at, span.start - _INSTANT), span.end)
    before, after = found[0] if found else (None, None)
    depends_on(*_months_between(before, span.start), *_months_between(span.last, after))
    return before, after


def _nearest(at: dt.datetime, until: dt.datetime, end: dt.datetime) -> "QuerySet[Listing, tuple[Any, ...]]":
    of_front = Listing.objects.filter(key=FRONT_KEY)
    before = of_front.live(at=at, until=until).newest_first()
    after = of_front.filter(published_at__gte=end).live(at=at).order_by("published_at", "article_id")
    sides = Listing.objects.order_by().annotate(
        last_before=Subquery(before.values("published_at")[:1]), first_after=Subquery(after.values("published_at")[:1])
    )
    return sides.values_list("last_before", "first_after")[:1]


_NEAREST = Prepared(_nearest)


def _months_between(start: dt.datetime | None, end: dt.datetime | None) -> list[str]:
    """Name the months in which a story would come nearer; all of the front where there is no end, or too many are between."""
    months = list(islice(_month_starts(start, end + _INSTANT), _MONTHS_NAMED + 1)) if start and end else []
    return [month_key(FRONT_KEY, month) for month in months] if 0 < len(months) <= _MONTHS_NAMED else [FRONT_KEY]


def _depend_on_list(key: str, *, before: Place | None, within: Span | None, last: dt.datetime | None) -> None:
    """Name what a page of a list depends on. `last`: when the first story of the next page was published; None: there is none."""
    if within:
        depends_on(*(month_key(key, moment) for moment in _month_starts(within.start, within.end)))
        return
    months = list(islice(_month_starts(last, before.moment + _INSTANT), _MONTHS_NAMED + 1)) if before and last else []
    named = months if len(months) <= _MONTHS_NAMED else []
    depends_on(*([month_key(key, month) for month in named] or [key]))


def _month_starts(start: dt.datetime, end: dt.datetime) -> Iterator[dt.datetime]:
    """Yield a moment in each month of TIME_ZONE that the span touches."""
    zone = timezone.get_default_timezone()
    month = timezone.localtime(start, zone).replace(day=1, hour=12, minute=0, second=0, microsecond=0)
    yield start
    while True:
        month = (month.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
        if month.replace(hour=0) >= end:
            return
        yield month
