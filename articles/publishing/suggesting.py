"""Choosing again what readers might also like: for stories that were published before there was much to choose from."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from django.db import transaction

from articles import suggestions
from articles.changes import raise_keys
from articles.models import Edition, Listing

_AT_ONCE = 200
Tell = Callable[[str], None]


def choose_again(article_ids: Iterable[int], *, at: dt.datetime, tell: Tell) -> int:
    """Choose the suggestions of these stories' live editions again; return how many changed. Repeatable; a few queries for every 200."""
    changed = looked_at = 0
    waiting = iter(article_ids)
    while some := list(islice(waiting, _AT_ONCE)):
        changed, looked_at = changed + _choose_some(some, at=at), looked_at + len(some)
        tell(f"{looked_at} stories looked at")
    return changed


def live_articles(*, at: dt.datetime) -> Iterator[int]:
    """Yield the ids of all stories that are live, in flat memory."""
    return Edition.objects.live(at=at).order_by("article_id").values_list("article_id", flat=True).iterator(chunk_size=2000)


@transaction.atomic
def _choose_some(article_ids: Iterable[int], *, at: dt.datetime) -> int:
    editions = list(Edition.objects.live(at=at).filter(article_id__in=article_ids).only("pk", "article_id", "related", "suggestions"))
    keys: dict[int, list[str]] = {edition.pk: [] for edition in editions}
    for pk, key in Listing.objects.filter(edition_id__in=keys).order_by("edition_id", "key").values_list("edition_id", "key"):
        keys[pk].append(key)
    newest = suggestions.newest_in((key for some in keys.values() for key in some), at=at)
    changed = []
    for edition in editions:
        chosen = suggestions.choose(newest, keys[edition.pk], besides=[edition.article_id, *edition.related])
        if chosen != edition.suggestions:
            edition.suggestions = chosen
            changed.append(edition)
    Edition.objects.bulk_update(changed, ["suggestions"])
    raise_keys({f"article:{edition.article_id}" for edition in changed})
    return len(changed)
