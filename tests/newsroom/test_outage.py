"""A database that is away is answered with 503, said in one sentence, and comes back by itself. A mistake of ours stays one."""

import copy
import errno
import os
import socket
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import DEFAULT_DB_ALIAS, DatabaseError, OperationalError, ProgrammingError, connection
from django.db.utils import ConnectionHandler, InternalError
from django.test import Client

from newsroom import health, outage
from newsroom.postgresql import base

ROOT = Path(__file__).resolve().parents[2]


def wrapped(error: Exception, kind: type[DatabaseError] = OperationalError) -> DatabaseError:
    made = kind(str(error))
    made.__cause__ = error
    return made


def sqlites(statement: str, *, opened: str = ":memory:") -> sqlite3.Error:
    try:
        with closing(sqlite3.connect(opened)) as database:
            database.execute(statement)
    except sqlite3.Error as error:
        return error
    raise AssertionError(statement)


@pytest.mark.parametrize(
    ("error", "is_one"),
    [
        (wrapped(psycopg.errors.AdminShutdown("terminating connection")), True),
        (wrapped(psycopg.errors.CannotConnectNow("starting up")), True),
        (wrapped(psycopg.errors.TooManyConnections("too many clients")), True),
        (wrapped(psycopg.errors.DiskFull("no space left")), True),
        (wrapped(psycopg.errors.ReadOnlySqlTransaction("read-only transaction"), InternalError), True),
        (wrapped(psycopg.errors.UndefinedTable("no such table"), ProgrammingError), False),
        (wrapped(psycopg.errors.DeadlockDetected("deadlock")), False),
        (wrapped(sqlites("SELECT 1", opened="/nowhere/at/all.sqlite3")), True),
        (wrapped(sqlites("SELECT * FROM nothing")), False),
        (OSError(errno.ENOSPC, "No space left on device"), True),
        (OSError(errno.ENOENT, "No such file"), False),
        (ValueError("wrong"), False),
        (None, False),
    ],
)
def test_only_what_the_place_does_to_us_is_an_outage(error: BaseException | None, is_one: bool) -> None:
    assert outage.is_one(error) is is_one


@pytest.mark.django_db
def test_what_the_driver_refuses_to_send_is_no_outage() -> None:
    with connection.cursor():  # a connection that is there and works
        assert outage.is_one(wrapped(psycopg.OperationalError("number of parameters must be between 0 and 65535"))) is False


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "told"),
    [
        (wrapped(psycopg.errors.AdminShutdown("terminating connection")), (503, "10", "no-store", "Back in a moment")),
        (wrapped(psycopg.errors.UndefinedTable("no such table"), ProgrammingError), (500, None, None, "Something went wrong")),
    ],
)
def test_page_says_which_it_is(error: DatabaseError, told: tuple[Any, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise error

    monkeypatch.setattr(health, "parts", fail)
    response = Client(raise_request_exception=False).get("/healthz/ready")
    title = response.content.decode().partition("<h1>")[2].partition("</h1>")[0]
    assert (response.status_code, response.get("Retry-After"), response.get("Cache-Control"), title) == told


@pytest.fixture
def refused() -> Iterator[str]:
    """Give the address of a database on a port where nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"postgres://paper:very-secret@127.0.0.1:{taken.getsockname()[1]}/paper"


def manage(url: str, folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    environment = {name: value for name, value in os.environ.items() if name in {"PATH", "LANG", "HOME"}}
    environment |= {
        "DATABASE_URL": url,
        "STATE_DIR": str(folder),
        "SECRET_KEY": "tests-only-0123456789-abcdefghijklmnop",
        "LOG_LEVEL": "ERROR",
    }
    return subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_command_without_its_database_is_one_sentence(refused: str, tmp_path: Path) -> None:
    done = manage(refused, tmp_path, "migrate")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert done.stderr.startswith("newsroom: the database cannot be used: connection failed: connection to server at ")
    assert ("very-secret" in done.stderr, done.stderr.strip().endswith("Connection refused")) == (False, True)


def test_command_on_a_database_without_tables_says_what_to_run(tmp_path: Path) -> None:
    done = manage(f"sqlite:///{tmp_path}/new.sqlite3", tmp_path, "backup", str(tmp_path / "new.tar"))
    sentence = "newsroom: the database is not migrated: run manage.py migrate (no such table: account_emailaddress)"
    assert (done.returncode, done.stderr.strip(), list(tmp_path.glob("*new.tar*"))) == (1, sentence, [])


def test_pages_without_a_database_are_503_from_the_first_on(refused: str, tmp_path: Path) -> None:
    asked = """
from django.conf import settings
from django.test import Client
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
client = Client(raise_request_exception=False, SERVER_NAME="127.0.0.1")
print(*(client.get(path).status_code for path in ("/", "/news/", "/admin/", "/healthz/ready", "/healthz/live")))
"""
    done = manage(refused, tmp_path, "shell", "-v0", "-c", asked)
    assert (done.stdout, done.returncode) == ("503 503 302 503 200\n", 0)


@pytest.mark.django_db
@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL alone has a pool")
def test_connection_that_died_in_the_pool_is_replaced_before_anybody_has_it() -> None:
    told = copy.deepcopy(connection.settings_dict)
    told["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 2, "timeout": 10}
    told["CONN_HEALTH_CHECKS"] = True
    pooled: Any = ConnectionHandler({DEFAULT_DB_ALIAS: told})[DEFAULT_DB_ALIAS]
    try:
        first = _backend_of(pooled)
        pooled.close()  # into the pool
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [first])
        assert _backend_of(pooled) != first
    finally:
        pooled.close()
        pooled.close_pool()


def _backend_of(pooled: Any) -> int:
    with pooled.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def test_one_thread_tries_a_database_that_is_away_and_the_others_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "_door", base._Door())
    wrapper, tried, go_on = base.DatabaseWrapper.__new__(base.DatabaseWrapper), threading.Event(), threading.Event()

    def slow(self: Any, conn_params: dict[str, Any]) -> str:
        tried.set()
        assert go_on.wait(10)
        return "a connection"

    def refuse(self: Any, conn_params: dict[str, Any]) -> str:
        raise psycopg.OperationalError("refused")

    monkeypatch.setattr(base.base.DatabaseWrapper, "get_new_connection", refuse)
    with pytest.raises(psycopg.OperationalError, match="refused"):
        wrapper.get_new_connection({})
    monkeypatch.setattr(base.base.DatabaseWrapper, "get_new_connection", slow)
    got: list[str] = []
    trying = threading.Thread(target=lambda: got.append(wrapper.get_new_connection({})))
    trying.start()
    assert tried.wait(10)
    with pytest.raises(psycopg.OperationalError, match="the database is away; somebody tries already"):
        wrapper.get_new_connection({})
    go_on.set()
    trying.join(10)
    assert (got, wrapper.get_new_connection({})) == (["a connection"], "a connection")
