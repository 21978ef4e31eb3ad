"""What somebody typed, as it is kept and as it is drawn: paragraphs, links and quotations, in any script, with nothing hidden in it."""

import re
import unicodedata
from collections.abc import Iterator
from hashlib import sha256
from html import escape
from typing import Any

import bleach  # type: ignore[import-untyped]

from articles import html

MOST_MARKS = 4
"""Combining marks a letter may carry in a comment: Hebrew with its accents and Vietnamese need no more, zalgo does."""
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Embeddings, overrides and isolates: they turn what stands after them. Marks (LRM, RLM, ALM) and joiners are part of writing."""
_BLANK = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2060-\u2064\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\u2800\U000e0000-\U000e0fff]"
)
_BREAKS = re.compile("[\v\f\x85\u2028\u2029]")
_MANY_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_MAY_HOLD_LINK = re.compile(r"://|[^\s.]\.[^\W\d_]{2}")
_LINK = re.compile(r"<a ")


def as_kept(typed: str) -> str:
    """Return the words as they are kept: NFC, no control characters, no bidi override, few marks a letter, one blank line."""
    text = _BIDI.sub("", html.clean_text(_BREAKS.sub("\n", typed)))
    return _MANY_LINES.sub("\n\n", _few_marks(text)).strip()


def as_name(typed: str) -> str:
    """Return a name on one line, as `as_kept` keeps words."""
    return " ".join(_few_marks(_BIDI.sub("", html.clean_text(typed))).split())


def is_blank(text: str) -> bool:
    """Say whether nothing in the text can be seen."""
    return not _BLANK.sub("", text).strip()


def as_drawn(text: str) -> str:
    """Return kept words as HTML: it passed the boundary of strangers' words in `articles.html`."""
    markup = "".join(_paragraphs(text))
    if _MAY_HOLD_LINK.search(text):
        markup = bleach.linkify(markup, callbacks=[_only_elsewhere], parse_email=False)
    return html.clean_strangers(markup)


def links_in(drawn: str) -> int:
    return len(_LINK.findall(drawn))


def fingerprint_of(text: str) -> str:
    """Return what is equal for texts that differ in nothing but case, spaces and punctuation; "" for very short ones, which repeat."""
    words = "".join(character for character in unicodedata.normalize("NFKC", text).casefold() if character.isalnum())
    return sha256(words.encode()).hexdigest() if len(words) >= 20 else ""


def _few_marks(text: str) -> str:
    if text.isascii():
        return text
    kept, marks = [], 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character) in {"Mn", "Me"} else 0
        if marks <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def _paragraphs(text: str) -> Iterator[str]:
    """Yield paragraphs; lines that begin with “>” are a quotation."""
    for block in text.split("\n\n"):
        for is_quote, lines in _runs(block.split("\n")):
            written = "<br>".join(escape(line) for line in lines)
            if written.strip():
                yield f'<blockquote><p dir="auto">{written}</p></blockquote>' if is_quote else f'<p dir="auto">{written}</p>'


def _runs(lines: list[str]) -> Iterator[tuple[bool, list[str]]]:
    run: list[str] = []
    was_quote = False
    for line in lines:
        is_quote = line.lstrip().startswith(">")
        if run and is_quote != was_quote:
            yield was_quote, run
            run = []
        was_quote = is_quote
        run.append(line.lstrip().lstrip("> ") if is_quote else line)
    if run:
        yield was_quote, run


def _only_elsewhere(attributes: Any, new: bool = False) -> Any:  # noqa: FBT001, FBT002  (bleach's own)
    """Link only what was written as a whole address or names a host; never something bleach took for one without a letter."""
    href = attributes.get((None, "href"), "")
    return attributes if len(href) <= 2000 and re.match(r"https?://[^\s/]+\.[^\s/]+", href, re.IGNORECASE) else None
