"""Restoring a backup into an empty place: all of it or, when anything is wrong with it, nothing of the database."""

import gzip
import hashlib
import json
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import RawIOBase
from pathlib import PurePosixPath
from typing import IO, Any

from django.apps.registry import Apps
from django.core.files.base import File
from django.core.files.storage import Storage, storages
from django.core.management.color import no_style
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.graph import MigrationGraph
from django.utils.translation import gettext as _

from articles import search
from newsroom.backup.tables import insert, is_empty, models_of
from newsroom.backup.writing import FORMAT, Tell, Told

_OURS = ("articles_", "comments_", "newsroom_user", "taggit_", "django_admin_log")
_FILLED_BY_MIGRATIONS = frozenset({"comments_commentsettings", "articles_changecounter", "articles_changekey"})
_MOST_BYTES_IN_MEMORY = 512 * 1024 * 1024


class DamagedArchive(Exception):
    """The archive is not what was written."""


class Unsuited(Exception):
    """The archive is whole, but this is no place for it."""


def restore(source: IO[bytes], *, tell: Tell) -> Told:
    """Read a backup from a stream into an empty database and an empty storage, then bring it up to this version.

    Raises `DamagedArchive` or `Unsuited` with a sentence: then the database is as it was, and pictures written are taken away again.
    """
    kept = _Pictures(storages["originals"])
    try:
        with _reported(), tarfile.open(fileobj=source, mode="r|") as tar:
            told = _restore(_Members(tar), kept, tell)
    except BaseException:
        kept.take_away()
        raise
    _migrate(None)
    search.index_all(tell=tell)  # no model, so in no archive
    return told


def _restore(members: "_Members", kept: "_Pictures", tell: Tell) -> Told:
    manifest = _read_manifest(members)
    apps = _prepare([(app, name) for app, name in manifest["migrations"]])
    models = {model._meta.db_table: model for model in models_of(apps)}
    if unknown := sorted(set(manifest["tables"]) - set(models)):
        raise Unsuited(_("The archive has tables this version does not know: %(names)s.") % {"names": ", ".join(unknown)})
    if kept.are_there():
        raise Unsuited(_("There are pictures in this place already. Restore into an empty one."))
    told = Told()
    with _constraints_checked_last(), transaction.atomic():
        _empty(apps)
        for name, content in members:
            _take(name, content, manifest, models, kept, told)
        members.compare()
        told.bytes = sum(members.sizes.values())
        _reset_sequences(apps)
        connection.check_constraints()
    tell(_("%(rows)d rows and %(pictures)d pictures.") % {"rows": told.rows, "pictures": told.pictures})
    return told


def _take(name: str, content: IO[bytes], manifest: dict[str, Any], models: dict[str, Any], kept: "_Pictures", told: Told) -> None:
    room, _slash, rest = name.partition("/")
    if room == "tables":
        table = rest.partition("/")[0]
        told.rows += insert(models[table], manifest["tables"][table], content.read())
    elif room == "originals":
        kept.save(rest, content)
        told.pictures += 1


def _read_manifest(members: "_Members") -> dict[str, Any]:
    name, content = next(iter(members), ("", None))
    if name != "manifest.json" or content is None:
        raise DamagedArchive(_("This is no backup of Newsroom."))
    manifest: dict[str, Any] = json.loads(content.read())
    if manifest["format"] != FORMAT:
        raise Unsuited(_("The archive was made by a newer version. Restore it with that one."))
    return manifest


def _prepare(wanted: list[tuple[str, str]]) -> Apps:
    """Give an empty database the tables the archive has; return the models of that time."""
    executor = MigrationExecutor(connection)
    known, applied = set(executor.loader.graph.nodes), set(executor.loader.applied_migrations)
    if newer := [f"{app}.{name}" for app, name in wanted if (app, name) not in known]:
        raise Unsuited(
            _("The archive was made by a newer version, which has %(names)s. Restore it with that one.") % {"names": ", ".join(newer[:3])}
        )
    if extra := applied - set(wanted):
        names = ", ".join(sorted(f"{app}.{name}" for app, name in extra)[:3])
        raise Unsuited(_("The database has been migrated further than the archive (%(names)s). Use an empty one.") % {"names": names})
    if applied == set(wanted):
        apps = executor.loader.project_state(executor.loader.graph.leaf_nodes()).apps
        own = [model for model in models_of(apps) if model._meta.db_table.startswith(_OURS)]
        if not is_empty(model for model in own if model._meta.db_table not in _FILLED_BY_MIGRATIONS):
            raise Unsuited(_("There is a site in this database already. Restore into an empty one."))
        return apps
    if applied:
        raise Unsuited(_("The database is half migrated. Use an empty one."))
    return _migrate(wanted)


