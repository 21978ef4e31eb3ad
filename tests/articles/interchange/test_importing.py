"""Stories come in: what a line makes, and what stands beside it."""

import datetime as dt
from typing import Any

import pytest
from taggit.models import Tag

from articles.interchange import importing
from articles.models import Article, Author, Byline, ChangeKey, Edition, Listing, Path, RelatedArticle, Section
from articles.publication import PublicationState
from articles.working_copy import companions_of, content_of, hash_of
from comments.models import Thread
from tests.articles.interchange.papers import PUBLISHED, draw, live, run_import, story

pytestmark = pytest.mark.django_db
MORNING = dt.datetime(2024, 3, 30, 7, 13, 20, tzinfo=dt.UTC)


def found(ref: str = "a") -> Article:
    return Article.objects.get(import_ref=ref)


def edition_of(ref: str = "a") -> Edition:
    return Edition.objects.get(article__import_ref=ref)


def state_of(ref: str) -> PublicationState:
    return Article.objects.with_publication(at=dt.datetime.now(dt.UTC)).get(import_ref=ref).publication.state


def test_story_with_everything_is_stored_as_it_was_told(tmp_path: Any) -> None:
    draw(tmp_path)
    run = run_import(
        live(import_ref="b"),
        live(
            kicker="Tide", headline="High  water", deck="It came.", dateline="SALTMERE", section=["City", "Council"],
            authors=[{"name": "Ada Winter"}, {"name": "Ines Falk", "role": "photographer"}], tags=["Sea", "Ice"],
            body='<p>See <a data-story-ref="b">this</a>.</p><script>alert(1)</script>', language="pt-br", kind="analysis",
            lead_image={
                "file": "harbour.jpg", "alt": "Cranes over the harbour", "caption": "Cranes.", "credit": "Photo: Falk", "focal_x": 0.2,
            },
            updated_at="2024-04-01T10:00:00+02:00", paths=["https://old.example/?p=12", "/2009/high-water.html"], related=["b"],
            comments="closed", stage="approved", notes="Ring the mayor.", planned_at="2024-03-29T00:00:00Z",
            deadline="2024-03-28T00:00:00Z", seo_title="High water", seo_description="What it was.", social_headline="Water!",
            canonical_url="https://a.example/x", noindex=True,
        ),
        images=tmp_path,
    )  # fmt: skip
    assert (run.said, run.stories) == ([], (2, 0, 0, 0))
    article, edition, other = found(), edition_of(), found("b")
    assert {name: getattr(article, name) for name in (
        "kicker", "headline", "deck", "dateline", "language", "kind", "stage", "notes", "seo_title", "seo_description", "social_headline",
        "canonical_url", "noindex", "version", "slug", "body",
    )} == {
        "kicker": "Tide", "headline": "High  water", "deck": "It came.", "dateline": "SALTMERE", "language": "pt-br", "kind": "analysis",
        "stage": "approved", "notes": "Ring the mayor.", "seo_title": "High water", "seo_description": "What it was.",
        "social_headline": "Water!", "canonical_url": "https://a.example/x", "noindex": True, "version": 1, "slug": "high-water",
        "body": f'<p>See <a data-story="{other.pk}">this</a>.</p>',
    }  # fmt: skip
    assert (article.planned_at, article.deadline) == (dt.datetime(2024, 3, 29, tzinfo=dt.UTC), dt.datetime(2024, 3, 28, tzinfo=dt.UTC))
    assert article.section is not None
    assert (article.section.name, article.section.parent and article.section.parent.name) == ("Council", "City")
    assert list(Byline.objects.filter(article=article).order_by("position").values_list("author__name", "role", "position")) == [
        ("Ada Winter", "writer", 0), ("Ines Falk", "photographer", 1),
    ]  # fmt: skip
    assert sorted(article.tags.names()) == ["Ice", "Sea"]
    assert list(RelatedArticle.objects.values_list("article", "target", "position")) == [(article.pk, other.pk, 0)]
    image = article.lead_image
    assert image is not None
    assert (image.alt, image.caption, image.credit, image.focal_x, image.focal_y) == (
        "Cranes over the harbour", "Cranes.", "Photo: Falk", 0.2, 0.5,
    )  # fmt: skip
    assert article.content_hash == article.live_hash == edition.content_hash == hash_of(content_of(article), companions_of(article))
    assert (edition.live_from, edition.published_at, edition.live_until) == (MORNING, MORNING, None)
    assert (edition.updated_at, edition.path) == (dt.datetime(2024, 4, 1, 8, tzinfo=dt.UTC), "/2024/03/30/high-water/")
    assert (edition.related, [line["name"] for line in edition.bylines], [tag["name"] for tag in edition.tags]) == (
        [other.pk], ["Ada Winter", "Ines Falk"], ["Ice", "Sea"],
    )  # fmt: skip
    assert sorted(Path.objects.filter(article=article).values_list("path", flat=True)) == [
        "/2009/high-water.html", "/2024/03/30/high-water/", "/?p=12",
    ]  # fmt: skip
    assert Thread.objects.get(article=article).mode == "closed"
    assert set(article.image_uses.values_list("image", "edition")) == {(image.pk, edition.pk), (image.pk, None)}
    council = article.section
    assert sorted(Listing.objects.filter(article=article).values_list("key", flat=True)) == sorted(
        ["front", f"section:{council.pk}", f"section:{council.parent_id}"]
        + [f"author:{pk}" for pk in Author.objects.values_list("pk", flat=True)]
        + [f"tag:{pk}" for pk in Tag.objects.values_list("pk", flat=True)]
    )
    assert ChangeKey.objects.filter(name=f"article:{article.pk}").count() == 1


