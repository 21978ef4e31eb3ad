"""A story as the beginning of another."""

from django.db import transaction
from django.utils.translation import gettext as _

from articles import snapshots
from articles.models import HEADLINE_LENGTH, Article

_OF_ITS_OWN = {
    **dict.fromkeys(("slug", "correction", "canonical_url"), ""),
    **dict.fromkeys(("assignee_id", "deadline", "planned_at", "import_ref"), None),
    "stage": Article.Stage.DRAFT,
}


@transaction.atomic
def duplicate(article: Article, *, by: int | None) -> Article:
    """Make a draft with the words, pictures, bylines, tags and picked stories of a saved one; address, plans and comments are its own."""
    told = snapshots.of(article)
    headline = (_("Copy of %(headline)s") % {"headline": article.headline})[:HEADLINE_LENGTH]
    fields = {**told["fields"], **_OF_ITS_OWN, "headline": headline, "created_by_id": by}
    return snapshots.write({**told, "fields": fields, "plugged": {}}, Article())
