"""Verbs are tested at moments of a clock that stands still."""

import pytest

from tests.factories import NOW, set_clock


@pytest.fixture(autouse=True)
def _clock_stands_still(_fresh_look: None) -> None:
    set_clock(NOW)
