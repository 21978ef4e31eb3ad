"""The history of a record: what somebody changed, in the words of its fields; of a story also what was published with it."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.models import DELETION, LogEntry
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Edition

_PER_PAGE, _MOST_EDITIONS = 50, 500
_AT_ONCE = dt.timedelta(minutes=1)
"""So soon after it placed an edition, a verb's button has written its line."""
_CLOCKS = dt.timedelta(seconds=5)
"""So far the database's clock, which says when an edition was placed, may be before the server's, which dates the line."""


class SaysWhatChanged:
    """Mix in before a ModelAdmin: a save that changed nothing is no line of the history."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return super().log_change(request, obj, message) if message else None  # type: ignore[misc]


class StoryHistory(SaysWhatChanged):
    """Mix in before a ModelAdmin of Article: the newest first, and what was published leads to its edition."""

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        response: HttpResponse = super().history_view(request, object_id, extra_context)  # type: ignore[misc]
        if isinstance(response, TemplateResponse) and response.context_data is not None:
            context = response.context_data
            article, entries = context["object"], context["action_list"].paginator.object_list
            page = Paginator(entries.order_by("-action_time", "-pk"), _PER_PAGE).get_page(request.GET.get("p", "1"))
            editions = Edition.objects.filter(article=article).light().order_by("-live_from")[:_MOST_EDITIONS]
            back = reverse("admin:articles_article_change", args=[article.pk])
            context |= {"page": page, "lines": lines(page, list(editions)), "article": article, "back": back, "title": _("History")}
        return response


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a story's history, the edition it published, and the one that readers were shown before that."""

    entry: LogEntry
    words: str
    edition: Edition | None = None
    before: Edition | None = None


def lines(entries: Iterable[LogEntry], editions: Sequence[Edition]) -> list[Line]:
    """Return entries with what they published. `editions`: the story's, the newest first. No query."""
    told = list(entries)
    published = {entry.pk: at for at, edition in enumerate(editions) if (entry := _line_of(edition, told))}
    found = []
    for entry in told:
        at = published.get(entry.pk)
        beside = (None, None) if at is None else (editions[at], editions[at + 1] if at + 1 < len(editions) else None)
        found.append(Line(entry, _words(entry), *beside))
    return found


def _words(entry: LogEntry) -> str:
    return _("Deleted.") if entry.action_flag == DELETION else str(entry.get_change_message())


def _line_of(edition: Edition, entries: Sequence[LogEntry]) -> LogEntry | None:
    """Return the verb's line that was written when an edition was placed: the nearest in words by the same person."""
    first, last = edition.placed_at - _CLOCKS, edition.placed_at + _AT_ONCE
    theirs = (one for one in entries if one.user_id == edition.published_by_id and not one.change_message.startswith("["))
    near = [one for one in theirs if one.change_message and first <= one.action_time <= last]
    return min(near, key=lambda one: abs(one.action_time - edition.placed_at), default=None)
