"""`load_demo` fills an empty site, once, and nobody else's."""

import datetime as dt
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from PIL import Image as Pixels

from articles.html import story_refs
from articles.interchange import Importer
from articles.models import Article, Author, Edition, Image, Section
from articles.publication import PublicationState
from articles.reading import DRAWN_KINDS
from comments.models import Thread
from newsroom import demo_paper
from newsroom.models import User
from tests.articles.interchange.papers import exported, run_import, story
from tests.small_pictures import draw_small

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _embedded(settings: Any) -> None:
    settings.IS_EMBEDDED = True


_PASSING = {PublicationState.SCHEDULED_EARLIER, PublicationState.UPDATING_EARLIER}
"""States that last until somebody schedules again: a demo of them would look like a mistake."""


def load(*words: str) -> list[str]:
    out = io.StringIO()
    call_command("load_demo", *words, stdout=out, stderr=io.StringIO())
    return out.getvalue().splitlines()


def lines_of_the_demo() -> list[dict[str, Any]]:
    parts = sorted(demo_paper.FOLDER.glob("paper/*.jsonl"))
    return [json.loads(line) for part in parts for line in part.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the demo be its first stories, without pictures: it is soon loaded."""
    stories = [line for line in lines_of_the_demo() if "type" not in line and "image" not in json.dumps(line)][:6]
    kept = [line | {"portrait": None} for line in lines_of_the_demo() if line.get("type") in {"site", "section", "author"}]
    (tmp_path / "paper").mkdir()
    (tmp_path / "paper" / "1.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in [*kept, *stories]), encoding="utf-8")
    monkeypatch.setattr(demo_paper, "FOLDER", tmp_path)


def test_empty_site_gets_a_paper_in_all_states(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draw_small(tmp_path / "demo", monkeypatch)
    said = load()
    stories = [line for line in lines_of_the_demo() if "type" not in line]
    articles = Article.objects.with_publication(at=dt.datetime.now(dt.UTC))
    assert said[:2] == [f"The demo paper is loaded: {len(stories)} stories, 22 comments.", "Sign in at /admin/ as"]
    assert {article.publication.state for article in articles} == set(PublicationState) - _PASSING
    assert Article.objects.filter(language="ar").count() == 1
    assert Thread.objects.filter(mode="closed").count() > 0
    assert Image.objects.count() == len([line for line in lines_of_the_demo() if line.get("type") == "image"])
    assert (len(stories) >= 60, Section.objects.filter(parent=None).count(), Author.objects.exclude(portrait=None).count()) == (True, 6, 12)
    assert (Edition.objects.exclude(correction="").count() > 0, Edition.objects.filter(layout="longread").count()) == (True, 1)
    assert {block["kind"] for blocks in Edition.objects.values_list("blocks", flat=True) for block in blocks} == DRAWN_KINDS
    assert [edition for edition in Edition.objects.live(at=dt.datetime.now(dt.UTC)) if len(edition.suggestions) < 4] == []


def test_the_drawn_originals_can_be_taken_and_are_twelve_megabytes_at_most() -> None:
    pictures = list(demo_paper.FOLDER.glob("images/*.jpg"))
    named = {line["file"] for line in lines_of_the_demo() if line.get("type") == "image"}
    assert {picture.name for picture in pictures} == named
    assert sum(picture.stat().st_size for picture in pictures) < 12_000_000
    for picture in pictures:
        with Pixels.open(picture) as opened:  # its header: `.ci/demo` loads them whole
            assert (opened.format, max(opened.size) >= 800, opened.size[0] * opened.size[1] < 20_000_000) == ("JPEG", True, True)


@pytest.mark.usefixtures("short")
def test_demo_is_of_today() -> None:
    load()
    newest = Edition.objects.filter(live_from__lte=dt.datetime.now(dt.UTC)).latest("live_from")
    assert dt.datetime.now(dt.UTC) - newest.live_from < dt.timedelta(days=2)
    assert {edition.live_from.second for edition in Edition.objects.all()} == {0}


@pytest.mark.usefixtures("short")
def test_accounts_are_in_their_groups_and_their_passwords_are_printed() -> None:
    told = [line.split() for line in load()[2:]]
    assert [(name, " ".join(group).strip("()")) for name, _password, *group in told] == [
        ("chief", "Chief editor"), ("editor", "Editor"), ("reporter", "Reporter"), ("moderator", "Moderator"),
    ]  # fmt: skip
    for name, password, *group in told:
        user = User.objects.get(username=name)
        assert authenticate(None, username=name, password=password) == user
        assert ([found.name for found in user.groups.all()], user.is_staff, user.is_superuser) == (
            [" ".join(group).strip("()")],
            True,
            False,
        )


@pytest.mark.usefixtures("short")
def test_second_time_nothing_is_doubled() -> None:
    load()
    before = exported()
    assert load()[0] == "The demo paper is there already."
    assert (exported(), User.objects.count()) == (before, 4)


@pytest.mark.usefixtures("short")
def test_site_with_stories_of_its_own_is_left_alone_unless_forced() -> None:
    run_import(story())
    with pytest.raises(CommandError, match=r"^This site has stories of its own; the demo is for an empty one. --force"):
        load()
    assert (Article.objects.count(), User.objects.count()) == (1, 0)
    load("--force")
    assert Article.objects.count() > 1


@pytest.mark.usefixtures("short")
def test_site_with_accounts_of_its_own_is_left_alone() -> None:
    editor = User.objects.create_user("editor", password="my own password")
    with pytest.raises(CommandError, match=r"^This site has accounts of its own"):
        load()
    editor.refresh_from_db()
    assert (editor.check_password("my own password"), Article.objects.count()) == (True, 0)


@pytest.mark.usefixtures("short")
def test_site_with_a_database_server_is_left_alone(settings: Any) -> None:
    settings.IS_EMBEDDED = False
    with pytest.raises(CommandError, match=r"^This site has a database server"):
        load()
    assert (Article.objects.count(), User.objects.count()) == (0, 0)


@pytest.mark.usefixtures("short")
def test_demo_that_cannot_be_loaded_whole_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    run = Importer.run

    def refuse_one(self: Importer, file: Any) -> Any:
        report = run(self, file)
        report.refused += 1
        return report

    monkeypatch.setattr(Importer, "run", refuse_one)
    with pytest.raises(CommandError, match=r"^The demo paper could not be loaded whole\.$"):
        load()


def test_the_demo_writes_no_straight_apostrophe() -> None:
    assert [line["import_ref"] for line in lines_of_the_demo() if "'" in json.dumps(line)] == []


def test_the_demos_page_of_corrections_leads_to_every_corrected_story() -> None:
    page = next(line for line in lines_of_the_demo() if line.get("import_ref") == "page-corrections")
    corrected = {line["import_ref"] for line in lines_of_the_demo() if '"correction": "' in json.dumps(line)}
    assert set(story_refs(page["body"])) == corrected
