"""The comments app in the admin: what holds for the whole site."""

from typing import TYPE_CHECKING

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from comments.models import CommentSettings
from comments.threads import save_settings

if TYPE_CHECKING:
    from django.forms import ModelForm

    class _ModelAdmin(admin.ModelAdmin[CommentSettings]): ...
else:
    _ModelAdmin = admin.ModelAdmin


@admin.register(CommentSettings)
class CommentSettingsAdmin(_ModelAdmin):
    """One row: the list leads straight to it."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: CommentSettings | None = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponse:
        row, _made = CommentSettings.objects.get_or_create(pk=1)
        return redirect(reverse("admin:comments_commentsettings_change", args=[row.pk]))

    def save_model(self, request: HttpRequest, obj: CommentSettings, form: "ModelForm[CommentSettings]", change: bool) -> None:  # noqa: FBT001
        save_settings(obj)
