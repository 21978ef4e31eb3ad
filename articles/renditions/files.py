"""How renditions are kept, and made when one is missing: once, whoever asks, and never seen half written."""

import fcntl
import secrets
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import structlog
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from PIL import Image as Pixels

from articles.models import Image
from articles.renditions import pixels, sizes
from articles.renditions.addresses import COLUMNS, Picture, asked_for, is_signed, kinds_of, name_of, picture_of
from articles.renditions.sizes import Wish

log = structlog.get_logger(__name__)
PART = ".part"
_LOCKS = 256

Drawn = list[tuple[Wish, str, bytes]]
"""Renditions with their formats and what their files hold."""
Opener = Callable[[], AbstractContextManager[Any]]
Wanted = tuple[Wish, str]
"""A rendition and its format."""


def wanted_at_once(picture: Picture, kinds: Sequence[str] = ("jpeg",)) -> list[Wanted]:
    return [(wish, kind) for wish in sizes.at_once(picture.width_px, picture.height_px) for kind in kinds if kind in kinds_of(wish)]


def wanted_ever(picture: Picture) -> list[Wanted]:
    return [(wish, kind) for wish in sizes.wishes(picture.width_px, picture.height_px) for kind in kinds_of(wish)]


def make(picture: Picture, wanted: Iterable[Wanted], *, opener: Opener) -> list[str]:
    """Make and keep those of the wanted renditions that are not there; return their names.

    Raises one of UNREADABLE for an original that cannot be decoded or a storage that cannot take it: then nothing was kept.
    """
    return store(picture, draw_missing(picture, wanted, opener=opener))


def draw_missing(picture: Picture, wanted: Iterable[Wanted], *, opener: Opener) -> Drawn:
    """Draw those of the wanted renditions that are not there, with one decode, none for nothing."""
    missing = [one for one in wanted if not default_storage.exists(name_of(picture, *one))]
    if not missing:
        return []
    with opener() as original:
        decoded = pixels.decoded(original, list(dict.fromkeys(wish for wish, _kind in missing)))
    return list(draw(decoded, picture, missing))


def draw(decoded: Pixels.Image, picture: Picture, wanted: Iterable[Wanted]) -> Iterator[tuple[Wish, str, bytes]]:
    """Draw and encode renditions of decoded pixels."""
    kinds: dict[Wish, list[str]] = {}
    for wish, kind in wanted:
        kinds.setdefault(wish, []).append(kind)
    for wish, drawing in pixels.drawings(decoded, kinds, (picture.width_px, picture.height_px), focal=picture.focal):
        for kind in kinds[wish]:
            yield wish, kind, pixels.encoded(drawing, kind)


def store(picture: Picture, drawn: Iterable[tuple[Wish, str, bytes]]) -> list[str]:
    """Keep renditions; return their names. What was stored is taken back when one of them fails."""
    stored: list[str] = []
    try:
        for wish, kind, content in drawn:
            name = name_of(picture, wish, kind)
            put(name, content)
            stored.append(name)
    except BaseException:
        delete(stored)
        raise
    return stored


def put(name: str, content: bytes, *, storage: Any = None) -> None:
    """Keep a file whole or not at all, among the renditions or in another storage: under another name first.

    Storages without paths are taken to do so themselves.
    """
    storage = storage or default_storage
    written = _path(storage, name) and f"{name}.{secrets.token_hex(6)}{PART}"
    try:
        saved = storage.save(written or name, ContentFile(content))
        if written:
            Path(storage.path(saved)).replace(storage.path(name))
        elif saved != name:  # somebody else was faster, and this storage does not overwrite
            storage.delete(saved)
    except BaseException:
        if written:
            storage.delete(written)
        raise


def delete(names: Iterable[str]) -> None:
    for name in names:
        default_storage.delete(name)


def make_asked_for(name: str) -> bool:
    """Make the rendition of this name if pages of this site name it; say whether it is there now. One query, one decode at most.

    A hundred requests at once, in any thread or process that shares MEDIA_ROOT, make it once: the others wait for the first.
    """
    asked = asked_for(name)
    row = Image.objects.filter(pk=asked.pk).order_by().values(*COLUMNS, "file").first() if asked else None
    if asked is None or row is None or not is_signed(asked, picture_of(row)):
        return False
    with _locked(name):
        if default_storage.exists(name):
            return True
        return _made(name, picture_of(row), (asked.wish, asked.kind), original=row["file"])


def _made(name: str, picture: Picture, wanted: Wanted, *, original: str) -> bool:
    try:
        with storages["originals"].open(original) as file:
            decoded = pixels.decoded(file, [wanted[0]])
        for _wish, _kind, content in draw(decoded, picture, [wanted]):
            put(name, content)
    except pixels.UNREADABLE as error:
        log.error("rendition_failed", name=name, original=original, reason=repr(error))  # noqa: TRY400  (the trace would tell nothing more)
        return False
    return True


@contextmanager
def _locked(name: str) -> Iterator[None]:
    """Hold one of a few lock files, which are never removed: the system lets go of it when its process dies, so none grows stale."""
    folder = Path(settings.MEDIA_ROOT) / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{zlib.crc32(name.encode()) % _LOCKS:02x}").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _path(storage: Any, name: str) -> str:
    """Return where a storage of files keeps one; "" for other storages."""
    try:
        return str(storage.path(name))
    except NotImplementedError:
        return ""
