"""The canonical form: blocks at the top level, nothing blank, everything written one way. All that reads bodies relies on it."""

import html as entities
import re
from collections.abc import Iterator, Mapping

from articles.html.allow_list import HEADINGS, SAME_AS, SEPARATING
from articles.html.reading import (
    ANCHOR,
    FIGCAPTION,
    attributes_of,
    elements,
    inline_only,
    is_balanced,
    is_blank,
    plain_text,
    quoted,
    trimmed,
)

_BLANK_LINES = re.compile(r"<br>(?:\s*+<br>){2,}+")
_NESTED = re.compile(r"</?(?:figure|figcaption|aside|hr)(?:\s(?:[^>\"]|\"[^\"]*\")*+)?>")
_RENAMED = re.compile(rf"<(/?)({'|'.join(SAME_AS)})(?=[ >])")
_PARTS = "|".join(SEPARATING)
_LEAF = re.compile(rf"<({_PARTS})>([^<]*+(?:<(?!/?(?:{_PARTS}|p|ul|ol|table|h[234]|blockquote|figure|aside|hr)\b)[^<]*+)*+)</\1>")
_SEPARATING = re.compile(rf"</?(?:{_PARTS})>")
_HOLDS_PARTS = re.compile(rf"<(?:{_PARTS})>")
_EMPTY_PARAGRAPH = re.compile(r"<p(?: [^>]*+)?>(?:\s|&nbsp;|<br>)*+</p>")
_BETWEEN = re.compile(r"(</(?:p|h2|h3|h4|ul|ol|li|blockquote|footer|figure|aside|table|caption|thead|tbody|tr|th|td)>)\s+")


def _grammar() -> re.Pattern[str]:
    """Return what most canonical bodies match, so that they need no arranging: a part of what `arranged` returns, never more."""
    marks = ("em", "strong", "s", "sub", "sup", "code", "cite")
    leaf = "(?:" + "|".join(f"<{tag}>[^<]++</{tag}>" for tag in marks) + ")"
    words = f"(?:[^<]++|{leaf})++"
    link = rf'<a (?:href|data-story|data-story-ref)="[^"]*+">(?!&nbsp;)(?=[^\s\u200b\u2060\ufeff]){words}</a>'
    mark = "(?:" + "|".join(f"<{tag}>(?:[^<]++|{leaf}|{link})++</{tag}>" for tag in marks) + ")"
    inline = rf"(?:[^<]++|<br>(?!\s*+<br>\s*+<br>)|{link}|{mark})++(?<!\s)(?<!<br>)"
    first = rf'(?=(?:<(?:{"|".join(marks)}|a [a-z-]++="[^"]*+")>)?+(?!&nbsp;)[^\s<\u200b\u2060\ufeff])'
    kept = f"{first}{inline}"
    paragraph = rf'<p(?: (?:lang|dir)="[A-Za-z0-9-]++")*+>{kept}</p>'
    heading = "(?:" + "|".join(f"<{tag}>{kept}</{tag}>" for tag in sorted(HEADINGS)) + ")"
    item = f"<li>(?:{paragraph}|{kept})</li>"
    lists = f"(?:<ul>(?:{item})++</ul>|<ol>(?:{item})++</ol>)"
    footer = f"(?:<footer>{kept}</footer>)?+"
    quotation = f'<blockquote(?: class="pull-quote")?+>(?:{paragraph})++{footer}</blockquote>'
    picture = r'<figure data-image(?:-ref)?+="[^"<>&]++"(?: data-size="[a-z]++")?+(?: data-alt="[^"<>&]*+")?+>'
    figure = f"{picture}(?:<figcaption>{kept}</figcaption>)?+</figure>"
    aside = f'<aside class="fact-box">(?:{heading}|{paragraph}|{lists})++</aside>'
    block = f"(?:{paragraph}|{heading}|{lists}|{quotation}|{figure}|{aside})"
    return re.compile(f"(?:{block}(?:(?:<hr>)?+{block})*+)?+")


_COMMON = _grammar()


def is_canonical(html: str) -> bool:
    """Say whether HTML that the allow-list wrote is canonical as it stands. False may only mean that it must be arranged to know."""
    return _COMMON.fullmatch(html) is not None


