"""Writing a backup: one reading transaction, so that all tables are as of one moment, and nobody waits for it."""

import datetime as dt
import gzip
import hashlib
import io
import json
import tarfile
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO, Any

from django.apps import apps
from django.core.files.storage import storages
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

from articles.models import Image
from newsroom.backup.tables import columns_of, models_of, parts_of

FORMAT = 1
_CHUNK_BYTES = 1 << 20
Tell = Callable[[str], None]


@dataclass(slots=True)
class Told:
    """What a backup holds. `missing`: pictures the database names and the storage has not."""

    rows: int = 0
    pictures: int = 0
    bytes: int = 0
    missing: list[str] = field(default_factory=list)


def write(out: IO[bytes], *, now: dt.datetime, tell: Tell) -> Told:
    """Write a backup to a stream, in flat memory. `tell` hears of each table."""
    told = Told()
    with (
        _one_moment(), ThreadPoolExecutor(1, "packing") as packer,
        tarfile.open(fileobj=out, mode="w|", bufsize=_CHUNK_BYTES, format=tarfile.PAX_FORMAT) as tar,
    ):  # fmt: skip
        tar.copybufsize = _CHUNK_BYTES  # type: ignore[attr-defined]  # of pictures: ten times fewer pieces to hash and copy
        archive = _Archive(tar, now, packer)
        models = models_of(apps)
        archive.add("manifest.json", _json(_manifest(now, {model._meta.db_table: columns_of(model) for model in models})))
        for model in models:
            _add_table(archive, model, told, tell)
        for name in Image._base_manager.order_by("file").values_list("file", flat=True).distinct().iterator():
            _add_picture(archive, name, told)
        archive.add("contents.json", _json(archive.contents))
        told.bytes = archive.bytes
    return told


def _add_table(archive: "_Archive", model: type[Model], told: Told, tell: Tell) -> None:
    table, before = model._meta.db_table, told.rows
    for number, (count, part) in enumerate(parts_of(model), start=1):
        archive.add_packed(f"tables/{table}/{number:05}.jsonl.gz", part)
        told.rows += count
    archive.finish_part()
    tell(f"{table}: {told.rows - before} rows")


def _add_picture(archive: "_Archive", name: str, told: Told) -> None:
    try:
        with storages["originals"].open(name) as file:
            archive.add_file(f"originals/{name}", file, file.size)
    except FileNotFoundError:
        told.missing.append(name)
    else:
        told.pictures += 1


def _manifest(now: dt.datetime, tables: dict[str, list[str]]) -> dict[str, Any]:
    applied = sorted(MigrationRecorder(connection).applied_migrations())
    return {"format": FORMAT, "made_at": now.isoformat(), "migrations": applied, "tables": tables}


@contextmanager
def _one_moment() -> Iterator[None]:
    """Read everything as of one moment, and hold up no writer."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    with connection.cursor() as cursor:  # Django's own transactions would take the lock for writing
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


class _Archive:
    """A tar that remembers what went into it. One part is packed while the database writes the next."""

    def __init__(self, tar: tarfile.TarFile, now: dt.datetime, packer: ThreadPoolExecutor) -> None:
        self.tar = tar
        self.now = now
        self.packer = packer
        self.part: Future[tuple[str, bytes, int, str]] | None = None
        self.bytes = 0
        self.contents: dict[str, dict[str, Any]] = {}

    def add(self, name: str, content: bytes) -> None:
        self._note(name, len(content), hashlib.sha256(content).hexdigest())
        self._add(name, len(content), io.BytesIO(content))

    def add_packed(self, name: str, content: bytes) -> None:
        """Pack content; it is in the archive when the next is added, or after `finish_part`."""
        self.finish_part()
        self.part = self.packer.submit(_packed, name, content)

    def finish_part(self) -> None:
        if self.part:
            name, packed, size, sha256 = self.part.result()
            self.part = None
            self._note(name, size, sha256)
            self._add(name, len(packed), io.BytesIO(packed))

    def add_file(self, name: str, file: IO[bytes], size: int) -> None:
        hashing = _Hashing(file)
        self._add(name, size, hashing)
        self._note(name, size, hashing.sha256.hexdigest())

    def _note(self, name: str, size: int, sha256: str) -> None:
        self.contents[name] = {"bytes": size, "sha256": sha256}

    def _add(self, name: str, size: int, content: Any) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mtime, member.mode = size, int(self.now.timestamp()), 0o600
        self.tar.addfile(member, content)
        self.bytes += size


def _packed(name: str, content: bytes) -> tuple[str, bytes, int, str]:
    """Pack a part; its size and hash are those of the content, so that they do not depend on the packing."""
    return name, gzip.compress(content, compresslevel=1, mtime=0), len(content), hashlib.sha256(content).hexdigest()


class _Hashing:
    """A file that is hashed while it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.sha256 = hashlib.sha256()

    def read(self, size: int = _CHUNK_BYTES) -> bytes:
        some = self.file.read(size)
        self.sha256.update(some)
        return some


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode()
