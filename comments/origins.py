"""Where a request comes from, as a fingerprint that cannot be read back, and how often it has come."""

import datetime as dt
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils.module_loading import import_string

from articles.look import look
from articles.moments import LATEST
from comments.models import Comment, Salt, Tally
from comments.refusals import Flood
from comments.signing import fingerprint

SPAN = dt.timedelta(minutes=10)
_WITHOUT_DISK = " CROSS JOIN (SELECT set_config('synchronous_commit', 'off', true)) AS hurried"
_kept_salt: tuple[dt.date | None, int, str] = (None, -1, "")


def address_of(request: HttpRequest) -> str:
    """Return the client's address: a forwarded one only where our own proxies say so (`COMMENTS_CLIENT_ADDRESS` of the settings)."""
    found: str = import_string(settings.COMMENTS_CLIENT_ADDRESS)(request)
    return found


def origin_of(address: str, *, at: dt.datetime) -> str:
    """Return the fingerprint of an address under today's key. Of a long address counts the part that one household has."""
    try:
        known = ip_address(address)
    except ValueError:
        return fingerprint("origin", _salt(at), "unknown")
    if isinstance(known, IPv6Address):
        known = known.ipv4_mapped or IPv6Address(int(known) >> 64 << 64)
    return fingerprint("origin", _salt(at), str(known))


def _salt(at: dt.datetime) -> str:
    """Return the key of the day, made by whoever comes first. One query a day and process."""
    global _kept_salt
    day = at.astimezone(dt.UTC).date()
    if _kept_salt[:2] == (day, look.generation):
        return _kept_salt[2]
    found = Salt.objects.filter(day=day).values_list("value", flat=True).first()
    if found is None:
        Salt.objects.bulk_create([Salt(day=day, value=secrets.token_urlsafe(32))], ignore_conflicts=True)
        found = Salt.objects.values_list("value", flat=True).get(day=day)
    _kept_salt = (day, look.generation, found)
    return found


@dataclass(frozen=True, slots=True)
class Limit:
    """How often `who` may do something in ten minutes; nobody in particular ("") is not counted."""

    what: str
    who: str
    most: int


def demand_few(*limits: Limit, at: dt.datetime) -> None:
    """Count one more for each in this span of ten minutes or raise `Flood`. One statement, so that it holds across processes."""
    keys = {f"{limit.what}:{limit.who[:64]}": limit.most for limit in limits if limit.who}
    if keys and any(times > keys[key] for key, times in count(keys, at=at).items()):
        raise Flood


def count(keys: Iterable[str], *, at: dt.datetime) -> dict[str, int]:
    """Count one more of each key and return how many it were in this span.

    On PostgreSQL the statement does not wait for the disk: everybody behind one address would queue for the row until it is written, and a
    count that a crash loses harms nobody. Inside a transaction it waits like the rest of it.
    """
    number = int(at.timestamp() // SPAN.total_seconds())
    ends_at = connection.ops.adapt_datetimefield_value(
        min(dt.datetime.fromtimestamp((number + 1) * SPAN.total_seconds(), tz=dt.UTC), LATEST)
    )
    named = {f"{key}:{number}": key for key in sorted(keys)}  # sorted: two that count the same cannot wait for each other
    table = Tally._meta.db_table
    hurried = connection.vendor == "postgresql" and not connection.in_atomic_block
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (key, count, ends_at) SELECT counted.key, 1, {'%s::timestamptz' if hurried else '%s'}"
            f" FROM ({' UNION ALL '.join(['SELECT %s AS key'] * len(named))}) AS counted"
            f"{_WITHOUT_DISK if hurried else ''} WHERE true"
            f" ON CONFLICT (key) DO UPDATE SET count = {table}.count + 1 RETURNING key, count",
            [ends_at, *named],
        )
        return {named[key]: times for key, times in cursor.fetchall()}


def forget(*, at: dt.datetime, days: int) -> int:
    """Drop fingerprints of addresses and their keys that are older, and counts that are over; return how many comments lost theirs."""
    oldest = at - dt.timedelta(days=days)
    Tally.objects.filter(ends_at__lt=at).delete()
    Salt.objects.filter(day__lt=oldest.astimezone(dt.UTC).date()).delete()
    return Comment.objects.filter(created_at__lt=oldest).exclude(origin="").update(origin="")
