"""Two versions of a row side by side: what stands in somebody's form, and what was saved meanwhile."""

import datetime as dt
import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from django.db.models import Model

from articles.html import CJK

_WORDS = re.compile(r"\s+|<[^>]*>|[^\s<]+|<")
_TOKENS = re.compile(rf"[{CJK}]\s*|[^\s{CJK}]+\s*")
_COMPARED = 4_000
"""Words of a text that are compared one by one; of longer texts only what is the same at both ends is found."""

_ALIKE = 0.4
"""The share of words that two texts have in common to be told as one that was changed."""

Part = tuple[str, bool]
"""Words, and whether the other version has others in their place."""
Told = tuple[str, str]
"""What happened to words ("" nothing, "del", "ins"), and the words."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that two people changed."""

    label: str
    yours: str
    theirs: str

    @property
    def your_parts(self) -> list[Part]:
        return list(_parts(_WORDS.findall(self.yours), _WORDS.findall(self.theirs)))

    @property
    def their_parts(self) -> list[Part]:
        return list(_parts(_WORDS.findall(self.theirs), _WORDS.findall(self.yours)))


def _parts(words: Sequence[str], others: Sequence[str]) -> Iterator[Part]:
    if len(words) + len(others) > _COMPARED:
        yield from _ends(words, others)
        return
    for act, start, end, *_there in difflib.SequenceMatcher(None, words, others, autojunk=False).get_opcodes():
        if end > start:
            yield "".join(words[start:end]), act != "equal"


def _ends(words: Sequence[str], others: Sequence[str]) -> Iterator[Part]:
    shorter = min(len(words), len(others))
    first = next((place for place in range(shorter) if words[place] != others[place]), shorter)
    last = next((back for back in range(shorter - first) if words[-1 - back] != others[-1 - back]), shorter - first)
    parts = [(words[:first], False), (words[first : len(words) - last], True), (words[len(words) - last :], False)]
    yield from (("".join(some), is_other) for some, is_other in parts if some)


def words_changed(old: str, new: str) -> list[Told]:
    """Return both texts as one: words that stayed, went and came. Where they have little in common, one whole after the other."""
    went, came = _TOKENS.findall(old), _TOKENS.findall(new)
    if len(went) + len(came) > _COMPARED or not went or not came:
        return _whole(old, new)
    matcher = difflib.SequenceMatcher(None, [word.strip() for word in went], [word.strip() for word in came], autojunk=False)
    if matcher.ratio() < _ALIKE:
        return _whole(old, new)
    told: list[Told] = []
    for act, start, end, to_start, to_end in matcher.get_opcodes():
        if act == "equal":
            told.append(("", "".join(came[to_start:to_end])))
        else:
            told.extend(_whole("".join(went[start:end]), "".join(came[to_start:to_end])))
    return told


def _whole(old: str, new: str) -> list[Told]:
    if old == new:
        return [("", old)] if old else []
    return [part for part in (("del", old), ("ins", new)) if part[1]]


def lines_changed(old: Sequence[str], new: Sequence[str]) -> Iterator[list[Told] | int]:
    """Yield each changed paragraph as `words_changed` returns it, and between them how many stayed as they were."""
    for act, start, end, to_start, to_end in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if act == "equal":
            yield end - start
        else:
            yield from (words_changed(*pair) for pair in _pairs(old[start:end], new[to_start:to_end]))


def _pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Put each paragraph that went beside the next one that came and resembles it; "" where there is none."""
    if len(old) * len(new) > _COMPARED:
        yield from zip_longest(old, new, fillvalue="")
        return
    place = 0
    for line in old:
        found = next((number for number in range(place, len(new)) if _resembles(line, new[number])), None)
        if found is None:
            yield line, ""
        else:
            yield from (("", added) for added in new[place:found])
            yield line, new[found]
            place = found + 1
    yield from (("", added) for added in new[place:])


def _resembles(old: str, new: str) -> bool:
    return difflib.SequenceMatcher(None, old.split(), new.split(), autojunk=False).quick_ratio() >= _ALIKE


def shown(value: Any) -> str:
    """Return a form's value as it is compared and drawn."""
    if isinstance(value, (list, tuple, set)):
        return ", ".join(sorted(map(str, value)))
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(sep=" ", timespec="minutes")
    return str(value) if isinstance(value, Model) or value is not None else ""
