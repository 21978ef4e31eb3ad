"""Files of renditions: made once, whole or not at all, and only for who has been shown their address."""

import io
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage, default_storage, storages
from PIL import Image as Pixels

from articles.models import Image
from articles.pictures import add_image
from articles.renditions import files, pixels
from articles.renditions.addresses import COLUMNS, Picture, name_of, picture_of
from articles.renditions.sizes import Wish
from tests.articles.picture_files import jpeg, upload

LARGE = Wish("", 1600)


@pytest.fixture
def picture(db) -> Picture:
    image = add_image(upload(content=jpeg(width=1800, height=1200)), alt="Cranes over the harbour")
    return picture_of(Image.objects.values(*COLUMNS).get(pk=image.pk))


@pytest.fixture
def decodes(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """Count how often an original is decoded from here on."""
    asked: list[Any] = []
    decode = pixels.decoded

    def counted(original: Any, wishes: Any) -> Pixels.Image:
        asked.append(wishes)
        return decode(original, wishes)

    monkeypatch.setattr(pixels, "decoded", counted)
    return asked


def kept(folder: str = "renditions") -> list[str]:
    root = Path(default_storage.path(""))
    return sorted(str(path.relative_to(root)) for path in (root / folder).rglob("*") if path.is_file())


def test_upload_leaves_what_cards_and_pages_need_in_jpeg(picture) -> None:
    expected = {name_of(picture, *wanted) for wanted in files.wanted_at_once(picture)}
    assert (set(kept()), {name.rpartition(".")[2] for name in expected}) == (expected, {"jpg"})


@pytest.mark.parametrize("kind", ["jpeg", "avif"])
def test_missing_rendition_is_made_when_it_is_asked_for(kind: str, picture, decodes, django_assert_num_queries) -> None:
    name = name_of(picture, LARGE, kind)
    with django_assert_num_queries(1):
        assert files.make_asked_for(name) is True
    with default_storage.open(name) as file, Pixels.open(file) as made:
        assert (made.format, made.size, decodes) == (kind.upper(), (1600, 1067), [[LARGE]])


def test_rendition_that_is_there_is_not_made_again(picture, decodes) -> None:
    assert (files.make_asked_for(name_of(picture, Wish("", 480), "jpeg")), decodes) == (True, [])


@pytest.mark.parametrize("name", ["{digest}-{pk}-whole-1601.jpg", "{digest}-{pk}-3x2-800.avif", "{digest}-{other}-whole-1600.jpg"])
def test_address_that_nobody_was_shown_makes_nothing(name: str, picture, decodes) -> None:
    before, digest = kept(), name_of(picture, LARGE, "jpeg").split("/")[2].partition("-")[0]
    asked = f"renditions/{digest[:2]}/" + name.format(digest=digest, pk=picture.pk, other=picture.pk + 1)
    assert (files.make_asked_for(asked), decodes, kept()) == (False, [], before)


def test_original_that_is_gone_makes_nothing(picture) -> None:
    storages["originals"].delete(Image.objects.get().file.name)
    before = kept()
    assert (files.make_asked_for(name_of(picture, LARGE, "avif")), kept()) == (False, before)


def test_hundred_requests_at_once_make_it_once(picture, decodes, monkeypatch) -> None:
    row = Image.objects.values(*COLUMNS, "file").get()

    class Row:
        """The row, without the database: its connection belongs to this test's thread."""

        def __getattr__(self, name: str) -> Any:
            return lambda *args, **rest: row if name == "first" else self

    monkeypatch.setattr(Image, "objects", Row())
    name, answers, start = name_of(picture, LARGE, "avif"), [], threading.Barrier(100)

    def ask() -> None:
        start.wait()
        answers.append(files.make_asked_for(name))

    threads = [threading.Thread(target=ask) for _ in range(100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (answers, len(decodes)) == ([True] * 100, 1)


PROCESS = """
import fcntl, sys
from pathlib import Path
lock = Path(sys.argv[1]).open("ab")
fcntl.flock(lock, fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.read()
"""


@pytest.mark.django_db
def test_another_process_is_waited_for_and_its_death_ends_the_wait(settings) -> None:
    with files._locked("renditions/name"):
        (lock,) = (Path(settings.MEDIA_ROOT) / "locks").iterdir()
    other = subprocess.Popen([sys.executable, "-c", PROCESS, str(lock)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert other.stdout.readline() == b"held\n"
    entered = threading.Event()

    def enter() -> None:
        with files._locked("renditions/name"):
            entered.set()

    thread = threading.Thread(target=enter)
    thread.start()
    assert entered.wait(0.2) is False
    other.kill()
    other.communicate()
    thread.join(10)
    assert entered.is_set() is True


def test_file_is_never_seen_half_written(monkeypatch) -> None:
    save, seen = FileSystemStorage._save, []

    def watched(storage: FileSystemStorage, name: str, content: Any) -> str:
        saved = save(storage, name, content)
        seen.append((saved.endswith(files.PART), storage.exists("renditions/a.jpg")))
        return saved

    monkeypatch.setattr(FileSystemStorage, "_save", watched)
    files.put("renditions/a.jpg", b"pixels")
    assert (seen, kept()) == ([(True, False)], ["renditions/a.jpg"])


def test_file_that_is_put_again_takes_the_place_of_the_first() -> None:
    files.put("renditions/a.jpg", b"first")
    files.put("renditions/a.jpg", b"second")
    assert (Path(default_storage.path("renditions/a.jpg")).read_bytes(), kept()) == (b"second", ["renditions/a.jpg"])


def test_full_disk_leaves_no_rendition(picture, monkeypatch) -> None:
    save, saved = FileSystemStorage._save, []

    def full(storage: FileSystemStorage, name: str, content: Any) -> str:
        saved.append(save(storage, name, ContentFile(b"half a file") if len(saved) == 2 else content))
        if len(saved) == 3:
            raise OSError(28, "No space left on device")
        return saved[-1]

    before = kept()
    monkeypatch.setattr(FileSystemStorage, "_save", full)
    with pytest.raises(OSError, match="No space left"):
        files.make(picture, files.wanted_ever(picture), opener=lambda: io.BytesIO(jpeg(width=1800, height=1200)))
    assert kept() == before


class Objects(Storage):
    """A storage without paths that keeps what is there, as stores of objects may."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def exists(self, name: str) -> bool:
        return name in self.kept

    def _save(self, name: str, content: Any) -> str:
        self.kept[name] = content.read()
        return name

    def delete(self, name: str) -> None:
        self.kept.pop(name, None)


def test_storage_without_paths_keeps_one_file(monkeypatch) -> None:
    objects = Objects()
    monkeypatch.setattr(files, "default_storage", objects)
    files.put("renditions/a.jpg", b"pixels")
    files.put("renditions/a.jpg", b"pixels")
    assert objects.kept == {"renditions/a.jpg": b"pixels"}


def test_making_what_is_missing_decodes_once_and_then_never(picture, decodes) -> None:
    wanted, original = files.wanted_ever(picture), jpeg(width=1800, height=1200)
    made = files.make(picture, wanted, opener=lambda: io.BytesIO(original))
    again = files.make(picture, wanted, opener=lambda: io.BytesIO(original))
    assert (len(decodes), again) == (1, [])
    assert set(kept()) == {name_of(picture, *one) for one in wanted}
    assert set(made) == set(kept()) - {name_of(picture, *one) for one in files.wanted_at_once(picture)}
