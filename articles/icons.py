"""The paper's icon: the first letter of its name on its colour, for tabs and home screens. PNG."""

import io

from django.conf import settings
from django.utils.crypto import salted_hmac
from PIL import Image as Pixels
from PIL import ImageDraw

from articles.share_cards import can_write, face
from articles.site import Site

SIZES = (32, 180, 512)
_ARTICLES = frozenset({"the", "a", "der", "die", "das", "le", "la", "les", "el", "los", "il", "lo", "o", "os", "de", "het"})


def letter_of(site: Site) -> str:
    """Return the letter a paper is known by: that of its name's first word, articles left out."""
    words = site.name.split()
    word = next((word for word in words if word.lower() not in _ARTICLES), words[0] if words else "")
    return word[:1].upper()


def digest_of(site: Site) -> str:
    return salted_hmac("articles.icons", f"{letter_of(site)}\0{site.accent}", algorithm="sha256").hexdigest()[:16]


def address(site: Site, size_px: int) -> str:
    return f"{settings.MEDIA_URL}icons/{digest_of(site)}-{size_px}.png"


def draw(site: Site, size_px: int) -> bytes:
    pixels = Pixels.new("RGB", (size_px, size_px), site.accent or "#0a5a68")
    letter = letter_of(site)
    if can_write(letter):
        middle = size_px / 2
        ImageDraw.Draw(pixels).text((middle, middle), letter, font=face(letter, round(size_px * 0.72)), fill="#ffffff", anchor="mm")
    out = io.BytesIO()
    pixels.save(out, "PNG", optimize=True)
    return out.getvalue()
