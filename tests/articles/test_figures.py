"""Figures: what a page draws of a picture, and nothing of one that may not be shown. No query of their own."""

import pytest
from django.template.loader import render_to_string

from articles import figures
from articles.album import album_of
from articles.changes import collecting
from articles.models import Image
from articles.renditions import drawn, picture_of
from tests.articles.views.pages import PageRead
from tests.factories import DAY, NOW, make_image

pytestmark = pytest.mark.django_db


def image(**values: object) -> Image:
    return make_image(**({"checksum": "c0ffee", "width_px": 1000, "height_px": 500, "caption": "Dusk", "credit": "Photo: Falk"} | values))


def test_figure_says_what_the_picture_shows_and_where_it_is_found(django_assert_num_queries) -> None:
    picture = image()
    expected = drawn(picture_of(Image.objects.values(*figures.columns()).get()), "3:2")
    with django_assert_num_queries(0):
        figure = figures.figure_of(picture, at=NOW, crop="3:2")
    assert (figure.alt, figure.caption, figure.credit) == ("Cranes over the harbour", "Dusk", "Photo: Falk")
    assert (figure.src, figure.srcset, figure.width, figure.height) == (expected.src, expected.srcset, 750, 500)
    assert [(one.type, one.srcset) for one in figure.sources] == [("image/avif", expected.better[0][1])]


def test_picture_that_was_not_looked_into_has_its_words_only() -> None:
    figure = figures.figure_of(image(checksum=""), at=NOW)
    assert (figure.src, figure.srcset, figure.sources, figure.alt, figure.width) == ("", "", (), "Cranes over the harbour", 1000)


@pytest.mark.parametrize("count", [1, 30])
def test_an_album_of_many_takes_one_query(count: int, django_assert_num_queries) -> None:
    ids = [image().pk for _ in range(count)]
    with django_assert_num_queries(1), collecting() as keys:
        album = album_of([*ids, None], at=NOW)
        drawn_ones = [pk for pk in ids if album.figure(pk, "3:2")]
    assert (drawn_ones, keys) == (ids, {f"image:{pk}" for pk in ids})


def test_no_pictures_take_no_query(django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert (album_of([None], at=NOW).figure(None), figures.figure_of(None, at=NOW)) == (None, None)


def test_figure_is_made_of_a_row_that_was_fetched_with_another_table() -> None:
    picture = image()
    row = {f"lead_image__{name}": value for name, value in Image.objects.values(*figures.columns()).get().items()}
    assert figures.figure_from(row, "lead_image__", at=NOW, crop="1:1") == figures.figure_of(picture, at=NOW, crop="1:1")
    assert figures.figure_from(dict.fromkeys(figures.columns("lead_image__")), "lead_image__", at=NOW) is None


def test_picture_is_shown_until_the_last_day_of_its_rights() -> None:
    last = image(rights_expire_on=NOW.date())
    with collecting() as keys:
        shown = [figures.figure_of(last, at=NOW + days * DAY) is not None for days in (0, 1)]
    assert (shown, keys) == ([True, False], {f"image:{last.pk}"})


def test_page_without_a_picture_whose_rights_are_over_changes_when_they_are_not() -> None:
    over = image(rights_expire_on=NOW.date() - DAY)
    with collecting() as keys:
        assert figures.figure_of(over, at=NOW) is None
    assert keys == {f"image:{over.pk}"}


# The template


def markup(**context: object) -> PageRead:
    return PageRead(render_to_string("articles/_picture.html", {"figure": figures.figure_of(image(), at=NOW), "sizes": "50vw"} | context))


def test_picture_offers_the_better_format_and_says_its_size() -> None:
    page, figure = markup(), figures.figure_of(Image.objects.get(), at=NOW)
    assert [page.values("source", name) for name in ("type", "srcset", "sizes")] == [["image/avif"], [figure.sources[0].srcset], ["50vw"]]
    names = ("src", "srcset", "sizes", "width", "height", "alt", "loading", "decoding", "fetchpriority", "class")
    assert {name: page.values("img", name) for name in names} == {
        "src": [figure.src],
        "srcset": [figure.srcset],
        "sizes": ["50vw"],
        "width": ["1000"],
        "height": ["500"],
        "alt": ["Cranes over the harbour"],
        "loading": ["lazy"],
        "decoding": ["async"],
        "fetchpriority": [],
        "class": [],
    }


def test_first_picture_is_fetched_first() -> None:
    page = markup(is_first=True)
    assert [page.values("img", name) for name in ("loading", "decoding", "fetchpriority")] == [[], [], ["high"]]


@pytest.mark.parametrize("alt", ["", "Two cranes"])
def test_picture_may_have_another_alternative_text_or_none(alt: str) -> None:
    page = markup(alt=alt, **{"class": "card-picture"})
    assert (page.values("img", "alt"), page.values("img", "class")) == ([alt], ["card-picture"])
