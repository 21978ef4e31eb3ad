"""Tags typed into the story form: each has its page, whatever its case there is one, and what cannot be a tag is said."""

import pytest
from django.test import Client
from taggit.models import Tag

from articles.models import Article, ChangeKey, Edition
from newsroom.models import User
from tests.articles.admin.test_story_form import send
from tests.factories import make_section, make_tag, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> User:
    user = make_user(groups=["Editor"])
    client.force_login(user)
    return user


@pytest.mark.usefixtures("editor")
def test_a_tag_typed_into_the_form_has_its_page_and_its_key(client: Client) -> None:
    send(client, button="publish", section=make_section(name="World").pk, tags='new words, "sea, air"')
    tags = {tag.name: tag for tag in Article.objects.get().tags.all()}
    assert {name: tag.slug for name, tag in tags.items()} == {"new words": "new-words", "sea, air": "sea-air"}
    assert [client.get(f"/tag/{tag.slug}/").status_code for tag in tags.values()] == [200, 200]
    assert 'href="/tag/sea-air/"' in client.get(Edition.objects.get().path).content.decode()
    assert ChangeKey.objects.filter(name__in=[f"tag:{tag.pk}" for tag in tags.values()]).count() == 2


@pytest.mark.usefixtures("editor")
def test_a_tag_is_found_whatever_its_case_and_written_form(client: Client) -> None:
    cafe, sea = make_tag(name="Café"), make_tag(name="Sea")
    send(client, tags="CAFE\u0301, sea, SEA, Straße, STRASSE")
    assert Tag.objects.count() == 3
    assert {name.casefold() for name in Article.objects.get().tags.names()} == {"café", "sea", "strasse"}
    assert set(Tag.objects.filter(pk__in=[cafe.pk, sea.pk])) < set(Article.objects.get().tags.all())


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("x" * 101, f"The tag “{'x' * 30}…” is too long: at most 100 characters fit."),
        ("fine, 😀", "The tag “😀” needs a letter or a digit: its page&#x27;s address is made of them."),
    ],
    ids=["too long", "emoji"],
)
@pytest.mark.usefixtures("editor")
def test_what_cannot_be_a_tag_is_said_and_nothing_is_made(client: Client, typed: str, sentence: str) -> None:
    response = send(client, tags=typed, notes="what was typed")
    page = response.content.decode()
    assert (response.status_code, sentence in page, "what was typed" in page) == (200, True, True)
    assert (Article.objects.count(), Tag.objects.count()) == (0, 0)


@pytest.mark.usefixtures("editor")
def test_a_tag_whose_address_is_taken_gets_a_number(client: Client) -> None:
    make_tag(name="C")
    send(client, tags="C++")
    assert Article.objects.get().tags.get().slug == "c-2"
