"""Schedules in trouble: what will appear, or fail to, otherwise than somebody at the desk believes."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.models import Article, Edition, ImageUse
from articles.moments import exact


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with one story's schedule, in sentences. `moment`: when it will be noticed by readers."""

    article_id: int
    headline: str
    moment: dt.datetime
    sentences: tuple[str, ...]


def coming(*, now: dt.datetime) -> "QuerySet[Edition]":
    """Return the editions that nobody has seen yet, the next first, with what `of_editions` asks of them."""
    earlier = Edition.objects.filter(article=OuterRef("article"), live_from__lte=now).order_by("-live_from")
    rights = ImageUse.objects.filter(edition=OuterRef("pk"), image__rights_expire_on__isnull=False).order_by("image__rights_expire_on")
    return (
        Edition.objects.scheduled()
        .filter(live_from__gt=now)
        .select_related("article")
        .defer("body", "blocks", "article__body")
        .annotate(
            last_placed_at=Subquery(earlier.values("placed_at")[:1]),
            rights_end_on=Subquery(rights.values("image__rights_expire_on")[:1]),
        )
        .order_by("live_from", "pk")
    )


def of_editions(editions: Iterable[Edition]) -> list[Trouble]:
    """Return what is wrong with editions fetched by `coming`, one Trouble a story. No query."""
    found = [(edition, tuple(_sentences(edition))) for edition in editions]
    return [Trouble(edition.article_id, edition.headline, edition.live_from, sentences) for edition, sentences in found if sentences]


def of_plans(articles: Iterable[Article], *, now: dt.datetime) -> list[Trouble]:
    """Return the stories that are planned for a moment soon, or past, and that nobody has scheduled. No query."""
    return [
        Trouble(article.pk, article.headline, article.planned_at, tuple(_of_a_plan(article, now=now)))
        for article in articles
        if article.planned_at is not None
    ]


def _sentences(edition: Edition) -> Iterator[str]:
    article, last_placed_at = edition.article, vars(edition)["last_placed_at"]
    if last_placed_at is not None and last_placed_at > edition.placed_at:
        yield _("It was scheduled before what readers see now was published, and will replace it.")
    elif article.content_hash != article.live_hash:
        yield _("The story was changed after it was scheduled: readers will see the earlier text.")
    yield from _of_pictures(edition)


def _of_pictures(edition: Edition) -> Iterator[str]:
    end = vars(edition)["rights_end_on"]
    if end is not None and end < timezone.localdate(edition.live_from, timezone.get_default_timezone()):
        yield _("The rights of a picture in it end before, on %(day)s.") % {"day": date_format(end, "DATE_FORMAT")}


def _of_a_plan(article: Article, *, now: dt.datetime) -> Iterator[str]:
    moment = article.planned_at
    if moment is None:
        return
    words = _("It was planned for %(moment)s and is not scheduled.") if moment <= now else _("Planned for %(moment)s, but not scheduled.")
    yield words % {"moment": exact(moment)}
    if article.section_id is None:
        yield _("It stands in no section yet.")
