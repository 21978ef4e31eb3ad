"""Sections: a tree in reading order."""

from typing import Any

from django.contrib import admin
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles import saving
from articles.admin.records import CarefulAdmin
from articles.admin.typing import SectionModelAdmin
from articles.models import Section
from articles.sections import load_tree


@admin.register(Section)
class SectionAdmin(CarefulAdmin, SectionModelAdmin):
    save_thing = staticmethod(saving.save_section)
    delete_thing = staticmethod(saving.delete_section)
    list_display = ["name_in_tree", "position", "in_navigation"]
    search_fields = ["name", "slug"]
    fields = ["name", "slug", "parent", "position", "description", "in_navigation"]
    ordering = None
    sortable_by = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Section]:
        order = [branch.id for root in load_tree().roots for branch in root.subtree()]
        places = [When(pk=pk, then=Value(place)) for place, pk in enumerate(order)]
        found = super().get_queryset(request)  # PostgreSQL takes no constant to order by: a new site has no section
        return found.order_by(Case(*places, default=Value(0), output_field=IntegerField())) if places else found

    def get_ordering(self, request: HttpRequest) -> tuple[()]:
        return ()

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        self._tree = load_tree()
        return super().changelist_view(request, extra_context)

    @admin.display(description=_("section"))
    def name_in_tree(self, section: Section) -> SafeString:
        branch = load_tree().by_id[section.pk] if not hasattr(self, "_tree") else self._tree.by_id.get(section.pk)
        depth = len(branch.ancestors()) - 1 if branch else 0
        return format_html('<span class="depth-{}">{}{}</span>', depth, "\u2003" * depth, section.name)
