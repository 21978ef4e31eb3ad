"""Merging two authors or two tags, from the form of the one that goes: a page that says what will follow, then the verb."""

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import merging
from articles.form_fields import RowChoiceField
from articles.row_numbers import row_number

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin as _ModelAdmin
else:
    _ModelAdmin = object


_LEFT_OUT = "left_out"


class _OthersSelect(AutocompleteSelect):
    """Completes names but that of the row that goes."""

    def __init__(self, *args: Any, gone: Model, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gone = gone

    def get_url(self) -> str:
        return f"{super().get_url()}?{_LEFT_OUT}={self.gone.pk}"


class MergesRows(_ModelAdmin):  # type: ignore[type-arg]
    """Mix in before a ModelAdmin. `merge(gone, into=…)`; `chosen_by`: the foreign key whose field of choices is used."""

    merge: ClassVar[Any]
    chosen_by: ClassVar[Any]

    def get_urls(self) -> list[Any]:
        name = f"articles_{self.opts.model_name}_merge"
        return [path("<int:pk>/merge/", self.admin_site.admin_view(self.merge_view), name=name), *super().get_urls()]

    def may_merge(self, request: HttpRequest) -> bool:
        return self.has_change_permission(request) and self.has_delete_permission(request)

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        address = f"admin:articles_{self.opts.model_name}_merge"
        number = row_number(object_id)
        context = {"merge_address": reverse(address, args=[number])} if number is not None and self.may_merge(request) else {}
        return super().change_view(request, object_id, form_url, context | (extra_context or {}))

    def merge_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask into whom, then merge."""
        if not self.may_merge(request):
            raise PermissionDenied
        gone = self.get_queryset(request).filter(pk=pk).first()
        if gone is None:
            raise Http404
        form = self._form(gone)(request.POST or None)
        if request.method == "POST" and form.is_valid() and (done := self._merged(request, gone, form)):
            return done
        context = {
            **self.admin_site.each_context(request), "title": _("Merge “%(name)s”") % {"name": gone}, "gone": gone, "form": form,
            "count": merging.stories_of(gone), "opts": self.opts, "media": self.media + form.media,
        }  # fmt: skip
        return TemplateResponse(request, "desk/merge.html", context)

    def _form(self, gone: Model) -> type[forms.Form]:
        others = type(gone)._default_manager.exclude(pk=gone.pk)
        widget = _OthersSelect(type(self).chosen_by, self.admin_site, gone=gone)
        errors = {"invalid_choice": _("This cannot be chosen: it is the one that goes, or it is gone already. Choose another one.")}
        field = RowChoiceField(others, label=gettext_lazy("It becomes"), widget=widget, error_messages=errors)
        return type("MergeForm", (forms.Form,), {"into": field})

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """Leave the one that goes out of what its own page offers."""
        found, may_double = super().get_search_results(request, queryset, search_term)
        gone = row_number(request.GET.get(_LEFT_OUT, ""))
        return found if gone is None else found.exclude(pk=gone), may_double

    def _merged(self, request: HttpRequest, gone: Model, form: forms.Form) -> HttpResponse | None:
        into, name = form.cleaned_data["into"], str(gone)
        try:
            count = type(self).merge(gone, into=into)
        except ValidationError as error:
            form.add_error("into", error)
            return None
        self.log_change(request, into, _("“%(name)s” was merged into this.") % {"name": name})
        words = _("“%(name)s” is “%(into)s” now, in %(count)d stories and wherever readers saw it. Its old address leads here.")
        messages.success(request, words % {"name": name, "into": into, "count": count})
        return HttpResponseRedirect(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[into.pk]))
