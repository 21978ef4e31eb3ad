"""A table of numbers becomes a drawing that stays inside its frame; one of words stays a table."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles import charts


def table(*rows: tuple[object, ...], caption: str = "Landings") -> str:
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><caption>{caption}</caption><tbody>{cells}</tbody></table>"


def test_columns_stand_on_zero_and_reach_as_high_as_their_numbers() -> None:
    chart = charts.chart_of(table(("Year", "Boxes"), ("2024", "1,000"), ("2025", "−500")), "columns")
    assert chart is not None
    assert (chart.title, chart.series) == ("Landings", ["Boxes"])
    assert [(tick.label, tick.position) for tick in chart.scale] == [("−500", 288.0), ("0", 196.0), ("500", 104.0), ("1,000", 12.0)]
    assert [(mark.label, mark.value, mark.y, mark.height) for mark in chart.marks] == [
        ("2024", "1,000", 12.0, 184.0), ("2025", "−500", 196.0, 92.0),
    ]  # fmt: skip
    assert chart.base == 196.0


def test_a_line_goes_through_its_points_one_for_each_series() -> None:
    chart = charts.chart_of(table(("Hour", "Skarn", "Quay"), ("20", "1.0", "2.0"), ("21", "2.0", "4.0")), "line")
    assert chart is not None
    assert [(line.series, line.points) for line in chart.lines] == [(1, "193.0,219.0 483.0,150.0"), (2, "193.0,150.0 483.0,12.0")]


def test_bars_lie_below_each_other() -> None:
    chart = charts.chart_of(table(("Port", "Boats"), ("Saltmere", "4"), ("Hallin", "8 boats")), "bars")
    assert chart is not None
    assert [(name.x, name.y, name.words) for name in chart.places] == [(142, 35.0, "Saltmere"), (142, 69.0, "Hallin")]
    assert chart.marks[1].width == 2 * chart.marks[0].width
    assert chart.marks[0].y < chart.marks[1].y


def test_bars_with_long_names_have_them_above_and_whole() -> None:
    chart = charts.chart_of(table(("Port", "Boats"), ("Varrowmouth Harbour", "4"), ("Hallin", "8")), "bars")
    assert chart is not None
    assert [(name.x, name.y, name.words) for name in chart.places] == [(0, 36, "Varrowmouth Harbour"), (0, 100, "Hallin")]
    assert (chart.anchor, chart.left, [mark.x for mark in chart.marks]) == ("start", 0, [0, 0])


def test_short_names_stand_in_a_line_below_their_columns_and_longer_ones_in_two() -> None:
    years = charts.chart_of(table(("Year", "Boxes"), *((str(year), year) for year in range(2019, 2027))), "columns")
    ports = charts.chart_of(
        table(("Port", "Boxes"), *((name, 5) for name in ("Saltmere", "Hallin Point", "Tallow Quay", "Skarn", "Rope"))), "columns"
    )
    assert years is not None
    assert ports is not None
    assert ([name.words for name in years.places], {name.y for name in years.places}) == ([str(year) for year in range(2019, 2027)], {310})
    assert [(name.words, name.y) for name in ports.places] == [
        ("Saltmere", 310), ("Hallin Point", 334), ("Tallow Quay", 310), ("Skarn", 334), ("Rope", 310),
    ]  # fmt: skip
    assert (years.height, ports.height) == (320, 344)


def test_columns_without_room_for_their_names_are_laid_down_as_bars() -> None:
    chart = charts.chart_of(table(("Port", "Boxes"), *((f"Varrowmouth {number}", 5) for number in range(8))), "columns")
    assert chart is not None
    assert (chart.kind, [name.words for name in chart.places]) == ("bars", [f"Varrowmouth {number}" for number in range(8)])


def test_long_names_are_cut_and_many_places_are_named_now_and_then() -> None:
    chart = charts.chart_of(
        table(("Day", "Ships"), *((f"Day {number} of a very long name indeed", number) for number in range(1, 25))), "line"
    )
    assert chart is not None
    assert [name.words for name in chart.places] == ["Day 1 of a very l…", "Day 12 of a very …", "Day 23 of a very …"]


def test_large_numbers_have_room_at_the_side_and_are_fewer_along_the_foot() -> None:
    rows = (("Port", "Boxes"), ("Hallin", "10,000,000"), ("Skarn", "40,000,000"))
    upright, lying = charts.chart_of(table(*rows), "columns"), charts.chart_of(table(*rows), "bars")
    assert upright is not None
    assert lying is not None
    assert (upright.left, [tick.label for tick in upright.scale][-1]) == (121, "40,000,000")
    assert [tick.label for tick in lying.scale] == ["0", "20,000,000", "40,000,000"]


_NAMES = st.text(alphabet="abcdefghij ", min_size=1, max_size=30)


@settings(deadline=None)  # a busy machine is no fault of the drawing
@given(st.sampled_from(charts.KINDS), st.lists(st.tuples(_NAMES, st.integers(0, 10**9)), min_size=1, max_size=30))
def test_no_name_runs_into_another_or_out_of_the_drawing(kind: str, rows: list[tuple[str, int]]) -> None:
    chart = charts.chart_of(table(("x", "y"), *rows), kind)
    assert chart is not None
    lines: dict[float, float] = {}
    for name in chart.places:
        wide = len(name.words) * 11
        start = name.x - {"start": 0, "middle": wide / 2, "end": wide}[chart.anchor]
        assert start - lines.get(name.y, 0) >= -0.1
        assert start + wide <= chart.width + 0.1
        lines[name.y] = start + wide


@pytest.mark.parametrize(
    "rows",
    [
        (("Only a head", "b"),),
        (("Name", "Job"), ("Ada", "Pilot")),
        (("Name", "1", "2", "3", "4", "5"), ("a", "1", "2", "3", "4", "5")),
        (("Name", "x"), ("a", "1"), ("b", "1", "2")),
        (("Name", "x"), *(("a", "1") for _ in range(61))),
        (("Name", "x"), ("a", "9" * 400)),
        (("Name",), ("a",)),
    ],
)
def test_what_is_no_chart_stays_a_table(rows: tuple[tuple[object, ...], ...]) -> None:
    assert charts.chart_of(table(*rows), "columns") is None


@settings(deadline=None)
@given(
    st.sampled_from(charts.KINDS),
    st.lists(
        st.tuples(st.text(max_size=30), st.one_of(st.integers(), st.floats(allow_nan=False, allow_infinity=False))), min_size=1, max_size=20
    ),
)
def test_whatever_the_numbers_the_drawing_stays_inside(kind: str, rows: list[tuple[str, float]]) -> None:
    written = [(name.replace("<", "").replace("&", ""), f"{value:.6f}"[:20]) for name, value in rows]
    chart = charts.chart_of(table(("x", "y"), *written), kind)
    if chart is None:
        return
    for mark in chart.marks:
        assert -0.2 <= mark.x <= mark.x + mark.width <= chart.width + 0.2
        assert -0.2 <= mark.y <= mark.y + mark.height <= chart.height + 0.2
    assert all(math.isfinite(place) for place in [*(tick.position for tick in chart.scale), *(name.y for name in chart.places), chart.base])
