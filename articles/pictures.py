"""Taking pictures into the library: what every way in does."""

from pathlib import Path
from typing import Any

import structlog
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction

from articles.changes import raise_keys
from articles.models import Image
from articles.renditions import Picture, files
from articles.renditions.files import Drawn
from articles.renditions.pixels import UNREADABLE
from articles.uploads import Taken, Upload, check_upload, reason, safe_name

log = structlog.get_logger(__name__)


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
    taken = check_upload(source)
    words = {"alt": image.alt, "caption": image.caption, "credit": image.credit}
    if image.import_ref:
        words["import_ref"] = image.import_ref
    if (known := Image.objects.filter(checksum=taken.checksum, **words).first()) is not None:
        return known
    image.validate_unique()
    image.file = source if source.name else File(source, name="picture")
    return save_image(image, taken)


def save_image(image: Image, taken: Taken | None = None) -> Image:
    """Save a picture, new or changed, with the renditions it needs at once, and raise the pages that show it.

    A new file is checked and stored under a name of ours. `taken`: what `check_upload` returned of it, so that it is decoded once.
    Raises ValidationError with sentences; then nothing was written.
    """
    upload = None if getattr(image.file, "_committed", True) else image.file.file  # what a form or an import has just brought
    taken = taken or _looked_into(image, upload)
    is_new = image.pk is None
    try:
        if upload is not None:
            _store_original(image, upload)
        drawn = _drawn_of_upload(image, taken) if taken else _drawn_of_original(image)
        _write(image, drawn)
    except BaseException as error:
        _forget(image, is_new=is_new, has_new_file=upload is not None)
        if isinstance(error, OSError):
            raise ValidationError({"file": reason(error)}) from error
        raise
    return image


def set_focal_point(image: Image, *, x: float, y: float) -> Image:
    """Let every crop of a picture keep another point, from 0 to 1 across and down. Its other fields stay as anybody saved them."""
    image.focal_x, image.focal_y = x, y
    _write(image, _drawn_of_original(image), fields=["focal_x", "focal_y"])
    return image


def _looked_into(image: Image, upload: Upload | None) -> Taken | None:
    """Check a new file, or one that was stored without being looked into; None for one that is known."""
    if upload is not None:
        return check_upload(upload)
    if image.checksum:
        return None
    with image.file.storage.open(str(image.file.name)) as original:
        return check_upload(original)


def _store_original(image: Image, upload: Upload) -> None:
    name = safe_name(str(upload.name or image.file.name))
    image.file.name = image.file.field.generate_filename(image, name)  # known before it is written: a full disk leaves half a file
    image.file.save(name, upload, save=False)


def _drawn_of_upload(image: Image, taken: Taken) -> Drawn:
    image.checksum, image.size_bytes = taken.checksum, taken.size_bytes
    image.width_px, image.height_px = taken.width_px, taken.height_px
    picture = _picture(image)
    return list(files.draw(taken.decoded, picture, files.wanted_at_once(picture)))


def _drawn_of_original(image: Image) -> Drawn:
    """Draw what is missing after a change, for instance of the focal point: nothing after a change of words.

    What cannot be drawn now is made when it is asked for; the change is saved all the same.
    """
    picture = _picture(image)
    try:
        return files.draw_missing(picture, files.wanted_at_once(picture), opener=lambda: image.file.storage.open(str(image.file.name)))
    except UNREADABLE as error:
        log.error("original_unreadable", image=image.pk, original=image.file.name, reason=repr(error))  # noqa: TRY400
        return []


def _write(image: Image, drawn: Drawn, *, fields: list[str] | None = None) -> None:
    """Write row and renditions: pixels are ready, so the transaction is short."""
    is_known, stored = image.pk is not None, list[str]()
    try:
        with transaction.atomic():
            image.save(update_fields=fields)
            stored += files.store(_picture(image), drawn)
            raise_keys({f"image:{image.pk}"} if is_known else ())
    except BaseException:
        files.delete(stored)
        raise


def _forget(image: Image, *, is_new: bool, has_new_file: bool) -> None:
    """Take back what was written of a picture that could not be saved."""
    if has_new_file and image.file.name:
        image.file.storage.delete(image.file.name)
    if is_new:
        image.pk, image._state.adding = None, True
    log.info("picture_refused", name=image.file.name)


def _picture(image: Image) -> Picture:
    return Picture(image.pk or 0, image.checksum, image.width_px, image.height_px, image.focal_x, image.focal_y)
