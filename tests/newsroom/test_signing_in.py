"""Logins are throttled from the first day, across processes, by the address our own proxies report."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.core.cache import cache
from django.db import DatabaseError, connection, transaction
from django.test import Client, RequestFactory

from newsroom import outage
from newsroom.accounts import client_address
from newsroom.models import User
from newsroom.sessions import SessionStore
from tests.factories import make_site

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"


def attempt(client: Client, *, name: str = "mara", password: str = "wrong", address: str = "192.0.2.1") -> Any:
    return client.post(LOGIN, {"login": name, "password": password}, REMOTE_ADDR=address)


def test_the_desk_leads_to_the_page_that_counts_attempts(client: Client) -> None:
    response = client.get("/admin/", follow=True)
    assert response.redirect_chain[-1][0].startswith("/accounts/login/?next=")


def test_the_page_to_sign_in_names_the_paper_and_not_the_host(client: Client) -> None:
    make_site(name="The Courier")
    page = client.get(LOGIN).content.decode()
    assert ("The Courier" in page, "testserver" in page) == (True, False)


def test_an_editor_signs_in_and_reaches_the_desk(client: Client) -> None:
    User.objects.create_user("mara", password="a good password", is_staff=True, is_superuser=True)
    response = client.post(f"{LOGIN}?next=/admin/", {"login": "mara", "password": "a good password", "next": "/admin/"}, follow=True)
    assert (response.redirect_chain, response.status_code) == ([("/admin/", 302)], 200)


def test_the_right_password_is_refused_after_five_wrong_ones_and_the_name_stays(client: Client) -> None:
    User.objects.create_user("mara", password="a good password", is_staff=True)
    for number in range(5):
        attempt(client, address=f"192.0.2.{number}")
    response = attempt(Client(), password="a good password", address="198.51.100.7")  # another browser, another address
    assert "Too many failed login attempts" in response.content.decode()
    assert 'value="mara"' in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_an_address_that_tries_many_names_gets_429_with_a_sentence(client: Client) -> None:
    responses = [attempt(client, name=f"name{number}") for number in range(31)]
    assert responses[-1].status_code == 429
    assert "Wait a minute, then try again." in responses[-1].content.decode()


def test_nobody_signs_up(client: Client) -> None:
    assert client.get("/accounts/signup/").status_code == 404


def test_forwarded_addresses_are_believed_only_from_our_own_proxies(settings: Any) -> None:
    from ipaddress import ip_network

    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.2", HTTP_X_FORWARDED_FOR="203.0.113.9, 198.51.100.4, 10.0.0.9")
    settings.TRUSTED_PROXIES = []
    assert client_address(request) == "10.0.0.2"
    settings.TRUSTED_PROXIES = [ip_network("10.0.0.0/8")]
    assert client_address(request) == "198.51.100.4"


@pytest.mark.parametrize("following", ["http://[", "%00", "//evil.example", "http://[::1"])
def test_a_next_address_that_cannot_be_read_leads_to_the_desk(client: Client, following: str) -> None:
    User.objects.create_user("mara", password="a good password", is_staff=True, is_superuser=True)
    assert client.get(f"{LOGIN}?next={following}").status_code == 200
    response = client.post(f"{LOGIN}?next={following}", {"login": "mara", "password": "a good password"})
    assert (response.status_code, response["Location"]) == (302, "/admin/")


def test_a_name_stays_locked_while_hundreds_of_others_are_tried(client: Client) -> None:
    User.objects.create_user("mara", password="a good password", is_staff=True)
    for number in range(5):
        attempt(client, address=f"192.0.2.{number}")
    for number in range(400):
        cache.set(f"another-{number}", [1.0], 300)
    assert "Too many failed login attempts" in attempt(Client(), password="a good password", address="198.51.100.7").content.decode()


@contextmanager
def unwritable() -> Iterator[None]:
    """Let this test's database answer questions and refuse every change by itself."""
    is_sqlite = connection.vendor == "sqlite"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only=ON" if is_sqlite else "SET TRANSACTION READ ONLY")
        try:
            yield
        finally:
            if is_sqlite:
                cursor.execute("PRAGMA query_only=OFF")
        transaction.set_rollback(True)  # PostgreSQL's transaction only reads until its savepoint is taken back


def test_nobody_signs_in_while_the_database_cannot_be_written_and_is_told_why(client: Client) -> None:
    User.objects.create_user("mara", password="a good password", is_staff=True, is_superuser=True)
    sent = {"login": "mara", "password": "a good password", "next": "/admin/articles/article/add/"}
    client.get(LOGIN)
    with unwritable():
        response = client.post(LOGIN, sent)
    page = response.content.decode()
    sentence = (
        '<p class="errornote" role="alert">Signing in is not possible at the moment: the database cannot be written. '
        "Please try again in some minutes.</p>"
    )
    assert (response.status_code, response["Retry-After"], response["Cache-Control"], sentence in page) == (503, "10", "no-store", True)
    assert ('value="mara"' in page, 'value="/admin/articles/article/add/"' in page, "a good password" in page) == (True, True, False)
    again = client.post(LOGIN, sent)
    assert (again.status_code, again["Location"]) == (302, "/admin/articles/article/add/")


def test_a_value_that_is_there_is_no_outage() -> None:
    assert (cache.add("taken", 1), cache.add("taken", 2), cache.get("taken")) == (True, False, 1)


def test_a_value_is_written_over_once_its_time_is_over_and_touched_while_it_lasts() -> None:
    assert (cache.add("attempt", 1, -1), cache.add("attempt", 2, 60), cache.get("attempt")) == (True, True, 2)
    assert (cache.touch("attempt", 60), cache.touch("nobody", 60), cache.get("nobody")) == (True, False, None)
    cache.set("attempt", [3.5], None)
    assert cache.get("attempt") == [3.5]


def test_a_session_that_cannot_be_written_is_an_outage_and_one_that_is_gone_is_gone() -> None:
    session = SessionStore()
    session["typed"] = 1
    session.save()
    session["typed"] = 2
    with pytest.raises(DatabaseError) as met, unwritable():
        session.save()
    assert outage.is_one(met.value)
    session.save()
    assert SessionStore(session.session_key)["typed"] == 2
    session.delete()
    with pytest.raises(UpdateError):
        session.save()
