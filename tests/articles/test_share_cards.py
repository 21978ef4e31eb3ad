"""A story without a picture is shared with a card of its words, and only what readers see is ever drawn."""

import io

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image as Pixels

from articles import share_cards
from articles.models import Edition
from articles.share_cards import CardWords
from articles.site import site
from tests.factories import change, make_article, make_live, make_section, make_site, withdraw

AWFUL = ["", "A short one", "W" * 80, "word " * 60, "مع آخر قوارب", "Łódź и 漢字 🔥", "\u202eturned", "a" * 300]


def size_and_colours(png: bytes) -> tuple[tuple[int, int], int]:
    with Pixels.open(io.BytesIO(png)) as pixels:
        return pixels.size, len(pixels.convert("RGB").getcolors(1_000_000) or ())


@pytest.mark.parametrize("headline", AWFUL)
def test_a_card_is_drawn_of_whatever_a_headline_holds(headline: str) -> None:
    size, colours = size_and_colours(share_cards.draw(CardWords("The Courier", headline[:60], headline, "#b0241b")))
    assert (size, colours > 2) == ((1200, 630), True)


def test_letters_the_face_does_not_have_leave_the_name_alone() -> None:
    unknown = share_cards.draw(CardWords("The Courier", "", "مع آخر قوارب", ""))
    assert unknown == share_cards.draw(CardWords("The Courier", "", "漢字", ""))
    assert unknown != share_cards.draw(CardWords("The Courier", "", "Łódź", ""))


def test_every_word_on_a_card_is_in_its_address() -> None:
    cards = [
        CardWords(*words)
        for words in (("a", "b", "c", ""), ("b", "b", "c", ""), ("a", "", "c", ""), ("a", "b", "", ""), ("a", "b", "c", "#000000"))
    ]
    assert len({share_cards.address(card, article_id=7) for card in cards}) == 5
    assert share_cards.address(cards[0], article_id=7) == f"/media/cards/7-{cards[0].digest}.png"


@pytest.mark.django_db
def test_a_live_storys_card_is_drawn_once_and_kept_for_good(client: Client, django_assert_num_queries) -> None:
    make_site(name="The Courier")
    edition = make_live(section=make_section(name="World"))
    address = share_cards.address(share_cards.words_of(edition, site()), article_id=edition.article_id)
    first = client.get(address)
    with django_assert_num_queries(0):
        second = client.get(address)
    assert (first.content, first["Content-Type"]) == (second.content, "image/png")
    assert first["Cache-Control"] == second["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.django_db
def test_no_card_is_drawn_of_what_readers_do_not_see(client: Client) -> None:
    draft = make_article(section=make_section(name="World"), headline="Secret")
    live = make_live(section=draft.section, headline="Old words")
    changed = change(live.article, headline="Secret words")
    gone = make_live(section=draft.section, headline="Gone")
    withdraw(gone.article)
    unseen = [share_cards.words_of(Edition(headline=story.headline), site()) for story in (draft, changed, gone)]
    asked = [share_cards.address(words, article_id=pk) for words, pk in zip(unseen, (draft.pk, changed.pk, gone.article_id), strict=True)]
    assert [client.get(address).status_code for address in asked] == [404, 404, 404]
    assert client.get(f"/media/cards/{live.article_id}-{'0' * 24}.png").status_code == 404
    assert not default_storage.exists("cards") or default_storage.listdir("cards")[0] == []
