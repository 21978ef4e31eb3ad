"""A story's page: what it shows, what it leaves out, and what it depends on."""

import pytest

from articles import reading
from articles.changes import collecting
from articles.models import Edition, Page
from articles.publishing import fill
from articles.saving import save_author, save_tag
from articles.sections import tree
from articles.site import site
from articles.working_copy import companions_of
from tests.factories import (
    DAY,
    MINUTE,
    NOW,
    make_article,
    make_author,
    make_image,
    make_live,
    make_page,
    make_section,
    make_tag,
    publish,
    schedule,
    set_clock,
    withdraw,
)

pytestmark = pytest.mark.django_db


def suggested(edition: Edition) -> list[str]:
    return [card.headline for card in reading.story_page(edition, at=edition.live_from).suggested]


# You might also like


def test_hand_picked_stories_come_first_in_their_order_then_found_ones() -> None:
    world, sport, sea = make_section(name="World"), make_section(name="Sport"), make_tag(name="Sea")
    first, second = (make_live(headline=headline, section=sport).article for headline in ("Picked first", "Picked second"))
    make_live(headline="Found by section", section=world)
    make_live(headline="Found by tag", section=sport, tags=[sea])
    edition = make_live(section=world, tags=[sea], related=[first, second])
    assert suggested(edition) == ["Picked first", "Picked second", "Found by tag", "Found by section"]


def test_four_stories_are_suggested_unless_more_are_hand_picked() -> None:
    world = make_section(name="World")
    others = [make_live(headline=f"Other {number}", section=world).article for number in range(6)]
    assert suggested(make_live(section=world)) == ["Other 5", "Other 4", "Other 3", "Other 2"]
    assert suggested(make_live(section=world, related=others)) == [f"Other {number}" for number in range(6)]


def test_nothing_is_suggested_twice_or_to_itself() -> None:
    world = make_section(name="World")
    picked = make_live(headline="Picked", section=world)
    edition = make_live(section=world, related=[picked.article])
    Edition.objects.filter(pk=edition.pk).update(suggestions=[picked.article_id, edition.article_id, picked.article_id])
    assert suggested(Edition.objects.get(pk=edition.pk)) == ["Picked"]


def test_what_is_not_live_is_not_suggested() -> None:
    world = make_section(name="World")
    draft, scheduled = make_article(headline="Draft", section=world), make_article(headline="Scheduled", section=world)
    schedule(scheduled, at=NOW + DAY)
    gone, live = (make_live(headline=headline, section=world).article for headline in ("Withdrawn", "Live"))
    edition = make_live(section=world, related=[draft, scheduled, gone, live])
    withdraw(gone, at=NOW + MINUTE)
    page = reading.story_page(edition, at=NOW + MINUTE)
    assert [card.headline for card in page.suggested] == ["Live"]


def test_page_depends_on_all_stories_it_asked_for() -> None:
    world, ines, sea, picture = make_section(name="World"), make_author(name="Ines Falk"), make_tag(name="Sea"), make_image()
    draft, linked = make_article(headline="Draft", section=world), make_article(headline="Linked", section=world)
    edition = make_live(
        section=world, authors=[ines], tags=[sea], lead_image=picture, related=[draft], body=f'<p><a data-story="{linked.pk}">Words</a></p>'
    )
    with collecting() as keys:
        reading.story_page(edition, at=NOW)
    articles = {f"article:{pk}" for pk in (edition.article_id, draft.pk, linked.pk)}
    assert keys == articles | {f"name:author:{ines.pk}", f"name:tag:{sea.pk}", f"image:{picture.pk}", "site"}


def test_page_depends_on_the_names_it_shows_and_not_on_those_of_stories_it_only_asked_for() -> None:
    world, writers = make_section(name="World"), [make_author(name=f"Writer {number}") for number in range(6)]
    found = [make_live(section=world, authors=[writer]) for writer in writers]
    edition = make_live(section=world)
    with collecting() as keys:
        cards = reading.story_page(edition, at=NOW).suggested
    shown = {card.article_id for card in cards}
    names = {f"name:author:{writer.pk}" for writer, one in zip(writers, found, strict=True) if one.article_id in shown}
    assert (len(shown), {key for key in keys if key.startswith("name:author:")}) == (4, names)


# What an edition refers to has today's name


def test_names_of_authors_and_tags_are_todays() -> None:
    world, ines, sea = make_section(name="World"), make_author(name="Ines Falk"), make_tag(name="Sea")
    edition = make_live(section=world, authors=[ines], tags=[sea])
    ines.name, sea.name = "Ines Falk-Maas", "The sea"
    save_author(ines)
    save_tag(sea)
    page = reading.story_page(edition, at=NOW)
    assert [name.name for credit in page.credits for name in credit.names] == ["Ines Falk-Maas"]
    assert [(tag.name, tag.path) for tag in page.tags] == [("The sea", "/tag/sea/")]


def test_byline_stands_by_role_in_its_order() -> None:
    ines, piet, ada = (make_author(name=name) for name in ("Ines Falk", "Piet Maas", "Ada Wolf"))
    edition = make_live(section=make_section(name="World"), authors=[ines, piet], roles=[(ada, "photographer")])
    page = reading.story_page(edition, at=NOW)
    assert [(credit.words, [name.name for name in credit.names]) for credit in page.credits] == [
        ("By", ["Ines Falk", "Piet Maas"]),
        ("Photos", ["Ada Wolf"]),
    ]


# Body


