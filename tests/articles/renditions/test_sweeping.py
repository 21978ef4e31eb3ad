"""The sweep: what nothing names any more goes some days after it was noticed, and nothing else does."""

import datetime as dt
import os
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from articles.models import Image
from articles.pictures import add_image, save_image
from articles.renditions.sweeping import NOTES, sweep
from tests.articles.picture_files import jpeg, upload
from tests.factories import DAY, NOW

pytestmark = pytest.mark.django_db


def taken(alt: str = "Cranes over the harbour") -> Image:
    return add_image(upload(content=jpeg(width=500, height=400)), alt=alt)


def kept() -> set[str]:
    root = Path(default_storage.path(""))
    return {str(path.relative_to(root)) for path in (root / "renditions").rglob("*") if path.is_file()} - {NOTES}


def swept(*, at: dt.datetime, **options: object) -> tuple[set[str], int, int]:
    result = sweep(older_than_days=14, now=at, **options)
    return set(result.deleted), result.waiting, result.kept


def test_nothing_that_is_named_goes() -> None:
    taken()
    before = kept()
    assert [swept(at=NOW + days * DAY) for days in (0, 400)] == [(set(), 0, len(before))] * 2
    assert kept() == before


def test_empty_site_is_swept() -> None:
    assert swept(at=NOW) == (set(), 0, 0)


def test_moved_focal_point_leaves_files_that_wait_and_then_go() -> None:
    image = taken()
    before = kept()
    image.focal_x = 0.1
    save_image(image)
    old = before - {name for name in before if "-whole-" in name}
    assert len(old) > 4
    assert swept(at=NOW) == (set(), len(old), len(kept()) - len(old))
    assert swept(at=NOW + 13 * DAY)[:2] == (set(), len(old))
    now_named = kept() - old
    assert swept(at=NOW + 14 * DAY) == (old, 0, len(now_named))
    assert kept() == now_named


def test_file_that_was_made_long_ago_waits_from_when_it_was_superseded() -> None:
    """A page of yesterday may name it, however old the file is."""
    image = taken()
    for name in kept():
        os.utime(default_storage.path(name), (0, 0))
    assert swept(at=NOW)[0] == set()
    image.focal_x = 0.1
    save_image(image)
    assert swept(at=NOW + 100 * DAY)[0] == set()


def test_focal_point_that_moves_back_saves_its_files() -> None:
    image = taken()
    before = kept()
    for focal, at in ((0.1, NOW), (0.5, NOW + DAY)):
        image.focal_x = focal
        save_image(image)
        swept(at=at)
    swept(at=NOW + 14 * DAY)
    assert before <= kept()


def test_deleted_picture_takes_its_files_with_it() -> None:
    other = taken("Two cranes at dusk")
    before = kept()
    taken().delete()
    swept(at=NOW)
    gone = kept() - before
    assert (swept(at=NOW + 14 * DAY), kept(), other.pk is not None) == ((gone, 0, len(before)), before, True)


def test_changed_key_supersedes_everything(settings) -> None:
    taken()
    before = kept()
    settings.SECRET_KEY = "another key, as long as the first one was, at the least"
    assert [swept(at=NOW), swept(at=NOW + 14 * DAY)] == [(set(), len(before), 0), (before, 0, 0)]


def test_names_of_older_versions_and_of_nothing_go_too() -> None:
    names = {"renditions/ab/abc-480.jpg", "renditions/stray.txt"}
    for name in names:
        default_storage.save(name, ContentFile(b"pixels"))
    default_storage.save("other/picture.jpg", ContentFile(b"pixels"))
    swept(at=NOW)
    assert swept(at=NOW + 14 * DAY)[0] == names
    assert default_storage.exists("other/picture.jpg")


def test_half_written_file_of_today_is_left_and_an_old_one_goes() -> None:
    for name in ("renditions/ab/new.jpg.0.part", "renditions/ab/old.jpg.0.part"):
        default_storage.save(name, ContentFile(b"pix"))
    os.utime(default_storage.path("renditions/ab/old.jpg.0.part"), (0, 0))
    swept(at=NOW)
    assert swept(at=NOW + 14 * DAY)[0] == {"renditions/ab/old.jpg.0.part"}
    assert kept() == {"renditions/ab/new.jpg.0.part"}


def test_dry_run_changes_nothing() -> None:
    default_storage.save("renditions/ab/abc-480.jpg", ContentFile(b"pixels"))
    assert swept(at=NOW, is_dry_run=True) == (set(), 1, 0)
    assert default_storage.exists(NOTES) is False
    swept(at=NOW)
    assert swept(at=NOW + 14 * DAY, is_dry_run=True)[0] == {"renditions/ab/abc-480.jpg"}
    assert default_storage.exists("renditions/ab/abc-480.jpg")


def test_queries_do_not_grow_with_files(django_assert_num_queries) -> None:
    taken()
    for width in range(600, 610):
        add_image(upload(content=jpeg(width=width, height=400)), alt=f"Cranes, {width} pixels wide")
    with django_assert_num_queries(1):
        swept(at=NOW)


def test_renditions_of_a_picture_whose_rights_are_over_go_at_once() -> None:
    over, last = taken(), taken("Two cranes at dusk")
    Image.objects.filter(pk=over.pk).update(rights_expire_on=NOW.date() - DAY)
    Image.objects.filter(pk=last.pk).update(rights_expire_on=NOW.date())
    before = kept()
    gone, other = ({name for name in before if f"-{image.pk}-" in name} for image in (over, last))
    assert (len(gone) > 4, swept(at=NOW), kept()) == (True, (gone, 0, len(other)), other)
    assert (swept(at=NOW + DAY), kept()) == ((other, 0, 0), set())
