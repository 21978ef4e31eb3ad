"""Taking pictures into the library: what is refused, and what every way in does.

A file is judged by its header before it is decoded, and decoded once, so that no upload takes more memory than one large picture.
"""

import hashlib
import secrets
import warnings
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

import structlog
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from PIL import Image as Pixels
from PIL import UnidentifiedImageError

from articles import renditions
from articles.changes import raise_keys
from articles.models import Image
from articles.renditions import UNREADABLE

if TYPE_CHECKING:
    Upload = File[bytes]
else:
    Upload = File

log = structlog.get_logger(__name__)
MAX_FILE_BYTES = 50_000_000
MAX_SIDE_PX = 30_000
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


def check_upload(file: Upload) -> None:
    """Refuse what is no picture we can keep: ValidationError with one sentence. The file stands at its beginning afterwards."""
    if not file.size:
        raise ValidationError(_("The file is empty."))
    if file.size > MAX_FILE_BYTES:
        sizes = {"size": round(file.size / 1_000_000), "most": MAX_FILE_BYTES // 1_000_000}
        raise ValidationError(_("The file has %(size)d MB; at most %(most)d MB fit. Save it smaller, for instance as JPEG.") % sizes)
    file.seek(0)
    beginning = file.read(1024).lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if beginning.startswith((b"<svg", b"<?xml", b"<!doctype svg")) or str(file.name).lower().endswith((".svg", ".svgz")):
        raise ValidationError(_("SVG drawings are not accepted, because they can carry programs. Export it as PNG."))
    try:
        _look_into(file)
    finally:
        file.seek(0)


def add_image(
    source: Upload | Path,
    *,
    alt: str,
    caption: str = "",
    credit: str = "",
    focal: tuple[float, float] = (0.5, 0.5),
    **facts: Any,
) -> Image:
    """Take a picture into the library and return it. The same file with the same words is the same picture.

    `facts`: further fields of `Image`. Raises ValidationError with sentences; then nothing was written.
    """
    if isinstance(source, Path):
        with source.open("rb") as opened:
            return add_image(File(opened, name=source.name), alt=alt, caption=caption, credit=credit, focal=focal, **facts)
    image = Image(alt=alt, caption=caption, credit=credit, focal_x=focal[0], focal_y=focal[1], **facts)
    image.full_clean(exclude=["file", "width_px", "height_px"], validate_unique=False)
    check_upload(source)
    words = {"alt": image.alt, "caption": image.caption, "credit": image.credit}
    if image.import_ref:
        words["import_ref"] = image.import_ref
    if (known := Image.objects.filter(checksum=checksum_of(source), **words).first()) is not None:
        return known
    image.validate_unique()
    image.file = source if source.name else File(source, name="picture")
    return save_image(image)


def save_image(image: Image) -> Image:
    """Save a picture, new or changed, and raise the pages that show it.

    A new file is checked and stored under a name of ours. Raises ValidationError with sentences; then nothing was written.
    """
    upload = None if getattr(image.file, "_committed", True) else image.file.file  # what a form or an import has just brought
    if upload is not None:
        check_upload(upload)
    kept = {one["name"] for one in image.renditions}
    try:
        if upload is not None:
            _store_original(image, upload)
        settle_image(image)
        with transaction.atomic():
            is_known = image.pk is not None
            image.save()
            raise_keys({f"image:{image.pk}"} if is_known else ())
    except BaseException:
        _forget(image, kept, has_new_file=upload is not None)
        raise
    return image


def settle_image(image: Image) -> None:
    """Fill in what follows from a stored original and its focal point: checksum, sizes, renditions. The row is not saved here.

    Width and height are those of the picture the right way up.
    """
    with image.file.storage.open(str(image.file.name)) as original:
        image.checksum = checksum_of(original)
        image.size_bytes = original.size
        try:
            image.width_px, image.height_px = renditions.upright_size(original)
            original.seek(0)
            image.renditions = renditions.make(original, checksum=image.checksum, focal=(image.focal_x, image.focal_y))
        except UNREADABLE as error:
            raise ValidationError({"file": _reason(error)}) from error


def _store_original(image: Image, upload: Upload) -> None:
    name = safe_name(str(upload.name or image.file.name))
    image.file.name = image.file.field.generate_filename(image, name)  # known before it is written: a full disk leaves half a file
    try:
        image.file.save(name, upload, save=False)
    except OSError as error:
        raise ValidationError({"file": _reason(error)}) from error


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


def _look_into(file: Upload) -> None:
    kind, pixels = _identified(file)
    suffix = PurePath(str(file.name)).suffix.lower()
    if suffix and suffix not in FORMATS[kind]:
        raise ValidationError(
            _("The file is called “%(name)s” but holds a %(kind)s picture. Rename it, or save it again.")
            % {"name": PurePath(str(file.name)).name[:80], "kind": "JPEG" if kind == "MPO" else kind}
        )
    width, height = pixels.size
    if width * height > renditions.MAX_PIXELS or max(width, height) > MAX_SIDE_PX:
        facts = {"width": width, "height": height, "most": renditions.MAX_PIXELS // 1_000_000, "side": MAX_SIDE_PX}
        raise ValidationError(
            _("The picture has %(width)d × %(height)d pixels; at most %(most)d million and %(side)d a side fit. Save it smaller.") % facts
        )
    if kind in {"GIF", "WEBP", "PNG", "AVIF"} and getattr(pixels, "is_animated", False):
        raise ValidationError(_("Moving pictures are not accepted. Save the one frame that tells most."))
    _decode(pixels)


def _identified(file: Upload) -> tuple[str, Pixels.Image]:
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what is damaged or too large is said in a sentence
            pixels = Pixels.open(file, formats=[kind for kind in FORMATS if kind != "MPO"])  # an MPO is opened as the JPEG it begins with
    except Pixels.DecompressionBombError as error:
        raise ValidationError(_("The picture unpacks to far too many pixels. Save it smaller.")) from error
    except (UnidentifiedImageError, *UNREADABLE) as error:
        raise ValidationError(_("This is no picture we can read. Accepted are: %(formats)s.") % {"formats": _NAMES}) from error
    return str(pixels.format), pixels


def _decode(pixels: Pixels.Image) -> None:
    """Decode it once, at reduced size where the format can: a file that breaks off is found here."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            pixels.draft("RGB", (renditions.PAGE_WIDTHS_PX[0],) * 2)
            pixels.load()
    except UNREADABLE as error:
        raise ValidationError(_reason(error)) from error


def _reason(error: Exception) -> str:
    """Say whether the disk or the file is at fault: only the system's own errors have a number."""
    if isinstance(error, OSError) and error.errno is not None:
        return _("The picture could not be stored: %(reason)s. Nothing was kept of it.") % {"reason": error.strerror}
    return _("The file is damaged or breaks off. Send it again from where it came.")


def _forget(image: Image, kept: set[str], *, has_new_file: bool) -> None:
    """Take back what was written of a picture that could not be saved, but for what another row of the same file shows."""
    made = [one for one in image.renditions if one["name"] not in kept]
    if made and not Image.objects.filter(checksum=image.checksum).exists():
        renditions.delete(made)
    if has_new_file and image.file.name:
        image.file.storage.delete(image.file.name)
    log.info("picture_refused", name=image.file.name)
