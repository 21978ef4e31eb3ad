"""What the desk is told of comments: how many wait, figures, a digest by mail."""

import datetime as dt
import statistics as numbers
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count, Min
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from articles.look import look
from articles.site import site
from comments import mails, queue
from comments.models import Act, Comment, Report, Thread
from comments.rights import may_moderate_something
from comments.rules import site_rules

DAYS = 30
_DECISIONS = {"approve": "approved", "feature": "approved", "reject": "rejected", "spam": "spam"}
_MOST_TIMED = 5_000


@dataclass(frozen=True, slots=True)
class Day:
    day: dt.date
    written: int = 0
    approved: int = 0
    rejected: int = 0
    spam: int = 0


@dataclass(frozen=True, slots=True)
class Statistics:
    """Figures of the last thirty days, newest first. `median_s`: half of the decisions took less; None where nothing was decided."""

    days: tuple[Day, ...]
    median_s: float | None
    slow_s: float | None
    waiting: int
    oldest_at: dt.datetime | None


def waiting_count(user: Any = None) -> int:
    """Return how many comments somebody should look at; with a user, of those they moderate, 0 for whoever does not. One query."""
    if user is not None and not may_moderate_something(user):
        return 0
    return (Comment.objects.queued() if user is None else queue.of(user)).count()


def figures_of(thread: Thread) -> dict[str, int]:
    """Return what the writing surface says of a story's comments: live and waiting. One query, which counts only what waits."""
    waiting = Comment.objects.queued().filter(article_id=thread.article_id, state=Comment.State.WAITING) if thread.article_id else None
    return {"live": thread.live_count, "waiting": waiting.count() if waiting is not None else 0}


def statistics(*, at: dt.datetime) -> Statistics:
    """Count the last thirty days. Four queries."""
    since, zone = at - dt.timedelta(days=DAYS), timezone.get_default_timezone()
    days: dict[dt.date, dict[str, int]] = {}
    acts = Act.objects.filter(at__gt=since, verb__in=["post", *_DECISIONS]).annotate(day=TruncDate("at", tzinfo=zone))
    for day, verb, count in acts.values_list("day", "verb").annotate(count=Count("pk")).order_by():
        name = _DECISIONS.get(verb, "written")
        days.setdefault(day, {}).setdefault(name, 0)
        days[day][name] += count
    timed = Act.objects.filter(at__gt=since, waited_s__isnull=False).order_by("-pk").values_list("waited_s", flat=True)[:_MOST_TIMED]
    waits = sorted(wait for wait in timed if wait is not None)
    oldest = Comment.objects.queued().aggregate(oldest=Min("queued_at"))["oldest"]
    return Statistics(
        days=tuple(Day(day, **counts) for day, counts in sorted(days.items(), reverse=True)),
        median_s=numbers.median(waits) if waits else None,
        slow_s=waits[int(len(waits) * 0.95)] if waits else None,
        waiting=waiting_count(),
        oldest_at=oldest,
    )


def send_digest(*, at: dt.datetime | None = None) -> int:
    """Write what waits to whom the settings name; return how many mails. Nothing is sent where nothing waits."""
    now = at or look.now()
    waiting = waiting_count()
    addresses = site_rules().digest_to.split()
    if not waiting or not addresses:
        return 0
    told = {
        "waiting": waiting,
        "oldest": Comment.objects.queued().aggregate(oldest=Min("queued_at"))["oldest"],
        "reports": Report.objects.filter(outcome="").count(),
        "illegal": Report.objects.filter(outcome="", kind=Report.Kind.ILLEGAL).count(),
        "link": f"{settings.SITE_URL}{reverse('admin:comments_queue')}",
    }
    subject = ngettext("%(count)d comment waits in %(paper)s", "%(count)d comments wait in %(paper)s", waiting)
    for address in addresses:
        mails.owe(address, subject % {"count": waiting, "paper": site().name}, "digest", at=now, **told)
    return len(addresses)
