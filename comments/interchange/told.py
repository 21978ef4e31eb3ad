"""One comment as a source tells it, whatever the source: what an importer reads and stores."""

import datetime as dt
import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from articles import html
from articles.moments import EARLIEST, LATEST

_BREAK = re.compile(r"<br\s*/?>|</p\s*>|</div\s*>|</li\s*>", re.IGNORECASE)
_QUOTE = re.compile(r"<blockquote[^>]*>(.*?)</blockquote\s*>", re.IGNORECASE | re.DOTALL)
_ADDRESS = re.compile(r"""<a\b[^>]*?href\s*=\s*["']([^"']+)["'][^>]*>(.*?)</a\s*>""", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z][^>]*>")
STATES = {"live", "waiting", "rejected", "spam", "deleted"}


@dataclass(slots=True)
class Told:
    """`ref` is the source's own name for it, unique with the source's; `story` leads to a story: a path, an address or `import_ref`."""

    ref: str
    story: str
    text: str
    name: str
    email: str
    created_at: dt.datetime | None
    state: str
    parent_ref: str = ""
    person_ref: str = ""
    featured: bool = False
    likes: int = 0
    edited_at: dt.datetime | None = None
    badge: str = ""


def plain(markup: str) -> str:
    """Return the words of another system's HTML, as somebody would have typed them."""
    text = _QUOTE.sub(lambda found: "\n\n" + "\n".join(f"> {line}" for line in plain(found[1]).split("\n")) + "\n\n", markup)
    text = _ADDRESS.sub(lambda found: found[1] if found[1] in found[2] or not found[2].strip() else f"{found[2]} ({found[1]})", text)
    text = _TAG.sub("", _BREAK.sub(lambda found: "\n" if found[0].lower().startswith("<br") else "\n\n", text))
    return html.clean_text(unescape(text))


def moment(written: Any) -> dt.datetime | None:
    """Read a moment: ISO, `2024-03-30 12:00:00` (in UTC), or MongoDB's `{"$date": …}`. None for what is none."""
    if isinstance(written, dict):
        written = written.get("$date")
        if isinstance(written, dict):
            written = written.get("$numberLong")
    try:
        if isinstance(written, int | float) or (isinstance(written, str) and written.isascii() and written.isdigit()):
            found = dt.datetime.fromtimestamp(int(written) / 1000, tz=dt.UTC)
        else:
            found = dt.datetime.fromisoformat(str(written).strip())
    except (ValueError, OverflowError, OSError):
        return None
    found = found if found.tzinfo else found.replace(tzinfo=dt.UTC)
    return found if EARLIEST <= found <= LATEST else None
