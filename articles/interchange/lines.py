"""Lines of the interchange format: bytes in, checked lines out. No database here."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles import html
from articles.interchange.checks import Told, Values, checked
from articles.interchange.keys import DEMANDED, KEYS, keys_of

MAX_LINE_CHARACTERS = 12_000_000
_MAX_LINE_BYTES = 4 * MAX_LINE_CHARACTERS


@dataclass(slots=True, eq=False)
class Line:
    """A checked line. `values` holds only the keys that stood there; `windows` are the editions a story asks for, in order.

    `refs` names the stories it refers to, in its editions too. `written` is the line as it stood; `was_new`: its story was made
    earlier in this run. `warnings` are sentences.
    """

    number: int
    type: str
    values: Told
    written: str
    windows: list[Values] = field(default_factory=list)
    refs: frozenset[str] = frozenset()
    warnings: list[str] = field(default_factory=list)
    was_new: bool = False

    @property
    def ref(self) -> str:
        return str(self.values.get("import_ref", ""))


def read_lines(file: BinaryIO, refuse: Callable[[int, str], None]) -> Iterator[tuple[int, str]]:
    """Yield number and text of each line that is not blank; what is no UTF-8 or endless is refused."""
    number = 0
    while raw := file.readline(_MAX_LINE_BYTES):
        number += 1
        if len(raw) == _MAX_LINE_BYTES and not raw.endswith(b"\n"):
            refuse(number, _too_long())
            while (more := file.readline(_MAX_LINE_BYTES)) and not more.endswith(b"\n"):
                continue
            continue
        try:
            written = raw.decode("utf-8-sig" if number == 1 else "utf-8").strip()
        except UnicodeDecodeError:
            refuse(number, _("The line is no UTF-8."))
            continue
        if written:
            yield number, written


def parse(number: int, written: str) -> Line:
    """Check one line. Raises ValidationError with a sentence."""
    told = _object(written)
    kind = told.pop("type", "story")
    if not isinstance(kind, str) or kind not in KEYS:
        raise ValidationError(_("“%(type)s” is no type; there are %(types)s.") % {"type": str(kind)[:40], "types": ", ".join(KEYS)})
    values = checked(told, keys_of(kind))
    if missing := [name for name in DEMANDED[kind] if name not in values]:
        raise ValidationError(_("Missing: %(names)s.") % {"names": ", ".join(missing)})
    line = Line(number, kind, values, written)
    for part in (values, *values.get("editions", ())):
        _take_out_numbers(part, line)
    if kind == "story":
        line.windows = _windows(values)
        if any(line.ref in part.get("related", ()) for part in (values, *line.windows)):
            raise ValidationError(_("A story cannot be related to itself."))
    line.refs = frozenset(ref for part in (values, *line.windows) for ref in _refs_in(part))
    return line


def _object(written: str) -> dict[str, Any]:
    if len(written) > MAX_LINE_CHARACTERS:
        raise ValidationError(_too_long())
    try:
        told = json.loads(written)
    except (ValueError, RecursionError) as error:  # ValueError: a number of thousands of digits, too
        raise ValidationError(_("This is no JSON: %(reason)s.") % {"reason": str(error)[:200]}) from error
    if not isinstance(told, dict):
        raise ValidationError(_("A line holds one JSON object."))
    return told


def _windows(values: Values) -> list[Values]:
    """Return the editions a story asks for, each with its end; `published_at` is one edition without one."""
    if "published_at" in values:
        if "editions" in values:
            raise ValidationError(_("A story has “published_at” or “editions”, not both."))
        updated = values.get("updated_at")
        return [{"live_from": values["published_at"], "updated_at": updated if updated and updated > values["published_at"] else None}]
    windows: list[Values] = list(values.get("editions", ()))
    for earlier, later in pairwise(windows):
        until = earlier.setdefault("live_until", later["live_from"])
        if earlier["live_from"] >= later["live_from"] or until > later["live_from"]:
            raise ValidationError(_("“editions”: they overlap, or are not in order."))
    if any(window["live_from"] >= window["live_until"] for window in windows if "live_until" in window):
        raise ValidationError(_("“editions”: an edition ends after it begins."))
    return windows


def _refs_in(part: Values) -> list[str]:
    return [*part.get("related", ()), *html.story_refs(part.get("body", ""))]


def _take_out_numbers(part: Values, line: Line) -> None:
    """Take out references by the numbers of another database: here they would lead to something else."""
    written = part.get("body", "")
    if "data-image=" in written or "data-story=" in written:
        part["body"] = html.clean(html.replace_references(written, image=lambda _: None, story=lambda _: None, to="refs"))
        line.warnings.append(_("The body names pictures or stories by number, which is left out. Use data-image-ref and data-story-ref."))


def _too_long() -> str:
    return _("The line is longer than %(most)d characters.") % {"most": MAX_LINE_CHARACTERS}
