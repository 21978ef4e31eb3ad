"""Banned and suspect words: whole words, in any script, however they are disguised.

A word is compared as it stands, without what cannot be seen; letters of another script that look alike count only where the word does not
belong to the script of the text around it (Russian “сор” is no English “cop”); figures and signs count as letters only among letters.
Scripts that do not part words by spaces have no whole words: there a listed word is found anywhere.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

_ALIKE = {
    **dict(zip("аеорсухкмтнвіѕјԁԛԝһӏгпьєӕ", "aeopcyxkmthbisjdqwhlrnbeæ", strict=True)),
    **dict(zip("αβγεηικνορτυχωѡ", "abyenikvoptuxww", strict=True)),
    **dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnopqrstuvwyz", strict=True)),
    "ɡ": "g",
    "ı": "i",
    "ɩ": "i",
    "ɑ": "a",
    "ο": "o",
    "օ": "o",
    "ս": "u",
    "ո": "n",
    "հ": "h",
    "ց": "g",
    "ք": "p",
    "ʋ": "u",
    "ƒ": "f",
    "ø": "o",
    "đ": "d",
    "ł": "l",
    "ħ": "h",
    "ŧ": "t",
    "ɵ": "o",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    **{chr(0x1F1E6 + place): chr(97 + place) for place in range(26)},
    **{chr(first + place): chr(97 + place) for first in (0x1F130, 0x1F150, 0x1F170) for place in range(26)},
}
_LEET = {
    **dict(zip("013456789", "oieasgtbg", strict=True)),
    "@": "a",
    "$": "s",
    "!": "i",
    "|": "i",
    "€": "e",
    "£": "l",
    "+": "t",
    "¡": "i",
    "(": "c",
}
_SAME_IN_LEET = str.maketrans({"l": "i"})
"""“1” and “|” stand for i and for l alike, so in disguised words the two are one."""
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u3164\ufe00-\ufe0f\uffa0\u2800\U000e0000-\U000e0fff]")
_TOKEN = re.compile(r"[\w@$!|€£+¡(*#]+")
_SPELLED = re.compile(r"(?<![^\W_])(?:[^\W_][\W_]{1,3}){2,}[^\W_](?![^\W_])")
_RUN = re.compile(r"(.)\1{2,}")
_RUN_OF_TWO = re.compile(r"(.)\1+")
_EDGE = "!|+(#*_"


@dataclass(frozen=True, slots=True)
class Hit:
    """`word` as it is listed, `found` as it was written."""

    word: str
    found: str


@dataclass(slots=True)
class WordList:
    """A list made ready. Most tokens are answered by one look into a dictionary."""

    plain: dict[str, str] = field(default_factory=dict)
    alike: dict[str, str] = field(default_factory=dict)
    leet: dict[str, str] = field(default_factory=dict)
    squeezed: dict[str, str] = field(default_factory=dict)
    prefixes: list[tuple[str, str]] = field(default_factory=list)
    anywhere: list[tuple[str, str]] = field(default_factory=list)
    phrases: list[tuple[tuple[str, ...], str]] = field(default_factory=list)

    def add(self, listed: str) -> None:
        seen = _as_seen(listed.rstrip("*"))
        if not seen:
            return
        if _UNSPACED.search(seen):
            self.anywhere.append((seen, listed))
        elif len(parts := tuple(_words_of(seen))) > 1:
            self.phrases.append((parts, listed))
        elif listed.endswith("*"):
            self.prefixes.append((seen, listed))
        else:
            self.plain.setdefault(seen, listed)
            self.alike.setdefault(_skeleton(seen), listed)
            self.leet.setdefault(_skeleton(seen).translate(_SAME_IN_LEET), listed)
            self.squeezed.setdefault(_RUN_OF_TWO.sub(r"\1", _skeleton(seen)), listed)


@lru_cache(maxsize=8)
def ready(lines: str) -> WordList:
    """Make a list of one word or phrase a line ready; a process does it once for each state of the list."""
    found = WordList()
    for line in lines.splitlines():
        found.add(line.strip())
    return found


def find(text: str, lines: str) -> list[Hit]:
    """Return which of the listed words stand in a text, in the order they stand in it, each once."""
    if not lines.strip():
        return []
    words, (seen, script, tokens) = ready(lines), _taken_apart(text)
    hits = [Hit(listed, part) for part, listed in words.anywhere if part in seen]
    hits += [hit for token in tokens for hit in _in_token(token, words, script)]
    hits += _spelled_out(seen, words)
    hits += _phrases(tokens, words, script)
    return list({hit.word: hit for hit in reversed(hits)}.values())[::-1]


@lru_cache(maxsize=32)
def _taken_apart(text: str) -> tuple[str, str, list[str]]:
    """Return a text as it is seen, its script and its tokens. One comment meets several lists, some of them twice."""
    seen = _as_seen(text)
    return seen, _script_of(seen), [token for token in _TOKEN.findall(seen) if token]


def _in_token(token: str, words: WordList, script: str) -> Iterator[Hit]:
    bare = token.strip(_EDGE)
    for form, table in _forms(token, bare, script, words):
        if form in table:
            yield Hit(table[form], token)
            return
    if "*" in bare or "#" in bare:
        yield from _starred(bare, words)
    own = {bare, *([] if _belongs(bare, script) else [_skeleton(bare)]), *([_unleet(token)] if _is_leet(token) else [])}
    for prefix, listed in words.prefixes:
        if any(form.startswith(prefix) for form in own):
            yield Hit(listed, token)


def _forms(token: str, bare: str, script: str, words: WordList) -> Iterator[tuple[str, dict[str, str]]]:
    yield bare, words.plain
    foreign = not _belongs(bare, script)
    if foreign:
        yield _skeleton(bare), words.alike
    for form in {token, bare}:
        if _is_leet(form):
            yield _unleet(form).translate(_SAME_IN_LEET), words.leet
    if _RUN.search(bare):
        yield _RUN.sub(r"\1", bare), words.plain
        yield _RUN.sub(r"\1\1", bare), words.plain
        if foreign or bare.isascii():
            yield _RUN_OF_TWO.sub(r"\1", _skeleton(bare)), words.squeezed


def _starred(bare: str, words: WordList) -> Iterator[Hit]:
    """Yield the first word of which some letters are starred out: “f*ck”. The first letter stands, and half of them do."""
    if not bare[0].isalnum() or sum(letter in "*#" for letter in bare) * 2 > len(bare):
        return
    shape = re.compile("".join("." if letter in "*#" else re.escape(letter) for letter in bare))
    found = next((word for word in words.plain if len(word) == len(bare) and len(word) > 2 and shape.fullmatch(word)), None)
    if found:
        yield Hit(words.plain[found], bare)


def _spelled_out(seen: str, words: WordList) -> Iterator[Hit]:
    """Yield words written letter by letter: “w o r d”, “w.o.r.d”."""
    for run in _SPELLED.findall(seen):
        joined = "".join(letter for letter in run if letter.isalnum())
        for start in range(len(joined)):
            for end in range(start + 4, min(len(joined), start + 24) + 1):
                form = _skeleton(joined[start:end])
                if form in words.alike:
                    yield Hit(words.alike[form], run)
        whole = _skeleton(joined)
        if whole in words.alike:
            yield Hit(words.alike[whole], run)


def _phrases(tokens: list[str], words: WordList, script: str) -> Iterator[Hit]:
    if not words.phrases:
        return
    forms = [{token.strip(_EDGE), _unleet(token)} | (set() if _belongs(token, script) else {_skeleton(token)}) for token in tokens]
    for parts, listed in words.phrases:
        for start in range(len(forms) - len(parts) + 1):
            if all(part in forms[start + place] for place, part in enumerate(parts)):
                yield Hit(listed, " ".join(tokens[start : start + len(parts)]))
                break


def _words_of(seen: str) -> Iterable[str]:
    return (token.strip(_EDGE) for token in _TOKEN.findall(seen))


def _as_seen(text: str) -> str:
    """Return text as a reader sees it: compatibility forms are the letter itself, what has no width and what stands over letters goes."""
    kept = unicodedata.normalize("NFKD", _UNSEEN.sub("", text))
    shown = (letter for letter in kept if unicodedata.category(letter) not in {"Cf", "Mn", "Me"} or letter in "\u3099\u309a")
    return unicodedata.normalize("NFC", "".join(shown)).casefold()


def _skeleton(word: str) -> str:
    return "".join(_ALIKE.get(letter, letter) for letter in word)


def _is_leet(token: str) -> bool:
    """Say whether signs or figures stand among letters: not in numbers, and not in names of roads such as A55."""
    letters = sum(letter.isalpha() for letter in token)
    figures = sum(letter.isdigit() for letter in token)
    signs = sum(letter in _LEET and not letter.isdigit() for letter in token)
    return letters > 0 and figures + signs > 0 and letters + signs >= figures and (letters > 1 or signs > 0)


def _unleet(token: str) -> str:
    return _skeleton("".join(_LEET.get(letter, letter) for letter in token))


def _script(letter: str) -> str:
    name = unicodedata.name(letter, "?")
    return "SMALL CAPITALS" if "SMALL CAPITAL" in name else name.split()[0]


def _script_of(text: str) -> str:
    """Return the script most letters of a text are of, among those that have letters alike."""
    found: dict[str, int] = {}
    for letter in text[:2000]:
        if letter.isalpha():
            script = _script(letter)
            found[script] = found.get(script, 0) + 1
    return max(found, key=lambda script: found[script], default="LATIN")


def _belongs(word: str, script: str) -> bool:
    """Say whether all letters of a word are of the script of the text around it."""
    if script == "SMALL CAPITALS":
        return False
    return word.isascii() if script == "LATIN" and word.isascii() else all(_script(letter) == script for letter in word if letter.isalpha())
