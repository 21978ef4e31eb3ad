"""The working copy as a whole: its fields and the rows beside it. Every way in ends in `settle`."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import F

from articles import html, search
from articles.composed import Prepared
from articles.models import CONTENT_FIELDS, Article, Byline, ImageUse, RelatedArticle, TaggedArticle

HASHED_FIELDS = tuple(name for name in CONTENT_FIELDS if name != "slug")


@dataclass(frozen=True, slots=True)
class Companions:
    """What stands beside a working copy, as an edition keeps it.

    `bylines`: `{"author", "role", "name"}` in order. `tags`: `{"id", "name", "slug"}` by name. `related`: article ids in order.
    """

    bylines: Sequence[Mapping[str, Any]] = ()
    tags: Sequence[Mapping[str, Any]] = ()
    related: Sequence[int] = ()


def companions_of(article: Article) -> Companions:
    """Read what stands beside a saved working copy. Three queries."""
    return companions_of_many([article.pk])[article.pk]


def companions_of_many(ids: Sequence[int]) -> dict[int, Companions]:
    """Read what stands beside saved working copies. Three queries for any number."""
    bylines, tags, related = ({pk: list[Any]() for pk in ids} for _kind in range(3))
    for pk, author, role, name in _BYLINES.rows(list(ids)):
        bylines[pk].append({"author": author, "role": role, "name": name})
    for pk, tag, name, slug in _TAGS.rows(list(ids)):
        tags[pk].append({"id": tag, "name": name, "slug": slug})
    for pk, target in _RELATED.rows(list(ids)):
        related[pk].append(target)
    return {pk: Companions(bylines[pk], sorted(tags[pk], key=tag_place), related[pk]) for pk in ids}


_BYLINES = Prepared(
    lambda ids: (
        Byline.objects.filter(article__in=ids).order_by("position", "pk").values_list("article_id", "author_id", "role", "author__name")
    )
)
_TAGS = Prepared(
    lambda ids: TaggedArticle.objects.filter(content_object__in=ids).values_list("content_object_id", "tag_id", "tag__name", "tag__slug")
)
_RELATED = Prepared(
    lambda ids: RelatedArticle.objects.filter(article__in=ids).order_by("position", "pk").values_list("article_id", "target_id")
)


def tag_place(tag: Mapping[str, Any]) -> tuple[str, int]:
    """Say where a tag stands among others: by name, whatever its case. In Python, because databases sort letters differently."""
    return tag["name"].casefold(), tag["id"]


_WRITE = json.JSONEncoder(sort_keys=True, ensure_ascii=True).encode


def hash_of(values: Mapping[str, Any], companions: Companions) -> str:
    """Return one hash of everything readers would see change. Names of authors and tags live their own life: ids count."""
    content = {name: values[name] for name in HASHED_FIELDS}
    content["bylines"] = [[line["author"], line["role"]] for line in companions.bylines]
    content["tags"] = sorted(tag["id"] for tag in companions.tags)
    content["related"] = list(companions.related)
    return hashlib.sha256(_WRITE(content).encode()).hexdigest()


def content_of(article: Article) -> dict[str, Any]:
    return {name: getattr(article, name) for name in CONTENT_FIELDS}


def settle(article: Article) -> None:
    """Bring what is derived from a working copy up to date, after its rows are saved: hash, address, uses of pictures, words to search.

    Counts one version. Call it inside the transaction that saved the rows.
    """
    if not article.slug:
        article.slug = article.editions.order_by("-live_from").values_list("slug", flat=True).first() or ""
    article.content_hash = hash_of(content_of(article), companions_of(article))
    Article.objects.filter(pk=article.pk).update(slug=article.slug, content_hash=article.content_hash, version=F("version") + 1)
    article.refresh_from_db(fields=["version"])
    settle_image_uses(article)
    search.keep(article)


def settle_companions(articles: Sequence[Article]) -> None:
    """Bring hashes up to date where the rows beside locked working copies changed. Three queries and a statement for any number."""
    if not articles:
        return
    beside = companions_of_many([article.pk for article in articles])
    rows = [(hash_of(content_of(article), beside[article.pk]), article.pk) for article in articles]
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {Article._meta.db_table} SET content_hash = %s, version = version + 1 WHERE id = %s", rows)


def pictures_of(lead_image_id: int | None, body: str) -> list[int]:
    """Return the ids of the pictures a story shows, each once."""
    return list(dict.fromkeys([*([lead_image_id] if lead_image_id else []), *html.references(body).images]))


def settle_image_uses(article: Article) -> None:
    """Write down which pictures the working copy shows; ones that do not exist are left out."""
    from articles.models import Image

    wanted = set(Image.objects.filter(pk__in=pictures_of(article.lead_image_id, article.body)).values_list("pk", flat=True))
    uses = ImageUse.objects.filter(article=article, edition=None)
    there = set(uses.values_list("image_id", flat=True))
    if there - wanted:
        uses.filter(image_id__in=there - wanted).delete()
    ImageUse.objects.bulk_create([ImageUse(image_id=image, article=article) for image in sorted(wanted - there)])
