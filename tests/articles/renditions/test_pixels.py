"""Pixels: the right way up, in sRGB, cut by the focal point, without metadata, whatever the file was."""

import io
from itertools import pairwise
from typing import Any

import pytest
from PIL import Image as Pixels

from articles.renditions import pixels, sizes
from articles.renditions.sizes import Wish
from tests.articles.picture_files import (
    BLUE,
    GREEN,
    GREY,
    RED,
    SUFFIXES,
    encoded,
    exif,
    jpeg,
    quarters,
    swapped_profile,
    wide_gamut_profile,
)

pytestmark = pytest.mark.once

Colour = tuple[int, int, int]
CORNERS = [RED, GREEN, BLUE, GREY]
WHITE = (255, 255, 255)


def drawn(content: bytes, *, kind: str = "jpeg", focal: tuple[float, float] = (0.5, 0.5)) -> dict[Wish, bytes]:
    """Return the file of everything that is drawn of an original."""
    size = pixels.upright_size(io.BytesIO(content))
    wishes = sizes.wishes(*size)
    decoded = pixels.decoded(io.BytesIO(content), wishes)
    return {wish: pixels.encoded(one, kind) for wish, one in pixels.drawings(decoded, wishes, size, focal=focal)}


def opened(content: bytes) -> Pixels.Image:
    return Pixels.open(io.BytesIO(content))


def largest(content: bytes, *, crop: str = "", **options: Any) -> Pixels.Image:
    files = drawn(content, **options)
    return opened(files[max((wish for wish in files if wish.crop == crop), key=lambda wish: wish.width_px)])


