"""Whether this process can serve: what a load balancer and whoever is woken at night ask. Each part with its figure."""

import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from newsroom.duties import HEARTBEAT, last_done


@dataclass(frozen=True, slots=True)
class Part:
    """A thing that should work. `said` is for people, and empty where all is well; `took_ms` is how long it took to find out.

    Readers are served without one that is not `is_needed`, so a load balancer need not look elsewhere.
    """

    name: str
    is_well: bool
    took_ms: float
    said: str = ""
    is_needed: bool = True


SILENT_S = 120
"""How long the worker may say nothing. It says something every 20 seconds."""


class Unwell(Exception):
    """A part does not work; the sentence says how."""


def parts() -> list[Part]:
    """Try database, migrations, media and worker. Four queries; where the database is away nobody waits for it three times."""
    database = _tried("database", _database)
    asked = (_migrations, _worker) if database.is_well else (_not_asked, _not_asked)
    migrations, worker = (_tried(name, try_it) for name, try_it in zip(("migrations", "worker"), asked, strict=True))
    return [database, migrations, _tried("media", _media), replace(worker, is_needed=False)]


def _tried(name: str, try_it: Callable[[], None]) -> Part:
    began = time.perf_counter()
    try:
        try_it()
    except (Unwell, Error, OSError) as error:
        said = str(error) if isinstance(error, Unwell) else type(error).__name__  # drivers tell addresses and names of accounts
        return Part(name, is_well=False, took_ms=_since(began), said=said)
    return Part(name, is_well=True, took_ms=_since(began))


def _since(began: float) -> float:
    return round((time.perf_counter() - began) * 1000, 1)


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _not_asked() -> None:
    raise Unwell("not asked: the database is away")


def _migrations() -> None:
    missing = _needed() - set(MigrationRecorder(connection).applied_migrations())
    if missing:
        raise Unwell(f"{len(missing)} to be applied: run manage.py migrate")


@cache
def _needed() -> frozenset[tuple[str, str]]:
    """Return the migrations this code wants; they do not change while it runs."""
    return frozenset(MigrationLoader(None).disk_migrations or {})


def _media() -> None:
    with tempfile.TemporaryFile(dir=settings.MEDIA_ROOT) as file:
        file.write(b"written")
        file.flush()
        os.fsync(file.fileno())


def _worker() -> None:
    """A site on which no worker has ever run needs none."""
    last = last_done(HEARTBEAT)
    silent_s = (timezone.now() - last).total_seconds() if last else 0
    if silent_s > SILENT_S:
        raise Unwell(f"silent for {silent_s:.0f} seconds")
