"""The paper's own colour can always be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.colours import CONTRAST, DARK_GROUNDS, LIGHT_GROUNDS, contrast, schemes_of

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(COLOURS)
def test_accent_can_be_read_on_every_ground_and_on_its_own_wash_in_both_schemes(accent: str) -> None:
    light, dark = schemes_of(accent)
    for scheme, grounds in ((light, LIGHT_GROUNDS), (dark, DARK_GROUNDS)):
        assert min(contrast(scheme.accent, ground) for ground in [*grounds, scheme.wash]) >= CONTRAST
        assert contrast(scheme.on_accent, scheme.accent) >= CONTRAST


@given(COLOURS)
def test_text_can_be_read_on_the_wash(accent: str) -> None:
    light, dark = schemes_of(accent)
    assert min(contrast("#5b6669", light.wash), contrast("#9ba5a7", dark.wash)) >= CONTRAST


def test_colour_that_can_be_read_is_left_as_it_is() -> None:
    light, dark = schemes_of("#0a5a68")
    assert light.accent == "#0a5a68"
    assert dark.accent != "#0a5a68"


@pytest.mark.parametrize(
    ("one", "other", "expected"), [("#000000", "#ffffff", 21.0), ("#ffffff", "#ffffff", 1.0), ("#777777", "#ffffff", 4.48)]
)
def test_contrast_is_that_of_wcag(one: str, other: str, expected: float) -> None:
    assert round(contrast(one, other), 2) == expected
