"""What readers do not see yet of a working copy, by the names of its fields."""

from typing import Any

from articles.models import Article, Content, Edition
from articles.standing import Standing
from articles.working_copy import HASHED_FIELDS, companions_of


def changed_fields(article: Article, standing: Standing) -> list[str]:
    """Return the names, as the desk calls them, of what differs from what readers see, or see next. Four queries, or none."""
    placed = standing.coming or standing.live
    if placed is None:
        return []
    edition = Edition.objects.get(pk=placed.pk)
    changed = [_called(name) for name in HASHED_FIELDS if getattr(article, name) != getattr(edition, name)]
    return [*changed, *_changed_beside(article, edition)]


def _called(attname: str) -> str:
    return str(next(field.verbose_name for field in Content._meta.local_fields if field.attname == attname))


def _changed_beside(article: Article, edition: Edition) -> list[str]:
    beside = companions_of(article)
    pairs: list[tuple[str, Any, Any]] = [
        ("bylines", _who(beside.bylines), _who(edition.bylines)),
        ("tags", sorted(tag["id"] for tag in beside.tags), sorted(tag["id"] for tag in edition.tags)),
        ("related", list(beside.related), list(edition.related)),
    ]
    return [_beside_called(name) for name, mine, theirs in pairs if mine != theirs]


def _who(bylines: Any) -> list[tuple[int, str]]:
    return [(line["author"], line["role"]) for line in bylines]


def _beside_called(name: str) -> str:
    from articles.models import Byline, RelatedArticle

    if name == "tags":
        return str(Article._meta.get_field("tags").verbose_name)
    return str((Byline if name == "bylines" else RelatedArticle)._meta.verbose_name_plural)
