"""Filters of the list of stories."""

from typing import TYPE_CHECKING, Any

from django.contrib.admin import SimpleListFilter
from django.contrib.auth import get_user_model
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.look import look
from articles.models import Article, Author
from articles.publication import WORDS, PublicationState
from articles.sections import tree

if TYPE_CHECKING:
    Stories = QuerySet[Article]
else:
    Stories = QuerySet


class SectionFilter(SimpleListFilter):
    title = _("section")
    parameter_name = "section"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        branches = [branch for root in tree().roots for branch in root.subtree()]
        return [(str(branch.id), "\u2003" * (len(branch.ancestors()) - 1) + branch.name) for branch in branches]

    def queryset(self, request: HttpRequest, queryset: Stories) -> Stories:
        """Keep a section's stories and those of the sections below it."""
        branch = tree().by_id.get(_number(self.value()))
        return queryset if branch is None else queryset.filter(section_id__in=[below.id for below in branch.subtree()])


class PublicationFilter(SimpleListFilter):
    title = _("publication")
    parameter_name = "publication"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(state.value, WORDS[state]) for state in PublicationState]

    def queryset(self, request: HttpRequest, queryset: Stories) -> Stories:
        if self.value() not in set(PublicationState):
            return queryset
        return _in_state(queryset.with_publication(at=look.now()), PublicationState(self.value() or ""))  # type: ignore[attr-defined]


def _in_state(stories: Stories, state: PublicationState) -> Stories:
    """Keep the stories in a state: the twin, in the database's words, of `Publication.of`."""
    live, waiting = Q(live_since__isnull=False), Q(next_from__isnull=False)
    over = ~live & ~waiting & Q(ended_at__isnull=False)
    is_as_shown = Q(content_hash=F("live_hash"))
    conditions = {
        PublicationState.UNPUBLISHED: ~live & ~waiting & Q(ended_at__isnull=True),
        PublicationState.SCHEDULED: ~live & waiting & is_as_shown,
        PublicationState.SCHEDULED_EARLIER: ~live & waiting & ~is_as_shown,
        PublicationState.LIVE: live & ~waiting & is_as_shown,
        PublicationState.CHANGED: live & ~waiting & ~is_as_shown,
        PublicationState.UPDATING: live & waiting & is_as_shown,
        PublicationState.UPDATING_EARLIER: live & waiting & ~is_as_shown,
        PublicationState.WITHDRAWN: over & Q(ending="withdrawn"),
        PublicationState.EXPIRED: over & ~Q(ending="withdrawn"),
    }
    return stories.filter(conditions[state])


class AuthorFilter(SimpleListFilter):
    title = _("author")
    parameter_name = "author"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(pk), name) for pk, name in Author.objects.order_by("name").values_list("pk", "name")[:200]]

    def queryset(self, request: HttpRequest, queryset: Stories) -> Stories:
        author = _number(self.value())
        return queryset.filter(bylines__author_id=author).distinct() if author else queryset


class AssigneeFilter(SimpleListFilter):
    title = _("who has it")
    parameter_name = "assignee"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        people = get_user_model().objects.filter(assigned_articles__isnull=False).distinct().order_by("username")
        return [("me", _("Me")), ("nobody", _("Nobody")), *((str(person.pk), str(person)) for person in people[:100])]

    def queryset(self, request: HttpRequest, queryset: Stories) -> Stories:
        if self.value() == "nobody":
            return queryset.filter(assignee=None)
        wanted = request.user.pk if self.value() == "me" else _number(self.value())
        return queryset.filter(assignee_id=wanted) if wanted else queryset


def _number(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 19 else 0
