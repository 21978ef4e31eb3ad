"""Whether a story takes comments: the one place that decides, for pages, forms and imports alike."""

import datetime as dt
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.changes import as_moment, depends_on, raise_keys
from articles.composed import Prepared
from articles.look import moment
from articles.models import Article, Edition
from articles.models.rows import insert_rows
from comments.log import note
from comments.models import Comment, CommentSettings, Thread
from comments.refusals import Closed
from comments.rules import SETTINGS_KEY, Rules, closes_at, rules_of

_MODE_CHANGES = "ON CONFLICT (article_id) DO UPDATE SET mode = excluded.mode, changed_at = excluded.changed_at"
IMPORTED_MODES = ("open", "closed", "hidden")
_OF_EDITION = ("section_id", "path", "headline", "language", "published_at", "bylines")
_OF_THREAD = ("mode", "moderation", "close_after_days", "live_count")

_SQL = (
    f"SELECT live.article_id, {', '.join(f'live.{name}' for name in _OF_EDITION)}, {', '.join(f'thread.{name}' for name in _OF_THREAD)},"
    f" EXISTS (SELECT 1 FROM {Comment._meta.db_table} said"
    " WHERE said.article_id = live.article_id AND said.featured AND said.state || '' = 'live')"
    f" FROM {Edition._meta.db_table} live LEFT JOIN {Thread._meta.db_table} thread ON thread.article_id = live.article_id"
    " WHERE live.article_id IN ({articles}) AND live.live_from <= %s AND (live.live_until IS NULL OR live.live_until > %s)"
)
"""Picks are found by their own index: a plain `state = 'live'` leads both databases to that of all live comments, a whole thread."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a story's thread stands at a moment. `is_live`: readers see the story. `state`: open, closed, paused or hidden.

    `has_picks`: the desk has picked a comment that readers see.
    """

    article_id: int
    is_live: bool
    state: str
    moderation: str
    count: int = 0
    has_picks: bool = False
    section_id: int | None = None
    path: str = ""
    headline: str = ""
    language: str = ""
    published_at: dt.datetime | None = None
    writers: tuple[int, ...] = field(default=())

    @property
    def write_path(self) -> str:
        """Return the address of the form for a comment."""
        return str(self.article_id).join(_write_path())

    @property
    def is_open(self) -> bool:
        return self.is_live and self.state == "open"

    @property
    def is_visible(self) -> bool:
        return self.is_live and self.state != "hidden"

    @property
    def refusal(self) -> "Promise | str":
        """Return why nothing may be written here; "" where it may."""
        if not self.is_visible:
            return gettext_lazy("This story takes no comments.")
        return _REFUSALS.get(self.state, "")


@cache
def _write_path() -> tuple[str, str]:
    """Return what stands before and after a story's number: looking the address up takes longer than drawing the thread's head."""
    before, after = reverse("comments:write", args=[1]).split("1")
    return before, after


_REFUSALS = {
    "closed": gettext_lazy("Comments are closed."),
    "paused": gettext_lazy("Comments pause while moderators read what has come in. Please come back later."),
}


def comments_key(article_id: int) -> str:
    return f"comments:{article_id}"


def standing(article_id: int, *, at: dt.datetime) -> Standing:
    """Say how a story's thread stands for readers. One query; the page depends on the story, its thread and the rules."""
    depends_on(comments_key(article_id), f"article:{article_id}", SETTINGS_KEY)
    return _standing(article_id, at=at)


def standings(article_ids: Collection[int], *, at: dt.datetime) -> dict[int, Standing]:
    """Say how these stories' threads stand for readers, for a page that is kept by nobody. One query."""
    rows = _live_rows(article_ids, at)
    return {pk: _standing_of(pk, rows.get(pk), at=at) for pk in article_ids}


def demand_open(article_id: int, *, at: dt.datetime) -> Standing:
    """Return the standing of an open thread or raise `Closed`. Every way to write asks this, holding the thread's lock.

    The site's and the sections' rules are those the process knows, at most 100 ms old.
    """
    found = _standing(article_id, at=at)
    if found.refusal:
        raise Closed(found.refusal)
    return found


def lock(article_id: int) -> Thread:
    """Lock a story's thread, made when it is missing; the caller's transaction holds it. Posting, deciding and closing all wait here."""
    locked = _locked(article_id)
    if locked is None:
        if not Article.objects.filter(pk=article_id).exists():
            raise Closed(Standing(article_id, is_live=False, state="hidden", moderation="").refusal)
        Thread.objects.bulk_create([Thread(article_id=article_id)], ignore_conflicts=True)
        locked = Thread.objects.select_for_update().get(article_id=article_id)
    return locked


def _locked(article_id: int) -> Thread | None:
    found = _LOCKED.rows(article_id)
    return Thread.from_db(connection.alias, _COLUMNS, found[0]) if found else None


_COLUMNS = [field.attname for field in Thread._meta.concrete_fields]
_LOCKED = Prepared(lambda article: Thread.objects.select_for_update().filter(article_id=article).order_by().values_list(*_COLUMNS))


