"""A working copy as readers would see it, complete or not. Nothing here is ever shown to readers."""

import datetime as dt

from articles import suggestions
from articles.models import Article, Edition
from articles.publishing import fill
from articles.sections import tree
from articles.working_copy import Companions, companions_of


def as_edition(article: Article, *, at: dt.datetime, companions: Companions | None = None) -> Edition:
    """Make the unsaved edition that publishing a working copy would make, dated as it would be. Five queries.

    `companions`: what stands beside one that is not saved; else it is read.
    """
    edition = fill(article, companions_of(article) if companions is None else companions)
    last = Edition.objects.filter(article_id=article.pk).order_by("-live_from").values("published_at", "updated_at", "path").first()
    edition.published_at = last["published_at"] if last else at
    edition.updated_at, edition.path = (last["updated_at"], last["path"]) if last else (None, "")
    sections = tree().list_keys(article.section_id) if article.section_id in tree().by_id else []
    tags = [f"tag:{tag['id']}" for tag in edition.tags]
    lists = [*sections, *tags]
    edition.suggestions = suggestions.find(lists, besides=[article.pk, *edition.related], at=at) if lists else []
    return edition
