"""The appearance of the desk is the account's."""

import pytest
from django.test import Client

from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_an_appearance_is_kept_with_the_account_and_stands_in_the_head(client: Client) -> None:
    user = make_user(groups=["Editor"])
    client.force_login(user)
    response = client.post("/admin/theme/", {"theme": "dark"}, headers={"Referer": "http://testserver/admin/articles/article/"})
    assert (response.status_code, response["Location"]) == (302, "http://testserver/admin/articles/article/")
    head = client.get("/admin/").text.partition("</head>")[0]
    assert head.index('<meta name="desk-theme" content="dark">') < head.index("css/desk/desk.css")
    assert "theme.js" not in head
    for nonsense in ("", "blue", "x" * 50):
        client.post("/admin/theme/", {"theme": nonsense}, headers={"Referer": "https://elsewhere.example/"})
    user.refresh_from_db()
    assert (user.theme, client.get("/admin/theme/").status_code) == ("dark", 405)
