"""Erasing a person: what they wrote loses its words and its name, its place stays where others replied."""

from typing import Any

from articles.changes import gathered
from articles.look import moment
from comments import mails
from comments.log import note
from comments.models import Act, Comment, Person, Report
from comments.threads import lock
from comments.verbs.keeping import move

_BATCH = 500


def erase(person_id: int, *, by: Any = None, why: str = "") -> int:
    """Erase what a person wrote and who they were; return how many comments there were. A ban in force stays, by the fingerprint alone."""
    count = 0
    while ids := list(Comment.objects.filter(person_id=person_id).order_by("article_id", "pk").values_list("pk", flat=True)[:_BATCH]):
        with gathered():
            for pk in ids:
                _erase_comment(pk)
        count += len(ids)
    with gathered():
        at = moment()
        person = Person.objects.select_for_update().get(pk=person_id)
        mails.forget_person(person)
        if person.email:
            Report.objects.filter(email__iexact=person.email).update(name="", email="")
        is_banned = person.bans.in_force(at=at).exists()
        person.browsers.all().delete()
        Person.objects.filter(pk=person_id).update(
            name="", email="", notes="", user=None, import_ref=None, takes_mail=False, **({} if is_banned else {"email_key": None})
        )
        note("erase", person_id=person_id, by=by, why=why, at=at, detail={"comments": count})
    return count


def _erase_comment(pk: int) -> None:
    article_id = Comment.objects.values_list("article_id", flat=True).get(pk=pk)
    thread, at = lock(article_id), moment()
    comment = Comment.objects.select_for_update().get(pk=pk)
    comment.text = comment.html = comment.name = comment.fingerprint = comment.origin = comment.browser = ""
    comment.featured, comment.open_reports, comment.wants_replies, comment.reasons = False, 0, False, []
    comment.reports.filter(outcome="").update(outcome="removed", decided_at=at)
    move(comment, thread, Comment.State.DELETED, at=at, verb="erase")
    Comment.objects.filter(pk=pk).update(person=None)
    Act.objects.filter(comment=pk).update(detail={}, person=None)
