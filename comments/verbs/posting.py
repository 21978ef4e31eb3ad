"""Writing: a comment, a change of one's own, taking it back."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from articles.changes import raise_keys
from articles.look import look, moment
from comments import judging, mails, text
from comments.classifying import Asked
from comments.discussed import DISCUSSED_KEY
from comments.judging import Repeated, Verdict, Written
from comments.models import Comment, CommentSettings, Person
from comments.origins import Limit, demand_few, origin_of
from comments.people import Writer, badge_of, demand_writer
from comments.refusals import NotThere, Refused
from comments.rules import site_rules
from comments.threads import Standing, comments_key, demand_open, lock
from comments.verbs import rows
from comments.verbs.keeping import move

State = Comment.State
OUT_OF_REACH = {State.DELETED, State.REJECTED, State.SPAM}
"""What its writer can neither change nor delete: what was decided against them stays on their record."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a form holds. `nonce` makes it post once; `address`, `agent` and `url` are for the classifier; none of them is kept."""

    article_id: int
    text: str
    name: str = ""
    email: str = ""
    parent_id: int | None = None
    wants_replies: bool = False
    nonce: str | None = None
    address: str = ""
    agent: str = ""
    fell_for_trap: bool = False


@dataclass(frozen=True, slots=True)
class Posted:
    comment: Comment
    writer: Writer
    was_there: bool = False


def post(draft: Draft, writer: Writer, *, standing: Standing | None = None) -> Posted:
    """Take a comment in. Raises `Refused` with a sentence, `Closed` where the story takes none, `Flood` for too many.

    The same form sent again returns the comment it made. Words are judged, and an outside classifier asked, before anything is locked.
    `standing`: what the caller has just found of an open thread; it is asked for again under the lock.
    """
    site, now = site_rules(), look.now()
    standing = standing or demand_open(draft.article_id, at=now)
    kept = judging.refuse_words(draft.text, site)
    origin = origin_of(draft.address, at=now)
    _demand_few(origin, writer, site, at=now)
    if not (writer.is_known and writer.person and writer.person.pk):
        if there := _posted_by(draft):
            return Posted(there, writer, was_there=True)
        with transaction.atomic():
            writer = demand_writer(writer, name=draft.name, email=draft.email, at=now)
    assert writer.person is not None
    written = _written(kept, draft, origin, writer.person, standing)
    found = judging.look(written, writer.person, site, at=now)
    try:
        with transaction.atomic():
            return Posted(_insert(draft, written, writer, found, site), writer)
    except (IntegrityError, Repeated):  # the same form, sent again
        there = _posted_by(draft)
        if there is None:
            raise
        return Posted(there, writer, was_there=True)


def _posted_by(draft: Draft) -> Comment | None:
    """Return the comment a form has made already."""
    found = Comment.objects.select_related("person").filter(stamp=draft.nonce, article_id=draft.article_id)
    return found.first() if draft.nonce else None


def edit(comment_id: int, typed: str, writer: Writer, *, address: str = "", agent: str = "") -> Comment:
    """Change one's own comment while that is allowed; the new words are judged like the first. Raises as `post` does."""
    site, now = site_rules(), look.now()
    comment = own(comment_id, writer)
    standing = demand_open(comment.article_id, at=now)
    kept = judging.refuse_words(typed, site)
    origin = origin_of(address, at=now)
    _demand_few(origin, writer, site, at=now)
    person = comment.person or Person(name=comment.name)
    draft = Draft(comment.article_id, kept, comment.name, parent_id=comment.parent_id, address=address, agent=agent)
    written = _written(kept, draft, origin, person, standing)
    found = judging.look(written, person, site, at=now, besides=comment.pk)
    with transaction.atomic():
        thread, at = lock(comment.article_id), moment()
        standing = demand_open(comment.article_id, at=at)
        comment = own(comment_id, writer, is_locked=True)
        _demand_time_left(comment, site, at=at)
        if comment.person:
            judging.refuse_banned(comment.person, at=at)
        before = {"text": comment.text}
        comment.text, comment.html, comment.fingerprint, comment.edited_at = kept, written.html, written.fingerprint, at
        verdict = judging.decide(found, person, standing, site)
        to = _after_edit(comment, verdict)
        comment.reasons = [*dict.fromkeys([*verdict.reasons, "edited"])] if to == State.WAITING else verdict.reasons
        move(comment, thread, to, at=at, verb="edit", detail=before, is_queued=comment.queued_at is not None)
        raise_keys({comments_key(comment.article_id)} if to == State.LIVE else ())
    return comment


