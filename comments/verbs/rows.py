"""The rows a new comment makes. On PostgreSQL they are one statement: each turn to the database and back costs more than a row."""

import datetime as dt
from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection

from articles.models.rows import plain
from comments import judging
from comments.models import Act, Comment, Person, Thread

State = Comment.State
_Statement = tuple[str, Sequence[Any]]
_COMMENT, _ACT, _PERSON, _THREAD = (model._meta.db_table for model in (Comment, Act, Person, Thread))
_FIELDS = [field for field in Comment._meta.concrete_fields if not field.primary_key]
_COUNTED = {State.LIVE: "approved", State.SPAM: "spam"}  # twin: `keeping._COUNTED`, whoever decides


def write(comment: Comment, *, at: dt.datetime) -> bool:
    """Write a new comment and its act, and count it with its story and its writer; the thread is locked.

    False, and nothing is written, where the same person wrote the same under this story in the last day.
    """
    said = _insert(comment, at)
    following = [_act(comment, at), *_counts(comment)]
    comment.pk = _in_one(said, following) if connection.vendor == "postgresql" else _one_by_one(said, following)
    comment._state.adding, comment._state.db = False, connection.alias
    return comment.pk is not None


def _insert(comment: Comment, at: dt.datetime) -> _Statement:
    repeated, words = judging.own_repeats(comment, at=at)
    values = [plain(field.get_db_prep_save(field.pre_save(comment, add=True), connection)) for field in _FIELDS]
    return f"{_insert_of(connection.vendor)} WHERE NOT EXISTS ({repeated}) RETURNING id", [*values, *words]


@cache
def _insert_of(_vendor: str) -> str:
    names = ", ".join(connection.ops.quote_name(str(field.column)) for field in _FIELDS)
    return f"INSERT INTO {_COMMENT} ({names}) SELECT {', '.join(['%s'] * len(_FIELDS))}"


def _act(comment: Comment, at: dt.datetime) -> _Statement:
    """Note the act. Twin: `comments.log.note`."""
    sql = (
        f"INSERT INTO {_ACT} (comment_id, article_id, person_id, verb, why, was, became, detail, at)"
        " SELECT said.id, %s, %s, 'post', '', '', %s, '{}', %s FROM said"
    )
    return sql, [comment.article_id, comment.person_id, str(comment.state), connection.ops.adapt_datetimefield_value(at)]


def _counts(comment: Comment) -> list[_Statement]:
    found: list[_Statement] = []
    if comment.state == State.LIVE:
        found += [(f"UPDATE {_THREAD} SET live_count = live_count + 1 FROM said WHERE article_id = %s", [comment.article_id])]
    if counted := _COUNTED.get(State(comment.state)):
        found += [(f"UPDATE {_PERSON} SET {counted} = {counted} + 1 FROM said WHERE {_PERSON}.id = %s", [comment.person_id])]
    return found


def _in_one(said: _Statement, following: Sequence[_Statement]) -> int | None:
    parts = ", ".join(f"part_{place} AS ({sql})" for place, (sql, _) in enumerate(following))
    values = [value for _, some in (said, *following) for value in some]
    with connection.cursor() as cursor:
        cursor.execute(f"WITH said AS ({said[0]}), {parts} SELECT id FROM said", values)
        row = cursor.fetchone()
    return row[0] if row else None


def _one_by_one(said: _Statement, following: Sequence[_Statement]) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute(*said)
        row = cursor.fetchone()
        for sql, values in following if row else ():
            cursor.execute(f"WITH said AS (SELECT %s AS id) {sql}", [row[0], *values])
    return row[0] if row else None
