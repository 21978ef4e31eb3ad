"""How an export names things: references that hold wherever it is imported, and addresses as text."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from taggit.models import Tag

from articles import html
from articles.models import Path
from articles.paths import Owner

_AT_ONCE = 500


def refs_of(model: Any, kind: str, ids: Iterable[int]) -> dict[int, str]:
    """Return the references of rows by id. One that was never imported is called after its number, and keeps that name for ever."""
    wanted, rows = sorted(set(ids)), dict[int, str | None]()
    for first in range(0, len(wanted), _AT_ONCE):
        rows |= dict(model.objects.filter(pk__in=wanted[first : first + _AT_ONCE]).values_list("pk", "import_ref"))
    return named(model, kind, rows)


def named(model: Any, kind: str, rows: Mapping[int, str | None]) -> dict[int, str]:
    """Name the rows without a reference: `article-12`, or `article-12-2` where an imported one is called that already."""
    refs = {pk: ref or f"{kind}-{pk}" for pk, ref in rows.items()}
    nameless = [pk for pk, ref in rows.items() if ref is None]
    number = 2
    while nameless:
        wanted = [refs[pk] for pk in nameless]
        taken = set(model.objects.filter(import_ref__in=wanted).values_list("import_ref", flat=True))
        nameless = [pk for pk in nameless if refs[pk] in taken]
        refs |= {pk: f"{kind}-{pk}-{number}" for pk in nameless}
        number += 1
    return refs


def tag_names(ids: Iterable[int]) -> dict[int, str]:
    wanted, names = sorted(ids), dict[int, str]()
    for first in range(0, len(wanted), _AT_ONCE):
        names |= dict(Tag.objects.filter(pk__in=wanted[first : first + _AT_ONCE]).values_list("pk", "name"))
    return names


def with_refs(body: str, images: Mapping[int, str], stories: Mapping[int, str]) -> str:
    """Write a body with references in place of ids. What they led to and is gone goes; the words of a link stay."""
    return html.replace_references(body, image=lambda pk: images.get(int(pk)), story=lambda pk: stories.get(int(pk)), to="refs")


def paths_of(owner: Owner, ids: Iterable[int]) -> dict[int, list[str]]:
    """Return every path of some owners, by id, sorted. One query for every five hundred."""
    paths, wanted = dict[int, list[str]](), sorted(ids)
    for first in range(0, len(wanted), _AT_ONCE):
        found = Path.objects.filter(**{f"{owner}__in": wanted[first : first + _AT_ONCE]}).values_list(f"{owner}_id", "path")
        for pk, path in found:
            paths.setdefault(pk, []).append(path)
    return {pk: sorted(several) for pk, several in paths.items()}


def old_paths(paths: Iterable[str], *, current: Iterable[str]) -> list[str]:
    left_out = set(current)
    return [written_path(path) for path in paths if path not in left_out]


def written_path(path: str) -> str:
    """Write a path so that reading it gives the same. Twin: `articles.interchange.checks.address`."""
    if "#" in path or path.startswith("//"):  # neither stands in a written query: the “?”, too, was decoded
        return "/" + quote(path[1:], safe="" if path.startswith("//") else "/")
    front, mark, query = path.partition("?")
    return f"{front.replace('%', '%25')}{mark}{query}"