def corners(picture: Pixels.Image) -> list[Colour]:
    """Return the colours a little inside the four corners, as those of CORNERS they are nearest to; the plain value where none is near."""
    width, height = picture.size
    places = [(width // 8, height // 8), (width * 7 // 8, height // 8), (width // 8, height * 7 // 8), (width * 7 // 8, height * 7 // 8)]
    return [nearest(picture.convert("RGB").getpixel(place)) for place in places]


def nearest(colour: Any) -> Colour:
    return next((known for known in [*CORNERS, WHITE] if max(abs(a - b) for a, b in zip(known, colour, strict=True)) < 14), colour)


def whole(content: bytes) -> Pixels.Image:
    return largest(content)


def test_every_rendition_has_the_size_its_address_promises() -> None:
    for width, height in ((2400, 1600), (900, 1600), (641, 479), (50, 4000), (4000, 50), (1, 1)):
        files = drawn(encoded(pixels=Pixels.new("RGB", (width, height), RED)))
        promised = {wish: (wish.width_px, sizes.height(wish, width, height)) for wish in sizes.wishes(width, height)}
        assert {wish: opened(content).size for wish, content in files.items()} == promised


@pytest.mark.parametrize("kind", ["jpeg", "avif"])
def test_rendition_is_of_its_format(kind: str) -> None:
    assert {opened(content).format for content in drawn(jpeg(), kind=kind).values()} == {kind.upper()}


@pytest.mark.parametrize("size", [(2016, 1512), (4032, 3024), (3024, 4032), (5000, 3333)])
def test_picture_that_is_decoded_smaller_and_in_strips_looks_the_same_in_every_size(size: tuple[int, int]) -> None:
    files = drawn(encoded(pixels=quarters(width=size[0], height=size[1])))
    assert {wish: corners(opened(content)) for wish, content in files.items()} == dict.fromkeys(files, CORNERS)


def test_strips_leave_no_seam() -> None:
    """A slope of brightness, scaled in strips, has no step but its own."""
    slope = Pixels.linear_gradient("L").resize((1500, 6000)).convert("RGB")
    column = [pixel[0] for pixel in whole(encoded(pixels=slope, kind="PNG")).crop((500, 0, 501, 4000)).get_flattened_data()]
    assert max(abs(a - b) for a, b in pairwise(column)) <= 4


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
    assert pixels.upright_size(io.BytesIO(content)) == (320, 200)


@pytest.mark.parametrize("profile", [None, swapped_profile()], ids=["plain", "profile"])
@pytest.mark.parametrize("kind", ["jpeg", "avif"])
def test_no_metadata_leaves_the_house(kind: str, profile: bytes | None) -> None:
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>Canary</x:xmpmeta>"
    content = jpeg(exif=exif(is_located=True), comment=b"Canary comment", xmp=xmp, icc_profile=profile, dpi=(300, 300))
    assert (b"Canary Cameras" in content, opened(content).getexif().get_ifd(0x8825)[2]) == (True, (46.0, 3.0, 0.0))
    for written in drawn(content, kind=kind).values():
        told = {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert (dict(opened(written).getexif()), set(opened(written).info) - told) == ({}, set())
        assert [word for word in (b"Canary", b"Exif", b"ICC_PROFILE", b"http://", b"prof") if word in written] == []


def test_profile_is_turned_into_srgb() -> None:
    assert corners(whole(jpeg(icc_profile=swapped_profile()))) != CORNERS
    red, green, *_ = [whole(jpeg(icc_profile=swapped_profile())).getpixel(place) for place in ((50, 50), (600, 50))]
    assert (red[1] > red[0], green[0] > green[1]) == (True, True)


def test_wide_gamut_is_turned_into_srgb() -> None:
    """The red of a wide screen is more than sRGB can say; a dull one in its numbers is a bright one here."""
    plain, wide = (whole(jpeg(icc_profile=profile)).getpixel((50, 50)) for profile in (None, wide_gamut_profile()))
    assert (wide[0] > plain[0], wide[1] < plain[1]) == (True, True)


@pytest.mark.parametrize("mode", ["L", "RGBA"])
def test_profile_of_other_modes_does_no_harm(mode: str) -> None:
    content = encoded(pixels=quarters().convert(mode), kind="PNG", icc_profile=swapped_profile())
    assert whole(content).mode == "RGB"


def test_broken_profile_leaves_the_colours_as_they_are() -> None:
    assert corners(whole(jpeg(icc_profile=b"no profile at all"))) == CORNERS


def test_print_colours_become_screen_colours() -> None:
    shown = whole(encoded(pixels=quarters().convert("CMYK")))
    assert (shown.mode, corners(shown)) == ("RGB", CORNERS)


@pytest.mark.parametrize(("value", "shown"), [(0, 0), (32_896, 128), (65_535, 255), (200, 1)])
def test_sixteen_bits_keep_their_brightness(value: int, shown: int) -> None:
    picture = whole(encoded(pixels=Pixels.new("I;16", (50, 50), value), kind="PNG"))
    assert picture.getpixel((25, 25)) == pytest.approx((shown,) * 3, abs=1)


def test_lab_tiff_is_drawn() -> None:
    picture = whole(encoded(pixels=Pixels.new("LAB", (50, 50), (255, 128, 128)), kind="TIFF"))
    assert min(picture.getpixel((25, 25))) > 240


@pytest.mark.parametrize("kind", ["GIF", "PNG"])
def test_palette_is_scaled_smoothly(kind: str) -> None:
    assert corners(whole(encoded(pixels=quarters(width=3000, height=2000).quantize(16), kind=kind))) == CORNERS


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_transparent_pixels_lie_on_white(mode: str) -> None:
    assert corners(whole(encoded(pixels=Pixels.new(mode, (50, 50)), kind="PNG"))) == [(255, 255, 255)] * 4


def test_transparent_colour_of_a_palette_lies_on_white() -> None:
    palette = Pixels.new("P", (50, 50), 0)
    palette.putpalette([0, 0, 0, 255, 0, 0])
    assert corners(whole(encoded(pixels=palette, kind="GIF", transparency=0))) == [(255, 255, 255)] * 4


@pytest.mark.parametrize(("focal", "colours"), [((0.0, 0.0), {RED, BLUE}), ((1.0, 1.0), {GREEN, GREY})])
def test_crop_follows_the_focal_point(focal: tuple[float, float], colours: set[Colour]) -> None:
    assert set(corners(largest(jpeg(width=900, height=300), crop="1:1", focal=focal))) == colours


@pytest.mark.parametrize("orientation", [1, 6])
def test_focal_point_is_of_the_upright_picture(orientation: int) -> None:
    lying = quarters(width=900, height=300)
    content = encoded(pixels=lying if orientation == 1 else lying.transpose(Pixels.Transpose.ROTATE_90), exif=exif(orientation=orientation))
    assert set(corners(largest(content, crop="1:1", focal=(1, 1)))) == {GREEN, GREY}
