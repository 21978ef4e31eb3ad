"""What nothing names any more goes some days after that was noticed: a page made before may still name it, a backup bring its row back.

A sweep notes what it finds, in a file beside what it sweeps; a later one deletes what was noted long enough ago. What is named again in
between is struck off, and where the notes are lost all waiting begins anew.
"""

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from articles.renditions.files import put


@dataclass(frozen=True, slots=True)
class Swept:
    """`deleted`: names. `waiting`: how many more are superseded, not yet for long enough. `kept`: how many are in use."""

    deleted: list[str]
    waiting: int
    kept: int


@dataclass(frozen=True, slots=True)
class Notes:
    """Names of files with the moment each was noticed at. A dry run writes nothing down."""

    storage: Any
    name: str

    def ripe(self, names: Iterable[str], *, older_than_days: int, now: dt.datetime, is_dry_run: bool) -> tuple[list[str], int]:
        """Note these names and forget all others; return those that were noted this many days ago, and how many wait."""
        noted, limit = self._read(), now - dt.timedelta(days=older_than_days)
        noticed = {name: noted.get(name, now.isoformat()) for name in sorted(names)}
        ripe = [name for name, moment in noticed.items() if dt.datetime.fromisoformat(moment) <= limit]
        if not is_dry_run and noticed != noted:
            self._write(noticed)  # with what is about to go: after a crash it goes the next time
        return ripe, len(noticed) - len(ripe)

    def _read(self) -> dict[str, str]:
        if not self.storage.exists(self.name):
            return {}
        with self.storage.open(self.name) as file:
            notes: dict[str, str] = json.load(file)
        return notes

    def _write(self, notes: dict[str, str]) -> None:
        self.storage.delete(self.name)  # first: not every storage overwrites
        if notes:
            put(self.name, json.dumps(notes, indent=0).encode(), storage=self.storage)


def walk(storage: Any, folder: str) -> Iterator[str]:
    """Yield every file below a folder, in the order of names."""
    folders, files = storage.listdir(folder) if storage.exists(folder) else ([], [])
    inside = f"{folder}/" if folder else ""
    yield from (f"{inside}{name}" for name in sorted(files))
    for name in sorted(folders):
        yield from walk(storage, f"{inside}{name}")
