"""Composing: an unsaved edition from a working copy or from an earlier edition. Nothing here writes."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from articles import gate, html, merging, suggestions
from articles.addresses import slug_from
from articles.composed import Prepared
from articles.models import CONTENT_FIELDS, Article, Edition
from articles.models.rows import made
from articles.publishing.refusals import Incomplete, Overtaken, Refused
from articles.sections import load_tree, tree
from articles.working_copy import Companions, companions_of, content_of, hash_of

FRONT_KEY = "front"


@dataclass(frozen=True, slots=True)
class Composition:
    """An edition that waits for its place. `version` is the working copy's it was made from; None: from an edition."""

    edition: Edition
    version: int | None


def compose(article: Article, *, at: dt.datetime) -> Composition:
    """Compose an edition from the saved working copy. Six queries.

    Raises `Incomplete` when something is missing, `Overtaken` when the given article is not the saved one any more.
    """
    saved = next(iter(_SAVED.objects(article.pk)), None)
    if saved is None:
        raise deleted()
    if saved.version != article.version:
        raise overtaken()
    edition = draw_up(saved, companions_of(saved), at=at)
    return Composition(edition, saved.version)


_SAVED = Prepared(lambda pk: Article.objects.filter(pk=pk))


def deleted() -> Refused:
    return Refused(_("This story was deleted in the meantime."))


def overtaken() -> Overtaken:
    return Overtaken(_("Somebody else saved this story in the meantime. Look at their changes, then do it again."))


def draw_up(article: Article, companions: Companions, *, at: dt.datetime) -> Edition:
    """Make the unsaved edition of a working copy that may be shown. One query, for the suggestions."""
    if sentences := gate.missing(article):
        raise Incomplete(*sentences)
    edition = fill(article, companions)
    besides = [article.pk, *companions.related]
    edition.suggestions = suggestions.find(list_keys(edition), besides=besides, at=at)
    return edition


def fill(article: Article, companions: Companions) -> Edition:
    """Copy what an edition owns from a working copy, complete or not. No query."""
    values = content_of(article)
    digest = hash_of(values, companions)
    values["slug"] = slug_from(values["slug"] or article.headline, otherwise=f"story-{article.pk}")
    own = {
        "article_id": article.pk,
        "bylines": list(companions.bylines),
        "tags": list(companions.tags),
        "related": list(companions.related),
        "blocks": html.cut(article.body),
        "blocks_version": html.BLOCKS_VERSION,
        "content_hash": digest,
    }
    return made(Edition, values | own)


def compose_again(earlier: Edition) -> Composition:
    """Compose an edition that says what an earlier one said. One query, for authors and tags merged since, besides deferred fields."""
    values: dict[str, Any] = {name: getattr(earlier, name) for name in CONTENT_FIELDS}
    copied = ("bylines", "tags", "related", "suggestions", "blocks", "blocks_version", "content_hash")
    values |= {name: getattr(earlier, name) for name in copied} | merging.current(earlier)
    return Composition(Edition(article_id=earlier.article_id, **values), None)


def list_keys(edition: Edition, section_keys: list[str] | None = None) -> list[str]:
    """Return the keys of the lists an edition stands in: front, its section and all above, its authors, its tags."""
    assert edition.section_id is not None  # the gate
    if section_keys is None:
        known = tree()  # one that another process has just made is not known yet
        section_keys = (known if edition.section_id in known.by_id else load_tree()).list_keys(edition.section_id)
    authors = [f"author:{line['author']}" for line in edition.bylines]
    tags = [f"tag:{tag['id']}" for tag in edition.tags]
    return list(dict.fromkeys([FRONT_KEY, *section_keys, *authors, *tags]))
