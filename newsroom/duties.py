"""What has to be done again and again, none of it for a reader: without a worker the site serves all the same.

Each duty is a row that says when it was last begun. Whoever sets that moment does it, so any number of workers may run.
"""

import datetime as dt
import io
from collections.abc import Callable
from dataclasses import dataclass

import structlog
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import IntegrityError, transaction

from articles.originals import sweep_originals
from articles.renditions.sweeping import sweep
from newsroom.models import Duty

log = structlog.get_logger(__name__)
HEARTBEAT = "heartbeat"
_DAY = dt.timedelta(days=1)
_KEPT_DAYS = 14


@dataclass(frozen=True, slots=True)
class Task:
    """`do` gets the present moment and returns a sentence."""

    name: str
    every: dt.timedelta
    do: Callable[[dt.datetime], str]


def _beat(now: dt.datetime) -> str:
    return ""


def _sweep_pictures(now: dt.datetime) -> str:
    renditions = sweep(older_than_days=_KEPT_DAYS, now=now)
    originals = sweep_originals(older_than_days=_KEPT_DAYS, now=now)
    return f"{len(renditions.deleted)} renditions and {len(originals.deleted)} originals deleted"


def _clear_sessions(now: dt.datetime) -> str:
    SessionStore.clear_expired()
    return "sessions that had ended are deleted"


def _run(*words: str) -> Callable[[dt.datetime], str]:
    """Return a duty that is a command of manage.py; what it says is told."""

    def do(now: dt.datetime) -> str:
        out = io.StringIO()
        call_command(*words, stdout=out)
        return out.getvalue().strip()

    return do


TASKS = (
    Task(HEARTBEAT, dt.timedelta(seconds=20), _beat),
    Task("tend_comments", dt.timedelta(minutes=5), _run("tend_comments")),
    Task("tell_moderators", _DAY, _run("tend_comments", "--digest")),
    Task("sweep_pictures", _DAY, _sweep_pictures),
    Task("clear_sessions", _DAY, _clear_sessions),
)


def do_what_is_due(*, now: dt.datetime, tasks: tuple[Task, ...] = TASKS) -> list[str]:
    """Do every task whose time has come and that nobody else has begun; return their names. One that fails is logged, and due next time."""
    return [task.name for task in tasks if _take(task, now) and _do(task, now)]


def _take(task: Task, now: dt.datetime) -> bool:
    """Say whether this process is the one to do it: one statement decides."""
    if Duty.objects.filter(name=task.name, begun_at__lte=now - task.every).update(begun_at=now):
        return True
    if Duty.objects.filter(name=task.name).exists():
        return False
    try:
        with transaction.atomic():
            Duty.objects.create(name=task.name, begun_at=now)
    except IntegrityError:
        return False
    return True


def _do(task: Task, now: dt.datetime) -> bool:
    try:
        said = task.do(now)
    except Exception as error:  # whatever one of them stumbles over, the others are done
        log.exception("duty_failed", duty=task.name)
        Duty.objects.filter(name=task.name).update(said=f"failed: {type(error).__name__}")
        return False
    Duty.objects.filter(name=task.name).update(done_at=now, said=said[:300])
    if said:
        log.info("duty_done", duty=task.name, said=said)
    return True


def last_done(name: str) -> dt.datetime | None:
    """Return when it was last done to its end; None where no worker has ever run."""
    return Duty.objects.filter(name=name).values_list("done_at", flat=True).first()
