"""Standing pages."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from js_asset.media import Media

from articles import saving
from articles.admin.records import CarefulAdmin
from articles.admin.typing import PageModelAdmin
from articles.form_fields import BodyFormField
from articles.models import Page


@admin.register(Page)
class PageAdmin(CarefulAdmin, PageModelAdmin):
    save_thing = staticmethod(saving.save_page)
    delete_thing = staticmethod(saving.delete_page)
    list_display = ["title", "slug", "position", "in_footer"]
    search_fields = ["title", "slug"]
    fields = ["title", "slug", "body", "description", "position", "in_footer"]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "body":
            return BodyFormField(label=db_field.verbose_name)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> HttpResponse:
        context["media"] = Media.from_media(context["media"], nonce=str(request.csp_nonce))  # type: ignore[attr-defined]
        return super().render_change_form(request, context, *args, **kwargs)