def arranged(html: str) -> str:
    """Return what the allow-list wrote in canonical form. It may have to be parsed again: taking out elements moves others."""
    if ">\n" in html or "> " in html:
        html = _BETWEEN.sub(r"\1", html)
    return "".join(_without_blanks(_RENAMED.sub(lambda tag: f"<{tag[1]}{SAME_AS[tag[2]]}", html)))


def figure_html(values: Mapping[str, str], inner: str) -> str:
    """Write a figure, its attributes in their one order."""
    names = next(names for names in _FIGURES if names[0] in values)
    kept = "".join(f' {name}="{quoted(values[name])}"' for name in names if name in values)
    caption = FIGCAPTION.search(inner)
    words = trimmed(_with_canonical_links(inline_only(caption[1] if caption else inner)))
    return f"<figure{kept}>{'' if is_blank(words) else f'<figcaption>{words}</figcaption>'}</figure>"


_FIGURES = (
    ("data-image", "data-size", "data-alt"),
    ("data-image-ref", "data-size", "data-alt"),
    ("data-embed", "data-url"),
)


def _without_blanks(html: str) -> Iterator[str]:
    """Yield the canonical top-level elements, and one section break where several blank paragraphs or a break stood between them."""
    blanks, has_break, has_begun = 0, False, False
    for element in _canonical(html):
        if not element:
            blanks += 1
        elif element == "<hr>":
            has_break = True
        else:
            if has_begun and (has_break or blanks > 1):
                yield "<hr>"
            yield element
            blanks, has_break, has_begun = 0, False, True


def _canonical(html: str) -> Iterator[str]:
    """Yield elements in canonical form; "" for a blank paragraph, and nothing for an empty one of another kind."""
    for tag, attributes, inner, _whole in elements(html, transparent=SEPARATING):
        if tag == "hr":
            yield "<hr>"
        elif tag == "figure":
            yield from _canonical_figure(attributes, inner)
        elif tag in {"p", "#text"}:
            yield from _canonical_paragraphs(attributes, _flat(inner))
        elif tag in {"li", "footer", "figcaption", "caption", "th", "td"}:
            yield from _canonical_paragraphs("", inline_only(_flat(inner)))
        elif plain_text(inner):
            yield _with_canonical_links(f"<{tag}{attributes}>{_canonical_inner(tag, _flat(inner).strip())}</{tag}>")


def _canonical_inner(tag: str, inner: str) -> str:
    if tag in HEADINGS:
        return trimmed(inline_only(inner))
    if tag == "aside":
        return "".join(element for element in _canonical(inner) if element != "<hr>")
    return inner


def _flat(inner: str) -> str:
    """Return what stands in a block without figures, fact boxes and breaks, their words kept, and without blank paragraphs."""
    if "<" not in inner:
        return inner
    if _HOLDS_PARTS.search(inner):
        inner = _SEPARATING.sub(" ", _LEAF.sub(r"<p>\2</p>", inner))
    return _EMPTY_PARAGRAPH.sub("", _NESTED.sub(" ", inner))


def _canonical_paragraphs(attributes: str, inner: str) -> Iterator[str]:
    inner = _with_canonical_links(inner)
    parts = _BLANK_LINES.split(inner) if "<br>" in inner else [inner]
    if len(parts) > 1 and not all(is_balanced(part) for part in parts):
        parts = [inner]  # the blank lines stand inside of a link or emphasis
    for number, part in enumerate(parts):
        if number:
            yield "<hr>"
        yield "" if is_blank(part) else f"<p{attributes}>{trimmed(part)}</p>"


def _canonical_figure(attributes: str, inner: str) -> Iterator[str]:
    values = attributes_of(attributes)
    if "data-image" in values or "data-image-ref" in values or ("data-embed" in values and "data-url" in values):
        yield figure_html(values, _flat(inner))
    elif words := plain_text(inner):
        yield f"<p>{entities.escape(words, quote=False)}</p>"  # no picture: what was written about it stays


def _with_canonical_links(html: str) -> str:
    """Give a link to a story its one attribute, and let a link without an address or words be its words."""
    return ANCHOR.sub(_canonical_link, html) if "<a" in html else html


def _canonical_link(match: re.Match[str]) -> str:
    values = attributes_of(match[1])
    if is_blank(match[2]):
        return match[2]
    for name in ("data-story", "data-story-ref"):
        if name in values:
            return f'<a {name}="{quoted(values[name])}">{match[2]}</a>'
    return match[0] if "href" in values else match[2]
