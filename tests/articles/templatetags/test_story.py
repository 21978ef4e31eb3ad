"""What templates ask of cards, and how moments are written."""

import datetime as dt
from dataclasses import dataclass

import pytest
from django.utils import translation

from articles.templatetags.story import day_and_time, in_columns, pictures_first, placed, weekday, when, whole
from articles.typography import NO_BREAK_SPACE


@dataclass(frozen=True)
class Picture:
    src: str


@dataclass(frozen=True)
class Story:
    name: str
    picture: Picture | None = None


PLAIN, UNREAD = Story("plain"), Story("its file has not been looked into", Picture(""))
ONE, TWO, THREE = (Story(name, Picture("/a.jpg")) for name in ("one", "two", "three"))


@pytest.mark.parametrize(
    ("stories", "row"),
    [
        ([PLAIN, ONE, UNREAD, TWO, THREE], [ONE, TWO, PLAIN, UNREAD, THREE]),
        ([PLAIN, UNREAD, ONE], [ONE, PLAIN, UNREAD]),
        ([PLAIN, UNREAD], [PLAIN, UNREAD]),
        ([], []),
    ],
)
def test_stories_with_pictures_come_first_and_none_is_lost(stories, row) -> None:
    assert pictures_first(stories, 2) == row


@pytest.mark.parametrize(
    ("stories", "columns"),
    [
        ([ONE, PLAIN, TWO, UNREAD], [[ONE], [TWO], [PLAIN, UNREAD]]),
        ([ONE, TWO, THREE, PLAIN], [[ONE], [TWO], [THREE, PLAIN]]),
        ([ONE, TWO, THREE], [[ONE], [TWO], [THREE]]),
        ([PLAIN, ONE, UNREAD], [[ONE], [PLAIN, UNREAD]]),
        ([PLAIN, UNREAD], [[PLAIN], [UNREAD]]),
        ([], []),
    ],
)
def test_stories_without_a_picture_share_a_column_beside_those_with_one(stories, columns) -> None:
    assert in_columns(stories, 4) == columns


def test_of_more_pictures_than_a_row_may_show_two_are_shown() -> None:
    assert in_columns([ONE, TWO, THREE], 2) == [[ONE], [TWO], [THREE]]
    four = Story("four", Picture("/a.jpg"))
    assert in_columns([ONE, TWO, THREE, four], 2) == [[ONE], [TWO], [THREE, four]]


@pytest.mark.parametrize(
    ("language", "day", "written"),
    [
        ("en", None, "September 5, 2025"),
        ("en", dt.date(2025, 1, 1), "September 5"),
        ("en", dt.date(2025, 9, 5), "3:47 p.m."),
        ("en-gb", None, "5 September 2025"),
        ("en-gb", dt.date(2025, 1, 1), "5 September"),
        ("en-gb", dt.date(2025, 9, 5), "15:47"),
        ("de", None, "5. September 2025"),
        ("de", dt.date(2025, 9, 5), "15:47"),
    ],
)
def test_a_card_says_when_with_the_month_as_a_whole_word(language: str, day: dt.date | None, written: str) -> None:
    with translation.override(language):
        drawn = when(dt.datetime(2025, 9, 5, 15, 47, tzinfo=dt.UTC), day)
    assert drawn.replace(NO_BREAK_SPACE, " ").endswith(f">{written}</time>")


@pytest.mark.parametrize(
    ("language", "written"),
    [("en", "September 5, 2025, 3:47 p.m."), ("en-gb", "5 September 2025, 15:47"), ("de", "5. September 2025 15:47")],
)
def test_a_story_says_its_day_in_the_same_form_and_its_time(language: str, written: str) -> None:
    with translation.override(language):
        drawn = day_and_time(dt.datetime(2025, 9, 5, 15, 47, tzinfo=dt.UTC))
    assert drawn.replace(NO_BREAK_SPACE, " ").endswith(f">{written}</time>")


@pytest.mark.parametrize(
    ("stories", "places"),
    [
        ([ONE, TWO, THREE], ["thumb", "", "thumb"]),
        ([PLAIN, ONE, TWO, PLAIN, THREE], ["", "thumb", "", "", "thumb"]),
        ([UNREAD, ONE], ["", "thumb"]),
    ],
)
def test_every_other_picture_is_shown(stories, places) -> None:
    assert list(placed(stories, "thumb")) == list(zip(stories, places, strict=True))


def test_a_day_never_parts_from_its_month() -> None:
    written = weekday(dt.datetime(2026, 11, 26, 12, tzinfo=dt.UTC))
    assert written == f'<time datetime="2026-11-26">Thursday, November{NO_BREAK_SPACE}26, 2026</time>'


def test_a_short_compound_in_a_headline_is_marked_as_one_and_nothing_else_is_html() -> None:
    drawn = whole("<b>Thirty-seven</b> & under-fives")
    assert drawn == '&lt;b&gt;<span class="whole">Thirty-seven</span>&lt;/b&gt; &amp; <span class="whole">under-fives</span>'
    assert whole("<b>No compound") == "<b>No compound"
