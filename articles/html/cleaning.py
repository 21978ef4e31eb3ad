"""The way in: whatever it was, what `clean` returns is canonical."""

import html as entities
from collections.abc import Iterable

from django.utils.safestring import SafeString, mark_safe

from articles.html.allow_list import allowed
from articles.html.canonical import arranged, is_canonical
from articles.html.incoming import keepable, refuse_tangled, refuse_too_long
from articles.html.nesting import without_unread
from articles.html.reading import plain_text

_PASSES = 6


class CleanBody(str):
    """A body as `clean` returned it. Whatever is done to it gives plain text again, which has to be cleaned again."""

    __slots__ = ()


def clean(body: str) -> CleanBody:
    """Return the body with only what the allow-list knows, in canonical form. Raises `BodyRefused` when it is too long or too deep.

    Adjacent blank paragraphs become one section break; a single one goes. Bare text becomes a paragraph.
    """
    if isinstance(body, CleanBody):
        return body
    refuse_too_long(body)
    body = without_unread(keepable(body))
    refuse_tangled(body)
    cleaned = _settled(body)
    refuse_too_long(cleaned)  # what is escaped is longer than what came
    return CleanBody(cleaned)


def paragraphs(texts: Iterable[str]) -> CleanBody:
    """Return plain paragraphs as a clean body."""
    return clean(_paragraphs(texts))


def safe(html: str) -> SafeString:
    """Mark what came out of this package as safe. This is the only place that does."""
    return mark_safe(html)  # noqa: S308


def _settled(body: str) -> str:
    """Parse and arrange until nothing changes: what was taken out may have held something else together."""
    for _again in range(_PASSES):
        parsed = keepable(allowed(body))
        if is_canonical(parsed):
            return parsed
        before, body = body, arranged(parsed)
        if body == before or (is_canonical(body) and keepable(body) == body):
            return body
    return _settled(_paragraphs([plain_text(body)]))


def _paragraphs(texts: Iterable[str]) -> str:
    return "".join(f"<p>{entities.escape(text, quote=False)}</p>" for text in texts)
