"""One style sheet out of many: what a style sheet imports, joined in its layers where it has some, without comments and white space."""

import re
from collections.abc import Callable

_IMPORT = re.compile(r'@import url\("([^"]+)"\)(?: layer\(([a-z]+)\))?;')
_TOKENS = re.compile(r'"(?:[^"\\]|\\.)*"|(?:/\*.*?\*/|\s)+', re.DOTALL)
_AROUND = re.compile(r'("(?:[^"\\]|\\.)*")| ?([{};,]) ?|(: )')


def joined(sheet: str, read: Callable[[str], str]) -> str:
    """Return a style sheet with what it imports in its place. `read` returns the text of an imported address."""
    return compact(_IMPORT.sub(lambda found: _in_place(read(found[1]), layer=found[2]), sheet))


def _in_place(sheet: str, *, layer: str | None) -> str:
    return f"@layer {layer} {{ {sheet} }}" if layer else sheet


def compact(sheet: str) -> str:
    """Take out comments and what white space nobody needs; strings stay as they are."""
    plain = _TOKENS.sub(lambda token: token[0] if token[0].startswith('"') else " ", sheet)
    return _AROUND.sub(lambda found: found[1] or found[2] or ":", plain).replace(";}", "}").strip()
