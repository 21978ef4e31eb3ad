"""The moderators' queue: what waits, oldest first, some at a time, and never the same for two."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Count, Min, Q, QuerySet

from comments import verbs
from comments.models import Act, Ban, Comment, Report
from comments.rights import moderated_by

STEP = 20
SHOWS = ("all", "waiting", "reported")
_UNDO = dt.timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Queued:
    """A comment before a moderator. `before`: the words it answers; `reports`: open ones; `bans`: how many its writer had; `theirs`: their
    latest other comments."""

    comment: Comment
    reports: tuple[Report, ...]
    bans: int
    theirs: tuple[Comment, ...]


def of(user: Any) -> "QuerySet[Comment]":
    """Return what a user may decide on and somebody should look at."""
    return Comment.objects.queued().filter(moderated_by(user))


def step(user: Any, *, at: dt.datetime, show: str = "all", article_id: int | None = None) -> list[Queued]:
    """Claim the oldest comments that nobody else has and return them. A dozen queries at most, however long the queue is."""
    free = Q(claimed_until=None) | Q(claimed_until__lte=at) | Q(claimed_by=user)
    rows = of(user).filter(free).order_by("queued_at", "pk")
    if show == "reported":
        rows = rows.filter(open_reports__gt=0)
    if show == "waiting":
        rows = rows.filter(state=Comment.State.WAITING)
    if article_id:
        rows = rows.filter(article_id=article_id)
    return details(verbs.claim(list(rows.values_list("pk", flat=True)[:STEP]), by=user, at=at))


def one(user: Any, comment_id: int) -> list[Queued]:
    """Return one comment, also one that nobody needs to look at."""
    return details(list(Comment.objects.filter(moderated_by(user), pk=comment_id).values_list("pk", flat=True)))


def details(ids: list[int]) -> list[Queued]:
    """Return comments with their context, in the order of the queue. Four queries."""
    rows = Comment.objects.filter(pk__in=ids).select_related("article__section", "person", "parent").order_by("queued_at", "pk")
    comments = list(rows.defer("article__body"))
    people = {comment.person_id for comment in comments if comment.person_id}
    reports: dict[int, list[Report]] = {}
    for report in Report.objects.filter(comment__in=ids, outcome="").order_by("made_at"):
        reports.setdefault(report.comment_id, []).append(report)
    bans: dict[int, int] = {}
    for person_id in Ban.objects.filter(person__in=people).values_list("person_id", flat=True):
        bans[person_id] = bans.get(person_id, 0) + 1
    theirs = _latest_of(people, besides=ids)
    return [
        Queued(
            comment, tuple(reports.get(comment.pk, ())), bans.get(comment.person_id or 0, 0), tuple(theirs.get(comment.person_id or 0, ()))
        )
        for comment in comments
    ]


def _latest_of(people: set[int], *, besides: list[int], most: int = 3) -> dict[int, list[Comment]]:
    """Return the latest other comments of each person. One query that reads no more of anybody than is shown of all."""
    found: dict[int, list[Comment]] = {}
    recent = Comment.objects.filter(person__in=people).exclude(pk__in=besides).exclude(text="")
    for comment in recent.order_by("-pk").only("text", "state", "created_at", "person")[: most * STEP]:
        if len(kept := found.setdefault(comment.person_id or 0, [])) < most:
            kept.append(comment)
    return found


@dataclass(frozen=True, slots=True)
class AtIt:
    """A moderator who has some of the queue before them, since when, and how many."""

    user: Any
    since: dt.datetime
    count: int


def others_at_it(user: Any, *, at: dt.datetime) -> list[AtIt]:
    """Return who else has some of the queue before them, longest first. Two queries."""
    claimed = of(user).filter(claimed_until__gt=at, claimed_by__isnull=False).exclude(claimed_by=user)
    rows = list(claimed.values_list("claimed_by").annotate(since=Min("claimed_at"), count=Count("pk")).order_by("since"))
    people = get_user_model().objects.in_bulk([pk for pk, _since, _count in rows]) if rows else {}
    return [AtIt(people[pk], since or at, count) for pk, since, count in rows if pk in people]


def undoable(user: Any, *, at: dt.datetime, most: int = 5) -> list[Act]:
    """Return a moderator's own latest decisions, newest first, that can be taken back by `verbs.undo`."""
    verbs_of_theirs = ["approve", "reject", "spam", "feature"]
    acts = Act.objects.filter(by=user, verb__in=verbs_of_theirs, at__gt=at - _UNDO, comment__isnull=False)
    latest = list(acts.select_related("comment").order_by("-pk")[:most])
    return [act for act in latest if act.comment and act.comment.state == act.became]
