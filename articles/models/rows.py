"""Many small rows at once, without making an object of each: for publishing and importing."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Model


def insert_rows(model: type[Model], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows of plain values, one prepared statement for all. `columns` are attribute names; defaults are not filled in."""
    if not rows:
        return
    fields = {field.attname: field for field in model._meta.concrete_fields}
    chosen = [fields[name] for name in columns]
    names = ", ".join(connection.ops.quote_name(str(field.column)) for field in chosen)
    marks = ", ".join(["%s"] * len(chosen))
    moments = [place for place, field in enumerate(chosen) if field.get_internal_type() == "DateTimeField"]
    if moments and connection.vendor == "sqlite":
        rows = _with_moments_adapted(rows, moments)
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({names}) VALUES ({marks})", rows)


def _with_moments_adapted(rows: Sequence[Sequence[Any]], places: Sequence[int]) -> list[list[Any]]:
    """Write moments as SQLite keeps them. Rows of one story repeat theirs, so each is written once."""
    adapted = cache(connection.ops.adapt_datetimefield_value)
    all_values = [list(row) for row in rows]
    for values in all_values:
        for place in places:
            values[place] = adapted(values[place])
    return all_values
