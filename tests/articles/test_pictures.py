"""Taking pictures in: each bad file gets one sentence and leaves nothing behind; a good one is kept once."""

import hashlib
import io
import random
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, storages
from PIL import Image as Pixels

from articles import pictures
from articles.models import ChangeKey, Image
from tests.articles.picture_files import SUFFIXES, encoded, exif, jpeg, png_header, quarters, upload

DAMAGED = "The file is damaged or breaks off. Send it again from where it came."
NO_PICTURE = "This is no picture we can read. Accepted are: JPEG, PNG, WebP, GIF, AVIF, TIFF."
ALT = "Cranes over the harbour"


@pytest.fixture(autouse=True)
def _originals(_media: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Point the column at this test's storage: it took its own when the models were loaded."""
    monkeypatch.setattr(Image._meta.get_field("file"), "storage", storages["originals"])


def sentence(content: bytes, *, name: str = "harbour.jpg") -> str:
    return said(upload(content=content, name=name))


def said(file: File) -> str:
    with pytest.raises(ValidationError) as refused:
        pictures.check_upload(file)
    (only,) = refused.value.messages
    return only


def files_kept() -> list[str]:
    """Return every file in both storages."""
    found: list[str] = []
    for name in ("default", "originals"):
        folder = Path(storages[name].location)
        found += sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())
    return found


@pytest.mark.parametrize("kind", sorted(SUFFIXES))
def test_each_format_is_accepted_and_left_at_its_beginning(kind: str) -> None:
    file = upload(content=encoded(pixels=quarters(), kind=kind), name=f"HARBOUR.{SUFFIXES[kind].upper()}")
    pictures.check_upload(file)
    assert file.tell() == 0


@pytest.mark.parametrize("kind", sorted(SUFFIXES))
def test_truncated_file_is_refused(kind: str) -> None:
    pixels = Pixels.effect_noise((640, 480), 80).convert("RGB")
    content = encoded(pixels=pixels, kind=kind)
    assert sentence(content[: len(content) // 2], name=f"harbour.{SUFFIXES[kind]}") in {DAMAGED, NO_PICTURE}


def test_mislabelled_file_is_refused_by_what_it_holds() -> None:
    assert sentence(jpeg(), name="harbour.png") == (
        "The file is called “harbour.png” but holds a JPEG picture. Rename it, or save it again."
    )


def test_file_without_an_ending_is_judged_by_what_it_holds() -> None:
    pictures.check_upload(upload(content=jpeg(), name="harbour"))


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "drawing.svg"),
        (b'<?xml version="1.0"?><svg/>', "drawing.png"),
        (b"\xef\xbb\xbf\n <!DOCTYPE svg><svg/>", "drawing.jpg"),
        (b"\x1f\x8b\x08 packed", "drawing.svgz"),
    ],
)
def test_svg_is_refused_whatever_it_is_called(content: bytes, name: str) -> None:
    assert sentence(content, name=name) == "SVG drawings are not accepted, because they can carry programs. Export it as PNG."


@pytest.mark.parametrize("content", [b"No picture at all. " * 50, b"\x00" * 4096, b"%PDF-1.7", b"\xff\xd8\xff", b"GIF89a"])
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    assert sentence(content) == NO_PICTURE


def test_empty_file_is_refused() -> None:
    assert sentence(b"") == "The file is empty."


@pytest.mark.parametrize(
    ("width", "height", "told"),
    [
        (10_000, 10_000, "The picture has 10000 × 10000 pixels; at most 80 million and 30000 a side fit. Save it smaller."),
        (1, 50_000, "The picture has 1 × 50000 pixels; at most 80 million and 30000 a side fit. Save it smaller."),
        (60_000, 60_000, "The picture unpacks to far too many pixels. Save it smaller."),
    ],
)
def test_bomb_is_refused_by_its_header(width: int, height: int, told: str) -> None:
    assert sentence(png_header(width=width, height=height), name="bomb.png") == told


class Endless(File):
    """A file whose size is known and that nobody may read."""

    @property
    def size(self) -> int:
        return 200_000_000

    def read(self, *args: Any) -> bytes:
        raise AssertionError("It was read.")


