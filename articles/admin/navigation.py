"""Navigation and footer on the site's own screen: rows that belong to no parent, because the site has one row."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.admin.checks import InlineModelAdminChecks
from django.forms import BaseModelFormSet, ModelForm, modelformset_factory
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles import saving
from articles.admin.typing import PageRows, SectionRows
from articles.differences import Difference
from articles.models import Page, Section, SiteSettings


class _NoParentChecks(InlineModelAdminChecks):
    def _check_exclude_of_parent_model(self, obj: Any, parent_model: Any) -> list[Any]:
        return []

    def _check_relation(self, obj: Any, parent_model: Any) -> list[Any]:
        return []


class _RowsOfTheSite(BaseModelFormSet):  # type: ignore[type-arg]
    """Take what an inline of the admin is given. `instance` is the site: it says nothing of the rows."""

    def __init__(self, *args: Any, instance: SiteSettings | None = None, save_as_new: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

    @classmethod
    def get_default_prefix(cls) -> str:
        return str(cls.model._meta.model_name)  # type: ignore[union-attr]


class OfTheSite:
    """Mix in before a TabularInline."""

    checks_class = _NoParentChecks
    template = "desk/site_rows.html"
    extra = 0
    can_delete = False
    has_registered_model = True

    def get_formset(self, request: HttpRequest, obj: SiteSettings | None = None, **kwargs: Any) -> Any:
        model: Any = self.model  # type: ignore[attr-defined]
        return modelformset_factory(model, ModelForm, formset=_RowsOfTheSite, fields=self.fields, extra=0, max_num=0)  # type: ignore[attr-defined]

    def has_add_permission(self, request: HttpRequest, obj: SiteSettings | None = None) -> bool:
        return False


class NavigationRows(OfTheSite, SectionRows):
    model = Section
    fields = ["in_navigation", "position"]
    verbose_name_plural = _("Navigation: the sections at the head of every page")

    def get_queryset(self, request: HttpRequest) -> Any:
        return Section.objects.filter(parent=None)


class FooterRows(OfTheSite, PageRows):
    model = Page
    fields = ["in_footer", "position"]
    verbose_name_plural = _("Footer: the pages at the foot of every page")


def rows_of_the_site() -> list[Any]:
    """Return what the site's screen may change of sections and pages, as it is saved now. Two queries."""
    sections = Section.objects.filter(parent=None).order_by("pk").values_list("pk", "in_navigation", "position")
    return [*sections, *Page.objects.order_by("pk").values_list("pk", "in_footer", "position")]


def differences(panels: Iterable[Any]) -> Iterator[Difference]:
    """Yield a difference for navigation and for footer, where what was typed would show others, or in another order. A query for each."""
    for panel in panels:
        model, (shows, place) = panel.formset.model, panel.opts.fields
        typed = sorted((form.instance for form in panel.formset.forms if form.is_valid()), key=lambda row: getattr(row, place))
        saved = model.objects.filter(pk__in=[row.pk for row in typed]).order_by(place, "pk")
        yours, theirs = ("\n".join(str(row) for row in rows if getattr(row, shows)) for rows in (typed, saved))
        if yours != theirs:
            yield Difference(str(panel.opts.verbose_name_plural), yours, theirs)


def save_row(row: Section | Page) -> None:
    """Save a changed row through its own rules, which raise what shows it."""
    if isinstance(row, Section):
        saving.save_section(row)
    else:
        saving.save_page(row)
