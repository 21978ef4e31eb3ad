"""What is done to words when they are drawn."""

import pytest

from articles.typography import keep_numbers, keep_numbers_in_html, parted_at_compounds


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("22 January", "22\u00a0January"),
        ("61 million", "61\u00a0million"),
        ("in 1994. Then", "in 1994. Then"),
        ("4 - 2", "4 - 2"),
        ("", ""),
    ],
)
def test_number_keeps_its_unit(written: str, drawn: str) -> None:
    assert (keep_numbers(written), keep_numbers_in_html(written)) == (drawn, drawn)


def test_attributes_of_html_stay_as_they_are() -> None:
    html = '<a href="https://example.org/?q=2 tons">2 tons</a> and 3 <em>more</em>'
    assert keep_numbers_in_html(html) == '<a href="https://example.org/?q=2 tons">2\u00a0tons</a> and 3 <em>more</em>'


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("again, thirty-seven years", ["again, ", "thirty-seven", " years"]),
        ("On-again, off-again", ["", "On-again", ", ", "off-again", ""]),
        ("ferry-to-rail", ["", "ferry-to-rail", ""]),
        ("Saint-Germain-en-Laye", ["Saint-Germain-en-Laye"]),
        ("a - b -- c -d e- --", ["a - b -- c -d e- --"]),
        ("", [""]),
    ],
)
def test_short_compound_stays_whole_and_a_long_one_may_be_parted(written: str, parts: list[str]) -> None:
    assert parted_at_compounds(written) == parts
