"""Telling the classifier where moderators decided otherwise: owed by the decision's transaction, told by `tend_comments`.

Nobody waits for it: a decision writes a row at most. One that nobody hears is told again, at most `MOST_TRIES` times in `KEPT`.
"""

import datetime as dt
from urllib.error import HTTPError

import structlog
from django.db.models import Q

from comments import classifying, mails
from comments.classifying import Asked
from comments.models import Comment, CommentSettings, Lesson
from comments.rules import site_rules

log = structlog.get_logger(__name__)
MOST_TRIES = 8
KEPT = dt.timedelta(days=7)
MOST_A_ROUND = 200
_TAKEN = dt.timedelta(minutes=2)
State = Comment.State


def owe(comment: Comment, to: str, *, was: str, reasons: list[str], at: dt.datetime) -> bool | None:
    """Owe the classifier a word if a decision contradicts it; return whether that word is “spam”, None where there is none.

    `was` and `reasons`: state and reasons before the decision. What is still untold is taken back by the opposite decision.
    """
    believed = was == State.SPAM or "spam" in reasons
    if not site_rules().classifier or not comment.text or "trap" in reasons:
        return None
    if to not in {State.LIVE, State.SPAM} or believed is (to == State.SPAM):
        return None
    correct(comment, is_spam=to == State.SPAM, at=at)
    return to == State.SPAM


def correct(comment: Comment, *, is_spam: bool, at: dt.datetime) -> None:
    """Owe one word, or take the opposite one back where nobody has told it yet."""
    free = Q(taken_until=None) | Q(taken_until__lte=at)
    if Lesson.objects.filter(free, comment=comment).exclude(is_spam=is_spam).delete()[0]:
        return
    values = {"is_spam": is_spam, "made_at": at, "tries": 0, "error": "", "taken_until": None}
    Lesson.objects.update_or_create(comment=comment, defaults=values)


def tell_owed(*, at: dt.datetime) -> tuple[int, int]:
    """Tell what is owed, least tried first; return how many were heard and how many are still owed.

    A round ends with the first that gets no answer: a classifier that hangs costs one time limit, however much is owed.
    """
    site, heard = site_rules(), 0
    Lesson.objects.filter(comment__text="").delete()  # erased, or deleted by its writer
    if dropped := Lesson.objects.filter(Q(tries__gte=MOST_TRIES) | Q(made_at__lt=at - KEPT)).delete()[0]:
        log.error("classifier_never_told", corrections=dropped)
    owed = Lesson.objects.select_related("comment__person").order_by("tries", "made_at", "pk") if site.classifier else Lesson.objects.none()
    for lesson in owed[:MOST_A_ROUND]:
        outcome = _tell(lesson, site, at=at)
        heard += outcome == "heard"
        if outcome == "silent":
            break
    return heard, Lesson.objects.count()


def _tell(lesson: Lesson, site: CommentSettings, *, at: dt.datetime) -> str:
    """Tell one, and forget it or note what failed; return heard, refused, silent or taken (by another process)."""
    mine = Lesson.objects.filter(pk=lesson.pk, is_spam=lesson.is_spam)
    if not mine.filter(Q(taken_until=None) | Q(taken_until__lte=at)).update(taken_until=at + _TAKEN):
        return "taken"
    try:
        classifying.tell(_asked(lesson.comment), site, is_spam=lesson.is_spam)
    except classifying.FAILURES as error:
        mine.update(tries=lesson.tries + 1, error=str(error)[:300], taken_until=None)
        log.warning("classifier_not_told", comment=lesson.comment_id, error=repr(error)[:200], tries=lesson.tries + 1)
        return "refused" if isinstance(error, HTTPError) and error.code < 500 else "silent"
    mine.delete()
    return "heard"


def _asked(comment: Comment) -> Asked:
    """Return a comment as the classifier was asked about it, but for address and browser, which are not kept."""
    email = comment.person.email if comment.person else ""
    url = mails.absolute("comments:thread", comment.article_id)
    return Asked(comment.text, comment.name, email, address="", agent="", url=url, is_reply=comment.parent_id is not None)
