"""How originals go whose picture was deleted, or whose upload broke off. One that a row of the library names is never touched."""

import datetime as dt
from collections.abc import Iterator

from django.core.files.storage import storages

from articles.models import Image
from articles.superseded import Notes, Swept, walk

NOTES = "superseded.json"
_ROWS_A_QUERY = 500
_UPLOADING = dt.timedelta(days=1)


def sweep_originals(*, older_than_days: int, now: dt.datetime, is_dry_run: bool = False) -> Swept:
    """Note originals that no picture names, and delete those that were noted this many days ago. One query, one more for 500 to delete.

    A file of the last day is left alone, because its row may still be on its way. Where the library is empty nothing goes: the
    files are then more likely another site's, or wait for their database. Takes about 100 bytes of memory a picture.
    """
    originals = storages["originals"]
    named = {hash(name) for name in Image.objects.order_by().values_list("file", flat=True).iterator()}  # two alike would keep a file
    kept, loose = 0, list[str]()
    for name in walk(originals, "") if named else ():
        if hash(name) in named:
            kept += 1
        elif name != NOTES and originals.get_modified_time(name) < now - _UPLOADING:
            loose.append(name)
    ripe, waiting = Notes(originals, NOTES).ripe(loose, older_than_days=older_than_days, now=now, is_dry_run=is_dry_run)
    deleted = list(_still_loose(ripe))
    for name in () if is_dry_run else deleted:
        originals.delete(name)
    return Swept(deleted, waiting, kept)


def _still_loose(names: list[str]) -> Iterator[str]:
    """Ask again: the walk may have taken long, and somebody may have brought rows back."""
    for first in range(0, len(names), _ROWS_A_QUERY):
        some = names[first : first + _ROWS_A_QUERY]
        named = set(Image.objects.filter(file__in=some).order_by().values_list("file", flat=True))
        yield from (name for name in some if name not in named)
