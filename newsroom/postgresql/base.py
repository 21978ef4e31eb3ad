"""The engine itself. Django finds it by the name of this module."""

import threading
from typing import Any

import psycopg
from django.db.backends.postgresql import base
from psycopg_pool import PoolTimeout


class _Door:
    """While the database cannot be reached one thread of a process tries; all others are told so at once.

    Without it each request waited in turn for as long as a connection may take, and those that need none, pictures and health checks,
    waited behind them.
    """

    def __init__(self) -> None:
        self.is_shut = False
        self.trying = threading.Lock()


_door = _Door()


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        if not _door.is_shut:
            return self._connect(conn_params)
        if not _door.trying.acquire(blocking=False):
            raise psycopg.OperationalError("the database is away; somebody tries already")
        try:
            return self._connect(conn_params)
        finally:
            _door.trying.release()

    def _connect(self, conn_params: dict[str, Any]) -> Any:
        try:
            connection = super().get_new_connection(conn_params)
        except PoolTimeout:
            _door.is_shut = True
            self._ask_why(conn_params)
            raise
        except psycopg.OperationalError:
            _door.is_shut = True
            raise
        _door.is_shut = False
        return connection

    def _configure_connection(self, connection: Any) -> bool:
        """Keep PostgreSQL from compiling queries (JIT): it guesses that ours take long, and compiling takes longer than they do.

        By statement and not by startup parameter, which PgBouncer refuses.
        """
        with connection.cursor() as cursor:
            cursor.execute("SET jit = off")
        super()._configure_connection(connection)  # type: ignore[misc]
        return True  # there is something to commit

    def _ask_why(self, conn_params: dict[str, Any]) -> None:
        """Raise what a connection of its own meets: the pool says only that it has waited."""
        self.Database.connect(**conn_params).close()
