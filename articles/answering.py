"""Who answers a public path, and what readers find where a story was."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from articles.changes import depends_on
from articles.models import Edition, Path
from articles.models.paths import OWNERS

_UNREAD = {"body", "content_hash", "blocks_version", "published_by_id", "placed_at", "notice", "ending", "until_before"}
_OF_EDITION = tuple(field.attname for field in Edition._meta.concrete_fields if field.attname not in _UNREAD)
_SQL = (
    f"SELECT {', '.join(f'live.{name}' for name in _OF_EDITION)}, asked.path AS asked_path"
    f"{''.join(f', asked.{owner}_id AS owner_{owner}' for owner in OWNERS)} FROM {Path._meta.db_table} asked"
    f" LEFT JOIN {Edition._meta.db_table} live ON live.article_id = asked.article_id"
    " AND live.live_from <= %s AND (live.live_until IS NULL OR live.live_until > %s)"
    " WHERE (asked.answers_from IS NULL OR asked.answers_from <= %s) AND asked.path IN "
)
"""Written out: composing so wide a join takes longer than running it. Twins: `EditionQuerySet.live`, `PathQuerySet.answering`."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The owner of a path that was asked for: one of OWNERS, and its id. `edition`: what readers see of it if it is a live story."""

    owner: str
    owner_id: int
    edition: Edition | None


@dataclass(frozen=True, slots=True)
class Ended:
    """A story readers have seen and see no longer. `notice` is empty where nobody wrote one."""

    article_id: int
    was_withdrawn: bool
    notice: str
    language: str


def answers(asked: Sequence[str], *, at: dt.datetime) -> list[Answer]:
    """Return who answers these paths (`articles.paths.asked_for`), in their order, with a live story's edition. One query."""
    marks = ", ".join(["%s"] * len(asked))
    found = Edition.objects.raw(f"{_SQL}({marks})", [at, at, at, *asked]) if asked else ()
    by_path = {row.asked_path: row for row in found}  # type: ignore[attr-defined]
    return [_answer(by_path[path]) for path in asked if path in by_path]


def _answer(row: Edition) -> Answer:
    owners = {owner: getattr(row, f"owner_{owner}") for owner in OWNERS}
    owner, owner_id = next((owner, pk) for owner, pk in owners.items() if pk is not None)
    return Answer(owner, owner_id, row if row.pk is not None else None)


def ended(article_id: int, *, at: dt.datetime) -> Ended | None:
    """Return what stands in the place of a story that is not live, None if readers never saw it. Its own words stay away. One query."""
    seen = Edition.objects.filter(article_id=article_id).seen(at=at).order_by("-live_from")
    last = seen.values("ending", "notice", "language").first()
    if last is None:
        return None
    depends_on(f"article:{article_id}")
    return Ended(article_id, last["ending"] == Edition.Ending.WITHDRAWN, last["notice"], last["language"])
