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
    """Return a moment with its zone's name: 30 March 2024, 07:13 UTC."""
    local = timezone.localtime(moment)
    return f"{date_format(local, 'DATE_FORMAT')}, {local:%H:%M} {local.tzname()}"


def relative(moment: dt.datetime, *, now: dt.datetime) -> str:
    """Return a moment as a colleague would say it: 12 min ago, 07:13, yesterday 22:14, Fri 18:00, 3 Nov, 09:30, 3 Nov 2023."""
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
    clock = f"{local:%H:%M}"
    if days == 0:
        return clock
    if days in {-1, 1}:
        return (_("tomorrow %(clock)s") if days > 0 else _("yesterday %(clock)s")) % {"clock": clock}
    if 1 < days < _WEEK_IN_DAYS:
        return f"{date_format(local, 'D')} {clock}"
    return date_format(local, pgettext("date", "j M, H:i") if is_this_year else pgettext("date", "j M Y"))
