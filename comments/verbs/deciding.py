"""What moderators do: they take some of the queue, decide, feature, and take it back."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext_lazy as _

from articles.changes import raise_keys
from articles.look import moment
from articles.templatetags.desk import person
from comments import lessons, mails
from comments.log import note
from comments.models import Act, Comment, Report, Thread
from comments.refusals import NotThere, Refused, TakenByOther
from comments.rights import may_moderate
from comments.threads import comments_key, lock
from comments.verbs.keeping import move

State = Comment.State
CLAIM = dt.timedelta(minutes=5)
DECISIONS = {"approve": State.LIVE, "reject": State.REJECTED, "spam": State.SPAM, "wait": State.WAITING}
"""`feature` approves and picks."""
_UNDOABLE = {"approve", "reject", "spam", "wait", "feature"}


def claim(ids: Iterable[int], *, by: Any, at: dt.datetime) -> list[int]:
    """Take queued comments for some minutes, those that nobody else has; return which. Two moderators are never handed the same one."""
    with transaction.atomic():
        free = Comment.objects.queued().filter(Q(claimed_until=None) | Q(claimed_until__lte=at) | Q(claimed_by=by), pk__in=list(ids))
        rows = free.select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked).order_by("queued_at", "pk")
        taken = list(rows.values_list("pk", flat=True))
        since = Case(When(claimed_by=by, claimed_until__gt=at, then=F("claimed_at")), default=Value(at))
        Comment.objects.filter(pk__in=taken).update(claimed_at=since, claimed_by=by, claimed_until=at + CLAIM)
    return taken


def decide(comment_id: int, decision: str, *, by: Any, why: str = "", seen: str | None = None) -> Act:
    """Approve, reject, call spam, feature or put back. `seen`: the state the moderator saw; raises `TakenByOther` where it is another.

    What reports there were are decided with it, and whoever gave their address is told.
    """
    if decision not in {*DECISIONS, "feature"}:
        raise Refused(_("There is no such decision."))
    with transaction.atomic():
        comment, thread, at = _locked(comment_id, by)
        _demand_own(comment, by, seen, at=at)
        if comment.state == State.DELETED:
            raise TakenByOther(_("Its writer has deleted it."))
        before = _before(comment)
        to, had_reports = DECISIONS.get(decision, State.LIVE), bool(comment.open_reports)
        if to == State.LIVE and not comment.text:
            raise Refused(_("There are no words to approve."))
        comment.featured = decision == "feature" or (comment.featured and to == State.LIVE)
        _decide_reports(comment, to, by=by, at=at)
        if to == State.REJECTED or (to == State.SPAM and had_reports):
            _tell_writer(comment, why, at=at, after_notice=had_reports)
        before["lesson"] = lessons.owe(comment, to, was=comment.state, reasons=comment.reasons, at=at)
        comment.reasons = comment.reasons if to == State.WAITING else []
        act = move(comment, thread, to, at=at, verb=decision, by=by, why=why, detail=before)
        if before["featured"] != comment.featured:
            raise_keys({comments_key(comment.article_id)})
        _end_pause(thread, at=at)
    return act


def feature(comment_id: int, *, by: Any, featured: bool, why: str = "") -> Act:
    """Pick a live comment, or no more."""
    with transaction.atomic():
        comment, _thread, at = _locked(comment_id, by)
        if comment.state != State.LIVE:
            raise Refused(_("Only what readers see can be picked."))
        before = _before(comment)
        comment.featured = featured
        comment.save(update_fields=["featured"])
        act = note("feature", comment=comment, by=by, why=why, was=comment.state, became=comment.state, at=at, detail=before)
        raise_keys({comments_key(comment.article_id)})
    return act


def undo(act_id: int, *, by: Any) -> Comment:
    """Take a decision of one's own back, if nothing was decided since. Reports are open again; what was mailed stays mailed."""
    with transaction.atomic():
        act = Act.objects.filter(pk=act_id, by=by, verb__in=_UNDOABLE).first()
        if act is None or act.comment_id is None:
            raise NotThere
        comment, thread, at = _locked(act.comment_id, by)
        if Act.objects.filter(comment=comment, pk__gt=act.pk).exclude(verb="report").exists():
            raise TakenByOther(_("Something else was done with it since."))
        told = act.detail
        comment.featured = bool(told.get("featured"))
        comment.reasons = told.get("reasons") or []
        reports = Report.objects.filter(pk__in=told.get("reports") or [])
        reports.update(outcome=Report.Outcome.OPEN, decided_at=None, by=None)
        comment.open_reports = comment.reports.filter(outcome=Report.Outcome.OPEN).count()
        if told.get("lesson") is not None:
            lessons.correct(comment, is_spam=not told["lesson"], at=at)
        queued_at = dt.datetime.fromisoformat(told["queued_at"]) if told.get("queued_at") else None
        move(comment, thread, act.was, at=at, verb="undo", by=by)
        Comment.objects.filter(pk=comment.pk).update(queued_at=queued_at, claimed_by=by, claimed_at=at, claimed_until=at + CLAIM)
        raise_keys({comments_key(comment.article_id)})
    return Comment.objects.get(pk=comment.pk)


