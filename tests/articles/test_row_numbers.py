"""What is read as the number of a row, and what is not."""

from typing import Any

import pytest

from articles.row_numbers import row_number


@pytest.mark.parametrize(("typed", "number"), [("7", 7), (7, 7), ("0", 0), ("9" * 18, 10**18 - 1)])
def test_number_is_read(typed: Any, number: int) -> None:
    assert row_number(typed) == number


@pytest.mark.parametrize("typed", [None, "", "-1", "1.5", " 7", "٧", "²", "9" * 19, "9" * 5000, "7\0", True, ["7"]])
def test_what_is_none_is_none(typed: Any) -> None:
    assert row_number(typed) is None
