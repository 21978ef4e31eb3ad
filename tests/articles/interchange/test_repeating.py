"""An import can be run again: what is there stays, what changed follows, and what was interrupted is finished."""

import errno
import io
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import OperationalError

from articles import publishing
from articles.interchange import Importer, Stopped, importing, storing
from articles.models import Article, ChangeCounter, Edition, RelatedArticle
from articles.publication import PublicationState
from tests.articles.interchange.papers import PUBLISHED, as_bytes, draw, exported, live, run_import, story
from tests.articles.interchange.test_importing import edition_of, found, state_of

pytestmark = pytest.mark.django_db
AHEAD = "2299-01-01T00:00:00Z"


def a_paper(folder: Path) -> list[dict[str, Any]]:
    """Return a paper in many states, with everything a line can name."""
    draw(folder)
    window = {"live_from": "2024-01-01T00:00:00Z", "live_until": "2024-02-01T00:00:00Z"}
    return [
        {"type": "site", "name": "The Courier", "tagline": "Since 1871"},
        {"type": "section", "path": ["World"], "slug": "welt", "paths": ["/category/world/"]},
        {"type": "tag", "name": "Sea", "slug": "the-sea"},
        {"type": "image", "import_ref": "cranes", "file": "harbour.jpg", "alt": "Cranes over the harbour"},
        {"type": "author", "import_ref": "ada", "name": "Ada Winter", "portrait": "cranes"},
        {"type": "page", "import_ref": "about", "title": "About", "body": '<p>See <a data-story-ref="live">this</a>.</p>'},
        live(import_ref="live", related=["later", "draft"], tags=["Sea", "Ice"], authors=[{"name": "Ada Winter", "ref": "ada"}],
             lead_image={"ref": "cranes"}, paths=["/?p=1"], comments="closed", updated_at="2024-05-01T00:00:00Z"),
        story(import_ref="draft", body="", section=[]),
        story(import_ref="scheduled", published_at=AHEAD),
        story(import_ref="changed", headline="Not yet", editions=[{"live_from": PUBLISHED, "headline": "Shown"}]),
        story(import_ref="withdrawn", editions=[window | {"ending": "withdrawn", "notice": "Sorry."}]),
        story(import_ref="expired", editions=[window]),
        story(import_ref="updating", editions=[{"live_from": PUBLISHED, "headline": "Old"}, {"live_from": AHEAD}]),
        live(import_ref="later", related=["live"],
             body='<p>See <a data-story-ref="draft">it</a></p><figure data-image-ref="cranes"></figure>'),
        live(import_ref="lost", related=["nobody"]),
    ]  # fmt: skip


def test_second_run_changes_nothing(tmp_path: Path) -> None:
    paper = a_paper(tmp_path)
    first = run_import(*paper, images=tmp_path)
    assert (first.said, first.stories) == (["line 15: These stories are not there: nobody."], (9, 0, 0, 0))
    before, change = exported(), ChangeCounter.objects.values("number").get()
    editions, versions = list(Edition.objects.order_by("pk").values()), list(Article.objects.order_by("pk").values())
    second = run_import(*paper, images=tmp_path)
    assert (second.stories, dict(second.report.made)) == ((0, 0, 9, 0), {})
    assert exported() == before
    assert list(Edition.objects.order_by("pk").values()) == editions
    assert list(Article.objects.order_by("pk").values()) == versions
    assert ChangeCounter.objects.values("number").get() == change


def test_second_run_publishes_no_unpublished_changes_and_undoes_no_roll_back() -> None:
    run_import(story(headline="Not yet", editions=[{"live_from": PUBLISHED, "headline": "Shown"}]), live(import_ref="b"))
    run_import(live(import_ref="b", headline="Second"))
    first = Edition.objects.filter(article__import_ref="b").earliest("live_from")
    publishing.roll_back(found("b"), to=first, by=publishing.SYSTEM)
    again = run_import(
        story(headline="Not yet", editions=[{"live_from": PUBLISHED, "headline": "Shown"}]), live(import_ref="b", headline="Second")
    )
    assert (again.stories, edition_of("a").headline) == ((0, 0, 2, 0), "Shown")
    assert Edition.objects.filter(article__import_ref="b").latest("live_from").headline == "Headline b"


