"""Backups come back whole, on both databases, or not at all. Sites of their own: a backup reads, and a restore fills, a whole database."""

import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from articles.models import Article
from newsroom import backup
from tests.newsroom.places import Site, Sites, paper_in


@pytest.fixture(scope="module")
def paper(sites: Sites) -> Site:
    return paper_in(sites("paper"))


@pytest.fixture(scope="module")
def archive(paper: Site) -> Path:
    path = paper.folder / "paper.tar"
    done = paper.manage("backup", str(path))
    assert done.returncode == 0, done.stderr
    assert "1 pictures" in done.stderr
    return path


@pytest.fixture(scope="module")
def restored(sites: Sites, archive: Path) -> Site:
    """Restore into an empty place, once for all tests that go on from there, and back it up at once: `again.tar` beside the archive."""
    site = sites("restored")
    for words in (["restore", str(archive)], ["backup", str(archive.with_name("again.tar"))]):
        done = site.manage(*words)
        assert (done.returncode, words[0]) == (0, words[0]), done.stderr
    return site


def test_backup_comes_back_whole_on_sqlite(paper: Site, archive: Path) -> None:
    done = paper.manage("verify_backup", str(archive))
    assert done.returncode == 0, done.stderr
    assert done.stderr.startswith("It comes back whole: ")


def test_archive_that_comes_through_a_pipe_is_tried_too(paper: Site, archive: Path) -> None:
    with archive.open("rb") as file, paper.start("verify_backup", "-", stdin=file.fileno()) as process:
        said = process.communicate()[1]
    assert (process.returncode, said.startswith("It comes back whole: ")) == (0, True), said


@pytest.mark.usefixtures("restored")
def test_backup_restored_into_an_empty_place_is_the_same_site(archive: Path) -> None:
    assert _members(archive.with_name("again.tar")) == _members(archive)


def test_restore_into_a_site_that_is_there_is_refused(restored: Site, archive: Path) -> None:
    full = restored.manage("restore", str(archive))
    assert (full.returncode, full.stderr.strip()) == (
        1,
        "CommandError: There is a site in this database already. Restore into an empty one. Nothing was restored.",
    )


def test_restored_site_finds_its_stories_at_the_desk(restored: Site) -> None:
    """The index of the desk's search is no model, so it is made anew."""
    question = "from articles.search import find; print(len(find('lifted fog')), len(find('lighthouse')))"
    found = restored.manage("shell", "-v0", "-c", question)
    assert (found.stdout.split(), found.stderr) == (["1", "0"], "")


def test_restored_site_goes_on_where_the_old_one_stopped(restored: Site) -> None:
    stories = restored.folder / "more.jsonl"
    stories.write_text(json.dumps({"import_ref": "three", "headline": "Third", "section": ["News"], "body": ["And on."]}), encoding="utf-8")
    done = restored.manage("import_articles", str(stories))
    assert done.returncode == 0, done.stderr  # the next keys are free


def test_backup_overwrites_nothing(paper: Site, archive: Path) -> None:
    before = archive.read_bytes()
    done = paper.manage("backup", str(archive))
    assert (done.returncode, done.stderr.strip()) == (1, f"CommandError: {archive} is there already. Choose another name.")
    assert archive.read_bytes() == before


def _members(path: Path) -> dict[str, object]:
    with tarfile.open(path) as tar:
        file = tar.extractfile("contents.json")
        assert file is not None
        contents: dict[str, object] = json.load(file)
    contents.pop("manifest.json")
    return contents


def _without(archive: bytes, name: str) -> bytes:
    """Write an archive again without one member."""
    out = io.BytesIO()
    with tarfile.open(fileobj=io.BytesIO(archive)) as old, tarfile.open(fileobj=out, mode="w") as new:
        for member in old:
            if not member.name.startswith(name):
                new.addfile(member, old.extractfile(member))
    return out.getvalue()


def _with_another_byte(archive: bytes) -> bytes:
    place = archive.index(b"\xff\xd8\xff") + 2000  # in the picture
    return archive[:place] + bytes([archive[place] ^ 1]) + archive[place + 1 :]


def _newer(archive: bytes) -> bytes:
    return archive.replace(b'["articles","0001_initial"]', b'["articles","0999_initial"]')


DAMAGES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "no archive": (lambda archive: b"Dear Sir or Madam, " * 100, "The archive is damaged: "),
    "nothing": (lambda archive: b"", "The archive is damaged: "),
    "cut off": (lambda archive: archive[: len(archive) * 2 // 3], "The archive is damaged: "),
    "one byte is another": (_with_another_byte, "The archive is damaged: “originals/"),
    "a table is missing": (lambda archive: _without(archive, "tables/articles_path"), "The archive is damaged: “tables/articles_path/"),
    "its end is missing": (lambda archive: _without(archive, "contents"), "The archive is damaged: its end is missing."),
    "newer": (_newer, "The archive was made by a newer version, which has articles.0999_initial."),
}


@pytest.mark.django_db
@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_archive_is_refused_in_a_sentence_and_nothing_is_restored(archive: Path, damage: str, tmp_path: Path) -> None:
    spoil, sentence = DAMAGES[damage]
    with pytest.raises((backup.DamagedArchive, backup.Unsuited)) as refused:
        backup.restore(io.BytesIO(spoil(archive.read_bytes())), tell=lambda said: None)
    assert str(refused.value).startswith(sentence)
    assert (Article.objects.count(), [path for path in (tmp_path / "media" / "originals").rglob("*") if path.is_file()]) == (0, [])
