"""Backups come back whole, on both databases, or not at all. Sites of their own: a backup reads, and a restore fills, a whole database."""

import datetime as dt
import gzip
import hashlib
import io
import json
import re
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.core.management import call_command
from django.db import DatabaseError, connection
from taggit.models import Tag

from articles.models import Article, Edition, Image
from newsroom import backup
from newsroom.backup import postgresql, tables, verifying
from tests.factories import make_user
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


def test_place_where_a_damaged_archive_was_refused_takes_the_whole_one(sites: Sites, archive: Path) -> None:
    """The folders of the pictures that were taken away again may be left."""
    site, damaged = sites("retried"), archive.with_name("damaged.tar")
    damaged.write_bytes(_without(archive.read_bytes(), "contents"))
    refused, restored = site.manage("restore", str(damaged)), site.manage("restore", str(archive))
    assert (refused.returncode, restored.returncode) == (1, 0), restored.stderr


MOMENT = re.compile(r"^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+)\+00:00$")


def _as_before(row: list[object]) -> bytes:
    """Write a row as versions before did: without spaces, moments to six places."""
    long = [MOMENT.sub(lambda found: f"{found[1]:0<26}+00:00", value) if isinstance(value, str) else value for value in row]
    return json.dumps(long, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _with_another_slug(row: list[object]) -> bytes:
    return json.dumps([f"{value}s" if value == "harbour" else value for value in row], ensure_ascii=False).encode() + b"\n"


def _rewritten(archive: bytes, write: Callable[[list[object]], bytes]) -> bytes:
    """Write every row of an archive anew, with the sums that belong to it."""
    out, contents = io.BytesIO(), {}
    with tarfile.open(fileobj=io.BytesIO(archive)) as old, tarfile.open(fileobj=out, mode="w") as new:
        for member in old:
            file = old.extractfile(member)
            assert file is not None
            content = file.read()
            if member.name.endswith(".jsonl.gz"):
                plain = b"".join(write(json.loads(line)) for line in gzip.decompress(content).splitlines())
                contents[member.name] = {"bytes": len(plain), "sha256": hashlib.sha256(plain).hexdigest()}
                content = gzip.compress(plain)
            elif member.name == "contents.json":
                content = json.dumps(json.loads(content) | contents).encode()
            member.size = len(content)
            new.addfile(member, io.BytesIO(content))
    return out.getvalue()


def test_archive_of_an_older_version_comes_back_whole_and_the_same(sites: Sites, archive: Path) -> None:
    older, newer = archive.with_name("older.tar"), archive.with_name("newer.tar")
    older.write_bytes(_rewritten(archive.read_bytes(), _as_before))
    site = sites("older")
    for words in (["verify_backup", str(older)], ["restore", str(older)], ["backup", str(newer)]):
        done = site.manage(*words)
        assert (done.returncode, words[0]) == (0, words[0]), done.stderr
    assert (_members(older) == _members(archive), _members(newer) == _members(archive)) == (False, True)


@pytest.mark.parametrize(("write", "comes_back"), [(_as_before, True), (_with_another_slug, False)])
def test_only_rows_of_other_values_come_back_different(
    write: Callable[[list[object]], bytes], comes_back: bool, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(scratch: Path, act: str, path: str) -> None:
        if act == "backup":
            Path(path).write_bytes(_rewritten(archive.read_bytes(), write))

    monkeypatch.setattr(verifying, "_run", run)
    said = ""
    try:
        backup.verify(archive)
    except backup.Differs as differs:
        said = str(differs)
    assert said == ("" if comes_back else "“tables/articles_section/00001.jsonl.gz” came back different.")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "line", [b"[]", b"null", b'["one"]', b'{"id": 1}', b"[1, 2, 3", b'["x", "y", "z"]', b'[1, "x", "z", 4]', b"[1, null, 2]"]
)
def test_row_that_is_none_is_refused(line: bytes) -> None:
    with pytest.raises((ValueError, DatabaseError)):
        tables.insert(Tag, ["id", "name", "slug"], line)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("microsecond", "written"), [(0, "07:13:20"), (1, "07:13:20.000001"), (120_000, "07:13:20.12"), (123_456, "07:13:20.123456")]
)
def test_moment_is_written_alike_by_both_databases(microsecond: int, written: str) -> None:
    moment = dt.datetime(2024, 3, 30, 7, 13, 20, microsecond, tzinfo=dt.UTC)
    LogEntry.objects.create(user=make_user(), action_flag=1, object_repr="0", change_message="", action_time=moment)
    [(count, part)] = tables.parts_of(LogEntry)
    place = tables.columns_of(LogEntry).index("action_time")
    assert (count, json.loads(part)[place]) == (1, f"2024-03-30T{written}+00:00")


@pytest.mark.django_db
@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="where PostgreSQL is, there are two who write")
def test_postgresql_writes_every_table_as_we_do(monkeypatch: pytest.MonkeyPatch) -> None:
    call_command("load_demo", "--force", stdout=io.StringIO(), stderr=io.StringIO())
    strange = '"\\\b\f\t\r\n\x01\x1f\x7f/\u2028 é霧😀'
    LogEntry.objects.create(user=make_user(), action_flag=1, object_repr=strange, change_message="")
    Edition.objects.update(blocks=[{"kind": strange, "b": [1, 1.5, None, True, {}], "a": ""}])
    Image.objects.update(focal_x=0.25)
    models = tables.models_of(apps)
    theirs = {model: list(tables.parts_of(model)) for model in models}
    assert [model for model in models if not postgresql.knows(model)] == []
    monkeypatch.setattr(postgresql, "knows", lambda model: False)
    assert [model for model in models if list(tables.parts_of(model)) != theirs[model]] == []
    assert sum(count for count, _part in theirs[Edition]) == Edition.objects.count() > 0
