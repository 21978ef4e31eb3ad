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
_LINE = 24
_BAR_ROW, _BAR_LABELS, _BAR_NAME = 34, 150, 30
_WIDEST_COLUMN = 64
_LETTER = 11
"""How wide a letter is where letters are largest, on a phone (`static/css/components/chart.css`): what fits there fits everywhere."""
_SEQUENCE = 8
"""More places than this are a sequence, such as years or hours, of which some are named; so few are things, and each has its name."""
MOST_SERIES, MOST_PLACES = 4, 60
_LONGEST_NUMBER, LONGEST_NAME, _LONGEST_ABOVE = 24, 18, 54
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
class Name:
    """What stands at a place, and where its letters stand."""

    x: float
    y: float
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    series: int
    points: str


@dataclass(frozen=True, slots=True)
class Chart:
    """What `templates/articles/blocks/chart.html` draws. Positions are in units of `width` × `height`.

    Lines of the scale run between `left` and `right`, or `top` and `floor`. `anchor`: which end of a name is at its place, as SVG says it.
    """

    kind: str
    title: str
    width: int
    height: int
    series: list[str]
    marks: list[Mark]
    lines: list[Line]
    scale: list[Tick]
    places: list[Name]
    base: float
    anchor: str
    left: int
    floor: int
    right: int = WIDTH - _RIGHT
    top: int = _TOP


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
    return (_upright(figures, kind) if kind != "bars" else None) or _bars(figures)


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


def _steps(values: Sequence[float], *, parts: int = 4) -> tuple[float, float, float]:
    """Return the ends of a scale that holds zero and all values, and its step: 1, 2 or 5 times a power of ten."""
    low, high = min(0.0, *values), max(0.0, *values)
    if low == high:
        high = 1.0
    rough = (high - low) / parts
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)
    return math.floor(low / step) * step, math.ceil(high / step) * step, step


def _short(name: str, longest: int = LONGEST_NAME) -> str:
    return name if len(name) <= longest else f"{name[: longest - 1]}…"


def _ticks(ends: tuple[float, float, float], first: float, last: float) -> list[Tick]:
    """Return the lines of a scale between two positions."""
    low, high, step = ends
    count = round((high - low) / step)
    labels = [low + number * step for number in range(count + 1)]
    return [Tick(round(first + (last - first) * number / count, 1), _written(label)) for number, label in enumerate(labels)]


def _written(number: float) -> str:
    return f"{number:,.10g}".replace("-", "−") if abs(number) < 1e15 else f"{number:.3g}"


def _wide(words: Sequence[str]) -> int:
    """Return how wide the longest of these is on a phone, with a gap after it."""
    return (max(map(len, words)) + 1) * _LETTER


def _upright(figures: Figures, kind: str) -> Chart | None:
    """Draw columns or a line; None where columns have no room for their names, which are then better laid down as bars."""
    ends = _steps([value for row in figures.values for value in row])
    low, high, _step = ends
    floor = HEIGHT - _BOTTOM
    scale = _ticks(ends, floor, _TOP)
    left = max(_LEFT, _wide([tick.label for tick in scale]))
    room = (WIDTH - left - _RIGHT) / len(figures.places)
    below = _names(figures.places, kind, left, room)
    if below is None:
        return None

    def height(value: float) -> float:
        return round((value - low) / (high - low) * (floor - _TOP), 1)

    marks = []
    for place, (row, words) in enumerate(zip(figures.values, figures.words, strict=True)):
        for number, value in enumerate(row):
            wide = min(room * 0.72 / len(row), _WIDEST_COLUMN) if kind == "columns" else 0
            start = left + room * (place + 0.5) + wide * (number - len(row) / 2)
            top = floor - height(max(value, 0)) if wide else floor - height(value)
            tall = abs(height(value) - height(0)) if wide else 0
            marks.append(
                Mark(round(start, 1), round(top, 1), round(wide, 1), round(tall, 1), number + 1, figures.places[place], words[number])
            )
    places, lines = below
    drawn = _lines(marks) if kind == "line" else []
    bottom = HEIGHT + _LINE * (lines - 1)
    return Chart(kind, figures.title, WIDTH, bottom, figures.series, marks, drawn, scale, places, floor - height(0), "middle", left, floor)


