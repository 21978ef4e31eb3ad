"""Until when a picture may be shown: to the end of its last day (`Image.rights_expire_on`), in TIME_ZONE."""

import datetime as dt

from django.utils import timezone


def are_over(last_day: dt.date | None, *, at: dt.datetime) -> bool:
    return last_day is not None and _day_of(at) > last_day


def end_within(span: dt.timedelta, last_day: dt.date | None, *, at: dt.datetime) -> dt.timedelta | None:
    """Return how much of a span is left until the rights end; None where they last longer than that."""
    if last_day is None or last_day > _day_of(at) + span:
        return None
    left = midnight_after(last_day) - at
    return left if left < span else None


def midnight_after(last_day: dt.date) -> dt.datetime:
    return dt.datetime.combine(last_day + dt.timedelta(days=1), dt.time(), tzinfo=timezone.get_default_timezone())


def _day_of(moment: dt.datetime) -> dt.date:
    return timezone.localtime(moment, timezone.get_default_timezone()).date()
