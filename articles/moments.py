"""Moments: which a story may have, and how they read in the zone of whoever reads them."""

import datetime as dt

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

EARLIEST, LATEST = dt.datetime(1000, 1, 2, tzinfo=dt.UTC), dt.datetime(9998, 12, 31, tzinfo=dt.UTC)
"""Their years have four digits in every time zone, and the archive has a page for each (`articles.periods`)."""
_HOUR_IN_MINUTES = 60
_WEEK_IN_DAYS = 7


def exact(moment: dt.datetime) -> str:
    """Return a moment with its zone's name: March 30, 2024, 7:13 a.m. UTC."""
    local = timezone.localtime(moment)
    return f"{date_format(local, 'DATE_FORMAT')}, {clock(local)} {local.tzname()}"


def clock(local: dt.datetime) -> str:
    """Return the time of day as this language says it: 5:30 p.m., 17:30. Readers' pages have the same, by the same format of Django's."""
    return date_format(local, "TIME_FORMAT")


def short(local: dt.datetime, *, has_year: bool = True) -> str:
    """Return a day and its time in few letters: Nov. 3, 2023, 9:30 a.m., the day as readers' pages write it"""
    day = pgettext("date", "N j, Y") if has_year else pgettext("date", "N j")  # not in an f-string: gettext finds no words in one
    return f"{date_format(local, day)}, {clock(local)}"


def relative(moment: dt.datetime, *, now: dt.datetime) -> str:
    """Return a moment as a colleague would say it: 12 min ago, 7:13 a.m., yesterday 10:14 p.m., Fri 6 p.m., Nov. 3, 2023."""
    minutes = round((moment - now).total_seconds() / 60)
    if abs(minutes) < _HOUR_IN_MINUTES:
        return _in_minutes(minutes)
    local, today = timezone.localtime(moment), timezone.localtime(now)
    return _on_a_day(local, days=(local.date() - today.date()).days, is_this_year=local.year == today.year)


def _in_minutes(minutes: int) -> str:
    number = abs(minutes)
    if number == 0:
        return _("just now")
    if minutes > 0:
        return ngettext("in %(number)d min", "in %(number)d min", number) % {"number": number}
    return ngettext("%(number)d min ago", "%(number)d min ago", number) % {"number": number}


def _on_a_day(local: dt.datetime, *, days: int, is_this_year: bool) -> str:
    said = clock(local)
    if days == 0:
        return said
    if days in {-1, 1}:
        return (_("tomorrow %(clock)s") if days > 0 else _("yesterday %(clock)s")) % {"clock": said}
    if 1 < days < _WEEK_IN_DAYS:
        return f"{date_format(local, 'D')} {said}"
    return short(local, has_year=False) if is_this_year else date_format(local, pgettext("date", "N j, Y"))
