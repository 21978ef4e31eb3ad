"""Lines to import, and what an import said of them. Keyword-only, nothing is shared between tests."""

import io
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image as Pixels

from articles.interchange import Importer, Report, export

PUBLISHED = "2024-03-30T07:13:20Z"


@dataclass
class Run:
    """An import that is over: its report and every sentence it said."""

    report: Report
    said: list[str] = field(default_factory=list)

    @property
    def stories(self) -> tuple[int, int, int, int]:
        """New, changed, unchanged, refused."""
        new, changed, unchanged = (self.report.counts["story", outcome] for outcome in ("new", "changed", "unchanged"))
        return new, changed, unchanged, self.report.refused


def story(*, import_ref: str = "a", **keys: Any) -> dict[str, Any]:
    """Return a line of a draft that lacks nothing."""
    return {
        "import_ref": import_ref,
        "headline": f"Headline {import_ref}",
        "section": ["World", "Europe"],
        "body": [f"First words of {import_ref}.", "Second paragraph."],
    } | keys


def live(*, import_ref: str = "a", **keys: Any) -> dict[str, Any]:
    return story(import_ref=import_ref, published_at=PUBLISHED, **keys)


def as_bytes(*lines: Any) -> bytes:
    """Write lines: objects as JSON, text and bytes as they are."""
    written = [line if isinstance(line, bytes) else (line if isinstance(line, str) else json.dumps(line)).encode() for line in lines]
    return b"".join(line + b"\n" for line in written)


def run_import(*lines: Any, images: Path | None = None, is_dry_run: bool = False) -> Run:
    said: list[str] = []
    importer = Importer(images=images, tell=said.append, progress=lambda _said: None, is_dry_run=is_dry_run)
    return Run(importer.run(io.BytesIO(as_bytes(*lines))), said)


def exported(images: Path | None = None) -> list[str]:
    """Return the lines of an export."""
    return list(export(images, tell=lambda _said: None))


def exported_story(ref: str) -> dict[str, Any]:
    found = [told for told in map(json.loads, exported()) if told.get("import_ref") == ref and "type" not in told]
    assert len(found) == 1
    told: dict[str, Any] = found[0]
    return told


def draw(folder: Path, name: str = "harbour.jpg", *, colour: str = "teal") -> Path:
    """Put a real picture into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    Pixels.new("RGB", (900, 600), colour).save(path, quality=60)
    return path
