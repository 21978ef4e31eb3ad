"""Mails to readers and moderators. A mail is a row of the transaction that owes it: a command sends later what fails."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from smtplib import SMTPException
from threading import BoundedSemaphore
from typing import Any

import structlog
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import connection, transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.look import look
from articles.site import site
from comments.models import Browser, Comment, Mail, Person, Report
from comments.signing import sign
from comments.threads import Standing

log = structlog.get_logger(__name__)
LIMIT_S = 4
MOST_TRIES = 8
_TAKEN = dt.timedelta(minutes=5)
_sending = ThreadPoolExecutor(max_workers=2, thread_name_prefix="mail")
_room = BoundedSemaphore(50)
"""How many mails may wait for a server that is slow."""


def owe(
    to: str, subject: "str | Promise", template: str, *, at: dt.datetime, headers: dict[str, str] | None = None, **context: Any
) -> Mail | None:
    """Write a mail that is sent once the transaction has committed; none without an address.

    It speaks the site's language, whichever that of the moderator is: a lazy subject is said in it, with `paper` and `name` filled in.
    """
    if not to:
        return None
    with translation.override(settings.LANGUAGE_CODE):
        if isinstance(subject, Promise):
            subject = str(subject) % {"paper": site().name, "name": context.get("name")}
        text = render_to_string(f"comments/mails/{template}.txt", {**context, "paper": site().name, "site_url": settings.SITE_URL})
    mail = Mail.objects.create(to=to, subject=subject, text=text.strip() + "\n", headers=headers or {}, made_at=at)
    transaction.on_commit(lambda: _send_soon(mail.pk))
    return mail


def send(pk: int, *, at: dt.datetime) -> bool:
    """Send one mail and forget it, or note what failed. No other process sends it meanwhile; no transaction is open while it is sent."""
    free = Q(taken_until=None) | Q(taken_until__lte=at)
    if not Mail.objects.filter(free, pk=pk, given_up=False).update(taken_until=at + _TAKEN):
        return False
    mail = Mail.objects.get(pk=pk)
    try:
        server = get_connection(timeout=LIMIT_S)
        EmailMessage(mail.subject, mail.text, None, [mail.to], headers=mail.headers, connection=server).send()
    except (OSError, SMTPException, ValueError) as error:
        tries = mail.tries + 1
        Mail.objects.filter(pk=pk).update(tries=tries, error=str(error)[:300], taken_until=None, given_up=tries >= MOST_TRIES)
        log.warning("comment_mail_failed", error=str(error)[:200], tries=tries)
        return False
    Mail.objects.filter(pk=pk).delete()
    return True


def send_owed(*, at: dt.datetime) -> tuple[int, int]:
    """Send what could not be sent before; return how many were sent and how many are still owed."""
    owed = list(Mail.objects.filter(given_up=False).order_by("made_at").values_list("pk", flat=True))
    sent = sum(send(pk, at=at) for pk in owed)
    return sent, len(owed) - sent


def _send_soon(pk: int) -> None:
    """Send it in a thread of its own: neither reader nor moderator waits for a mail server. `tend_comments` sends what finds no room.

    Tests, whose transactions no other connection sees, send at once (`LOOK_INLINE`).
    """
    if settings.LOOK_INLINE:
        _try_to_send(pk)
    elif _room.acquire(blocking=False):
        _sending.submit(_send_beside, pk)


def _send_beside(pk: int) -> None:
    try:
        _try_to_send(pk)
    finally:
        _room.release()
        connection.close()


def _try_to_send(pk: int) -> None:
    try:
        send(pk, at=look.now())
    except Exception:
        log.warning("comment_mail_failed", pk=pk, exc_info=True)


def absolute(name: str, *words: Any) -> str:
    return f"{settings.SITE_URL}{reverse(name, args=words)}"


def ask_to_confirm(browser: Browser, comment: Comment, standing: Standing, *, at: dt.datetime) -> None:
    """Send the link that confirms an address for one browser."""
    link = absolute("comments:confirm", sign("confirm", browser.pk))
    subject = _("Confirm your comment in %(paper)s")
    owe(browser.person.email, subject, "confirm", at=at, comment=comment, headline=standing.headline, link=link)


def tell_of_reply(reply: Comment, *, headline: str, at: dt.datetime) -> None:
    """Tell whoever wrote a comment that somebody replied, if they asked for it; one click ends it (RFC 8058)."""
    parent = reply.parent
    person = parent.person if parent else None
    if parent is None or person is None or not (parent.wants_replies and person.takes_mail) or person.pk == reply.person_id:
        return
    if not person.browsers.filter(confirmed_at__isnull=False).exists() and person.user_id is None:
        return
    stop = absolute("comments:unsubscribe", sign("stop", person.pk))
    subject, name = _("%(name)s replied to you in %(paper)s"), reply.name or _("A reader")
    headers = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    link = absolute("comments:comment", reply.pk)
    owe(
        person.email,
        subject,
        "reply",
        at=at,
        headers=headers,
        name=name,
        reply=reply,
        parent=parent,
        headline=headline,
        link=link,
        stop=stop,
    )


def confirm_receipt(report: Report, *, at: dt.datetime) -> None:
    """Say that a notice came in (DSA, article 16, paragraph 4)."""
    link = absolute("comments:comment", report.comment_id)
    owe(report.email, _("Your notice to %(paper)s"), "notice", at=at, report=report, link=link)


def answer_report(report: Report, *, at: dt.datetime) -> None:
    """Say what was decided on a notice, and what can be done about it (DSA, article 16, paragraph 5)."""
    link = absolute("comments:comment", report.comment_id)
    owe(report.email, _("What was decided on your notice to %(paper)s"), "decided", at=at, report=report, link=link)


def tell_of_removal(comment: Comment, *, why: str, at: dt.datetime, after_notice: bool) -> None:
    """Tell a comment's writer that a moderator took it down, whether a notice led to it, and why (DSA, article 17)."""
    person = comment.person
    if person is not None:
        owe(person.email, _("Your comment in %(paper)s"), "removed", at=at, comment=comment, why=why, after_notice=after_notice)


def forget_person(person: Person) -> None:
    if person.email:
        Mail.objects.filter(to=person.email).delete()
