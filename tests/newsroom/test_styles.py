"""The readers' styles as one file."""

import gzip
import re
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from articles.charts import MOST_SERIES
from articles.colours import contrast
from newsroom.storage import JOINED, STYLES, StaticStorage
from newsroom.styles import compact, joined

CSS = Path(settings.BASE_DIR) / "static" / "css"
BLOCKS = Path(settings.BASE_DIR) / "templates" / "articles" / "blocks"
SEEN = 3.0
"""Contrast a shape needs to be seen beside its ground (WCAG 1.4.11)."""


def whole() -> str:
    return joined((CSS / "site.css").read_text(), lambda address: (CSS / address).read_text())


def test_every_file_of_the_readers_styles_is_joined() -> None:
    written = {path.relative_to(CSS).as_posix() for path in CSS.rglob("*.css")} - {"site.css"}
    imported = set(re.findall(r'@import url\("([^"]+)"\)', (CSS / "site.css").read_text()))
    assert imported == {path for path in written if not path.startswith("desk/")}
    assert "@import" not in whole()


def test_sheets_of_the_desk_are_joined_in_their_order_without_a_layer() -> None:
    """Layered ones would lose to all of Django's."""
    sheets = {name: (CSS.parent / name).read_text() for name in JOINED if name != STYLES}
    imported = {name: re.findall(r'@import url\("([^"]+)"\);', sheet) for name, sheet in sheets.items()}
    assert imported["css/desk/desk.css"] == ["tokens.css", "frame.css", "controls.css", "stock.css"]
    for name, sheet in sheets.items():
        parts = [(CSS / "desk" / part).read_text() for part in imported[name]]
        assert joined(sheet, lambda part: (CSS / "desk" / part).read_text()) == "".join(map(compact, parts))


def test_layers_keep_their_order_and_braces_their_balance() -> None:
    sheet = whole()
    assert sheet.startswith("@layer tokens,base,layout,components,print;")
    assert sheet.count("{") == sheet.count("}")


@pytest.mark.parametrize(
    ("written", "compacted"),
    [
        ("a { color: red; }\n\nb { }", "a{color:red}b{}"),
        ("/* why */ a::before { content: \"; /* not */ '  ' \"; }", "a::before{content: \"; /* not */ '  ' \"}".replace(": ", ":", 1)),
        ("a { inline-size: calc(1px + 2px); & :hover { color: red } }", "a{inline-size:calc(1px + 2px);& :hover{color:red}}"),
        ("@media (width >= 62rem) { a > b, c { x: y } }", "@media (width >= 62rem){a > b,c{x:y}}"),
    ],
)
def test_only_what_nobody_needs_is_taken_out(written: str, compacted: str) -> None:
    assert compact(written) == compacted


def collected(into: Path) -> StaticStorage:
    """Collect our own files."""
    storage = StaticStorage(location=into)
    paths = {}
    for path, source in (pair for finder in finders.get_finders() for pair in finder.list([])):
        if path.startswith(("css/", "fonts/", "js/")):
            paths[path] = (source, path)
            with source.open(path) as file:
                storage.delete(path)
                storage.save(path, file)
    assert [error for *_names, error in storage.post_process(paths) if isinstance(error, Exception)] == []
    return storage


def test_collected_styles_are_one_file_with_hashed_addresses(tmp_path: Path) -> None:
    storage = collected(tmp_path)
    sheet = (tmp_path / storage.stored_name(STYLES)).read_text()
    addresses = re.findall(r'url\("([^"]+)"\)', sheet)
    assert ("@import" in sheet, len(addresses)) == (False, 9)
    assert [one for one in addresses if not re.fullmatch(r"\.\./fonts/[a-z-]+\.[0-9a-f]{12}\.woff2", one)] == []


def test_modules_of_the_desk_import_by_hashed_addresses_also_what_is_opened_later(tmp_path: Path) -> None:
    storage = collected(tmp_path)
    door = (tmp_path / storage.stored_name("js/desk/writing/opened.js")).read_text()
    later = re.findall(r'import\("\./([^"]+)"\)', door)
    assert [re.sub(r"\.[0-9a-f]{12}\.js$", "", name) for name in later] == ["library", "ask", "focal"]
    assert [name for name in later if not (tmp_path / "js" / "desk" / "writing" / name).exists()] == []


def test_what_pages_link_to_is_compressed_once(tmp_path: Path) -> None:
    storage = collected(tmp_path)
    name = storage.stored_name(STYLES)
    sheet, small, smaller = (tmp_path / f"{name}{ending}" for ending in ("", ".gz", ".br"))
    assert brotli.decompress(smaller.read_bytes()) == gzip.decompress(small.read_bytes()) == sheet.read_bytes()
    assert smaller.stat().st_size < small.stat().st_size < sheet.stat().st_size / 4
    assert [path.name for path in tmp_path.rglob("*.br") if not re.search(r"\.[0-9a-f]{12}\.", path.name)] == []
    smaller.write_bytes(b"as it was")
    collected(tmp_path)
    assert smaller.read_bytes() == b"as it was"


def test_whatever_a_chart_is_drawn_with_has_a_rule() -> None:
    """A line without one is a black surface."""
    drawn = "".join(path.read_text() for path in BLOCKS.glob("*chart*.html"))
    shapes = {*re.findall(r"<(polyline|rect|circle)", drawn), *re.findall(r'class="([a-z]+)"', drawn)} - {"table"}
    sheet = (CSS / "components" / "chart.css").read_text()
    assert shapes == {"polyline", "rect", "circle", "grid", "scale", "base", "place", "legend"}
    assert {name for name in shapes if name not in sheet} == {"scale"}  # as all text of a chart
    assert re.findall(r"\.series-(\d)", sheet) == [str(number + 1) for number in range(MOST_SERIES)]


def test_series_of_a_chart_are_seen_in_both_schemes() -> None:
    tokens = (CSS / "tokens.css").read_text()
    pairs = re.findall(r"--(paper|accent|series-[a-z]+): light-dark\((#[0-9a-f]+), (#[0-9a-f]+)\)", tokens)
    (_paper, light, dark), *series = pairs
    light = "#ffffff" if light == "#fff" else light
    assert len(series) == MOST_SERIES
    assert [name for name, by_day, by_night in series if min(contrast(by_day, light), contrast(by_night, dark)) < SEEN] == []
