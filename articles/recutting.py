"""Cutting editions' bodies into blocks again, where a later version cuts differently. Markup may change, words never do."""

from collections.abc import Callable

from django.db import transaction

from articles import html
from articles.changes import raise_keys
from articles.models import Edition
from articles.models.rows import chunks

_AT_ONCE = 200
Tell = Callable[[str], None]


def recut(*, tell: Tell) -> int:
    """Cut every edition anew whose blocks are of an earlier version; return how many. Repeatable, and goes on where it was stopped."""
    old = Edition.objects.filter(blocks_version__lt=html.BLOCKS_VERSION).only("pk", "article_id", "body")
    done = 0
    for editions in chunks(old, at_once=_AT_ONCE):
        _recut_some(editions)
        done += len(editions)
        tell(f"{done} editions")
    return done


@transaction.atomic
def _recut_some(editions: list[Edition]) -> None:
    for edition in editions:
        edition.blocks, edition.blocks_version = html.cut(edition.body), html.BLOCKS_VERSION
    Edition.objects.bulk_update(editions, ["blocks", "blocks_version"])
    raise_keys({f"article:{edition.article_id}" for edition in editions})