def _names(places: Sequence[str], kind: str, left: int, room: float) -> tuple[list[Name], int] | None:
    """Return the names below a chart and in how many lines they stand; None where things have no room, not even in two lines."""
    is_sequence = kind == "line" or len(places) > _SEQUENCE
    fewest = math.ceil(len(places) / _SEQUENCE)
    ways = [(every, 1) for every in range(fewest, len(places) + 1)] if is_sequence else [(1, 1), (1, 2)]
    for every, lines in ways:
        names = _named(places, left, room, every=every, lines=lines)
        if _are_apart(names):
            return names, lines
    return None


def _named(places: Sequence[str], left: int, room: float, *, every: int, lines: int) -> list[Name]:
    """Put one name in `every` below its place, in turn in so many lines; none runs out at an end."""
    names = []
    for number in range(0, len(places), every):
        words = _short(places[number])
        half = len(words) * _LETTER / 2
        x = max(half, min(left + room * (number + 0.5), WIDTH - half))
        names.append(Name(round(x, 1), HEIGHT - 10 + _LINE * (number % lines), words))
    return names


def _are_apart(names: Sequence[Name]) -> bool:
    """Tell whether no name runs into the one before it in its line."""
    ends: dict[float, float] = {}
    for name in names:
        half = len(name.words) * _LETTER / 2
        if name.x - half < ends.get(name.y, 0):
            return False
        ends[name.y] = name.x + half + _LETTER
    return True


def _lines(marks: Sequence[Mark]) -> list[Line]:
    numbers = sorted({mark.series for mark in marks})
    return [Line(number, " ".join(f"{mark.x},{mark.y}" for mark in marks if mark.series == number)) for number in numbers]


def _bars(figures: Figures) -> Chart:
    """Lay bars below each other: their names before them or, where these are long, above them."""
    is_above = _wide(figures.places) > _BAR_LABELS
    left, above = (0, _BAR_NAME) if is_above else (_BAR_LABELS, 0)
    ends = _across([value for row in figures.values for value in row], WIDTH - _RIGHT - left)
    low, high, _step = ends

    def right(value: float) -> float:
        return round(left + (value - low) / (high - low) * (WIDTH - left - _RIGHT), 1)

    marks, places, count = [], [], len(figures.series)
    for place, (row, words) in enumerate(zip(figures.values, figures.words, strict=True)):
        top = _TOP + place * (_BAR_ROW + above)
        name = figures.places[place]
        places.append(Name(0, top + _LINE, _short(name, _LONGEST_ABOVE)) if is_above else Name(left - 8, top + _BAR_ROW / 2 + 6, name))
        for number, value in enumerate(row):
            tall = _BAR_ROW * 0.72 / count
            start = right(min(value, 0))
            y = round(top + above + _BAR_ROW * 0.14 + tall * number, 1)
            marks.append(Mark(start, y, round(right(max(value, 0)) - start, 1), round(tall, 1), number + 1, name, words[number]))
    floor = _TOP + len(figures.places) * (_BAR_ROW + above)
    scale = _ticks(ends, left, WIDTH - _RIGHT)
    anchor = "start" if is_above else "end"
    return Chart("bars", figures.title, WIDTH, floor + _BOTTOM, figures.series, marks, [], scale, places, right(0), anchor, left, floor)


def _across(values: Sequence[float], room: int) -> tuple[float, float, float]:
    """Return the ends and the step of a scale whose numbers stand side by side: fewer where they are long."""
    for parts in (4, 2, 1):
        ends = _steps(values, parts=parts)
        ticks = _ticks(ends, 0, room)
        if _wide([tick.label for tick in ticks]) * (len(ticks) - 1) <= room:
            break
    return ends
