"""What of the database goes into a backup, and how its values are written in JSON: the same for both databases."""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.apps.registry import Apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.models import Field, Func, Model, TextField
from django.utils.dateparse import parse_date, parse_datetime

from newsroom.backup import postgresql

LEFT_OUT = frozenset({"django_session", "newsroom_duty"})
"""Tables whose rows mean nothing elsewhere: who is signed in just now, and what this place's worker did last."""
ROWS_A_PART = 2_000
_PARSED: dict[str, Callable[[str], Any]] = {"DateTimeField": parse_datetime, "DateField": parse_date}
_PREPARED = frozenset({*_PARSED, "JSONField"})


def models_of(apps: Apps) -> list[type[Model]]:
    """Return the models that have rows of their own, tables between models included, by the name of their table."""
    found = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True) if model._meta.managed}
    return [found[name] for name in sorted(found) if name not in LEFT_OUT]


def columns_of(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields if not field.generated]


def parts_of(model: type[Model]) -> Iterator[tuple[int, bytes]]:
    """Yield how many rows, and a table's rows in the order of their keys, `ROWS_A_PART` to a part, in flat memory."""
    for lines in _lines_of(model):
        yield len(lines), "\n".join([*lines, ""]).encode("utf-8", "surrogatepass")


def _lines_of(model: type[Model]) -> Iterator[list[str]]:
    if connection.vendor == "postgresql" and postgresql.knows(model):
        yield from postgresql.lines_of(model, columns_of(model), at_once=ROWS_A_PART)
        return
    encode = _Encoder(ensure_ascii=False, check_circular=False).encode
    rows = _rows_of(model)
    while lines := [encode(row) for row in islice(rows, ROWS_A_PART)]:
        yield lines


def _rows_of(model: type[Model]) -> Iterator[tuple[Any, ...]]:
    """Yield rows as Django gives them, but for SQLite's moments: it writes those itself, which spares reading and writing each."""
    moments = {}
    if connection.vendor == "sqlite":
        fields = [field for field in model._meta.concrete_fields if field.get_internal_type() == "DateTimeField"]
        moments = {f"_{field.attname}": _SQLitesMoment(field.attname) for field in fields}
    columns = [f"_{name}" if f"_{name}" in moments else name for name in columns_of(model)]
    yield from model._base_manager.annotate(**moments).order_by("pk").values_list(*columns).iterator(chunk_size=ROWS_A_PART)


class _SQLitesMoment(Func):
    """Turn `2024-03-30 07:13:20.120000`, always UTC, into what `_Encoder` writes."""

    template = "(REPLACE(RTRIM(%(expressions)s, CASE WHEN LENGTH(%(expressions)s) > 19 THEN '0' ELSE '' END), ' ', 'T') || '+00:00')"
    output_field = TextField()


class _Encoder(DjangoJSONEncoder):
    def default(self, o: Any) -> Any:
        """Write moments as PostgreSQL does: to the microsecond, where Django's end with thousandths, without zeros at the end."""
        if not isinstance(o, dt.datetime):
            return super().default(o)
        text = o.isoformat()
        return f"{text[:-6].rstrip('0')}{text[-6:]}" if o.microsecond else text


def insert(model: type[Model], columns: Sequence[str], part: bytes) -> int:
    """Insert one part's rows as they were; return how many. Raises ValueError for what is no such row."""
    rows = [json.loads(line) for line in part.splitlines()]
    if any(not isinstance(row, list) or len(row) != len(columns) for row in rows):
        raise ValueError(f"a row of {model._meta.db_table} has not {len(columns)} values")
    if connection.vendor == "postgresql":
        postgresql.insert(model, columns, rows)
    else:
        _insert(model, columns, rows)
    return len(rows)


def _insert(model: type[Model], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    chosen = [fields[name] for name in columns]
    readers = [_reader(field) for field in chosen]
    quote = connection.ops.quote_name
    names, marks = ", ".join(quote(str(field.column)) for field in chosen), ", ".join(["%s"] * len(chosen))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({marks})",
            [[read(value) for read, value in zip(readers, row, strict=True)] for row in rows],
        )


def _reader(field: "Field[Any, Any]") -> Callable[[Any], Any]:
    kind = field.get_internal_type()
    if kind not in _PREPARED:
        return _as_it_is
    parse: Callable[[Any], Any] = _PARSED.get(kind, _as_it_is)

    def read(value: Any) -> Any:
        return field.get_db_prep_save(None if value is None else parse(value), connection)

    return read


def _as_it_is(value: Any) -> Any:
    return value


def is_empty(models: Iterable[type[Model]]) -> bool:
    return not any(model._base_manager.exists() for model in models)
