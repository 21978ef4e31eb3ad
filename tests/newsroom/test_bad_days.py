"""A full disk, two who migrate at once, a process that is killed: one sentence, nothing half under its name, and the next try works."""

import errno
import os
import time
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.management import CommandError, call_command
from django.test import Client

from articles.models import Article, Image
from tests.articles.picture_files import jpeg
from tests.factories import make_user
from tests.newsroom.places import Site, Sites, paper_in

FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let originals find no room, as the system says it: half the file is there."""
    whole = FileSystemStorage._save

    def half(self: Any, name: str, content: Any) -> str:
        whole(self, name, content)
        raise FULL

    monkeypatch.setattr(FileSystemStorage, "_save", half)


@pytest.mark.django_db
@pytest.mark.usefixtures("full_disk")
def test_upload_onto_a_full_disk_says_so_keeps_what_was_typed_and_leaves_no_file(tmp_path: Path) -> None:
    client = Client(raise_request_exception=False, headers={"sec-fetch-site": "same-origin"})
    client.force_login(make_user(groups=["Photo editor"]))
    (tmp_path / "quay.jpg").write_bytes(jpeg())
    with (tmp_path / "quay.jpg").open("rb") as file:
        sent = {"file": file, "alt": "The quay in fog", "focal_x": "0.5", "focal_y": "0.5"}
        response = client.post("/admin/articles/image/add/", sent)
    page = response.content.decode()
    assert (response.status_code, Image.objects.count(), list((tmp_path / "media").rglob("*.jpg"))) == (503, 0, [])
    assert '<p class="errornote">The picture could not be stored: No space left on device. Nothing was kept of it.</p>' in page
    assert '<input type="hidden" name="alt" value="The quay in fog">' in page


@pytest.mark.django_db
@pytest.mark.usefixtures("full_disk")
def test_import_onto_a_full_disk_stops_and_blames_no_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "quay.jpg").write_bytes(jpeg())
    line = '{"import_ref": "%s", "headline": "Fog", "section": ["News"], "body": ["x"], "lead_image": %s}\n'
    (tmp_path / "stories.jsonl").write_text(
        "".join(line % (ref, '{"file": "quay.jpg", "alt": "The quay"}') for ref in ("one", "two")), encoding="utf-8"
    )
    with pytest.raises(CommandError) as stopped:
        call_command("import_articles", str(tmp_path / "stories.jsonl"), images=tmp_path)
    sentence = (
        "The import stopped: No space left on device. What was stored before stays. Run the same command again when the reason is gone."
    )
    assert (str(stopped.value), "0 lines refused" in capsys.readouterr().out) == (sentence, True)
    assert (Article.objects.count(), Image.objects.count(), list((tmp_path / "media" / "originals").rglob("*.jpg"))) == (0, 0, [])


@pytest.fixture(scope="module")
def paper(sites: Sites) -> Site:
    return paper_in(sites("days"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_backup_onto_a_full_disk_is_one_sentence(paper: Site) -> None:
    with Path("/dev/full").open("wb") as full:
        done = paper.start("backup", "-", stdout=full.fileno())
        said = done.communicate()[1]
    assert (done.returncode, said.strip().splitlines()[-1]) == (
        1,
        "CommandError: The backup stopped: No space left on device. Nothing is kept of it.",
    )


def test_two_who_migrate_at_once_wait_for_each_other(sites: Sites) -> None:
    site = sites("two")
    both = [site.start("migrate", "--no-color") for _ in range(2)]
    said = [process.communicate() for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert sorted("No migrations to apply" in out for out, _error in said) == [False, True]


HALF = """
import time
from django.core.management import call_command
from newsroom import backup
def write(out, **_more):
    out.write(b"half of it")
    out.flush()
    time.sleep(600)
backup.write = write
call_command("backup", {path!r})
"""


def test_backup_that_is_killed_leaves_nothing_under_its_name_and_the_next_one_works(paper: Site, tmp_path: Path) -> None:
    path = tmp_path / "nightly.tar"
    process = paper.start("shell", "-v0", "-c", HALF.format(path=str(path)))
    while not any(part.stat().st_size for part in tmp_path.glob(".nightly.tar.*.part")):
        assert process.poll() is None
        time.sleep(0.05)
    process.kill()
    process.communicate()
    assert path.exists() is False
    done = paper.manage("backup", str(path))
    assert (done.returncode, paper.manage("verify_backup", str(path)).returncode) == (0, 0), done.stderr


def test_import_that_is_killed_is_finished_by_the_next(sites: Sites) -> None:
    site = sites("killed")
    assert site.manage("migrate", "-v0").returncode == 0
    line = (
        '{{"import_ref": "s{0}", "headline": "Fog, day {0}", "section": ["News"], "body": ["x"], "published_at": "2024-03-30T07:13:20Z"}}\n'
    )
    (site.folder / "stories.jsonl").write_text("".join(line.format(number) for number in range(3000)), encoding="utf-8")
    process = site.start("import_articles", str(site.folder / "stories.jsonl"))
    count = "from articles.models import Article, Edition; print(Article.objects.count(), Edition.objects.count())"
    time.sleep(4)
    process.kill()
    process.communicate()
    before = site.manage("shell", "-v0", "-c", count).stdout.split()
    done = site.manage("import_articles", str(site.folder / "stories.jsonl"))
    assert (done.returncode, site.manage("shell", "-v0", "-c", count).stdout.split()) == (0, ["3000", "3000"]), done.stderr
    assert before[0] == before[1]  # no story without its edition


UPLOAD = """
import sys, time
from django.core.files.storage import FileSystemStorage
from django.test import Client
from newsroom.models import User
whole = FileSystemStorage._save
def stored(self, name, content):
    whole(self, name, content)
    print("stored", flush=True)
    time.sleep(600)
if {hangs}:
    FileSystemStorage._save = stored
client = Client(SERVER_NAME="127.0.0.1", headers={{"sec-fetch-site": "same-origin"}})
client.force_login(User.objects.get_or_create(username="mara", is_staff=True, is_superuser=True)[0])
with open({path!r}, "rb") as file:
    print(client.post("/admin/articles/image/add/", {{"file": file, "alt": "The gull", "focal_x": "0.5", "focal_y": "0.5"}}).status_code)
"""
LEFT = """
import datetime as dt
from django.utils import timezone
from articles.models import Image
from articles.originals import sweep_originals
swept = sweep_originals(older_than_days=0, now=timezone.now() + dt.timedelta(days=2))
print(Image.objects.filter(alt="The gull").count(), len(swept.deleted), swept.kept)
"""


def test_upload_that_is_killed_leaves_a_file_that_is_swept_and_the_next_one_works(paper: Site, tmp_path: Path) -> None:
    (tmp_path / "gull.jpg").write_bytes(jpeg(width=320))
    process = paper.start("shell", "-v0", "-c", UPLOAD.format(path=str(tmp_path / "gull.jpg"), hangs=True))
    assert process.stdout is not None
    assert process.stdout.readline() == "stored\n"
    process.kill()
    process.communicate()
    again = paper.manage("shell", "-v0", "-c", UPLOAD.format(path=str(tmp_path / "gull.jpg"), hangs=False))
    left = paper.manage("shell", "-v0", "-c", LEFT)
    assert (again.stdout, left.stdout) == ("302\n", "1 1 2\n"), (again.stderr, left.stderr)
