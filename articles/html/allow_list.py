"""The one allow-list for bodies: which elements, attributes, classes and addresses are kept. It is the safety boundary."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import nh3

from articles.html.incoming import sheltered, unsheltered
from articles.html.nesting import tags

INLINE = frozenset({"a", "strong", "em", "s", "sub", "sup", "code", "cite", "br"})
HEADINGS = frozenset({"h2", "h3", "h4"})
KEPT = INLINE | HEADINGS
KEPT |= {"p", "ul", "ol", "li", "blockquote", "hr", "footer", "figure", "figcaption", "aside"}
KEPT |= {"table", "caption", "thead", "tbody", "tr", "th", "td"}
SAME_AS = {"b": "strong", "i": "em", "del": "s", "strike": "s", "h1": "h2", "h5": "h4", "h6": "h4"}
"""Elements that only have another name for what is kept; `articles.html.canonical` gives them ours."""
SEPARATING = tags("div section article main header nav center address dl dt dd pre fieldset form details summary hgroup tfoot option")
"""Elements that go, and whose words must not run into their neighbours'; also `articles.html.canonical`'s matter."""
_ATTRIBUTES: dict[str, set[str]] = {
    "*": set(),  # without this, nh3 keeps titles and languages everywhere
    "a": {"href", "title", "hreflang", "data-story", "data-story-ref"},
    "figure": {"data-image", "data-image-ref", "data-size", "data-alt", "data-embed", "data-url"},
    "ol": {"start"},
    "table": {"data-chart"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    **{tag: {"lang", "dir"} for tag in ("p", "blockquote", "h2", "h3", "h4", "ul", "li")},
}
_MAX_ADDRESS = 2000
_EMPTY_CLASS = re.compile(r'(<(?:blockquote|aside)\b[^>]*?) class=""')


def allowed(body: str) -> str:
    """Return the body parsed and written again with only what the allow-list names: well-formed HTML in one way of writing it."""
    shelter = sheltered(body)
    html = _cleaner.clean(shelter)
    if shelter is not body:
        html = unsheltered(html)
    return _EMPTY_CLASS.sub(r"\1", html) if ' class=""' in html else html


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Let an attribute pass, or not: nh3 asks for each that the allow-list names."""
    check = _CHECKS.get(name)
    return value if check is None or check(value) else None


_ELSEWHERE = re.compile(r"[\s\\/]*?[\\/]\s*[\\/]|\s*https?:(?!//)", re.IGNORECASE)


def _is_link(value: str) -> bool:
    """Refuse `//host` and `https:host`, and what browsers read as that."""
    return len(value) <= _MAX_ADDRESS and not _ELSEWHERE.match(value)


def _is_embeddable(value: str) -> bool:
    if len(value) > _MAX_ADDRESS or re.search(r"[\s<>\"\\]", value):
        return False
    try:
        parts = urlsplit(value)
        return parts.scheme == "https" and bool(re.fullmatch(r"[\w-]+(?:\.[\w-]+)+(?::\d{1,5})?", parts.netloc))
    except ValueError:
        return False


_ID = re.compile(r"[1-9][0-9]{0,17}").fullmatch
_REF = re.compile(r"(?=\S).{0,199}\S").fullmatch
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,3}").fullmatch
_SPAN = re.compile(r"[1-9][0-9]?").fullmatch
_CHECKS: dict[str, Callable[[str], object]] = {
    "href": _is_link,
    "data-story": _ID,
    "data-image": _ID,
    "data-story-ref": _REF,
    "data-image-ref": _REF,
    "data-url": _is_embeddable,
    "data-size": {"normal", "wide", "full", "gallery"}.__contains__,
    "start": re.compile(r"[0-9]{1,6}").fullmatch,
    "colspan": _SPAN,
    "rowspan": _SPAN,
    "data-chart": {"columns", "bars", "line"}.__contains__,
    "scope": {"row", "col", "rowgroup", "colgroup"}.__contains__,
    "dir": {"ltr", "rtl", "auto"}.__contains__,
    "lang": _LANGUAGE,
    "hreflang": _LANGUAGE,
}
_cleaner = nh3.Cleaner(
    tags=KEPT | set(SAME_AS) | SEPARATING,
    clean_content_tags={"script", "style", "title", "textarea", "iframe", "noscript", "svg", "math", "object", "select", "template", "xmp"},
    attributes=_ATTRIBUTES,
    allowed_classes={"blockquote": {"pull-quote"}, "aside": {"fact-box"}},
    url_schemes={"http", "https", "mailto", "tel"},
    attribute_filter=_attribute,
    link_rel=None,
    strip_comments=True,
)
