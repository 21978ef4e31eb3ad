"""Sections, authors, tags, pictures, pages and the site's settings in the admin."""

import io
import re
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image as Pixels

from articles.models import Author, Image, Page, Path, Section, SiteSettings
from articles.site import site
from tests.factories import make_article, make_author, make_image, make_live, make_page, make_section, make_site, make_tag, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _signed_in(client: Client) -> None:
    client.force_login(make_user(is_superuser=True))


def section_form(**typed: Any) -> dict[str, Any]:
    return {"name": "World", "slug": "", "parent": "", "position": 0, "description": "", "in_navigation": "on"} | typed


def site_form(client: Client, **typed: Any) -> dict[str, Any]:
    """Return what a browser would send of the site's screen, as it stands, but for what is typed."""
    page = client.get("/admin/articles/sitesettings/", follow=True)
    forms = [page.context["adminform"].form]
    for rows in page.context["inline_admin_formsets"]:
        forms += [rows.formset.management_form, *rows.formset.forms]
    shown = {bound.html_name: bound.value() for form in forms for bound in form}
    return {name: value for name, value in shown.items() if value is not None and value is not False} | typed


def said_of_the_site() -> tuple[list[str], list[str]]:
    shown = site()
    return [branch.name for branch in shown.sections], [page.name for page in shown.pages]


