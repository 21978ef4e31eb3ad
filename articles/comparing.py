"""Two versions of a story beside each other: what changed between them, in the words of its fields."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles import html
from articles.differences import Told, lines_changed, words_changed
from articles.html.reading import FIGCAPTION, attributes_of
from articles.models import Article, Byline, Content, Edition, RelatedArticle
from articles.working_copy import HASHED_FIELDS, Companions, companions_of

_BESIDE = ("bylines", "tags", "related")


@dataclass(frozen=True, slots=True)
class Change:
    """A field that differs. `words`: both versions as one. `lines`: of a body, each changed paragraph so, or how many stayed between."""

    label: str
    words: list[Told] = field(default_factory=list)
    lines: list[list[Told] | int] = field(default_factory=list)


def changes(old: Article | Edition, new: Article | Edition) -> list[Change]:
    """Return what changed from one version to another, in the order of the form. Six queries at most."""
    before, after = beside(old), beside(new)
    headlines = _headlines({*before.related, *after.related})
    was, now = (_in_words(rows, headlines) for rows in (before, after))
    return [
        Change(capfirst(called(name)), words_changed(was[name], now[name])) if name in _BESIDE else _change(name, old, new)
        for name in differing(old, new, before, after)
    ]


def differing(old: Article | Edition, new: Article | Edition, before: Companions, after: Companions) -> list[str]:
    """Return the names of what differs between two versions and what stands beside them. Names of authors and tags live their own life."""
    fields = [name for name in HASHED_FIELDS if getattr(old, name) != getattr(new, name)]
    return [*fields, *(name for name, was, now in zip(_BESIDE, _ids(before), _ids(after), strict=True) if was != now)]


def beside(version: Article | Edition) -> Companions:
    """Return what stands beside a version. Three queries for a working copy, none for an edition."""
    if isinstance(version, Edition):
        return Companions(version.bylines, version.tags, version.related)
    return companions_of(version)


def called(name: str) -> str:
    """Return what the desk calls a field, or rows beside a story."""
    if name == "tags":
        words = str(Article._meta.get_field("tags").verbose_name)
    elif name in _BESIDE:
        words = str((Byline if name == "bylines" else RelatedArticle)._meta.verbose_name_plural)
    else:
        words = next(str(field.verbose_name) for field in Content._meta.local_fields if field.attname == name)
    return words


def _change(name: str, old: Article | Edition, new: Article | Edition) -> Change:
    label = capfirst(called(name))
    if name != "body":
        return Change(label, words_changed(_said(old, name), _said(new, name)))
    lines = list(lines_changed(list(_lines(old.body)), list(_lines(new.body))))
    return Change(label, lines=[] if all(isinstance(line, int) for line in lines) else lines)


def _said(version: Article | Edition, name: str) -> str:
    """Return a field's value as the desk says it."""
    if name == "section_id":
        return str(version.section or "")
    if name == "lead_image_id":
        return f"{version.lead_image.alt} (#{version.lead_image.pk})" if version.lead_image else ""
    value = getattr(version, name)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(getattr(version, f"get_{name}_display", lambda: value)())


def _lines(body: str) -> Iterator[str]:
    """Yield each block of a body in plain words; what has none by its kind."""
    for tag, attributes, inner, whole in html.elements(body):
        if tag == "figure":
            yield _figure(attributes_of(attributes), inner)
        elif tag in {"ul", "ol", "aside"}:
            yield from (html.plain_text(part[3]) for part in html.elements(inner))
        else:
            yield html.plain_text(whole) or "⁂"


def _figure(values: Mapping[str, str], inner: str) -> str:
    caption = FIGCAPTION.search(inner)
    words = " – ".join(part for part in (values.get("data-alt", ""), html.plain_text(caption[1]) if caption else "") if part)
    named = _("Picture %(number)s") % {"number": values["data-image"]} if "data-image" in values else values.get("data-url", "")
    size = f" ({values['data-size']})" if "data-size" in values else ""
    return f"{named}{size}: {words}" if words else f"{named}{size}"


def _ids(rows: Companions) -> tuple[list[tuple[int, str]], list[int], list[int]]:
    return [(line["author"], line["role"]) for line in rows.bylines], sorted(tag["id"] for tag in rows.tags), list(rows.related)


def _in_words(rows: Companions, headlines: Mapping[int, str]) -> dict[str, str]:
    lines = ", ".join(_byline(line["name"], line["role"]) for line in rows.bylines)
    tags = ", ".join(tag["name"] for tag in rows.tags)
    related = ", ".join(headlines.get(pk, f"#{pk}") for pk in rows.related)
    return dict(zip(_BESIDE, (lines, tags, related), strict=True))


def _byline(name: str, role: str) -> str:
    roles: Mapping[str, Any] = dict(Byline.Role.choices)
    return name if role == Byline.Role.WRITER else f"{name} ({roles.get(role, role)})"


def _headlines(ids: Iterable[int]) -> dict[int, str]:
    wanted: Sequence[int] = list(ids)
    return dict(Article.objects.filter(pk__in=wanted).values_list("pk", "headline")) if wanted else {}
