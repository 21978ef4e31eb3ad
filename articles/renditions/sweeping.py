"""How renditions go that nothing names any more: the focal point moved, the picture was deleted, the key was changed.

A page that was made before may still name them. So a sweep first notes what it finds superseded, and a later one deletes what was noted
long enough ago. What is named again in between is struck off.
"""

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.files.storage import default_storage
from django.utils import timezone

from articles.models import Image
from articles.renditions.addresses import COLUMNS, Picture, asked_for, is_current, picture_of
from articles.renditions.files import PART, delete, put

FOLDER = "renditions"
NOTES = f"{FOLDER}/superseded.json"
_ROWS_A_QUERY = 500


@dataclass(frozen=True, slots=True)
class Swept:
    """`deleted`: names. `waiting`: how many more are superseded, not yet for long enough. `kept`: how many a picture's row names."""

    deleted: list[str]
    waiting: int
    kept: int


def sweep(*, older_than_days: int, now: dt.datetime, is_dry_run: bool = False) -> Swept:
    """Note superseded renditions and delete those that were noted this many days ago. Queries: one for 500 files.

    Pages at most `older_than_days` old find every file they name.
    """
    noted, noticed, kept = _read_notes(), {}, 0
    for name, is_named in _judged():
        kept += is_named
        if not is_named:
            noticed[name] = noted.get(name, now.isoformat())
    limit = now - dt.timedelta(days=older_than_days)
    deleted = sorted(name for name, moment in noticed.items() if dt.datetime.fromisoformat(moment) <= limit)
    waiting = {name: noticed[name] for name in sorted(noticed.keys() - set(deleted))}
    if not is_dry_run:
        delete(deleted)
        if waiting != noted:
            _write_notes(waiting)
    return Swept(deleted, len(waiting), kept)


def _write_notes(notes: dict[str, str]) -> None:
    """Write down since when which files are known to be superseded."""
    default_storage.delete(NOTES)  # first: not every storage overwrites
    if notes:
        put(NOTES, json.dumps(notes, indent=0).encode())


def _read_notes() -> dict[str, str]:
    if not default_storage.exists(NOTES):
        return {}
    with default_storage.open(NOTES) as file:
        notes: dict[str, str] = json.load(file)
    return notes


def _judged() -> Iterator[tuple[str, bool]]:
    """Return every file below the folder, and whether a page drawn now would name it."""
    names: list[str] = []
    for name in _walk(FOLDER):
        if name.endswith(PART):
            yield from _left_over(name)
            continue
        names.append(name)
        if len(names) == _ROWS_A_QUERY:
            yield from _named(names)
            names = []
    yield from _named(names)


def _left_over(name: str) -> Iterator[tuple[str, bool]]:
    """Judge a half-written file: one of the last day may still become whole."""
    if default_storage.get_modified_time(name) < timezone.now() - dt.timedelta(days=1):
        yield name, False


def _walk(folder: str) -> Iterator[str]:
    folders, files = default_storage.listdir(folder) if default_storage.exists(folder) else ([], [])
    yield from (f"{folder}/{name}" for name in sorted(files) if f"{folder}/{name}" != NOTES)
    for name in sorted(folders):
        yield from _walk(f"{folder}/{name}")


def _named(names: Iterable[str]) -> Iterator[tuple[str, bool]]:
    asked = {name: asked_for(name) for name in names}
    rows = Image.objects.filter(pk__in={one.pk for one in asked.values() if one}).order_by().values(*COLUMNS)
    pictures: dict[int, Picture] = {row["pk"]: picture_of(row) for row in rows}
    for name, one in asked.items():
        picture = pictures.get(one.pk) if one else None
        yield name, bool(one and picture and is_current(one, picture))
