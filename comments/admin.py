"""The comments app in the admin: what holds for the whole site, and for one story."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.admin.choices import ChoosesRows
from comments.models import CommentSettings, Thread
from comments.panels import ThreadForm, may_change_threads, say_that_it_acts
from comments.threads import save_settings, set_mode

if TYPE_CHECKING:
    from django.forms import ModelForm

    class _ModelAdmin(admin.ModelAdmin[CommentSettings]): ...

    class _ThreadModelAdmin(admin.ModelAdmin[Thread]): ...
else:
    _ModelAdmin = _ThreadModelAdmin = admin.ModelAdmin


@admin.register(CommentSettings)
class CommentSettingsAdmin(_ModelAdmin):
    """One row: the list leads straight to it."""

    formfield_overrides: ClassVar[Any] = {models.URLField: {"assume_scheme": "http"}}  # a classifier mostly stands in the same house

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: CommentSettings | None = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponse:
        row, _made = CommentSettings.objects.get_or_create(pk=1)
        return redirect(reverse("admin:comments_commentsettings_change", args=[row.pk]))

    def save_model(self, request: HttpRequest, obj: CommentSettings, form: "ModelForm[CommentSettings]", change: bool) -> None:  # noqa: FBT001
        save_settings(obj)


@admin.register(Thread)
class ThreadAdmin(ChoosesRows, _ThreadModelAdmin):
    """One story's comments by themselves: for moderators, who do not write stories."""

    form = ThreadForm
    fields = ["article", "mode"]
    list_display = ["article", "mode", "changed_at"]
    list_filter = ["mode"]
    list_select_related = ["article"]
    search_fields = ["article__headline"]
    search_help_text = _("Searched: the headline of the story.")
    autocomplete_fields = ["article"]
    show_full_result_count = False

    def get_readonly_fields(self, request: HttpRequest, obj: Thread | None = None) -> tuple[str, ...]:
        return ("article",) if obj else ()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may_change_threads(request)

    def has_change_permission(self, request: HttpRequest, obj: Thread | None = None) -> bool:
        return may_change_threads(request)

    def has_delete_permission(self, request: HttpRequest, obj: Thread | None = None) -> bool:
        return False  # “as the site does” is what deleting would mean

    def save_model(self, request: HttpRequest, obj: Thread, form: Any, change: bool) -> None:  # noqa: FBT001
        set_mode(obj.article_id, obj.mode, by=request.user)
        obj.pk = Thread.objects.values_list("pk", flat=True).get(article_id=obj.article_id)
        say_that_it_acts(request, obj)
