"""Moments as people say them: “tomorrow 6:30”, “fri 18:00”, “in two hours”. Nothing here reads a clock.

What is understood, in any order of day and time: a day (today, tomorrow, a weekday, 2026-11-27, 27.11., 27 Nov 2026, Nov 27) and a time
(6:30, 18.00, 6:30 pm, noon, midnight), or how long from now (in 90 minutes). A weekday is the next one; a time alone is the next one.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from django.utils import dates, translation
from django.utils.translation import gettext as _

_MOST_CHARACTERS = 80
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "half": 0.5}
_NUMBERS |= {"eine": 1, "einer": 1, "einem": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "halben": 0.5}
_UNITS = {"m": 60, "min": 60, "minute": 60, "h": 3600, "hr": 3600, "hour": 3600, "d": 86400, "day": 86400, "w": 604800, "week": 604800}
_UNITS |= {"minuten": 60, "std": 3600, "stunde": 3600, "stunden": 3600, "tag": 86400, "tage": 86400, "tagen": 86400}
_UNITS |= {"woche": 604800, "wochen": 604800}
_FILLERS = frozenset({"at", "on", "the", "of", "next", "this", "coming", "o'clock", "um", "uhr", "am", "den", "nächsten", "le", "à", "в"})
_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2})(?:[:.](\d{2}))?|h)?(am|pm)?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})?")
_SLASHED = re.compile(r"\d{1,2}/\d{1,2}(?:/\d{2,4})?")


class NotUnderstood(ValueError):
    """What was typed names no moment. Its text is a sentence for whoever typed it."""


def understood(words: str, *, now: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """Return the moment that is meant, aware, in `zone`. Raises NotUnderstood with a sentence.

    A time that the clocks go through twice is the first of both unless the zone's short name stands beside it (“2:30 CET”); one that they
    leap over is refused.
    """
    typed = unicodedata.normalize("NFC", words).strip().casefold()
    if len(typed) > _MOST_CHARACTERS:
        raise _puzzled()
    local_now = now.astimezone(zone)
    try:
        if (span := _span(typed)) is not None:
            return (now + dt.timedelta(seconds=span)).astimezone(zone).replace(microsecond=0)
        day, time, names = _parts(typed, today=local_now.date())
        return _settled(day, time, names, now=local_now)
    except OverflowError as error:
        raise NotUnderstood(_("Choose a moment between the years 1000 and 9998.")) from error


def written(moment: dt.datetime, *, zone: dt.tzinfo) -> str:
    """Write a moment so that `understood` reads it again: 2026-11-27 06:30, and the zone's name where the clocks go through it twice."""
    local = moment.astimezone(zone)
    seconds = ":%S" if local.second else ""
    name = f" {local.tzname()}" if _is_twice(local) else ""
    return f"{local.year:04}-{local.strftime(f'%m-%d %H:%M{seconds}')}{name}"


def _puzzled() -> NotUnderstood:
    return NotUnderstood(_("This is no moment that we understand. Write for instance “tomorrow 6:30”, “fri 18:00” or “2031-07-01 06:00”."))


def _span(typed: str) -> float | None:
    """Return the seconds from now that are meant, or None."""
    if typed in {"now", _("now").casefold()}:
        return 0
    if not typed.startswith(("in ", "+")):
        return None
    seconds, amount = 0.0, None
    for word in re.findall(r"\d+(?:[.,]\d+)?|[^\W\d]+", typed.removeprefix("in ").removeprefix("+")):
        unit = _UNITS.get(word) or _UNITS.get(word.removesuffix("s"))
        if word[0].isdigit():
            amount = float(word.replace(",", "."))
        elif word in _NUMBERS:
            amount = min(_NUMBERS[word], _NUMBERS[word] if amount is None else amount)  # “half an”, “einer halben”
        elif unit and amount is not None:
            seconds, amount = seconds + amount * unit, None
        elif word not in {"and", "und"}:
            raise _puzzled()
    if not seconds or amount is not None:
        raise _puzzled()
    return seconds


def _parts(typed: str, *, today: dt.date) -> tuple["dt.date | int | None", dt.time | None, list[str]]:
    """Return day (a weekday is its number), time of day and names of zones, each once."""
    if _SLASHED.search(typed):
        raise NotUnderstood(_("Day and month could be meant either way round: write the month as a word, or 2031-07-01."))
    day: dt.date | int | None = None
    time: dt.time | None = None
    left: list[str] = []
    for token in _tokens(typed):
        found_day = _day(token, today=today) if day is None else None
        if found_day is not None:
            day = found_day
        elif time is None and (found := _time(token)) is not None:
            time = found
        elif token not in _FILLERS:
            left.append(token)
    if day is None and len(left) >= 2:
        day, left = _named_day(left, today=today)
    if day is not None and time is None and len(left) == 1 and re.fullmatch(r"\d{1,2}", left[0]):
        time, left = _time(f"{left[0]}h"), []  # “fri 18”
    return day, time, left


