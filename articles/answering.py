"""Who answers a public path, and what readers find where a story was."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection
from django.db.models.sql.compiler import SQLCompiler

from articles.changes import depends_on
from articles.models import Edition, Path
from articles.models.paths import OWNERS

_UNREAD = {
    "body", "content_hash", "blocks_version", "published_by_id", "placed_at", "live_from", "live_until", "notice", "ending", "until_before",
}  # fmt: skip
_OF_EDITION = tuple(field.attname for field in Edition._meta.concrete_fields if field.attname not in _UNREAD)
_SQL = (
    f"SELECT {', '.join(f'live.{name}' for name in _OF_EDITION)}, asked.path AS asked_path"
    f"{''.join(f', asked.{owner}_id AS owner_{owner}' for owner in OWNERS)} FROM {Path._meta.db_table} asked"
    f" LEFT JOIN {Edition._meta.db_table} live ON live.article_id = asked.article_id"
    " AND live.live_from <= %s AND (live.live_until IS NULL OR live.live_until > %s)"
    " WHERE (asked.answers_from IS NULL OR asked.answers_from <= %s) AND asked.path IN "
)
"""Written out: composing so wide a join takes longer than running it. Twins: `EditionQuerySet.live`, `PathQuerySet.answering`."""

_PK = _OF_EDITION.index("id")


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
    section_id: int | None


def answers(asked: Sequence[str], *, at: dt.datetime) -> list[Answer]:
    """Return who answers these paths (`articles.paths.asked_for`), in their order, with a live story's edition. One query."""
    if not asked:
        return []
    now = connection.ops.adapt_datetimefield_value(at)
    with connection.cursor() as cursor:
        cursor.execute(f"{_SQL}({', '.join(['%s'] * len(asked))})", [now, now, now, *asked])
        found = cursor.fetchall()
    by_path = {row[len(_OF_EDITION)]: row for row in found}
    return [_answer(by_path[path]) for path in asked if path in by_path]


def _answer(row: Sequence[Any]) -> Answer:
    owners = zip(OWNERS, row[len(_OF_EDITION) + 1 :], strict=True)
    owner, owner_id = next((owner, pk) for owner, pk in owners if pk is not None)
    return Answer(owner, owner_id, _edition(row[: len(_OF_EDITION)]))


def _edition(row: Sequence[Any]) -> Edition | None:
    """Make an edition of its columns; None where the join found none."""
    if row[_PK] is None:
        return None
    compiler, converters = _reader(connection.vendor)
    values = next(iter(compiler.apply_converters([row], converters)))
    return Edition.from_db(connection.alias, _OF_EDITION, values)


@cache
def _reader(_vendor: str) -> tuple[SQLCompiler, Any]:
    """Return what makes a field's value of what the database returns for it."""
    compiler = Edition.objects.none().query.get_compiler(connection=connection)
    fields = {field.attname: field for field in Edition._meta.concrete_fields}
    return compiler, compiler.get_converters([fields[name].get_col(Edition._meta.db_table) for name in _OF_EDITION])


def ended(article_id: int, *, at: dt.datetime) -> Ended | None:
    """Return what stands in the place of a story that is not live, None if readers never saw it. Its own words stay away. One query."""
    seen = Edition.objects.filter(article_id=article_id).seen(at=at).order_by("-live_from")
    last = seen.values("ending", "notice", "language", "section_id").first()
    if last is None:
        return None
    depends_on(f"article:{article_id}")
    return Ended(article_id, last["ending"] == Edition.Ending.WITHDRAWN, last["notice"], last["language"], last["section_id"])
