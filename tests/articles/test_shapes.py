"""How the front page's blocks are set."""

from collections import Counter
from itertools import pairwise

import pytest
from django.template.loader import get_template
from hypothesis import given
from hypothesis import strategies as st

from articles.shapes import LEAST, MOST, SHAPES, Rhythm, Shape


@given(st.lists(st.integers(LEAST, MOST), max_size=20))
def test_every_block_is_filled_and_none_is_set_like_the_one_before(counts: list[int]) -> None:
    rhythm = Rhythm(Counter())
    shapes = [rhythm.next_for(count) for count in counts]
    assert [shape for shape, count in zip(shapes, counts, strict=True) if shape is None or shape.least > count] == []
    assert [one for one, other in pairwise(shapes) if one == other] == []


def test_too_few_stories_are_no_block() -> None:
    assert Rhythm(Counter()).next_for(LEAST - 1) is None


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_every_shape_has_its_template(shape: Shape) -> None:
    assert get_template(shape.template).template.name == shape.template
