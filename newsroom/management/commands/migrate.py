"""Django's `migrate`, one at a time: a second one waits for the first and finds nothing left to do."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.commands.migrate import Command as StockMigrate
from django.db import connections

_LOCK = 4_711_200_811
"""A number nobody else is likely to lock in this database."""


class Command(StockMigrate):
    def handle(self, *args: Any, **options: Any) -> None:
        with _alone(options["database"]):
            super().handle(*args, **options)


@contextmanager
def _alone(alias: str) -> Iterator[None]:
    """Hold a lock that ends with the connection (PostgreSQL) or the process (SQLite, unless it lives in memory)."""
    connection = connections[alias]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
    elif "memory" in str(connection.settings_dict["NAME"]):
        yield
    else:
        path = Path(str(connection.settings_dict["NAME"]))
        with path.with_name(f"{path.name}.migrating").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