def test_changed_line_of_a_live_story_is_published_and_keeps_its_first_moment_and_address() -> None:
    run_import(live(tags=["Sea"]), live(import_ref="b"))
    run = run_import(live(headline="Corrected", tags=["Ice"]), live(import_ref="b"))
    first, second = Edition.objects.filter(article__import_ref="a").order_by("live_from")
    assert run.stories == (0, 1, 1, 0)
    assert (first.headline, second.headline, [tag["name"] for tag in second.tags]) == ("Headline a", "Corrected", ["Ice"])
    assert (first.live_until, second.live_until, second.updated_at) == (second.live_from, None, None)
    assert (second.published_at, second.path) == (first.published_at, first.path)
    assert (found().version, found().has_unpublished_changes, found("b").version) == (2, False, 1)


def test_changed_line_tells_readers_when_it_says_so() -> None:
    run_import(live())
    run_import(live(headline="Corrected", updated_at="2024-04-01T00:00:00Z"))
    second = Edition.objects.latest("live_from")
    assert second.updated_at == second.live_from


def test_changed_line_of_a_scheduled_story_changes_what_will_be_shown() -> None:
    run_import(story(published_at=AHEAD))
    assert run_import(story(published_at=AHEAD, headline="Better")).stories == (0, 1, 0, 0)
    assert (edition_of().headline, state_of("a")) == ("Better", PublicationState.SCHEDULED)


def test_changed_line_of_a_withdrawn_story_changes_the_working_copy_alone_and_says_so() -> None:
    run_import(live())
    publishing.withdraw(found(), by=publishing.SYSTEM, notice="Sorry.")
    run = run_import(live(headline="Corrected"))
    assert run.said == ["line 1: Only the working copy was changed: what readers were shown of this story stays as it is."]
    assert (found().headline, edition_of().headline, state_of("a")) == ("Corrected", "Headline a", PublicationState.WITHDRAWN)


def test_key_that_is_gone_from_a_line_is_empty_and_the_desks_own_stay() -> None:
    run_import(story(kicker="Tide", tags=["Sea"], related=["b"], notes="Ring her.", stage="review"), story(import_ref="b"))
    run_import(story(), story(import_ref="b"))
    article = found()
    assert (article.kicker, list(article.tags.names()), RelatedArticle.objects.count()) == ("", [], 0)
    assert (article.notes, article.stage) == ("Ring her.", "review")


def test_draft_that_gets_a_moment_is_published() -> None:
    run_import(story())
    assert run_import(live()).stories == (0, 1, 0, 0)
    assert state_of("a") == PublicationState.LIVE


def test_story_that_comes_with_a_later_file_is_found_by_the_ones_that_named_it() -> None:
    run_import(live(related=["b"]))
    run_import(live(import_ref="b"))
    assert run_import(live(related=["b"])).said == []
    assert Edition.objects.latest("live_from").related == [found("b").pk]


def test_full_disk_stops_with_a_sentence_and_keeps_what_was_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    store, batches = storing.store, [0]

    def fail_later(*args: Any, **rest: Any) -> Any:
        batches[0] += 1
        if batches[0] == 3:
            raise OperationalError("database or disk is full")
        return store(*args, **rest)

    monkeypatch.setattr(storing, "store", fail_later)
    monkeypatch.setattr(importing, "BATCH", 2)
    lines = [live(import_ref=f"s{number}") for number in range(8)]
    importer = Importer(images=None, tell=print, progress=print)
    with pytest.raises(Stopped) as stopped:
        importer.run(io.BytesIO(as_bytes(*lines)))
    assert str(stopped.value) == "The database refused to go on: database or disk is full."
    assert importer.report.counts == {("story", "new"): 4}
    assert Article.objects.count() == Edition.objects.count() == 4
    monkeypatch.setattr(storing, "store", store)
    assert run_import(*lines).stories == (4, 0, 4, 0)


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "The import stopped: No space left on device."),
        (sqlite3.OperationalError("database or disk is full"), "The database refused to go on: database or disk is full."),
    ],
)
def test_full_disk_where_lines_wait_or_pictures_lie_stops_too(error: Exception, sentence: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **rest: Any) -> None:
        raise error

    monkeypatch.setattr("articles.interchange.waiting.Waiting.put", fail)
    with pytest.raises(Stopped) as stopped:
        run_import(live(related=["later"]), live(import_ref="later"))
    assert str(stopped.value) == sentence


