"""Reading clean HTML: its top-level elements, attributes and words, in linear time by regular expressions.

Only for what nh3 returned or `articles.html` made: well-formed, attributes in double quotes, no `<` but of tags.
"""

import html as entities
import re
from collections.abc import Collection, Iterator

INLINE = frozenset({"a", "strong", "em", "s", "sub", "sup", "code", "cite", "br"})
_ATTRIBUTES = r"[^>\"]*+(?:\"[^\"]*+\"[^>\"]*+)*+"
_TOKEN = re.compile(rf"<(/?)([a-z][a-z0-9]*+)({_ATTRIBUTES})>")
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
_BLOCK_EDGE = re.compile(
    rf"<(?:/?(?:p|h2|h3|h4|ul|ol|li|blockquote|footer|figure|figcaption|aside|table|caption|thead|tbody|tr|th|td)(?=[ >]){_ATTRIBUTES}"
    r"|br|hr)>"
)
_ANY_TAG = re.compile(rf"<{_ATTRIBUTES}>")
_BLANK = re.compile(r"(?:\s|&nbsp;|[\u200b\u2060\ufeff]|<br>|</?(?:strong|em|s|sub|sup|code|cite|a)(?:\s[^>]*+)?>)*+\Z")
_LEADING = re.compile(r"(?:\s|<br>)*+")
_WORDS = re.compile(r">[^<&\s][^<>]*+<")
CJK = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Characters that are words by themselves, for a set of a regular expression."""
_CHARACTERS = re.compile(f"[{CJK}]")
_WORD = re.compile(r"[^\W_][^\s—–/]*+")
ANCHOR = re.compile(rf"<a(?=[ >])({_ATTRIBUTES})>(.*?)</a>", re.DOTALL)
FIGCAPTION = re.compile(r"<figcaption>(.*)</figcaption>", re.DOTALL)
FIGURE = re.compile(rf"<figure(?=[ >])({_ATTRIBUTES})>(.*?)</figure>", re.DOTALL)

Element = tuple[str, str, str, str]
"""Tag, attributes as written, what is in it, the whole."""


def elements(html: str, *, transparent: Collection[str] = ()) -> Iterator[Element]:
    """Yield each top-level element; neighbouring text and inline elements are one `#text`, which a transparent tag ends. Linear."""
    depth = start = inner_start = position = 0
    open_tag = open_attributes = ""
    for token in _TOKEN.finditer(html):
        closes, tag, attributes = token.groups()
        if depth == 0:
            if tag in INLINE:
                continue
            yield from _loose(html[position : token.start()])
            start, inner_start, position = token.start(), token.end(), token.end()
            open_tag, open_attributes = tag, attributes
            if tag == "hr":
                yield "hr", "", "", "<hr>"
            elif tag not in transparent:
                depth = 1
        elif tag == open_tag:
            depth += -1 if closes else 1
            if depth == 0:
                yield open_tag, open_attributes, html[inner_start : token.start()], html[start : token.end()]
                position = token.end()
    yield from _loose(html[position:])


def _loose(text: str) -> Iterator[Element]:
    if text and not text.isspace():
        kept = text if is_balanced(text) else _ANY_TAG.sub(lambda tag: tag[0] if tag[0] == "<br>" else "", text)
        if kept and not kept.isspace():
            yield "#text", "", kept, kept


def is_balanced(html: str) -> bool:
    """Say whether every element that begins here ends here. A mark around several blocks is not: it goes, its words stay."""
    waiting: list[str] = []
    for token in _TOKEN.finditer(html):
        if not token[1] and token[2] not in {"br", "hr"}:
            waiting.append(token[2])
        elif token[1] and (not waiting or waiting.pop() != token[2]):
            return False
    return not waiting


def is_blank(inner: str) -> bool:
    """Say whether inline HTML shows nothing."""
    return _BLANK.match(inner) is not None


def trimmed(inner: str) -> str:
    """Return inline HTML without white space and line breaks around it."""
    if "<br>" not in inner:
        return inner.strip()
    start, end = _LEADING.match(inner).end(), len(inner)  # type: ignore[union-attr]
    while end > start:
        if inner[end - 1].isspace():
            end -= 1
        elif inner.endswith("<br>", start, end):
            end -= 4
        else:
            break
    return inner[start:end]


def attributes_of(written: str) -> dict[str, str]:
    return {name: entities.unescape(value) for name, value in _ATTRIBUTE.findall(written)}


def quoted(value: str) -> str:
    return entities.escape(value, quote=True).replace("&#x27;", "'").replace("\u00a0", "&nbsp;")


def inline_only(inner: str) -> str:
    return _BLOCK_EDGE.sub(lambda match: "<br>" if match[0] == "<br>" else " ", inner) if "<" in inner else inner


def plain_text(html: str) -> str:
    """Return the words of clean HTML, one space between them."""
    if "<" in html:
        html = _ANY_TAG.sub("", _BLOCK_EDGE.sub(" ", html))
    return " ".join(entities.unescape(html).split())


def word_count(html: str) -> int:
    """Count words; of Chinese and Japanese every character counts."""
    words, characters = _CHARACTERS.subn(" ", plain_text(html))
    return characters + len(_WORD.findall(words))


def has_content(body: str) -> bool:
    """Say whether a reader would find anything in it."""
    return "<figure" in body or _WORDS.search(body) is not None or bool(plain_text(body))
