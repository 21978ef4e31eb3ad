"""Whatever a file's numbers mean, turned into what screens show: 8 bits, sRGB, opaque."""

import io
from collections.abc import Callable
from typing import Any

from PIL import Image as Pixels
from PIL import ImageCms

_SRGB = ImageCms.createProfile("sRGB")


def in_eight_bits(source: Pixels.Image) -> Callable[[Pixels.Image], Pixels.Image]:
    """Return what turns parts of a decoded picture into something that can be scaled smoothly: 8 bits a channel, no palette."""
    if source.mode.startswith(("I", "F")):
        scale = _scale_of(source)
        return lambda part: part.convert("F").point(lambda value: value * scale).convert("L")
    if source.mode in {"PA", "La", "RGBa"} or "transparency" in source.info:
        return lambda part: part.convert("RGBA")
    if source.mode in {"P", "1"}:
        return lambda part: part.convert("RGB")
    return lambda part: part


def in_srgb(pixels: Pixels.Image, icc: bytes | None) -> Pixels.Image:
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


def opaque(pixels: Pixels.Image) -> Pixels.Image:
    """Lay transparent pixels on white paper."""
    if "A" in pixels.getbands():
        pixels = pixels if pixels.mode == "RGBA" else pixels.convert("RGBA")
        paper = Pixels.new("RGB", pixels.size, "white")
        paper.paste(pixels, mask=pixels.getchannel("A"))
        return paper
    return pixels if pixels.mode == "RGB" else pixels.convert("RGB")


def _scale_of(source: Pixels.Image) -> float:
    """Return what turns the brightest value such pixels can have into 255."""
    if source.mode.startswith("I;16"):
        return 255 / 65535
    extrema: Any = source.getextrema()
    brightest = extrema[1]
    if source.mode == "F" and brightest <= 1:
        return 255
    return 1 if brightest <= 255 else 255 / 65535
