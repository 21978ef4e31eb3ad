"""Two versions of a row side by side: what stands in somebody's form, and what was saved meanwhile."""

import datetime as dt
import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

_WORDS = re.compile(r"\s+|<[^>]*>|[^\s<]+|<")
_COMPARED = 4_000
"""Words of a text that are compared one by one; of longer texts only what is the same at both ends is found."""

Part = tuple[str, bool]
"""Words, and whether the other version has others in their place."""


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


def shown(value: Any) -> str:
    """Return a form's value as it is compared and drawn."""
    if isinstance(value, (list, tuple, set)):
        return ", ".join(sorted(map(str, value)))
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(sep=" ", timespec="minutes")
    return str(value) if isinstance(value, Model) or value is not None else ""
