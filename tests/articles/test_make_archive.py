"""An archive: the same stories for the same seed, with the rows that saving and publishing leave."""

import datetime as dt
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Model

from articles import html, publishing, synthetic
from articles.archive_maker import ArchiveIsThere, Scale, make_archive
from articles.look import look
from articles.models import Article, Byline, ChangeKey, Edition, Listing, Path, RelatedArticle, Section, TaggedArticle
from articles.models.changes import ChangeCounter
from articles.working_copy import companions_of, settle

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2024, 3, 30, 12, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _clock() -> None:
    look.clock = lambda: NOW


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let twenty stories be four batches: later ones are related to earlier ones, and suggest them."""
    monkeypatch.setattr("articles.archive_maker.BATCH", 5)


def make(**scale: Any) -> None:
    make_archive(Scale(**{"articles": 20, "seed": 4, "updated_share": 0.5} | scale), tell=lambda stories, seconds: None, now=NOW)


def rows_of(model: type[Model], *left_out: str) -> list[dict[str, Any]]:
    """Return a table's rows in the order they were written, editions named by story and moment."""
    begins = {edition.pk: (edition.article_id, edition.live_from) for edition in Edition.objects.all()}
    names = [field.attname for field in model._meta.concrete_fields if field.attname not in {"id", *left_out}]
    rows = [{name: begins[value] if name == "edition_id" else value for name, value in row.items()} for row in model.objects.values(*names)]
    return sorted(rows, key=str)


def published() -> dict[str, Any]:
    return {
        "editions": rows_of(Edition),
        "listings": rows_of(Listing, "pk"),
        "paths": [row for row in rows_of(Path) if row["article_id"]],
        "keys": sorted(set(ChangeKey.objects.values_list("name", flat=True))),
        "copies": rows_of(Article),
    }


def take_back_and_publish_together() -> None:
    """Take all editions back, and let the verb for many make them anew, batch by batch as the archive did."""
    stories = [(article, list(article.editions.order_by("live_from"))) for article in Article.objects.order_by("pk")]
    Path.objects.exclude(article=None).delete()
    ChangeKey.objects.filter(name__regex="^(article|front|section:[0-9]+@|author:[0-9]+@|tag:[0-9]+@)").delete()
    Edition.objects.all().delete()
    Article.objects.update(live_hash="")
    for first in range(0, len(stories), 5):
        batch = stories[first : first + 5]
        plans = [publishing.Plan(article, [refilled(article, edition) for edition in editions]) for article, editions in batch]
        publishing.publish_many(plans, by=publishing.SYSTEM, now=NOW)


def refilled(article: Article, made: Edition) -> Edition:
    copied = Article.objects.get(pk=article.pk)
    copied.headline = made.headline
    edition = publishing.fill(copied, companions_of(article))
    edition.live_from, edition.live_until, edition.updated_at = made.live_from, made.live_until, made.updated_at
    return edition


@pytest.mark.usefixtures("small_batches")
def test_rows_are_those_that_publishing_makes() -> None:
    make()
    made = published()
    assert (len(made["editions"]), len(made["paths"]), len(made["listings"]) > 80) == (31, 20, True)
    take_back_and_publish_together()
    again = published()
    for name in made:
        assert again[name] == made[name], name


@pytest.mark.usefixtures("small_batches")
def test_working_copies_are_those_that_saving_makes() -> None:
    make()
    assert RelatedArticle.objects.count() > 0
    for article in Article.objects.all():
        assert (html.clean(str(article.body)), article.version, article.stage) == (article.body, 1, "approved")
        article.full_clean()
        before = (article.content_hash, article.live_hash, article.slug)
        settle(article)
        assert (article.content_hash, article.content_hash, article.slug) == before


def told() -> list[tuple[Any, ...]]:
    bylines = list(Byline.objects.order_by("article__import_ref", "position").values_list("author__name", flat=True))
    tags = list(TaggedArticle.objects.order_by("content_object__import_ref", "tag__name").values_list("tag__name", flat=True))
    copies = Article.objects.order_by("pk").values_list("headline", "deck", "kicker", "slug", "section__name")
    editions = Edition.objects.order_by("pk").values_list("headline", "path", "published_at", "live_from", "live_until")
    return [tuple(bylines), tuple(tags), *copies, *editions]


def test_same_seed_tells_the_same_stories() -> None:
    make()
    first = told()
    for model in (Listing, Path, Edition, Byline, TaggedArticle, RelatedArticle, Article):
        model.objects.all().delete()
    make()
    assert told() == first


def test_other_seed_tells_others_beside_them() -> None:
    make()
    sections = Section.objects.count()
    make(seed=5)
    assert (Article.objects.count(), Article.objects.values("headline").distinct().count(), Section.objects.count()) == (40, 40, sections)


def test_same_seed_twice_is_refused_and_writes_nothing() -> None:
    make()
    before = ChangeCounter.objects.get().number
    with pytest.raises(ArchiveIsThere):
        make()
    assert (Article.objects.count(), ChangeCounter.objects.get().number) == (20, before)


def test_stories_spread_from_years_ago_to_now_in_the_order_of_their_ids() -> None:
    make(years=10)
    moments = list(Edition.objects.filter(updated_at=None).order_by("article_id").values_list("published_at", flat=True))
    assert (moments == sorted(moments), moments[0].year, NOW - moments[-1]) == (True, 2014, dt.timedelta(hours=1))


def test_next_story_of_the_desk_gets_an_id_of_its_own() -> None:
    make()
    article = Article.objects.create(headline="A quiet day", section=Section.objects.first(), body="<p>Words.</p>")
    edition = publishing.publish(article, by=publishing.SYSTEM, now=NOW)
    assert (Article.objects.count(), article.pk > 20, edition.pk > 20) == (21, True, True)


def test_bodies_hold_pull_quotes_headings_and_links_now_and_then() -> None:
    writer = synthetic.Writer(seed=1, sections=12, authors=60, tags=200, updated_share=0)
    bodies = [writer.write().body for _ in range(630)]
    counts = {part: sum(part in body for body in bodies) for part in ("pull-quote", "<h2>", "data-story")}
    assert (counts["pull-quote"], counts["<h2>"], counts["data-story"] > 60) == (90, 70, True)
    words = sorted(html.word_count(body) for body in bodies)
    assert 250 < words[len(words) // 2] < 500


@pytest.mark.parametrize(("count", "names"), [(1, [("World",)]), (3, [("World",), ("World", "Europe"), ("World", "Africa")]), (30, None)])
def test_sections_come_before_what_is_inside_them(count: int, names: list[tuple[str, ...]] | None) -> None:
    named = synthetic.section_names(count)
    assert (len(named), names or named) == (count, named)
    assert all(one[:-1] in named[:place] for place, one in enumerate(named) if len(one) > 1)


@pytest.mark.parametrize("count", [1, 60, 321, 2500])
def test_names_of_authors_and_tags_are_all_different(count: int) -> None:
    assert (len(set(synthetic.author_names(count))), len(set(synthetic.tag_names(count)))) == (count, count)


def test_command_says_how_fast_it_was() -> None:
    out, progress = StringIO(), StringIO()
    call_command("make_archive", articles=7, seed=9, stdout=out, stderr=progress)
    assert out.getvalue().startswith("7 stories in ")
    assert progress.getvalue().startswith("7 stories, ")
    with pytest.raises(CommandError, match="The stories of seed 9 are here already"):
        call_command("make_archive", articles=7, seed=9, stdout=out, stderr=progress)
    with pytest.raises(CommandError, match="Every count is at least 1"):
        call_command("make_archive", articles=0)
