"""All that is kept of one person, as they may ask for it (GDPR, articles 15 and 20)."""

from typing import Any

from comments.models import Act, Person, Report


def data_of(person: Person) -> dict[str, Any]:
    """Return a person's data as JSON holds it."""
    comments = person.comments.order_by("pk").values(
        "pk", "article_id", "parent_id", "name", "text", "state", "created_at", "edited_at", "likes"
    )
    acts = Act.objects.filter(person=person).order_by("pk").values("verb", "comment_id", "was", "became", "why", "at")
    reports = Report.objects.filter(email__iexact=person.email) if person.email else Report.objects.none()
    return {
        "name": person.name,
        "email": person.email,
        "first_seen": _moment(person.made_at),
        "trust": person.trust,
        "notes": person.notes,
        "may_be_told_of_replies": person.takes_mail,
        "browsers": [{"seen": _moment(one.made_at), "confirmed": _moment(one.confirmed_at)} for one in person.browsers.order_by("pk")],
        "bans": [{"from": _moment(ban.begins_at), "until": _moment(ban.until), "reason": ban.reason} for ban in person.bans.all()],
        "comments": [{**row, "created_at": _moment(row["created_at"]), "edited_at": _moment(row["edited_at"])} for row in comments],
        "acts": [{**row, "at": _moment(row["at"])} for row in acts],
        "reports": [
            {"comment": one.comment_id, "kind": one.kind, "explanation": one.explanation, "given": _moment(one.made_at)} for one in reports
        ],
    }


def _moment(moment: Any) -> str | None:
    return moment.isoformat() if moment else None
