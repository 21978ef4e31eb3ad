"""Trying a backup: restored into scratch by processes of their own, written again there, and compared."""

import json
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _


class Differs(Exception):
    """What came back is not what was kept, or it did not come back at all."""


def verify(archive: Path) -> int:
    """Restore an archive into a scratch SQLite database and folder and write it again; return how many members are equal.

    Raises `Differs` with what is not.
    """
    with tempfile.TemporaryDirectory(prefix="newsroom-verify-") as scratch:
        again = Path(scratch) / "again.tar"
        _run(Path(scratch), "restore", str(archive))
        _run(Path(scratch), "backup", str(again))
        kept, found = _contents(archive), _contents(again)
    kept.pop("manifest.json"), found.pop("manifest.json")  # they say when each was made
    for name in sorted({*kept, *found}):
        if kept.get(name) != found.get(name):
            raise Differs(_("“%(name)s” came back different.") % {"name": name})
    return len(kept)


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
