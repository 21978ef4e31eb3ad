"""Making what is missing of the whole library: after an import, a new size, a changed key."""

from collections.abc import Callable
from functools import partial
from typing import Any

import structlog
from django.core.files.storage import storages

from articles.models import Image
from articles.renditions.addresses import COLUMNS, SUFFIXES, picture_of
from articles.renditions.files import make, wanted_at_once, wanted_ever
from articles.renditions.pixels import UNREADABLE

log = structlog.get_logger(__name__)
_TOLD_EVERY = 25


def make_missing(*, is_complete: bool, tell: Callable[[str], Any]) -> tuple[int, int]:
    """Make missing renditions in every format, one decode a picture; return how many, and how many originals could not be read.

    `is_complete`: the widths for large screens too. `tell` hears of progress.
    """
    made = failed = 0
    library = Image.objects.exclude(checksum="").order_by("pk")
    total = library.count()
    for number, row in enumerate(library.values(*COLUMNS, "file").iterator(chunk_size=500), start=1):
        try:
            made += _make(row, is_complete=is_complete)
        except UNREADABLE as error:
            failed += 1
            log.error("original_unreadable", image=row["pk"], original=row["file"], reason=repr(error))  # noqa: TRY400
        if number % _TOLD_EVERY == 0:
            tell(f"{number} of {total} pictures, {made} renditions made …")
    return made, failed


def _make(row: dict[str, Any], *, is_complete: bool) -> int:
    picture = picture_of(row)
    wanted = wanted_ever(picture) if is_complete else wanted_at_once(picture, tuple(SUFFIXES))
    return len(make(picture, wanted, opener=partial(storages["originals"].open, row["file"])))
