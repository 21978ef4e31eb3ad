"""The words of a text as both indexes keep them, made here so that both databases find the same: see docs/decisions.md."""

import re
import unicodedata
from itertools import pairwise

_MOST_CHARACTERS, WORD_LENGTH = 400_000, 40
_SHORTEST_WITH_ARTICLE = 4
_ALIKE = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ـ": None})
# Accents of Latin, Greek and Cyrillic, the points of Hebrew and the vowel signs of Arabic: written or not, it is the same word.
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u0655\u0670]")
NO_SPACES = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff"
"""Scripts that are written without spaces, for a set of a regular expression."""
_WORDS_BY_THEMSELVES = "\u2e80"
"""Where Chinese and Japanese begin."""
_RUNS = re.compile(f"[{NO_SPACES}]+|[^{NO_SPACES}]+")


def words_of(text: str) -> list[str]:
    """Return the words of a text as the index keeps them, each once, in order: `東京港` is `東京 京港`, `Zürich` is `zurich`."""
    plain = plainly(text[:_MOST_CHARACTERS])
    words: dict[str, None] = {}
    runs = dict.fromkeys(plain.translate(SPACED).split())
    if plain.isascii():
        return list(dict.fromkeys([run[:WORD_LENGTH] for run in runs]))
    for run in runs:
        if run.isascii():
            words[run[:WORD_LENGTH]] = None
        else:
            words |= dict.fromkeys(part for piece in _RUNS.findall(run) for part in _parts(piece))
    return list(words)


def plainly(text: str) -> str:
    """Return a text without case and accents; what is no letter stays."""
    plain = text.casefold()
    if plain.isascii():
        return plain
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFKD", plain))).translate(_ALIKE)


class _Spaced(dict[int, int]):
    """Letters, digits and the marks on them stay, all else becomes a space: learnt letter by letter."""

    def __missing__(self, code: int) -> int:
        self[code] = code if unicodedata.category(chr(code))[0] in "LNM" else ord(" ")
        return self[code]


SPACED = _Spaced()


def _parts(piece: str) -> list[str]:
    if re.match(f"[{NO_SPACES}]", piece):
        return ["".join(pair) for pair in pairwise(piece)] or [piece]
    # Arabic writes its article on the word: without it both the word and the question are found.
    return [(piece[2:] if piece.startswith("ال") and len(piece) > _SHORTEST_WITH_ARTICLE else piece)[:WORD_LENGTH]]


def is_beginning(word: str) -> bool:
    """Say whether longer words are meant too: not by a single letter, unless it is a word by itself."""
    return len(word) > 1 or word >= _WORDS_BY_THEMSELVES
