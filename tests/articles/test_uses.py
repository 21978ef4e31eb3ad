"""What is in use is not deleted, and says where."""

import pytest
from django.db.models import Model
from django.db.models.deletion import ProtectedError

from articles import publishing
from articles.models import Author
from articles.publishing import SYSTEM
from articles.uses import uses_of
from tests.factories import change, make_article, make_author, make_image, make_live, make_page, make_section, make_tag

pytestmark = pytest.mark.django_db


def test_what_is_not_used_may_go() -> None:
    for thing in (make_section(name="World"), make_author(name="Ada"), make_tag(name="Storms"), make_image(), make_page(title="About")):
        assert uses_of(thing) == []


def test_section_names_what_stands_in_it() -> None:
    world = make_section(name="World")
    make_section(name="Europe", parent=world)
    make_article(section=world, headline="Draft")
    moved = make_live(section=world, headline="Live").article
    change(moved, section=make_section(name="Sport"))
    assert uses_of(world) == ["Section inside it: Europe", "Story: Draft", "Published edition: Live"]


def test_author_and_tag_name_their_stories() -> None:
    section, author, tag = make_section(name="World"), make_author(name="Ada"), make_tag(name="Storms")
    make_article(section=section, authors=[author], tags=[tag], headline="Draft")
    moved = make_live(section=section, authors=[author], tags=[tag], headline="Live").article
    moved.bylines.all().delete()
    moved.tags.clear()
    change(moved)
    for thing in (author, tag):
        assert uses_of(thing) == ["Story: Draft", "Published edition: Live"]


def test_author_in_two_roles_names_a_story_once() -> None:
    author = make_author(name="Ada")
    make_article(section=make_section(name="World"), roles=[(author, "writer"), (author, "photographer")], headline="Draft")
    assert uses_of(author) == ["Story: Draft"]


def test_picture_names_portraits_stories_and_editions() -> None:
    image = make_image()
    make_author(name="Ada", portrait=image)
    live = make_live(section=make_section(name="World"), body=f'<figure data-image="{image.pk}"></figure>', headline="Live").article
    assert uses_of(image) == ["Portrait of Ada", "Story: Live", "Published edition: Live"]
    publishing.publish(change(live, body="<p>Words.</p>"), by=SYSTEM)
    assert uses_of(image) == ["Portrait of Ada", "Published edition: Live"]


def test_picture_names_the_standing_pages_that_show_it() -> None:
    image = make_image()
    make_page(title="About", body=f'<p>We.</p><figure data-image="{image.pk}"></figure>')
    make_page(title="Contact", body=f'<p>data-image="{image.pk}"</p><figure data-image="{image.pk}0"></figure>')
    assert uses_of(image) == ["Page: About"]


def test_twenty_are_named_and_more_are_more() -> None:
    section = make_section(name="World")
    for number in range(21):
        make_article(section=section, headline=f"Story {number:02}")
    told = uses_of(section)
    assert (len(told), told[-1]) == (21, "… and more.")


@pytest.mark.parametrize("kind", ["section", "author", "image", "portrait"])
def test_the_database_keeps_what_is_in_use(kind: str) -> None:
    section, author, image = make_section(name="World"), make_author(name="Ada"), make_image()
    make_live(section=section, authors=[author], lead_image=image)
    portrait = make_image()
    Author.objects.filter(pk=author.pk).update(portrait=portrait)
    things: dict[str, Model] = {"section": section, "author": author, "image": image, "portrait": portrait}
    with pytest.raises(ProtectedError):
        things[kind].delete()
