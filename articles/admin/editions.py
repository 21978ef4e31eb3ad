"""Editions, to look at: what readers were shown, and when."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.admin.typing import EditionModelAdmin
from articles.models import Edition


@admin.register(Edition)
class EditionAdmin(EditionModelAdmin):
    list_display = ["headline", "live_from", "live_until", "ending", "published_by"]
    list_select_related = ["published_by"]
    search_fields = ["headline", "path"]
    show_full_result_count = False
    fields = [
        "article", "live_from", "live_until", "ending", "notice", "path", "published_at", "updated_at", "published_by", "placed_at",
        "kicker", "headline", "deck", "dateline", "body", "section", "lead_image", "kind", "language", "bylines", "tags",
    ]  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Edition]:
        found = super().get_queryset(request).order_by("-live_from")
        is_list = request.resolver_match is not None and (request.resolver_match.url_name or "").endswith("changelist")
        return found.defer("body", "blocks") if is_list else found

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        return False
