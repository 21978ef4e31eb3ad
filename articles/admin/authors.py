"""Authors."""

from django.contrib import admin

from articles import saving
from articles.admin.records import CarefulAdmin
from articles.admin.typing import AuthorModelAdmin
from articles.models import Author


@admin.register(Author)
class AuthorAdmin(CarefulAdmin, AuthorModelAdmin):
    save_thing = staticmethod(saving.save_author)
    list_display = ["name", "job_title", "user"]
    list_select_related = ["user"]
    search_fields = ["name", "slug"]
    autocomplete_fields = ["portrait", "user"]
    fields = ["name", "slug", "job_title", "biography", "portrait", "user"]
