"""One line: what it may hold, and the sentence for what it may not. No database."""

import contextlib
import datetime as dt
import io
import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.interchange.checks import address
from articles.interchange.keys import DEMANDED, KEYS
from articles.interchange.lines import MAX_LINE_CHARACTERS, parse, read_lines
from articles.interchange.references import written_path
from tests.articles.interchange.papers import live, story

MOMENT = "“{}”: must be a moment with its offset between the years 1000 and 9998, such as 2024-03-30T07:13:20+01:00."

KINDS = "“report”, “analysis”, “feature”, “interview”, “opinion”, “editorial”, “review”, “obituary”"


def refusal(told: Any) -> str:
    written = told if isinstance(told, str) else json.dumps(told)
    with pytest.raises(ValidationError) as refused:
        parse(1, written)
    return " ".join(refused.value.messages)


def test_line_without_a_type_is_a_story() -> None:
    line = parse(7, json.dumps(live(updated_at="2024-03-31T09:00:00+02:00", tags=["Sea", "Sea", "Ice"])))
    assert (line.number, line.type, line.ref, line.values["tags"], line.values.unknown) == (7, "story", "a", ["Sea", "Ice"], [])
    assert line.windows == [
        {"live_from": dt.datetime(2024, 3, 30, 7, 13, 20, tzinfo=dt.UTC), "updated_at": dt.datetime(2024, 3, 31, 7, 0, tzinfo=dt.UTC)}
    ]


def test_update_that_is_not_after_the_beginning_is_none() -> None:
    assert parse(1, json.dumps(live(updated_at="2024-03-30T07:13:20Z"))).windows[0]["updated_at"] is None


def test_edition_without_an_end_ends_where_the_next_begins() -> None:
    editions = [{"live_from": "2024-01-01T00:00:00Z"}, {"live_from": "2024-02-01T00:00:00Z"}]
    windows = parse(1, json.dumps(story(editions=editions))).windows
    assert [window.get("live_until") for window in windows] == [dt.datetime(2024, 2, 1, tzinfo=dt.UTC), None]


def test_null_is_a_key_that_is_not_there() -> None:
    assert "kicker" not in parse(1, json.dumps(story(kicker=None))).values


def test_unknown_keys_are_named_those_of_inner_objects_too() -> None:
    told = live(mood="grim", authors=[{"name": "Ada", "shoe_size": 38}], lead_image={"ref": "x", "title": "y"})
    assert parse(1, json.dumps(told)).values.unknown == ["mood", "authors.shoe_size", "lead_image.title"]


def test_control_characters_and_lone_surrogates_do_not_come_in() -> None:
    line = parse(
        1, r'{"import_ref": "a\u0000b", "headline": "One\ud800 \u0007two\nthree", "section": "World", "body": "<p>x\u0000\udfff</p>"}'
    )
    assert (line.ref, line.values["headline"], line.values["body"], line.values["section"]) == (
        "ab",
        "One two three",
        "<p>x</p>",
        ["World"],
    )


def test_numbers_of_another_database_are_taken_out_of_a_body() -> None:
    line = parse(1, json.dumps(story(body='<p>See <a data-story="5">this</a>.</p><figure data-image="17"></figure>')))
    assert line.values["body"] == "<p>See this.</p>"
    assert line.warnings == ["The body names pictures or stories by number, which is left out. Use data-image-ref and data-story-ref."]


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ("{", "This is no JSON: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)."),
        ("[" * 100_000, "This is no JSON: maximum recursion depth exceeded while decoding a JSON array from a unicode string."),
        ("[]", "A line holds one JSON object."),
        ('"text"', "A line holds one JSON object."),
        ({"type": "poem"}, f"“poem” is no type; there are {', '.join(KEYS)}."),
        ({"type": ["story"]}, f"“['story']” is no type; there are {', '.join(KEYS)}."),
        ({}, "Missing: import_ref, headline, section, body."),
        ({"type": "image", "import_ref": "x"}, "Missing: file, alt."),
        (story(headline=""), "“headline”: has 0 characters; from 1 to 300 fit."),
        (story(headline="\u0000"), "“headline”: has 0 characters; from 1 to 300 fit."),
        (story(headline=["x"]), "“headline”: must be text."),
        (story(headline="x" * 301), "“headline”: has 301 characters; from 1 to 300 fit."),
        (story(import_ref="x" * 201), "“import_ref”: has 201 characters; from 1 to 200 fit."),
        (story(section=["World", ""]), "“section”: has 0 characters; from 1 to 80 fit."),
        (story(section=[["World"]]), "“section”: must be text."),
        (story(section={"name": "World"}), "“section”: must be a list of at most 8."),
        (story(section=["x"] * 9), "“section”: must be a list of at most 8."),
        (story(body=5), "“body”: must be HTML, or a list of paragraphs."),
        (story(body=["x", 5]), "“body”: must be HTML, or a list of paragraphs."),
        (story(authors="Ada"), "“authors”: must be a list of at most 100."),
        (story(authors=["Ada"]), "“authors”: must be an object."),
        (story(authors=[{"role": "writer"}]), "“authors”: must have “name”."),
        (
            story(authors=[{"name": "Ada", "role": "boss"}]),
            "“authors”: “role”: must be one of “writer”, “photographer”, “illustrator”, “contributor”, “editor”, “translator”.",
        ),
        (story(stage="done"), "“stage”: must be one of “draft”, “review”, “approved”."),
        (story(kind="poem"), f"“kind”: must be one of {KINDS}."),
        (story(kind={}), f"“kind”: must be one of {KINDS}."),
        (story(noindex=1), "“noindex”: must be true or false."),
        (story(canonical_url="javascript:alert(1)"), "“canonical_url”: Enter a valid URL."),
        (story(lead_image={"file": "a.jpg"}), "“lead_image”: needs “ref”, or “file” and “alt”."),
        (story(lead_image="a.jpg"), "“lead_image”: must be an object."),
        (story(lead_image={"ref": "x", "focal_x": float("nan")}), "“lead_image”: “focal_x”: must be a number from 0 to 1."),
        (story(paths=["http://[bad"]), "“paths”: “http://[bad” is no path: it begins with “/” and has at most 500 characters."),
        (story(paths=[5]), "“paths”: must be text."),
        (story(paths=["no-slash"]), "“paths”: “no-slash” is no path: it begins with “/” and has at most 500 characters."),
        (story(paths=["/admin/x/"]), "“paths”: The address /admin/x/ is the site's own."),
        (story(related=["a"]), "A story cannot be related to itself."),
        (story(comments="perhaps"), "“comments”: “comments” is “open”, “closed” or “hidden”."),
        (live(editions=[]), "A story has “published_at” or “editions”, not both."),
        (story(editions=[{"live_until": "2024-01-01T00:00:00Z"}]), "“editions”: must have “live_from”."),
        (
            story(editions=[{"live_from": "2024-01-01T00:00:00Z", "live_until": "2024-01-01T00:00:00Z"}]),
            "“editions”: an edition ends after it begins.",
        ),
        (
            story(editions=[{"live_from": "2024-01-02T00:00:00Z"}, {"live_from": "2024-01-01T00:00:00Z"}]),
            "“editions”: they overlap, or are not in order.",
        ),
        (
            story(editions=[{"live_from": "2024-01-01T00:00:00Z", "ending": "fire"}]),
            "“editions”: “ending”: must be one of “”, “planned”, “withdrawn”.",
        ),
    ],
)  # fmt: skip
def test_line_is_refused_with_a_sentence(told: Any, sentence: str) -> None:
    assert refusal(told) == sentence


