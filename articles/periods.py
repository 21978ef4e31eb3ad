"""Years, months and days of the archive, in TIME_ZONE."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from articles.lists import Span
from articles.moments import EARLIEST, LATEST

EARLIEST_YEAR, LATEST_YEAR = EARLIEST.year, LATEST.year


@dataclass(frozen=True, slots=True)
class Period:
    """A year, a month (`day` 0) or a day; `month` 0 and `day` 0: a whole year."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def first_day(self) -> dt.date:
        return dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def path(self) -> str:
        parts = (f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part))
        return f"/{'/'.join(parts)}/"

    @property
    def span(self) -> Span:
        return Span(_midnight(self.first_day), _midnight(self._day_after()))

    @property
    def above(self) -> "list[Period]":
        """Return the periods this one lies in, the longest first."""
        return [*([Period(self.year)] if self.month else []), *([Period(self.year, self.month)] if self.day else [])]

    def like_this(self, moment: dt.datetime) -> "Period":
        """Return the year, month or day in which a moment lies, whichever this one is."""
        day = period_of(moment)
        return Period(day.year, day.month if self.month else 0, day.day if self.day else 0)

    def parts(self) -> "Iterator[Period]":
        """Yield the months of a year or the days of a month, the newest first as in every list."""
        if not self.month:
            yield from (Period(self.year, month) for month in range(12, 0, -1))
        elif not self.day:
            yield from (Period(self.year, self.month, day) for day in range((self._day_after() - self.first_day).days, 0, -1))

    def _day_after(self) -> dt.date:
        if self.day:
            return self.first_day + dt.timedelta(days=1)
        return dt.date(self.year + self.month // 12, self.month % 12 + 1, 1) if self.month else dt.date(self.year + 1, 1, 1)


def period(year: int, month: int = 0, day: int = 0) -> Period | None:
    """Return a period, None when the calendar has no such day or the year is outside of 1000 to 9998."""
    if not EARLIEST_YEAR <= year <= LATEST_YEAR or month > 12:
        return None
    try:
        return Period(dt.date(year, month or 1, day or 1).year, month, day)
    except ValueError:
        return None


def period_of(moment: dt.datetime) -> Period:
    """Return the day in which a moment lies."""
    local = timezone.localtime(moment, timezone.get_default_timezone())
    return Period(local.year, local.month, local.day)


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), tzinfo=timezone.get_default_timezone())
