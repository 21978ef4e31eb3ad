"""Renditions: pixels only. One size and crop of an original, the right way up, in sRGB, without metadata.

Names hold a hash of file, crop, size and focal point, so an address never changes what it shows.
"""

import hashlib
import io
import struct
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import ExifTags, ImageCms
from PIL import Image as Pixels
from PIL.Image import Resampling, Transpose

PAGE_WIDTHS_PX = (480, 800, 1280, 1600, 2000)
CARD_SIZES_PX: Mapping[str, tuple[int, ...]] = {"3:2": (480, 800), "1:1": (160, 320)}
MAX_PIXELS = 80_000_000
UNREADABLE = (
    OSError, ValueError, SyntaxError, MemoryError, EOFError, LookupError, TypeError, AttributeError, ArithmeticError, RuntimeError,
    struct.error, Pixels.DecompressionBombError,
)  # fmt: skip
"""What decoding a damaged file may raise."""
_QUALITY = 80
_WAYS = {
    2: Transpose.FLIP_LEFT_RIGHT, 3: Transpose.ROTATE_180, 4: Transpose.FLIP_TOP_BOTTOM, 5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270, 7: Transpose.TRANSVERSE, 8: Transpose.ROTATE_90,
}  # fmt: skip
"""What turns a picture upright, by its EXIF orientation."""
_LYING = frozenset({5, 6, 7, 8})
_SRGB = ImageCms.createProfile("sRGB")


@dataclass(frozen=True, slots=True)
class Wish:
    """A rendition to make. `crop`: a ratio such as `3:2`, or "" for the whole picture."""

    crop: str
    width_px: int


def wishes(width_px: int, height_px: int) -> list[Wish]:
    """Return what an original of this size is drawn in: never larger than it is, and always something."""
    whole = [width for width in PAGE_WIDTHS_PX if width < width_px]
    largest = min(width_px, PAGE_WIDTHS_PX[-1])
    cards = [Wish(crop, min(width, _crop_width(width_px, height_px, crop))) for crop, widths in CARD_SIZES_PX.items() for width in widths]
    return list(dict.fromkeys([*(Wish("", width) for width in whole), Wish("", largest), *cards]))


def make(original: Any, *, checksum: str, focal: tuple[float, float]) -> list[dict[str, Any]]:
    """Make and store all renditions of an original, a file open for reading bytes; return what the picture's row keeps of them.

    `{"crop", "width", "height", "format", "name"}`, sizes in pixels. Raises OSError for a file that cannot be decoded, or for a
    storage that cannot take it: then what was stored is taken back.
    """
    with _quiet(), Pixels.open(original) as source:
        pixels = prepared(source)
    stored: list[str] = []
    made = []
    try:
        for wish in wishes(*pixels.size):
            drawn = drawn_as(pixels, wish, focal=focal)
            name = _name(checksum, wish, focal)
            _store(name, encoded(drawn), stored)
            made.append({"crop": wish.crop, "width": drawn.width, "height": drawn.height, "format": "jpeg", "name": name})
    except BaseException:
        delete({"name": name} for name in stored)
        raise
    return made


def _store(name: str, content: bytes, stored: list[str]) -> None:
    """Store a rendition unless it is there; one of another length was broken off by a full disk or a kill."""
    if default_storage.exists(name):
        if default_storage.size(name) == len(content):
            return
        default_storage.delete(name)
    stored.append(name)
    default_storage.save(name, ContentFile(content))


def upright_size(original: Any) -> tuple[int, int]:
    """Return width and height in pixels of an original the right way up. Reads its header only."""
    with _quiet(), Pixels.open(original) as source:
        width, height = source.size
        lies = source.format != "TIFF" and _orientation_of(source) in _LYING  # a TIFF is opened upright
        return (height, width) if lies else (width, height)


def prepared(source: Pixels.Image) -> Pixels.Image:
    """Return the pixels the right way up, in sRGB, opaque, at most about twice as large as the largest rendition."""
    icc = source.info.get("icc_profile")
    source.draft("RGB", (PAGE_WIDTHS_PX[-1], PAGE_WIDTHS_PX[-1]))  # JPEG decodes at a fraction of its size
    pixels = _in_eight_bits(source)
    if max(pixels.size) > 2 * PAGE_WIDTHS_PX[-1]:
        pixels.thumbnail((2 * PAGE_WIDTHS_PX[-1],) * 2, Resampling.LANCZOS, reducing_gap=2)  # first: what follows works on little
    way = _WAYS.get(_orientation_of(pixels))
    return _opaque(_in_srgb(pixels if way is None else pixels.transpose(way), icc))


