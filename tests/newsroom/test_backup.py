"""Backups come back whole, on both databases, or not at all. Sites of their own: a backup reads, and a restore fills, a whole database."""

import io
import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from articles.models import Article
from newsroom import backup
from tests.articles.picture_files import jpeg

ROOT = Path(__file__).resolve().parents[2]
STORIES = [
    {"type": "image", "import_ref": "quay", "file": "quay.jpg", "alt": "The quay in fog"},
    {
        "import_ref": "one",
        "headline": "Fog over the harbour – 霧 and ضباب",
        "section": ["News", "Harbour"],
        "authors": [{"name": "Ines Falk"}],
        "tags": ["weather", "harbour"],
        "body": ["It was “thick”.", "It lifted at noon."],
        "lead_image": {"file": "quay.jpg", "alt": "The quay in fog"},
        "published_at": "2024-03-30T07:13:20.123456Z",
        "comments": "closed",
    },
    {"import_ref": "two", "headline": "A draft", "section": ["News"], "body": ["Not yet."], "related": ["one"]},
]


@dataclass(frozen=True)
class Site:
    """A site in a folder and a database of its own."""

    folder: Path
    url: str

    def manage(self, *words: str) -> "subprocess.CompletedProcess[str]":
        environment = {**os.environ, "DATABASE_URL": self.url, "STATE_DIR": str(self.folder), "LOG_LEVEL": "ERROR"}
        environment |= {"SECRET_KEY": "backups-only-0123456789-abcdefghijklmnop"}
        environment.pop("MEDIA_ROOT", None)
        return subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


Sites = Callable[[str], Site]


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    """Make places for sites, without tables, on a database of the kind the tests run on."""
    database = settings.DATABASES["default"]
    is_postgres = database["ENGINE"].endswith("postgresql")
    account = f"{database.get('USER')}:{database.get('PASSWORD')}@{database.get('HOST')}:{database.get('PORT') or 5432}"
    made: list[str] = []

    def make(name: str) -> Site:
        folder = tmp_path_factory.mktemp(name)
        if not is_postgres:
            return Site(folder, f"sqlite:///{folder}/site.sqlite3")
        made.append(f"newsroom_backup_{name}_{os.getpid()}")
        _on_server(f"postgres://{account}/postgres", f"CREATE DATABASE {made[-1]}")
        return Site(folder, f"postgres://{account}/{made[-1]}")

    yield make
    for name in made:
        _on_server(f"postgres://{account}/postgres", f"DROP DATABASE {name} WITH (FORCE)")


def _on_server(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(statement)


@pytest.fixture(scope="module")
def paper(sites: Sites) -> Site:
    """Make a site with two stories and a picture."""
    site = sites("paper")
    (site.folder / "stories.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in STORIES), encoding="utf-8")
    (site.folder / "quay.jpg").write_bytes(jpeg())
    for words in (["migrate", "-v0"], ["import_articles", str(site.folder / "stories.jsonl"), "--images", str(site.folder)]):
        done = site.manage(*words)
        assert (done.returncode, words[0]) == (0, words[0]), done.stderr
    return site


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
