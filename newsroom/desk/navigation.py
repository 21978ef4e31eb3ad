"""What stands in the desk's navigation: what this person may see, in the order of a day's work."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.apps import apps
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.contrib.admin import AdminSite

_PLACES: list[tuple[str, str, Promise, str]] = [
    ("articles.article", "newspaper", _("Stories"), "articles_article_changelist"),
    ("articles.image", "images", _("Pictures"), "articles_image_changelist"),
    ("comments.comment", "messages-square", _("Comments"), "comments_queue"),
    ("articles.section", "list-tree", _("Sections"), "articles_section_changelist"),
    ("articles.author", "users", _("Authors"), "articles_author_changelist"),
    ("taggit.tag", "tags", _("Tags"), "taggit_tag_changelist"),
]


@dataclass(frozen=True, slots=True)
class Place:
    """A link of the navigation. `is_here`: the page lies below it."""

    address: str
    words: str | Promise
    icon: str
    is_here: bool


def places(site: "AdminSite", request: HttpRequest) -> list[Place]:
    """Return the desk's first page and every list that this person may see. No query of its own."""
    desk = reverse("admin:index")
    return [Place(desk, _("Desk"), "layout-dashboard", request.path == desk), *_lists(site, request)]


def _lists(site: "AdminSite", request: HttpRequest) -> list[Place]:
    found = []
    for label, icon, words, first in _PLACES:
        model = apps.get_model(label)
        if site.is_registered(model) and site.get_model_admin(model).has_view_or_change_permission(request):
            lists = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
            found.append(Place(reverse(f"admin:{first}"), words, icon, request.path.startswith(lists)))
    return found


def may_write(site: "AdminSite", request: HttpRequest) -> bool:
    """Say whether this person may begin a story."""
    return site.get_model_admin(apps.get_model("articles.Article")).has_add_permission(request)