def _orientation_of(pixels: Pixels.Image) -> int:
    """Return the EXIF orientation, 1 where there is none or its data are damaged."""
    try:
        return int(pixels.getexif().get(ExifTags.Base.Orientation, 1))
    except UNREADABLE:
        return 1


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the decoder's warnings about odd files out of the log: what cannot be decoded raises."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def drawn_as(pixels: Pixels.Image, wish: Wish, *, focal: tuple[float, float]) -> Pixels.Image:
    """Cut by the focal point and scale."""
    box = crop_box(*pixels.size, wish.crop, focal=focal)
    height = max(1, round(wish.width_px * (box[3] - box[1]) / (box[2] - box[0])))
    return pixels.resize((wish.width_px, height), Resampling.LANCZOS, box=box, reducing_gap=3)


def crop_box(width: int, height: int, crop: str, *, focal: tuple[float, float]) -> tuple[float, float, float, float]:
    """Return the largest box of this ratio that lies inside, as near to the focal point as it can."""
    if not crop:
        return 0, 0, width, height
    ratio = _ratio(crop)
    box_width, box_height = (width, width / ratio) if width / height < ratio else (height * ratio, height)
    left = min(max(focal[0] * width - box_width / 2, 0), width - box_width)
    top = min(max(focal[1] * height - box_height / 2, 0), height - box_height)
    return left, top, left + box_width, top + box_height


def encoded(pixels: Pixels.Image) -> bytes:
    out = io.BytesIO()
    pixels.save(out, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return out.getvalue()


def picture(made: Sequence[Mapping[str, Any]], width_px: int, height_px: int, *, crop: str = "") -> dict[str, Any] | None:
    """Return `src`, `srcset`, `width` and `height` for a page, of the whole picture or a crop. No query, no look at the storage."""
    fitting = sorted((one for one in made if one["crop"] == crop), key=lambda one: one["width"])
    if not fitting:
        return None
    middle = next((one for one in fitting if one["width"] >= 800), fitting[-1])
    return {
        "src": address(middle["name"]),
        "srcset": ", ".join(f"{address(one['name'])} {one['width']}w" for one in fitting),
        "width": fitting[-1]["width"],
        "height": fitting[-1]["height"],
    }


def address(name: str) -> str:
    return default_storage.url(name)


def delete(made: Iterable[Mapping[str, Any]]) -> None:
    for one in made:
        default_storage.delete(one["name"])


def _in_eight_bits(source: Pixels.Image) -> Pixels.Image:
    """Return what can be scaled smoothly: 8 bits a channel, no palette."""
    if source.mode.startswith(("I", "F")):
        scale = _scale_of(source)
        return source.convert("F").point(lambda value: value * scale).convert("L")
    source.load()
    if source.mode in {"PA", "La", "RGBa"} or "transparency" in source.info:
        return source.convert("RGBA")
    if source.mode in {"P", "1"}:
        return source.convert("RGB")
    return source


def _scale_of(source: Pixels.Image) -> float:
    """Return what turns the brightest value such pixels can have into 255."""
    if source.mode.startswith("I;16"):
        return 255 / 65535
    extrema: Any = source.getextrema()
    brightest = extrema[1]
    if source.mode == "F" and brightest <= 1:
        return 255
    return 1 if brightest <= 255 else 255 / 65535


def _in_srgb(pixels: Pixels.Image, icc: bytes | None) -> Pixels.Image:
    if pixels.mode == "LAB":
        return ImageCms.profileToProfile(pixels, ImageCms.createProfile("LAB"), _SRGB, outputMode="RGB") or pixels
    if icc and pixels.mode in {"RGB", "RGBA", "CMYK", "L"}:
        try:
            profile = ImageCms.ImageCmsProfile(io.BytesIO(icc))
            mode = "RGBA" if pixels.mode == "RGBA" else "RGB"
            return ImageCms.profileToProfile(pixels, profile, _SRGB, outputMode=mode) or pixels
        except (ImageCms.PyCMSError, OSError):
            return pixels.convert("RGBA" if "A" in pixels.getbands() else "RGB")  # a broken profile: the numbers as they are
    return pixels


def _opaque(pixels: Pixels.Image) -> Pixels.Image:
    """Lay transparent pixels on white paper."""
    if "A" in pixels.getbands():
        pixels = pixels.convert("RGBA")
        paper = Pixels.new("RGB", pixels.size, "white")
        paper.paste(pixels, mask=pixels.getchannel("A"))
        return paper
    return pixels if pixels.mode == "RGB" else pixels.convert("RGB")


def _crop_width(width: int, height: int, crop: str) -> int:
    ratio = _ratio(crop)
    return max(1, round(width if width / height < ratio else height * ratio))


def _ratio(crop: str) -> float:
    across, down = crop.split(":")
    return int(across) / int(down)


def _name(checksum: str, wish: Wish, focal: tuple[float, float]) -> str:
    facts = f"{checksum} {wish.crop} {wish.width_px} {focal if wish.crop else ''} {_QUALITY}"
    digest = hashlib.sha256(facts.encode()).hexdigest()[:24]
    return f"renditions/{digest[:2]}/{digest}-{wish.width_px}.jpg"
