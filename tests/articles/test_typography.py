"""What is done to words when they are drawn."""

import pytest

from articles.typography import keep_numbers, keep_numbers_in_html


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
