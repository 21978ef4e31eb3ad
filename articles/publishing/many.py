"""Publishing many stories at once, for imports and archives.

The rows are those that `publish` makes: `tests/articles/publishing/test_many.py` compares them.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from articles import gate, search, suggestions
from articles.addresses import story_path, wishes
from articles.changes import Coming, raise_keys
from articles.look import moment
from articles.models import Article, Edition, ImageUse, Listing
from articles.models.rows import insert_objects, insert_rows, take_ids
from articles.paths import claim_many
from articles.publishing.composing import list_keys, overtaken
from articles.publishing.placing import LISTING_COLUMNS, existing_pictures, listing_rows, with_months
from articles.publishing.refusals import PUBLISH, Account, Incomplete, Refused, System, account_id, demand_right
from articles.sections import Tree, hold_sections, load_tree
from articles.working_copy import pictures_of


@dataclass(slots=True)
class Plan:
    """A story that has no editions yet, and the ones it shall have: filled (`composing.fill`), with their windows, in order."""

    article: Article
    editions: Sequence[Edition]
    keys: list[list[str]] = field(default_factory=list)


@transaction.atomic
def publish_many(plans: Sequence[Plan], *, by: Account | System, now: dt.datetime | None = None) -> None:
    """Give each story its editions: about a dozen queries for any number of stories, a few hundred at a time.

    An edition brings `live_from`, `live_until`, `ending`, `notice`, `updated_at`; its first `published_at`, path, listings and
    suggestions are made here. Suggestions come from what was live before this call.
    """
    demand_right(by, PUBLISH)
    if not plans:
        return
    hold_sections()
    _lock(plans)
    at = moment(now)
    _prepare(plans, load_tree(), by=by, at=at)
    _suggest(plans, at=at)
    _claim_paths(plans, at=at)
    _insert(plans)
    _settle(plans, at=at)


def _lock(plans: Sequence[Plan]) -> None:
    ids = [plan.article.pk for plan in plans]
    versions = dict(Article.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk", "version"))
    if any(versions.get(plan.article.pk) != plan.article.version for plan in plans):
        raise overtaken()
    if Edition.objects.filter(article_id__in=ids).exists():
        raise Refused(_("One of these stories was published before. Only new stories are published together."))


def _prepare(plans: Sequence[Plan], sections: Tree, *, by: Account | System, at: dt.datetime) -> None:
    for plan in plans:
        for earlier, later in pairwise(plan.editions):
            if earlier.live_until is None or earlier.live_until > later.live_from or earlier.live_from >= later.live_from:
                raise Refused(_("The editions of “%(headline)s” overlap.") % {"headline": plan.article.headline})
        for edition in plan.editions:
            if sentences := gate.missing(edition):
                raise Incomplete(*sentences)
            if edition.live_until and (edition.live_until > at or edition.ending == Edition.Ending.NEXT):
                edition.ending = _ending(edition, plan.editions)
            edition.published_by_id = account_id(by)
            edition.published_at = plan.editions[0].live_from
            edition.placed_at = at
            plan.keys.append(list_keys(edition, sections.list_keys(edition.section_id or 0)))


def _ending(edition: Edition, editions: Sequence[Edition]) -> str:
    """Say how an edition ends that nobody has ended: the next one follows, or it was planned, so that the sweep finds it."""
    follows = any(other.live_from == edition.live_until for other in editions)
    return Edition.Ending.NEXT if follows else Edition.Ending.PLANNED


def _suggest(plans: Sequence[Plan], *, at: dt.datetime) -> None:
    newest = suggestions.newest_in((key for plan in plans for keys in plan.keys for key in keys), at=at)
    for plan in plans:
        for edition, keys in zip(plan.editions, plan.keys, strict=True):
            edition.suggestions = suggestions.choose(newest, keys, besides=[plan.article.pk, *edition.related])


def _claim_paths(plans: Sequence[Plan], *, at: dt.datetime) -> None:
    """Claim every edition's path: the one it brings, else slug, slug-2 … in the order of the stories; at last one of its own."""
    editions = [edition for plan in plans for edition in plan.editions]
    waiting = [(edition, _wishes(edition)) for edition in editions]
    while waiting:
        wanted: dict[str, int] = {}
        answers_from: dict[str, dt.datetime | None] = {}
        for edition, wishes_left in waiting:
            if (path := next(wishes_left, None)) is None:
                raise Refused(_("The address of “%(headline)s” is taken.") % {"headline": edition.headline})
            edition.path = path
            if wanted.setdefault(path, edition.article_id) == edition.article_id:
                answers_from.setdefault(path, edition.live_from if edition.live_from > at else None)
        gone = claim_many(wanted, answers_from=answers_from)
        waiting = [one for one in waiting if one[0].path in gone or wanted[one[0].path] != one[0].article_id]


def _wishes(edition: Edition) -> Iterator[str]:
    if edition.path:
        yield edition.path
    for slug in wishes(edition.slug, article_id=edition.article_id):
        yield story_path(slug, published_at=edition.published_at)


def _insert(plans: Sequence[Plan]) -> None:
    editions = [edition for plan in plans for edition in plan.editions]
    for pk, edition in zip(take_ids(Edition, len(editions)), editions, strict=True):
        edition.pk = pk
    insert_objects(Edition, editions)
    keys = (keys for plan in plans for keys in plan.keys)
    rows = [row for edition, some in zip(editions, keys, strict=True) for row in listing_rows(edition, some)]
    insert_rows(Listing, LISTING_COLUMNS, rows)
    search.readers.keep(editions)
    pictures = {edition.pk: pictures_of(edition.lead_image_id, edition.body) for edition in editions}
    known = set(existing_pictures(sorted({image for images in pictures.values() for image in images})))
    uses = [
        ImageUse(image_id=image, article_id=edition.article_id, edition_id=edition.pk)
        for edition in editions
        for image in pictures[edition.pk]
        if image in known
    ]
    ImageUse.objects.bulk_create(uses)


def _settle(plans: Sequence[Plan], *, at: dt.datetime) -> None:
    rows = [(plan.article.slug or plan.editions[-1].slug, plan.editions[-1].content_hash, plan.article.pk) for plan in plans]
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {Article._meta.db_table} SET slug = %s, live_hash = %s WHERE id = %s", rows)
    raised, coming = {f"article:{plan.article.pk}" for plan in plans}, list[Coming]()
    for plan in plans:
        for edition, keys in zip(plan.editions, plan.keys, strict=True):
            lists = with_months(keys, edition.published_at)
            if edition.live_from <= at:
                raised |= lists
            else:
                coming.append((edition.live_from, lists))
    raise_keys(raised, coming=coming, acted_at=at)
