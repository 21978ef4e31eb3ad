"""How long the publish verb takes on a site with an archive. Call it where Django is set up for that site."""

import statistics
import time
from collections.abc import Iterator
from typing import Any

from tests.bench.figures import Figure, median_and_p95

STORIES = 220
WARM_UP = 20


def measure() -> Iterator[Figure]:
    """Publish new stories, each with an author, three tags and a pull quote, then a change of each."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    story = _story(0)
    with CaptureQueriesContext(connection) as queries:
        _published(story)
    yield Figure("publish a new story: statements, BEGIN and COMMIT too", str(len(queries)))
    yield _times("publish a new story", [_published(_story(number)) for number in range(1, STORIES)], "12 ms")
    yield _times("publish a change of a live story", [_published(_changed(number)) for number in range(1, STORIES)])


def _times(name: str, times: list[tuple[float, float]], goal: str = "") -> Figure:
    counted = times[WARM_UP:]
    processor = statistics.median(mine for _, mine in counted) * 1000
    value = f"{median_and_p95([wall for wall, _ in counted])}; processor {processor:.1f} ms"
    return Figure(f"{name}, {len(counted)} times", value, goal)


def _published(article: Any) -> tuple[float, float]:
    """Publish; return the seconds it took by the clock, and of this process's processor time."""
    from articles import publishing

    began, worked = time.perf_counter(), time.process_time()
    publishing.publish(article, by=publishing.SYSTEM)
    return time.perf_counter() - began, time.process_time() - worked


def _story(number: int) -> Any:
    """Save a story of the desk: what it costs is not measured."""
    from django.db import transaction
    from taggit.models import Tag

    from articles.models import Article, Author, Byline, Section, TaggedArticle
    from articles.working_copy import settle

    words = "The council has measured the harbour again, and the harbour has not changed since the winter. " * 4
    body = f"<p>{words}</p>" * 4 + '<blockquote class="pull-quote"><p>It is deep enough.</p></blockquote>'
    sections = list(Section.objects.order_by("pk"))
    with transaction.atomic():
        article = Article.objects.create(
            headline=f"Harbour measured for the {number}th time",
            deck="It is as deep as it was.",
            body=body,
            section=sections[number % len(sections)],
            import_ref=f"bench-{number}",
        )
        Byline.objects.create(article=article, author=Author.objects.order_by("pk")[number % 40])
        TaggedArticle.objects.bulk_create(
            TaggedArticle(content_object=article, tag=tag) for tag in Tag.objects.order_by("pk")[number % 50 : number % 50 + 3]
        )
        settle(article)
    return Article.objects.get(pk=article.pk)


def _changed(number: int) -> Any:
    from django.db import transaction

    from articles.models import Article
    from articles.working_copy import settle

    article = Article.objects.get(import_ref=f"bench-{number}")
    article.headline = f"Harbour measured for the {number}th time, and once more"
    with transaction.atomic():
        article.save()
        settle(article)
    return Article.objects.get(pk=article.pk)
