"""Deleted drafts: a list from which they are taken back."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import deleted_drafts
from articles.admin.publishing import log
from articles.admin.typing import DeletedDraftModelAdmin
from articles.look import look
from articles.models import DeletedDraft
from articles.publishing import Refused


@admin.action(description=gettext_lazy("Take back"))
def take_back(model_admin: Any, request: HttpRequest, queryset: "QuerySet[DeletedDraft]") -> HttpResponse | None:
    taken = []
    for draft in queryset.order_by("pk"):
        try:
            article = deleted_drafts.take_back(draft)
            log(request, article.pk, _("Taken back."))
            taken.append(article)
        except Refused as refusal:
            messages.warning(request, f"{draft.headline}: {refusal}")
    if taken:
        words = ngettext("%(count)d draft is back.", "%(count)d drafts are back.", len(taken)) % {"count": len(taken)}
        messages.success(request, words)
    if len(taken) == 1:
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[taken[0].pk]))
    return None


@admin.register(DeletedDraft)
class DeletedDraftAdmin(DeletedDraftModelAdmin):
    list_display = ["headline", "deleted_at", "deleted_by", "forgotten_on"]
    list_display_links = None
    list_select_related = ["deleted_by"]
    search_fields = ["headline"]
    show_full_result_count = False
    actions = [take_back]

    @admin.display(description=gettext_lazy("can be taken back until"))
    def forgotten_on(self, draft: DeletedDraft) -> Any:
        return draft.deleted_at + deleted_drafts.KEPT

    def get_actions(self, request: HttpRequest) -> Any:
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_take_back(request)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    has_delete_permission = has_change_permission


def may_take_back(request: HttpRequest) -> bool:
    return request.user.has_perms(["articles.delete_article", "articles.add_article"])


def kept_until() -> dt.datetime:
    """Return until when a draft that is deleted now can be taken back, in the site's time."""
    return timezone.localtime(look.now() + deleted_drafts.KEPT, timezone.get_default_timezone())


def what_is_deleted(request: HttpRequest, headlines: Sequence[str]) -> str:
    """Say what went, until when it can be taken back and where."""
    told = {"headline": headlines[0], "count": len(headlines), "day": date_format(kept_until(), "DATE_FORMAT")}
    one = _("“%(headline)s” is deleted. It can be taken back until %(day)s.")
    several = ngettext(
        "%(count)d draft is deleted. It can be taken back until %(day)s.",
        "%(count)d drafts are deleted. They can be taken back until %(day)s.",
        len(headlines),
    )
    words = (one if len(headlines) == 1 else several) % told
    where = format_html('<a href="{}">{}</a>', reverse("admin:articles_deleteddraft_changelist"), _("Deleted drafts"))
    return format_html("{} {}", words, where) if may_take_back(request) else words
