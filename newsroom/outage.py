"""When the database cannot be reached, or nothing can be written: what readers and editors get instead of a 500, and what a command says.

Only what the place does to us counts. A query that is wrong stays a mistake of ours.
"""

import errno
import sqlite3

import psycopg
import structlog
from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpResponse
from django.template import loader

log = structlog.get_logger(__name__)
_RETRY_AFTER_S = 10
_STATES = ("08", "53", "57P", "58", "25006")
"""PostgreSQL's: no connection; no room, memory or connection left; shut down or starting; its disk fails; a copy that only reads."""
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})
_SQLITE = frozenset(
    {
        sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
    }
)  # fmt: skip


def is_one(error: BaseException | None) -> bool:
    """Say whether an error is an outage. Ask in the thread and the moment in which it was raised."""
    if _is_the_disk(error) or (error is not None and _is_the_disk(error.__cause__)):
        return True
    if not isinstance(error, (DatabaseError, InterfaceError)):
        return False
    told = error.__cause__ or error
    if isinstance(told, sqlite3.Error):
        return getattr(told, "sqlite_errorcode", 0) & 0xFF in _SQLITE
    if isinstance(told, psycopg.Error) and told.sqlstate:
        return told.sqlstate.startswith(_STATES)
    return isinstance(told, (psycopg.OperationalError, psycopg.InterfaceError)) and _is_lost()


def is_without_table(error: BaseException) -> bool:
    """Say whether a table is missing: the database is empty, or older than this code."""
    told = error.__cause__
    return isinstance(told, psycopg.errors.UndefinedTable) or (isinstance(told, sqlite3.Error) and str(told).startswith("no such table"))


def _is_the_disk(error: BaseException | None) -> bool:
    return isinstance(error, OSError) and error.errno in _FULL


def _is_lost() -> bool:
    """Say whether this thread has no connection that works. What the driver itself refuses to send leaves it whole."""
    return connection.connection is None or bool(getattr(connection.connection, "closed", False))


def said(error: BaseException) -> str:
    """Return the one line of the driver's message that says what happened."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    line = lines[0] if lines else type(error).__name__
    return f"{line} (is its disk full?)" if getattr(error.__cause__, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_IOERR else line


def answer(error: BaseException, *, is_read: bool) -> HttpResponse:
    """Answer 503 without a database. `is_read`: nobody sent anything."""
    return as_answer(HttpResponse(loader.get_template("503.html").render({"is_read": is_read})), error)


def as_answer(page: HttpResponse, error: BaseException) -> HttpResponse:
    """Make a page the answer to an outage: 503, never kept, and one line in the log, because there will be many of them."""
    log.warning("outage", error=type(error).__name__, said=said(error))
    page.status_code = 503
    page["Retry-After"], page["Cache-Control"] = str(_RETRY_AFTER_S), "no-store"
    page._has_been_logged = True  # type: ignore[attr-defined]  # Django would add a trace to each
    return page
