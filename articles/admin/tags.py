"""Tags: taggit's own, on our screen."""

import taggit.admin  # noqa: F401  (it registers its own screen, which ours replaces)
from django.contrib import admin
from taggit.models import Tag

from articles import merging, saving
from articles.admin.counting import CountsStories
from articles.admin.merges import MergesRows
from articles.admin.records import CarefulAdmin
from articles.admin.typing import TagModelAdmin
from articles.models import TaggedArticle

if admin.site.is_registered(Tag):  # by taggit, when its screen was imported
    admin.site.unregister(Tag)


@admin.register(Tag)
class TagAdmin(CountsStories, MergesRows, CarefulAdmin, TagModelAdmin):
    save_thing = staticmethod(saving.save_tag)
    merge = staticmethod(merging.merge_tags)
    chosen_by = TaggedArticle._meta.get_field("tag")
    change_form_template = "desk/mergeable.html"  # type: ignore[misc]
    list_display = ["name", "slug", "stories"]
    search_fields = ["name", "slug"]
    fields = ["name", "slug"]
    ordering = ["name"]