def test_links_lead_to_live_stories_and_others_keep_their_words() -> None:
    world = make_section(name="World")
    live, draft = make_live(headline="Live", section=world).article, make_article(headline="Draft", section=world)
    body = f'<p><a data-story="{live.pk}">one</a> <a data-story="{draft.pk}">two</a></p>'
    page = reading.story_page(make_live(section=world, body=body), at=NOW)
    assert page.blocks[0].paths == {live.pk: "/2024/03/30/live/"}


def test_dateline_stands_before_the_first_paragraph() -> None:
    page = reading.story_page(make_live(section=make_section(name="World"), dateline="Moscow", body="<p>Words.</p>"), at=NOW)
    assert [block.content["html"] for block in page.blocks] == ['<p><span class="dateline">Moscow —</span> Words.</p>']


def test_pictures_that_are_gone_or_may_not_be_shown_are_left_out() -> None:
    shown, over = make_image(alt="Cranes at dawn"), make_image(alt="Cranes at dusk", rights_expire_on=NOW.date() - DAY)
    body = f'<figure data-image="{shown.pk}"></figure><figure data-image="{over.pk}"></figure><figure data-image="987654"></figure>'
    page = reading.story_page(make_live(section=make_section(name="World"), body=body, lead_image=over), at=NOW)
    assert page.lead_picture is None
    assert [block.figure.alt for block in page.blocks if block.figure] == ["Cranes at dawn"]
    assert len(page.blocks) == 1


def test_block_of_a_kind_nobody_can_draw_is_left_out() -> None:
    edition = make_live(section=make_section(name="World"))
    edition.blocks = [{"kind": "hologram", "html": "<p>?</p>"}, *edition.blocks]
    assert [block.kind for block in reading.story_page(edition, at=NOW).blocks] == ["html"]


# Head


def test_title_and_description_are_the_storys_own_unless_written_for_search_engines() -> None:
    world = make_section(name="World")
    plain = reading.story_page(make_live(headline="Cranes", deck="They stand.", section=world), at=NOW)
    other = make_live(headline="Cranes", section=world, seo_title="Why cranes stand", seo_description="All about it.")
    written = reading.story_page(other, at=NOW)
    assert (plain.title, plain.description) == ("Cranes", "They stand.")
    assert (written.title, written.description) == ("Why cranes stand", "All about it.")


def test_canonical_address_is_the_sites_or_where_the_story_first_appeared(settings) -> None:
    settings.SITE_URL = "https://harbour.example"
    world = make_section(name="World")
    own = reading.story_page(make_live(headline="Крaны", section=world), at=NOW)
    other = reading.story_page(make_live(section=world, canonical_url="https://agency.example/1"), at=NOW)
    assert own.canonical_url == "https://harbour.example/2024/03/30/%D0%BA%D1%80a%D0%BD%D1%8B/"
    assert other.canonical_url == "https://agency.example/1"


# One page for readers and for the desk


def test_unsaved_edition_has_the_page_it_will_have_when_published() -> None:
    set_clock(NOW)
    world, ines, sea = make_section(name="World"), make_author(name="Ines Falk"), make_tag(name="Sea")
    article = make_article(section=world, authors=[ines], tags=[sea], dateline="Moscow", lead_image=make_image())
    unsaved = fill(article, companions_of(article))
    unsaved.published_at, unsaved.path = NOW, "/2024/03/30/a-quiet-day-at-the-harbour/"
    assert reading.story_page(unsaved, at=NOW) == reading.story_page(publish(article, at=NOW), at=NOW)


def test_story_without_anything_has_a_page() -> None:
    page = reading.story_page(fill(make_article(headline="Only this", body=""), companions_of(make_article())), at=NOW)
    assert (page.headline, page.section, page.credits, page.blocks, page.tags, page.suggested) == ("Only this", None, (), [], (), [])


@pytest.mark.parametrize("count", [1, 30])
def test_page_takes_three_queries_beside_the_edition(count: int, django_assert_num_queries) -> None:
    world, picture = make_section(name="World"), make_image()
    others = [make_live(headline=f"Other {number}", section=world, lead_image=picture).article for number in range(count)]
    authors = [make_author(name=f"Author {number}") for number in range(count)]
    tags = [make_tag(name=f"Tag {number}") for number in range(count)]
    body = "".join(f'<p><a data-story="{other.pk}">x</a></p><figure data-image="{make_image().pk}"></figure>' for other in others)
    edition = make_live(section=world, authors=authors, tags=tags, related=others, body=body, lead_image=picture)
    tree(), site()  # known to the process
    with django_assert_num_queries(3):
        page = reading.story_page(edition, at=NOW)
    assert (len(page.suggested), len(page.tags), len(page.blocks)) == (count, count, 2 * count)


def test_standing_page_links_to_live_stories_alone() -> None:
    world = make_section(name="World")
    live, draft = make_live(headline="Live", section=world).article, make_article(headline="Draft", section=world)
    made = make_page(title="About", body=f'<p><a data-story="{live.pk}">one</a> <a data-story="{draft.pk}">two</a></p>')
    page = reading.standing_page(Page.objects.get(pk=made.pk), "/about/", at=NOW)
    assert page.blocks[0].paths == {live.pk: "/2024/03/30/live/"}


def test_standing_page_without_pictures_or_links_asks_nothing(django_assert_num_queries) -> None:
    made = make_page(title="About")
    with django_assert_num_queries(0):
        assert reading.standing_page(made, "/about/", at=NOW).title == "About"
