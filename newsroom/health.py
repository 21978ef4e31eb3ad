"""Whether this process can serve: what a load balancer and whoever is woken at night ask. Each part with its figure."""

import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


@dataclass(frozen=True, slots=True)
class Part:
    """A thing that must work. `said` is for people, and empty where all is well; `took_ms` is how long it took to find out."""

    name: str
    is_well: bool
    took_ms: float
    said: str = ""


class Unwell(Exception):
    """A part does not work; the sentence says how."""


def parts() -> list[Part]:
    """Try database, migrations and media. Two queries."""
    return [_tried(name, try_it) for name, try_it in (("database", _database), ("migrations", _migrations), ("media", _media))]


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
