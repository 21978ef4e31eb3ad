"""Preview: the reader's page of the working copy, for signed-in staff alone."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission

from articles.models import Article
from tests.articles.views.pages import read
from tests.factories import (
    DAY,
    NOW,
    change,
    make_article,
    make_author,
    make_image,
    make_live,
    make_section,
    make_tag,
    publish,
    schedule,
)

pytestmark = pytest.mark.django_db


def make_user(*permissions: str, **rest: object):
    user = get_user_model().objects.create_user(username="ines", password="a long password", **rest)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions, content_type__app_label="articles"))
    return user


def test_preview_is_the_page_that_publishing_makes(client, admin_client) -> None:
    world, sea = make_section(name="World"), make_tag(name="Sea")
    make_live(headline="Found", section=world, tags=[sea])
    picked = make_live(headline="Picked", section=make_section(name="Sport")).article
    article = make_article(
        headline="Cranes",
        kicker="Harbour",
        deck="They stand.",
        dateline="Moscow",
        section=world,
        tags=[sea],
        related=[picked],
        authors=[make_author(name="Ines Falk")],
        lead_image=make_image(),
        language="ar",
    )
    preview = admin_client.get(f"/preview/{article.pk}/").content.decode()
    published = client.get(publish(article, at=NOW).path).content.decode()
    shared, printed = "http%3A//127.0.0.1%3A8000/2024/03/30/cranes/", ">http://127.0.0.1:8000/2024/03/30/cranes/<"  # it has none before
    assert without_what_machines_read(preview) == without_what_machines_read(published.replace(shared, "").replace(printed, "><"))


def without_what_machines_read(page: str) -> list[str]:
    """Return a page's words without its address, without what needs one (comments too) and without the bar that only a preview has."""
    return re.sub(
        r'<meta (?:property|name="robots")[^>]*>|<link rel="canonical"[^>]*>|<script type="application/ld.json">.*?</script>'
        r'|<p class="write">.*?</p>\s*<div data-comment-place></div>|<script type="module" src="[^"]*comments.js"></script>'
        r'|<link rel="stylesheet" href="[^"]*desk/preview.css">|<aside class="preview-bar".*?</aside>',
        "",
        page,
        flags=re.DOTALL,
    ).split()


def test_preview_is_named_on_the_page_and_leads_back_and_readers_get_nothing_of_it(client, admin_client) -> None:
    edition = make_live(section=make_section(name="World"))
    page = admin_client.get(f"/preview/{edition.article_id}/").content.decode()
    assert '<aside class="preview-bar" aria-label="Preview">' in page
    assert f'<a href="/admin/articles/article/{edition.article_id}/change/">Back to the form</a>' in page
    assert "preview" not in client.get(edition.path).content.decode().lower()


def test_preview_of_a_live_story_shows_the_unpublished_changes(client, admin_client) -> None:
    edition = make_live(headline="Before", section=make_section(name="World"))
    change(edition.article, headline="After")
    assert read(admin_client.get(f"/preview/{edition.article_id}/")).words("h1") == ["After"]
    assert read(client.get(edition.path)).words("h1") == ["Before"]


def test_preview_of_a_story_that_has_nothing_yet(admin_client) -> None:
    article = make_article(headline="Only this", body="", tags=[make_tag(name="Sea")])
    page = read(admin_client.get(f"/preview/{article.pk}/"))
    assert (page.words("h1"), page.words(".prose"), page.words(".tags")) == (["Only this"], [""], ["Sea"])


def test_preview_of_a_scheduled_story(admin_client) -> None:
    article = make_article(headline="Tomorrow", section=make_section(name="World"))
    schedule(article, at=NOW + DAY)
    assert read(admin_client.get(f"/preview/{article.pk}/")).words(".times") == ["Published March 31, 2024, noon"]


def test_preview_is_kept_by_nobody(admin_client) -> None:
    article = make_article()
    response = admin_client.get(f"/preview/{article.pk}/")
    assert (response["Cache-Control"], response["X-Robots-Tag"]) == ("no-store, private", "noindex")
    assert read(response).meta("robots") == ["noindex"]
    assert response.get("Surrogate-Key") is None


def test_preview_sends_strangers_to_sign_in_whether_there_is_a_story_or_not(client) -> None:
    article = make_article(headline="Secret")
    for pk in (article.pk, article.pk + 1000):
        response = client.get(f"/preview/{pk}/")
        assert (response.status_code, response["Location"]) == (302, f"/accounts/login/?next=/preview/{pk}/")
        assert response["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize(
    ("facts", "permissions", "status"),
    [
        ({"is_staff": True}, ["view_article"], 200),
        ({"is_staff": True}, ["change_article"], 200),
        ({"is_staff": True}, ["view_section"], 404),
        ({"is_staff": True}, [], 404),
        ({"is_staff": False}, ["view_article", "change_article"], 404),
    ],
)
def test_preview_is_for_staff_who_may_see_stories(facts: dict[str, bool], permissions: list[str], status: int, client) -> None:
    article = make_article(headline="Secret")
    client.force_login(make_user(*permissions, **facts))
    response = client.get(f"/preview/{article.pk}/")
    assert (response.status_code, "Secret" in response.content.decode()) == (status, status == 200)


@pytest.mark.parametrize("pk", ["987654", "0", "9" * 25])
def test_preview_of_no_story_is_not_found(pk: str, admin_client) -> None:
    assert admin_client.get(f"/preview/{pk}/").status_code == 404


def test_preview_changes_nothing(admin_client) -> None:
    article = make_article(section=make_section(name="World"))
    before = Article.objects.values().get(pk=article.pk)
    admin_client.get(f"/preview/{article.pk}/")
    assert Article.objects.values().get(pk=article.pk) == before
    assert Article.objects.get(pk=article.pk).editions.count() == 0
    assert admin_client.post(f"/preview/{article.pk}/").status_code == 405
