"""Changes as numbers: how whatever is kept knows that it is stale.

One row counts changes; every key carries the number of the change that last raised it. The counter is updated last in a
transaction and stays locked until the commit, so numbers commit in order (a sequence's would not). Whoever waits for anything
while they hold it can deadlock with everybody else: long transactions gather their changes (`gathered`).
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from articles.composed import Prepared
from articles.models import ChangeCounter, ChangeKey, Edition, Image, Listing
from articles.models.changes import EPOCH
from articles.rights import midnight_after

_KEYS_A_STATEMENT = 400  # two parameters each: below SQLite's oldest limit of 999
_FAR_DAY = dt.date(9998, 12, 31)
_collector: ContextVar[set[str] | None] = ContextVar("keys_of_the_page", default=None)
Coming = tuple[dt.datetime, set[str]]
"""A moment, and the keys that its coming raises."""


@dataclass(frozen=True, slots=True)
class Change:
    """A counted change. `swept_until` is the moment up to which beginnings and ends have been noticed; aware, UTC."""

    number: int
    swept_until: dt.datetime


@dataclass(slots=True)
class _Gathering:
    is_counted: bool
    keys: set[str] = field(default_factory=set)
    coming: list[Coming] = field(default_factory=list)
    acted_at: dt.datetime = EPOCH

    def add(self, keys: Iterable[str], coming: Sequence[Coming], acted_at: dt.datetime) -> None:
        if self.is_counted:
            self.keys.update(keys)
            self.coming += coming
            self.acted_at = max(self.acted_at, acted_at)


_gathering: ContextVar[_Gathering | None] = ContextVar("changes_of_the_transaction", default=None)


def depends_on(*keys: str) -> None:
    """Say that the page being made shows something these keys name. Outside of a page it does nothing."""
    collected = _collector.get()
    if collected is not None:
        collected.update(keys)


@contextmanager
def collecting() -> Iterator[set[str]]:
    """Collect the keys of the page that is made inside."""
    keys: set[str] = set()
    token = _collector.set(keys)
    try:
        yield keys
    finally:
        _collector.reset(token)


def collected() -> frozenset[str]:
    """Return what the page being made is known to show so far; nothing outside of a page."""
    return frozenset(_collector.get() or ())


@contextmanager
def gathered() -> Iterator[None]:
    """Open a transaction (inside another: a savepoint) whose changes are counted as one, in its last statements.

    So the counter is locked last, whatever happens inside and however long it takes; what is taken back counts nothing.
    """
    own = _Gathering(is_counted=not is_taken_back())
    with transaction.atomic():
        with _gathering_into(own):
            yield
        if not transaction.get_rollback():
            raise_keys(own.keys, coming=own.coming, acted_at=own.acted_at)


@contextmanager
def taken_back() -> Iterator[None]:
    """Do everything inside and take it back. No change is counted, and sections are not kept where they are for its sake."""
    with transaction.atomic(), _gathering_into(_Gathering(is_counted=False)):
        try:
            yield
        finally:
            transaction.set_rollback(True)


def is_taken_back() -> bool:
    """Say whether whatever is done now will be taken back."""
    gathering = _gathering.get()
    return gathering is not None and not gathering.is_counted


@contextmanager
def _gathering_into(own: _Gathering) -> Iterator[None]:
    token = _gathering.set(own)
    try:
        yield
    finally:
        _gathering.reset(token)


def raise_keys(keys: Iterable[str], *, coming: Sequence[Coming] = (), acted_at: dt.datetime = EPOCH, at_once: bool = True) -> Change | None:
    """Count one change and give its number to the keys. Call last in the transaction that makes the change.

    None without keys, and where changes are gathered: there they are counted at the end. `coming`: those that the sweep has passed
    by then are raised with it. `acted_at`, `at_once`: see `count_change`.
    """
    names = set(keys)
    if (gathering := _gathering.get()) is not None:
        gathering.add(names, coming, acted_at)
        return None
    if not names:
        return None
    with transaction.atomic(savepoint=False):
        change = count_change(names, acted_at=acted_at, at_once=at_once)
        due = {key for moment, some in coming if moment <= change.swept_until for key in some} - names
        if due:
            give_number(change.number, due)
    return change


def count_change(keys: Iterable[str], *, acted_at: dt.datetime = EPOCH, at_once: bool = True) -> Change:
    """Count one change and give its number to the keys. The counter's row stays locked until the commit: nothing slow may follow.

    `acted_at`: the moment from which readers shall see it. No process draws for an earlier one once it knows of the change.
    `at_once`: this process knows of it with its next request, else as soon as every other. A look costs more than a comment's rows.
    """
    counter, latest = ChangeCounter._meta.db_table, "MAX" if connection.vendor == "sqlite" else "GREATEST"
    count = (
        f"INSERT INTO {counter} (id, number, swept_until, acted_at) VALUES (1, 1, %s, %s) ON CONFLICT (id) DO UPDATE SET "
        f"number = {counter}.number + 1, acted_at = {latest}({counter}.acted_at, excluded.acted_at) RETURNING number, swept_until"
    )
    values: list[Any] = [connection.ops.adapt_datetimefield_value(one) for one in (EPOCH, acted_at)]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Foreign keys, else checked at the commit, wait for whoever changes what they point to, who may wait for the counter.
            cursor.execute(f"SET CONSTRAINTS ALL IMMEDIATE; {_COUNT_AND_RAISE.format(count=count)}", [*values, sorted(set(keys))])
            cursor.nextset()
            number, swept_until = cursor.fetchone()
        else:
            cursor.execute(count, values)
            number, swept_until = cursor.fetchone()
            give_number(number, keys)
    from articles.look import look

    if at_once:
        transaction.on_commit(look.look_again)
    return Change(number, as_moment(swept_until))


_RAISED = "ON CONFLICT (name) DO UPDATE SET changed = excluded.changed"
_COUNT_AND_RAISE = (
    f"WITH counted AS ({{count}}), raised AS (INSERT INTO {ChangeKey._meta.db_table} (name, changed)"
    f" SELECT name, number FROM counted, unnest(%s::text[]) WITH ORDINALITY AS given (name, place) ORDER BY place {_RAISED})"
    " SELECT number, swept_until FROM counted"
)
"""One statement: whoever counts next waits for this one's commit, and so for every turn to the database and back before it."""


