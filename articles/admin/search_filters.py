"""Filters of the list of stories that are typed into: an author or a tag by name, days of publication."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy
from taggit.models import Tag

from articles.admin.choosing import may_write
from articles.admin.filters import MenuFilter
from articles.look import look
from articles.models import Article, Author, Byline, Listing, TaggedArticle
from articles.moments import EARLIEST, LATEST
from articles.publishing.composing import FRONT_KEY
from articles.row_numbers import row_number

if TYPE_CHECKING:
    Stories = QuerySet[Article]
else:
    Stories = QuerySet

_DAY = dt.timedelta(days=1)
_MOST_NAMED = 50
_NAME_LENGTH = 100


class TypedFilter(MenuFilter):
    """A filter with fields of its own. `without`: the query that lets it go; `others`: what its form sends of the rest of the query."""

    without = ""
    others: list[tuple[str, str]]

    def has_output(self) -> bool:
        return True

    def choices(self, changelist: Any) -> Iterator[Any]:
        own = self.expected_parameters()
        self.without = changelist.get_query_string(dict.fromkeys(name for name in own if name))
        self.others = parse_qsl(self.without.removeprefix("?"))
        for value, words in self.lookup_choices:
            query = changelist.get_query_string(dict.fromkeys(name for name in own if name) | {self.parameter_name: value})
            yield {"query_string": query, "display": words, "selected": self.value() == value}


class NamedFilter(TypedFilter):
    """A row by its number or by what it is called; what is only part of a name finds every row that has it."""

    template = "desk/filter_named.html"
    placeholder: Any = ""
    completes = ""

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return []

    @property
    def chosen(self) -> str:
        """Return the name of what is chosen, else what was typed. One query where something is."""
        typed = self._typed()
        if not typed:
            return ""
        names = list(self.found(typed).values_list("name", flat=True)[:2])
        return names[0] if len(names) == 1 else typed

    @property
    def address(self) -> str:
        """Return where what is typed is completed; "" for who may not ask there."""
        return reverse(f"admin:articles_article_{self.completes}") if may_write(self.request) else ""

    def _typed(self) -> str:
        return (self.value() or "").replace("\0", "").strip()[:_NAME_LENGTH]

    def found(self, typed: str) -> Any:
        raise NotImplementedError


class AuthorFilter(NamedFilter):
    title = gettext_lazy("author")
    parameter_name = "author"
    placeholder = gettext_lazy("Find an author")
    completes = "authors"

    def found(self, typed: str) -> "QuerySet[Author]":
        number = row_number(typed)
        return Author.objects.filter(pk=number) if number is not None else Author.objects.filter(name__icontains=typed)

    def queryset(self, request: HttpRequest, queryset: Stories) -> Stories:
        typed = self._typed()
        if not typed:
            return queryset
        wanted = list(self.found(typed).values_list("pk", flat=True)[:_MOST_NAMED])
        return queryset.filter(pk__in=Byline.objects.filter(author__in=wanted).values("article"))


class TagFilter(NamedFilter):
    """By its whole name before its number: a tag may be called “2024”."""

    title = gettext_lazy("tag")
    parameter_name = "tag"
    placeholder = gettext_lazy("Find a tag")
    completes = "tags"

    def found(self, typed: str) -> "QuerySet[Tag]":
        called = Tag.objects.filter(name__iexact=typed)
        if called.exists():
            return called
        number = row_number(typed)
        return Tag.objects.filter(pk=number) if number is not None else Tag.objects.filter(name__icontains=typed)

    def queryset(self, request: HttpRequest, queryset: Stories) -> Stories:
        typed = self._typed()
        if not typed:
            return queryset
        wanted = list(self.found(typed).values_list("pk", flat=True)[:_MOST_NAMED])
        return queryset.filter(pk__in=TaggedArticle.objects.filter(tag__in=wanted).values("content_object"))


class PublishedFilter(TypedFilter):
    """When readers first saw it, or will see it; days are those of whoever asks."""

    title = gettext_lazy("published")
    parameter_name = "published"
    template = "desk/filter_days.html"

    def __init__(self, request: HttpRequest, params: dict[str, Any], model: Any, model_admin: Any) -> None:
        self.first, self.last = (_day(params.pop(f"published_{name}", [""])[-1]) for name in ("from", "to"))
        super().__init__(request, params, model, model_admin)

    def expected_parameters(self) -> list[str | None]:
        return ["published", "published_from", "published_to"]

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("today", gettext_lazy("Today")), ("week", gettext_lazy("Last 7 days")), ("month", gettext_lazy("This month"))]

    @property
    def chosen(self) -> str:
        days = [date_format(day, "SHORT_DATE_FORMAT") if day else "…" for day in (self.first, self.last)]
        return " – ".join(days) if self.first or self.last else super().chosen

    def queryset(self, request: HttpRequest, queryset: Stories) -> Stories:
        first, last = self._days()
        if first is None and last is None:
            return queryset
        within = Q(published_at__gte=_midnight(first)) if first else Q()
        within &= Q(published_at__lt=_midnight(last + _DAY)) if last else Q()
        return queryset.filter(pk__in=Listing.objects.filter(within, key=FRONT_KEY).values("article_id"))

    def _days(self) -> tuple[dt.date | None, dt.date | None]:
        """Return the first day and the last."""
        if self.first or self.last:
            return self.first, self.last
        today = timezone.localtime(look.now()).date()
        begun = {"today": today, "week": today - 6 * _DAY, "month": today.replace(day=1)}.get(self.value() or "")
        return begun, today if begun else None


def _day(typed: str) -> dt.date | None:
    """Return the day that a field of the form sends; None for nonsense, which no field sends."""
    try:
        day = parse_date(typed)
    except ValueError:
        return None
    return day if day and EARLIEST.date() < day < LATEST.date() else None


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))
