"""Cards: what a list shows of a story."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from articles import figures
from articles.changes import depends_on
from articles.composed import Prepared
from articles.figures import Figure
from articles.languages import direction_of, language_of
from articles.models import Edition
from articles.names import Name, Names, author_ids, names_of
from articles.sections import Branch, Tree, tree

CROP = "3:2"
_LEAD = "lead_image__"
_COLUMNS = (
    "pk", "article_id", "headline", "kicker", "deck", "path", "kind", "language", "published_at", "updated_at", "section_id", "bylines",
    *figures.columns(_LEAD),
)  # fmt: skip

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Card:
    """A story in a list. Moments are aware; `language` is never empty, `direction` is `ltr` or `rtl`."""

    article_id: int
    edition_id: int
    headline: str
    kicker: str
    deck: str
    path: str
    kind: str
    language: str
    direction: str
    published_at: dt.datetime
    updated_at: dt.datetime | None
    section: Branch | None
    writers: tuple[Name, ...]
    picture: Figure | None

    @property
    def day(self) -> dt.date:
        """Return the day it was published on, in TIME_ZONE."""
        return timezone.localtime(self.published_at, timezone.get_default_timezone()).date()


def rows(editions: Iterable[int] = (), live_articles: Iterable[int] = (), *, at: dt.datetime) -> dict[int, Row]:
    """Fetch what cards show, never the body or its blocks, by article id: of these editions, and of these stories if they are live.

    One query, none for no ids.
    """
    wanted = (list(editions), list(live_articles))
    found = _ROWS.rows(*wanted, at) if any(wanted) else ()
    return {row[_ARTICLE]: dict(zip(_COLUMNS, row, strict=True)) for row in found}


def _rows(editions: Sequence[int], live_articles: Sequence[int], at: dt.datetime) -> Any:
    chosen, live = Edition.objects.filter(pk__in=editions), Edition.objects.live(at=at).filter(article_id__in=live_articles)
    found = chosen | live if editions and live_articles else chosen if editions else live
    return found.order_by().values_list(*_COLUMNS)


_ROWS = Prepared(_rows)
_ARTICLE = _COLUMNS.index("article_id")


def authors_on(found: Iterable[Row]) -> set[int]:
    return author_ids(*(row["bylines"] for row in found))


def cards_of(edition_ids: Sequence[int], *, at: dt.datetime) -> list[Card]:
    """Return the cards of these editions in their order. Two queries, none for no ids."""
    found = rows(edition_ids, at=at).values()
    drawn = {card.edition_id: card for card in draw(found, names_of(authors_on(found)), at=at)}
    return [drawn[pk] for pk in edition_ids if pk in drawn]


def draw(found: Iterable[Row], names: Names, *, at: dt.datetime, crop: str = CROP) -> list[Card]:
    """Make the cards of fetched rows; the page depends on their stories. No query."""
    branches = tree()
    return [_card(row, names, branches, at=at, crop=crop) for row in found]


def _card(row: Row, names: Names, branches: Tree, *, at: dt.datetime, crop: str) -> Card:
    depends_on(f"article:{row['article_id']}")
    plain = ("article_id", "headline", "kicker", "deck", "path", "kind", "published_at", "updated_at")
    return Card(
        **{name: row[name] for name in plain},
        edition_id=row["pk"],
        language=language_of(row["language"]),
        direction=direction_of(row["language"]),
        section=branches.by_id.get(row["section_id"]),
        writers=names.writers(row["bylines"]),
        picture=figures.figure_from(row, _LEAD, at=at, crop=crop),
    )
