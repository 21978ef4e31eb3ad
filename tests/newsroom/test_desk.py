"""No 500 from anything that stands in an address or a posted choice of the desk."""

from typing import Any

import pytest
from django.test import Client

from articles.models import Article
from tests.articles.admin.test_story_form import fresh, send
from tests.factories import make_article, make_section, make_user

pytestmark = pytest.mark.django_db
COMPLETING = "/admin/autocomplete/?app_label=articles&model_name=byline&field_name=author&term="


@pytest.fixture(autouse=True)
def _signed_in(client: Client) -> None:
    client.raise_request_exception = False
    client.force_login(make_user(is_superuser=True))


@pytest.mark.parametrize(
    "address",
    [
        "/admin/articles/article/?stage__exact=%00",
        "/admin/articles/article/?%00=1",
        f"{COMPLETING}%00",
        f"/admin/articles/path/?article={'9' * 23}",
    ],
)
def test_nonsense_in_an_address_gets_a_sentence(client: Client, address: str) -> None:
    make_article(section=make_section(name="World"))
    response = client.get(address)
    is_refused = response.status_code == 400 and "This address makes no sense" in response.content.decode()
    assert is_refused or response.status_code == 200  # PostgreSQL compares any number


@pytest.mark.parametrize("chosen", ["x", "\0", "9" * 30])
def test_a_bulk_act_on_what_is_no_story_is_refused(client: Client, chosen: str) -> None:
    response = client.post("/admin/articles/article/", {"action": "publish", "_selected_action": chosen})
    assert response.status_code == 400


@pytest.mark.parametrize(
    "typed",
    [
        {"assignee": "x"},
        {"assignee": "9" * 40},
        {"lead_image": "9" * 40},
        {"lead_image": "\0"},
        {"bylines-TOTAL_FORMS": 1, "bylines-0-author": "9" * 30, "bylines-0-role": "writer", "bylines-0-position": "0"},
        {"related-TOTAL_FORMS": 1, "related-0-target": "9" * 30, "related-0-position": "0"},
    ],
)
def test_a_row_that_cannot_exist_is_no_valid_choice_and_loses_nothing(client: Client, typed: dict[str, Any]) -> None:
    article: Article = make_article(headline="Kept", section=make_section(name="World"))
    response = send(client, article, notes="what was typed", **typed)
    page = response.content.decode()
    assert (response.status_code, len(response.context["errors"]), "what was typed" in page) == (200, 1, True)
    assert fresh(article).version == article.version