@pytest.mark.parametrize(
    "written",
    [
        "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "2024-03-30T07:13:20", "2024-03-30", "yesterday", "", 20240330, [],
        "2024-13-01T00:00Z",
    ],
)  # fmt: skip
def test_moment_that_no_calendar_holds_is_refused(written: Any) -> None:
    assert refusal(story(published_at=written)) == MOMENT.format("published_at")


def test_body_of_ten_megabytes_is_refused_with_its_length() -> None:
    sentence = (
        "“body”: The body has 10,000,000 characters; at most 2,000,000 fit. Divide the story, or take out what was pasted by mistake."
    )
    assert refusal(story(body="x" * 10_000_000)) == sentence


def test_number_of_ten_thousand_digits_is_refused() -> None:
    assert refusal(f'{{"import_ref": {"9" * 10_000}}}').startswith("This is no JSON: Exceeds the limit (4300 digits)")


def test_line_beyond_all_bounds_is_refused_and_the_next_one_is_read() -> None:
    told: list[tuple[int, str]] = []
    file = io.BytesIO(b'"' + b"x" * (5 * MAX_LINE_CHARACTERS) + b'"\n\n  \n{"next": 1}\n')
    assert list(read_lines(file, lambda *said: told.append(said))) == [(4, '{"next": 1}')]
    assert told == [(1, "The line is longer than 12000000 characters.")]


def test_line_that_is_no_utf8_is_refused_and_a_byte_order_mark_is_none() -> None:
    told: list[tuple[int, str]] = []
    file = io.BytesIO(b'\xef\xbb\xbf{"a": 1}\r\n\xff\xfe\n{"b": 2}')
    assert list(read_lines(file, lambda *said: told.append(said))) == [(1, '{"a": 1}'), (3, '{"b": 2}')]
    assert told == [(2, "The line is no UTF-8.")]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://old.example/2019/caf%C3%A9/?p=1#top", "/2019/café/?p=1"),
        ("/?p=123", "/?p=123"),
        ("/100%25-sure/", "/100%-sure/"),
        ("/a%25ab/", "/a%ab/"),
        ("/a%23b?x", "/a#b?x"),
        ("/%2Fhost/x", "//host/x"),
        ("/what%3F/", "/what?/"),
    ],
)
def test_old_address_comes_back_as_it_was(written: str, kept: str) -> None:
    assert address(written) == kept
    assert address(written_path(kept)) == kept


@given(st.text(min_size=1, max_size=40))
def test_every_address_that_is_taken_is_written_so_that_it_is_read_again(text: str) -> None:
    try:
        kept = address(f"/{text}")
    except ValidationError:
        return
    assert address(written_path(kept)) == kept


_names = st.sampled_from(sorted({name for keys in KEYS.values() for name in keys}))
_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.sampled_from(["2024-03-30T07:13:20Z", "<p>x</p>"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_names, inner, max_size=3),
    max_leaves=6,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault of the lines
@given(st.sampled_from(sorted(KEYS)), st.data())
def test_whatever_stands_in_a_line_it_is_taken_or_refused(kind: str, data: st.DataObject) -> None:
    names = st.sampled_from([*KEYS[kind], "comments", "nobody-knows"])
    told = {"type": kind, **dict.fromkeys(DEMANDED[kind], "x"), **data.draw(st.dictionaries(names, _json, max_size=4))}
    with contextlib.suppress(ValidationError):
        assert parse(1, json.dumps(told)).type == kind
