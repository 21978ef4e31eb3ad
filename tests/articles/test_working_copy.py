"""The working copy as a whole: hash, version, address and pictures follow every save."""

from typing import Any

import pytest
from django.db import connection

from articles.models import CONTENT_FIELDS, Article, Byline, ImageUse
from articles.working_copy import HASHED_FIELDS, companions_of, content_of, hash_of, settle
from tests.factories import change, make_article, make_author, make_image, make_live, make_section, make_tag

pytestmark = pytest.mark.django_db


def hashed(article: Article) -> str:
    return Article.objects.get(pk=article.pk).content_hash


OTHER: dict[str, Any] = {
    "kind": "opinion",
    "noindex": True,
    "body": "<p>Other.</p>",
    "canonical_url": "https://else.example/",
    "section_id": lambda: make_section(name="Other").pk,
    "lead_image_id": lambda: make_image().pk,
}


@pytest.mark.parametrize("field", HASHED_FIELDS)
def test_every_field_readers_see_changes_the_hash(field: str) -> None:
    article = make_article(section=make_section(name="World"))
    before, value = hashed(article), OTHER.get(field, "Other")
    change(article, **{field: value() if callable(value) else value})
    assert hashed(article) != before


@pytest.mark.parametrize("change_it", [{"slug": "other"}, {"notes": "Call back."}, {"stage": "approved"}, {}])
def test_what_readers_do_not_see_leaves_the_hash(change_it: dict[str, str]) -> None:
    article = make_article(section=make_section(name="World"))
    before = hashed(article)
    change(article, **change_it)
    assert hashed(article) == before


def test_hash_covers_what_stands_beside_it_by_id_and_order() -> None:
    section, ada, ben = make_section(name="World"), make_author(name="Ada"), make_author(name="Ben")
    one, two, tag = make_article(section=section), make_article(section=section), make_tag(name="Storms")
    article = make_article(section=section, authors=[ada, ben], related=[one, two])
    hashes = [hashed(article)]
    for act in (
        lambda: article.bylines.filter(author=ada).update(position=5),
        lambda: article.bylines.filter(author=ada).update(role=Byline.Role.PHOTOGRAPHER),
        lambda: article.related.filter(target=one).update(position=5),
        lambda: article.tags.add(tag),
    ):
        act()
        settle(Article.objects.get(pk=article.pk))
        hashes.append(hashed(article))
    assert len(set(hashes)) == 5
    ada.name = "Ada W."
    ada.save()
    settle(Article.objects.get(pk=article.pk))
    assert hashed(article) == hashes[-1]


def test_hash_of_words_nobody_can_encode_is_still_a_hash() -> None:
    article = make_article(section=make_section(name="World"))
    values = content_of(article) | {"headline": "\ud800"}
    assert len(hash_of(values, companions_of(article))) == 64


def test_each_save_counts_one_version() -> None:
    article = make_article(section=make_section(name="World"))
    before = article.version
    assert change(article).version == before + 1


def test_cleared_address_is_filled_from_what_readers_know() -> None:
    edition = make_live(section=make_section(name="World"), headline="Dawn")
    assert change(edition.article, slug="").slug == "dawn"
    assert change(make_article(section=edition.section), slug="").slug == ""


def test_uses_of_pictures_follow_the_lead_picture_and_the_body() -> None:
    lead, shown = make_image(), make_image()
    body = (
        f'<p>x</p><figure data-image="{shown.pk}"></figure><figure data-image="{shown.pk}"></figure><figure data-image="999999"></figure>'
    )
    article = make_article(section=make_section(name="World"), lead_image=lead, body=body)
    uses = ImageUse.objects.filter(article=article, edition=None).order_by("image_id")
    assert list(uses.values_list("image_id", flat=True)) == [lead.pk, shown.pk]
    change(article, lead_image=None)
    assert list(uses.values_list("image_id", flat=True)) == [shown.pk]


@pytest.mark.parametrize("count", [1, 30])
def test_settling_costs_the_same_with_one_thing_beside_it_and_with_thirty(count: int, django_assert_num_queries: Any) -> None:
    section = make_section(name="World")
    pictures = "".join(f'<figure data-image="{make_image().pk}"></figure>' for _ in range(count))
    article = make_article(
        section=section,
        body=pictures,
        authors=[make_author(name=f"A{number}") for number in range(count)],
        tags=[make_tag(name=f"T{number}") for number in range(count)],
        related=[make_article(section=section) for _ in range(count)],
    )
    with django_assert_num_queries(9):
        settle(article)


def test_content_is_declared_once_for_both() -> None:
    from articles.models import Edition

    for name in CONTENT_FIELDS:
        fields = [next(one for one in model._meta.concrete_fields if one.attname == name) for model in (Article, Edition)]
        assert fields[0].db_type(connection) == fields[1].db_type(connection)
