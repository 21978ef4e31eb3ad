"""What tests of comments stand on."""

import pytest

from tests.comments.writing import set_rules, story


@pytest.fixture
def article_id() -> int:
    """A live story that takes comments under the rules as installed."""
    set_rules()
    return story().article_id