def test_story_without_a_moment_is_a_draft_and_one_ahead_is_scheduled() -> None:
    assert run_import(story(), live(import_ref="b"), story(import_ref="c", published_at="2299-01-01T00:00:00Z")).stories == (3, 0, 0, 0)
    assert [state_of(ref) for ref in "abc"] == [PublicationState.UNPUBLISHED, PublicationState.LIVE, PublicationState.SCHEDULED]


def test_editions_are_made_as_they_are_told() -> None:
    run_import(
        story(
            headline="The working copy",
            tags=["Sea"],
            editions=[
                {"live_from": "2024-01-01T00:00:00Z", "headline": "First", "tags": [], "path": "/2024/01/01/own/"},
                {"live_from": "2024-01-02T00:00:00Z", "live_until": "2024-01-03T00:00:00Z", "ending": "withdrawn", "notice": "Sorry."},
            ],
        )
    )
    first, second = Edition.objects.order_by("live_from")
    assert (first.headline, first.tags, first.ending, first.live_until) == ("First", [], "", second.live_from)
    assert (second.headline, [tag["name"] for tag in second.tags], second.ending, second.notice) == (
        "The working copy", ["Sea"], "withdrawn", "Sorry.",
    )  # fmt: skip
    assert (first.path, first.published_at, second.published_at) == ("/2024/01/01/own/", first.live_from, first.live_from)
    assert state_of("a") == PublicationState.WITHDRAWN


def test_edition_that_ends_is_planned_to_end_and_one_that_is_followed_is_not() -> None:
    first, second = {"live_from": "2024-01-02T00:00:00Z", "live_until": "2024-01-03T00:00:00Z"}, {"live_from": "2024-01-03T00:00:00Z"}
    run_import(story(editions=[first]), story(import_ref="b", editions=[first, second]))
    assert edition_of("a").ending == "planned"
    assert list(Edition.objects.filter(article__import_ref="b").order_by("live_from").values_list("ending", flat=True)) == ["", ""]


def test_live_story_may_have_an_empty_working_copy() -> None:
    run = run_import(story(body="", editions=[{"live_from": PUBLISHED, "body": "<p>What readers see.</p>"}]))
    assert (run.stories, found().body, edition_of().body) == ((1, 0, 0, 0), "", "<p>What readers see.</p>")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (live(section=[]), "Choose the section this story stands in."),
        (live(body="<script>x</script>"), "The body is empty. Readers need something to read."),
        (
            story(editions=[{"live_from": PUBLISHED, "section": [], "body": []}]),
            "Choose the section this story stands in. The body is empty. Readers need something to read.",
        ),
    ],
)
def test_what_the_gate_holds_back_is_refused(line: Any, sentence: str) -> None:
    run = run_import(line, live(import_ref="b"))
    assert (run.said, run.stories) == ([f"line 1 refused: {sentence}"], (1, 0, 0, 1))
    assert list(Article.objects.values_list("import_ref", flat=True)) == ["b"]


def test_bad_lines_are_reported_with_number_and_reason_and_stop_nothing() -> None:
    run = run_import(live(), "{", b"\xff", {"headline": "x"}, live(import_ref="b"), live(import_ref="c", kind="poem"), live(import_ref="d"))
    assert [said[:40] for said in run.said] == [
        "line 2 refused: This is no JSON: Expecti", "line 3 refused: The line is no UTF-8.",
        "line 4 refused: Missing: import_ref, sec", "line 6 refused: “kind”: must be one of “",
    ]  # fmt: skip
    assert run.stories == (3, 0, 0, 4)
    assert list(Article.objects.order_by("pk").values_list("import_ref", flat=True)) == ["a", "b", "d"]


