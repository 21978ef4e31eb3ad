"""Pixels only: an original is decoded once, upright, in sRGB, without metadata, and its renditions are drawn of that, large to small."""

import io
import struct
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from PIL import ExifTags
from PIL import Image as Pixels
from PIL.Image import Resampling, Transpose

from articles.renditions import colours
from articles.renditions.sizes import WHOLE, Wish, crop_box, height, share

UNREADABLE = (
    OSError, ValueError, SyntaxError, MemoryError, EOFError, LookupError, TypeError, AttributeError, ArithmeticError, RuntimeError,
    struct.error, Pixels.DecompressionBombError,
)  # fmt: skip
"""What decoding a damaged file may raise."""
_AVIF: dict[str, Any] = {"max_threads": 1, "autotiling": False}
_OPTIONS: dict[str, dict[str, Any]] = {
    "jpeg": {"quality": 80},
    "avif": _AVIF | {"quality": 61, "speed": 9, "advanced": {"disable-trellis-quant": "1", "enable-palette": "0"}},
}
"""Neither optimised nor progressive JPEG: three to ten in a hundred fewer bytes for twice to seven times the time, and few browsers ask
for it. AVIF at speed 8 takes three times as long, more threads take a quarter more of the processor; docs/decisions.md has the figures."""
_WITH_CARE: dict[str, dict[str, Any]] = {
    "avif": _AVIF | {"quality": 58, "speed": 8, "advanced": {"disable-trellis-quant": "1", "use-intra-dct-only": "1"}}
}
_PHONE_PX = 800
"""How wide the pictures are that phones wait for: these few are worth three times the time for a third of the bytes less, as good."""
_WAYS = {
    2: Transpose.FLIP_LEFT_RIGHT, 3: Transpose.ROTATE_180, 4: Transpose.FLIP_TOP_BOTTOM, 5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270, 7: Transpose.TRANSVERSE, 8: Transpose.ROTATE_90,
}  # fmt: skip
"""What turns a picture upright, by its EXIF orientation."""
_LYING = frozenset({5, 6, 7, 8})
_PART_PX = 2_000_000
_BORDER = 3  # scaling looks two pixels of the result beyond an edge
_one_at_a_time = threading.Lock()
"""Held while a picture is decoded: a process never needs more memory than one large picture takes."""


def upright_size(original: Any) -> tuple[int, int]:
    """Return width and height in pixels of an original the right way up. Reads its header only."""
    with quiet(), Pixels.open(original) as source:
        return _upright_size(source)


def decoded(original: Any, wishes: Sequence[Wish]) -> Pixels.Image:
    """Return the pixels of an original, a file open for reading bytes, no larger than these renditions of it need them.

    Raises one of UNREADABLE for a file that cannot be decoded.
    """
    with quiet(), _one_at_a_time:
        pixels, icc, way = _read(original, wishes)  # the decoded original is gone before colours take memory of their own
        upright = colours.opaque(colours.in_srgb(pixels if way is None else pixels.transpose(way), icc))
    upright.info.clear()  # comments, XMP and profiles that encoders would write
    return upright


def drawings(
    pixels: Pixels.Image, wishes: Iterable[Wish], original_size: tuple[int, int], *, focal: tuple[float, float]
) -> Iterator[tuple[Wish, Pixels.Image]]:
    """Draw renditions of decoded pixels, each of the smallest larger whole picture. `original_size`: in pixels, upright."""
    ordered = sorted(wishes, key=lambda wish: (-share(wish, *original_size), wish.crop != WHOLE))
    for wish in ordered:
        size = (wish.width_px, height(wish, *original_size))
        drawing = _fitted(pixels, size, crop_box(*pixels.size, wish.crop, focal=focal))
        if wish.crop == WHOLE:
            pixels = drawing
        yield wish, drawing


def encoded(pixels: Pixels.Image, kind: str) -> bytes:
    out, options = io.BytesIO(), _WITH_CARE if pixels.width == _PHONE_PX else _OPTIONS
    pixels.save(out, kind.upper(), **options.get(kind, _OPTIONS[kind]))
    return out.getvalue()


@contextmanager
def quiet() -> Iterator[None]:
    """Keep the decoder's warnings about odd files out of the log: what cannot be decoded raises."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _read(original: Any, wishes: Sequence[Wish]) -> tuple[Pixels.Image, bytes | None, Transpose | None]:
    """Return scaled pixels, their colour profile and what turns them upright."""
    with Pixels.open(original) as source:
        size = _upright_size(source)
        icc = source.info.get("icc_profile")
        pixels = _scaled(source, max(share(wish, *size) for wish in wishes))
        return pixels, icc, _WAYS.get(_orientation_of(source))


def _upright_size(source: Pixels.Image) -> tuple[int, int]:
    width, high = source.size
    lies = source.format != "TIFF" and _orientation_of(source) in _LYING  # a TIFF is opened upright
    return (high, width) if lies else (width, high)


def _orientation_of(pixels: Pixels.Image) -> int:
    """Return the EXIF orientation, 1 where there is none or its data are damaged."""
    try:
        return int(pixels.getexif().get(ExifTags.Base.Orientation, 1))
    except UNREADABLE:
        return 1


def _scaled(source: Pixels.Image, part: float) -> Pixels.Image:
    """Decode and scale, a strip at a time: beside the decoded picture only the result takes memory."""
    size = (max(1, round(source.width * part)), max(1, round(source.height * part)))
    source.draft("RGB", size)  # JPEG decodes at a half, a quarter, an eighth of its size
    source.load()
    convert = colours.in_eight_bits(source)
    rows = max(1, size[1] * _PART_PX // (source.width * source.height))
    if rows >= size[1]:
        return _strip(source, size, 0, size[1], convert)
    whole: Pixels.Image | None = None
    for top in range(0, size[1], rows):
        strip = _strip(source, size, top, min(size[1], top + rows), convert)
        whole = whole or Pixels.new(strip.mode, size)
        whole.paste(strip, (0, top))
    return whole or source


def _strip(
    source: Pixels.Image, size: tuple[int, int], top: int, bottom: int, convert: Callable[[Pixels.Image], Pixels.Image]
) -> Pixels.Image:
    """Return the rows `top` to `bottom` of the scaled picture, with what lies beyond their edges seen while scaling."""
    down = source.height / size[1]
    first, last = max(0, int((top - _BORDER) * down)), min(source.height, int((bottom + _BORDER) * down) + 1)
    part = convert(source.crop((0, first, source.width, last)) if (first, last) != (0, source.height) else source)
    box = (0, top * down - first, source.width, min(bottom * down - first, part.height))
    return part.resize((size[0], bottom - top), Resampling.BICUBIC, box=box, reducing_gap=3)


def _fitted(pixels: Pixels.Image, size: tuple[int, int], box: tuple[float, float, float, float]) -> Pixels.Image:
    """Cut and scale. What needs no scaling is cut at whole pixels: to shift it by a part of one costs time and sharpness."""
    if abs(box[2] - box[0] - size[0]) < 1 and abs(box[3] - box[1] - size[1]) < 1:
        left, top = min(round(box[0]), pixels.width - size[0]), min(round(box[1]), pixels.height - size[1])
        if left >= 0 and top >= 0:
            return pixels.crop((left, top, left + size[0], top + size[1]))
    return pixels.resize(size, Resampling.BICUBIC, box=box, reducing_gap=3)
