"""Pictures as pages draw them: an address in several widths, and the words that go with it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from articles import renditions, rights
from articles.changes import depends_on
from articles.models import Image

_WORDS = ("alt", "caption", "credit")
_COLUMNS = (*renditions.COLUMNS, "rights_expire_on", *_WORDS)


@dataclass(frozen=True, slots=True)
class Source:
    """A format that is smaller than JPEG. `type`: such as `image/avif`."""

    type: str
    srcset: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture to draw; `width` and `height` are those of its largest rendition. `sources`: for browsers that know better than JPEG.

    `src` is empty while the file has not been looked into: then its alternative text stands for it.
    """

    alt: str
    caption: str
    credit: str
    src: str
    srcset: str
    width: int
    height: int
    sources: tuple[Source, ...] = ()


def columns(prefix: str = "") -> tuple[str, ...]:
    """Return what a query must fetch for `figure_from`, for instance with the prefix `lead_image__`."""
    return tuple(f"{prefix}{name}" for name in _COLUMNS)


def figure_from(row: Mapping[str, Any], prefix: str = "", *, at: dt.datetime, crop: str = "") -> Figure | None:
    """Make a figure of a row that was fetched with `columns(prefix)`; None without a picture, or when the right to show it is over.

    `crop`: one of `articles.renditions.CROPS`; the whole picture without.
    """
    if row[f"{prefix}pk"] is None:
        return None
    depends_on(f"image:{row[f'{prefix}pk']}")
    if rights.are_over(row[f"{prefix}rights_expire_on"], at=at):
        return None
    picture, words = renditions.picture_of(row, prefix), {name: row[f"{prefix}{name}"] for name in _WORDS}
    drawn = renditions.drawn(picture, crop)
    if drawn is None:
        return Figure(**words, src="", srcset="", width=picture.width_px, height=picture.height_px)
    sources = tuple(Source(kind, srcset) for kind, srcset in drawn.better)
    return Figure(**words, src=drawn.src, srcset=drawn.srcset, width=drawn.width_px, height=drawn.height_px, sources=sources)


def figure_of(image: Image | None, *, at: dt.datetime, crop: str = "") -> Figure | None:
    """Return the figure of a fetched picture. No query."""
    return figure_from({name: getattr(image, name) for name in _COLUMNS}, at=at, crop=crop) if image else None
