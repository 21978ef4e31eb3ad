"""How deep a body nests, before it is parsed: the parser takes the square of the depth.

This follows the parser's rules for what closes what closely enough never to count much less than is there.
"""

import re
from collections import Counter


def tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


MAX_DEPTH = 300
MAX_COPIES = 200_000
"""How many elements the parser may have to make again, because emphasis was not closed before the paragraph was."""
MAX_MISPLACED = 3000
"""How much may stand in a table outside of its cells: the parser looks for the table's place for each."""
MAX_ATTRIBUTES = 500
_SMALL = 50_000
_TAG = re.compile(
    r"""<(/?)([a-zA-Z][^\s/>]*+)"""
    r"""((?:[\s/]++|[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+))?+)*+)(?:>|\Z)"""
)
_NAME = re.compile(r"""[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]++))?+""")
_COMMENT = re.compile(r"<!--(?:-?>|.*?--!?>)", re.DOTALL)
_LOOSELY = re.DOTALL | re.IGNORECASE | re.ASCII
_DRAWINGS = [(re.compile(rf"</{tag}\s*>", _LOOSELY), re.compile(rf"<{tag}(?=[\s>/]).*?</{tag}\s*>", _LOOSELY)) for tag in ("svg", "math")]
_AS_TEXT = {
    tag: re.compile(rf"</{tag}(?=[\s>/])", _LOOSELY)
    for tag in ("title", "textarea", "style", "xmp", "iframe", "noembed", "noframes", "script")
}
_MARKS = tags("a b big code em font i nobr s small strike strong tt u")
_EMPTY = tags("area base basefont bgsound br col embed frame hr img image input keygen link meta param source track wbr")
_NEVER_NESTED = tags("html head body frameset")
_CELLS = tags("td th")
_ROWS = tags("tbody thead tfoot")
_TABLE_PARTS = _CELLS | _ROWS | {"tr"}
_TABLE_FRAME = _ROWS | {"table", "tr"}
_IN_TABLES = _TABLE_PARTS | tags("table caption colgroup col script style template")
_HEADINGS = tags("h1 h2 h3 h4 h5 h6")
_FENCES = tags("table td th caption marquee object applet template svg math")
_CLOSE_PARAGRAPHS = _HEADINGS | tags(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer header hgroup main menu nav ol p"
    " section summary ul pre listing form li dd dt plaintext xmp table search"
)
_SPECIAL = _CLOSE_PARAGRAPHS | _FENCES | _TABLE_PARTS | tags("button colgroup iframe noscript select textarea title")
_LIKE = {"li": {"li"}, "dd": {"dd", "dt"}, "dt": {"dd", "dt"}}


def without_unread(body: str) -> str:
    """Return a long body without comments and drawings, whose content is dropped anyway and may be deep. Linear."""
    if not _is_long(body):
        return body
    if "<!--" in body:
        head, end, tail = body.rpartition("-->")
        body = _COMMENT.sub("", head + end) + tail
    for closing, drawing in _DRAWINGS:
        ends = [found.end() for found in closing.finditer(body)]
        if ends:
            body = drawing.sub("", body[: ends[-1]]) + body[ends[-1] :]
    return body


def _is_long(body: str) -> bool:
    return body.count("<") > MAX_DEPTH or len(body) > _SMALL


def is_tangled(body: str) -> bool:
    """Say whether parsing the body would take more than its length warrants."""
    if not _is_long(body):
        return False
    stack: list[str] = []
    marks: Counter[str] = Counter()
    copies = misplaced = position = 0
    while found := _TAG.search(body, position):
        tag = found[2].lower()
        if stack and stack[-1] in _TABLE_FRAME and (tag not in _IN_TABLES or body[position : found.start()].strip()):
            misplaced += 1
        position = found.end()
        if len(found[3]) > MAX_ATTRIBUTES and len(_NAME.findall(found[3])) > MAX_ATTRIBUTES:
            return True
        if tag in _MARKS:
            _count_mark(marks, tag, closes=bool(found[1]))
        elif marks:
            copies += marks.total()
        if found[1]:
            _close(stack, tag)
        elif tag in _AS_TEXT:
            end = _AS_TEXT[tag].search(body, position)
            position = end.start() if end else len(body)
        else:
            _open(stack, tag)
        if len(stack) > MAX_DEPTH or copies > MAX_COPIES or misplaced > MAX_MISPLACED:
            return True
    return False


def _count_mark(marks: Counter[str], tag: str, *, closes: bool) -> None:
    if not closes:
        marks[tag] = 1 if tag in {"a", "nobr"} else marks[tag] + 1
    elif marks[tag] > 1:
        marks[tag] -= 1
    else:
        del marks[tag]


def _open(stack: list[str], tag: str) -> None:
    is_drawing = "svg" in stack or "math" in stack
    if is_drawing:
        stack.append(tag)  # other rules hold there: nothing closes by itself
        return
    if tag in _EMPTY or tag in _NEVER_NESTED or (tag in _TABLE_PARTS and "table" not in stack):
        return
    if tag in _LIKE:
        _close_item(stack, _LIKE[tag])
    if tag in _CLOSE_PARAGRAPHS:
        _close_until(stack, {"p"}, _FENCES | {"button"})
    if tag in _TABLE_PARTS:
        _close_until(stack, _ROWS if tag in _ROWS else _CELLS if tag in _CELLS else {"tr"}, {"table", "template"})
    elif tag in {"a", "nobr"}:
        _take_out(stack, tag)
    elif stack and ((tag in _HEADINGS and stack[-1] in _HEADINGS) or stack[-1] == tag == "option"):
        stack.pop()
    stack.append(tag)


def _close(stack: list[str], tag: str) -> None:
    if tag in _MARKS or tag == "form":
        _take_out(stack, tag)
    elif tag in _TABLE_PARTS or tag == "table":
        _close_until(stack, {tag}, {"template", "svg", "math"} | ({"table"} if tag != "table" else set()))
    elif tag in {"p", "li"}:
        _close_until(stack, {tag}, _FENCES | {"button", "ul", "ol"})
    else:
        _close_until(stack, {tag}, (_FENCES if tag in _SPECIAL else _SPECIAL) - {tag})


def _close_until(stack: list[str], tags: set[str] | frozenset[str], fences: set[str] | frozenset[str]) -> None:
    """Close everything down to the nearest of the tags, unless a fence stands before it."""
    for index in range(len(stack) - 1, -1, -1):
        if stack[index] in tags:
            del stack[index:]
            return
        if stack[index] in fences:
            return


def _close_item(stack: list[str], tags: set[str]) -> None:
    _close_until(stack, tags, _SPECIAL - tags - {"address", "div", "p"})


def _take_out(stack: list[str], tag: str) -> None:
    """Close one mark and leave open what it holds, as the parser does."""
    for index in range(len(stack) - 1, -1, -1):
        if stack[index] == tag:
            del stack[index]
            return
