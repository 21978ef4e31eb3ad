"""What must be there before readers may see a story."""

import pytest

from articles.gate import lines, missing
from articles.models import Article, Section

SECTION = Section(pk=1, name="World")


def story(**values: object) -> Article:
    return Article(**{"headline": "Words", "section": SECTION, "body": "<p>Words.</p>"} | values)  # type: ignore[arg-type]


def test_complete_story_lacks_nothing() -> None:
    assert missing(story()) == []


@pytest.mark.parametrize(
    ("lacks", "sentence"),
    [
        ({"headline": "  "}, "A story cannot be published without a headline."),
        ({"section": None}, "Choose the section this story stands in."),
        ({"body": ""}, "The body is empty. Readers need something to read."),
        ({"body": "<p></p><p><br></p>"}, "The body is empty. Readers need something to read."),
    ],
)
def test_what_is_demanded_is_said(lacks: dict[str, object], sentence: str) -> None:
    assert [str(one) for one in missing(story(**lacks))] == [sentence]


def test_picture_alone_is_something_to_read() -> None:
    assert missing(story(body='<figure data-image="1"></figure>')) == []


def test_all_that_is_missing_is_said_at_once() -> None:
    assert len(missing(story(headline="", section=None, body=""))) == 3


def test_advice_stops_nobody_and_stands_behind_demands() -> None:
    found = lines(story(), has_byline=False)
    assert [(line.field, line.is_demanded, line.is_met) for line in found] == [
        ("headline", True, True),
        ("section", True, True),
        ("body", True, True),
        ("deck", False, False),
        ("bylines", False, False),
        ("lead_image", False, False),
    ]
    assert missing(story()) == []
