"""Dry runs: everything is done, and nothing of it stays."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.db import connection

from articles.changes import taken_back


@contextmanager
def rehearsed() -> Iterator[None]:
    """Do everything inside and take it back.

    One transaction holds it all, because later lines build on earlier ones. On SQLite that would keep every other writer waiting to its
    end: there it is done on a copy of the database.
    """
    with ExitStack() as stack:
        if connection.vendor == "sqlite" and not connection.in_atomic_block:
            stack.enter_context(_on_a_copy())
        stack.enter_context(taken_back())
        yield


@contextmanager
def _on_a_copy() -> Iterator[None]:
    """Let this thread's connection lead to a copy of the database. Nobody waits while it is made: it is read in one piece, as of now."""
    whole = connection.settings_dict
    with tempfile.TemporaryDirectory(prefix="newsroom-dry-run-") as folder:
        copy = Path(folder) / "copy.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(copy)])
        _lead_to({**whole, "NAME": str(copy)})
        try:
            yield
        finally:
            _lead_to(whole)


def _lead_to(settings: dict[str, object]) -> None:
    connection.close()
    connection.settings_dict = settings
