"""Publishing many at once makes the rows that publishing one makes."""

import datetime as dt
from typing import Any

import pytest

from articles import publishing
from articles.models import Article, Edition, ImageUse, Listing, Path
from articles.publishing import SYSTEM, Overtaken, Plan, Refused
from articles.working_copy import companions_of
from tests.factories import NOW, change, make_article, make_author, make_image, make_section, make_tag

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def plan(article: Article, **window: Any) -> Plan:
    edition = publishing.fill(article, companions_of(article))
    for name, value in ({"live_from": NOW} | window).items():
        setattr(edition, name, value)
    return Plan(article, [edition])


def facts(edition: Edition) -> dict[str, Any]:
    own = {"id", "article_id", "placed_at", "content_hash"}
    values = {field.attname: getattr(edition, field.attname) for field in Edition._meta.concrete_fields if field.attname not in own}
    article = Article.objects.get(pk=edition.article_id)
    return {
        **values,
        "listings": sorted(Listing.objects.filter(edition_id=edition.pk).values_list("key", "published_at", "live_from", "live_until")),
        "answers_from": list(Path.objects.filter(article=article).values_list("answers_from", flat=True)),
        "uses": list(ImageUse.objects.filter(edition=edition).values_list("image_id", flat=True)),
        "slug_of_article": article.slug,
        "is_settled": article.live_hash == edition.content_hash != "",
    }


def test_the_rows_are_those_of_publish() -> None:
    section = make_section(name="Europe", parent=make_section(name="World"))
    image, author, tag = make_image(), make_author(name="Mara"), make_tag(name="Storms")
    content = {"section": section, "lead_image": image, "authors": [author], "tags": [tag], "body": "<p>One.</p><hr><p>Two.</p>"}
    neighbour = make_article(headline="Neighbour", **content)
    publishing.publish(neighbour, by=SYSTEM, now=NOW - DAY)
    single = publishing.publish(make_article(headline="The same", **content), by=SYSTEM, now=NOW)
    single_facts = facts(single)
    Edition.objects.filter(pk=single.pk).delete()
    Path.objects.filter(article_id=single.article_id).delete()
    together = make_article(headline="The same", **content)
    publishing.publish_many([plan(together)], by=SYSTEM, now=NOW)
    assert facts(together.editions.get()) == single_facts
    assert single_facts["suggestions"] == [neighbour.pk]


def test_stories_of_one_batch_that_want_one_address_get_numbers_in_order() -> None:
    section = make_section(name="World")
    plans = [plan(make_article(section=section, headline="Same")) for _ in range(12)]
    publishing.publish_many(plans, by=SYSTEM, now=NOW)
    paths = list(Edition.objects.order_by("pk").values_list("path", flat=True))
    assert paths[:3] == ["/2024/03/30/same/", "/2024/03/30/same-2/", "/2024/03/30/same-3/"]
    assert len(set(paths)) == 12
    assert set(Path.objects.exclude(article=None).values_list("path", flat=True)) == set(paths)


def test_a_future_edition_is_scheduled_and_its_path_is_silent() -> None:
    article = make_article(section=make_section(name="World"))
    publishing.publish_many([plan(article, live_from=NOW + DAY)], by=SYSTEM, now=NOW)
    assert Path.objects.get(article=article).answers_from == NOW + DAY
    assert list(Edition.objects.scheduled()) == [article.editions.get()]


def test_a_story_that_was_published_before_is_refused_and_nothing_is_written() -> None:
    section = make_section(name="World")
    seen, new = make_article(section=section), make_article(section=section, headline="New")
    publishing.publish(seen, by=SYSTEM, now=NOW)
    with pytest.raises(Refused, match="published before"):
        publishing.publish_many([plan(new), plan(seen)], by=SYSTEM, now=NOW)
    assert new.editions.count() == 0


def test_a_story_saved_meanwhile_is_refused() -> None:
    article = make_article(section=make_section(name="World"))
    stale = plan(article)
    change(Article.objects.get(pk=article.pk), headline="Theirs")
    with pytest.raises(Overtaken):
        publishing.publish_many([stale], by=SYSTEM, now=NOW)


def test_the_cost_does_not_grow_with_the_stories(django_assert_num_queries: Any) -> None:
    section = make_section(name="World")
    publishing.publish_many([plan(make_article(section=section, headline="First"))], by=SYSTEM, now=NOW)
    for count in (1, 30):
        plans = [plan(make_article(section=section, headline=f"{count} {number}")) for number in range(count)]
        with django_assert_num_queries(14):
            publishing.publish_many(plans, by=SYSTEM, now=NOW)
