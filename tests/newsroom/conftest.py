"""What tests of operators' work have besides."""

from collections.abc import Iterator

import pytest

from tests.newsroom.places import Sites, making_sites


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    with making_sites(tmp_path_factory.mktemp) as make:
        yield make
