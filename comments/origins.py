"""Where a request comes from, as a fingerprint that cannot be read back, and how often it has come."""

import datetime as dt
import secrets
from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils.module_loading import import_string

from articles.moments import LATEST
from comments.models import Comment, Salt, Tally
from comments.refusals import Flood
from comments.signing import fingerprint

SPAN = dt.timedelta(minutes=10)


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
    """Return the key of the day, made by whoever comes first. One query."""
    day = at.astimezone(dt.UTC).date()
    found = Salt.objects.filter(day=day).values_list("value", flat=True).first()
    if found is None:
        Salt.objects.bulk_create([Salt(day=day, value=secrets.token_urlsafe(32))], ignore_conflicts=True)
        found = Salt.objects.values_list("value", flat=True).get(day=day)
    return found


def demand_few(what: str, who: str, *, most: int, at: dt.datetime) -> None:
    """Count one more in this span of ten minutes or raise `Flood`. One statement, so that it holds across processes; it does not count
    what is refused as more, so that nobody is kept out for good."""
    if who and count(f"{what}:{who[:64]}", at=at) > most:
        raise Flood


def count(key: str, *, at: dt.datetime) -> int:
    """Count one more and return how many it were in this span."""
    number = int(at.timestamp() // SPAN.total_seconds())
    ends_at = min(dt.datetime.fromtimestamp((number + 1) * SPAN.total_seconds(), tz=dt.UTC), LATEST)
    table = Tally._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (key, count, ends_at) VALUES (%s, 1, %s)"
            f" ON CONFLICT (key) DO UPDATE SET count = {table}.count + 1 RETURNING count",
            [f"{key}:{number}", connection.ops.adapt_datetimefield_value(ends_at)],
        )
        return int(cursor.fetchone()[0])


def forget(*, at: dt.datetime, days: int) -> int:
    """Drop fingerprints of addresses and their keys that are older, and counts that are over; return how many comments lost theirs."""
    oldest = at - dt.timedelta(days=days)
    Tally.objects.filter(ends_at__lt=at).delete()
    Salt.objects.filter(day__lt=oldest.astimezone(dt.UTC).date()).delete()
    return Comment.objects.filter(created_at__lt=oldest).exclude(origin="").update(origin="")
