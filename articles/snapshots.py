"""A working copy as JSON: every field of the desk and what stands beside it. Deleted drafts are kept so, and duplicates made so."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from django.utils.dateparse import parse_datetime

from articles import tags, working_copy
from articles.models import CONTENT_FIELDS, Article, Author, Byline, Image, RelatedArticle, Section
from articles.registries import interchange_keys

Snapshot = Mapping[str, Any]
DESK_FIELDS = ("stage", "assignee_id", "deadline", "planned_at", "notes", "created_by_id", "import_ref")
_MOMENTS = ("deadline", "planned_at")


def of(article: Article) -> dict[str, Any]:
    """Return a saved working copy as JSON can hold it. Three queries, and one for each key that another app owns."""
    beside = working_copy.companions_of(article)
    fields = {name: getattr(article, name) for name in (*CONTENT_FIELDS, *DESK_FIELDS)}
    plugged = {name: values[article.pk] for name, key in interchange_keys.items() if article.pk in (values := key.read([article.pk]))}
    return {
        "fields": {name: str(value) if name == "body" else _plain(value) for name, value in fields.items()},
        "bylines": [[line["author"], line["role"]] for line in beside.bylines],
        "tags": [tag["name"] for tag in beside.tags],
        "related": list(beside.related),
        "plugged": plugged,
    }


def write(snapshot: Snapshot, article: Article) -> Article:
    """Fill a new working copy from a snapshot and save it, with all that still exists of what it names. Inside a transaction."""
    for name, value in snapshot["fields"].items():
        setattr(article, name, _moment(value) if name in _MOMENTS else value)
    article.section_id, article.lead_image_id = _there(Section, article.section_id), _there(Image, article.lead_image_id)
    people = get_user_model()
    article.assignee_id, article.created_by_id = _there(people, article.assignee_id), _there(people, article.created_by_id)
    article.save(force_insert=True)
    _write_beside(snapshot, article)
    for name, value in snapshot["plugged"].items():
        if name in interchange_keys:
            interchange_keys[name].write({article.pk: value})
    working_copy.settle(article)
    return article


def _write_beside(snapshot: Snapshot, article: Article) -> None:
    authors = set(Author.objects.filter(pk__in=[author for author, _role in snapshot["bylines"]]).values_list("pk", flat=True))
    lines = [(author, role) for author, role in snapshot["bylines"] if author in authors]
    Byline.objects.bulk_create(
        [Byline(article=article, author_id=author, role=role, position=place) for place, (author, role) in enumerate(lines)]
    )
    stories = set(Article.objects.filter(pk__in=snapshot["related"]).values_list("pk", flat=True))
    targets = [target for target in snapshot["related"] if target in stories and target != article.pk]
    RelatedArticle.objects.bulk_create(
        [RelatedArticle(article=article, target_id=target, position=place) for place, target in enumerate(targets)]
    )
    article.tags.set(tags.named(snapshot["tags"]))


def _there(model: type[Model], pk: Any) -> Any:
    return pk if pk is not None and model._default_manager.filter(pk=pk).exists() else None


def _plain(value: Any) -> Any:
    return DjangoJSONEncoder().default(value) if isinstance(value, dt.datetime) else value


def _moment(value: str | None) -> dt.datetime | None:
    return parse_datetime(value) if value else None