def _migrate(wanted: list[tuple[str, str]] | None) -> Apps:
    """Migrate to exactly these migrations; None: to all there are."""
    executor = MigrationExecutor(connection)
    return executor.migrate(executor.loader.graph.leaf_nodes() if wanted is None else _last_of(wanted, executor.loader.graph)).apps


def _last_of(wanted: list[tuple[str, str]], graph: MigrationGraph) -> list[tuple[str, str]]:
    """Leave out what others of these follow on."""
    followed = {parent.key for name in wanted for parent in graph.node_map[name].parents}
    return [name for name in wanted if name not in followed]


def _empty(apps: Apps) -> None:
    """Delete what migrations put into an empty database: the archive has its own."""
    tables = [model._meta.db_table for model in models_of(apps)]
    with connection.cursor() as cursor:
        for statement in connection.ops.sql_flush(no_style(), tables, reset_sequences=False, allow_cascade=True):
            cursor.execute(statement)


def _reset_sequences(apps: Apps) -> None:
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models_of(apps)):
            cursor.execute(statement)


@contextmanager
def _constraints_checked_last() -> Iterator[None]:
    """Let rows name rows that come later. PostgreSQL checks ours at the commit anyway."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.disable_constraint_checking()
    try:
        yield
    finally:
        connection.enable_constraint_checking()


@contextmanager
def _reported() -> Iterator[None]:
    """Say in one sentence what a damaged archive makes every reader of it stumble over."""
    try:
        yield
    except (tarfile.TarError, zlib.error, gzip.BadGzipFile, EOFError, ValueError, KeyError, TypeError) as error:
        raise DamagedArchive(_("The archive is damaged: %(why)s.") % {"why": str(error) or type(error).__name__}) from error
    except DatabaseError as error:
        raise DamagedArchive(_("The archive's rows do not fit together: %(why)s.") % {"why": str(error).splitlines()[0]}) from error


class _Members:
    """The members of an archive one after the other, each measured while it is read."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self.tar = tar
        self.sizes: dict[str, int] = {}
        self.sums: dict[str, str] = {}
        self.contents: dict[str, dict[str, Any]] | None = None
        self._walk = self._members()

    def __iter__(self) -> Iterator[tuple[str, IO[bytes]]]:
        return self._walk

    def _members(self) -> Iterator[tuple[str, IO[bytes]]]:
        while (member := self.tar.next()) is not None:
            file = self.tar.extractfile(member)
            if file is None or not _is_inside(member.name):
                raise DamagedArchive(_("The archive is damaged: it holds “%(name)s”.") % {"name": member.name[:80]})
            if member.name == "contents.json":
                self.contents = json.loads(file.read())
                continue
            measured = _Measured(gzip.open(file) if member.name.endswith(".jsonl.gz") else file)  # noqa: SIM115
            yield member.name, measured  # type: ignore[misc]
            measured.read_to_end()
            self.sizes[member.name], self.sums[member.name] = measured.size, measured.sha256.hexdigest()

    def compare(self) -> None:
        """Raise `DamagedArchive` unless everything is there, whole, and nothing else."""
        if self.contents is None:
            raise DamagedArchive(_("The archive is damaged: its end is missing."))
        for name in sorted({*self.contents, *self.sums}):
            if self.contents.get(name) != {"bytes": self.sizes.get(name), "sha256": self.sums.get(name)}:
                raise DamagedArchive(_("The archive is damaged: “%(name)s” is not what was written.") % {"name": name})


class _Measured:
    def __init__(self, file: Any) -> None:
        self.file = file
        self.size = 0
        self.sha256 = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        some: bytes = self.file.read(size)
        self.size += len(some)
        self.sha256.update(some)
        return some

    def read_to_end(self) -> None:
        while self.read(1 << 20):
            pass


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts


class _Pictures:
    """The storage of originals, and what was put there."""

    def __init__(self, storage: Storage) -> None:
        self.storage = storage
        self.saved: list[str] = []

    def are_there(self) -> bool:
        """Say whether there is a file. Empty folders do not count: a restore that was refused leaves them."""
        try:
            return self._holds_a_file("")
        except FileNotFoundError:
            return False

    def _holds_a_file(self, folder: str) -> bool:
        folders, files = self.storage.listdir(folder)
        return bool(files) or any(self._holds_a_file(f"{folder}{name}/") for name in folders)

    def save(self, name: str, content: Any) -> None:
        once: Any = _Once(content)
        self.saved.append(name)  # before it is: half a picture is taken away too
        stored = self.storage.save(name, File(once, name=name))
        if stored != name:
            raise Unsuited(_("There are pictures in this place already. Restore into an empty one."))

    def take_away(self) -> None:
        for name in self.saved:
            self.storage.delete(name)


class _Once(RawIOBase):
    """What a storage needs of a file that can only be read once."""

    def __init__(self, content: Any) -> None:
        super().__init__()
        self.content = content

    def read(self, size: int = -1) -> bytes:
        some: bytes = self.content.read(size)
        return some
