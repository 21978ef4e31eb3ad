"""How renditions go that nothing names any more (the focal point moved, the picture was deleted, the key was changed), some days after
that was noticed (`articles.superseded`), and those of pictures that may not be shown any more, at once.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from enum import Enum

from django.core.files.storage import default_storage
from django.utils import timezone

from articles import rights
from articles.models import Image
from articles.renditions.addresses import COLUMNS, asked_for, is_current, picture_of
from articles.renditions.files import PART, delete
from articles.superseded import Notes, Swept, walk

FOLDER = "renditions"
NOTES = f"{FOLDER}/superseded.json"
_ROWS_A_QUERY = 500


class _Standing(Enum):
    NAMED, SUPERSEDED, OVER = range(3)


def sweep(*, older_than_days: int, now: dt.datetime, is_dry_run: bool = False) -> Swept:
    """Note superseded renditions and delete those that were noted this many days ago. Queries: one for 500 files.

    Pages at most `older_than_days` old find every file they name, but for pictures whose rights are over: a proxy that serves the folder
    itself knows nothing of those.
    """
    by_standing: dict[_Standing, list[str]] = {standing: [] for standing in _Standing}
    kept = 0
    for name, standing in _judged(now):
        if standing is _Standing.NAMED:
            kept += 1
        else:
            by_standing[standing].append(name)
    superseded = by_standing[_Standing.SUPERSEDED]
    ripe, waiting = Notes(default_storage, NOTES).ripe(superseded, older_than_days=older_than_days, now=now, is_dry_run=is_dry_run)
    deleted = sorted([*ripe, *by_standing[_Standing.OVER]])
    if not is_dry_run:
        delete(deleted)
    return Swept(deleted, waiting, kept)


def _judged(now: dt.datetime) -> Iterator[tuple[str, _Standing]]:
    """Return every file below the folder, and how it stands with the pages that are drawn now."""
    names: list[str] = []
    for name in walk(default_storage, FOLDER):
        if name == NOTES:
            continue
        if name.endswith(PART):
            yield from _left_over(name)
            continue
        names.append(name)
        if len(names) == _ROWS_A_QUERY:
            yield from _standings(names, now)
            names = []
    yield from _standings(names, now)


def _left_over(name: str) -> Iterator[tuple[str, _Standing]]:
    """Judge a half-written file: one of the last day may still become whole."""
    if default_storage.get_modified_time(name) < timezone.now() - dt.timedelta(days=1):
        yield name, _Standing.SUPERSEDED


def _standings(names: Iterable[str], now: dt.datetime) -> Iterator[tuple[str, _Standing]]:
    asked = {name: asked_for(name) for name in names}
    found = Image.objects.filter(pk__in={one.pk for one in asked.values() if one}).order_by()
    rows = {row["pk"]: row for row in found.values(*COLUMNS, "rights_expire_on")}
    for name, one in asked.items():
        row = rows.get(one.pk) if one else None
        if one is None or row is None:
            yield name, _Standing.SUPERSEDED
        elif rights.are_over(row["rights_expire_on"], at=now):
            yield name, _Standing.OVER
        else:
            yield name, _Standing.NAMED if is_current(one, picture_of(row)) else _Standing.SUPERSEDED