def delete_own(comment_id: int, writer: Writer) -> Comment:
    """Take one's own comment back, at any time: its words go, its place stays where it has replies."""
    own(comment_id, writer)
    with transaction.atomic():
        found = own(comment_id, writer)
        thread, at = lock(found.article_id), moment()
        comment = own(comment_id, writer, is_locked=True)
        comment.text = comment.html = comment.fingerprint = ""
        comment.featured, comment.open_reports = False, 0
        comment.reports.filter(outcome="").update(outcome="removed", decided_at=at)
        move(comment, thread, State.DELETED, at=at, verb="delete")
    return comment


def own(comment_id: int, writer: Writer, *, is_locked: bool = False) -> Comment:
    """Return a comment of the writer's own that still stands or waits; raise `NotThere` for any other."""
    rows = Comment.objects.select_for_update(of=("self",)) if is_locked else Comment.objects.all()
    comment = rows.select_related("person__user").filter(pk=comment_id).first()
    if comment is None or not writer.owns(comment) or comment.state in OUT_OF_REACH:
        raise NotThere
    return comment


def can_edit(comment: Comment, *, at: dt.datetime) -> bool:
    return at - comment.created_at <= dt.timedelta(minutes=site_rules().edit_minutes) and comment.state not in OUT_OF_REACH


def _demand_time_left(comment: Comment, site: CommentSettings, *, at: dt.datetime) -> None:
    if at - comment.created_at > dt.timedelta(minutes=site.edit_minutes):
        raise Refused(_("The time in which a comment can be changed is over. You can still delete it."))


def _after_edit(comment: Comment, verdict: Verdict) -> str:
    """Return the state after a change: what waits goes on waiting, what is live stays so unless something speaks against it."""
    if comment.state == State.LIVE:
        against = [reason for reason in verdict.reasons if reason not in {"new", "after"}]
        return State.WAITING if against else State.LIVE
    return comment.state


def _insert(draft: Draft, written: Written, writer: Writer, found: list[str], site: CommentSettings) -> Comment:
    """Write the row, the thread locked and everything asked once more that may have changed meanwhile."""
    assert writer.person is not None
    lock(draft.article_id)
    at = moment()
    standing = demand_open(draft.article_id, at=at)
    parent = _parent(draft)
    verdict = judging.decide(found, writer.person, standing, site)
    is_unconfirmed = not writer.is_known and verdict.state != State.SPAM
    state = State.UNCONFIRMED if is_unconfirmed else verdict.state
    comment = Comment(
        article_id=draft.article_id,
        parent=parent,
        root_id=(parent.root_id or parent.pk) if parent else None,
        person=writer.person,
        name=writer.person.name if writer.is_known else text.as_name(draft.name)[:60],
        text=written.text,
        html=written.html,
        state=state,
        shown=state == State.LIVE,
        reasons=found if is_unconfirmed else verdict.reasons,
        badge=badge_of(writer, standing.writers),
        created_at=at,
        first_live_at=at if state == State.LIVE else None,
        queued_at=at if state == State.WAITING or (state == State.LIVE and verdict.is_queued) else None,
        wants_replies=draft.wants_replies,
        origin=written.origin,
        browser=writer.key,
        fingerprint=written.fingerprint,
        stamp=draft.nonce,
    )
    if not rows.write(comment, at=at):
        raise Repeated
    if is_unconfirmed and writer.browser is not None:
        mails.ask_to_confirm(writer.browser, comment, standing, at=at)
    if state == State.LIVE:  # its parent is live and stays as it is; who readers do not see yet raises nothing
        mails.tell_of_reply(comment, headline=standing.headline, at=at)
        raise_keys({comments_key(comment.article_id), DISCUSSED_KEY}, at_once=False)
    return comment


def _parent(draft: Draft) -> Comment | None:
    """Return the comment replied to; raise `Refused` where it is of another story, or readers do not see it any more."""
    if draft.parent_id is None:
        return None
    found = Comment.objects.live().select_related("person").filter(pk=draft.parent_id, article_id=draft.article_id).first()
    if found is None:
        raise Refused(_("The comment you reply to is not there any more."))
    return found


def _demand_few(origin: str, writer: Writer, site: CommentSettings, *, at: dt.datetime) -> None:
    who: Any = writer.person.pk if writer.person and writer.person.pk else writer.key
    demand_few(Limit("post-from", origin, site.most_per_address), Limit("post-by", str(who), site.most_per_person), at=at)


def _written(kept: str, draft: Draft, origin: str, person: Person, standing: Standing) -> Written:
    asked = Asked(
        text=kept,
        name=person.name or draft.name,
        email=person.email,
        address=draft.address,
        agent=draft.agent[:300],
        url=mails.absolute("comments:thread", standing.article_id),
        is_reply=draft.parent_id is not None,
    )
    return Written(kept, text.as_drawn(kept), origin, text.fingerprint_of(kept), asked, fell_for_trap=draft.fell_for_trap)
