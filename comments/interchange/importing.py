"""Importing comments: each batch is a transaction of its own, so a killed import can be run again, and one run twice changes nothing.

Every comment is known by its source's name for it (`import_ref`). On a closed story nothing is taken in unless the command says so.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import BinaryIO
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import DatabaseError, OperationalError
from django.db.models import Count
from django.utils.translation import gettext as _

from articles.changes import gathered, raise_keys
from articles.look import moment
from articles.models import Article, Edition, Path
from comments import text
from comments.interchange.sources import READERS
from comments.interchange.told import Told
from comments.models import Comment, Person, Thread
from comments.signing import email_key
from comments.threads import comments_key, lock, standing
from comments.verbs.keeping import show

SOURCES = tuple(READERS)
BATCH = 500
_PROGRESS_EVERY_S = 2
_KNOWN_STORIES = 50_000
_MOST_CHARACTERS = 20_000
Tell = Callable[[str], None]
State = Comment.State


class Stopped(Exception):
    """The import cannot go on. What was stored stays; run it again when the reason is gone."""


class CommentImporter:
    """One run over one file. `counts`: new, known, refused, waiting for their parent, by outcome."""

    def __init__(self, source: str, *, tell: Tell, progress: Tell, into_closed: bool = False) -> None:
        self.source, self.tell, self.progress, self.into_closed = source, tell, progress, into_closed
        self.counts: Counter[str] = Counter()
        self.stories: dict[str, int | None] = {}
        self.open: dict[int, str] = {}
        self._told_at = time.monotonic()

    def run(self, file: BinaryIO) -> Counter[str]:
        """Import a file, read once, in flat memory. Parents stand before their replies in all formats; one that does not is missing."""
        batch: list[Told] = []
        try:
            for told in self._read(file):
                batch.append(told)
                if len(batch) >= BATCH:
                    self._store(batch)
                    batch = []
            self._store(batch)
        except (OperationalError, OSError) as error:
            raise Stopped(_("The import stopped: %(reason)s.") % {"reason": str(error).strip().rstrip(".")}) from error
        except ValidationError as error:
            self._store(batch)
            raise Stopped(" ".join(error.messages)) from error
        return self.counts

    def _read(self, file: BinaryIO) -> Iterator[Told]:
        return READERS[self.source](file, self._refuse_line)

    def _refuse_line(self, number: int, reason: str) -> None:
        self.counts["refused"] += 1
        self.tell(_("line %(number)d refused: %(reason)s") % {"number": number, "reason": reason})

    def _refuse(self, told: Told, reason: str) -> None:
        self.counts["refused"] += 1
        self.tell(_("comment %(ref)s refused: %(reason)s") % {"ref": text.as_name(told.ref)[:80] or "?", "reason": reason})

    def _store(self, batch: list[Told]) -> None:
        """Store a batch; where it fails as a whole, half by half, so that one bad comment stops no other."""
        if not batch:
            return
        try:
            with gathered():
                self._store_together(batch)
        except OperationalError:
            raise
        except (DatabaseError, ValidationError) as error:
            if len(batch) == 1:
                self._refuse(batch[0], str(error).split("\n")[0][:300])
            else:
                self._store(batch[: len(batch) // 2])
                self._store(batch[len(batch) // 2 :])
        self._tell_progress()

    def _store_together(self, batch: list[Told]) -> None:
        self.open = {}
        fitting = [(told, article_id) for told in batch if (article_id := self._fitting(told)) is not None]
        refs = {self._ref(told.ref) for told, _ in fitting} | {self._ref(told.parent_ref) for told, _ in fitting if told.parent_ref}
        found = Comment.objects.filter(import_ref__in=refs).values_list("import_ref", "pk", "root_id", "article_id")
        known = {str(ref): (pk, root or pk, article) for ref, pk, root, article in found}
        touched: set[int] = set()
        people = self._people([told for told, _ in fitting])
        for told, article_id in fitting:
            ref = self._ref(told.ref)
            if ref in known:
                self.counts["known"] += 1
                continue
            parent = known.get(self._ref(told.parent_ref)) if told.parent_ref else None
            if told.parent_ref and (parent is None or parent[2] != article_id):
                self._refuse(told, _("the comment it replies to is missing, or stands under another story"))
                continue
            made = self._row(told, article_id, parent, people)
            made.save()
            known[ref] = (made.pk, made.root_id or made.pk, article_id)
            self.counts["new"] += 1
            touched.add(article_id)
        for article_id in sorted(touched):
            recount(article_id)

    def _fitting(self, told: Told) -> int | None:
        """Return the story a comment belongs to, None where it cannot be taken in, which is told."""
        article_id = self._story(told.story)
        if article_id is None:
            self._refuse(told, _("no story of this paper has the address “%(address)s”") % {"address": text.as_name(told.story)[:200]})
        elif not told.ref or told.created_at is None:
            self._refuse(told, _("it has no name of its own, or no moment"))
        elif text.is_blank(text.as_kept(told.text)) and told.state != State.DELETED:
            self._refuse(told, _("it has no words"))
        elif not self.into_closed and self._state(article_id) != "open":
            self._refuse(told, _("its story takes no comments (--into-closed takes them in)"))
        else:
            return article_id
        return None

    def _state(self, article_id: int) -> str:
        """Return whether a story is open; asked anew in each batch, its thread locked."""
        if article_id not in self.open:
            lock(article_id)
            self.open[article_id] = standing(article_id, at=moment()).state
        return self.open[article_id]

    def _story(self, address: str) -> int | None:
        if address not in self.stories:
            if len(self.stories) >= _KNOWN_STORIES:
                self.stories.clear()
            self.stories[address] = _find_story(address)
        return self.stories[address]

    def _ref(self, ref: str) -> str:
        return ref[:190] if self.source == "newsroom" else f"{self.source}:{ref}"[:190]

    def _people(self, batch: list[Told]) -> dict[str, Person]:
        """Return the people of a batch by `_person_key`, made where they are new."""
        found: dict[str, Person] = {}
        for told in batch:
            key = _person_key(told)
            if key and key not in found:
                found[key] = self._person(told)
        return found

    def _person(self, told: Told) -> Person:
        made = {"name": text.as_name(told.name)[:60], "made_at": told.created_at or moment()}
        if "@" in told.email and len(told.email) <= 254:
            return Person.objects.get_or_create(email_key=email_key(told.email), defaults={**made, "email": told.email.strip()})[0]
        ref = f"{self.source}:{told.person_ref}"[:190]
        return Person.objects.get_or_create(import_ref=ref, defaults=made)[0]

    def _row(self, told: Told, article_id: int, parent: tuple[int, int, int] | None, people: dict[str, Person]) -> Comment:
        is_gone = told.state == State.DELETED
        kept = "" if is_gone else text.as_kept(told.text)[:_MOST_CHARACTERS]
        created_at = told.created_at or moment()
        return Comment(
            article_id=article_id,
            parent_id=parent[0] if parent else None,
            root_id=parent[1] if parent else None,
            person=people.get(_person_key(told)),
            name="" if is_gone else text.as_name(told.name)[:60] or _("A reader"),
            text=kept,
            html=text.as_drawn(kept),
            state=told.state,
            shown=told.state == State.LIVE,
            reasons=["imported"] if told.state == State.WAITING else [],
            featured=told.featured and told.state == State.LIVE,
            likes=told.likes,
            badge=told.badge if told.badge in Comment.Badge.values else "",
            created_at=created_at,
            edited_at=told.edited_at,
            first_live_at=created_at if told.state == State.LIVE else None,
            queued_at=created_at if told.state == State.WAITING else None,
            import_ref=self._ref(told.ref),
        )

    def _tell_progress(self) -> None:
        now = time.monotonic()
        if now - self._told_at >= _PROGRESS_EVERY_S:
            self._told_at = now
            self.progress(_("%(new)d comments, %(refused)d refused …") % {"new": self.counts["new"], "refused": self.counts["refused"]})


def recount(article_id: int) -> None:
    """Set a story's count, what is shown and its people's records right after rows were written by an import."""
    lock(article_id)
    rows = Comment.objects.filter(article_id=article_id)
    gone = rows.exclude(state__in=[State.LIVE, State.UNCONFIRMED])
    for pk in gone.filter(replies__isnull=False).distinct().values_list("pk", flat=True):
        show(pk)
    Thread.objects.filter(article_id=article_id).update(live_count=rows.live().count())
    raise_keys({comments_key(article_id)})


def count_people() -> None:
    """Set everybody's record right: once, after an import."""
    counted = {State.LIVE: "approved", State.REJECTED: "rejected", State.SPAM: "spam"}
    for state, name in counted.items():
        of_each = Comment.objects.filter(state=state, person__isnull=False).values_list("person").annotate(count=Count("pk")).order_by()
        for person_id, count in of_each.iterator():
            Person.objects.filter(pk=person_id).exclude(**{name: count}).update(**{name: count})


def _person_key(told: Told) -> str:
    return told.email.strip().casefold() if "@" in told.email else f"ref:{told.person_ref}" if told.person_ref else ""


def _find_story(address: str) -> int | None:
    """Return the story an address, a path or a reference leads to."""
    by_ref = Article.objects.filter(import_ref=address[:200]).values_list("pk", flat=True).first() if address else None
    if by_ref or not address:
        return by_ref
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    asked = [path, parts.path, f"{parts.path.rstrip('/')}/"]
    found = (
        Path.objects.filter(path__in=[one[:500] for one in asked if one], article__isnull=False)
        .values_list("article_id", flat=True)
        .first()
    )
    return found or Edition.objects.filter(path=parts.path[:500]).values_list("article_id", flat=True).first()