def give_number(number: int, keys: Iterable[str]) -> None:
    """Raise the keys to a change's number, sorted: every writer takes the rows' locks in the same order."""
    names = sorted(set(keys))
    table = ChangeKey._meta.db_table
    with connection.cursor() as cursor:
        for first in range(0, len(names), _KEYS_A_STATEMENT):
            some = names[first : first + _KEYS_A_STATEMENT]
            rows = ", ".join(["(%s, %s)"] * len(some))
            cursor.execute(
                f"INSERT INTO {table} (name, changed) VALUES {rows} {_RAISED}",
                [value for name in some for value in (name, number)],
            )


def month_key(key: str, published_at: dt.datetime) -> str:
    """Name one month of a list, such as `section:3@2024-03`; the month is TIME_ZONE's."""
    moment = timezone.localtime(published_at, timezone.get_default_timezone())
    return f"{key}@{moment.year:04}-{moment.month:02}"


def as_moment(value: object) -> dt.datetime:
    """Read a moment that a raw query returned: PostgreSQL gives it aware, SQLite as text in UTC."""
    moment = value if isinstance(value, dt.datetime) else dt.datetime.fromisoformat(str(value))
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def next_due(*, after: dt.datetime) -> dt.datetime | None:
    """Return the next moment at which a scheduled edition, a planned end or the end of a picture's rights comes. Three indexed queries.

    Every process asks after every change.
    """
    moments = [row[0] for query in (_NEXT_BEGINNING, _NEXT_END) for row in query.rows(after)]
    moments += [midnight_after(last_day) for (last_day,) in _NEXT_LAST_DAY.rows(_day(after))]
    return min(moments, default=None)


