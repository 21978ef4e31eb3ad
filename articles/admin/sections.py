"""Sections: a tree that is ordered by dragging, by keys, or by its buttons without a script."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from articles import saving
from articles.admin.counting import MOST_COUNTED, rows_of
from articles.admin.records import CarefulAdmin
from articles.admin.typing import SectionModelAdmin
from articles.models import Article, Section
from articles.row_numbers import row_number
from articles.sections import Branch, Tree, load_tree


@admin.register(Section)
class SectionAdmin(CarefulAdmin, SectionModelAdmin):
    save_thing = staticmethod(saving.save_section)
    delete_thing = staticmethod(saving.delete_section)
    change_list_template = "desk/section_tree.html"
    list_display = ["name"]  # drawn as a tree
    search_fields = ["name", "slug"]  # for the fields that complete a section's name
    list_per_page = list_max_show_all = 5000
    fields = ["name", "slug", "parent", "position", "description", "in_navigation"]
    ordering = None
    sortable_by = ()

    def get_urls(self) -> list[Any]:
        return [path("place/", self.admin_site.admin_view(self.place), name="articles_section_place"), *super().get_urls()]

    def place(self, request: HttpRequest) -> HttpResponse:
        """Move a section: to a place it was dragged to (`section`, `inside`, `before`) or one step (`step`: “up 5”)."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not self.has_change_permission(request):
            raise PermissionDenied
        where = _step(request.POST["step"], load_tree()) if "step" in request.POST else _dragged(request)
        here = reverse("admin:articles_section_changelist")
        if where is None:
            return HttpResponseRedirect(here)
        section, inside, before = where
        try:
            placed = saving.place_section(section, inside=inside, before=before)
            self.log_change(request, placed, _("Moved in the tree."))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return HttpResponseRedirect(f"{here}#section-{section}")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Section]:
        order = [branch.id for root in load_tree().roots for branch in root.subtree()]
        places = [When(pk=pk, then=Value(place)) for place, pk in enumerate(order)]
        found = super().get_queryset(request)  # PostgreSQL takes no constant to order by: a new site has no section
        return found.order_by(Case(*places, default=Value(0), output_field=IntegerField())) if places else found

    def get_ordering(self, request: HttpRequest) -> tuple[()]:
        return ()

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        tree = load_tree()
        branches = [branch for root in tree.roots for branch in root.subtree()]
        counts = dict(Section.objects.order_by().values_list("pk", rows_of(Article._meta.get_field("section"))))
        rows = [_row(one, tree, count=counts.get(one.id, 0)) for one in branches]
        context = {"rows": rows, "most_counted": MOST_COUNTED, **self._may(request)}
        return super().changelist_view(request, context | (extra_context or {}))

    def _may(self, request: HttpRequest) -> dict[str, bool]:
        return {"may_move": self.has_change_permission(request), "may_add": self.has_add_permission(request)}


def _row(branch: Branch, tree: Tree, *, count: int) -> dict[str, Any]:
    beside = branch.parent.children if branch.parent else list(tree.roots)
    place = {"place": beside.index(branch) + 1, "beside": len(beside)}
    return {"branch": branch, "depth": len(branch.ancestors()) - 1, "count": count, **place}


Place = tuple[int, int | None, int | None]


def _dragged(request: HttpRequest) -> Place | None:
    section, inside, before = (row_number(request.POST.get(name)) or 0 for name in ("section", "inside", "before"))
    return (section, inside or None, before or None) if section else None


def _step(written: str, tree: Tree) -> Place | None:
    """Return where one step leads: up or down among those beside it, in under the one above, out behind the one it stands in."""
    way, _space, number = written.partition(" ")
    branch = tree.by_id.get(row_number(number) or 0)
    if branch is None:
        return None
    beside = branch.parent.children if branch.parent else list(tree.roots)
    at, above = beside.index(branch), branch.parent
    inside = above.id if above else None
    if way == "up" and at > 0:
        return branch.id, inside, beside[at - 1].id
    if way == "down" and at + 1 < len(beside):
        return branch.id, inside, _id_at(beside, at + 2)
    if way == "in" and at > 0:
        return branch.id, beside[at - 1].id, None
    if way == "out" and above is not None:
        around = above.parent.children if above.parent else list(tree.roots)
        return branch.id, above.parent.id if above.parent else None, _id_at(around, around.index(above) + 1)
    return None


def _id_at(branches: list[Branch], place: int) -> int | None:
    return branches[place].id if place < len(branches) else None
