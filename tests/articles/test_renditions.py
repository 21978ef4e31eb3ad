"""Renditions: every size is there, the right way up, in sRGB, without metadata, under a name that never changes what it shows."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage, default_storage
from PIL import Image as Pixels

from articles import renditions
from tests.articles.picture_files import BLUE, GREEN, GREY, RED, SUFFIXES, encoded, exif, jpeg, quarters, swapped_profile

Colour = tuple[int, int, int]
CORNERS = [RED, GREEN, BLUE, GREY]


def made(content: bytes, **options: Any) -> list[dict[str, Any]]:
    return renditions.make(io.BytesIO(content), **{"checksum": "c0ffee", "focal": (0.5, 0.5)} | options)


def stored(one: dict[str, Any]) -> Pixels.Image:
    with default_storage.open(one["name"]) as file:
        return Pixels.open(io.BytesIO(file.read()))


def of(rows: list[dict[str, Any]], crop: str) -> list[tuple[int, int]]:
    return [(one["width"], one["height"]) for one in rows if one["crop"] == crop]


def corners(pixels: Pixels.Image) -> list[Colour]:
    """Return the colours a little inside the four corners, as those of CORNERS they are nearest to; the plain value where none is near."""
    width, height = pixels.size
    places = [(width // 8, height // 8), (width * 7 // 8, height // 8), (width // 8, height * 7 // 8), (width * 7 // 8, height * 7 // 8)]
    return [nearest(pixels.convert("RGB").getpixel(place)) for place in places]


def nearest(colour: Any) -> Colour:
    return next(
        (known for known in [*CORNERS, (255, 255, 255)] if max(abs(a - b) for a, b in zip(known, colour, strict=True)) < 14), colour
    )


def whole(content: bytes) -> Pixels.Image:
    return stored([one for one in made(content) if one["crop"] == ""][-1])


def test_large_picture_is_made_in_every_size() -> None:
    rows = made(jpeg(width=2400, height=1600))
    assert of(rows, "") == [(480, 320), (800, 533), (1280, 853), (1600, 1067), (2000, 1333)]
    assert of(rows, "3:2") == [(480, 320), (800, 533)]
    assert of(rows, "1:1") == [(160, 160), (320, 320)]


def test_row_says_what_the_file_holds() -> None:
    rows = made(jpeg(width=2400, height=1600))
    assert [stored(one).size for one in rows] == [(one["width"], one["height"]) for one in rows]
    assert {(one["format"], stored(one).format, *one) for one in rows} == {("jpeg", "JPEG", "crop", "width", "height", "format", "name")}


@pytest.mark.parametrize(
    ("size", "sizes"),
    [
        ((640, 480), [(480, 360), (640, 480)]),
        ((480, 300), [(480, 300)]),
        ((100, 50), [(100, 50)]),
        ((1, 1), [(1, 1)]),
        ((1, 30_000), [(1, 4000)]),
    ],
)
def test_picture_is_never_enlarged_and_always_made(size: tuple[int, int], sizes: list[tuple[int, int]]) -> None:
    assert of(made(encoded(pixels=Pixels.new("RGB", size, RED))), "") == sizes


@pytest.mark.parametrize("kind", sorted(SUFFIXES))
def test_every_format_is_drawn(kind: str) -> None:
    assert corners(whole(encoded(pixels=quarters(), kind=kind))) == CORNERS


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_picture_stands_the_right_way_up(kind: str, orientation: int) -> None:
    turned = {
        2: [Pixels.Transpose.FLIP_LEFT_RIGHT],
        3: [Pixels.Transpose.ROTATE_180],
        4: [Pixels.Transpose.FLIP_TOP_BOTTOM],
        5: [Pixels.Transpose.TRANSPOSE],
        6: [Pixels.Transpose.ROTATE_90],
        7: [Pixels.Transpose.TRANSVERSE],
        8: [Pixels.Transpose.ROTATE_270],
    }
    lying = quarters(width=320, height=200)
    for way in turned.get(orientation, []):
        lying = lying.transpose(way)
    content = encoded(pixels=lying, kind=kind, exif=exif(orientation=orientation))
    upright = whole(content)
    assert (upright.size, corners(upright)) == ((320, 200), CORNERS)
    assert renditions.upright_size(io.BytesIO(content)) == (320, 200)


def test_no_metadata_leaves_the_house() -> None:
    content = jpeg(exif=exif(is_located=True), comment=b"Canary comment", icc_profile=swapped_profile(), dpi=(300, 300))
    assert (b"Canary Cameras" in content, Pixels.open(io.BytesIO(content)).getexif().get_ifd(0x8825)[2]) == (True, (46.0, 3.0, 0.0))
    for one in made(content):
        pixels = stored(one)
        with default_storage.open(one["name"]) as file:
            written = file.read()
        assert (dict(pixels.getexif()), set(pixels.info) - {"jfif", "jfif_version", "jfif_unit", "jfif_density"}) == (
            {},
            {"progressive", "progression"},
        )
        assert [word for word in (b"Canary", b"Exif", b"ICC_PROFILE", b"http://") if word in written] == []


def test_profile_is_turned_into_srgb() -> None:
    assert corners(whole(jpeg(icc_profile=swapped_profile()))) != CORNERS
    red, green, *_ = [whole(jpeg(icc_profile=swapped_profile())).getpixel(place) for place in ((50, 50), (600, 50))]
    assert (red[1] > red[0], green[0] > green[1]) == (True, True)


def test_broken_profile_leaves_the_colours_as_they_are() -> None:
    assert corners(whole(jpeg(icc_profile=b"no profile at all"))) == CORNERS


def test_print_colours_become_screen_colours() -> None:
    pixels = whole(encoded(pixels=quarters().convert("CMYK")))
    assert (pixels.mode, corners(pixels)) == ("RGB", CORNERS)


@pytest.mark.parametrize(("value", "shown"), [(0, 0), (32_896, 128), (65_535, 255), (200, 1)])
def test_sixteen_bits_keep_their_brightness(value: int, shown: int) -> None:
    pixels = whole(encoded(pixels=Pixels.new("I;16", (50, 50), value), kind="PNG"))
    assert pixels.getpixel((25, 25)) == pytest.approx((shown,) * 3, abs=1)


def test_lab_tiff_is_drawn() -> None:
    pixels = whole(encoded(pixels=Pixels.new("LAB", (50, 50), (255, 128, 128)), kind="TIFF"))
    assert min(pixels.getpixel((25, 25))) > 240


@pytest.mark.parametrize("kind", ["GIF", "PNG"])
def test_palette_is_scaled_smoothly(kind: str) -> None:
    assert corners(whole(encoded(pixels=quarters(width=6000, height=4000).quantize(16), kind=kind))) == CORNERS


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_transparent_pixels_lie_on_white(mode: str) -> None:
    assert corners(whole(encoded(pixels=Pixels.new(mode, (50, 50)), kind="PNG"))) == [(255, 255, 255)] * 4


def test_transparent_colour_of_a_palette_lies_on_white() -> None:
    pixels = Pixels.new("P", (50, 50), 0)
    pixels.putpalette([0, 0, 0, 255, 0, 0])
    assert corners(whole(encoded(pixels=pixels, kind="GIF", transparency=0))) == [(255, 255, 255)] * 4


@pytest.mark.parametrize(("focal", "colours"), [((0.0, 0.0), {RED, BLUE}), ((1.0, 1.0), {GREEN, GREY})])
def test_crop_follows_the_focal_point(focal: tuple[float, float], colours: set[Colour]) -> None:
    square = [one for one in made(jpeg(width=900, height=300), focal=focal) if one["crop"] == "1:1"][-1]
    assert set(corners(stored(square))) == colours


def test_crop_stays_inside_and_keeps_its_ratio() -> None:
    for focal in ((0, 0), (1, 1), (0.5, 0.5), (0.99, 0.01)):
        for size in ((1000, 200), (200, 1000), (300, 200)):
            left, top, right, bottom = renditions.crop_box(*size, "3:2", focal=focal)
            assert (left >= 0, top >= 0, right <= size[0], bottom <= size[1]) == (True,) * 4
            assert (right - left) / (bottom - top) == pytest.approx(1.5)


def names(rows: list[dict[str, Any]], crop: str) -> list[str]:
    return [one["name"] for one in rows if one["crop"] == crop]


def test_name_changes_with_the_focal_point_only_where_it_cuts() -> None:
    before, after = made(jpeg()), made(jpeg(), focal=(0.1, 0.5))
    assert names(before, "") == names(after, "")
    assert set(names(before, "3:2")) & set(names(after, "3:2")) == set()


def test_name_changes_with_the_file() -> None:
    assert set(names(made(jpeg()), "")) & set(names(made(jpeg(), checksum="decaf"), "")) == set()


def test_making_it_again_gives_the_same_row_and_files() -> None:
    first = made(jpeg())
    assert (made(jpeg()), len(default_storage.listdir("renditions")[0])) == (first, len({one["name"][:13] for one in first}))


def test_rendition_that_was_broken_off_is_made_again() -> None:
    first = made(jpeg())
    with Path(default_storage.path(first[0]["name"])).open("r+b") as file:
        file.truncate(100)
    made(jpeg())
    stored(first[0]).load()


def test_full_disk_leaves_no_rendition(monkeypatch: pytest.MonkeyPatch) -> None:
    save, saved = FileSystemStorage.save, []

    def full(storage: FileSystemStorage, name: str, content: Any) -> str:
        if len(saved) == 3:
            raise OSError(28, "No space left on device")
        saved.append(save(storage, name, content))
        return saved[-1]

    monkeypatch.setattr(FileSystemStorage, "save", full)
    with pytest.raises(OSError, match="No space left"):
        made(jpeg())
    assert (len(saved), [name for name in saved if default_storage.exists(name)]) == (3, [])


def test_page_gets_addresses_by_width() -> None:
    rows = made(jpeg(width=1000, height=500))
    drawn = renditions.picture(rows, 1000, 500)
    small, middle, large = (default_storage.url(name) for name in names(rows, ""))
    assert drawn == {"src": middle, "srcset": f"{small} 480w, {middle} 800w, {large} 1000w", "width": 1000, "height": 500}


def test_page_gets_no_crop_that_was_not_made() -> None:
    assert (renditions.picture(made(jpeg()), 640, 480, crop="16:9"), renditions.picture([], 640, 480)) == (None, None)