def test_unknown_keys_are_said_once_and_the_story_is_stored() -> None:
    run = run_import(live(mood="grim"), live(import_ref="b", mood="gay", weather="fog"))
    assert run.said == [
        "line 1: “mood” is no key of this format and is left out, here and later.",
        "line 2: “weather” is no key of this format and is left out, here and later.",
    ]
    assert (run.stories, run.report.warnings) == ((2, 0, 0, 0), 2)


def test_stories_may_name_stories_that_come_later_before_they_are_published() -> None:
    link = '<p>See <a data-story-ref="z">the last</a>.</p>'
    run = run_import(live(related=["z", "b"], body=link), live(import_ref="b"), live(import_ref="z", related=["a"]))
    first, last = edition_of("a"), edition_of("z")
    assert (run.said, run.stories) == ([], (3, 0, 0, 0))
    assert (first.related, last.related) == ([last.article_id, found("b").pk], [first.article_id])
    assert first.body == f'<p>See <a data-story="{last.article_id}">the last</a>.</p>'
    assert Edition.objects.count() == 3
    assert [article.has_unpublished_changes for article in Article.objects.all()] == [False, False, False]


def test_stories_that_never_come_are_reported_and_links_become_their_words() -> None:
    run = run_import(live(related=["nobody"], body='<p>See <a data-story-ref="none">this</a>.</p>'))
    assert (run.said, run.stories) == (["line 1: These stories are not there: nobody, none."], (1, 0, 0, 0))
    assert (edition_of().related, edition_of().body) == ([], "<p>See this.</p>")


def test_later_line_of_the_same_story_counts_also_when_the_earlier_one_waits() -> None:
    run = run_import(live(headline="First", related=["z"]), live(headline="Second"), live(import_ref="z"))
    assert (found().headline, edition_of("a").headline, run.report.refused) == ("Second", "Second", 0)


def test_sections_authors_and_tags_are_made_once_whatever_the_case() -> None:
    run = run_import(
        live(section=["World"], authors=[{"name": "Ada"}], tags=["Ärzte"]),
        live(import_ref="b", section=["World", "Europe"], authors=[{"name": "Ada"}, {"name": "Ada", "role": "editor"}], tags=["ärzte"]),
        live(import_ref="c", section="World", tags=["C++", "C#"]),
    )
    assert dict(run.report.made) == {"section": 2, "author": 1, "tag": 3}
    assert list(Section.objects.order_by("pk").values_list("name", "parent__name")) == [("World", None), ("Europe", "World")]
    assert list(Tag.objects.order_by("pk").values_list("name", "slug")) == [("Ärzte", "ärzte"), ("C++", "c"), ("C#", "c-2")]


def test_section_whose_word_is_taken_gets_another_address() -> None:
    assert (
        run_import(live(section=["Search"]), live(import_ref="b", section=["2024"]), live(import_ref="c", section=["Search!"])).said == []
    )
    assert list(Section.objects.order_by("pk").values_list("name", "slug")) == [
        ("Search", "search-2"), ("2024", "2024-2"), ("Search!", "search-3"),
    ]  # fmt: skip


def test_slug_of_emoji_is_made_from_the_headline() -> None:
    run_import(live(slug="🔥🔥", headline="Fire at the mill"), live(import_ref="b", slug="🔥", headline="🔥"))
    assert (edition_of("a").path, edition_of("b").path) == ("/2024/03/30/fire-at-the-mill/", f"/2024/03/30/story-{found('b').pk}/")


def test_stories_of_one_day_with_one_headline_get_addresses_of_their_own() -> None:
    run_import(*(live(import_ref=f"s{number}", headline="Water") for number in range(12)))
    paths = list(Edition.objects.order_by("article_id").values_list("path", flat=True))
    assert paths[:10] == ["/2024/03/30/water/", *(f"/2024/03/30/water-{number}/" for number in range(2, 10)), paths[9]]
    assert len(set(paths)) == 12


def test_address_that_belongs_to_another_story_stays_there() -> None:
    run = run_import(
        live(paths=["/old/"]), live(import_ref="b", paths=["/old/", "/older/"]), story(import_ref="c", editions=[
            {"live_from": PUBLISHED, "path": "/old/"}]),
    )  # fmt: skip
    assert run.said == [
        "line 2: The address /old/ belongs to another page.",
        "line 3: The address /old/ belongs to another page; the edition has /2024/03/30/headline-c/.",
    ]
    assert list(Path.objects.filter(path__in=["/old/", "/older/"]).order_by("path").values_list("path", "article__import_ref")) == [
        ("/old/", "a"), ("/older/", "b"),
    ]  # fmt: skip


