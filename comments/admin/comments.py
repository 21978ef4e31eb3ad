"""The moderators' queue, and all comments behind it."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from articles.look import look
from articles.row_numbers import row_number
from comments import desk, queue, verbs
from comments.models import Act, Comment
from comments.refusals import Refused
from comments.rights import may_moderate_something, moderated_by

if TYPE_CHECKING:

    class _CommentAdmin(admin.ModelAdmin[Comment]): ...

    class _ActAdmin(admin.ModelAdmin[Act]): ...
else:
    _CommentAdmin = _ActAdmin = admin.ModelAdmin
SAID = {
    "approve": gettext_lazy("Approved"),
    "reject": gettext_lazy("Rejected"),
    "spam": gettext_lazy("Spam"),
    "feature": gettext_lazy("Approved and picked"),
    "wait": gettext_lazy("Back in the queue"),
    "undo": gettext_lazy("Back in the queue"),
}


class _ReadOnly:
    """Only looked at: what is done goes through the verbs."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_moderate_something(request.user)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may_moderate_something(request.user)


@admin.register(Comment)
class CommentAdmin(_ReadOnly, _CommentAdmin):
    list_display = ["name", "words", "state", "article", "created_at", "decide_link"]
    list_filter = ["state", "featured", "badge"]
    list_select_related = ["article"]
    search_fields = ["name", "text", "person__email"]
    search_help_text = gettext_lazy("Searched: names, words and addresses.")
    show_full_result_count = False
    ordering = ["-pk"]
    fields = ["name", "text", "state", "article", "parent", "person", "reasons", "badge", "featured", "likes", "created_at", "edited_at"]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("queue/", view(self.queue_view), name="comments_queue"),
            path("queue/<int:pk>/decide/", view(require_POST(self.decide_view)), name="comments_decide"),
            path("queue/undo/<int:pk>/", view(require_POST(self.undo_view)), name="comments_undo"),
            path("statistics/", view(self.statistics_view), name="comments_statistics"),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Comment]:
        return super().get_queryset(request).filter(moderated_by(request.user))

    @admin.display(description=gettext_lazy("text"))
    def words(self, comment: Comment) -> str:
        return comment.text[:120]

    @admin.display(description=gettext_lazy("decide"))
    def decide_link(self, comment: Comment) -> SafeString:
        return format_html('<a href="{}?comment={}">{}</a>', reverse("admin:comments_queue"), comment.pk, _("Decide"))

    def queue_view(self, request: HttpRequest) -> HttpResponse:
        """Show some of what waits, which nobody else is shown meanwhile."""
        self._demand_right(request)
        now, show = look.now(), request.GET.get("show", "all")
        asked, story = (row_number(request.GET.get(name)) for name in ("comment", "story"))
        items = queue.one(request.user, asked) if asked else queue.step(request.user, at=now, show=show, article_id=story)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Comments waiting"),
            "items": items,
            "waiting": desk.waiting_count(request.user),
            "show": show if show in queue.SHOWS else "all",
            "done": queue.undoable(request.user, at=now),
            "said": SAID,
            "opts": self.opts,
            "asked": asked,
            "others": [] if items else queue.others_at_it(request.user, at=now),
        }
        return TemplateResponse(request, "admin/comments/queue.html", context)

    def decide_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Decide on one comment; a script is answered with JSON, a plain form with the queue."""
        self._demand_right(request)
        decision = request.POST.get("decision", "")
        try:
            act = verbs.decide(pk, decision, by=request.user, why=request.POST.get("why", "")[:500], seen=request.POST.get("seen"))
        except Refused as refusal:
            return self._answer(request, str(refusal), status=refusal.status)
        return self._answer(request, str(SAID[decision]), undo=reverse("admin:comments_undo", args=[act.pk]), state=act.became)

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        self._demand_right(request)
        try:
            comment = verbs.undo(pk, by=request.user)
        except Refused as refusal:
            return self._answer(request, str(refusal), status=refusal.status)
        return self._answer(request, str(SAID["undo"]), state=comment.state)

    def statistics_view(self, request: HttpRequest) -> HttpResponse:
        self._demand_right(request)
        context = {**self.admin_site.each_context(request), "title": _("Comments in figures"), "opts": self.opts}
        return TemplateResponse(request, "admin/comments/statistics.html", {**context, "figures": desk.statistics(at=look.now())})

    def _answer(self, request: HttpRequest, words: str, *, status: int = 200, **told: Any) -> HttpResponse:
        if request.headers.get("Accept") == "application/json":
            return JsonResponse({"words": words, "waiting": desk.waiting_count(request.user), **told}, status=status)
        messages.add_message(request, messages.SUCCESS if status == 200 else messages.WARNING, words)
        return HttpResponseRedirect(reverse("admin:comments_queue"))

    def _demand_right(self, request: HttpRequest) -> None:
        if not may_moderate_something(request.user):
            raise PermissionDenied


@admin.register(Act)
class ActAdmin(_ReadOnly, _ActAdmin):
    """The log: who did what, when and why."""

    list_display = ["at", "verb", "by", "comment", "was", "became", "why"]
    list_filter = ["verb", "at"]
    list_select_related = ["by", "comment"]
    show_full_result_count = False
    fields = ["at", "verb", "by", "comment", "article", "person", "was", "became", "why"]
