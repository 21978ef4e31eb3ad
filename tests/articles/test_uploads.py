"""Uploads: each bad file gets one sentence, and a good one is decoded once."""

import hashlib
import io
import random
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import File
from PIL import Image as Pixels

from articles import uploads
from articles.renditions import pixels
from tests.articles.picture_files import SUFFIXES, encoded, exif, jpeg, png_header, quarters, upload

DAMAGED = "The file is damaged or breaks off. Send it again from where it came."
NO_PICTURE = "This is no picture we can read. Accepted are: JPEG, PNG, WebP, GIF, AVIF, TIFF."


def sentence(content: bytes, *, name: str = "harbour.jpg") -> str:
    return said(upload(content=content, name=name))


def said(file: File) -> str:
    with pytest.raises(ValidationError) as refused:
        uploads.check_upload(file)
    (only,) = refused.value.messages
    return only


@pytest.mark.parametrize("kind", sorted(SUFFIXES))
def test_each_format_is_accepted_and_left_at_its_beginning(kind: str) -> None:
    file = upload(content=encoded(pixels=quarters(), kind=kind), name=f"HARBOUR.{SUFFIXES[kind].upper()}")
    uploads.check_upload(file)
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
    uploads.check_upload(upload(content=jpeg(), name="harbour"))


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
                uploads.check_upload(upload(content=bytes(damaged), name=f"harbour.{suffix}"))
                outcomes.add("kept")
            except ValidationError as refusal:
                outcomes.add(refusal.messages[0][:20])
    assert {"kept", NO_PICTURE[:20], DAMAGED[:20]} <= outcomes


def test_original_is_read_a_piece_at_a_time() -> None:
    class Pieces(io.BytesIO):
        largest = 0

        def read(self, size: int | None = -1) -> bytes:
            assert size is not None
            assert 0 < size <= 1 << 20
            return super().read(size)

    content = random.Random(1).randbytes(3_000_000)
    assert uploads.checksum_of(File(Pieces(content))) == hashlib.sha256(content).hexdigest()


def test_what_is_taken_is_known() -> None:
    content = jpeg(width=3000, height=2000, exif=exif(orientation=6))
    taken = uploads.check_upload(upload(content=content))
    assert (taken.checksum, taken.size_bytes) == (hashlib.sha256(content).hexdigest(), len(content))
    assert (taken.width_px, taken.height_px, taken.decoded.size) == (2000, 3000, (1280, 1920))


def test_file_is_decoded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    decodes, decode = [], pixels.decoded
    monkeypatch.setattr(pixels, "decoded", lambda file, wishes: decodes.append(1) or decode(file, wishes))
    uploads.check_upload(upload(content=jpeg()))
    assert decodes == [1]


@pytest.mark.parametrize("kind", ["WEBP", "AVIF", "progressive"])
def test_formats_whose_decoders_need_more_memory_may_have_fewer_pixels(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert sorted(uploads._MAX_PIXELS_WHERE_DECODERS_KEEP_MORE) == ["AVIF", "WEBP", "progressive"]
    monkeypatch.setitem(uploads._MAX_PIXELS_WHERE_DECODERS_KEEP_MORE, kind, 300_000)
    options = {"kind": "JPEG", "progressive": True} if kind == "progressive" else {"kind": kind}
    told = sentence(encoded(pixels=quarters(), **options), name=f"harbour.{SUFFIXES.get(kind, 'jpg')}")
    assert told == "The picture has 640 × 480 pixels; at most 0 million and 30000 a side fit. Save it smaller."
