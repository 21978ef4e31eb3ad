"""Hostile pictures: a sentence or a sane rendition, and no more memory than one large picture takes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image as Pixels

from tests.articles.picture_files import encoded, jpeg, png_header, quarters, upload

pytestmark = pytest.mark.once

MOST_MB = 512
PROGRAM = """
import json, resource, sys
from pathlib import Path
import django
django.setup()
from django.core.exceptions import ValidationError
from django.core.files.base import File
from articles.renditions import files, pixels
from articles.renditions.addresses import Picture
from articles.uploads import check_upload

def peak():
    status = Path("/proc/self/status")  # Linux hands ru_maxrss down to whatever a large process starts
    if status.exists():
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20

base = peak()
try:
    with open(sys.argv[1], "rb") as file:
        taken = check_upload(File(file, name=sys.argv[1]))
        picture = Picture(1, taken.checksum, taken.width_px, taken.height_px, 0.5, 0.5)
        drawn = list(files.draw(taken.decoded, picture, files.wanted_at_once(picture)))
    said = max(wish.width_px for wish, _kind, _content in drawn)
    del taken, drawn
    largest = max((wish for wish, _kind in files.wanted_ever(picture)), key=lambda wish: (wish.width_px, wish.crop))
    with open(sys.argv[1], "rb") as file:
        list(files.draw(pixels.decoded(file, [largest]), picture, [(largest, "avif")]))
except ValidationError as refusal:
    said = refusal.messages[0]
print(json.dumps([said, peak() - base]))
"""


def flat(mode: str, size: tuple[int, int], kind: str, **options: object) -> bytes:
    return encoded(pixels=Pixels.new(mode, size), kind=kind, **options)


def judged(content: bytes, name: str, folder: Path) -> tuple[str | int, float]:
    """Take a picture in a process of its own; return the sentence or the widest rendition, and the MB it took over its base."""
    path = folder / name
    path.write_bytes(content)
    ended = subprocess.run([sys.executable, "-c", PROGRAM, str(path)], capture_output=True, text=True, timeout=120)
    assert ended.returncode == 0, ended.stderr
    said, used = json.loads(ended.stdout)
    return said, used


TOO_MANY = "The picture has {} pixels; at most {} million and 30000 a side fit. Save it smaller."
HOSTILE = {
    "bomb.png": (lambda: png_header(width=9_500, height=9_500), TOO_MANY.format("9500 × 9500", 80)),
    "huge bomb.png": (lambda: png_header(width=60_000, height=60_000), "The picture unpacks to far too many pixels. Save it smaller."),
    "truncated.jpg": (lambda: jpeg()[:2000], "The file is damaged or breaks off. Send it again from where it came."),
    "mislabelled.png": (jpeg, "The file is called “mislabelled.png” but holds a JPEG picture. Rename it, or save it again."),
    "drawing.svg": (lambda: b"<svg/>", "SVG drawings are not accepted, because they can carry programs. Export it as PNG."),
    "thread.png": (lambda: flat("RGB", (1, 50_000), "PNG"), TOO_MANY.format("1 × 50000", 80)),
    "animated.gif": (
        lambda: encoded(pixels=quarters(), kind="GIF", save_all=True, append_images=[Pixels.new("RGB", (640, 480), "white")]),
        "Moving pictures are not accepted. Save the one frame that tells most.",
    ),
    "narrow.jpg": (lambda: flat("RGB", (50, 4_000), "JPEG"), 50),
    "polyglot.jpg": (lambda: jpeg() + b"<script>alert(1)</script><?php system('id'); ?>PK\x03\x04", 640),
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_picture_is_a_sentence_or_a_sane_rendition(name: str, tmp_path: Path) -> None:
    content, expected = HOSTILE[name]
    said, used = judged(content(), name, tmp_path)
    assert (said, used < 100) == (expected, True)


LARGE = {
    "largest transparent.png": lambda: flat("RGBA", (8_900, 8_900), "PNG", compress_level=1),
    "largest palette.png": lambda: flat("P", (8_900, 8_900), "PNG", compress_level=1, transparency=0),
    "largest deep.png": lambda: flat("I;16", (8_900, 8_900), "PNG", compress_level=1),
    "largest float.tif": lambda: flat("F", (8_900, 8_900), "TIFF", compression="tiff_adobe_deflate"),
    "largest print.jpg": lambda: flat("CMYK", (8_900, 8_900), "JPEG"),
    "tall.png": lambda: flat("RGBA", (2_559, 30_000), "PNG", compress_level=1),
    "progressive print.jpg": lambda: flat("CMYK", (7_000, 5_600), "JPEG", progressive=True),
    "large.webp": lambda: flat("RGBA", (6_000, 4_900), "WEBP", method=0),
    "large.avif": lambda: flat("RGBA", (6_000, 4_900), "AVIF", speed=10),
}


@pytest.mark.parametrize("name", sorted(LARGE))
def test_largest_pictures_that_are_taken_need_no_more_than_half_a_gigabyte(name: str, tmp_path: Path) -> None:
    said, used = judged(LARGE[name](), name, tmp_path)
    assert (isinstance(said, int), used < MOST_MB) == (True, True), f"{said}, {used:.0f} MB"


def test_polyglot_leaves_only_its_pixels() -> None:
    from articles.renditions import files
    from articles.renditions.addresses import Picture
    from articles.uploads import check_upload

    taken = check_upload(upload(content=jpeg() + b"<script>alert(1)</script>"))
    picture = Picture(1, taken.checksum, taken.width_px, taken.height_px, 0.5, 0.5)
    assert [
        wish for wish, _kind, content in files.draw(taken.decoded, picture, files.wanted_at_once(picture)) if b"<script" in content
    ] == []
