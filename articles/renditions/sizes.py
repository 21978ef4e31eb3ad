"""Which sizes pages are drawn in, and how large each is. Nothing is ever enlarged."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

WHOLE = ""
SHARED = "40:21"
"""What networks show of a story that is shared: 1200 × 630."""
LADDERS_PX: Mapping[str, tuple[int, ...]] = {
    WHOLE: (480, 800, 1280, 1600, 2000),
    "3:2": (320, 480, 800, 1280),
    "1:1": (160, 320, 640),
    "16:9": (480, 800, 1280, 1600),
    "4:5": (480, 960),
    SHARED: (1200,),
}
"""Widths by crop, small to large."""
CROPS = tuple(crop for crop in LADDERS_PX if crop != WHOLE)
MOST_HEIGHT_PX = 4000
_AT_ONCE_PX = {WHOLE: 1280, "3:2": 1280, "1:1": 640, "16:9": 1280, "4:5": 480, SHARED: 1200}
"""Widths up to these are there when an upload answers; what is wider, a large screen's first request makes."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A rendition to make. `crop`: a ratio such as `3:2`, or WHOLE."""

    crop: str
    width_px: int


@lru_cache(maxsize=4096)
def widths(crop: str, width_px: int, height_px: int) -> tuple[int, ...]:
    """Return the widths in which an original of this size is drawn, small to large: at least one, none wider than it is."""
    ladder, most = LADDERS_PX[crop], _most(crop, width_px, height_px)
    return (*(width for width in ladder[:-1] if width < most), min(ladder[-1], most))


def wishes(width_px: int, height_px: int) -> list[Wish]:
    """Return everything an original of this size is drawn in."""
    return [Wish(crop, width) for crop in LADDERS_PX for width in widths(crop, width_px, height_px)]


def at_once(width_px: int, height_px: int) -> list[Wish]:
    """Return what cards and pages need of a picture from its first moment."""
    return [wish for wish in wishes(width_px, height_px) if wish.width_px <= _AT_ONCE_PX[wish.crop]]


@lru_cache(maxsize=4096)
def height(wish: Wish, width_px: int, height_px: int) -> int:
    """Return how high a rendition of an original of this size is."""
    ratio = ratio_of(wish.crop) if wish.crop else width_px / height_px
    return max(1, min(MOST_HEIGHT_PX, round(wish.width_px / ratio)))


def crop_box(width: float, height: float, crop: str, *, focal: tuple[float, float]) -> tuple[float, float, float, float]:
    """Return the largest box of this ratio that lies inside, as near to the focal point as it can."""
    if not crop:
        return 0, 0, width, height
    ratio = ratio_of(crop)
    box_width, box_height = (width, width / ratio) if width / height < ratio else (height * ratio, height)
    left = min(max(focal[0] * width - box_width / 2, 0), width - box_width)
    top = min(max(focal[1] * height - box_height / 2, 0), height - box_height)
    return left, top, left + box_width, top + box_height


def share(wish: Wish, width_px: int, height_px: int) -> float:
    """Return at what part of the original's scale a rendition is drawn: 1 is its own."""
    left, _top, right, _bottom = crop_box(width_px, height_px, wish.crop, focal=(0, 0))
    return min(1, wish.width_px / (right - left))


def ratio_of(crop: str) -> float:
    across, down = crop.split(":")
    return int(across) / int(down)


def _most(crop: str, width_px: int, height_px: int) -> int:
    """Return the greatest width that enlarges nothing; a whole picture is no higher than MOST_HEIGHT_PX either."""
    if crop:
        return max(1, round(min(width_px, height_px * ratio_of(crop))))
    return max(1, min(width_px, round(width_px * MOST_HEIGHT_PX / height_px)))
