"""The page of a tag."""

import pytest

from articles.saving import save_tag
from tests.articles.views.pages import read
from tests.factories import DAY, NOW, make_article, make_live, make_section, make_tag, schedule, set_clock

pytestmark = pytest.mark.django_db


def test_tag_shows_its_stories(client) -> None:
    world, sea = make_section(name="World"), make_tag(name="The sea")
    make_live(headline="Tagged", section=world, tags=[sea])
    make_live(headline="Other", section=world)
    make_article(headline="Draft", section=world, tags=[sea])
    page = read(client.get("/tag/the-sea/"))
    assert (page.words("h1"), page.words(".headline")) == (["The sea"], ["Tagged"])
    assert page.meta("description") == ["The sea: all stories in Newsroom"]


def test_tag_of_which_readers_have_seen_nothing_is_not_found(client) -> None:
    world, sea = make_section(name="World"), make_tag(name="Sea")
    make_article(section=world, tags=[sea])
    schedule(make_article(section=world, tags=[sea]), at=NOW + DAY)
    sea.slug = "the-sea"
    save_tag(sea)
    assert [client.get(f"/tag/{slug}/").status_code for slug in ("sea", "the-sea")] == [404, 404]
    set_clock(NOW + DAY)
    assert [client.get(f"/tag/{slug}/").status_code for slug in ("sea", "the-sea")] == [301, 200]


def test_older_page_depends_on_what_the_tag_is_called(client) -> None:
    sea = make_tag(name="Sea")
    world = make_section(name="World")
    for day in range(32):
        make_live(section=world, tags=[sea], headline=f"Day {day}", at=NOW + day * DAY)
    older = client.get("/tag/sea/" + next(link for link in read(client.get("/tag/sea/")).values("a", "href") if "?before=" in (link or "")))
    assert read(older).words("h1") == ["Sea"]
    assert f"name:tag:{sea.pk}" in older["Surrogate-Key"].split()


@pytest.mark.parametrize("count", [1, 30])
def test_tag_takes_four_queries(count: int, client, django_assert_num_queries) -> None:
    world, sea = make_section(name="World"), make_tag(name="Sea")
    for number in range(count):
        make_live(headline=f"Story {number}", section=world, tags=[sea], authors=[])
    client.get("/tag/sea/")
    with django_assert_num_queries(4):
        assert len(read(client.get("/tag/sea/")).words(".teaser")) == count
