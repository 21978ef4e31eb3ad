"""What is refused of the pictures people bring, and what is known of one that is taken.

A file is judged by its header before it is decoded, and decoded once, so that no upload takes more memory than one large picture.
"""

import hashlib
import secrets
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.text import slugify
from django.utils.translation import gettext as _
from PIL import Image as Pixels
from PIL import UnidentifiedImageError

from articles.renditions import pixels, sizes
from articles.renditions.pixels import UNREADABLE

if TYPE_CHECKING:
    Upload = File[bytes]
else:
    Upload = File

MAX_FILE_BYTES = 50_000_000
MAX_SIDE_PX = 30_000
MAX_PIXELS = 80_000_000
_MAX_PIXELS_WHERE_DECODERS_KEEP_MORE = {"AVIF": 30_000_000, "WEBP": 30_000_000, "progressive": 40_000_000}
"""By format: these decoders hold a picture two to four times over while they work."""
_CHUNK_BYTES = 1 << 20
FORMATS: dict[str, tuple[str, ...]] = {
    "JPEG": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "MPO": (".jpg", ".jpeg", ".mpo"),
    "PNG": (".png",),
    "WEBP": (".webp",),
    "GIF": (".gif",),
    "AVIF": (".avif",),
    "TIFF": (".tif", ".tiff"),
}
_SUFFIXES = frozenset(suffix for suffixes in FORMATS.values() for suffix in suffixes)
_NAMES = "JPEG, PNG, WebP, GIF, AVIF, TIFF"


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that is a picture we can keep. `decoded`: its pixels, as large as the renditions need that are made at once.

    Width and height are those of the picture the right way up.
    """

    checksum: str
    size_bytes: int
    width_px: int
    height_px: int
    decoded: Pixels.Image


def check_upload(file: Upload) -> Taken:
    """Refuse what is no picture we can keep: ValidationError with one sentence. The file stands at its beginning afterwards."""
    if not file.size:
        raise ValidationError(_("The file is empty."))
    if file.size > MAX_FILE_BYTES:
        told = {"size": round(file.size / 1_000_000), "most": MAX_FILE_BYTES // 1_000_000}
        raise ValidationError(_("The file has %(size)d MB; at most %(most)d MB fit. Save it smaller, for instance as JPEG.") % told)
    file.seek(0)
    beginning = file.read(1024).lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if beginning.startswith((b"<svg", b"<?xml", b"<!doctype svg")) or str(file.name).lower().endswith((".svg", ".svgz")):
        raise ValidationError(_("SVG drawings are not accepted, because they can carry programs. Export it as PNG."))
    try:
        _judge_header(file)
        (width, height), decoded = _decoded(file)
    finally:
        file.seek(0)
    return Taken(checksum_of(file), file.size, width, height, decoded)


def checksum_of(file: Upload) -> str:
    """Return the SHA-256 of a file, read a piece at a time; it stands at its beginning afterwards."""
    file.seek(0)
    digest = hashlib.sha256()
    while piece := file.read(_CHUNK_BYTES):
        digest.update(piece)
    file.seek(0)
    return digest.hexdigest()


def safe_name(name: str) -> str:
    """Return a name for an original that nobody has yet: a word or two of the given one, in ASCII, and chance."""
    given = PurePath(name.replace("\\", "/").replace("\x00", ""))
    suffix = given.suffix.lower()
    return f"{slugify(given.stem)[:60] or 'picture'}-{secrets.token_hex(6)}{suffix if suffix in _SUFFIXES else ''}"


def reason(error: Exception) -> str:
    """Say whether the disk or the file is at fault: only the system's own errors have a number."""
    if isinstance(error, OSError) and error.errno is not None:
        return _("The picture could not be stored: %(reason)s. Nothing was kept of it.") % {"reason": error.strerror}
    return _("The file is damaged or breaks off. Send it again from where it came.")


def _judge_header(file: Upload) -> None:
    kind, opened = _identified(file)
    suffix = PurePath(str(file.name)).suffix.lower()
    if suffix and suffix not in FORMATS[kind]:
        raise ValidationError(
            _("The file is called “%(name)s” but holds a %(kind)s picture. Rename it, or save it again.")
            % {"name": PurePath(str(file.name)).name[:80], "kind": "JPEG" if kind == "MPO" else kind}
        )
    width, height = opened.size
    most = _MAX_PIXELS_WHERE_DECODERS_KEEP_MORE.get("progressive" if opened.info.get("progressive") else kind, MAX_PIXELS)
    if width * height > most or max(width, height) > MAX_SIDE_PX:
        facts = {"width": width, "height": height, "most": most // 1_000_000, "side": MAX_SIDE_PX}
        raise ValidationError(
            _("The picture has %(width)d × %(height)d pixels; at most %(most)d million and %(side)d a side fit. Save it smaller.") % facts
        )
    if kind in {"GIF", "WEBP", "PNG", "AVIF"} and getattr(opened, "is_animated", False):
        raise ValidationError(_("Moving pictures are not accepted. Save the one frame that tells most."))


def _identified(file: Upload) -> tuple[str, Pixels.Image]:
    file.seek(0)
    try:
        with pixels.quiet():  # what is damaged or too large is said in a sentence
            opened = Pixels.open(file, formats=[kind for kind in FORMATS if kind != "MPO"])  # an MPO is opened as the JPEG it begins with
    except Pixels.DecompressionBombError as error:
        raise ValidationError(_("The picture unpacks to far too many pixels. Save it smaller.")) from error
    except (UnidentifiedImageError, *UNREADABLE) as error:
        raise ValidationError(_("This is no picture we can read. Accepted are: %(formats)s.") % {"formats": _NAMES}) from error
    return str(opened.format), opened


def _decoded(file: Upload) -> tuple[tuple[int, int], Pixels.Image]:
    """Decode it once: a file that breaks off is found here."""
    try:
        file.seek(0)
        size = pixels.upright_size(file)
        file.seek(0)
        return size, pixels.decoded(file, sizes.at_once(*size))
    except UNREADABLE as error:
        raise ValidationError(reason(error)) from error
