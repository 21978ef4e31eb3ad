"""Making what is missing of the whole library: repeatable, and one bad original stops nothing."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.files.storage import default_storage, storages
from django.core.management import CommandError, call_command

from articles.models import Image
from articles.pictures import add_image
from articles.renditions import filling
from articles.renditions.addresses import COLUMNS, SUFFIXES, name_of, picture_of
from articles.renditions.files import wanted_at_once, wanted_ever
from tests.articles.picture_files import jpeg, upload
from tests.factories import make_image

pytestmark = pytest.mark.django_db


def taken(width: int) -> Image:
    return add_image(upload(content=jpeg(width=width, height=400)), alt=f"Cranes, {width} pixels wide")


def kept() -> set[str]:
    root = Path(default_storage.path(""))
    return {str(path.relative_to(root)) for path in (root / "renditions").rglob("*") if path.is_file()}


def named(*, is_complete: bool) -> set[str]:
    pictures = [picture_of(row) for row in Image.objects.values(*COLUMNS)]
    return {
        name_of(one, *wanted) for one in pictures for wanted in (wanted_ever(one) if is_complete else wanted_at_once(one, tuple(SUFFIXES)))
    }


@pytest.mark.parametrize(("words", "is_complete"), [([], False), (["--all"], True)])
def test_what_is_missing_is_made_and_then_nothing_is(words: list[str], is_complete: bool, capsys) -> None:
    taken(600)
    taken(1700)
    before = len(kept())
    call_command("make_renditions", *words)
    assert kept() == named(is_complete=is_complete)
    assert capsys.readouterr().out == f"{len(kept()) - before} renditions made.\n"
    call_command("make_renditions", *words)
    assert capsys.readouterr().out == "0 renditions made.\n"


def test_original_that_cannot_be_read_stops_nothing(capsys) -> None:
    storages["originals"].delete(taken(600).file.name)
    taken(700)
    make_image(alt="Nobody has looked into this one")
    with pytest.raises(CommandError, match="1 pictures have no readable original"):
        call_command("make_renditions")
    made = [name for name in kept() if name.endswith(".avif")]
    assert len({name.split("-")[1] for name in made}) == 1


def test_progress_is_told(monkeypatch) -> None:
    monkeypatch.setattr(filling, "_TOLD_EVERY", 1)
    taken(300)
    told = StringIO()
    made, failed = filling.make_missing(is_complete=False, tell=told.write)
    assert (told.getvalue(), failed) == (f"1 of 1 pictures, {made} renditions made …", 0)
