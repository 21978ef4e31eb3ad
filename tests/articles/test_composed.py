"""Queries that are composed once answer as Django's own would, each time anew."""

import datetime as dt
from typing import Any

import pytest
from django.db.models import QuerySet
from pytest_django import DjangoAssertNumQueries

from articles.composed import Prepared
from articles.models import Edition, Section
from tests.factories import NOW, make_author, make_live, make_section

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def city() -> Section:
    return make_section(name="City")


def live(articles: list[int], at: dt.datetime, headline: str) -> "QuerySet[Any, Any]":
    columns = ("article_id", "headline", "published_at", "bylines", "noindex")
    return Edition.objects.order_by("pk").live(at=at).filter(article_id__in=articles).exclude(headline=headline).values_list(*columns)


def test_rows_are_those_of_the_query_itself_with_any_number_of_ids(city: Section) -> None:
    ids = [
        make_live(section=city, headline=f"Story {number}", authors=[make_author(name=f"Ada {number}")]).article_id for number in range(11)
    ]
    prepared = Prepared(live)
    for count in (1, 2, 3, 5, 8, 11):
        asked = (ids[:count], NOW + HOUR, "Story 2")
        assert prepared.rows(*asked) == list(live(*asked))
        assert len(prepared.rows(*asked)) == count - (count > 2)


def test_each_call_is_for_its_own_values(city: Section, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    first, second = make_live(section=city, headline="First"), make_live(section=city, headline="Second")
    prepared = Prepared(live)

    def found(*values: Any) -> list[str]:
        with django_assert_num_queries(1):
            return [row[1] for row in prepared.rows(*values)]

    assert found([first.article_id], NOW + HOUR, "") == ["First"]
    assert found([second.article_id], NOW + HOUR, "") == ["Second"]
    assert found([second.article_id], NOW + HOUR, "Second") == []
    assert found([second.article_id], NOW - HOUR, "") == []
    assert found([first.article_id, second.article_id], NOW + HOUR, "") == ["First", "Second"]


def test_more_ids_than_are_kept_in_one_shape_are_asked_for_as_ever(city: Section) -> None:
    edition = make_live(section=city, headline="First")
    asked = ([edition.article_id, *range(10_000, 10_600)], NOW + HOUR, "")
    assert [row[1] for row in Prepared(live).rows(*asked)] == ["First"]


def test_objects_are_those_of_the_query_itself_and_leave_out_what_it_leaves_out(
    city: Section, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    edition = make_live(section=city, headline="First", authors=[make_author(name="Ada")])
    prepared = Prepared(lambda article: Edition.objects.filter(article_id=article).light().order_by("live_from"))
    with django_assert_num_queries(1):
        (found,) = prepared.objects(edition.article_id)
    (own,) = Edition.objects.filter(article_id=edition.article_id).light()
    assert found.get_deferred_fields() == own.get_deferred_fields() == {"body", "blocks"}
    assert [getattr(found, field.attname) for field in Edition._meta.concrete_fields] == [
        getattr(own, field.attname) for field in Edition._meta.concrete_fields
    ]
    assert prepared.objects(edition.article_id + 1) == []