def test_picture_that_does_not_fit_on_the_disk_stops_and_one_that_cannot_be_read_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw(tmp_path)
    line = live(lead_image={"file": "harbour.jpg", "alt": "Cranes over the harbour"})

    def failing(number: int) -> Any:
        def fail(*args: Any, **rest: Any) -> None:
            raise OSError(number, os.strerror(number))

        return fail

    monkeypatch.setattr("articles.pictures.add_image", failing(errno.EACCES))
    assert run_import(line, images=tmp_path).said == ["line 1 refused: The picture “harbour.jpg” cannot be read."]
    monkeypatch.setattr("articles.pictures.add_image", failing(errno.ENOSPC))
    with pytest.raises(Stopped, match="No space left on device"):
        run_import(line, images=tmp_path)


class Site:
    """A site of its own in a folder, run by commands in processes of their own."""

    def __init__(self, folder: Path, *, like: "Site | None" = None) -> None:
        folder.mkdir()
        kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "SECRET_KEY"}}
        self.environment = kept | {"STATE_DIR": str(folder)}
        self.database = folder / "newsroom.sqlite3"
        if like:
            shutil.copy(like.database, self.database)
            shutil.copy(like.database.with_name("secret_key"), folder)
        else:
            self.run("migrate", "--verbosity", "0")

    def start(self, *words: str, **rest: Any) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "manage.py", *words]
        return subprocess.Popen(
            command, cwd=settings.BASE_DIR, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **rest
        )

    def run(self, *words: str) -> str:
        process = self.start(*words)
        out, error = process.communicate(timeout=120)
        assert process.returncode == 0, error.decode()
        return out.decode()

    def count(self) -> int:
        connection = sqlite3.connect(self.database)
        try:
            return int(connection.execute("SELECT count(*) FROM articles_edition").fetchone()[0])
        finally:
            connection.close()


@pytest.mark.once  # these sites have databases of their own
def test_import_that_is_killed_at_any_moment_is_finished_by_running_it_again(tmp_path: Path) -> None:
    names = [f"s{number}" for number in range(600)]
    lines = [
        live(import_ref=ref, tags=[f"T{place % 50}"], authors=[{"name": f"A{place % 40}"}], related=[names[(place * 7 + 3) % 600]],
             paths=[f"/?p={place}"], section=["World", f"S{place % 9}"])
        for place, ref in enumerate(names)
    ]  # fmt: skip
    file = tmp_path / "paper.jsonl"
    file.write_bytes(as_bytes(*lines))
    unbroken = Site(tmp_path / "unbroken")
    killed = Site(tmp_path / "killed", like=unbroken)
    unbroken.run("import_articles", str(file))
    kills = 0
    for wait_s in (0.0, 0.05, 0.1):
        process = killed.start("import_articles", str(file))
        before = killed.count()
        while killed.count() == before and process.poll() is None:
            time.sleep(0.01)
        time.sleep(wait_s)
        kills += process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.communicate()
    assert kills >= 2
    killed.run("import_articles", str(file))
    assert killed.run("export_articles") == unbroken.run("export_articles")
    assert killed.run("import_articles", str(file)).splitlines()[0] == "story: 0 new, 0 changed, 600 unchanged"
