"""Picture files for tests: made here, byte by byte, so that none lies in the repository."""

import io
import struct
import zlib
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image as Pixels
from PIL import ImageCms, ImageDraw

SUFFIXES = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif", "AVIF": "avif", "TIFF": "tif"}
RED, GREEN, BLUE, GREY = (220, 30, 30), (30, 180, 60), (30, 60, 220), (128, 128, 128)


def quarters(*, width: int = 640, height: int = 480) -> Pixels.Image:
    """Draw red, green, blue and grey quarters: top left, top right, bottom left, bottom right."""
    pixels = Pixels.new("RGB", (width, height), GREY)
    draw = ImageDraw.Draw(pixels)
    draw.rectangle((0, 0, width // 2 - 1, height // 2 - 1), fill=RED)
    draw.rectangle((width // 2, 0, width, height // 2 - 1), fill=GREEN)
    draw.rectangle((0, height // 2, width // 2 - 1, height), fill=BLUE)
    return pixels


def encoded(*, pixels: Pixels.Image, kind: str = "JPEG", **options: Any) -> bytes:
    out = io.BytesIO()
    pixels.save(out, kind, **options)
    return out.getvalue()


def upload(*, content: bytes, name: str = "harbour.jpg") -> ContentFile:
    return ContentFile(content, name=name)


def jpeg(*, width: int = 640, height: int = 480, **options: Any) -> bytes:
    return encoded(pixels=quarters(width=width, height=height), **options)


def exif(*, orientation: int = 1, is_located: bool = False) -> Pixels.Exif:
    data = Pixels.Exif()
    data[0x0112] = orientation
    if is_located:
        data[0x010F] = "Canary Cameras"
        place = data.get_ifd(0x8825)
        place[1], place[2], place[3], place[4] = "N", (46.0, 3.0, 0.0), "E", (14.0, 30.0, 0.0)
    return data


def png_header(*, width: int, height: int) -> bytes:
    """Write a PNG of these dimensions that holds next to nothing: what it would unpack to only its header says."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


def swapped_profile() -> bytes:
    """Return a colour profile in which red and green have changed places: whoever ignores it shows the wrong colour."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    ends = 132 + 12 * struct.unpack(">I", profile[128:132])[0]
    tags = {bytes(profile[at : at + 4]): at for at in range(132, ends, 12)}
    red, green = tags[b"rXYZ"], tags[b"gXYZ"]
    profile[red + 4 : red + 12], profile[green + 4 : green + 12] = profile[green + 4 : green + 12], profile[red + 4 : red + 12]
    return bytes(profile)


def wide_gamut_profile() -> bytes:
    """Return a profile with the primaries of wide screens (Display P3) and sRGB's other tags."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    ends = 132 + 12 * struct.unpack(">I", profile[128:132])[0]
    primaries = {b"rXYZ": (0.51512, 0.24120, -0.00105), b"gXYZ": (0.29198, 0.69225, 0.04189), b"bXYZ": (0.15710, 0.06657, 0.78407)}
    for at in range(132, ends, 12):
        if (values := primaries.get(bytes(profile[at : at + 4]))) is not None:
            place = struct.unpack(">I", profile[at + 4 : at + 8])[0]
            profile[place + 8 : place + 20] = struct.pack(">3i", *(round(value * 65536) for value in values))
    return bytes(profile)
