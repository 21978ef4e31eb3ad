"""What becomes of words that somebody wants to publish: at once, after a moderator has looked, or not at all."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.changes import as_moment
from articles.composed import Prepared, union
from articles.moments import LATEST
from comments import classifying, text, words
from comments.classifying import Asked
from comments.models import Ban, Comment, CommentSettings, Moderation, Person
from comments.refusals import Refused
from comments.threads import Standing

_DAY = dt.timedelta(days=1)
_OTHERS_SAY_THE_SAME = 3
REASONS: dict[str, "str | Promise"] = {
    "all": _("every comment here is read first"),
    "after": _("readers see it already"),
    "new": _("by somebody new"),
    "watched": _("by somebody who is watched"),
    "suspect": _("holds a suspect word"),
    "links": _("has many links"),
    "new_link": _("has a link, by somebody new"),
    "repeat": _("others wrote the same"),
    "spam": _("the classifier takes it for spam"),
    "silent": _("the classifier did not answer"),
    "trap": _("a field was filled in that people do not see"),
    "edited": _("changed by its writer"),
    "reported": _("reported by readers"),
    "imported": _("imported"),
}
_THAT_SPEAK_AGAINST = {"watched", "suspect", "links", "new_link", "repeat", "spam", "silent", "trap"}


class Repeated(Refused):
    def __init__(self) -> None:
        super().__init__(_("You have written this here already."))


@dataclass(frozen=True, slots=True)
class Written:
    """Words to be judged. `html` is what readers would see."""

    text: str
    html: str
    origin: str
    fingerprint: str
    asked: Asked
    fell_for_trap: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """`is_queued`: readers see it, and a moderator shall look."""

    state: str
    reasons: list[str] = field(default_factory=list)
    is_queued: bool = False


def refuse_words(written: str, site: CommentSettings) -> str:
    """Return the words as they are kept or raise `Refused` with a sentence: nothing there, too long, or a banned word."""
    if len(written) > site.most_characters * 4:
        raise _too_long(len(written), site)
    kept = text.as_kept(written)
    if text.is_blank(kept):
        raise Refused(_("Write something first."))
    if len(kept) > site.most_characters:
        raise _too_long(len(kept), site)
    if hits := words.find(kept, site.banned_words):
        raise _with(_("“%(word)s” is not printed here. Say it differently; what you wrote is still here."), word=hits[0].found[:60])
    return kept


def look(written: Written, person: Person, site: CommentSettings, *, at: dt.datetime, besides: int | None = None) -> list[str]:
    """Return what speaks against publishing at once; raise `Refused` for whoever is banned. One query.

    A classifier may be asked: hold no lock. `besides`: the comment itself.
    """
    bans, others = _bans_and_repeats(written, person, at=at, besides=besides)
    _refuse(bans)
    found = [
        *(["trap"] if written.fell_for_trap else []),
        *(["suspect"] if words.find(f"{written.text}\n{person.name}", site.suspect_words) else []),
        *_about_links(text.links_in(written.html), person, site),
        *(["repeat"] if others >= _OTHERS_SAY_THE_SAME else []),
    ]
    if "trap" not in found and not is_staff(person):
        answer = classifying.ask(written.asked, site)
        found += [answer] if answer in {classifying.SPAM, classifying.SILENT} else []
    return found


def decide(found: list[str], person: Person, standing: Standing, site: CommentSettings) -> Verdict:
    """Return the state that follows from what was found, the person and how this story is moderated."""
    if "trap" in found:
        return Verdict(Comment.State.SPAM, found)
    against = [reason for reason in found if reason in _THAT_SPEAK_AGAINST]
    if person.trust == Person.Trust.WATCHED:
        against.append("watched")
    if standing.moderation == Moderation.BEFORE and not is_staff(person):
        against.append("all")
    elif standing.moderation == Moderation.TRUST and not is_trusted(person, site):
        against.append("new")
    if against:
        return Verdict(Comment.State.WAITING, against)
    is_read_afterwards = standing.moderation == Moderation.AFTER and not is_trusted(person, site)
    return Verdict(Comment.State.LIVE, ["after"] if is_read_afterwards else [], is_queued=is_read_afterwards)


def is_trusted(person: Person, site: CommentSettings) -> bool:
    """Say whether a person's comments appear at once where trust decides: some were approved, and few of them were not."""
    if person.trust or is_staff(person):
        return person.trust != Person.Trust.WATCHED
    return person.approved >= site.trusted_after and (person.rejected + person.spam) * 4 <= person.approved


