"""Who answers a public path, and what readers find where a story was."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import FilteredRelation, Q

from articles.changes import depends_on
from articles.models import Edition, Path
from articles.models.paths import OWNERS

_UNREAD = {"body", "content_hash", "blocks_version", "published_by_id", "placed_at", "notice", "ending", "until_before"}
_OF_EDITION = tuple(field.attname for field in Edition._meta.concrete_fields if field.attname not in _UNREAD)

_OF_PATH = ("path", *(f"{owner}_id" for owner in OWNERS))
_COLUMNS = (*_OF_PATH, *(f"live__{name}" for name in _OF_EDITION))


@dataclass(frozen=True, slots=True)
class Answer:
    """The owner of a path that was asked for: one of OWNERS, and its id. `edition`: what readers see of it if it is a live story."""

    owner: str
    owner_id: int
    edition: Edition | None


@dataclass(frozen=True, slots=True)
class Ended:
    """A story readers have seen and see no longer. `notice` is empty where nobody wrote one."""

    article_id: int
    was_withdrawn: bool
    notice: str
    language: str


def answers(asked: Sequence[str], *, at: dt.datetime) -> list[Answer]:
    """Return who answers these paths (`articles.paths.asked_for`), in their order, with a live story's edition. One query."""
    live = Q(article__editions__live_until=None) | Q(article__editions__live_until__gt=at)
    found = (
        Path.objects.filter(path__in=asked)
        .answering(at=at)
        .annotate(live=FilteredRelation("article__editions", condition=live & Q(article__editions__live_from__lte=at)))
        .order_by()
        .values_list(*_COLUMNS)
    )
    by_path = {row[0]: row[1:] for row in found}
    return [_answer(by_path[path]) for path in asked if path in by_path]


def _answer(row: tuple[Any, ...]) -> Answer:
    owners, of_edition = row[: len(OWNERS)], row[len(OWNERS) :]
    owner, owner_id = next((owner, pk) for owner, pk in zip(OWNERS, owners, strict=True) if pk is not None)
    is_live = of_edition[_OF_EDITION.index("id")] is not None
    return Answer(owner, owner_id, Edition.from_db(None, _OF_EDITION, of_edition) if is_live else None)


def ended(article_id: int, *, at: dt.datetime) -> Ended | None:
    """Return what stands in the place of a story that is not live, None if readers never saw it. Its own words stay away. One query."""
    seen = Edition.objects.filter(article_id=article_id).seen(at=at).order_by("-live_from")
    last = seen.values("ending", "notice", "language").first()
    if last is None:
        return None
    depends_on(f"article:{article_id}")
    return Ended(article_id, last["ending"] == Edition.Ending.WITHDRAWN, last["notice"], last["language"])
