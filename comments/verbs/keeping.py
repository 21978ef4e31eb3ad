"""What all verbs share: moving a comment from one state to another, and keeping true what is counted and shown."""

import datetime as dt
from typing import Any

from django.db.models import F

from articles.changes import raise_keys
from articles.models import Edition
from comments import mails
from comments.discussed import DISCUSSED_KEY
from comments.log import note
from comments.models import Act, Comment, Person, Thread
from comments.threads import comments_key

State = Comment.State
_COUNTED = {State.LIVE: "approved", State.REJECTED: "rejected", State.SPAM: "spam"}


def move(
    comment: Comment,
    thread: Thread,
    to: str,
    *,
    at: dt.datetime,
    verb: str,
    by: Any = None,
    why: str = "",
    detail: dict[str, Any] | None = None,
    is_queued: bool = False,
) -> Act:
    """Bring a comment into a state, its thread locked: queue, counts, what is shown, the log and the page follow.

    `is_queued`: a moderator shall look at it though it does not wait.
    """
    was, queued_at = comment.state, comment.queued_at
    comment.state = to
    if to == State.WAITING or is_queued:
        comment.queued_at = queued_at or at
    elif not comment.open_reports:
        comment.queued_at = None
    comment.claimed_by_id, comment.claimed_at, comment.claimed_until = None, None, None
    is_first = to == State.LIVE and comment.first_live_at is None
    comment.first_live_at = at if is_first else comment.first_live_at
    comment.save()
    waited_s = max(int((at - queued_at).total_seconds()), 0) if queued_at and by is not None else None
    act = note(verb, comment=comment, by=by, why=why, was=was, became=to, at=at, detail=detail or {}, waited_s=waited_s)
    _count(comment.person_id, was, to)
    settle(comment, thread, was=was)
    if is_first:
        mails.tell_of_reply(comment, headline=headline_of(comment), at=at)
    return act


def settle(comment: Comment, thread: Thread, *, was: str) -> None:
    """Keep true who is shown and how many are live after one comment changed; raise the page where readers see it."""
    changed = (was == State.LIVE) != (comment.state == State.LIVE)
    if changed:
        by_one = 1 if comment.state == State.LIVE else -1
        Thread.objects.filter(pk=thread.pk).update(live_count=F("live_count") + by_one)
    places = {pk for pk in (comment.pk, comment.parent_id, comment.root_id) if pk}
    shown = [show(pk) for pk in sorted(places, reverse=True)]
    comment.refresh_from_db(fields=["shown"])
    if changed or any(shown):
        raise_keys({comments_key(comment.article_id), *([DISCUSSED_KEY] if changed else [])})


def show(pk: int) -> bool:
    """Let a comment stand in its thread if it is live, or as the place of one with live replies; say whether that changed."""
    comment = Comment.objects.only("state", "shown", "root").get(pk=pk)
    replies = Comment.objects.filter(parent=pk) if comment.root_id else Comment.objects.filter(root=pk)
    shown = comment.state == State.LIVE or (comment.state != State.UNCONFIRMED and replies.live().exists())
    return bool(Comment.objects.filter(pk=pk).exclude(shown=shown).update(shown=shown))


def headline_of(comment: Comment) -> str:
    return Edition.objects.filter(article_id=comment.article_id).order_by("-live_from").values_list("headline", flat=True).first() or ""


def _count(person_id: int | None, was: str, to: str) -> None:
    """Keep a person's record: what became of their comments."""
    if person_id is None or was == to:
        return
    changes = {_COUNTED[State(state)]: by_one for state, by_one in ((was, -1), (to, 1)) if state in _COUNTED}
    if changes:
        current = Person.objects.select_for_update().values(*_COUNTED.values()).get(pk=person_id)
        Person.objects.filter(pk=person_id).update(**{name: max(current[name] + by_one, 0) for name, by_one in changes.items()})
