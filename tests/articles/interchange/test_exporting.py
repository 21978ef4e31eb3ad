"""A site goes out whole, and comes in somewhere else as it was."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from taggit.models import Tag

from articles.interchange import export_to
from articles.models import (
    Article,
    Author,
    Byline,
    Edition,
    Image,
    ImageUse,
    Listing,
    Page,
    RelatedArticle,
    Section,
    SiteSettings,
    TaggedArticle,
)
from articles.models import Path as PublicPath
from articles.pictures import add_image
from articles.saving import save_author, save_section
from comments.models import Thread
from comments.threads import set_mode
from newsroom import demo_paper
from tests import factories as make
from tests.articles.interchange.papers import PUBLISHED, draw, exported, exported_story, live, run_import, story
from tests.articles.interchange.test_repeating import a_paper
from tests.small_pictures import draw_small

pytestmark = pytest.mark.django_db


def empty_the_site() -> None:
    """Take everything off the site that an export speaks of."""
    for model in (Listing, ImageUse, PublicPath, Edition, Byline, TaggedArticle, RelatedArticle, Thread, Article, Author, Page, Image, Tag):
        model.objects.all().delete()
    Section.objects.update(parent=None)
    Section.objects.all().delete()
    SiteSettings.objects.all().delete()


def comes_in_again_as_it_was(folder: Path) -> list[str]:
    """Export, empty, import, export; return the lines, which are the same."""
    before = exported(folder)
    empty_the_site()
    assert exported() == []
    run = run_import(*before, images=folder)
    assert (run.said, run.report.refused) == ([], 0)
    assert exported() == before
    return before


def test_lines_are_written_in_a_fixed_order_and_form(tmp_path: Path) -> None:
    draw(tmp_path)
    run_import(
        live(headline="Ünï", tags=["b", "A"], authors=[{"name": "Ada", "ref": "ada"}], updated_at="2024-04-01T10:00:00.25+02:00"),
        {"type": "page", "import_ref": "about", "title": "About", "body": "<p>x</p>", "paths": ["/old-about/"]},
        {"type": "author", "import_ref": "ada", "name": "Ada", "biography": "Writes."},
        {"type": "site", "name": "The Courier"},
        {
            "type": "image",
            "import_ref": "cranes",
            "file": "harbour.jpg",
            "alt": "Cranes over the harbour",
            "rights_expire_on": "2030-01-01",
        },
        {"type": "author", "import_ref": "ada", "name": "Ada", "portrait": "cranes"},
        images=tmp_path,
    )
    picture = f'"file": "{Image.objects.get().checksum[:24]}.jpg", "alt": "Cranes over the harbour", "rights_expire_on": "2030-01-01"'
    story_line = (
        '{"import_ref": "a", "headline": "Ünï", "section": ["World", "Europe"], '
        '"authors": [{"ref": "ada", "name": "Ada", "role": "writer"}], "tags": ["A", "b"], "slug": "ünï", '
        '"body": "<p>First words of a.</p><p>Second paragraph.</p>", "stage": "draft", "editions": [{'
        '"live_from": "2024-03-30T07:13:20Z", "updated_at": "2024-04-01T08:00:00.250000Z", "path": "/2024/03/30/ünï/"}]}'
    )
    page_line = '{"type": "page", "import_ref": "about", "title": "About", "slug": "about", "body": "<p>x</p>", "position": 0, '
    assert exported() == [
        '{"type": "site", "name": "The Courier"}',
        '{"type": "section", "path": ["World"], "slug": "world", "position": 0, "in_navigation": true}',
        '{"type": "section", "path": ["World", "Europe"], "slug": "europe", "position": 1, "in_navigation": true}',
        '{"type": "tag", "name": "b", "slug": "b"}',
        '{"type": "tag", "name": "A", "slug": "a"}',
        f'{{"type": "image", "import_ref": "cranes", {picture}, "focal_x": 0.5, "focal_y": 0.5}}',
        '{"type": "author", "import_ref": "ada", "name": "Ada", "slug": "ada", "biography": "Writes.", "portrait": "cranes"}',
        story_line,
        f'{page_line}"in_footer": true, "paths": ["/old-about/"]}}',
    ]


def test_paper_in_every_state_comes_in_again_as_it_was(tmp_path: Path) -> None:
    run_import(*a_paper(tmp_path / "in"), images=tmp_path / "in")
    told = comes_in_again_as_it_was(tmp_path / "out")
    assert len(told) == 17
    assert [path.name for path in (tmp_path / "out").iterdir()] == [f"{Image.objects.get().checksum[:24]}.jpg"]


def test_demo_paper_comes_in_again_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draw_small(tmp_path / "demo", monkeypatch)
    assert demo_paper.load_paper(now=dt.datetime.now(dt.UTC), tell=print).refused == 0
    told = [json.loads(line) for line in comes_in_again_as_it_was(tmp_path)]
    written = [line for part in sorted(demo_paper.FOLDER.glob("paper/*.jsonl")) for line in part.read_text(encoding="utf-8").splitlines()]
    stories = [line for line in map(json.loads, written) if "type" not in line]
    assert [line["import_ref"] for line in told if "type" not in line] == [line["import_ref"] for line in stories]


def test_site_that_was_written_at_the_desk_comes_in_again_as_it_was(tmp_path: Path) -> None:
    now = dt.datetime(2025, 6, 1, 12, 30, 15, 250, tzinfo=dt.UTC)
    tomorrow, far = now + make.DAY, dt.datetime(2299, 1, 1, tzinfo=dt.UTC)
    image = add_image(draw(tmp_path / "in"), alt="Cranes over the harbour", caption="Two\nlines", credit="Photo: “Falk”")
    world = make.make_section(name="World")
    europe = make.make_section(name="Europe", parent=world, description="All of it.")
    ada = make.make_author(name="Ada Winter", portrait=image, biography="Writes.")
    namesake = make.make_author(name="Ada Winter", slug="ada-two")
    tags = [make.make_tag(name="Ärzte"), make.make_tag(name="Harbour")]
    target = make.make_live(at=now, headline="The other story", section=world).article
    body = f'<p>See <a data-story="{target.pk}">it</a>.</p><figure data-image="{image.pk}"><figcaption>C</figcaption></figure>'
    article = make.make_live(
        at=now, section=europe, authors=[ada], roles=[(namesake, Byline.Role.EDITOR)], tags=tags, body=body, related=[target],
        lead_image=image, deck="Deck", notes="For us.", stage="review", deadline=now, noindex=True,
    ).article  # fmt: skip
    make.publish(make.make_article(headline="Expired", section=world), at=now, until=tomorrow)
    article = make.change(article, headline="Corrected", lead_image=None, body="<p>Shorter.</p>", slug="corrected")
    make.publish(article, at=tomorrow, tell_readers=True)
    ada.name = "Ada Winter-Falk"
    save_author(ada)
    make.change(Article.objects.get(pk=article.pk), headline="Not published yet", body=body)
    gone = make.make_live(at=now, headline="Withdrawn", section=world).article
    make.withdraw(gone, at=tomorrow, notice="It was wrong.")
    make.publish(gone, at=tomorrow + make.DAY)
    make.schedule(make.make_article(headline="Scheduled", section=world), at=far, now=tomorrow, until=far + make.DAY)
    make.schedule(target, at=far, now=tomorrow)
    make.make_article(headline="A draft")
    set_mode(article.pk, "closed")
    make.make_page(title="About", body=body)
    PublicPath.objects.create(path="/100%-sure#b", article=article)
    europe.slug = "our-europe"
    save_section(europe)
    make.set_clock(tomorrow + 2 * make.DAY)
    told = [json.loads(line) for line in comes_in_again_as_it_was(tmp_path / "out")]
    refs = [line["import_ref"] for line in told if "type" not in line]
    assert refs == sorted(refs, key=lambda ref: int(ref.rpartition("-")[2]))
    (here,) = [line for line in told if line.get("headline") == "Not published yet"]
    assert (here["paths"], here["comments"], [edition["headline"] for edition in here["editions"]]) == (
        ["/100%25-sure%23b"], "closed", ["A quiet day at the harbour", "Corrected"],
    )  # fmt: skip
    (section,) = [line for line in told if line.get("slug") == "our-europe"]
    assert section["paths"] == ["/world/europe/"]


def test_edition_says_only_what_differs_and_an_empty_value_says_so() -> None:
    run_import(story(kicker="Now", tags=["Sea"], section="World", editions=[
        {"live_from": PUBLISHED, "kicker": "", "tags": [], "headline": "Then"}]))  # fmt: skip
    told = exported_story("a")
    assert (told["kicker"], told["tags"], told["headline"]) == ("Now", ["Sea"], "Headline a")
    assert told["editions"] == [{"live_from": PUBLISHED, "path": "/2024/03/30/then/", "headline": "Then", "kicker": "", "tags": []} | {}]
    assert list(told["editions"][0]) == ["live_from", "path", "headline", "kicker", "tags"]


def test_references_that_need_escaping_come_in_again() -> None:
    ref = """q"u'o&te <b> · 引用"""
    body = '<p>See <a data-story-ref="q&quot;u\'o&amp;te &lt;b&gt; · 引用">it</a>.</p>'
    run_import(live(import_ref=ref, headline="Target"), live(body=body, related=[ref]))
    assert (exported_story("a")["body"], exported_story("a")["related"]) == (body, [ref])