def _locked(comment_id: int, by: Any) -> tuple[Comment, Thread, dt.datetime]:
    article_id = Comment.objects.filter(pk=comment_id).values_list("article_id", flat=True).first()
    if article_id is None:
        raise NotThere
    thread, at = lock(article_id), moment()
    comment = Comment.objects.select_for_update(of=("self",)).select_related("article", "person").get(pk=comment_id)
    if not may_moderate(by, comment.article.section_id):
        raise NotThere
    return comment, thread, at


def _demand_own(comment: Comment, by: Any, seen: str | None, *, at: dt.datetime) -> None:
    """Raise `TakenByOther` where somebody else is at it, or has decided since it was seen."""
    if comment.claimed_by_id not in {None, by.pk} and comment.claimed_until and comment.claimed_until > at:
        name = person(comment.claimed_by)
        raise TakenByOther(str(_("%(name)s is looking at this one.")) % {"name": name})
    if seen is not None and seen != comment.state:
        raise TakenByOther(_("This one is decided already."))


def _before(comment: Comment) -> dict[str, Any]:
    reports = list(comment.reports.filter(outcome=Report.Outcome.OPEN).values_list("pk", flat=True)) if comment.open_reports else []
    queued_at = comment.queued_at.isoformat() if comment.queued_at else ""
    return {"featured": comment.featured, "reasons": comment.reasons, "reports": reports, "queued_at": queued_at}


def _tell_writer(comment: Comment, why: str, *, at: dt.datetime, after_notice: bool) -> None:
    """Tell whoever wrote it why readers see it no more (DSA, article 17). What never appeared was not taken down."""
    if comment.first_live_at is not None and comment.state in {State.LIVE, State.WAITING}:
        mails.tell_of_removal(comment, why=why, at=at, after_notice=after_notice)


def _decide_reports(comment: Comment, to: str, *, by: Any, at: dt.datetime) -> None:
    if not comment.open_reports or to == State.WAITING:
        return
    outcome = Report.Outcome.KEPT if to == State.LIVE else Report.Outcome.REMOVED
    reports = list(comment.reports.filter(outcome=Report.Outcome.OPEN))
    for report in reports:
        report.outcome, report.decided_at, report.by = outcome, at, by
        report.save(update_fields=["outcome", "decided_at", "by"])
        mails.answer_report(report, at=at)
    comment.open_reports = 0


def _end_pause(thread: Thread, *, at: dt.datetime) -> None:
    """Open a thread that was paused until what waits has been read, once nothing waits."""
    if thread.mode != Thread.Mode.PAUSED or Comment.objects.filter(article_id=thread.article_id, state=State.WAITING).exists():
        return
    Thread.objects.filter(pk=thread.pk).update(mode=Thread.Mode.DEFAULT)
    note("mode", article_id=thread.article_id, was=Thread.Mode.PAUSED, became=Thread.Mode.DEFAULT, at=at)
    raise_keys({comments_key(thread.article_id)})