def test_200_megabytes_are_refused_unread() -> None:
    assert (
        said(Endless(io.BytesIO(), name="harbour.jpg")) == "The file has 200 MB; at most 50 MB fit. Save it smaller, for instance as JPEG."
    )


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_moving_picture_is_refused(kind: str) -> None:
    frames = [quarters(width=64, height=48), Pixels.new("RGB", (64, 48), "white")]
    content = encoded(pixels=frames[0], kind=kind, save_all=True, append_images=frames[1:])
    told = sentence(content, name=f"harbour.{SUFFIXES[kind]}")
    assert told == "Moving pictures are not accepted. Save the one frame that tells most."


def test_damaged_files_get_a_sentence_and_no_crash() -> None:
    """Change bytes at random in each format: whatever happens, it is a picture or a sentence."""
    chance, outcomes = random.Random(7), set()
    for kind, suffix in SUFFIXES.items():
        content = encoded(pixels=quarters(width=64, height=48), kind=kind)
        for _attempt in range(60):
            damaged = bytearray(content)
            for _byte in range(chance.randint(1, 12)):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            try:
                pictures.check_upload(upload(content=bytes(damaged), name=f"harbour.{suffix}"))
                outcomes.add("kept")
            except ValidationError as refusal:
                outcomes.add(refusal.messages[0][:20])
    assert {"kept", NO_PICTURE[:20], DAMAGED[:20]} <= outcomes


@pytest.mark.django_db
def test_picture_is_kept_with_all_that_follows_from_it() -> None:
    content = jpeg(exif=exif(orientation=6))
    image = Image.objects.get(pk=pictures.add_image(upload(content=content), alt=ALT, credit="Photo: Ines Falk", focal=(0.2, 0.8)).pk)
    assert (image.checksum, image.size_bytes) == (hashlib.sha256(content).hexdigest(), len(content))
    assert (image.width_px, image.height_px, image.focal_x, image.focal_y) == (480, 640, 0.2, 0.8)
    assert (image.alt, image.caption, image.credit) == (ALT, "", "Photo: Ines Falk")
    with image.file.open() as original:
        assert original.read() == content
    assert len(files_kept()) == len({one["name"] for one in image.renditions}) + 1


@pytest.mark.django_db
def test_same_file_with_the_same_words_is_the_same_picture(tmp_path: Path) -> None:
    path = tmp_path / "harbour.jpg"
    path.write_bytes(jpeg())
    first = pictures.add_image(path, alt=ALT, caption="Dusk")
    kept = files_kept()
    assert (pictures.add_image(path, alt=ALT, caption="Dusk").pk, files_kept()) == (first.pk, kept)


@pytest.mark.django_db
def test_same_file_with_other_words_is_another_picture_with_the_same_renditions() -> None:
    first = pictures.add_image(upload(content=jpeg()), alt=ALT)
    second = pictures.add_image(upload(content=jpeg()), alt="Two cranes at dusk")
    assert (first.pk != second.pk, second.renditions, first.file.name != second.file.name) == (True, first.renditions, True)


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
    before = {one["name"] for one in image.renditions if one["crop"]}
    image.focal_x = 0.1
    pictures.save_image(image)
    fresh = Image.objects.get(pk=image.pk)
    assert before & {one["name"] for one in fresh.renditions if one["crop"]} == set()
    assert list(ChangeKey.objects.values_list("name", flat=True)) == [f"image:{image.pk}"]


@pytest.mark.django_db
def test_form_saves_a_new_picture_by_the_same_way() -> None:
    image = Image(alt=ALT, file=upload(content=jpeg(), name="From a form.jpg"))
    pictures.save_image(image)
    assert (image.pk is not None, image.width_px, bool(image.checksum), len(image.renditions) > 4) == (True, 640, True, True)


@pytest.mark.django_db
def test_form_with_a_bad_file_saves_nothing() -> None:
    image = Image(alt=ALT, file=upload(content=png_header(width=9000, height=9000), name="bomb.png"))
    with pytest.raises(ValidationError, match="9000 × 9000 pixels"):
        pictures.save_image(image)
    assert (Image.objects.count(), files_kept()) == (0, [])


def test_original_is_read_a_piece_at_a_time() -> None:
    class Pieces(io.BytesIO):
        largest = 0

        def read(self, size: int | None = -1) -> bytes:
            assert size is not None
            assert 0 < size <= 1 << 20
            return super().read(size)

    content = random.Random(1).randbytes(3_000_000)
    assert pictures.checksum_of(File(Pieces(content))) == hashlib.sha256(content).hexdigest()
