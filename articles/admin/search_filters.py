"""Filters of the list of stories that are typed into: an author or a tag by name, days of publication."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import parse_qsl

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.functional import cached_property
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

    model: ClassVar[Any]
    beside: ClassVar[tuple[Any, str, str]]
    """Where stories name these rows: the model, its field for the row, its field for the story."""

    @property
    def chosen(self) -> str:
        """Return the name of what is chosen, else what was typed."""
        names = [name for _pk, name in self._found]
        return names[0] if len(names) == 1 else self._typed

    @property
    def address(self) -> str:
        """Return where what is typed is completed; "" for who may not ask there."""
        return reverse(f"admin:articles_article_{self.completes}") if may_write(self.request) else ""

    @cached_property
    def _typed(self) -> str:
        return (self.value() or "").replace("\0", "").strip()[:_NAME_LENGTH]

    @cached_property
    def _found(self) -> list[tuple[int, str]]:
        """Find the rows that are meant. One query where something was typed."""
        return list(self.named(self._typed).values_list("pk", "name")[:_MOST_NAMED]) if self._typed else []

    def named(self, typed: str) -> "QuerySet[Any]":
        number = row_number(typed)
        rows = self.model._default_manager
        named: QuerySet[Any] = rows.filter(pk=number) if number is not None else rows.filter(name__icontains=typed)
        return named

    def queryset(self, request: HttpRequest, queryset: Stories) -> Stories:
        if not self._typed:
            return queryset
        model, row, story = self.beside
        named = model._default_manager.filter(**{f"{row}__in": [pk for pk, _name in self._found]})
        return queryset.filter(pk__in=named.values(story))


class AuthorFilter(NamedFilter):
    title = gettext_lazy("author")
    parameter_name = "author"
    placeholder = gettext_lazy("Find an author")
    completes = "authors"
    model = Author
    beside = (Byline, "author", "article")


class TagFilter(NamedFilter):
    """By its whole name before its number: a tag may be called “2024”."""

    title = gettext_lazy("tag")
    parameter_name = "tag"
    placeholder = gettext_lazy("Find a tag")
    completes = "tags"
    model = Tag
    beside = (TaggedArticle, "tag", "content_object")

    def named(self, typed: str) -> "QuerySet[Any]":
        called = Tag.objects.filter(name__iexact=typed)
        return called if called.exists() else super().named(typed)


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
