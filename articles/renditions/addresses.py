"""How renditions are named and signed.

    renditions/4f/4f0c…-17-3x2-800.avif

The digest signs picture, file, crop and focal point with the site's secret key. Nobody can name a rendition that no page has shown
them, and an address holds for good what it shows; width and format are of a short list, so they need no signature of their own.
One digest for all sizes of a crop keeps pages small: digests are what compression can do nothing about.
"""

import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils.encoding import force_bytes

from articles.renditions.sizes import CROPS, LADDERS_PX, SHARED, WHOLE, Wish, height, widths

SUFFIXES = {"jpeg": "jpg", "avif": "avif"}
"""Formats by name, and how their files end: JPEG, which everything reads, then the better one."""
_KINDS = {crop: ("jpeg",) if crop == SHARED else tuple(SUFFIXES) for crop in LADDERS_PX}
"""Networks fetch JPEG, so what is shared has no other format."""
COLUMNS = ("pk", "checksum", "width_px", "height_px", "focal_x", "focal_y")
_RECIPE = "articles.renditions 2"
"""Raise the number when the same facts shall give other pixels: then every address is new."""
_TOKENS = {WHOLE: "whole", **{crop: crop.replace(":", "x") for crop in CROPS}}
_CROPS = {token: crop for crop, token in _TOKENS.items()}
_FORMATS = {suffix: kind for kind, suffix in SUFFIXES.items()}
_DIGEST_LENGTH = 24
_NAME = re.compile(
    rf"renditions/([0-9a-f]{{2}})/(\1[0-9a-f]{{{_DIGEST_LENGTH - 2}}})-([1-9][0-9]{{0,17}})-({'|'.join(_CROPS)})-([1-9][0-9]{{0,4}})"
    rf"\.({'|'.join(_FORMATS)})",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Picture:
    """What renditions depend on. A picture without a checksum has not been looked into, and has none."""

    pk: int
    checksum: str
    width_px: int
    height_px: int
    focal_x: float
    focal_y: float

    @property
    def focal(self) -> tuple[float, float]:
        return self.focal_x, self.focal_y


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a page needs to draw a picture. `better`: type and srcset of each format that is smaller than JPEG, best first."""

    src: str
    srcset: str
    width_px: int
    height_px: int
    better: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A rendition's name, read: whether it is signed, only the picture's row can tell."""

    name: str
    digest: str
    pk: int
    wish: Wish
    kind: str


def picture_of(row: Mapping[str, Any], prefix: str = "") -> Picture:
    """Read what was fetched with COLUMNS."""
    return Picture(*(row[f"{prefix}{name}"] for name in COLUMNS))


def drawn(picture: Picture, crop: str = WHOLE) -> Drawing | None:
    """Return addresses and size for a page, of the whole picture or a crop. No query, no look at the storage."""
    return _drawn(picture, crop, settings.SECRET_KEY, settings.MEDIA_URL) if picture.checksum else None


@lru_cache(maxsize=2048)
def _drawn(picture: Picture, crop: str, key: str, media_url: str) -> Drawing:
    sizes = widths(crop, picture.width_px, picture.height_px)
    digest = _digest(picture, crop, key)
    begin = f"{media_url}renditions/{digest[:2]}/{digest}-{picture.pk}-{_TOKENS[crop]}-"
    middle = next((width for width in sizes if width >= 800), sizes[-1])
    return Drawing(
        src=f"{begin}{middle}.jpg",
        srcset=_srcset(begin, sizes, "jpeg"),
        width_px=sizes[-1],
        height_px=height(Wish(crop, sizes[-1]), picture.width_px, picture.height_px),
        better=tuple((f"image/{kind}", _srcset(begin, sizes, kind)) for kind in _KINDS[crop][1:]),
    )


def kinds_of(wish: Wish) -> tuple[str, ...]:
    """Return the formats in which a rendition is drawn, JPEG first."""
    return _KINDS[wish.crop]


def name_of(picture: Picture, wish: Wish, kind: str) -> str:
    """Return the name under which a rendition is kept, and found below MEDIA_URL."""
    digest = _digest(picture, wish.crop, settings.SECRET_KEY)
    return f"renditions/{digest[:2]}/{digest}-{picture.pk}-{_TOKENS[wish.crop]}-{wish.width_px}.{SUFFIXES[kind]}"


def asked_for(name: str) -> Asked | None:
    """Read a name; None for one that is none of ours."""
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    return Asked(name, match[2], int(match[3]), Wish(_CROPS[match[4]], int(match[5])), _FORMATS[match[6]])


def is_signed(asked: Asked, picture: Picture) -> bool:
    """Say whether pages of this site name this rendition of the picture, or did before the key was changed (SECRET_KEY_FALLBACKS)."""
    return _is_named(asked, picture, settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


def is_current(asked: Asked, picture: Picture) -> bool:
    """Say whether a page that is drawn now names this rendition of the picture."""
    return _is_named(asked, picture, settings.SECRET_KEY)


def _is_named(asked: Asked, picture: Picture, *keys: str | bytes) -> bool:
    crop, width_px = asked.wish.crop, asked.wish.width_px
    if asked.pk != picture.pk or not picture.checksum or asked.kind not in _KINDS[crop]:
        return False
    if width_px not in widths(crop, picture.width_px, picture.height_px):
        return False
    return any(hmac.compare_digest(asked.digest, _digest(picture, crop, key)) for key in keys)


def _srcset(begin: str, sizes: tuple[int, ...], kind: str) -> str:
    return ", ".join([f"{begin}{width}.{SUFFIXES[kind]} {width}w" for width in sizes])


def _digest(picture: Picture, crop: str, key: str | bytes) -> str:
    focal = f"{picture.focal_x:.4f} {picture.focal_y:.4f}" if crop else ""
    facts = f"{_RECIPE} {picture.pk} {picture.checksum} {crop} {focal}"
    return hmac.digest(force_bytes(key), facts.encode(), "sha256").hex()[:_DIGEST_LENGTH]
