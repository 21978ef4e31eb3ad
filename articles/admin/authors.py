"""Authors."""

from django.contrib import admin

from articles import merging, saving
from articles.admin.counting import CountsStories
from articles.admin.merges import MergesRows
from articles.admin.records import CarefulAdmin
from articles.admin.typing import AuthorModelAdmin
from articles.models import Author, Byline


@admin.register(Author)
class AuthorAdmin(CountsStories, MergesRows, CarefulAdmin, AuthorModelAdmin):
    save_thing = staticmethod(saving.save_author)
    merge = staticmethod(merging.merge_authors)
    chosen_by = Byline._meta.get_field("author")
    change_form_template = "desk/mergeable.html"  # type: ignore[misc]
    list_display = ["name", "job_title", "stories", "user"]
    list_select_related = ["user"]
    search_fields = ["name", "slug"]
    autocomplete_fields = ["portrait", "user"]
    fields = ["name", "slug", "job_title", "biography", "portrait", "user"]