def preview_standing(article_id: int) -> Standing:
    """Return how the thread of a working copy would stand if it were live now. Two queries at most."""
    section_id = Article.objects.filter(pk=article_id).values_list("section_id", flat=True).first()
    thread = Thread.objects.filter(article_id=article_id).values(*_OF_THREAD).first() or {}
    rules = rules_of(section_id)
    return Standing(
        article_id, is_live=True, state=_state(thread.get("mode") or "default", rules), moderation=rules.moderation, section_id=section_id
    )


def _standing(article_id: int, *, at: dt.datetime) -> Standing:
    return _standing_of(article_id, _live_rows([article_id], at).get(article_id), at=at)


def _standing_of(article_id: int, row: Mapping[str, Any] | None, *, at: dt.datetime) -> Standing:
    if row is None:
        return Standing(article_id, is_live=False, state="hidden", moderation="before")
    rules = rules_of(row["section_id"])
    thread = {name: row[name] for name in _OF_THREAD}
    state = _state(thread["mode"] or Thread.Mode.DEFAULT, rules)
    if state == "open" and _is_over(thread, rules, row["published_at"], at):
        state = "closed"
    plain = ("section_id", "path", "headline", "language", "published_at")
    return Standing(
        article_id,
        is_live=True,
        state=state,
        moderation=thread["moderation"] or rules.moderation,
        count=thread["live_count"] or 0,
        has_picks=bool(row["has_picks"]),
        writers=tuple(line["author"] for line in row["bylines"] if line.get("role") == "writer"),
        **{name: row[name] for name in plain},
    )


def _live_rows(article_ids: Collection[int], at: dt.datetime) -> dict[int, dict[str, Any]]:
    """Fetch what readers see of stories and what their threads say. Written out: composing the join takes longer than running it.

    Twin: `EditionQuerySet.live`, where “live” is defined.
    """
    if not article_ids:
        return {}
    with connection.cursor() as cursor:
        now = connection.ops.adapt_datetimefield_value(at)
        cursor.execute(_SQL.format(articles=", ".join(["%s"] * len(article_ids))), [*article_ids, now, now])
        found = [dict(zip(("article_id", *_OF_EDITION, *_OF_THREAD, "has_picks"), row, strict=True)) for row in cursor.fetchall()]
    for row in found:
        row["published_at"] = as_moment(row["published_at"])
        row["bylines"] = json.loads(row["bylines"]) if isinstance(row["bylines"], str) else row["bylines"]
    return {row["article_id"]: row for row in found}


def _is_over(thread: Mapping[str, Any], rules: Rules, published_at: dt.datetime, at: dt.datetime) -> bool:
    """Say whether the days a thread is open for have passed. One opened by hand knows only its own number of days."""
    general = None if thread["mode"] == Thread.Mode.OPEN else rules.close_after_days
    ends_at = closes_at(published_at, general if thread["close_after_days"] is None else thread["close_after_days"])
    return ends_at is not None and ends_at <= at


def _state(mode: str, rules: Rules) -> str:
    return rules.taking if mode == Thread.Mode.DEFAULT else mode


def set_mode(article_id: int, mode: str, *, by: Any = None, why: str = "") -> None:
    """Open, close, pause or hide a story's comments at once."""
    with transaction.atomic():
        thread = lock(article_id)
        was, thread.mode = thread.mode, mode
        thread.save(update_fields=["mode", "changed_at"])
        note("mode", article_id=article_id, by=by, why=why, was=was, became=mode, at=moment())
        raise_keys({comments_key(article_id)})


@transaction.atomic
def save_settings(row: CommentSettings) -> None:
    row.save()
    raise_keys({SETTINGS_KEY})


def counts(article_ids: Iterable[int]) -> dict[int, int]:
    """Return how many comments readers see under these stories, for those that have some. One query; the page depends on each thread."""
    ids = list(article_ids)
    depends_on(SETTINGS_KEY, *(comments_key(pk) for pk in ids))
    return dict(_COUNTS.rows(ids)) if ids else {}


_COUNTS = Prepared(
    lambda ids: (
        Thread.objects.filter(article_id__in=ids, live_count__gt=0).exclude(mode=Thread.Mode.HIDDEN).values_list("article_id", "live_count")
    )
)


def check_imported(value: Any) -> str:
    """Return a thread's mode as the interchange format writes it; raise ValidationError for anything else."""
    if value not in IMPORTED_MODES:
        raise ValidationError(_("“comments” is “open”, “closed” or “hidden”."))
    return str(value)


def write_imported(modes: Mapping[int, str]) -> None:
    """Store the modes of imported stories, article id to mode. Two statements and one change."""
    there = dict(Thread.objects.filter(article_id__in=list(modes)).values_list("article_id", "mode"))
    changed = {article: mode for article, mode in modes.items() if there.get(article) != mode}
    now = timezone.now()
    rows = [(article, mode, "", 0, now) for article, mode in changed.items()]
    insert_rows(Thread, ("article_id", "mode", "moderation", "live_count", "changed_at"), rows, conflicts=_MODE_CHANGES)
    raise_keys({comments_key(article) for article in changed if article in there})


def read_for_export(article_ids: Sequence[int]) -> Mapping[int, str]:
    """Return the chosen modes of stories; a paused thread is written as closed."""
    chosen = Thread.objects.filter(article_id__in=article_ids).exclude(mode=Thread.Mode.DEFAULT)
    return {pk: "closed" if mode == Thread.Mode.PAUSED else mode for pk, mode in chosen.values_list("article_id", "mode")}
