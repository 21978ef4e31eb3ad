"""Sites that live for one benchmark: a database, a folder, and commands run in a process of their own."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).resolve().parents[2]
_SECRET = "for-benchmarks-only-0123456789-abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Run:
    """A command that has ended. Seconds by the clock and of the processor; `peak_mb`: the most memory it held, in millions of bytes."""

    seconds: float
    processor_seconds: float
    peak_mb: float

    def rate(self, count: int) -> str:
        """Write how many of these a second it did."""
        return (
            f"{count / self.seconds:,.0f} a second ({count / self.processor_seconds:,.0f} of the processor's), peak {self.peak_mb:.0f} MB"
        )


@dataclass(frozen=True, slots=True)
class Site:
    """A migrated site without stories. `environment` is all that its processes need."""

    folder: Path
    environment: dict[str, str]

    def manage(self, *words: str) -> Run:
        """Run a command of manage.py; raises with what it said when it fails."""
        began = time.perf_counter()
        process = self.start(sys.executable, "manage.py", *words, stdout=subprocess.PIPE)
        assert process.stdout is not None
        said = process.stdout.read().decode()
        _pid, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError(f"manage.py {' '.join(words)} ended with {process.returncode}:\n{said}")
        kilobytes = used.ru_maxrss / 1024 if sys.platform == "darwin" else used.ru_maxrss
        return Run(time.perf_counter() - began, used.ru_utime + used.ru_stime, kilobytes * 1024 / 1_000_000)

    def start(self, *words: str, stdout: int = subprocess.DEVNULL, **more: str) -> "subprocess.Popen[bytes]":
        """Start a process of this site. The caller ends it."""
        environment = os.environ | self.environment | more
        return subprocess.Popen(words, cwd=ROOT, env=environment, stdout=stdout, stderr=subprocess.STDOUT)


@contextmanager
def new_site(scratch: Path, name: str, *, is_empty: bool = False) -> Iterator[Site]:
    """Make a site on the server that DATABASE_URL names, in a database of its own, or on SQLite. `is_empty`: no table yet."""
    folder = scratch / name
    folder.mkdir()
    with _database(folder, f"newsroom_bench_{name}_{os.getpid()}") as url:
        environment = {
            "DATABASE_URL": url,
            "STATE_DIR": str(folder),
            "SECRET_KEY": _SECRET,
            "SITE_URL": "http://127.0.0.1:8000",
            "DEBUG": "0",
            "LOG_LEVEL": "WARNING",
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        }
        site = Site(folder, environment)
        if not is_empty:
            site.manage("migrate", "--verbosity", "0")
        site.manage("collectstatic", "--noinput", "--verbosity", "0")
        yield site


@contextmanager
def _database(folder: Path, name: str) -> Iterator[str]:
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield f"sqlite:///{folder / 'newsroom.sqlite3'}"
        return
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
