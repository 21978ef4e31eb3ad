"""A table of numbers becomes a drawing that stays inside its frame; one of words stays a table."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import charts
from articles.charts import Tick


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
    assert [tick.label for tick in chart.places] == ["Saltmere", "Hallin"]
    assert chart.marks[1].width == 2 * chart.marks[0].width
    assert chart.marks[0].y < chart.marks[1].y


def test_long_names_are_cut_and_many_places_are_named_now_and_then() -> None:
    chart = charts.chart_of(
        table(("Day", "Ships"), *((f"Day {number} of a very long name indeed", number) for number in range(1, 25))), "line"
    )
    assert chart is not None
    assert [tick.label for tick in chart.places] == [
        f"Day {number} of a very l…" if number < 10 else f"Day {number} of a very …" for number in range(1, 25, 3)
    ]


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
    assert all(math.isfinite(tick.position) for tick in [*chart.scale, *chart.places, Tick(chart.base, "")])
