"""Moments as people say them, at ordinary hours and where the clocks are changed."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from articles import moments
from articles.admin import saying
from articles.said_moments import NotUnderstood, understood, written
from articles.templatetags import story

BERLIN = ZoneInfo("Europe/Berlin")
NOW = dt.datetime(2026, 11, 26, 14, 2, 31, tzinfo=BERLIN)  # a Thursday


def meant(words: str, *, now: dt.datetime = NOW) -> str:
    return understood(words, now=now.astimezone(dt.UTC), zone=BERLIN).isoformat()


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("tomorrow 6:30", "2026-11-27T06:30:00+01:00"),
        ("6:30 tomorrow", "2026-11-27T06:30:00+01:00"),
        ("Fri 18:00", "2026-11-27T18:00:00+01:00"),
        ("fri 18", "2026-11-27T18:00:00+01:00"),
        ("friday at 6 pm", "2026-11-27T18:00:00+01:00"),
        ("next thursday 14:00", "2026-12-03T14:00:00+01:00"),
        ("thu 14:03", "2026-11-26T14:03:00+01:00"),
        ("18:00", "2026-11-26T18:00:00+01:00"),
        ("6:30", "2026-11-27T06:30:00+01:00"),
        ("18.00", "2026-11-26T18:00:00+01:00"),
        ("today noon", "2026-11-26T12:00:00+01:00"),
        ("tomorrow, 12:00 a.m.", "2026-11-27T00:00:00+01:00"),
        ("tonight 23:59", "2026-11-26T23:59:00+01:00"),
        ("in 90 minutes", "2026-11-26T15:32:31+01:00"),
        ("in two hours", "2026-11-26T16:02:31+01:00"),
        ("in 1 hour and 15 min", "2026-11-26T15:17:31+01:00"),
        ("now", "2026-11-26T14:02:31+01:00"),
        ("2031-07-01 06:00", "2031-07-01T06:00:00+02:00"),
        ("2031-07-01T06:00:10", "2031-07-01T06:00:10+02:00"),
        ("27.11. 8:00", "2026-11-27T08:00:00+01:00"),
        ("1.7.2031, 8:00", "2031-07-01T08:00:00+02:00"),
        ("27 Nov 8:00", "2026-11-27T08:00:00+01:00"),
        ("8:00 on July 1st, 2031", "2031-07-01T08:00:00+02:00"),
        ("3 march 9:00", "2027-03-03T09:00:00+01:00"),
        ("29 feb noon", "2028-02-29T12:00:00+01:00"),
    ],
)
def test_a_moment_is_understood_as_people_say_it(words: str, moment: str) -> None:
    assert meant(words) == moment


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("soon", "This is no moment"),
        ("", "This is no moment"),
        ("tomorrow", "Say the time as well"),
        ("tomorrow 25:00", "There is no such time of day"),
        ("2026-02-30 6:00", "There is no such day"),
        ("30 feb 6:00", "There is no such day"),
        ("11/12 6:00", "either way round"),
        ("tomorrow 6:30 or so", "This is no moment"),
        ("in a while", "This is no moment"),
        ("x" * 5000, "This is no moment"),
        ("in 99999999999 weeks", "between the years 1000 and 9998"),
        ("2027-03-28 02:30", "The clocks are put forward"),
        ("٣:٣٠ tomorrow 13 pm", "This is no moment"),
    ],
)
def test_what_names_no_moment_gets_a_sentence(words: str, sentence: str) -> None:
    with pytest.raises(NotUnderstood, match=sentence):
        meant(words)


def test_the_hour_that_comes_twice_is_the_first_unless_its_zone_is_named_and_is_written_so() -> None:
    first, second = understood("2026-10-25 2:30", now=NOW, zone=BERLIN), understood("2026-10-25 2:30 CET", now=NOW, zone=BERLIN)
    assert second.astimezone(dt.UTC) - first.astimezone(dt.UTC) == dt.timedelta(hours=1)
    assert [written(moment, zone=BERLIN) for moment in (first, second)] == ["2026-10-25 02:30 CEST", "2026-10-25 02:30 CET"]
    for moment in (first, second):
        assert understood(written(moment, zone=BERLIN), now=NOW, zone=BERLIN).astimezone(dt.UTC) == moment.astimezone(dt.UTC)


def test_a_day_ahead_over_the_change_of_the_clocks_keeps_its_time_of_day_and_a_span_keeps_its_length() -> None:
    eve = dt.datetime(2026, 10, 24, 20, 0, tzinfo=BERLIN)
    assert meant("tomorrow 6:30", now=eve) == "2026-10-25T06:30:00+01:00"
    assert meant("in 12 hours", now=eve) == "2026-10-25T07:00:00+01:00"


def test_the_pages_own_language_is_understood_beside_english() -> None:
    with translation.override("de"):
        assert meant("freitag 18:00") == meant("friday 18:00")
        assert meant("3. märz 9:00") == meant("march 3 9:00")
        assert meant("morgen um 6:30 Uhr") == meant("Morgen 6.30 uhr") == meant("tomorrow 6:30")
        assert meant("am Freitag, 18 Uhr") == meant("fr 18 Uhr 00") == meant("friday 18:00")
        assert meant("übermorgen mittag") == meant("28.11. 12:00")
        assert meant("in einer halben Stunde") == meant("in half an hour") == meant("in 30 Minuten")
        assert meant("in zwei Stunden und 5 Minuten") == meant("in two hours and 5 minutes")


@pytest.mark.parametrize(("language", "time"), [("en", "5:30 p.m."), ("de", "17:30")])
def test_the_desk_and_readers_pages_say_the_time_of_day_alike(language: str, time: str) -> None:
    moment = dt.datetime(2024, 3, 30, 17, 30, tzinfo=dt.UTC)
    with translation.override(language):
        assert moments.clock(moment) == time
        assert time in moments.exact(moment)
        assert time in saying.in_words(moment)
        assert time in story.clock(moment).replace("\xa0", " ")
