"""What holds for comments on the whole site and in sections, and a page to try a sentence on the lists of words."""

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _

from articles.admin.choices import ChoosesRows
from articles.changes import raise_keys
from comments import words
from comments.models import CommentSettings, SectionRules
from comments.rules import SETTINGS_KEY
from comments.threads import save_settings

if TYPE_CHECKING:
    from django.forms import ModelForm

    class _ModelAdmin(admin.ModelAdmin[CommentSettings]): ...

    class _RulesAdmin(admin.ModelAdmin[SectionRules]): ...
else:
    _ModelAdmin = _RulesAdmin = admin.ModelAdmin
_TRIED = 20_000


class TryForm(forms.Form):
    text = forms.CharField(label=_("Text"), widget=forms.Textarea(attrs={"rows": 5}), max_length=_TRIED)


@admin.register(CommentSettings)
class CommentSettingsAdmin(_ModelAdmin):
    """One row: the list leads straight to it."""

    change_form_template = "admin/comments/commentsettings/change_form.html"
    formfield_overrides: ClassVar[Any] = {models.URLField: {"assume_scheme": "http"}}  # a classifier mostly stands in the same house
    fieldsets = [
        (None, {"fields": ["open_by_default", "close_after_days", "moderation", "trusted_after", "writers", "house_rules"]}),
        (_("In the page"), {"fields": ["order", "counts_on_cards", "most_characters", "edit_minutes"]}),
        (_("Words"), {"fields": ["banned_words", "suspect_words"]}),
        (
            _("Against spam and floods"),
            {
                "fields": [
                    "most_links", "new_people_link", "reports_hide_at", "most_per_person", "most_per_address", "minimum_seconds",
                    "classifier",
                    "classifier_url", "classifier_key",
                ]
            },
        ),
        (_("Moderators and data"), {"fields": ["digest_to", "address_days"]}),
    ]  # fmt: skip

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.try_words)
        return [path("try-words/", view, name="comments_try_words"), *super().get_urls()]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: CommentSettings | None = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponse:
        row, _made = CommentSettings.objects.get_or_create(pk=1)
        return redirect(reverse("admin:comments_commentsettings_change", args=[row.pk]))

    def save_model(self, request: HttpRequest, obj: CommentSettings, form: "ModelForm[CommentSettings]", change: bool) -> None:  # noqa: FBT001
        save_settings(obj)

    def try_words(self, request: HttpRequest) -> HttpResponse:
        """Say what the lists find in a sentence. Nothing is kept: it is asked for with the words in the form's body."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        form, row = TryForm(request.POST or None), CommentSettings.objects.filter(pk=1).first() or CommentSettings()
        found = None
        if form.is_valid():
            text = form.cleaned_data["text"]
            found = {"banned": words.find(text, row.banned_words), "suspect": words.find(text, row.suspect_words)}
        context = {
            **self.admin_site.each_context(request),
            "title": _("Try the lists of words"),
            "form": form,
            "found": found,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/comments/try_words.html", context)


@admin.register(SectionRules)
class SectionRulesAdmin(ChoosesRows, _RulesAdmin):
    list_display = ["section", "taking", "moderation", "close_after_days"]
    list_select_related = ["section"]
    autocomplete_fields = ["section"]
    filter_horizontal = ["moderators"]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        super().save_related(request, form, formsets, change)
        raise_keys({SETTINGS_KEY})

    def delete_model(self, request: HttpRequest, obj: SectionRules) -> None:
        super().delete_model(request, obj)
        raise_keys({SETTINGS_KEY})

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        super().delete_queryset(request, queryset)
        raise_keys({SETTINGS_KEY})
