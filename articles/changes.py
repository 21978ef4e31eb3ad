"""Changes as numbers: how whatever is kept knows that it is stale.

One row counts changes; every key carries the number of the change that last raised it. The counter is updated last in a
transaction and stays locked until the commit, so numbers commit in order (a sequence's would not).
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone

from articles.models import ChangeCounter, ChangeKey, Edition, Listing
from articles.models.changes import EPOCH

_KEYS_A_STATEMENT = 400  # two parameters each: below SQLite's oldest limit of 999
_collector: ContextVar[set[str] | None] = ContextVar("keys_of_the_page", default=None)


@dataclass(frozen=True, slots=True)
class Change:
    """A counted change. `swept_until` is the moment up to which beginnings and ends have been noticed; aware, UTC."""

    number: int
    swept_until: dt.datetime


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


def raise_keys(keys: Iterable[str]) -> Change | None:
    """Count one change and give its number to the keys; None without keys. Call last in the transaction that makes the change."""
    names = sorted(set(keys))
    if not names:
        return None
    with transaction.atomic():
        change = count_change()
        give_number(change.number, names)
    return change


def count_change(*, acted_at: dt.datetime = EPOCH) -> Change:
    """Count one change. The counter's row stays locked until the commit: nothing slow may follow.

    `acted_at`: the moment from which readers shall see it. No process draws for an earlier one once it knows of the change.
    """
    counter, latest = ChangeCounter._meta.db_table, "MAX" if connection.vendor == "sqlite" else "GREATEST"
    sql = (
        f"INSERT INTO {counter} (id, number, swept_until, acted_at) VALUES (1, 1, %s, %s) ON CONFLICT (id) DO UPDATE SET "
        f"number = {counter}.number + 1, acted_at = {latest}({counter}.acted_at, excluded.acted_at) RETURNING number, swept_until"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [connection.ops.adapt_datetimefield_value(one) for one in (EPOCH, acted_at)])
        number, swept_until = cursor.fetchone()
    from articles.look import look

    transaction.on_commit(look.look_again)
    return Change(number, as_moment(swept_until))


def give_number(number: int, keys: Iterable[str]) -> None:
    """Raise the keys to a change's number, sorted: every writer takes the rows' locks in the same order."""
    names = sorted(set(keys))
    table = ChangeKey._meta.db_table
    with connection.cursor() as cursor:
        for first in range(0, len(names), _KEYS_A_STATEMENT):
            some = names[first : first + _KEYS_A_STATEMENT]
            rows = ", ".join(["(%s, %s)"] * len(some))
            cursor.execute(
                f"INSERT INTO {table} (name, changed) VALUES {rows} ON CONFLICT (name) DO UPDATE SET changed = excluded.changed",
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
    """Return the next moment at which a scheduled edition begins or a planned end comes. Two indexed queries."""
    begins = Edition.objects.scheduled().filter(live_from__gt=after).order_by("live_from").values_list("live_from", flat=True).first()
    ends = Edition.objects.ending_by_plan().filter(live_until__gt=after).order_by("live_until")
    moments = (begins, ends.values_list("live_until", flat=True).first())
    return min((moment for moment in moments if moment is not None), default=None)


@transaction.atomic
def raise_what_came_due(now: dt.datetime) -> int:
    """Raise the keys of the editions that began or ended since the last sweep; return how many. `now` is the database's clock.

    What a verb did at once is no matter of the sweep's: the verb raised its keys itself.
    """
    ChangeCounter.objects.get_or_create(pk=1)
    counter = ChangeCounter.objects.select_for_update().get(pk=1)
    if counter.swept_until >= now:
        return 0
    began, ended = _came_due(counter.swept_until, now)
    ChangeCounter.objects.filter(pk=1).update(swept_until=now)
    keys = {f"article:{edition.article_id}" for edition in [*began, *ended]}
    for key, published_at in [*_joined_or_left(began), *set().union(*_listed({edition.pk for edition in ended}).values())]:
        keys |= {key, month_key(key, published_at)}
    raise_keys(keys)
    return len(began) + len(ended)


def _came_due(after: dt.datetime, now: dt.datetime) -> tuple[list[Edition], list[Edition]]:
    """Return what began and what ended in `after < moment <= now`."""
    if after == EPOCH:  # a new site, or one just filled: nothing was kept before its first sweep
        return [], []
    found = Edition.objects.only("pk", "article_id", "live_from", "published_at")
    began = found.scheduled().filter(live_from__gt=after, live_from__lte=now)
    ended = found.ending_by_plan().filter(live_until__gt=after, live_until__lte=now)
    return list(began), list(ended)


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
