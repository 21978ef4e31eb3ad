"""Verbs beside each other and beside saves, paused where the locks of one and the other would cross."""

import time
from typing import Any

import pytest
from django.db import transaction

from articles import publishing, saving, working_copy
from articles.changes import raise_keys
from articles.models import Article, RelatedArticle, Section
from articles.publishing import SYSTEM
from articles.publishing.verbs import Place
from tests.factories import make_article, make_section
from tests.side_by_side import side_by_side


@pytest.mark.django_db
@pytest.mark.parametrize("pickers", [1, 20])
def test_deleting_costs_the_same_with_one_story_that_picked_it_and_with_twenty(pickers: int, django_assert_max_num_queries: Any) -> None:
    article = make_article(headline="Picked")
    others = [make_article(headline=f"Picker {number}", related=[article]) for number in range(pickers)]
    with django_assert_max_num_queries(40):
        publishing.delete(article, by=SYSTEM)
    for other in Article.objects.all():
        assert other.content_hash == working_copy.hash_of(working_copy.content_of(other), working_copy.companions_of(other))
        assert (other.related.count(), other.version) == (0, others[0].version + 1)


@pytest.mark.usefixtures("committed")
def test_two_stories_that_picked_each_other_are_deleted_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    one = make_article(headline="One")
    other = make_article(headline="Other", related=[one])
    RelatedArticle.objects.create(article=one, target=other)
    lock = Place.lock.__func__  # type: ignore[attr-defined]

    def lock_and_wait(cls: type[Place], *args: Any, **facts: Any) -> Place:
        place: Place = lock(cls, *args, **facts)
        time.sleep(0.5)
        return place

    monkeypatch.setattr(Place, "lock", classmethod(lock_and_wait))
    assert side_by_side(lambda: publishing.delete(one, by=SYSTEM), lambda: publishing.delete(other, by=SYSTEM)) == []
    assert Article.objects.count() == 0


@pytest.mark.usefixtures("committed")
def test_story_is_saved_into_a_section_that_is_being_renamed(monkeypatch: pytest.MonkeyPatch) -> None:
    sport = make_section(name="Sport")
    article = make_article(section=make_section(name="World"))
    relist = saving.relist

    def relist_slowly(*args: Any) -> set[str]:
        time.sleep(0.6)  # the section's row is locked, the counter comes next
        return relist(*args)

    def renames() -> None:
        section = Section.objects.get(pk=sport.pk)
        section.slug = "games"
        saving.save_section(section)

    def saves() -> None:
        time.sleep(0.3)
        with transaction.atomic():
            Article.objects.filter(pk=article.pk).update(section=sport)
            raise_keys(["comments:1"])  # as the story's form does
            time.sleep(0.6)

    monkeypatch.setattr(saving, "relist", relist_slowly)
    assert side_by_side(renames, saves) == []
    assert Article.objects.values_list("section__slug", flat=True).get() == "games"
