"""Acts on people: confirming an address, bans, no more mails."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from articles.changes import gathered
from articles.look import moment
from comments import judging
from comments.log import note
from comments.models import Ban, Browser, Comment, Person
from comments.refusals import NotThere, Refused
from comments.rules import site_rules
from comments.threads import demand_open, lock
from comments.verbs.keeping import move

State = Comment.State


def confirm(browser_id: int) -> list[Comment]:
    """Know a browser from now on, and bring what was written in it on its way. Returns those comments; raises `NotThere`.

    Where a story has closed meanwhile its comment stays unconfirmed: closed means closed.
    """
    with transaction.atomic():
        browser = Browser.objects.select_for_update(of=("self",)).select_related("person__user").filter(pk=browser_id).first()
        if browser is None:
            raise NotThere
        if browser.confirmed_at is None:
            browser.confirmed_at = moment()
            browser.save(update_fields=["confirmed_at"])
            note("confirm", person_id=browser.person_id, at=browser.confirmed_at)
    held = list(Comment.objects.filter(browser=browser.key, person=browser.person, state=State.UNCONFIRMED).order_by("created_at", "pk"))
    return [_bring_in(comment.pk, comment.article_id, browser.person_id) for comment in held]


def _bring_in(comment_id: int, article_id: int, person_id: int) -> Comment:
    """Decide on one comment whose writer is known now."""
    with transaction.atomic():
        thread, at = lock(article_id), moment()
        comment = Comment.objects.select_for_update().get(pk=comment_id)
        person = Person.objects.select_related("user").get(pk=person_id)
        if comment.state != State.UNCONFIRMED:
            return comment
        try:
            standing = demand_open(article_id, at=at)
            judging.refuse_banned(person, at=at)
        except Refused:
            return comment
        if comment.parent_id and not Comment.objects.live().filter(pk=comment.parent_id).exists():
            return comment
        verdict = judging.decide(comment.reasons, person, standing, site_rules())
        comment.reasons, comment.person = verdict.reasons, person
        move(comment, thread, verdict.state, at=at, verb="confirm", is_queued=verdict.is_queued)
        return comment


def ban(person_id: int, *, by: Any, reason: str, until: dt.datetime | None = None, hide: bool = False) -> Ban:
    """Keep a person from writing; `hide` also rejects what of theirs waits. Raises `Refused` without a reason."""
    if not reason.strip():
        raise Refused(_("Say why: the person is told."))
    with gathered():
        at = moment()
        if until is not None and until <= at:
            raise Refused(_("A ban ends after it begins."))
        made = Ban.objects.create(person_id=person_id, begins_at=at, until=until, reason=reason.strip()[:300], by=by)
        note("ban", person_id=person_id, by=by, why=made.reason, at=at, detail={"until": until.isoformat() if until else ""})
        waiting = Comment.objects.filter(person_id=person_id, state=State.WAITING) if hide else Comment.objects.none()
        for comment in waiting.order_by("article_id", "pk"):
            move(comment, lock(comment.article_id), State.REJECTED, at=at, verb="ban", by=by, why=made.reason)
    return made


@transaction.atomic
def lift(ban_id: int, *, by: Any, why: str = "") -> None:
    """End a ban now; it stays in the person's history."""
    at = moment()
    found = Ban.objects.select_for_update().filter(pk=ban_id).first()
    if found is None:
        raise NotThere
    if found.until is None or found.until > at:
        found.until = max(at, found.begins_at)
        found.save(update_fields=["until"])
        note("lift", person_id=found.person_id, by=by, why=why, at=at)


@transaction.atomic
def stop_mails(person_id: int) -> None:
    """Tell a person of no more replies."""
    if Person.objects.filter(pk=person_id, takes_mail=True).update(takes_mail=False):
        note("stop_mails", person_id=person_id, at=moment())
