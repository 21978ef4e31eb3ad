"""What is done to text before anything reads it as HTML: characters nobody can keep, character references, what is too long or too deep."""

import html as entities
import re
import unicodedata

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from articles.html.nesting import is_tangled

MAX_BODY_CHARACTERS = 2_000_000
MOST_MARKS = 30
"""Combining marks one letter may carry (Unicode's stream-safe format): putting thousands in order takes the square of their number."""
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17))
_UNKEEPABLE = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff{_NONCHARACTERS}]")
_LONG_RUN_OF_MARKS = re.compile(rf"[^\w\s\x00-\u02ff]{{{MOST_MARKS + 1},}}")
_REFERENCE = re.compile(r"&(?:#0{0,20}[0-9]{1,8};?|#[xX]0{0,20}[0-9a-fA-F]{1,7};?|[a-zA-Z][a-zA-Z0-9]{1,31};|(?![a-zA-Z#]))")
_SHELTER = {"&": "\ufdd0", "<": "\ufdd1", ">": "\ufdd2"}
_BARE = str.maketrans(_SHELTER)
_SHELTERED = re.compile("[\ufdd0-\ufdd2]")
_WRITTEN = {"\ufdd0": "&amp;", "\ufdd1": "&lt;", "\ufdd2": "&gt;"}
_MOST_LOOSE_REFERENCES = 10_000


class BodyRefused(ValueError):
    """The body cannot be kept. `sentence` says why, for the person who sent it."""

    def __init__(self, sentence: Promise) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def clean_text(value: str) -> str:
    """Return text without control characters, lone surrogates and non-characters, in NFC, stripped. Never raises."""
    return keepable(value).strip()


def keepable(value: str) -> str:
    """Return the text in NFC without the characters that databases, feeds or browsers refuse; line ends are `\\n`."""
    if not value.replace("\n", "").isprintable():
        value = _UNKEEPABLE.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    if value.isascii() or unicodedata.is_normalized("NFC", value):
        return value
    return unicodedata.normalize("NFC", _LONG_RUN_OF_MARKS.sub(_shortened, value))


def _shortened(run: re.Match[str]) -> str:
    kept, marks = [], 0
    for character in run[0]:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def refuse_too_long(body: str) -> None:
    if len(body) > MAX_BODY_CHARACTERS:
        raise BodyRefused(
            format_lazy(
                _("The body has {length} characters; at most {most} fit. Divide the story, or take out what was pasted by mistake."),
                length=f"{len(body):,}",
                most=f"{MAX_BODY_CHARACTERS:,}",
            )
        )


def refuse_tangled(body: str) -> None:
    if is_tangled(body):
        raise BodyRefused(
            _("The body is tangled: hundreds of levels deep, or with thousands of pieces in the wrong place. Paste it again as plain text.")
        )


def sheltered(body: str) -> str:
    """Return the body with its character references resolved; those for `&`, `<` and `>` are non-characters until `unsheltered`.

    The parser appends each reference on its own, which takes the square of their number.
    """
    if "&" not in body:
        return body
    body = _REFERENCE.sub(_resolved, body)
    return body if body.count("&") <= _MOST_LOOSE_REFERENCES else body.replace("&", _SHELTER["&"])


def unsheltered(html: str) -> str:
    return _SHELTERED.sub(lambda found: _WRITTEN[found[0]], html)


def _resolved(reference: re.Match[str]) -> str:
    written = reference[0]
    meant = entities.unescape(written)
    if '"' in meant or "'" in meant:
        return written  # it may stand within quotation marks
    return _UNKEEPABLE.sub("", meant.replace("\r", "\n")).translate(_BARE)
