"""What the paper is called, how it looks and what leads where: one row, so the list leads straight to its form."""

from typing import Any

from django.contrib import admin
from django.forms import ModelForm, TextInput
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles import saving
from articles.admin.navigation import FooterRows, NavigationRows, differences, rows_of_the_site, save_row
from articles.admin.records import CarefulAdmin
from articles.admin.typing import SiteModelAdmin
from articles.models import SiteSettings


class SampledInput(TextInput):
    """A colour's number with a sample of it, as it is saved."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        field = super().render(name, value, attrs, renderer)
        sample = (
            '{}<svg class="colour-sample" width="36" height="36" aria-hidden="true"><rect width="36" height="36" rx="8" fill="{}"/></svg>'
        )
        return format_html(sample, field, value) if value else field


@admin.register(SiteSettings)
class SiteSettingsAdmin(CarefulAdmin, SiteModelAdmin):
    save_thing = staticmethod(saving.save_site)
    autocomplete_fields = ["logo", "breaking_story"]
    fieldsets = [
        (None, {"fields": ["name", "tagline", "description"]}),
        (_("Looks"), {"fields": ["logo", "accent"]}),
        (_("Today's front page"), {"fields": ["breaking_story", "is_big_day"]}),
        (_("Foot of the page"), {"fields": ["footer", "social"]}),
    ]
    inlines = [NavigationRows, FooterRows]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "accent":
            kwargs["widget"] = SampledInput({"size": 9})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_form(self, request: HttpRequest, obj: SiteSettings | None = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002
        """Notice what others saved of the rows below it, too."""
        form = super().get_form(request, obj, change=change, **kwargs)
        return type("SiteForm", (form,), {"rows_beside": staticmethod(rows_of_the_site)})

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> HttpResponse:
        form = context["adminform"].form
        if form.their_digest:
            form.differences.extend(differences(context["inline_admin_formsets"]))
        return super().render_change_form(request, context, *args, **kwargs)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: SiteSettings | None = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponse:
        site, _made = SiteSettings.objects.get_or_create(pk=1)
        return HttpResponseRedirect(reverse("admin:articles_sitesettings_change", args=[site.pk]))

    def save_formset(self, request: HttpRequest, form: "ModelForm[SiteSettings]", formset: Any, change: bool) -> None:  # noqa: FBT001
        for row in formset.save(commit=False):
            save_row(row)
