"""What the paper is called: one row, so the list leads straight to its form."""

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from articles import saving
from articles.admin.typing import SiteModelAdmin
from articles.models import SiteSettings


@admin.register(SiteSettings)
class SiteSettingsAdmin(SiteModelAdmin):
    fields = ["name", "tagline", "description", "footer"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: SiteSettings | None = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponse:
        site, _made = SiteSettings.objects.get_or_create(pk=1)
        return HttpResponseRedirect(reverse("admin:articles_sitesettings_change", args=[site.pk]))

    def save_model(self, request: HttpRequest, obj: SiteSettings, form: "ModelForm[SiteSettings]", change: bool) -> None:  # noqa: FBT001
        saving.save_site(obj)
