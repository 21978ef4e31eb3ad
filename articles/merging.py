"""Merging: one author or tag becomes another. Everything follows, old addresses redirect, editions are never touched.

An edition remembers numbers; the one that is gone leaves an `Alias`, through which `articles.names` reads what readers are shown.
"""

from collections.abc import Callable, Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _
from taggit.models import Tag

from articles.changes import raise_keys
from articles.models import Alias, Article, Author, Byline, Edition, Listing, Path, TaggedArticle
from articles.names import name_key
from articles.section_moves import with_months
from articles.sections import lock_sections
from articles.working_copy import settle_companions

_AT_ONCE = 500
_FILLED = ("job_title", "biography", "portrait_id", "user_id", "import_ref")


@transaction.atomic
def merge_authors(gone: Author, *, into: Author, tell: Callable[[str], Any] = str) -> int:
    """Make one author another; what the other does not say of themselves (portrait, account …) they take over. Return how many stories."""
    _refuse_oneself(gone, into)
    lock_sections()  # no story is listed meanwhile
    rows = {row.pk: row for row in Author.objects.select_for_update(of=("self",)).filter(pk__in=[gone.pk, into.pk]).order_by("pk")}
    gone, into = _both(rows, gone, into)
    theirs = Byline.objects.filter(author=gone)
    ids = list(theirs.order_by("article").values_list("article", flat=True).distinct())
    count = _follow(ids, lambda some: _move_bylines(some, gone, into), tell)
    values = {name: getattr(into, name) or getattr(gone, name) for name in _FILLED}
    _leave(Alias.Kind.AUTHOR, gone, into)
    Author.objects.filter(pk=into.pk).update(**values)
    return count


@transaction.atomic
def merge_tags(gone: Tag, *, into: Tag, tell: Callable[[str], Any] = str) -> int:
    """Make one tag another. Return how many stories."""
    _refuse_oneself(gone, into)
    lock_sections()
    rows = {row.pk: row for row in Tag.objects.select_for_update().filter(pk__in=[gone.pk, into.pk]).order_by("pk")}
    gone, into = _both(rows, gone, into)
    ids = list(TaggedArticle.objects.filter(tag=gone).order_by("content_object").values_list("content_object", flat=True))
    count = _follow(ids, lambda some: _move_tags(some, gone, into), tell)
    _leave(Alias.Kind.TAG, gone, into)
    return count


def current(edition: Edition) -> dict[str, list[dict[str, Any]]]:
    """Return an edition's bylines and tags with the numbers that those have now who were merged since. One query."""
    authors, tags = [line["author"] for line in edition.bylines], [tag["id"] for tag in edition.tags]
    found = Alias.objects.filter(Q(kind=Alias.Kind.AUTHOR, old_id__in=authors) | Q(kind=Alias.Kind.TAG, old_id__in=tags))
    now = {(kind, old): author or tag for kind, old, author, tag in found.values_list("kind", "old_id", "author", "tag")}
    return {
        "bylines": [line | {"author": now.get((Alias.Kind.AUTHOR, line["author"]), line["author"])} for line in edition.bylines],
        "tags": [tag | {"id": now.get((Alias.Kind.TAG, tag["id"]), tag["id"])} for tag in edition.tags],
    }


def through_aliases(kind: Alias.Kind, ids: Collection[int], told: Callable[[Collection[int]], dict[int, str]]) -> dict[int, str]:
    """Return what is told of authors or tags by id, of those who are gone what is told of whom they became. One query, or few."""
    now = dict[int, int]()
    wanted = sorted(ids)
    for first in range(0, len(wanted), _AT_ONCE):
        found = Alias.objects.filter(kind=kind, old_id__in=wanted[first : first + _AT_ONCE])
        now |= {old: became for old, became in found.values_list("old_id", f"{kind}_id") if became}
    words = told({now.get(one, one) for one in ids})
    return {one: words[now.get(one, one)] for one in ids if now.get(one, one) in words}


def _refuse_oneself(gone: Any, into: Any) -> None:
    if gone.pk == into.pk:
        raise ValidationError(_("Nobody becomes themselves. Choose another."))


def _both(rows: dict[int, Any], gone: Any, into: Any) -> tuple[Any, Any]:
    if len(rows) < 2:
        raise ValidationError(_("One of the two was deleted in the meantime."))
    return rows[gone.pk], rows[into.pk]


def _follow(ids: list[int], move: Callable[[list[int]], Any], tell: Callable[[str], Any]) -> int:
    """Move what stands beside working copies, in batches; one that said what readers see says it still."""
    for first in range(0, len(ids), _AT_ONCE):
        some = ids[first : first + _AT_ONCE]
        articles = list(Article.objects.select_for_update(of=("self",)).filter(pk__in=some).order_by("pk"))
        as_shown = [article.pk for article in articles if not article.has_unpublished_changes]
        move(some)
        settle_companions(articles)
        _say_as_shown(as_shown)
        tell(f"{first + len(some)} …")
    return len(ids)


def _say_as_shown(ids: list[int]) -> None:
    Article.objects.filter(pk__in=ids).update(live_hash=F("content_hash"))


def _move_bylines(ids: list[int], gone: Author, into: Author) -> None:
    there = set(Byline.objects.filter(article__in=ids, author=into).values_list("article", "role"))
    theirs = Byline.objects.filter(article__in=ids, author=gone)
    twice = [pk for pk, article, role in theirs.values_list("pk", "article", "role") if (article, role) in there]
    theirs.filter(pk__in=twice).delete()
    theirs.update(author=into)


def _move_tags(ids: list[int], gone: Tag, into: Tag) -> None:
    theirs = TaggedArticle.objects.filter(content_object__in=ids, tag=gone)
    theirs.filter(content_object__in=TaggedArticle.objects.filter(tag=into, content_object__in=ids).values("content_object")).delete()
    theirs.update(tag=into)


def _leave(kind: Alias.Kind, gone: Any, into: Any) -> None:
    """Let listings, addresses and earlier aliases follow; leave an alias; delete the row; raise what showed either."""
    old_key, new_key = f"{kind}:{gone.pk}", f"{kind}:{into.pk}"
    Listing.objects.filter(key=old_key, edition_id__in=Listing.objects.filter(key=new_key).values("edition_id")).delete()
    raised = with_months(old_key, {old_key, new_key}) | {name_key(kind, gone.pk), name_key(kind, into.pk)}
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {Listing._meta.db_table} SET key = %s WHERE key = %s", [new_key, old_key])
    Path.objects.filter(**{kind: gone}).update(**{kind: into})
    Alias.objects.filter(**{kind: gone}).update(**{kind: into})
    Alias.objects.create(kind=kind, old_id=gone.pk, name=gone.name, **{kind: into})
    gone.delete()
    raise_keys(raised)


def stories_of(thing: Author | Tag) -> int:
    """Return in how many working copies an author or a tag stands."""
    if isinstance(thing, Author):
        return Byline.objects.filter(author=thing).values("article").distinct().count()
    return TaggedArticle.objects.filter(tag=thing).count()