def is_staff(person: Person) -> bool:
    return bool(person.user_id and person.user and person.user.is_staff)


def refuse_banned(person: Person, *, at: dt.datetime) -> None:
    """Raise `Refused` with reason and end while a ban is in force. One query."""
    _refuse(_BANS.rows(at, person.pk) if person.pk else [])


def _refuse(bans: list[tuple[Any, ...]]) -> None:
    if not bans:
        return
    until, reason = max(bans, key=lambda ban: ban[0] or LATEST)
    if until is None:
        raise _with(_("You cannot write here any more. The reason given: %(reason)s"), reason=reason)
    raise _with(_("Until %(until)s you cannot write here. The reason given: %(reason)s"), until=_day(until), reason=reason)


def own_repeats(comment: Comment, *, at: dt.datetime) -> tuple[str, list[Any]]:
    """Return the query, as SQL and parameters, for what the same person wrote under this story in the last day."""
    return _OWN_REPEATS.sql(comment.fingerprint, at - _DAY, comment.article_id, comment.person_id or 0)


def _about_links(links: int, person: Person, site: CommentSettings) -> list[str]:
    if links > site.most_links:
        return ["links"]
    return ["new_link"] if links and not site.new_people_link and not is_trusted(person, site) else []


def _bans_and_repeats(written: Written, person: Person, *, at: dt.datetime, besides: int | None) -> tuple[list[tuple[Any, ...]], int]:
    """Return end and reason of each ban in force, and how many others wrote the same. One query for both."""
    asked = [_BANS.sql(at, person.pk or 0)]
    if written.fingerprint:
        asked.append(_OTHERS_REPEATS.sql(written.fingerprint, at - _DAY, besides or 0, person.pk or 0))
    with connection.cursor() as cursor:
        cursor.execute(*union(asked))
        found = cursor.fetchall()
    bans = [(until and as_moment(until), reason) for place, until, reason in found if place == 0]
    return bans, len(found) - len(bans)


def _same_words(fingerprint: str, since: dt.datetime) -> "QuerySet[Comment]":
    """Return the comments with the same words. SQLite takes the index only where its condition is said in the query too."""
    return Comment.objects.exclude(fingerprint="").filter(fingerprint=fingerprint, created_at__gt=since)


_BANS = Prepared(lambda at, person: Ban.objects.in_force(at=at).filter(person=person).order_by().values_list("until", "reason"))
_OWN_REPEATS = Prepared(
    lambda words, since, article, person: (
        _same_words(words, since).filter(article_id=article, person=person).exclude(state=Comment.State.DELETED).values_list("pk")[:1]
    )
)
_OTHERS_REPEATS = Prepared(
    lambda words, since, besides, person: (
        _same_words(words, since)
        .exclude(pk=besides)
        .exclude(person_id=person)
        .values_list("created_at", "state")[:_OTHERS_SAY_THE_SAME]  # in a union with bans
    )
)


def _too_long(length: int, site: CommentSettings) -> Refused:
    return _with(_("Your comment has %(length)s characters; at most %(most)s fit."), length=f"{length:,}", most=f"{site.most_characters:,}")


def _with(sentence: "str | Promise", **words: str) -> Refused:
    return Refused(str(sentence) % words)


def _day(moment: dt.datetime) -> str:
    return formats.date_format(timezone.localtime(moment, timezone.get_default_timezone()), "DATETIME_FORMAT")
