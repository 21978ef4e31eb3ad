"""What a compositor does to words when they are drawn; what is stored keeps them as they were written."""

import re

_IN_TEXT = re.compile(r" (?<=\d )(?=[^\W\d_])")  # a space first: then only spaces are looked at, not every letter
_IN_HTML = re.compile(r" (?<=\d )(?=[^\W\d_])(?![^<>]*>)")
_COMPOUND = re.compile(r"(?<![\w-])(?=[\w-]{3,14}(?![\w-]))(\w+(?:-\w+)+)")
NO_BREAK_SPACE = "\u00a0"


def keep_numbers(text: str) -> str:
    """Keep a number and its unit or month on one line: `22 January`, `61 million`."""
    return _IN_TEXT.sub(NO_BREAK_SPACE, text)


def keep_numbers_in_html(html: str) -> str:
    """Do the same in the words of clean HTML, never in its attributes."""
    return _IN_HTML.sub(NO_BREAK_SPACE, html)


def parted_at_compounds(text: str) -> list[str]:
    """Return the parts of a text, every second one a short compound that stays on one line: `thirty-seven`."""
    return _COMPOUND.split(text)
