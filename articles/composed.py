"""Queries that are composed once. Django composes a query anew each time it runs, which takes longer than running a small one."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

Value = dt.datetime | dt.date | int | str | list[int]
_LONGEST = 512
"""Of longer lists each would be a shape of its own: they are composed as ever."""
_MARK = -(10**15)
_FIRST_MOMENT = dt.datetime(1901, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class _Composed:
    """`places` says for each parameter which value it is, and where in that one if it is a list; None: it is always `params`'s own."""

    sql: str
    params: Sequence[Any]
    places: Sequence[tuple[int, int] | None]
    columns: Sequence[Any]
    compiler: SQLCompiler
    converters: Any


class Prepared:
    """A query of some values, as `build` returns it for them: a QuerySet of `values_list` for `rows`, one of objects for `objects`.

    Values are aware moments, days, whole numbers, words, and lists of whole numbers to look in. What `build` does may depend on their kind
    and on whether a list is empty, on nothing else: it is asked once for each length (rounded up to a power of two) and database.
    """

    def __init__(self, build: Callable[..., "QuerySet[Any, Any]"]) -> None:
        self._build = build
        self._kept: dict[tuple[Any, ...], _Composed] = {}

    def rows(self, *values: Value) -> list[tuple[Any, ...]]:
        """Run it. One query. Errors are the database's."""
        if any(isinstance(value, list) and len(value) > _LONGEST for value in values):
            return list(self._build(*values))
        return self._run(*self._bound(values))

    def objects(self, *values: Value) -> list[Any]:
        """Run one that returns objects of a model with columns of their own only; lists have at most 512 numbers. One query."""
        composed, params = self._bound(values)
        names = [column.target.attname for column in composed.columns]
        model = composed.compiler.query.model
        assert model is not None
        return [model.from_db(connection.alias, names, row) for row in self._run(composed, params)]

    def _run(self, composed: _Composed, params: Sequence[Any]) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(composed.sql, params)
            found = cursor.fetchall()
        return [tuple(row) for row in composed.compiler.apply_converters(found, composed.converters)] if composed.converters else found

    def sql(self, *values: Value) -> tuple[str, list[Any]]:
        """Return it as SQL, and the parameters. Lists have at most 512 numbers."""
        composed, params = self._bound(values)
        return composed.sql, params

    def _bound(self, values: Sequence[Value]) -> tuple[_Composed, list[Any]]:
        filled = [_filled(value) if isinstance(value, list) else value for value in values]
        shape = (connection.vendor, *(len(value) if isinstance(value, list) else type(value) for value in filled))
        composed = self._kept.get(shape)
        if composed is None:
            self._kept[shape] = composed = self._compose(filled)
        given: list[Any] = [_adapted(value) for value in filled]
        return composed, [
            own if place is None else given[place[0]] if place[1] < 0 else given[place[0]][place[1]]
            for own, place in zip(composed.params, composed.places, strict=True)
        ]

    def _compose(self, filled: Sequence[Any]) -> _Composed:
        """Compose it for marks that stand for the values, and note where they went."""
        marks: list[Any] = []
        places: dict[Any, tuple[int, int]] = {}
        for number, value in enumerate(filled):
            marks.append(_mark(number, value))
            if isinstance(value, list):
                places.update({mark: (number, place) for place, mark in enumerate(marks[-1])})
            else:
                places[_adapted(marks[-1])] = (number, -1)
        query = self._build(*marks).query
        compiler = query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        columns = [selected[0] for selected in compiler.select[: compiler.col_count]]
        return _Composed(sql, params, [places.get(param) for param in params], columns, compiler, compiler.get_converters(columns))


def union(parts: Iterable[tuple[str, Sequence[Any]]]) -> tuple[str, list[Any]]:
    """Return several queries, each SQL and its parameters, as one statement. Before the columns stands the number of the query, `list`.

    Each may be sliced: slices cannot stand in a union on SQLite, a SELECT from a sliced SELECT can.
    """
    composed = list(parts)
    selects = (f"SELECT {place} AS list, part_{place}.* FROM ({sql}) AS part_{place}" for place, (sql, _) in enumerate(composed))
    return " UNION ALL ".join(selects), [value for _, params in composed for value in params]


def _mark(number: int, value: Value) -> Value:
    """Return what no row holds, of the kind of the value with this number."""
    whole = _MARK - number * _LONGEST
    if isinstance(value, list):
        return [whole - place for place in range(len(value))]
    if isinstance(value, dt.date):  # a moment is one too
        first: dt.date = _FIRST_MOMENT if isinstance(value, dt.datetime) else _FIRST_MOMENT.date()
        return first.replace(year=first.year + number)
    return whole if isinstance(value, int) else f"\N{REPLACEMENT CHARACTER}{number}"


def _filled(ids: list[int]) -> list[int]:
    """Repeat the last number until there is a power of two of them: so that few lengths are composed."""
    return [*ids, *ids[-1:] * ((1 << (len(ids) - 1).bit_length()) - len(ids) if ids else 0)]


def _adapted(value: Value) -> Any:
    """Return a value as the driver takes it, which is also how a query has it among its parameters."""
    if isinstance(value, dt.datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, dt.date) else value
