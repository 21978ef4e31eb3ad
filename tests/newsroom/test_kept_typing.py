"""What was typed while the session ended comes back, and nothing of another site's does."""

import html
import re
from typing import Any

import psycopg
import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from articles.look import look
from articles.models import Article
from newsroom.sessions import SessionStore
from tests.articles.admin.test_story_form import address, form_of, fresh
from tests.factories import make_article, make_section, make_user

pytestmark = pytest.mark.django_db
OWN = {"Origin": "http://testserver"}
TYPED = {"headline": 'A "long" night', "notes": "First line\r\nSecond & last", "_verb": "publish", "_overwrite": "3"}


@pytest.fixture
def article() -> Article:
    return make_article(headline="As saved", section=make_section(name="World"))


def hidden(page: str) -> list[tuple[str, str]]:
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', page)
    return [(name, html.unescape(value)) for name, value in found if name != "csrfmiddlewaretoken"]


def token(page: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]*)"', page)
    assert found
    return found[1]


def test_a_form_sent_while_signed_out_comes_back_with_every_field_and_is_saved_after_signing_in(client: Client, article: Article) -> None:
    response = client.post(address(article), form_of(article) | TYPED, headers=OWN)
    page = response.content.decode()
    fields = dict(hidden(page))
    assert (response.status_code, response["Cache-Control"], "Nothing is lost" in page) == (403, "no-store", True)
    assert (fields["headline"], fields["notes"]) == (TYPED["headline"], TYPED["notes"])
    assert (fields["_verb"], "_overwrite" in fields) == ("save", False)
    client.force_login(make_user(groups=["Editor"]))
    client.post(address(article), fields)
    assert (fresh(article).headline, fresh(article).notes, article.editions.count()) == ('A "long" night', "First line\nSecond & last", 0)


def test_a_token_of_the_session_before_brings_the_fields_back_with_a_new_one(article: Article) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user(groups=["Editor"]))
    posted = form_of(article) | TYPED
    page = client.post(address(article), posted | {"csrfmiddlewaretoken": "x" * 64}, headers=OWN).content.decode()
    assert "What you typed is kept on this page" in page
    client.post(address(article), dict(hidden(page)) | {"csrfmiddlewaretoken": token(page)}, headers=OWN)
    assert fresh(article).headline == TYPED["headline"]


def test_what_the_server_failed_to_save_comes_back_and_is_saved_the_second_time(
    client: Client, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(make_user(groups=["Editor"]))
    with monkeypatch.context() as patch:
        patch.setattr("articles.working_copy.settle", lambda _article: 1 / 0)
        response = client.post(address(article), form_of(article) | TYPED, headers=OWN)
    page = response.content.decode()
    assert (response.status_code, "The server failed to save this." in page, fresh(article).headline) == (500, True, "As saved")
    client.post(address(article), dict(hidden(page)), headers=OWN)
    assert fresh(article).headline == TYPED["headline"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://testserver"},
        {},
    ],
    ids=["origin", "cross-site", "subdomain", "no word"],
)
def test_what_another_site_sends_is_not_kept(article: Article, headers: dict[str, str]) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user(groups=["Editor"]))
    response = client.post(address(article), form_of(article) | {"headline": "Forged"}, headers=headers)
    assert (response.status_code, "Forged" in response.content.decode()) == (403, False)


def test_a_new_storys_form_is_kept_and_passwords_and_other_posts_are_not(client: Client, caplog: Any) -> None:
    added = client.post(address(None), form_of() | TYPED, headers=OWN)
    assert dict(hidden(added.content.decode()))["headline"] == TYPED["headline"]
    user = client.post(
        reverse("admin:newsroom_user_add"), {"username": "mara", "password1": "secret words", "password2": "secret words"}, headers=OWN
    )
    assert hidden(user.content.decode()) == [("username", "mara")]
    listed = client.post(reverse("admin:articles_article_changelist"), {"action": "publish"}, headers=OWN)
    assert listed["Location"].startswith("/admin/login/")
    assert TYPED["headline"] not in caplog.text


def test_what_is_too_long_to_carry_is_refused_as_before(client: Client, article: Article) -> None:
    response = client.post(address(article), {"body": "x" * 10_000_001}, headers=OWN)
    assert (response.status_code, response["Location"].startswith("/admin/login/")) == (302, True)


def test_a_session_that_cannot_be_written_costs_nothing_that_was_typed(article: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(make_user(groups=["Editor"]))

    def full(self: SessionStore, must_create: bool = False) -> None:
        raise OperationalError("could not extend file") from psycopg.errors.DiskFull("could not extend file")

    monkeypatch.setattr(SessionStore, "save", full)
    response = client.post(address(article), form_of(article) | TYPED, headers=OWN)
    fields = dict(hidden(response.content.decode()))
    assert (response.status_code, response["Retry-After"], fields["headline"], fields["_verb"]) == (503, "10", TYPED["headline"], "save")


def _away(*_what: Any) -> None:
    told = OperationalError("terminating connection")
    told.__cause__ = psycopg.errors.AdminShutdown("terminating connection")
    raise told


def test_a_form_sent_while_the_database_is_away_comes_back_and_is_saved_later(article: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even the session can be read: whether somebody is signed in shows at the next try."""
    client = Client(raise_request_exception=False)
    client.force_login(make_user(groups=["Editor"]))
    form = form_of(article) | TYPED
    client.get("/")  # so that this process knows the paper
    with connection.execute_wrapper(_away), monkeypatch.context() as while_away:
        while_away.setattr(look, "_look", lambda: None)  # a site's own thread looks, and lets what is known stand
        response = client.post(address(article), form, headers=OWN)
    page = response.content.decode()
    fields = dict(hidden(page))
    assert (response.status_code, response["Cache-Control"], response["Retry-After"]) == (503, "no-store", "10")
    assert (fields["headline"], "Save again" in page, "Sign in (in a new tab)" in page, len(token(page))) == (
        TYPED["headline"],
        True,
        False,
        64,
    )
    client.post(address(article), fields)
    assert fresh(article).headline == TYPED["headline"]