def _tokens(typed: str) -> Iterator[str]:
    """Yield the words; “6:30 pm” and “18 Uhr 30” are brought together."""
    typed = re.sub(r"(?<=\d)t(?=\d)", " ", typed.replace(",", " "))
    typed = re.sub(r"(\d)\s+(am|pm|a\.m\.|p\.m\.)(?!\w)", r"\1\2", typed)
    typed = re.sub(r"(?<=\d)([ap])\.m\.", r"\1m", typed)
    typed = re.sub(r"(?<![\d:.])(\d{1,2})\s*uhr\s+(\d{2})(?!\w)", r"\1:\2", typed)
    typed = re.sub(r"(?<![\d:.])(\d{1,2})\s*uhr(?!\w)", r"\1h", typed)
    yield from typed.split()


def _day(token: str, *, today: dt.date) -> "dt.date | int | None":
    for words, ahead in ((("today", _("today")), 0), (("tonight",), 0), (("tomorrow", _("tomorrow")), 1), (("übermorgen",), 2)):
        if token in {word.casefold() for word in words}:
            return today + dt.timedelta(days=ahead)
    if found := _ISO.fullmatch(token):
        return _date(*(int(part) for part in found.groups()))
    if found := _DOTTED.fullmatch(token):
        number, month, year = found.groups()
        return _in_year(int(number), int(month), int(year) + (2000 if len(year) == 2 else 0) if year else None, today=today)
    return _called(token, dates.WEEKDAYS, least=2)


def _named_day(words: list[str], *, today: dt.date) -> tuple[dt.date, list[str]]:
    """Find “27 nov 2026” or “nov 27” among words that are nothing else; return it and what is left."""
    month = next((number for word in words if (number := _called(word, dates.MONTHS, least=3))), None)
    numbers = [int(digits) for word in words if (digits := re.sub(r"(?:st|nd|rd|th|\.)$", "", word)).isdecimal() and len(digits) < 5]
    year = next((number for number in numbers if number > 31), None)
    number = next((number for number in numbers if number <= 31), None)
    if month is None or number is None:
        raise _puzzled()
    left = [word for word in words if not word[0].isdigit() and _called(word, dates.MONTHS, least=3) is None]
    return _in_year(number, month, year, today=today), left


def _called(word: str, names: "dict[int, Any]", *, least: int) -> int | None:
    """Return the number of the day of the week or month that a word names or begins, in English or the language of the page."""
    word = word.rstrip(".")
    if len(word) < least or not word[0].isalpha():
        return None
    for number, name in sorted(names.items()):
        here = str(name).casefold()
        with translation.override("en"):
            english = str(name).casefold()
        if any(whole.startswith(word) for whole in (here, english)):
            return number
    return None


def _time(token: str) -> dt.time | None:
    if token in {"noon", _("noon").casefold()}:
        return dt.time(12)
    if token in {"midnight", _("midnight").casefold()}:
        return dt.time(0)
    found = _TIME.fullmatch(token)
    if not found or not (found[2] or found[3] or found[4] or token.endswith("h")):
        return None
    hour, minute, second = (int(found[part] or 0) for part in (1, 2, 3))
    if found[4]:
        if not 1 <= hour <= 12:
            raise _puzzled()
        hour = hour % 12 + (12 if found[4] == "pm" else 0)
    if hour > 23 or minute > 59 or second > 59:
        raise NotUnderstood(_("There is no such time of day: hours go from 0 to 23, minutes from 0 to 59."))
    return dt.time(hour, minute, second)


def _date(year: int, month: int, number: int) -> dt.date:
    try:
        return dt.date(year, month, number)
    except ValueError as error:
        raise NotUnderstood(_("There is no such day in the calendar.")) from error


def _in_year(number: int, month: int, year: int | None, *, today: dt.date) -> dt.date:
    """Return the day of that year; without a year the next one, today included."""
    if year is not None:
        return _date(year, month, number)
    for candidate in range(today.year, today.year + 9):  # the 29th of February comes within eight years
        try:
            day = dt.date(candidate, month, number)
        except ValueError:
            continue
        if day >= today:
            return day
    raise NotUnderstood(_("There is no such day in the calendar."))


def _settled(day: "dt.date | int | None", time: dt.time | None, names: list[str], *, now: dt.datetime) -> dt.datetime:
    if day is None and time is None:
        raise _puzzled()
    if time is None:
        raise NotUnderstood(_("Say the time as well: for instance “%(typed)s 6:30”.") % {"typed": _("tomorrow")})
    if not isinstance(day, dt.date):
        days = (now.date() + dt.timedelta(days=number) for number in range(8))
        here = now.replace(tzinfo=None)
        day = next(one for one in days if day in {None, one.weekday()} and dt.datetime.combine(one, time) > here)
    return _in_zone(dt.datetime.combine(day, time), names, zone=now.tzinfo)


def _in_zone(naive: dt.datetime, names: list[str], *, zone: dt.tzinfo | None) -> dt.datetime:
    both = [naive.replace(tzinfo=zone, fold=fold) for fold in (0, 1)]
    for moment in both:
        if (moment.tzname() or "").casefold() in names:
            names = [name for name in names if name != (moment.tzname() or "").casefold()]
            both = [moment]
            break
    if names:
        raise _puzzled()
    chosen = both[0]
    if chosen.astimezone(dt.UTC).astimezone(zone).replace(tzinfo=None) != naive:
        raise NotUnderstood(_("The clocks are put forward then: this time does not exist on that day. Choose an earlier or a later one."))
    return chosen


def _is_twice(local: dt.datetime) -> bool:
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
