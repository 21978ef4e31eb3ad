"""A reader's browser, and a clock that stands still."""

import pytest

from tests.factories import NOW, set_clock


@pytest.fixture(autouse=True)
def _clock() -> None:
    set_clock(NOW)
