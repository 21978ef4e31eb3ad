"""Addresses, to look at: which page an address belongs to."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.typing import PathModelAdmin
from articles.models import Path


@admin.register(Path)
class PathAdmin(PathModelAdmin):
    list_display = ["path", "owner", "answers_from"]
    list_select_related = ["article", "section", "author", "tag", "page"]
    search_fields = ["path"]
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Path | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Path | None = None) -> bool:
        return False

    @admin.display(description=_("belongs to"))
    def owner(self, path: Path) -> str:
        return str(path.article or path.section or path.author or path.tag or path.page)
