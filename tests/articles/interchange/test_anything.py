"""Whatever stands in a file, an import takes it or refuses it with a sentence, and a second run finds nothing to do."""

import json
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.interchange.keys import KEYS
from articles.look import look
from tests.articles.interchange.papers import exported, run_import

pytestmark = pytest.mark.django_db

_text = st.text(
    st.characters() | st.sampled_from(["\x00", "\ud800", "\u202e", "🔥", "İ", "ß", "\u0301", "\n", "/", "%", "#", "?", '"', "<"]),
    max_size=12,
)
_ref = st.sampled_from(["a", "b", "c", 'd"&'])
_moment = st.sampled_from(["2024-03-30T07:13:20Z", "2024-03-31T02:30:00+01:00", "2299-01-01T00:00:00Z", "1000-01-02T00:00:00Z", "nonsense"])
_body = st.sampled_from(
    ["<p>Words.</p>", ["One.", "\x00"], '<p><a data-story-ref="b">b</a></p>', '<p><a data-story-ref="none">x</a></p>', "", "<script>"]
) | _text.map(lambda text: f"<p>{text}</p>")  # fmt: skip
_names = st.lists(st.sampled_from(["World", "Europe", "admin", "2024", "🔥"]) | _text, min_size=1, max_size=3)
_byline = st.fixed_dictionaries(
    {"name": st.sampled_from(["Ada", "ADA", "🔥"]) | _text}, optional={"role": st.sampled_from(["writer", "editor"])}
)
_paths = st.lists(st.sampled_from(["/old/", "/?p=1", "/world/", "/about/", "/a%00b"]) | _text.map(lambda text: f"/{text}"), max_size=2)
_tags = st.lists(st.sampled_from(["Sea", "SEA", "Ärzte", "ärzte", "C++", "C#"]) | _text, max_size=3)
_values: dict[str, st.SearchStrategy[Any]] = {
    "import_ref": _ref, "section": _names, "path": _names, "authors": st.lists(_byline, max_size=2), "tags": _tags, "body": _body,
    "related": st.lists(_ref, max_size=3), "paths": _paths, "published_at": _moment, "updated_at": _moment, "planned_at": _moment,
    "deadline": _moment, "position": st.integers(-1, 40_000), "noindex": st.booleans(), "in_footer": st.booleans(),
    "in_navigation": st.booleans(), "stage": st.sampled_from(["draft", "done"]), "kind": st.just("opinion"),
    "comments": st.sampled_from(["open", "closed", "x"]), "canonical_url": st.sampled_from(["https://a.example/", "x"]),
    "lead_image": st.just({"ref": "none"}), "portrait": st.just("none"), "name": st.sampled_from(["Sea", "Ada", "Ärzte"]) | _text,
    "slug": st.sampled_from(["admin", "about", "🔥", "a/b", "world"]) | _text,
    "editions": st.lists(st.fixed_dictionaries({"live_from": _moment}, optional={
        "live_until": _moment, "headline": _text, "body": _body, "tags": _tags, "notice": _text,
        "path": st.sampled_from(["/old/", "/x/", "x"]),
    }), max_size=2),
}  # fmt: skip
_DEMANDED = {"import_ref", "headline", "section", "body", "path", "name", "title", "alt", "file"}


@st.composite
def a_line(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(["story", "story", "story", *KEYS]))
    names = [*KEYS[kind], *(["comments"] if kind == "story" else [])]
    held = {name for name in names if name in _DEMANDED} | draw(st.sets(st.sampled_from(names), max_size=6))
    return {"type": kind} | {name: draw(_values.get(name, _text)) for name in names if name in held}


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(a_line(), min_size=1, max_size=6, unique_by=lambda line: (line["type"], json.dumps(line.get("import_ref", line)))))
def test_whatever_stands_in_a_file_the_import_goes_on(lines: list[dict[str, Any]]) -> None:
    look.forget()
    with transaction.atomic():  # each example begins with an empty site: it can be made smaller, and drawn again
        first = run_import(*lines)
        taken = sum(first.report.counts.values())
        assert taken + first.report.refused == len(lines)
        assert all(said.startswith("line ") for said in first.said)
        whole = exported()
        assert run_import(*whole).report.refused == 0
        assert exported() == whole
        transaction.set_rollback(True)
