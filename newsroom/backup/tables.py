"""What of the database goes into a backup, and how its values are written in JSON: the same for both databases."""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.apps.registry import Apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.models import Field, Model
from django.utils.dateparse import parse_date, parse_datetime
from psycopg.abc import Buffer
from psycopg.adapt import Loader
from psycopg.pq import Format

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


def parts_of(model: type[Model]) -> Iterator[bytes]:
    """Yield a table's rows in the order of their keys, `ROWS_A_PART` to a part, in flat memory."""
    rows = model._base_manager.order_by("pk").values_list(*columns_of(model)).iterator(chunk_size=ROWS_A_PART)
    encode = _Encoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
    part: list[str] = []
    for row in rows:
        part.append(encode(row))
        if len(part) == ROWS_A_PART:
            yield _lines(part)
            part = []
    if part:
        yield _lines(part)


@contextmanager
def moments_as_text() -> Iterator[None]:
    """Let PostgreSQL's moments come as `_Encoder` writes them: reading and writing each as a datetime was a third of a backup's time."""
    if connection.vendor != "postgresql":
        yield
        return
    connection.ensure_connection()
    adapters = connection.connection.adapters
    usual = adapters.get_loader(adapters.types["timestamptz"].oid, Format.TEXT)
    adapters.register_loader("timestamptz", type("_", (_MomentLoader,), {"timezone": connection.timezone}))  # which Django looks at
    try:
        yield
    finally:
        adapters.register_loader("timestamptz", usual)


class _MomentLoader(Loader):
    def load(self, data: Buffer) -> str:
        """Turn `2024-03-30 07:13:20.12+00` into `2024-03-30T07:13:20.120000+00:00`. The connection speaks UTC, as Django sets it."""
        text = bytes(data).decode("ascii")
        if text[-3:] != "+00":
            raise ValueError(text)
        return f"{text[:10]}T{text[11:19] if len(text) == 22 else text[11:-3].ljust(15, '0')}+00:00"


def _lines(part: Sequence[str]) -> bytes:
    return "".join(f"{line}\n" for line in part).encode("utf-8", "surrogatepass")


class _Encoder(DjangoJSONEncoder):
    def default(self, o: Any) -> Any:
        """Write moments to the microsecond, which Django's cuts to thousandths."""
        return o.isoformat() if isinstance(o, dt.datetime) else super().default(o)


def insert(model: type[Model], columns: Sequence[str], part: bytes) -> int:
    """Insert one part's rows as they were; return how many. Raises ValueError for what is no such row."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    chosen = [fields[name] for name in columns]
    readers = [_reader(field) for field in chosen]
    rows = [[read(value) for read, value in zip(readers, json.loads(line), strict=True)] for line in part.splitlines()]
    quote = connection.ops.quote_name
    names, marks = ", ".join(quote(str(field.column)) for field in chosen), ", ".join(["%s"] * len(chosen))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({marks})", rows)
    return len(rows)


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
