"""Years, months and days of the archive."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from articles.periods import Period, period, period_of

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture(autouse=True)
def _in_berlin(settings) -> None:
    settings.TIME_ZONE = "Europe/Berlin"


def test_day_of_the_change_to_summer_time_has_23_hours() -> None:
    span = Period(2024, 3, 31).span
    assert (span.start, span.end) == (dt.datetime(2024, 3, 31, tzinfo=BERLIN), dt.datetime(2024, 4, 1, tzinfo=BERLIN))
    assert span.end.astimezone(dt.UTC) - span.start.astimezone(dt.UTC) == dt.timedelta(hours=23)


@pytest.mark.parametrize(
    ("asked", "path", "last_day"),
    [
        (Period(2024), "/2024/", dt.date(2024, 12, 31)),
        (Period(2024, 2), "/2024/02/", dt.date(2024, 2, 29)),
        (Period(2023, 12), "/2023/12/", dt.date(2023, 12, 31)),
        (Period(2024, 12, 31), "/2024/12/31/", dt.date(2024, 12, 31)),
        (Period(9998, 12, 31), "/9998/12/31/", dt.date(9998, 12, 31)),
    ],
)
def test_period_has_a_path_and_an_end(asked: Period, path: str, last_day: dt.date) -> None:
    assert asked.path == path
    assert asked.span.end == dt.datetime.combine(last_day + dt.timedelta(days=1), dt.time(), tzinfo=BERLIN)


def test_year_has_months_and_month_has_days_the_newest_first() -> None:
    assert [part.path for part in Period(2024).parts()] == [f"/2024/{month:02}/" for month in range(12, 0, -1)]
    assert [part.path for part in Period(2023, 2).parts()] == [f"/2023/02/{day:02}/" for day in range(28, 0, -1)]
    assert list(Period(2024, 2, 1).parts()) == []


@pytest.mark.parametrize("asked", [(0, 0, 0), (999, 0, 0), (9999, 0, 0), (2024, 13, 0), (2024, 2, 30), (2023, 2, 29), (2024, 99, 1)])
def test_what_no_calendar_has_is_none(asked: tuple[int, int, int]) -> None:
    assert period(*asked) is None


def test_day_of_a_moment_is_that_of_the_sites_zone() -> None:
    assert period_of(dt.datetime(2024, 12, 31, 23, 30, tzinfo=dt.UTC)) == Period(2025, 1, 1)
