"""One story's comments by themselves: for moderators, who do not write stories."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.choices import ChoosesRows
from comments.models import Thread
from comments.panels import ThreadForm, may_change_threads, say_that_it_acts
from comments.threads import set_mode

if TYPE_CHECKING:

    class _ThreadModelAdmin(admin.ModelAdmin[Thread]): ...
else:
    _ThreadModelAdmin = admin.ModelAdmin


@admin.register(Thread)
class ThreadAdmin(ChoosesRows, _ThreadModelAdmin):
    form = ThreadForm
    fields = ["article", "mode", "moderation", "close_after_days"]
    list_display = ["article", "mode", "live_count", "changed_at"]
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
        Thread.objects.filter(article_id=obj.article_id).update(moderation=obj.moderation, close_after_days=obj.close_after_days)
        obj.pk = Thread.objects.values_list("pk", flat=True).get(article_id=obj.article_id)
        say_that_it_acts(request, obj)
