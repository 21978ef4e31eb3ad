"""Pictures a page needs, fetched once and cut as each place on it wants them."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from articles.changes import depends_on
from articles.composed import Prepared
from articles.figures import Figure, columns, figure_from
from articles.models import Image

PORTRAIT = "1:1"
WIDE = "16:9"
TALL = "4:5"
SHARING = "40:21"


@dataclass(frozen=True, slots=True)
class Album:
    """Rows of pictures by id, drawn as of a moment."""

    rows: Mapping[int, Mapping[str, Any]]
    at: dt.datetime

    def figure(self, pk: int | None, crop: str = "") -> Figure | None:
        """Return a picture in a crop; None without one, or when the right to show it is over. No query."""
        row = self.rows.get(pk or 0)
        return figure_from(row, at=self.at, crop=crop) if row else None


def album_of(ids: Iterable[int | None], *, at: dt.datetime) -> Album:
    """Fetch these pictures; the page depends on them, also on those that are gone. One query, none for no ids."""
    wanted = {pk for pk in ids if pk}
    depends_on(*(f"image:{pk}" for pk in wanted))
    rows = (dict(zip(_COLUMNS, row, strict=True)) for row in (_ROWS.rows(list(wanted)) if wanted else ()))
    return Album({row["pk"]: row for row in rows}, at)


_COLUMNS = columns()
_ROWS = Prepared(lambda ids: Image.objects.order_by().values_list(*_COLUMNS).filter(pk__in=ids))
