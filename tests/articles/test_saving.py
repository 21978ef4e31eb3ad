"""Saving sections, authors, tags, pages and settings: paths claimed, lists true, keys raised, or a sentence and nothing changed."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from taggit.models import Tag

from articles import publishing, saving
from articles.addresses import SLUG_LENGTH
from articles.models import Author, ChangeKey, Image, Listing, Page, Path, Section, SiteSettings
from articles.publishing import SYSTEM
from articles.saving import delete_image, delete_page, delete_section, save_author, save_page, save_section, save_site, save_tag
from tests.articles.publishing.invariants import Reader, disagreements, months
from tests.factories import NOW, make_article, make_author, make_image, make_live, make_page, make_section, make_tag, schedule, set_clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(_fresh_look: None) -> None:
    set_clock(NOW)


def paths(**owner: Any) -> list[str]:
    return sorted(Path.objects.filter(**owner).values_list("path", flat=True))


def number() -> int:
    return max([0, *ChangeKey.objects.values_list("changed", flat=True)])


def raised_after(before: int) -> set[str]:
    return set(ChangeKey.objects.filter(changed__gt=before).values_list("name", flat=True))


def test_section_gets_the_path_of_its_place() -> None:
    world = make_section(name="World")
    europe = make_section(name="Europe", parent=world)
    assert (paths(section=world), paths(section=europe)) == (["/world/"], ["/world/europe/"])


def test_moved_section_takes_all_below_along_and_their_old_addresses_stay_theirs() -> None:
    world, sport = make_section(name="World"), make_section(name="Sport")
    europe = make_section(name="Europe", parent=world)
    alps = make_section(name="Alps", parent=europe)
    europe.parent = sport
    save_section(europe)
    assert paths(section=alps) == ["/sport/europe/alps/", "/world/europe/alps/"]
    assert paths(section=europe) == ["/sport/europe/", "/world/europe/"]


def test_moved_sections_stories_stand_in_the_new_lists_and_in_the_old_ones_no_more() -> None:
    world, sport = make_section(name="World"), make_section(name="Sport")
    europe = make_section(name="Europe", parent=world)
    live = make_live(section=make_section(name="Alps", parent=europe), headline="Live")
    scheduled = schedule(make_article(section=europe, headline="Scheduled"), at=NOW + dt.timedelta(days=40))
    stays = make_live(section=world, headline="Stays")
    reader = Reader()
    reader.read()
    before = number()
    europe.parent = sport
    save_section(europe)
    below = {f"section:{europe.pk}", f"section:{live.section_id}"}
    changed = {f"section:{world.pk}", f"section:{sport.pk}"}
    in_months = {f"{key}@{month}" for key in changed for month in ("2024-03", "2024-05")}
    assert raised_after(before) == {"sections"} | below | changed | in_months
    assert set(Listing.objects.filter(key=f"section:{sport.pk}").values_list("edition_id", flat=True)) == {live.pk, scheduled.pk}
    assert list(Listing.objects.filter(key=f"section:{world.pk}").values_list("edition_id", flat=True)) == [stays.pk]
    reader.read()
    assert (reader.stale, disagreements(now=NOW)) == ([], [])


def test_moving_a_section_costs_the_same_with_one_story_and_with_thirty(django_assert_num_queries: Any) -> None:
    world, sport = make_section(name="World"), make_section(name="Sport")
    europe = make_section(name="Europe", parent=world)
    counts = []
    for stories, parent, is_new_there in ((1, sport, True), (29, world, False), (0, sport, False)):
        for _story in range(stories):
            make_live(section=europe)
        europe.parent = parent
        with django_assert_num_queries(MOVE_QUERIES + (not is_new_there)):  # whose is an address that somebody has?
            save_section(europe)
        counts.append(Listing.objects.filter(key=f"section:{parent.pk}").count())
    assert counts == [1, 30, 30]


MOVE_QUERIES = 12


def test_new_name_keeps_the_address_and_raises_the_tree() -> None:
    section = make_section(name="World")
    before = number()
    section.name = "The world"
    save_section(section)
    assert (paths(section=section), raised_after(before)) == (["/world/"], {"sections", f"section:{section.pk}"})


def test_new_slug_moves_the_section_and_what_is_below() -> None:
    world = make_section(name="World")
    europe = make_section(name="Europe", parent=world)
    world.slug = "globe"
    save_section(world)
    assert (paths(section=world), paths(section=europe)) == (["/globe/", "/world/"], ["/globe/europe/", "/world/europe/"])
    world.slug = "world"
    save_section(world)
    assert paths(section=world) == ["/globe/", "/world/"]


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_section_is_never_moved_inside_itself(steps: int) -> None:
    chain = [make_section(name="A")]
    for name in ("B", "C"):
        chain.append(make_section(name=name, parent=chain[-1]))
    top = Section.objects.get(pk=chain[0].pk)
    top.parent = chain[steps]
    with pytest.raises(ValidationError) as refused:
        save_section(top)
    assert refused.value.message_dict == {"parent": ["A section cannot be moved inside itself or one of its own sub-sections."]}
    assert Section.objects.get(pk=top.pk).parent_id is None


@pytest.mark.parametrize("name", ["Admin", "Search", "Tag", "2024"])
def test_section_at_the_root_does_not_take_the_sites_own_word(name: str) -> None:
    with pytest.raises(ValidationError) as refused:
        make_section(name=name)
    assert refused.value.message_dict == {"slug": ["This word is the site's own. Choose another address."]}
    make_section(name=name, parent=make_section(name="World"))


def test_two_sections_beside_each_other_have_two_addresses() -> None:
    world = make_section(name="World")
    make_section(name="Europe", parent=world)
    for parent in (None, world):
        with pytest.raises(ValidationError) as refused:
            save_section(Section(name="World" if parent is None else "Europe", parent=parent))
        assert refused.value.message_dict == {"slug": ["This name or address is taken. Choose a different one."]}
    assert Section.objects.count() == 2


def test_section_does_not_take_the_old_address_of_another() -> None:
    world = make_section(name="World")
    world.slug = "globe"
    save_section(world)
    with pytest.raises(ValidationError, match="The address /world/ belongs to another page, and will for ever"):
        make_section(name="World")
    assert Section.objects.count() == 1


def test_section_below_so_many_that_its_address_does_not_fit_is_refused_in_words() -> None:
    parent = None
    for depth in range(6):
        parent = make_section(name=f"{depth}" * SLUG_LENGTH, parent=parent)
    with pytest.raises(ValidationError, match="at most 500 fit"):
        make_section(name="x" * SLUG_LENGTH, parent=parent)
    assert Section.objects.count() == 6


def test_empty_section_is_deleted_and_its_address_free() -> None:
    section = make_section(name="World")
    before = number()
    pk = section.pk
    delete_section(section)
    assert raised_after(before) == {"sections", f"section:{pk}"}
    assert paths(section=make_section(name="World")) == ["/world/"]


def test_author_keeps_the_old_address_when_theirs_changes() -> None:
    author = make_author(name="Ada Winter")
    before = number()
    author.slug = "ada"
    save_author(author)
    assert paths(author=author) == ["/author/ada-winter/", "/author/ada/"]
    assert f"author:{author.pk}" in {key.removeprefix("name:") for key in raised_after(before)}


def test_two_authors_of_one_name_need_two_addresses() -> None:
    make_author(name="Ada Winter")
    with pytest.raises(ValidationError) as refused:
        make_author(name="Ada Winter")
    assert refused.value.message_dict == {"slug": ["Another author has this address already. Choose a different one."]}
    assert Author.objects.count() == 1


def test_author_does_not_take_the_old_address_of_another() -> None:
    author = make_author(name="Ada")
    author.slug = "ada-winter"
    save_author(author)
    with pytest.raises(ValidationError, match="belongs to another page"):
        make_author(name="Ada")


def test_tag_gets_a_path_and_a_clean_name() -> None:
    tag = make_tag(name="Größe\x00 der\ud800 Fähre")
    assert (tag.name, Tag.objects.get().name, paths(tag=tag)) == ("Größe der Fähre", "Größe der Fähre", ["/tag/größe-der-fähre/"])


def test_tag_of_emoji_gets_an_address() -> None:
    assert paths(tag=make_tag(name="🔥")) == ["/tag/tag/"]


def test_tag_of_a_taken_name_is_refused_in_words() -> None:
    make_tag(name="Storms")
    with pytest.raises(ValidationError) as refused:
        save_tag(Tag(name="Storms"))
    assert refused.value.message_dict == {"name": ["This name or address is taken. Choose a different one."]}


def test_page_and_section_do_not_share_an_address() -> None:
    make_page(title="About")
    with pytest.raises(ValidationError, match="The address /about/ belongs to another page"):
        make_section(name="About")
    make_section(name="World")
    with pytest.raises(ValidationError, match="The address /world/ belongs to another page"):
        make_page(title="World")
    assert (Page.objects.count(), Section.objects.count()) == (1, 1)


def test_deleted_page_frees_its_address_and_raises_the_footer() -> None:
    page = make_page(title="About")
    before, pk = number(), page.pk
    delete_page(page)
    assert raised_after(before) == {"site", f"page:{pk}"}
    assert not Path.objects.exists()


def test_deleted_picture_is_raised() -> None:
    image = make_image()
    make_author(name="Ada")
    before, pk = number(), image.pk
    delete_image(image)
    assert (raised_after(before), Image.objects.count()) == ({f"image:{pk}"}, 0)


def test_page_that_moves_keeps_its_old_address() -> None:
    page = make_page(title="About")
    page.slug = "about-us"
    save_page(page)
    assert paths(page=page) == ["/about-us/", "/about/"]


def test_site_has_one_row_of_settings_whatever_is_saved() -> None:
    before = number()
    save_site(SiteSettings(name="The Harbour Post"))
    save_site(SiteSettings(id=7, name="The Post"))
    assert list(SiteSettings.objects.values_list("id", "name")) == [(1, "The Post")]
    assert raised_after(before) == {"site"}


def test_what_is_refused_raises_nothing_and_leaves_everything() -> None:
    make_section(name="World")
    before = number()
    for wrong in (lambda: make_section(name="World"), lambda: make_page(title="Admin"), lambda: make_page(title="World")):
        with pytest.raises(ValidationError):
            wrong()
    assert (raised_after(before), Path.objects.count(), Section.objects.count()) == (set(), 1, 1)


def test_story_published_into_a_moved_section_stands_in_its_lists() -> None:
    world, sport = make_section(name="World"), make_section(name="Sport")
    article = make_article(section=make_section(name="Europe", parent=world))
    europe = Section.objects.get(name="Europe")
    europe.parent = sport
    saving.save_section(europe)
    before = number()
    publishing.publish(article, by=SYSTEM)
    assert raised_after(before) == {f"article:{article.pk}"} | months({"front", f"section:{europe.pk}", f"section:{sport.pk}"}, NOW)
