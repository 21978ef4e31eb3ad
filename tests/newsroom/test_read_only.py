"""Read-only: everything is read, nothing is changed, and what was typed comes back."""

import io
import re
from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.test import Client

from articles.models import Article
from newsroom import read_only
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_a_form_of_the_desk_comes_back_with_what_was_typed_and_nothing_is_saved(client: Client) -> None:
    client.force_login(make_user(groups=["Chief editor"]))
    said = io.StringIO()
    call_command("read_only", "on", stdout=said)
    response = client.post("/admin/articles/article/add/", {"headline": "Fog <over> us", "tags": ["a", "b"], "csrfmiddlewaretoken": "x"})
    page = response.content.decode()
    assert (response.status_code, response["Retry-After"], response["Cache-Control"]) == (503, "300", "no-store")
    assert '<input type="hidden" name="headline" value="Fog &lt;over&gt; us">' in page
    assert (page.count('name="tags"'), page.count('name="csrfmiddlewaretoken"'), Article.objects.count()) == (2, 1, 0)
    assert said.getvalue().startswith("The site is read-only from this second on: readers read")
    call_command("read_only", "off", stdout=said)
    assert client.post("/admin/articles/article/add/", {"headline": "Fog"}).status_code == 200


def test_what_came_back_can_be_sent_again() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user(groups=["Chief editor"]))
    token = _token(client.get("/admin/articles/article/add/").content.decode())
    read_only.turn_on()
    page = client.post("/admin/articles/article/add/", {"headline": "Fog", "csrfmiddlewaretoken": token}).content.decode()
    read_only.turn_off()
    again = client.post("/admin/articles/article/add/", {"headline": "Fog", "csrfmiddlewaretoken": _token(page)})
    assert (
        again.status_code,
        bool(re.search(rb'name="headline"[^>]*(>\s*Fog<|value="Fog")|value="Fog"[^>]*name="headline"', again.content)),
    ) == (200, True)


def _token(page: str) -> str:
    return re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[-1]


def test_database_that_is_away_is_no_reason_for_a_500(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_what: Any, **_more: Any) -> Any:
        raise OperationalError("gone")

    read_only.turn_on()
    monkeypatch.setattr(read_only, "render", away)
    assert client.post("/admin/articles/article/add/", {"headline": "Fog"}).status_code == 503


def test_pages_are_read_and_other_forms_are_refused_in_a_sentence(client: Client) -> None:
    read_only.turn_on()
    assert client.get("/").status_code == 200
    response = client.post("/accounts/login/", {"login": "mara", "password": "secret words"})
    assert (response.status_code, b"secret words" in response.content) == (503, False)
    assert b"Somebody works on this site, so nothing can be sent just now." in response.content
