"""Every screen of the desk opens, keeps the policy and stays in its frame: what an upgrade of Django would change is noticed here."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.test import Client, RequestFactory
from django.urls import reverse
from taggit.models import Tag

from articles import publishing
from articles.models import Article, Author, Image
from articles.publishing import SYSTEM
from newsroom.models import User
from tests.factories import make_article, make_author, make_image, make_live, make_page, make_section, make_site, make_tag, make_user

pytestmark = pytest.mark.django_db

AGAINST_THE_POLICY = {
    "a style attribute": re.compile(r"<[^>]+\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a handler": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "an inline script": re.compile(
        r"<script(?![^>]*\b(?:src|nonce)=)(?![^>]*type=\"(?:application/json|text/template)\")[^>]*>", re.IGNORECASE
    ),
    "a script's address": re.compile(r"href=\"javascript:", re.IGNORECASE),
    "somebody else's file": re.compile(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=\"(?:https?:)?//", re.IGNORECASE),
}
BLOCKS_OF_DJANGO = {
    "admin/base.html": [
        "extrastyle",
        "extrahead",
        "responsive",
        "header",
        "branding",
        "usertools",
        "userlinks",
        "content_title",
        "extrabody",
    ],
    "admin/change_list.html": ["object-tools", "search", "filters", "result_list", "pagination", "breadcrumbs"],
    "admin/change_form.html": ["form_top", "field_sets", "after_related_objects", "object-tools-items", "submit_buttons_bottom"],
    "admin/actions.html": ["actions-form", "actions-submit", "actions-counter"],
}


def addresses() -> Iterator[str]:
    """Yield the screens of every registered model, and those that belong to none."""
    yield from ("/admin/", "/admin/records/", "/admin/password_change/", "/admin/password_change/done/", "/admin/articles/")
    yield from ("/admin/articles/article/?q=harbour", "/admin/articles/article/?view=mine", "/admin/articles/image/?use=unused")
    for model, screen in admin.site._registry.items():
        names = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"{names}_changelist")
        if screen.has_add_permission(_asked()):
            yield reverse(f"{names}_add")
            yield reverse(f"{names}_add") + "?_popup=1"
        for thing in model._default_manager.order_by("pk")[:1]:
            yield from (reverse(f"{names}_{kind}", args=[thing.pk]) for kind in ("change", "history", "delete"))
    yield f"/admin/articles/author/{Author.objects.get().pk}/merge/"
    yield f"/admin/taggit/tag/{Tag.objects.get().pk}/merge/"


def _asked() -> Any:
    request = RequestFactory().get("/admin/")
    request.user = User.objects.get(is_superuser=True)
    return request


def test_every_screen_opens_and_keeps_the_policy(client: Client) -> None:
    client.force_login(make_user(is_superuser=True, first_name="Mara"))
    section, picture = make_section(name="World"), make_image()
    make_live(headline="Live", section=section, tags=[make_tag(name="sea")], authors=[make_author(name="Mara")], lead_image=picture)
    make_page(title="About")
    make_site(name="Courier")
    Group.objects.get_or_create(name="Editor")
    broken, opened = [], 0
    for address in addresses():
        response = client.get(address, follow=True)
        page = response.content.decode()
        opened += 1
        if response.status_code != 200 and not (address.endswith("/delete/") and response.status_code == 403):
            broken.append(f"{address}: {response.status_code}")
        broken += [f"{address}: {name}" for name, pattern in AGAINST_THE_POLICY.items() if pattern.search(page)]
        if response.status_code == 200 and "css/desk/desk.css" not in page:
            broken.append(f"{address}: not in the desk's frame")
    assert broken == []
    assert opened > 60
    assert (Article.objects.count(), Image.objects.count(), LogEntry.objects.count()) == (1, 1, 0)


@pytest.mark.parametrize(("name", "blocks"), BLOCKS_OF_DJANGO.items())
def test_djangos_templates_still_have_the_blocks_that_ours_fill(name: str, blocks: list[str]) -> None:
    source = (Path(admin.__file__).parent / "templates" / name).read_text()  # of its own: ours of that name extends it
    assert [block for block in blocks if f"{{% block {block} %}}" not in source] == []


def test_the_sites_screen_names_its_rows_and_shows_its_colour(client: Client) -> None:
    make_section(name="World")
    site = make_site(name="The Paper", accent="#0a5a68")
    client.force_login(make_user(groups=["Chief editor"]))
    page = client.get(f"/admin/articles/sitesettings/{site.pk}/change/").text
    assert re.search(r'<th scope="row">World', page)
    assert 'fill="#0a5a68"' in page


def test_deleted_drafts_have_one_button_and_the_way_back(client: Client) -> None:
    client.force_login(make_user(groups=["Chief editor"]))
    publishing.delete(make_article(headline="Gone"), by=SYSTEM)
    page = client.get("/admin/articles/deleteddraft/").text
    assert ('name="action" value="take_back"' in page, "<select" in page) == (True, False)
    assert '<a href="/admin/articles/article/">Stories</a>' in page


def test_all_records_call_tags_tags(client: Client) -> None:
    client.force_login(make_user(is_superuser=True))
    names = {app["name"] for app in client.get("/admin/records/").context["app_list"]}
    assert ("Tags" in names, "Taggit" in names) == (True, False)


def test_the_library_shows_what_was_uploaded_when_it_is_asked(client: Client) -> None:
    client.force_login(make_user(groups=["Editor"]))
    assert '<a class="button upload-show" href="?">Show them in the library</a>' in client.get("/admin/articles/image/").text
