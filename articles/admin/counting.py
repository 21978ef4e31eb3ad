"""Counts that stop: what is said of a row at the desk is not worth reading a million others for."""

from typing import Any, ClassVar

from django.contrib.admin import display
from django.db.models import IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.fields.related import ForeignKey
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MOST_COUNTED = 1_000


class CountTo(Subquery):
    """Count a sliced query of one column, by the index that finds its rows."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


def rows_of(key: "ForeignKey[Any, Any]") -> CountTo:
    """Count the rows that name a row by this key, to one more than MOST_COUNTED."""
    naming = key.model._default_manager.filter(**{key.name: OuterRef("pk")}).order_by()
    return CountTo(naming.values("pk")[: MOST_COUNTED + 1])


def said(count: int) -> str:
    """Return a count as a list shows it."""
    return _("more than %(count)s") % {"count": number_format(MOST_COUNTED, force_grouping=True)} if count > MOST_COUNTED else str(count)


class CountsStories:
    """Mix in before a ModelAdmin whose `chosen_by` is the key by which a story names one of its rows."""

    chosen_by: ClassVar[Any]

    def get_queryset(self, request: Any) -> QuerySet[Any]:
        return super().get_queryset(request).annotate(story_count=rows_of(self.chosen_by))  # type: ignore[misc,no-any-return]

    @display(description=gettext_lazy("Stories"), ordering="story_count")
    def stories(self, row: Any) -> str:
        return said(row.story_count)
