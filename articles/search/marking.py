"""Where the words of a question stand in a text: a headline with them marked, and the piece of a story around the first of them."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from articles.search.words import NO_SPACES, SPACED, is_beginning, plainly

_BEFORE, _LONG = 60, 240
"""How many letters stand before the first word of a piece, and how many it has."""
_OF_A_WORD = rf"[^\s{NO_SPACES}]"
_NO_SPACE = re.compile(f"[{NO_SPACES}]")

Part = tuple[str, bool]
"""Some text, and whether it is a word that was looked for."""


class _Letters(dict[int, str]):
    """Each letter without case and accents, what is no letter as a space, accents as nothing: learnt letter by letter."""

    def __init__(self) -> None:
        super().__init__()
        self.wide = ""
        """The letters that do not become one letter, as far as they are known."""

    def __missing__(self, code: int) -> str:
        self[code] = plainly(chr(code)).translate(SPACED)
        if len(self[code]) != 1:
            self.wide += chr(code)
        return self[code]


_LETTERS = _Letters()


class Marker:
    """Finds the words of a question (of `words_of`) in texts."""

    def __init__(self, words: Sequence[str]) -> None:
        spaced = [
            f"{re.escape(word)}{_OF_A_WORD + '*' if is_beginning(word) else f'(?!{_OF_A_WORD})'}" for word in words if _is_spaced(word)
        ]
        either = [re.escape(run) for run in _runs([word for word in words if not _is_spaced(word)])]
        if spaced:
            either.append(f"(?<!{_OF_A_WORD})(?:ال)?(?:{'|'.join(spaced)})")
        self._pattern = re.compile("|".join(either) or "(?!)")

    def marked(self, text: str) -> list[Part]:
        """Part a text at the words."""
        parts: list[Part] = []
        end = 0
        for start, stop in self._places(text):
            parts += [(text[end:start], False), (text[start:stop], True)]
            end = stop
        return [part for part in (*parts, (text[end:], False)) if part[0]]

    def piece(self, text: str) -> list[Part]:
        """Return some of a text around the first of the words, parted at them; nothing where none stands in it."""
        found = self._pattern.search(text.translate(_LETTERS))
        if found is None:
            return []
        first = _in_text(text, *found.span())[0]
        start = _word_before(text, max(first - _BEFORE, 0), first)
        end = min(start + _LONG, len(text))
        if end < len(text) and (space := text.rfind(" ", first + 1, end)) > end - _BEFORE:
            end = space
        parts = self.marked(text[start:end].strip())
        return [*([("… ", False)] if start else []), *parts, *([(" …", False)] if end < len(text) else [])]

    def _places(self, text: str) -> list[tuple[int, int]]:
        return [_in_text(text, *found.span()) for found in self._pattern.finditer(text.translate(_LETTERS))]


def _is_spaced(word: str) -> bool:
    return not _NO_SPACE.match(word)


def _runs(pairs: Sequence[str]) -> list[str]:
    """Return the runs that pairs of letters were made of, the longest first, then the pairs: `東京 京港` is `東京港 東京 京港`."""
    runs: list[str] = []
    for pair in pairs:
        if runs and runs[-1][-1] == pair[0]:
            runs[-1] += pair[1:]
        else:
            runs.append(pair)
    return sorted({*runs, *pairs}, key=lambda run: (-len(run), run))


def _in_text(text: str, start: int, stop: int) -> tuple[int, int]:
    """Return where in a text a span of its plain letters (`_LETTERS`) lies."""
    if text.isascii() or not any(letter in text for letter in _LETTERS.wide):
        return start, stop
    ends = list(accumulate(len(_LETTERS[ord(letter)]) for letter in text))
    return bisect_right(ends, start), bisect_right(ends, stop)


def _word_before(text: str, start: int, first: int) -> int:
    """Return where a word begins at or after `start`, so that no word is cut; `start` itself where nothing is written with spaces."""
    if start == 0:
        return 0
    space = text.find(" ", start, first)
    return start if space < 0 else space + 1
