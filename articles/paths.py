"""Claiming public paths. A path belongs to its owner for ever; one claimed for an edition nobody has seen can be given back."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Literal
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.addresses import is_reserved
from articles.html import clean_text
from articles.models import PATH_LENGTH, Path
from articles.models.rows import DO_NOTHING, insert_rows

Owner = Literal["article", "section", "author", "tag", "page"]


class PathTaken(ValidationError):
    """The path belongs to somebody else, and will for ever."""


def claim(path: str, *, owner: Owner, owner_id: int) -> None:
    """Give a path to its owner, who may have it already. Two queries at most.

    Raises `PathTaken`, or ValidationError for one that is too long.
    """
    if len(path) > PATH_LENGTH:
        sentence = _("This address would have %(length)d characters; at most %(most)d fit. Choose a shorter one.")
        raise ValidationError(sentence % {"length": len(path), "most": PATH_LENGTH})
    is_new = insert_rows(Path, ("path", f"{owner}_id"), [(path, owner_id)], conflicts=DO_NOTHING)
    if not is_new and not Path.objects.filter(path=path, **{f"{owner}_id": owner_id}).exists():
        raise PathTaken(_("The address %(path)s belongs to another page, and will for ever. Choose a different one.") % {"path": path})


def is_free(path: str, *, owner: Owner, owner_id: int | None) -> bool:
    """Say whether the owner could claim the path, or has it."""
    return not Path.objects.filter(path=path).exclude(**{f"{owner}_id": owner_id}).exists()


def claim_many(wanted: Mapping[str, int], *, answers_from: Mapping[str, dt.datetime | None]) -> dict[str, int]:
    """Give stories their paths (path to article id), sorted so that two claimants cannot deadlock; return those that went elsewhere."""
    paths = sorted(wanted)
    rows = [(path, wanted[path], answers_from.get(path)) for path in paths]
    if insert_rows(Path, ("path", "article_id", "answers_from"), rows, conflicts=DO_NOTHING) == len(rows):
        return {}
    owners = dict[str, int | None]()
    for first in range(0, len(paths), 500):
        owners |= dict(Path.objects.filter(path__in=paths[first : first + 500]).values_list("path", "article_id"))
    return {path: article for path, article in wanted.items() if owners.get(path) != article}


def old_path(written: str) -> str:
    """Return an imported address as a row keeps it: path and query without host, decoded, in NFC. Raises ValidationError."""
    try:
        parts = urlsplit(clean_text(written))
        path = _as_kept(unquote(parts.path)) or "/"
    except ValueError:  # a host in brackets that is none
        parts, path = urlsplit(""), ""
    if parts.query:
        path = f"{path}?{_as_kept(parts.query)}"
    if not path.startswith("/") or len(path) > PATH_LENGTH:
        raise ValidationError(
            _("“%(path)s” is no path: it begins with “/” and has at most %(most)d characters.")
            % {"path": written[:200], "most": PATH_LENGTH}
        )
    if path == "/" or _is_the_sites_own(path):
        raise ValidationError(_("The address %(path)s is the site's own.") % {"path": path})
    return path


def _as_kept(words: str) -> str:
    """Return part of an address as a row keeps it: what was asked for is read the same way as what was imported."""
    return " ".join(clean_text(words).split())


def _is_the_sites_own(path: str) -> bool:
    words = path.strip("/").split("/")
    is_archive = len(words) <= 3 and all(word.isdigit() for word in words) and is_reserved(words[0])
    return is_archive or (words[0] in {"admin", "static", "media"})


def asked_for(path: str, query: str) -> list[str]:
    """Return the rows that could answer a request, the most exact first: with its query, as it is, with a slash at its end."""
    asked, query = _as_kept(path), _as_kept(query)
    candidates: Iterable[str] = [*([f"{asked}?{query}"] if query else []), asked, *([] if asked.endswith("/") else [f"{asked}/"])]
    return [candidate for candidate in dict.fromkeys(candidates) if len(candidate) <= PATH_LENGTH]
