"""`docs/interchange.md` names every key there is, and no other; its examples are true."""

import json
import re

import pytest
from django.conf import settings

from articles.interchange.keys import BYLINE_KEYS, CONTENT_KEYS, DEMANDED, EDITION_KEYS, KEYS, LEAD_IMAGE_KEYS, keys_of
from articles.interchange.lines import parse

WRITTEN = (settings.BASE_DIR / "docs" / "interchange.md").read_text(encoding="utf-8")


def rows_of(heading: str) -> list[tuple[str, str]]:
    """Return key and description of the table below a heading."""
    section = re.split(r"^#+ ", WRITTEN.split(f"# {heading}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]
    return re.findall(r"^\| `(\w+)` \| (.*) \|$", section, flags=re.MULTILINE)


@pytest.mark.parametrize("kind", KEYS)
def test_every_key_of_a_line_is_documented(kind: str) -> None:
    assert sorted(name for name, _holds in rows_of(kind)) == sorted(keys_of(kind))


@pytest.mark.parametrize("kind", KEYS)
def test_what_is_needed_is_said(kind: str) -> None:
    assert {name for name, holds in rows_of(kind) if holds.startswith("**needed**")} == set(DEMANDED[kind])


def test_keys_of_inner_objects_are_documented() -> None:
    assert [name for name, _ in rows_of("author in a byline")] == list(BYLINE_KEYS)
    assert [name for name, _ in rows_of("lead_image")] == list(LEAD_IMAGE_KEYS)
    assert [name for name, _ in rows_of("edition")] == [name for name in EDITION_KEYS if name not in CONTENT_KEYS]


def test_keys_of_a_story_stand_in_the_order_in_which_they_are_written() -> None:
    names = [name for name, _ in rows_of("story") if name != "comments"]
    assert names == list(KEYS["story"])


def test_examples_are_lines_that_are_taken() -> None:
    examples = re.findall(r"```json\n(.*?)```", WRITTEN, flags=re.DOTALL)
    parsed = [parse(1, json.dumps(json.loads(example))) for example in examples]
    assert [(line.type, line.values.unknown, len(line.windows)) for line in parsed] == [("story", [], 1), ("story", [], 2)]
