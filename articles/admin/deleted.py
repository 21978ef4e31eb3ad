"""Deleted drafts: a list from which they are taken back."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import deleted_drafts
from articles.admin.publishing import log
from articles.admin.typing import DeletedDraftModelAdmin
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
        return request.user.has_perm("articles.delete_article") and request.user.has_perm("articles.add_article")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    has_delete_permission = has_change_permission


def say_that_it_can_be_taken_back(request: HttpRequest) -> None:
    words = ngettext("It can be taken back for %(days)d day.", "It can be taken back for %(days)d days.", deleted_drafts.KEPT_DAYS)
    told = words % {"days": deleted_drafts.KEPT_DAYS}
    messages.info(request, _("%(words)s See “Deleted drafts” at the head of the list.") % {"words": told})