def test_batch_that_fails_as_a_whole_is_stored_without_the_line_that_broke_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from articles.interchange import storing

    publish = storing.publish_stories

    def fail(stories: Any, **rest: Any) -> list[int]:
        if any(one.article.headline == "Poison" for one in stories):
            from django.db import IntegrityError

            raise IntegrityError("It broke.\nDETAIL: much")
        return publish(stories, **rest)

    monkeypatch.setattr(storing, "publish_stories", fail)
    lines = [live(import_ref=f"s{number}", tags=["Sea"], headline="Poison" if number == 5 else f"H{number}") for number in range(11)]
    run = run_import(*lines)
    assert (run.said, run.stories) == (["line 6 refused: The database refused it: It broke."], (10, 0, 0, 1))
    assert sorted(Article.objects.values_list("import_ref", flat=True)) == sorted(f"s{number}" for number in range(11) if number != 5)
    assert dict(run.report.made) == {"section": 2, "tag": 1}


def test_dry_run_says_what_an_import_would_say_and_stores_nothing(tmp_path: Any) -> None:
    draw(tmp_path)
    (tmp_path / "broken.jpg").write_bytes(b"no picture")
    picture = {"file": "harbour.jpg", "alt": "Cranes over the harbour"}
    run = run_import(
        {"type": "image", "import_ref": "cranes", **picture},
        live(lead_image={"ref": "cranes"}, tags=["Sea"]),
        live(import_ref="b", lead_image=picture, related=["c"]),
        live(import_ref="c", lead_image={"file": "broken.jpg", "alt": "Nothing at all"}),
        live(import_ref="d", lead_image={"file": "harbour.jpg", "alt": "IMG_2031"}),
        images=tmp_path,
        is_dry_run=True,
    )
    assert run.said == [
        "line 4 refused: This is no picture we can read. Accepted are: JPEG, PNG, WebP, GIF, AVIF, TIFF.",
        "line 5 refused: “IMG_2031” looks like a file name. Say in a few words what the picture shows, for people who cannot see it.",
        "line 3: These stories are not there: c.",
    ]
    assert (run.stories, next(run.report.lines())) == ((2, 0, 0, 2), "Nothing was stored: this was a dry run.")
    assert [model.objects.count() for model in (Article, Edition, Section, Tag, Path, ChangeKey)] == [0] * 6


def test_as_many_queries_for_three_hundred_stories_as_for_thirty(django_assert_max_num_queries: Any) -> None:
    run_import(live(authors=[{"name": "Ada"}], tags=["Sea"]))
    lines = [live(import_ref=f"s{number}", headline=f"H {number}", authors=[{"name": "Ada"}], tags=["Sea"]) for number in range(300)]
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries(some: list[Any]) -> int:
        with CaptureQueriesContext(connection) as captured:
            run_import(*some)
        return len([query for query in captured if "INSERT INTO" not in query["sql"][:40] and "SAVEPOINT" not in query["sql"]])

    assert queries(lines[:30]) + 1 >= queries(lines[30:])


def test_stories_that_came_first_get_suggestions_of_those_that_came_after() -> None:
    run_import(*(live(import_ref=ref, tags=["Sea"] if ref in "ac" else []) for ref in "abc"), live(import_ref="d", section=["Sport"]))
    ids = {ref: found(ref).pk for ref in "abcd"}
    assert {ref: edition_of(ref).suggestions for ref in "abcd"} == {
        "a": [ids["c"], ids["b"]],
        "b": [ids["c"], ids["a"]],
        "c": [ids["a"], ids["b"]],
        "d": [],
    }


def test_story_that_found_enough_to_suggest_keeps_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "BATCH", 4)
    run_import(*(live(import_ref=f"{number:02}") for number in range(16)))
    ids = [found(f"{number:02}").pk for number in range(16)]
    last, first = edition_of("15").suggestions, edition_of("00").suggestions
    assert (last, first) == (ids[11:3:-1], ids[:7:-1])


def test_dry_run_and_drafts_choose_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen: list[int] = []
    monkeypatch.setattr(importing, "choose_again", lambda articles, **facts: chosen.extend(articles))
    run_import(live(), is_dry_run=True)
    run_import(story())
    assert chosen == []
    run_import(live(import_ref="b"))
    assert chosen == [found("b").pk]
