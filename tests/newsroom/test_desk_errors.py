"""What is not there and what an account may not do, in the desk's frame; nobody else learns what there is behind the sign-in."""

import pytest
from django.test import Client

from newsroom.models import User
from tests.factories import make_article, make_site, make_user

pytestmark = pytest.mark.django_db
BACK = '<a class="button" href="/admin/">'


@pytest.fixture
def reporter(client: Client) -> None:
    client.force_login(make_user(groups=["Reporter"]))


@pytest.mark.usefixtures("reporter")
def test_what_an_account_may_not_do_is_said_with_the_way_back(client: Client) -> None:
    site = make_site(name="The Paper")
    response = client.get(f"/admin/articles/sitesettings/{site.pk}/change/")
    assert response.status_code == 403
    assert "“site settings”: your account may not do this. Whoever looks after the accounts can give it the right." in response.text
    assert BACK in response.text
    assert "no-store" in response["Cache-Control"]


@pytest.mark.usefixtures("reporter")
def test_an_unknown_address_of_the_desk_leads_back_to_it(client: Client) -> None:
    for address in ("/admin/nothing/", "/admin/articles/nothing/1/", "/admin/articles/article/9/compare/"):
        response = client.get(address)
        assert (response.status_code, BACK in response.text) == (404, True)
    assert BACK not in client.get("/nothing/").text


def test_who_is_not_signed_in_learns_nothing_of_what_there_is(client: Client) -> None:
    there, gone = make_article().pk, 999
    reader = make_user(username="reader")
    User.objects.update(is_staff=False)
    for account in (None, reader):
        if account:
            client.force_login(account)
        answers = [client.get(f"/admin/articles/article/{pk}/compare/") for pk in (there, gone)]
        answers += [client.get(address) for address in ("/admin/nothing/", "/admin/articles/article/")]
        assert {answer.status_code for answer in answers} == {302}
        assert {answer["Location"].partition("?")[0] for answer in answers} == {answers[0]["Location"].partition("?")[0]}
