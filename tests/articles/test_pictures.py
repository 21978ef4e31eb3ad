"""Taking pictures in: a bad file leaves nothing behind; a good one is kept once, with the renditions it needs at once."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, storages

from articles import pictures
from articles.models import ChangeKey, Image
from articles.renditions import COLUMNS, picture_of, pixels
from articles.renditions.addresses import name_of
from articles.renditions.files import wanted_at_once
from tests.articles.picture_files import exif, jpeg, png_header, upload
from tests.factories import make_image

ALT = "Cranes over the harbour"


def names_of(image: Image) -> set[str]:
    """Return the names of the renditions that are there at once."""
    picture = picture_of({name: getattr(image, name) for name in COLUMNS})
    return {name_of(picture, *wanted) for wanted in wanted_at_once(picture)}


def files_kept() -> list[str]:
    """Return every file in both storages."""
    found: list[str] = []
    for name in ("default", "originals"):
        folder = Path(storages[name].location)
        found += sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())
    return found


@pytest.mark.django_db
def test_picture_is_kept_with_all_that_follows_from_it() -> None:
    content = jpeg(exif=exif(orientation=6))
    image = Image.objects.get(pk=pictures.add_image(upload(content=content), alt=ALT, credit="Photo: Ines Falk", focal=(0.2, 0.8)).pk)
    assert (image.checksum, image.size_bytes) == (hashlib.sha256(content).hexdigest(), len(content))
    assert (image.width_px, image.height_px, image.focal_x, image.focal_y) == (480, 640, 0.2, 0.8)
    assert (image.alt, image.caption, image.credit) == (ALT, "", "Photo: Ines Falk")
    with image.file.open() as original:
        assert original.read() == content
    assert set(files_kept()) == names_of(image) | {image.file.name}


@pytest.mark.django_db
def test_same_file_with_the_same_words_is_the_same_picture(tmp_path: Path) -> None:
    path = tmp_path / "harbour.jpg"
    path.write_bytes(jpeg())
    first = pictures.add_image(path, alt=ALT, caption="Dusk")
    kept = files_kept()
    assert (pictures.add_image(path, alt=ALT, caption="Dusk").pk, files_kept()) == (first.pk, kept)


@pytest.mark.django_db
def test_same_file_with_other_words_is_another_picture() -> None:
    first = pictures.add_image(upload(content=jpeg()), alt=ALT)
    second = pictures.add_image(upload(content=jpeg()), alt="Two cranes at dusk")
    assert (first.pk != second.pk, first.checksum == second.checksum, first.file.name != second.file.name) == (True, True, True)
    assert set(files_kept()) == names_of(first) | names_of(second) | {first.file.name, second.file.name}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["a\x00b.jpg", "../../etc/passwd", "C:\\pictures\\harbour.jpg", "..", "", "😀" * 300 + ".jpg", "\udcff.jpg", "x.php.jpg"]
)
def test_no_name_leaves_its_place(name: str) -> None:
    image = pictures.add_image(upload(content=jpeg(), name=name), alt=ALT)
    folder, _, stored = str(image.file.name).rpartition("/")
    assert (folder.replace("/", "").isdigit(), stored.isascii(), len(stored) < 90) == (True, True, True)
    assert [one for one in ("..", "\x00", "\\", ".php") if one in stored] == []


@pytest.mark.django_db
def test_alternative_text_that_is_a_file_name_is_refused_before_anything_is_stored() -> None:
    with pytest.raises(ValidationError, match="looks like a file name"):
        pictures.add_image(upload(content=jpeg()), alt="Screenshot 2024 03 30 071332")
    assert (Image.objects.count(), files_kept()) == (0, [])


@pytest.mark.django_db
def test_missing_alternative_text_and_focal_point_outside_are_refused() -> None:
    with pytest.raises(ValidationError) as refused:
        pictures.add_image(upload(content=jpeg()), alt="", focal=(2, 0.5))
    assert (sorted(refused.value.message_dict), files_kept()) == (["alt", "focal_x"], [])


@pytest.mark.django_db
@pytest.mark.parametrize("room", [0, 1, 4])
def test_full_disk_leaves_nothing_and_says_so(room: int, monkeypatch: pytest.MonkeyPatch) -> None:
    save, saved = FileSystemStorage._save, []

    def full(storage: FileSystemStorage, name: str, content: Any) -> str:
        saved.append(name)
        if len(saved) > room:
            save(storage, name, ContentFile(b"half a file"))
            raise OSError(28, "No space left on device")
        return save(storage, name, content)

    monkeypatch.setattr(FileSystemStorage, "_save", full)
    with pytest.raises(ValidationError) as refused:
        pictures.add_image(upload(content=jpeg()), alt=ALT)
    assert refused.value.messages == ["The picture could not be stored: No space left on device. Nothing was kept of it."]
    assert (Image.objects.count(), files_kept()) == (0, [])


@pytest.mark.django_db
def test_refused_row_leaves_no_files_but_those_of_its_twin(monkeypatch: pytest.MonkeyPatch) -> None:
    pictures.add_image(upload(content=jpeg()), alt=ALT)
    kept = files_kept()

    def refuse(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("refused")

    monkeypatch.setattr(Image, "save", refuse)
    with pytest.raises(RuntimeError):
        pictures.add_image(upload(content=jpeg()), alt="Two cranes at dusk")
    with pytest.raises(RuntimeError):
        pictures.add_image(upload(content=jpeg(width=500)), alt="Two cranes at dusk")
    assert files_kept() == kept


@pytest.mark.django_db
def test_new_focal_point_makes_new_crops_and_raises_the_picture() -> None:
    image = pictures.add_image(upload(content=jpeg()), alt=ALT)
    before = names_of(image)
    image.focal_x = 0.1
    pictures.save_image(image)
    after = names_of(Image.objects.get(pk=image.pk))
    assert {name for name in before & after if "-whole-" not in name} == set()
    assert before | after <= set(files_kept())  # pages that were made before still name the old ones
    assert list(ChangeKey.objects.values_list("name", flat=True)) == [f"image:{image.pk}"]


@pytest.mark.django_db
def test_change_of_words_decodes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    image = pictures.add_image(upload(content=jpeg()), alt=ALT)
    monkeypatch.setattr(pixels, "decoded", None)
    image.caption = "At dusk"
    pictures.save_image(image)
    assert Image.objects.get(pk=image.pk).caption == "At dusk"


@pytest.mark.django_db
def test_picture_whose_original_is_gone_can_be_changed() -> None:
    image = pictures.add_image(upload(content=jpeg()), alt=ALT)
    storages["originals"].delete(image.file.name)
    image.focal_x = 0.1
    pictures.save_image(image)
    assert Image.objects.get(pk=image.pk).focal_x == 0.1


@pytest.mark.django_db
def test_row_that_nobody_has_looked_into_is_looked_into_when_it_is_saved() -> None:
    image = make_image()
    pictures.save_image(image)
    assert (len(image.checksum), names_of(image) <= set(files_kept())) == (64, True)


@pytest.mark.django_db
def test_upload_is_decoded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    decodes, decode = [], pixels.decoded
    monkeypatch.setattr(pixels, "decoded", lambda file, wishes: decodes.append(1) or decode(file, wishes))
    pictures.add_image(upload(content=jpeg()), alt=ALT)
    assert decodes == [1]


@pytest.mark.django_db
def test_form_saves_a_new_picture_by_the_same_way() -> None:
    image = Image(alt=ALT, file=upload(content=jpeg(), name="From a form.jpg"))
    pictures.save_image(image)
    assert (image.pk is not None, image.width_px, bool(image.checksum), names_of(image) <= set(files_kept())) == (True, 640, True, True)


@pytest.mark.django_db
def test_form_with_a_bad_file_saves_nothing() -> None:
    image = Image(alt=ALT, file=upload(content=png_header(width=9000, height=9000), name="bomb.png"))
    with pytest.raises(ValidationError, match="9000 × 9000 pixels"):
        pictures.save_image(image)
    assert (Image.objects.count(), files_kept()) == (0, [])
