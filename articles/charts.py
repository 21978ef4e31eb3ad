"""Charts: a table of numbers as a picture that a page draws in its own face and colours. The table itself stays beside it.

The first column names the places along the chart, each further column is a series. What holds no numbers is drawn as a table.
"""

import html as entities
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from articles.html import plain_text

KINDS = ("columns", "bars", "line")
WIDTH, HEIGHT = 640, 320
_LEFT, _RIGHT, _TOP, _BOTTOM = 48, 12, 12, 32
_BAR_ROW, _BAR_LABELS = 34, 150
MOST_SERIES, MOST_PLACES = 4, 60
_LONGEST_NUMBER, LONGEST_NAME = 24, 18
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.DOTALL)
_CAPTION = re.compile(r"<caption>(.*?)</caption>", re.DOTALL)
_NUMBER = re.compile(r"[-−–]?\d[\d,\u00a0\u202f ]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Mark:
    """A column, a bar or a point: where it stands, in units of the drawing, and what it says. `series` counts from 1."""

    x: float
    y: float
    width: float
    height: float
    series: int
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Tick:
    position: float
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    series: int
    points: str


@dataclass(frozen=True, slots=True)
class Chart:
    """What `templates/articles/blocks/chart.html` draws. Positions are in units of `width` × `height`."""

    kind: str
    title: str
    width: int
    height: int
    series: list[str]
    marks: list[Mark]
    lines: list[Line]
    scale: list[Tick]
    places: list[Tick]
    base: float


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers of a table: one row of `values` for each place, one column for each series. `words`: as they are written."""

    title: str
    series: list[str]
    places: list[str]
    values: list[list[float]]
    words: list[list[str]]


def chart_of(table: str, kind: str) -> Chart | None:
    """Draw a clean table as a chart; None where its cells are no numbers, or too many to tell apart."""
    figures = figures_of(table)
    if figures is None or kind not in KINDS:
        return None
    return _bars(figures) if kind == "bars" else _upright(figures, kind)


def figures_of(table: str) -> Figures | None:
    caption = _CAPTION.search(table)
    rows = [[plain_text(cell) for cell in _CELL.findall(row)] for row in _ROW.findall(table)]
    if len(rows) < 2:
        return None
    head, *body = rows
    is_even = all(len(row) == len(head) for row in body)
    if not is_even or not 2 <= len(head) <= MOST_SERIES + 1 or len(body) > MOST_PLACES:
        return None
    values = [[_number(cell) for cell in row[1:]] for row in body]
    numbers = [[number for number in row if number is not None] for row in values]
    if any(len(row) != len(head) - 1 for row in numbers):
        return None
    title = plain_text(caption[1]) if caption else ""
    return Figures(title, head[1:], [row[0] for row in body], numbers, [row[1:] for row in body])


def _number(written: str) -> float | None:
    """Read a number as newspapers write it: `1,234.5`, `−3`, `£41m` is 41."""
    match = _NUMBER.search(entities.unescape(written))
    if match is None or len(match[0]) > _LONGEST_NUMBER:
        return None
    digits = re.sub(r"[,\u00a0\u202f ]", "", match[0]).replace("−", "-").replace("–", "-")
    return float(digits)


def _steps(values: Sequence[float]) -> tuple[float, float, float]:
    """Return the ends of a scale that holds zero and all values, and its step: 1, 2 or 5 times a power of ten."""
    low, high = min(0.0, *values), max(0.0, *values)
    if low == high:
        high = 1.0
    rough = (high - low) / 4
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)
    return math.floor(low / step) * step, math.ceil(high / step) * step, step


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def _ticks(ends: tuple[float, float, float], first: float, last: float) -> list[Tick]:
    """Return the lines of a scale between two positions."""
    low, high, step = ends
    count = round((high - low) / step)
    labels = [low + number * step for number in range(count + 1)]
    return [Tick(round(first + (last - first) * number / count, 1), _written(label)) for number, label in enumerate(labels)]


def _written(number: float) -> str:
    return f"{number:,.10g}".replace("-", "−") if abs(number) < 1e15 else f"{number:.3g}"


def _upright(figures: Figures, kind: str) -> Chart:
    ends = _steps([value for row in figures.values for value in row])
    low, high, _step = ends
    floor, room = HEIGHT - _BOTTOM, (WIDTH - _LEFT - _RIGHT) / len(figures.places)

    def height(value: float) -> float:
        return round((value - low) / (high - low) * (floor - _TOP), 1)

    base = floor - height(0)
    marks = []
    for place, (row, words) in enumerate(zip(figures.values, figures.words, strict=True)):
        for number, value in enumerate(row):
            wide = room * 0.72 / len(row) if kind == "columns" else 0
            left = _LEFT + room * (place + 0.14) + wide * number if wide else _LEFT + room * (place + 0.5)
            top = floor - height(max(value, 0)) if wide else floor - height(value)
            tall = abs(height(value) - height(0)) if wide else 0
            marks.append(
                Mark(round(left, 1), round(top, 1), round(wide, 1), round(tall, 1), number + 1, figures.places[place], words[number])
            )
    every = math.ceil(len(figures.places) / 8)
    places = [Tick(round(_LEFT + room * (place + 0.5), 1), _short(name)) for place, name in enumerate(figures.places) if place % every == 0]
    scale = _ticks(ends, floor, _TOP)
    return Chart(kind, figures.title, WIDTH, HEIGHT, figures.series, marks, _lines(marks) if kind == "line" else [], scale, places, base)


def _lines(marks: Sequence[Mark]) -> list[Line]:
    numbers = sorted({mark.series for mark in marks})
    return [Line(number, " ".join(f"{mark.x},{mark.y}" for mark in marks if mark.series == number)) for number in numbers]


def _bars(figures: Figures) -> Chart:
    ends = _steps([value for row in figures.values for value in row])
    low, high, _step = ends
    across = WIDTH - _BAR_LABELS - _RIGHT

    def right(value: float) -> float:
        return round(_BAR_LABELS + (value - low) / (high - low) * across, 1)

    marks, places, count = [], [], len(figures.series)
    for place, (row, words) in enumerate(zip(figures.values, figures.words, strict=True)):
        top = _TOP + place * _BAR_ROW
        places.append(Tick(round(top + _BAR_ROW / 2, 1), _short(figures.places[place])))
        for number, value in enumerate(row):
            tall = _BAR_ROW * 0.72 / count
            left = right(min(value, 0))
            y = round(top + _BAR_ROW * 0.14 + tall * number, 1)
            marks.append(
                Mark(left, y, round(right(max(value, 0)) - left, 1), round(tall, 1), number + 1, figures.places[place], words[number])
            )
    height = _TOP + len(figures.places) * _BAR_ROW + _BOTTOM
    scale = _ticks(ends, _BAR_LABELS, WIDTH - _RIGHT)
    return Chart("bars", figures.title, WIDTH, height, figures.series, marks, [], scale, places, right(0))
