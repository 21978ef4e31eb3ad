"""Filters of the list of stories: menus of links, and views as tabs."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.admin import SimpleListFilter
from django.contrib.auth import get_user_model
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.lookups import Exact
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.look import look
from articles.models import Article, Edition
from articles.models.articles import DIFFERS
from articles.people import called
from articles.publication import WORDS, PublicationState
from articles.row_numbers import row_number
from articles.sections import tree

if TYPE_CHECKING:
    Stories = QuerySet[Article]
else:
    Stories = QuerySet


MOST_COUNTED = 10_000
"""How far the list counts."""
_MOST_NAMED = 200


class MenuFilter(SimpleListFilter):
    """A filter drawn as a menu of links. `chosen`: the word of what is chosen, "" for nothing."""

    template = "desk/filter.html"

    @property
    def chosen(self) -> str:
        words = {str(value): str(words) for value, words in self.lookup_choices}
        return words.get(self.value() or "", "").strip()


class ViewFilter(SimpleListFilter):
    """The views that come with the desk, as tabs. Twins: the cards of the first page, whose “Show all” lead here."""

    title = _("view")
    parameter_name = "view"
    _WORDS: ClassVar[list[tuple[str, Promise]]] = [
        ("mine", _("Mine")), ("review", _("Awaiting review")), ("scheduled", _("Scheduled")), ("live", _("Live")),
        ("changed", _("Changed")), ("withdrawn", _("Withdrawn")), ("due", _("Due today")),
    ]  # fmt: skip

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(self._WORDS)

    def queryset(self, request: HttpRequest, queryset: Stories) -> Stories:
        shown = _Shown(look.now())
        conditions = {
            "mine": Q(assignee=request.user.pk),
            "review": Q(stage=Article.Stage.REVIEW),
            "scheduled": shown.waiting,
            "live": shown.live,
            "changed": shown.changed,
            "withdrawn": shown.withdrawn,
            "due": Q(deadline__lte=end_of_today(), live_hash=""),
        }
        view = self.value()
        return queryset.filter(conditions[view]) if view in conditions else queryset


def end_of_today() -> dt.datetime:
    return timezone.localtime(look.now()).replace(hour=23, minute=59, second=59, microsecond=999_999)


class StageFilter(MenuFilter):
    title = _("stage")
    parameter_name = "stage"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(Article.Stage.choices)

    def queryset(self, request: HttpRequest, queryset: Stories) -> Stories:
        return queryset.filter(stage=self.value()) if self.value() in Article.Stage else queryset


class SectionFilter(MenuFilter):
    title = _("section")
    parameter_name = "section"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        branches = [branch for root in tree().roots for branch in root.subtree()]
        return [(str(branch.id), "\u2003" * (len(branch.ancestors()) - 1) + branch.name) for branch in branches]

    def queryset(self, request: HttpRequest, queryset: Stories) -> Stories:
        """Keep a section's stories and those of the sections below it."""
        branch = tree().by_id.get(row_number(self.value()) or 0)
        return queryset if branch is None else queryset.filter(section_id__in=[below.id for below in branch.subtree()])


class PublicationFilter(MenuFilter):
    title = _("publication")
    parameter_name = "publication"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(state.value, WORDS[state]) for state in PublicationState]

    def queryset(self, request: HttpRequest, queryset: Stories) -> Stories:
        if self.value() not in set(PublicationState):
            return queryset
        return queryset.filter(_Shown(look.now()).in_state(PublicationState(self.value() or "")))


@dataclass(frozen=True, slots=True)
class _Shown:
    """What readers are shown at a moment, as conditions. Each asks whether there is such an edition, so that few are found by an index.

    The twin, in the database's words, of `Publication.of`.
    """

    at: dt.datetime

    @property
    def live(self) -> Q:
        return Q(Exists(_EDITIONS.live(at=self.at)))

    @property
    def waiting(self) -> Q:
        return Q(Exists(_EDITIONS.scheduled().filter(live_from__gt=self.at)))

    @property
    def changed(self) -> Q:
        """Keep what is live with changes, the newest thousands: PostgreSQL takes most stories for changed, and would read them all."""
        newest = Article.objects.filter(DIFFERS).order_by("-changed_at", "-pk").values("pk")[: MOST_COUNTED + 1]
        return self.live & Q(pk__in=newest)

    @property
    def withdrawn(self) -> Q:
        return self._over(Edition.Ending.WITHDRAWN)

    @property
    def expired(self) -> Q:
        return self._over(Edition.Ending.PLANNED)

    def _over(self, ending: str) -> Q:
        """Keep what ended so, and was not shown since. Where the last edition is over, no other follows it: it ended in one of two ways."""
        ended = _EDITIONS.filter(live_until__lte=self.at)
        last = Subquery(ended.order_by("-live_until").values("ending")[:1])
        return Q(Exists(ended.filter(ending=ending)), Exact(last, ending)) & ~self.live & ~self.waiting

    def in_state(self, state: PublicationState) -> Q:
        as_shown = Q(content_hash=F("live_hash"))
        conditions = {
            PublicationState.UNPUBLISHED: Q(live_hash=""),
            PublicationState.SCHEDULED: self.waiting & ~self.live & as_shown,
            PublicationState.SCHEDULED_EARLIER: self.waiting & ~self.live & DIFFERS,
            PublicationState.LIVE: self.live & ~self.waiting & as_shown,
            PublicationState.CHANGED: self.changed & ~self.waiting,
            PublicationState.UPDATING: self.live & self.waiting & as_shown,
            PublicationState.UPDATING_EARLIER: self.live & self.waiting & DIFFERS,
            PublicationState.WITHDRAWN: self.withdrawn,
            PublicationState.EXPIRED: self.expired,
        }
        return conditions[state]


_EDITIONS = Edition.objects.filter(article=OuterRef("pk"))


class ChangedFilter(MenuFilter):
    """When somebody last saved it; days are those of whoever asks."""

    title = _("changed")
    parameter_name = "changed"
    _DAYS: ClassVar[dict[str, int]] = {"today": 0, "week": 7, "month": 30, "year": 365}

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("today", _("Today")), ("week", _("Last 7 days")), ("month", _("Last 30 days")), ("year", _("Last 12 months"))]

    def queryset(self, request: HttpRequest, queryset: Stories) -> Stories:
        days = self._DAYS.get(self.value() or "")
        if days is None:
            return queryset
        today = timezone.localtime(look.now()).replace(hour=0, minute=0, second=0, microsecond=0)
        return queryset.filter(changed_at__gte=today - dt.timedelta(days=days))


class AssigneeFilter(MenuFilter):
    title = _("who has it")
    parameter_name = "assignee"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        people = get_user_model().objects.filter(is_staff=True, is_active=True).order_by("username")[:_MOST_NAMED]
        return [("me", _("Me")), ("nobody", _("Nobody")), *((str(one.pk), called(one)) for one in people)]

    def queryset(self, request: HttpRequest, queryset: Stories) -> Stories:
        if self.value() == "nobody":
            return queryset.filter(assignee=None)
        wanted = request.user.pk if self.value() == "me" else row_number(self.value())
        return queryset.filter(assignee_id=wanted) if wanted else queryset
