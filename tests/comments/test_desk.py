"""Comments of a story at the desk: a switch that acts at once, for those who may, on one of two screens."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from articles.models import Article, ChangeKey
from comments.models import Thread
from tests.articles.admin.test_story_form import address, send
from tests.factories import make_article, make_section, make_user

pytestmark = pytest.mark.django_db
CLOSE = {"thread-TOTAL_FORMS": 1, "thread-0-mode": "closed"}
ADD = "/admin/comments/thread/add/"


@pytest.fixture
def article() -> Article:
    return make_article(section=make_section(name="World"))


def sign_in(client: Client, group: str) -> None:
    client.force_login(make_user(groups=[group]))


def said(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_a_reporter_sees_the_panel_and_cannot_change_it(client: Client, article: Article) -> None:
    sign_in(client, "Reporter")
    assert 'name="thread-0-mode"' not in client.get(address(article)).content.decode()
    assert client.post(address(article), {}).status_code == 200
    send(client, article, **CLOSE)
    assert Thread.objects.count() == 0


def test_an_editor_closes_comments_from_the_form_and_is_told_that_it_acts_at_once(client: Client, article: Article) -> None:
    sign_in(client, "Editor")
    assert 'name="thread-0-mode"' in client.get(address(article)).content.decode()
    assert "Comments: Closed. This acts at once." in said(send(client, article, **CLOSE))
    assert Thread.objects.get().mode == "closed"


def test_a_moderator_looks_at_the_story_and_changes_the_thread_on_its_own_screen(client: Client, article: Article) -> None:
    sign_in(client, "Moderator")
    page = client.get(address(article)).content.decode()
    assert ('name="thread-0-mode"' in page, 'value="save"' in page) == (False, False)
    response = client.post(ADD, {"article": article.pk, "mode": "closed"})
    thread = Thread.objects.get()
    assert (thread.article, thread.mode, said(response)[0]) == (article, "closed", "Comments: Closed. This acts at once.")
    raised = ChangeKey.objects.get(name=f"comments:{article.pk}").changed
    client.post(reverse("admin:comments_thread_change", args=[thread.pk]), {"mode": "hidden"})
    thread.refresh_from_db()
    assert (thread.mode, ChangeKey.objects.get(name=f"comments:{article.pk}").changed > raised) == ("hidden", True)


def test_a_reporter_does_not_reach_the_threads_own_screen(client: Client, article: Article) -> None:
    sign_in(client, "Reporter")
    assert client.post(ADD, {"article": article.pk, "mode": "closed"}).status_code == 403
    assert Thread.objects.count() == 0


def test_the_sheet_of_keys_names_those_of_the_queue(client: Client) -> None:
    sign_in(client, "Moderator")
    page = client.get(reverse("admin:comments_queue")).content.decode()
    sheet = page.split('<dl class="shortcuts">')[1].split("</dl>")[0]
    assert [key for key in "JKARSFUO" if f"<kbd>{key}</kbd>" not in sheet] == []