_NEXT_BEGINNING = Prepared(
    lambda after: Edition.objects.scheduled().filter(live_from__gt=after).order_by("live_from").values_list("live_from")[:1]
)
_NEXT_END = Prepared(
    lambda after: Edition.objects.ending_by_plan().filter(live_until__gt=after).order_by("live_until").values_list("live_until")[:1]
)
_NEXT_LAST_DAY = Prepared(
    lambda day: (
        Image.objects.filter(rights_expire_on__gte=day, rights_expire_on__lt=_FAR_DAY)
        .order_by("rights_expire_on")
        .values_list("rights_expire_on")[:1]
    )
)


@transaction.atomic
def raise_what_came_due(now: dt.datetime) -> int:
    """Raise the keys of editions that began or ended and of pictures whose rights ended since the last sweep; return how many.

    `now` is the database's clock. What a verb did at once is no matter of the sweep's: the verb raised its keys itself.
    """
    ChangeCounter.objects.get_or_create(pk=1)
    counter = ChangeCounter.objects.select_for_update().get(pk=1)
    if counter.swept_until >= now:
        return 0
    began, ended = _came_due(counter.swept_until, now)
    pictures = _lost_their_rights(counter.swept_until, now)
    ChangeCounter.objects.filter(pk=1).update(swept_until=now)
    keys = {f"article:{edition.article_id}" for edition in [*began, *ended]} | {f"image:{picture}" for picture in pictures}
    for key, published_at in [*_joined_or_left(began), *set().union(*_listed({edition.pk for edition in ended}).values())]:
        keys |= {key, month_key(key, published_at)}
    if keys:
        count_change(keys)  # at once, whatever gathers its changes around a look
    return len(began) + len(ended) + len(pictures)


def _came_due(after: dt.datetime, now: dt.datetime) -> tuple[list[Edition], list[Edition]]:
    """Return what began and what ended in `after < moment <= now`."""
    if after == EPOCH:  # a new site, or one just filled: nothing was kept before its first sweep
        return [], []
    found = Edition.objects.only("pk", "article_id", "live_from", "published_at")
    began = found.scheduled().filter(live_from__gt=after, live_from__lte=now)
    ended = found.ending_by_plan().filter(live_until__gt=after, live_until__lte=now)
    return list(began), list(ended)


def _lost_their_rights(after: dt.datetime, now: dt.datetime) -> list[int]:
    """Return the pictures whose last day (`Image.rights_expire_on`, of TIME_ZONE) ended in `after < moment <= now`."""
    first, today = _day(after), _day(now)
    if after == EPOCH or first == today:
        return []
    return list(Image.objects.filter(rights_expire_on__gte=first, rights_expire_on__lt=today).order_by().values_list("pk", flat=True))


def _day(moment: dt.datetime) -> dt.date:
    return timezone.localtime(moment, timezone.get_default_timezone()).date()


def _joined_or_left(began: list[Edition]) -> set[tuple[str, dt.datetime]]:
    """Return the lists that gain or lose a story by these beginnings, each by itself: an update that changes no list raises none."""
    articles, moments = {edition.article_id for edition in began}, {edition.live_from for edition in began}
    ends = Edition.objects.filter(article_id__in=articles, live_until__in=moments).values_list("article_id", "live_until", "pk")
    followed = {(article, until): pk for article, until, pk in ends}
    listed, changed = _listed({*followed.values(), *(edition.pk for edition in began)}), set[tuple[str, dt.datetime]]()
    for edition in began:
        changed |= listed[edition.pk] ^ listed[followed.get((edition.article_id, edition.live_from), 0)]
    return changed


def _listed(editions: set[int]) -> defaultdict[int, set[tuple[str, dt.datetime]]]:
    """Return the lists editions stand in, with `published_at`, by edition."""
    ids, listed = sorted(editions), defaultdict[int, set[tuple[str, dt.datetime]]](set)
    for first in range(0, len(ids), 500):
        rows = Listing.objects.filter(edition_id__in=ids[first : first + 500]).values_list("edition_id", "key", "published_at")
        for edition, key, published_at in rows:
            listed[edition].add((key, published_at))
    return listed
