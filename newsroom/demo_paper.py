"""The demo: an invented paper in the interchange format, moved in time so that it is today's, and the accounts to try it with."""

import datetime as dt
import io
import json
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group

from articles.interchange import Importer, Report
from articles.models import Article
from comments.interchange import CommentImporter
from newsroom.models import User

FOLDER = Path(__file__).parent / "demo"
COMMENTS = FOLDER / "comments.jsonl"
REFERENCE = dt.datetime(2026, 3, 13, 12, tzinfo=dt.UTC)
"""The moment at which the demo's file was written; it becomes now."""

_MOMENTS = {"created_at", "published_at", "updated_at", "live_from", "live_until", "planned_at", "deadline"}
_ACCOUNTS = {"chief": "Chief editor", "editor": "Editor", "reporter": "Reporter", "moderator": "Moderator"}


@dataclass(frozen=True, slots=True)
class DemoAccount:
    name: str
    group: str
    password: str


def is_loaded() -> bool:
    return Article.objects.filter(import_ref__in=_story_refs()).exists()


def has_other_stories() -> bool:
    return Article.objects.exclude(import_ref__in=_story_refs()).exists()


def load_paper(*, now: dt.datetime, tell: Callable[[str], None]) -> Report:
    """Import the demo as if its reference moment were now. Repeatable, but for moments that have moved on."""
    written = "".join(f"{json.dumps(_moved(line, _shift(now)))}\n" for line in _lines())
    return Importer(images=FOLDER / "images", tell=tell, progress=tell).run(io.BytesIO(written.encode()))


def load_comments(*, now: dt.datetime, tell: Callable[[str], None]) -> int:
    """Import what the demo's readers say, under closed stories too; return how many are new. Repeatable."""
    written = "".join(f"{json.dumps(_moved(line, _shift(now)))}\n" for line in _lines_of(COMMENTS))
    importer = CommentImporter("newsroom", tell=tell, progress=tell, into_closed=True)
    return importer.run(io.BytesIO(written.encode()))["new"]


def make_accounts() -> list[DemoAccount]:
    """Make the accounts that are missing, each with a password of its own, and return all: those that were there get a new one."""
    accounts = []
    for name, group in _ACCOUNTS.items():
        user, _made = User.objects.get_or_create(username=name, defaults={"is_staff": True})
        password = secrets.token_urlsafe(9)
        user.set_password(password)
        user.is_staff = True
        user.save()
        user.groups.set([Group.objects.get(name=group)])
        accounts.append(DemoAccount(name, group, password))
    return accounts


def _shift(now: dt.datetime) -> dt.timedelta:
    return now.replace(second=0, microsecond=0) - REFERENCE


def _lines() -> Iterator[dict[str, Any]]:
    for part in sorted((FOLDER / "paper").glob("*.jsonl")):
        yield from _lines_of(part)


def _lines_of(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def _story_refs() -> list[str]:
    return [line["import_ref"] for line in _lines() if line.get("type", "story") == "story"]


def _moved(told: Any, shift: dt.timedelta) -> Any:
    """Move every moment of a line."""
    if isinstance(told, list):
        return [_moved(one, shift) for one in told]
    if not isinstance(told, dict):
        return told
    return {
        name: (dt.datetime.fromisoformat(value) + shift).isoformat() if name in _MOMENTS else _moved(value, shift)
        for name, value in told.items()
    }
