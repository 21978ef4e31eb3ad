"""Originals of deleted pictures go some days after that was noticed; one that is in use never does."""

import datetime as dt
import os
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.core.management import CommandError, call_command

from articles import originals
from articles.models import Image
from articles.originals import NOTES, sweep_originals
from tests.articles.picture_files import jpeg
from tests.factories import DAY, NOW, make_image

pytestmark = pytest.mark.django_db


def make_old_image(alt: str = "Cranes over the harbour") -> Image:
    image = make_image(alt=alt)
    _age(image.file.name)
    return image


def make_loose(name: str = "2024/03/loose.jpg", *, is_old: bool = True) -> str:
    """Put a file among the originals that no picture names."""
    storages["originals"].save(name, ContentFile(jpeg(width=4, height=3)))
    if is_old:
        _age(name)
    return name


def _age(name: str) -> None:
    moment = (NOW - 2 * DAY).timestamp()
    os.utime(storages["originals"].path(name), (moment, moment))


def there() -> set[str]:
    root = Path(storages["originals"].path(""))
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()} - {NOTES}


def swept(*, at: dt.datetime = NOW, **options: object) -> tuple[list[str], int, int]:
    result = sweep_originals(older_than_days=14, now=at, **options)
    return result.deleted, result.waiting, result.kept


def test_original_of_a_deleted_picture_waits_and_then_goes() -> None:
    kept, gone = make_old_image(), make_old_image("Two cranes at dusk")
    name = gone.file.name
    gone.delete()
    assert [swept(at=NOW + days * DAY) for days in (0, 13)] == [([], 1, 1)] * 2
    assert there() == {kept.file.name, name}
    assert [swept(at=NOW + days * DAY) for days in (14, 15)] == [([name], 0, 1), ([], 0, 1)]
    assert there() == {kept.file.name}


def test_picture_that_came_back_keeps_its_original_and_waits_anew() -> None:
    make_old_image()
    name = make_loose()
    swept()
    back = Image.objects.create(alt="Two cranes at dusk", file=name)
    assert swept(at=NOW + 14 * DAY) == ([], 0, 2)
    back.delete()
    assert swept(at=NOW + 15 * DAY) == ([], 1, 1)


def test_picture_that_comes_back_during_the_sweep_keeps_its_original(monkeypatch: pytest.MonkeyPatch) -> None:
    make_old_image()
    name = make_loose()
    swept()
    walk = originals.walk

    def come_back(*where: object) -> list[str]:
        found = list(walk(*where))
        Image.objects.create(alt="Two cranes at dusk", file=name)
        return found

    monkeypatch.setattr(originals, "walk", come_back)
    assert (swept(at=NOW + 14 * DAY)[0], name in there()) == ([], True)


def test_file_of_an_upload_that_is_under_way_is_left_alone() -> None:
    make_old_image()
    name = make_loose(is_old=False)
    assert [swept(at=dt.datetime.now(dt.UTC) + dt.timedelta(hours=hours))[1] for hours in (23, 25)] == [0, 1]
    assert name in there()


def test_nothing_goes_where_the_library_is_empty() -> None:
    name = make_loose()
    assert [swept(), swept(at=NOW + 400 * DAY), there()] == [([], 0, 0), ([], 0, 0), {name}]


def test_sweep_that_broke_off_is_taken_up_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    make_old_image()
    names = [make_loose(f"2024/03/{letter}.jpg") for letter in "abc"]
    swept()
    storage, delete = storages["originals"], storages["originals"].delete

    def break_off(name: str) -> None:
        if name == names[1]:
            raise OSError("The disk went away.")
        delete(name)

    with monkeypatch.context() as patch:
        patch.setattr(storage, "delete", break_off)
        with pytest.raises(OSError, match="went away"):
            swept(at=NOW + 14 * DAY)
    assert swept(at=NOW + 14 * DAY) == (names[1:], 0, 1)


def test_dry_run_changes_nothing() -> None:
    make_old_image()
    name = make_loose()
    assert (swept(is_dry_run=True), storages["originals"].exists(NOTES)) == (([], 1, 1), False)
    swept()
    assert (swept(at=NOW + 14 * DAY, is_dry_run=True)[0], name in there()) == ([name], True)


def test_queries_do_not_grow_with_files(django_assert_num_queries) -> None:
    for number in range(30):
        make_old_image(f"Crane number {number}")
        make_loose(f"2024/03/{number}.jpg")
    with django_assert_num_queries(1):
        swept()


def test_command_names_what_it_deletes(capsys) -> None:
    make_old_image()
    make_loose()
    default_storage.save("renditions/ab/abc-480.jpg", ContentFile(b"pixels"))
    names = "renditions/ab/abc-480.jpg\noriginals/2024/03/loose.jpg\n"
    for words, said in ((["--dry-run"], "would be deleted"), ([], "deleted")):
        call_command("sweep_pictures", "--older-than", "0", *words)
        told = capsys.readouterr()
        lines = [f"renditions: 1 {said}, 0 superseded wait, 0 in use.", f"originals: 1 {said}, 0 superseded wait, 1 in use."]
        assert (told.out, told.err.splitlines()) == (names, lines)
    with pytest.raises(CommandError, match="0 or more"):
        call_command("sweep_pictures", "--older-than", "-1")
