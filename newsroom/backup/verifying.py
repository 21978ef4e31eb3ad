"""Trying a backup: restored into scratch by processes of their own, written again there, and compared."""

import gzip
import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

_ZEROS = re.compile(r"^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+?)0+(\+00:00)$")


class Differs(Exception):
    """What came back is not what was kept, or it did not come back at all."""


def verify(archive: Path) -> int:
    """Restore an archive into a scratch SQLite database and folder and write it again; return how many members are equal.

    Equal by SHA-256 or, of a table's part that was written otherwise, value by value.

    Raises `Differs` with what is not.
    """
    with tempfile.TemporaryDirectory(prefix="newsroom-verify-") as scratch:
        again = Path(scratch) / "again.tar"
        _run(Path(scratch), "restore", str(archive))
        _run(Path(scratch), "backup", str(again))
        kept, found = _contents(archive), _contents(again)
        kept.pop("manifest.json"), found.pop("manifest.json")  # they say when each was made
        different = {name for name in {*kept, *found} if kept.get(name) != found.get(name)}
        if different := different - _only_written_otherwise(archive, again, different):
            raise Differs(_("“%(name)s” came back different.") % {"name": min(different)})
    return len(kept)


def _only_written_otherwise(archive: Path, again: Path, names: set[str]) -> set[str]:
    """Return the tables' parts whose rows are equal value by value: 1 is 1.0, and older versions wrote other spaces and zeros."""
    with tarfile.open(archive, mode="r:") as kept, tarfile.open(again, mode="r:") as found:
        held = {*kept.getnames()} & {*found.getnames()} & names
        return {name for name in held if name.endswith(".jsonl.gz") and _rows(kept, name) == _rows(found, name)}


def _rows(tar: tarfile.TarFile, name: str) -> list[list[Any]]:
    file = tar.extractfile(name)
    assert file is not None
    with gzip.open(file) as lines:
        return [[_plain(value) for value in json.loads(line)] for line in lines]


def _plain(value: Any) -> Any:
    """Write a moment without zeros at its end."""
    return _ZEROS.sub(r"\1\2", value) if isinstance(value, str) else value


def _run(scratch: Path, *words: str) -> None:
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "STATE_DIR": str(scratch / "state"),
        "DATABASE_URL": f"sqlite:///{scratch / 'scratch.sqlite3'}",
        "SECRET_KEY": settings.SECRET_KEY,
        "LOG_LEVEL": "ERROR",
    }
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - our own commands
    if done.returncode:
        raise Differs(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else _("It could not be restored."))


def _contents(archive: Path) -> dict[str, Any]:
    """Return what an archive says it holds. It was read to its end before, so it says so."""
    with tarfile.open(archive, mode="r:") as tar:
        file = tar.extractfile("contents.json")
        assert file is not None
        contents: dict[str, Any] = json.load(file)
    return contents
