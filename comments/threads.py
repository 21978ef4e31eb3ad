"""Whether a story takes comments: the one place that decides, for pages, forms and imports alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles.changes import depends_on, raise_keys
from articles.look import Kept
from comments.models import CommentSettings, Thread

SETTINGS_KEY = "comments"
IMPORTED_MODES = ("open", "closed", "hidden")


@dataclass(frozen=True, slots=True)
class ThreadState:
    """What a story's page needs to know of its thread."""

    is_open: bool
    is_visible: bool


def comments_key(article_id: int) -> str:
    return f"comments:{article_id}"


def _load_default() -> bool:
    row = CommentSettings.objects.filter(pk=1).first()
    return row.open_by_default if row else True


_open_by_default: Kept[bool] = Kept(SETTINGS_KEY, _load_default)


def thread_state(article_id: int) -> ThreadState:
    """Say whether a story takes comments. One query; the page depends on the story's thread and on the site's default."""
    depends_on(comments_key(article_id), SETTINGS_KEY)
    mode = Thread.objects.filter(article_id=article_id).values_list("mode", flat=True).first() or Thread.Mode.DEFAULT
    return _state(mode)


def _state(mode: str) -> ThreadState:
    is_open = _open_by_default.get() if mode == Thread.Mode.DEFAULT else mode == Thread.Mode.OPEN
    return ThreadState(is_open=is_open, is_visible=mode != Thread.Mode.HIDDEN)


@transaction.atomic
def set_mode(article_id: int, mode: str) -> None:
    """Open, close or hide a story's comments at once."""
    Thread.objects.update_or_create(article_id=article_id, defaults={"mode": mode})
    raise_keys({comments_key(article_id)})


@transaction.atomic
def save_settings(row: CommentSettings) -> None:
    row.save()
    raise_keys({SETTINGS_KEY})


def check_imported(value: Any) -> str:
    """Return a thread's mode as the interchange format writes it; raise ValidationError for anything else."""
    if value not in IMPORTED_MODES:
        raise ValidationError(_("“comments” is “open”, “closed” or “hidden”."))
    return str(value)


def write_imported(modes: Mapping[int, str]) -> None:
    """Store the modes of imported stories, article id to mode. Two statements and one change."""
    there = dict(Thread.objects.filter(article_id__in=list(modes)).values_list("article_id", "mode"))
    changed = {article: mode for article, mode in modes.items() if there.get(article) != mode}
    rows = [Thread(article_id=article, mode=mode) for article, mode in changed.items()]
    Thread.objects.bulk_create(rows, update_conflicts=True, unique_fields=["article"], update_fields=["mode", "changed_at"])
    raise_keys({comments_key(article) for article in changed if article in there})


def read_for_export(article_ids: Sequence[int]) -> Mapping[int, str]:
    chosen = Thread.objects.filter(article_id__in=article_ids).exclude(mode=Thread.Mode.DEFAULT)
    return dict(chosen.values_list("article_id", "mode"))
