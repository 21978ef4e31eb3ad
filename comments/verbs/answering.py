"""What readers say to a comment: that they like it, or that it should not stand."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from articles.changes import raise_keys
from articles.look import look, moment
from comments import mails
from comments.log import note
from comments.models import Comment, Like, Report, Thread
from comments.origins import Limit, demand_few, origin_of
from comments.people import refuse_email, refuse_name
from comments.refusals import NotThere, Refused
from comments.rules import site_rules
from comments.signing import fingerprint
from comments.threads import comments_key, demand_open, lock, standing
from comments.verbs.keeping import move

MOST_LIKES, MOST_REPORTS = 60, 20
"""From one address in ten minutes."""


def like(comment_id: int, *, secret: str, address: str, liked: bool = True) -> int:
    """Like a comment, or no more; return how many do. Once a browser: the mark is made of its secret and this comment alone."""
    now = look.now()
    comment = _live(comment_id)
    demand_open(comment.article_id, at=now)
    demand_few(Limit("like", origin_of(address, at=now), MOST_LIKES), at=now)
    mark = fingerprint("like", secret, str(comment_id))
    with transaction.atomic():
        lock(comment.article_id)
        demand_open(comment.article_id, at=moment())
        if liked:
            changed = Like.objects.get_or_create(comment_id=comment_id, mark=mark)[1]
        else:
            changed = bool(Like.objects.filter(comment_id=comment_id, mark=mark).delete()[0])
        if changed:
            Comment.objects.filter(pk=comment_id).update(likes=F("likes") + (1 if liked else -1))
            raise_keys({comments_key(comment.article_id)})
        return Comment.objects.values_list("likes", flat=True).get(pk=comment_id)


@dataclass(frozen=True, slots=True)
class Notice:
    """What somebody says against a comment. `is_anonymous`: the law lets a notice of child abuse go unsigned."""

    kind: str
    explanation: str = ""
    name: str = ""
    email: str = ""
    in_good_faith: bool = False
    is_anonymous: bool = False


def report(comment_id: int, notice: Notice, *, secret: str, address: str) -> Report:
    """Put a comment before a moderator, also on a closed thread. One of illegal content holds what the DSA asks, and is answered."""
    now = look.now()
    comment = _live(comment_id)
    if not standing(comment.article_id, at=now).is_visible:
        raise NotThere
    demand_few(Limit("report", origin_of(address, at=now), MOST_REPORTS), at=now)
    for _field, sentence in missing(notice):
        raise Refused(sentence)
    with transaction.atomic():
        thread, at = lock(comment.article_id), moment()
        comment = _live(comment_id)
        mark = fingerprint("report", secret, str(comment_id))
        words = {"kind": notice.kind, "explanation": notice.explanation, "name": notice.name.strip()[:120], "email": notice.email.strip()}
        made, is_new = Report.objects.get_or_create(
            comment=comment, mark=mark, defaults={**words, "in_good_faith": notice.in_good_faith, "made_at": at}
        )
        if is_new:
            _put_before_moderators(comment, thread, made)
    return made


def _put_before_moderators(comment: Comment, thread: Thread, made: Report) -> None:
    at = made.made_at
    comment.open_reports += 1
    comment.queued_at = comment.queued_at or at
    comment.reasons = [*dict.fromkeys([*comment.reasons, "reported"])]
    most = site_rules().reports_hide_at
    note("report", comment=comment, at=at, why=made.get_kind_display(), was=comment.state, became=comment.state)
    if most and comment.open_reports >= most and comment.state == Comment.State.LIVE and comment.badge == Comment.Badge.NONE:
        move(comment, thread, Comment.State.WAITING, at=at, verb="hide")
    else:
        comment.save(update_fields=["open_reports", "queued_at", "reasons"])
    mails.confirm_receipt(made, at=at)


def missing(notice: Notice) -> Iterator[tuple[str, str]]:
    """Yield field and sentence for whatever a notice lacks, in the order of the form. The law's list: DSA, article 16, paragraph 2."""
    is_illegal = notice.kind == Report.Kind.ILLEGAL
    is_signed = is_illegal and not notice.is_anonymous
    if notice.kind not in Report.Kind.values:
        yield "kind", str(_("Say what is wrong with the comment."))
    if len(notice.explanation) > 5000:
        yield "explanation", str(_("The explanation has 5,000 characters at most."))
    if is_illegal and not notice.explanation.strip():
        yield "explanation", str(_("Explain why you think it is illegal, and under which law if you know."))
    if notice.kind == Report.Kind.OTHER and not notice.explanation.strip():
        yield "explanation", str(_("Say in your own words what is wrong with it."))
    if is_signed:
        yield from _refusal("name", refuse_name, notice.name)
    if is_signed or notice.email:
        yield from _refusal("email", refuse_email, notice.email)
    if is_illegal and not notice.in_good_faith:
        yield "in_good_faith", str(_("A notice of illegal content needs your word that it is given in good faith."))


def _refusal(field: str, refuse: Callable[[str], str], value: str) -> Iterator[tuple[str, str]]:
    try:
        refuse(value)
    except Refused as refusal:
        yield field, str(refusal)


def _live(comment_id: int) -> Comment:
    comment = Comment.objects.live().select_related("person").filter(pk=comment_id).first()
    if comment is None:
        raise NotThere
    return comment
