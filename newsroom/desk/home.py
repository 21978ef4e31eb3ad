"""The desk's first page: what waits for this person, and what readers will see in the next 24 hours."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import F, Q, prefetch_related_objects
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles import troubles
from articles.composed import union
from articles.look import look
from articles.models import Article, Edition
from articles.models.articles import DIFFERS
from articles.moments import clock
from articles.troubles import Trouble
from comments import queue
from comments.models import Comment
from comments.rights import may_moderate_something

if TYPE_CHECKING:
    from django.contrib.admin import AdminSite

    from newsroom.models import User

ROWS = 6
"""How many stories a card shows; “Show all” leads to the rest."""
_DAY = dt.timedelta(hours=24)
_MOST_COMING, _COMMENTS = 60, 4
_LATEST = dt.datetime.max.replace(tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Card:
    """A list of stories under a heading. `more`: the address of all of them. `shows`: what stands at a row's end."""

    id: str
    title: Promise
    icon: str
    empty: Promise
    more: str
    shows: str
    rows: list[Article]


@dataclass(frozen=True, slots=True)
class _Kind:
    id: str
    title: Promise
    icon: str
    empty: Promise
    view: str
    shows: str
    condition: Q
    order: tuple[Any, ...]
    holds: Callable[[Article], bool]
    place: Callable[[Article], Any] = field(compare=False)


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the line of 24 hours, in per cent of its length."""

    percent: float
    words: str = ""
    edition: Edition | None = None


def first_page(site: "AdminSite", request: HttpRequest) -> dict[str, Any]:
    """Return what the first page shows of stories and comments, within this person's rights. Six queries."""
    now = look.now()
    context: dict[str, Any] = {"now": now}
    if may_moderate_something(request.user):
        context |= {"queued": _queued(request.user), "queue_address": reverse("admin:comments_queue")}
    if _may_see(site, request, "articles.article"):
        context |= _of_stories(request.user, now=now)
    return context


def _queued(user: Any) -> list[Comment]:
    """Return the comments this person decides on that have waited longest. One query."""
    waiting = queue.of(user).select_related("article").defer("html", "article__body")
    return list(waiting.order_by("queued_at", "pk")[:_COMMENTS])


def _may_see(site: "AdminSite", request: HttpRequest, label: str) -> bool:
    return site.get_model_admin(apps.get_model(label)).has_view_or_change_permission(request)


def _of_stories(user: "User | AnonymousUser", *, now: dt.datetime) -> dict[str, Any]:
    kinds = _kinds(user, now=now)
    stories, planned = _fetch(kinds, now=now)
    coming = list(troubles.coming(now=now)[:_MOST_COMING])
    in_trouble = [*troubles.of_editions(coming), *troubles.of_plans(planned, now=now)]
    return {
        "cards": [_card(kind, stories) for kind in kinds],
        "ticks": _ticks(now),
        "marks": [Mark(_percent(one.live_from, now), edition=one) for one in coming if one.live_from <= now + _DAY],
        "later": next((one for one in coming if one.live_from > now + _DAY), None),
        "troubles": sorted(in_trouble, key=_moment_of)[: 2 * ROWS],
    }


def _moment_of(trouble: Trouble) -> dt.datetime:
    return trouble.moment


def _kinds(user: "User | AnonymousUser", *, now: dt.datetime) -> list[_Kind]:
    """Say what stands on each card: once in the database's words (`condition`, `order`), once in Python's (`holds`, `place`), its twins."""
    end_of_day = timezone.localtime(now).replace(hour=23, minute=59, second=59, microsecond=999_999)
    unseen = Q(live_hash="")
    by_deadline, newest = (F("deadline").asc(nulls_last=True), "-changed_at", "-pk"), ("-changed_at", "-pk")
    return [
        _Kind(
            "mine", _("Mine"), "user", _("Stories that are with you appear here."), "mine", "stage",
            Q(assignee=user.pk) & ~Q(stage="approved", live_since__isnull=False), newest,
            lambda one: one.assignee_id == user.pk and not (one.stage == "approved" and one.publication.is_live), _newest,
        ),
        _Kind(
            "review", _("Awaiting review"), "eye", _("Nothing waits for a second pair of eyes."), "review", "deadline",
            Q(stage="review"), by_deadline,
            lambda one: one.stage == "review", _by_deadline,
        ),
        _Kind(
            "due", _("Due today"), "clock", _("No deadline is left for today."), "due", "deadline",
            Q(deadline__lte=end_of_day) & unseen, by_deadline,
            lambda one: one.deadline is not None and one.deadline <= end_of_day and one.publication.state == "unpublished", _by_deadline,
        ),
        _Kind(
            "changed", _("Live with unpublished changes"), "file-pen", _("Readers see the newest version of every story."), "changed",
            "publication", Q(live_since__isnull=False) & DIFFERS, newest,
            lambda one: one.publication.is_live and one.has_unpublished_changes, _newest,
        ),
    ]  # fmt: skip


def _newest(story: Article) -> tuple[float, int]:
    return -story.changed_at.timestamp(), -story.pk


def _by_deadline(story: Article) -> tuple[dt.datetime, float, int]:
    return story.deadline or _LATEST, *_newest(story)


def _fetch(kinds: Iterable[_Kind], *, now: dt.datetime) -> tuple[list[Article], list[Article]]:
    """Return the stories of all cards, and those planned for soon and not scheduled. Four queries: ids, stories, bylines, authors.

    Ids come by themselves: a story that is in one list or another PostgreSQL seeks among all there are.
    """
    planned_soon = Q(planned_at__lte=now + _DAY, live_hash="")
    wanted = [*((kind.condition, kind.order) for kind in kinds), (planned_soon, ("planned_at",))]
    listed = (Article.objects.with_publication(at=now).filter(some).order_by(*order).values("pk")[:ROWS] for some, order in wanted)
    with connection.cursor() as cursor:
        cursor.execute(*union(one.query.sql_with_params() for one in listed))
        ids = {pk for _list, pk in cursor.fetchall()}
    found = Article.objects.filter(pk__in=ids).with_publication(at=now).select_related("lead_image", "assignee").defer("body", "notes")
    stories = list(found) if ids else []
    prefetch_related_objects(stories, "bylines__author")
    planned = [one for one in stories if one.planned_at and one.planned_at <= now + _DAY and one.publication.state == "unpublished"]
    return stories, planned


def _card(kind: _Kind, stories: Iterable[Article]) -> Card:
    rows = sorted(filter(kind.holds, stories), key=kind.place)[:ROWS]
    more = f"{reverse('admin:articles_article_changelist')}?view={kind.view}"
    return Card(kind.id, kind.title, kind.icon, kind.empty, more, kind.shows, rows)


def _ticks(now: dt.datetime) -> list[Mark]:
    """Mark every full hour of the next 24; those that a clock strikes every third time carry words."""
    hour = dt.timedelta(hours=1)
    first = now.replace(minute=0, second=0, microsecond=0) + hour
    moments = [first + number * hour for number in range(24)]
    return [Mark(_percent(moment, now), _hour_in_words(moment)) for moment in moments]


def _hour_in_words(moment: dt.datetime) -> str:
    local = timezone.localtime(moment)
    return clock(local) if local.hour % 3 == 0 else ""


def _percent(moment: dt.datetime, now: dt.datetime) -> float:
    return round((moment - now) / _DAY * 100, 2)