def test_thing_without_a_reference_is_not_mistaken_for_one_that_has_its_name() -> None:
    native = make.make_article(headline="Native")
    run_import(story(import_ref=f"article-{native.pk}", headline="Imported"), story(import_ref=f"article-{native.pk}-2"))
    told = [json.loads(line)["import_ref"] for line in exported() if '"type"' not in line]
    assert told == [f"article-{native.pk}-3", f"article-{native.pk}", f"article-{native.pk}-2"]


def test_picture_whose_original_is_gone_is_told_and_stops_nothing(tmp_path: Path) -> None:
    image = make.make_image(checksum="d" * 64)
    name = str(image.file.name)
    image.file.storage.delete(name)
    said: list[str] = []
    assert export_to(tmp_path / "paper.jsonl", tmp_path / "out", tell=said.append) == 1
    assert said == [f"The original of picture {image.pk} is gone: {name}"]


def test_export_that_breaks_off_leaves_the_file_that_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "paper.jsonl"
    file.write_text("before")

    def fail() -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("articles.interchange.exporting._tags", fail)
    with pytest.raises(OSError, match="No space left"):
        export_to(file, None, tell=print)
    assert file.read_text() == "before"


@pytest.mark.parametrize("number", [1, 30])
def test_queries_of_an_export_do_not_grow_with_the_stories(number: int) -> None:
    draft = {"tags": ["Sea"], "authors": [{"name": "Ada"}], "related": ["s0"]}
    run_import(live(import_ref="s0"), *(live(import_ref=f"s{place}", **draft) for place in range(1, number + 1)))
    with CaptureQueriesContext(connection) as captured:
        assert len(exported()) == number + 5
    assert len(captured) == 28
