"""Where an edition stands in the readers' index: a number that grows with publication, and the shelf of its month.

A place is the minute a story was first published and the edition's own number in one whole number: newest first is a walk down it on both
databases, a span of time is a span of places, and no two editions share one. Nothing of an edition's window is copied.
"""

import datetime as dt
from collections.abc import Iterator

from articles.moments import EARLIEST

_ID_BITS = 30
ID_MASK = (1 << _ID_BITS) - 1
"""The edition's number in its place: a billion of them have room."""
_MINUTE = dt.timedelta(minutes=1)
_START = EARLIEST - dt.timedelta(days=1)
_MONTHLY_SINCE = 2000
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def place_of(published_at: dt.datetime, edition_id: int = 0) -> int:
    """Return the place of an edition; without one the first place of that minute."""
    return (max((published_at - _START) // _MINUTE, 0) << _ID_BITS) | edition_id


def moment_of(place: int) -> dt.datetime:
    """Return the minute of a place."""
    return _START + (place >> _ID_BITS) * _MINUTE


def shelf_of(published_at: dt.datetime) -> str:
    """Return the shelf of a moment's month (UTC), three letters; years before 2000 have one each. Shelves sort by time."""
    return _named(*_month(published_at))


def shelves(start: dt.datetime, end: dt.datetime) -> list[str]:
    """Return the shelves of a span, both ends included."""
    return list(_between(_month(start), _month(end)))


def _month(moment: dt.datetime) -> tuple[int, int]:
    at = moment.astimezone(dt.UTC)
    return (at.year, at.month if at.year >= _MONTHLY_SINCE else 1)


def _between(first: tuple[int, int], last: tuple[int, int]) -> Iterator[str]:
    year, month = first
    while (year, month) <= last:
        yield _named(year, month)
        is_over = month == 12 or year < _MONTHLY_SINCE
        year, month = (year + 1, 1) if is_over else (year, month + 1)


def _named(year: int, month: int) -> str:
    number = min((year - _START.year) * 12 + month - 1, 36**3 - 1)
    return _DIGITS[number // 1296] + _DIGITS[number // 36 % 36] + _DIGITS[number % 36]
