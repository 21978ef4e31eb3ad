"""Fields keep what no database or page can carry out of every row, whichever way it comes in."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from articles.models import Article, Author, Edition, Page, Section
from tests.factories import make_article, make_live, make_section

pytestmark = pytest.mark.django_db
DIRTY, CLEAN = "  Fer\x00ries\x07 stop\ud800 \ufffe", "Ferries stop"


def test_saving_cleans_and_leaves_the_object_as_the_row_is() -> None:
    section = Section(name=DIRTY)
    section.save()
    assert section.name == Section.objects.get().name == CLEAN


def test_bulk_create_cleans() -> None:
    Author.objects.bulk_create([Author(name=DIRTY, slug="a", biography=DIRTY)])
    assert Author.objects.values_list("name", "biography").get() == (CLEAN, CLEAN)


def test_update_cleans() -> None:
    article = make_article(section=make_section(name="World"))
    Article.objects.filter(pk=article.pk).update(headline=DIRTY, notes=DIRTY, body="<p>x\x00</p><script>y</script>")
    assert Article.objects.values_list("headline", "notes", "body").get() == (CLEAN, CLEAN, "<p>x</p>")


def test_looking_for_unkeepable_words_finds_nothing_and_breaks_nothing() -> None:
    assert not Article.objects.filter(headline="x\x00").exists()


def test_one_line_stays_one_line() -> None:
    article = make_article(section=make_section(name="World"), headline="Ferries\nstop\r\n\tat\u2028dawn « ici\u00a0»", notes="one\ntwo")
    assert (article.headline, article.notes) == ("Ferries stop at dawn « ici\u00a0»", "one\ntwo")


def test_words_are_kept_composed() -> None:
    assert make_article(section=make_section(name="World"), headline="Cafe\u0301").headline == "Café"


@pytest.mark.parametrize("field", ["kicker", "headline", "deck", "dateline", "seo_title", "social_headline", "seo_description", "language"])
def test_every_text_of_a_story_is_cleaned(field: str) -> None:
    article = make_article(**{"section": make_section(name="World"), field: "a\x00b\ud800"})
    assert getattr(article, field) == "ab"


def test_too_long_a_headline_is_refused_in_words() -> None:
    article = Article(headline="x" * 301, section=make_section(name="World"))
    with pytest.raises(ValidationError) as refused:
        article.full_clean()
    assert refused.value.message_dict == {"headline": ["Ensure this value has at most 300 characters (it has 301)."]}


@pytest.mark.parametrize("model", [Article, Page])
def test_body_that_is_too_long_is_refused_in_words(model: Any) -> None:
    words = {"headline": "x"} if model is Article else {"title": "x", "slug": "x"}
    thing = model(body="x" * 2_000_001, **words)
    for attempt in (thing.full_clean, thing.save):
        with pytest.raises(ValidationError, match="The body has 2,000,001 characters; at most 2,000,000 fit"), transaction.atomic():
            attempt()
    assert model.objects.count() == 0


def test_body_passes_the_allow_list_every_time() -> None:
    bad = '<p onclick="x()">Words <script>x()</script><img src=x onerror=y></p>'
    edition = make_live(section=make_section(name="World"), body=bad)
    page = Page.objects.create(title="x", body=bad)
    assert {edition.body, edition.article.body, page.body, Edition.objects.get().blocks[0]["html"]} == {"<p>Words</p>"}