def said(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def jpeg(size: tuple[int, int] = (900, 600)) -> bytes:
    out = io.BytesIO()
    Pixels.new("RGB", size, "teal").save(out, "JPEG")
    return out.getvalue()


def test_every_screen_of_the_desk_opens(client: Client) -> None:
    make_live(section=make_section(name="World"), tags=[make_tag(name="sea")], authors=[make_author(name="Mara")])
    make_page(title="About")
    make_image()
    make_site(name="Courier")
    opened = []
    for model in admin.site._registry:
        names = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        for thing in model._default_manager.all()[:1]:
            assert client.get(reverse(f"{names}_change", args=[thing.pk])).status_code == 200
        assert client.get(reverse(f"{names}_changelist"), follow=True).status_code == 200
        opened.append(model._meta.model_name)
    assert {"article", "edition", "section", "author", "image", "page", "sitesettings", "path", "tag", "user", "group"} <= set(opened)


def test_the_list_of_sections_opens_on_a_new_site(client: Client) -> None:
    response = client.get("/admin/articles/section/")
    assert (response.status_code, list(response.context["cl"].result_list)) == (200, [])


def test_a_section_gets_its_path_and_moves_with_all_below(client: Client) -> None:
    client.post("/admin/articles/section/add/", section_form())
    world = Section.objects.get(name="World")
    client.post("/admin/articles/section/add/", section_form(name="Europe", parent=world.pk))
    client.post(f"/admin/articles/section/{world.pk}/change/", section_form(slug="globe"))
    paths = set(Path.objects.values_list("path", flat=True))
    assert paths == {"/world/", "/world/europe/", "/globe/", "/globe/europe/"}


def test_a_section_is_not_moved_under_itself(client: Client) -> None:
    world = make_section(name="World")
    europe = make_section(name="Europe", parent=world)
    response = client.post(f"/admin/articles/section/{world.pk}/change/", section_form(parent=europe.pk, description="typed"))
    page = response.content.decode()
    assert ("A section cannot be moved inside itself" in page, "typed" in page) == (True, True)
    world.refresh_from_db()
    assert world.parent is None


@pytest.mark.parametrize("slug", ["admin", "2024", "about"])
def test_an_address_that_is_taken_is_said_in_the_form(client: Client, slug: str) -> None:
    make_page(title="About")
    response = client.post("/admin/articles/section/add/", section_form(slug=slug))
    assert response.status_code == 200
    assert list(response.context["adminform"].form.errors) == ["slug"]
    assert Section.objects.count() == 0


def test_what_is_in_use_is_not_deleted_and_its_uses_are_listed(client: Client) -> None:
    author, picture, section, tag = make_author(name="Mara"), make_image(), make_section(name="World"), make_tag(name="sea")
    edition = make_live(headline="Uses them", section=section, authors=[author], tags=[tag], lead_image=picture)
    for thing in (author, picture, section, tag):
        meta = thing._meta
        response = client.post(reverse(f"admin:{meta.app_label}_{meta.model_name}_delete", args=[thing.pk]), {"post": "yes"})
        assert f"Published edition: {edition.headline}" in said(response)
        assert type(thing)._default_manager.filter(pk=thing.pk).exists()


def test_what_is_not_in_use_is_deleted(client: Client) -> None:
    author, section = make_author(name="Nobody"), make_section(name="Empty")
    for thing in (author, section):
        client.post(reverse(f"admin:articles_{thing._meta.model_name}_delete", args=[thing.pk]), {"post": "yes"})
    assert (Author.objects.count(), Section.objects.count(), Path.objects.count()) == (0, 0, 0)


def test_an_upload_gets_its_renditions_and_needs_words(client: Client) -> None:
    form = {"alt": "Screenshot 2024 03 30 071332", "caption": "typed", "focal_x": "0.5", "focal_y": "0.5"}
    refused = client.post("/admin/articles/image/add/", form | {"file": SimpleUploadedFile("a.jpg", jpeg())})
    assert "looks like a file name" in refused.content.decode()
    assert "A file cannot be kept: choose it again." in refused.content.decode()
    assert ("typed" in refused.content.decode(), Image.objects.count()) == (True, 0)
    client.post("/admin/articles/image/add/", form | {"alt": "A teal square", "file": SimpleUploadedFile("a.jpg", jpeg())})
    image = Image.objects.get()
    assert (image.width_px, image.height_px, len(image.checksum)) == (900, 600, 64)
    page = client.get(f"/admin/articles/image/{image.pk}/change/").content.decode()
    shown = re.findall(r'<img src="/media/renditions/[0-9a-f/]+-\d+-(\w+)-(\d+)\.jpg"', page)
    assert shown == [("whole", "800"), ("3x2", "800"), ("1x1", "600"), ("16x9", "800"), ("4x5", "480"), ("40x21", "900")]


@pytest.mark.parametrize("wrong", [b"", b"<svg/>", b"no picture", jpeg()[:400]], ids=["empty", "svg", "text", "broken off"])
def test_a_hostile_upload_is_a_sentence(client: Client, wrong: bytes) -> None:
    form = {"alt": "A teal square", "focal_x": "0.5", "focal_y": "0.5", "file": SimpleUploadedFile("a.jpg", wrong)}
    response = client.post("/admin/articles/image/add/", form)
    assert (response.status_code, bool(response.context["adminform"].form.errors["file"]), Image.objects.count()) == (200, True, 0)


def test_pages_and_settings_are_live_on_save(client: Client) -> None:
    make_page(title="About", body="<p>Old</p>")
    page = Page.objects.get()
    assert "Old" in client.get("/about/").content.decode()
    form = {"title": "About", "slug": "about", "body": "<p>New</p>", "position": 0, "in_footer": "on"}
    client.post(f"/admin/articles/page/{page.pk}/change/", form)
    assert "New" in client.get("/about/").content.decode()
    client.post("/admin/articles/sitesettings/1/change/", site_form(client, name="The Courier"))
    assert SiteSettings.objects.get().name == "The Courier"
    assert "The Courier" in client.get("/about/").content.decode()


def test_navigation_and_footer_are_set_on_the_screen_of_the_site(client: Client) -> None:
    for position, name in enumerate(("World", "Harbour", "Sport")):
        make_section(name=name, position=position)
    make_section(name="Europe", parent=Section.objects.get(name="World"))
    make_page(title="About")
    make_page(title="Imprint", position=1)
    typed = site_form(client)
    assert said_of_the_site() == (["World", "Harbour", "Sport"], ["About", "Imprint"])
    assert (typed["section-TOTAL_FORMS"], typed["page-TOTAL_FORMS"]) == (3, 2)
    typed |= {"section-0-position": 9, "page-1-position": 0, "page-0-position": 1}
    del typed["section-2-in_navigation"]
    client.post("/admin/articles/sitesettings/1/change/", typed)
    assert said_of_the_site() == (["Harbour", "World"], ["Imprint", "About"])


def test_two_who_order_the_navigation_at_once_do_not_overwrite_each_other(client: Client) -> None:
    for position, name in enumerate(("World", "Harbour", "Sport")):
        make_section(name=name, position=position)
    make_page(title="About")
    where = "/admin/articles/sitesettings/1/change/"
    mine, theirs = site_form(client), site_form(client) | {"section-0-position": 9}
    del theirs["page-0-in_footer"]
    assert client.post(where, theirs).status_code == 302
    response = client.post(where, mine | {"name": "The Courier", "section-1-position": 7})
    assert said_of_the_site() == (["Harbour", "Sport", "World"], [])
    page, form = response.text, response.context["adminform"].form
    assert "Somebody else saved this after you had opened it. Nothing was overwritten." in page
    told = [(one.label, one.yours, one.theirs) for one in form.differences]
    assert told == [
        ("Name of the paper", "The Courier", "Newsroom"),
        ("Navigation: the sections at the head of every page", "World\nSport\nHarbour", "Harbour\nSport\nWorld"),
        ("Footer: the pages at the foot of every page", "About", ""),
    ]
    assert ('name="section-1-position" value="7"' in page, 'value="The Courier"' in page) == (True, True)
    client.post(where, mine | {"name": "The Courier", "section-1-position": 7, "_overwrite": form.their_digest})
    assert said_of_the_site() == (["World", "Sport", "Harbour"], ["About"])
    assert SiteSettings.objects.get().name == "The Courier"


def test_a_section_moved_elsewhere_meanwhile_is_noticed_and_a_renamed_one_is_not(client: Client) -> None:
    make_section(name="World")
    where, mine = "/admin/articles/sitesettings/1/change/", site_form(client)
    Section.objects.update(name="Abroad")
    assert client.post(where, mine).status_code == 302
    Section.objects.update(position=4)
    response = client.post(where, mine)
    assert (response.status_code, Section.objects.get().position) == (200, 4)


def test_a_wrong_colour_or_address_comes_back_with_a_sentence(client: Client) -> None:
    typed = site_form(client, accent="teal", social="https://mastodon.social/@us\njavascript:alert(1)")
    response = client.post("/admin/articles/sitesettings/1/change/", typed)
    assert response.context["adminform"].form.errors == {
        "accent": ["Write a colour as “#” and six digits, such as #0a5a68."],
        "social": ["“javascript:alert(1)” is no address that begins with https://."],
    }
    assert response.context["adminform"].form["accent"].value() == "teal"


def test_the_logo_is_a_use_of_a_picture(client: Client) -> None:
    logo = make_image(alt="The Courier")
    make_site(name="The Courier", logo=logo)
    response = client.post(f"/admin/articles/image/{logo.pk}/delete/", {"post": "yes"})
    assert (said(response)[1:], Image.objects.count()) == (["Logo of the paper"], 1)


def test_an_edition_can_be_read_and_not_changed(client: Client) -> None:
    article = make_article(section=make_section(name="World"))
    edition = make_live(section=article.section)
    assert client.post(f"/admin/articles/edition/{edition.pk}/change/", {"headline": "Forged"}).status_code == 403
    assert client.post(f"/admin/articles/edition/{edition.pk}/delete/", {"post": "yes"}).status_code == 403


def opened(client: Client, thing: Any) -> tuple[str, dict[str, Any]]:
    """Open a row's form; return its address and what a browser would send of it, as it stands."""
    meta = thing._meta
    where = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[thing.pk])
    if isinstance(thing, SiteSettings):
        return where, site_form(client)
    values = {bound.html_name: bound.value() for bound in client.get(where).context["adminform"].form}
    return where, {name: value for name, value in values.items() if value is not None and value is not False}


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda: make_page(title="About"), "title"),
        (lambda: make_section(name="World"), "name"),
        (lambda: make_author(name="Mara"), "name"),
        (lambda: make_tag(name="sea"), "name"),
        (lambda: make_site(name="Courier"), "name"),
    ],
    ids=["page", "section", "author", "tag", "site"],
)
def test_a_save_over_somebody_elses_is_refused_and_shows_both(client: Client, make: Any, field: str) -> None:
    thing = make()
    where, mine = opened(client, thing)
    theirs = mine | {field: "Theirs"}
    assert client.post(where, theirs).status_code == 302
    response = client.post(where, mine | {field: "Mine"})
    page = response.content.decode()
    assert "Somebody else saved this after you had opened it. Nothing was overwritten." in page
    assert ("<mark>Mine</mark>" in page, "<mark>Theirs</mark>" in page, 'value="Mine"' in page) == (True, True, True)
    assert page.index('class="pressed-by-enter"') < page.index('name="_overwrite"')
    thing.refresh_from_db()
    assert getattr(thing, field) == "Theirs"
    overwrite = response.context["adminform"].form.their_digest
    assert client.post(where, mine | {field: "Mine", "_overwrite": overwrite}).status_code == 302
    thing.refresh_from_db()
    assert getattr(thing, field) == "Mine"
