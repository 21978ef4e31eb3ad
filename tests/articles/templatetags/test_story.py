"""What templates ask of cards, and how moments are written."""

import datetime as dt
from dataclasses import dataclass

import pytest

from articles.templatetags.story import in_columns, pictures_first, placed, weekday, when, whole
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
    ("day", "has_room", "written"),
    [
        (None, True, "September 5, 2025"),
        (None, False, "Sept. 5, 2025"),
        (dt.date(2025, 1, 1), False, "September 5"),
        (dt.date(2025, 9, 5), True, "noon"),
    ],
)
def test_a_months_name_is_whole_where_there_is_room(day: dt.date | None, has_room: bool, written: str) -> None:
    drawn = when(dt.datetime(2025, 9, 5, 12, tzinfo=dt.UTC), day, has_room=has_room)
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
