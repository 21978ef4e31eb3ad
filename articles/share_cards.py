"""Cards for stories without a picture: what networks show when somebody shares one. Drawn in the paper's face, PNG, 1200 × 630.

An address holds a signature of the words on the card, so only what a live edition says is ever drawn.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils.crypto import salted_hmac
from PIL import Image as Pixels
from PIL import ImageDraw, ImageFont

from articles.models import Edition
from articles.site import Site

WIDTH, HEIGHT = 1200, 630
_MARGIN = 84
_INK, _PAPER = "#14181a", "#ffffff"
_SIZES = (88, 76, 64, 54, 46)
_MOST_LINES = 5
_FACES = ("fonts/newsreader-latin.woff2", "fonts/newsreader-central.woff2", "fonts/newsreader-ext.woff2")
_WEIGHT, _OPTICAL_SIZE = 520, 60
_MISSING = "\U0010ffff"

Face = ImageFont.FreeTypeFont


@dataclass(frozen=True, slots=True)
class CardWords:
    """What a card says. `accent`: `#rrggbb`, or "" for the site's own."""

    paper: str
    kicker: str
    headline: str
    accent: str

    @property
    def digest(self) -> str:
        said = f"{self.paper}\0{self.kicker}\0{self.headline}\0{self.accent}"
        return salted_hmac("articles.share_cards", said, algorithm="sha256").hexdigest()[:24]


def words_of(edition: Edition, site: Site) -> CardWords:
    return CardWords(site.name, edition.kicker, edition.social_headline or edition.headline, site.accent)


def address(words: CardWords, *, article_id: int) -> str:
    return f"{settings.MEDIA_URL}cards/{article_id}-{words.digest}.png"


def draw(words: CardWords) -> bytes:
    """Draw a card. A headline in letters the face does not have is left out: the paper's name says where it leads."""
    pixels = Pixels.new("RGB", (WIDTH, HEIGHT), _PAPER)
    pen = ImageDraw.Draw(pixels)
    accent = words.accent or "#0a5a68"
    pen.rectangle((0, 0, WIDTH, 18), fill=accent)
    if can_write(words.kicker):
        _write(pen, (_MARGIN, 84), words.kicker, size=36, fill=accent)
    has_headline = can_write(words.headline)
    if has_headline:
        _headline(pen, words.headline)
    if can_write(words.paper):
        place, size = (HEIGHT - 104, 40) if has_headline else (250, 76)
        _write(pen, (_MARGIN, place), _cut(words.paper, size), size=size, fill=_INK)
    out = io.BytesIO()
    pixels.quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()


def _headline(pen: ImageDraw.ImageDraw, headline: str) -> None:
    """Write the headline as large as it fits; one that never fits ends with an ellipsis."""
    for size in _SIZES:
        lines = list(_lines(headline, size))
        if len(lines) * size * 1.1 <= HEIGHT - 300 and all(_width(line, size) <= WIDTH - 2 * _MARGIN for line in lines):
            break
    else:
        lines = [_cut(line if number < _MOST_LINES - 1 else f"{line} …", size) for number, line in enumerate(lines[:_MOST_LINES])]
    for number, line in enumerate(lines):
        _write(pen, (_MARGIN, 148 + number * size * 1.1), line, size=size, fill=_INK)


def _lines(words: str, size: int) -> Iterator[str]:
    line = ""
    for word in words.split():
        longer = f"{line} {word}".strip()
        if line and _width(longer, size) > WIDTH - 2 * _MARGIN:
            yield line
            longer = word
        line = longer
    yield line


def _cut(line: str, size: int) -> str:
    while _width(line, size) > WIDTH - 2 * _MARGIN:
        line = f"{line[:-2]}…"
    return line


def _write(pen: ImageDraw.ImageDraw, place: tuple[float, float], words: str, *, size: int, fill: str) -> None:
    x, y = place
    for letters, in_face in _runs(words, size):
        pen.text((x, y), letters, font=in_face, fill=fill)
        x += in_face.getlength(letters)


def _width(words: str, size: int) -> float:
    return sum(in_face.getlength(letters) for letters, in_face in _runs(words, size))


def _runs(words: str, size: int) -> Iterator[tuple[str, Face]]:
    """Yield the words in pieces of one face each: the first that has the letters."""
    run, in_face = "", 0
    for letter in words:
        number = _face_number(letter) or 0
        if run and number != in_face:
            yield run, _face(in_face, size)
            run = ""
        run, in_face = run + letter, number
    if run:
        yield run, _face(in_face, size)


def can_write(words: str) -> bool:
    return bool(words) and all(_face_number(letter) is not None for letter in words)


def face(letter: str, size: int) -> Face:
    """Return the face for a letter that one of them has (`can_write`)."""
    return _face(_face_number(letter) or 0, size)


@cache
def _face_number(letter: str) -> int | None:
    """Return which of the faces has this letter; None for one that none of them has."""
    for number in range(len(_FACES)):
        drawn = _face(number, 40)
        if letter.isspace() or bytes(drawn.getmask(letter)) != bytes(drawn.getmask(_MISSING)):
            return number
    return None


@cache
def _face(number: int, size: int) -> Face:
    found = ImageFont.truetype(str(finders.find(_FACES[number])), size)
    found.set_variation_by_axes([_WEIGHT, _OPTICAL_SIZE])
    return found
