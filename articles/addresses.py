"""The words addresses are made of. Rows that hold them are in `articles.models.paths`."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator

from django.utils import timezone
from django.utils.encoding import iri_to_uri

from articles.html import clean_text

SLUG_LENGTH = 80
NUMBERS_TRIED = 9
"""How many stories of one day may share a slug before a story's own number is put behind it."""

RESERVED_WORDS: frozenset[str] = frozenset(
    {
        "accounts", "admin", "api", "archive", "author", "comments", "favicon.ico", "feed", "feeds", "healthz", "media", "metrics",
        "newsletter", "newsletters", "preview", "robots.txt", "rss", "search", "sitemap", "sitemap.xml", "static", "tag",
    }
)  # fmt: skip
"""First words of an address that no section or page may take; four digits are the archive's."""

_UNSEEN = re.compile("['’\\u180b-\\u180f\\u20dd-\\u20e4\\ufe00-\\ufe0f\\U000e0100-\\U000e01ef]")  # apostrophes; what makes emoji of letters
_ASCII_WORD = re.compile("[a-z0-9]+")
_YEAR = re.compile(r"\d{4}")
_NOTHING_TO_ENCODE = re.compile(r"[A-Za-z0-9/_.~-]*")


def slug_from(words: str, *, otherwise: str) -> str:
    """Return words as part of an address: Unicode letters and digits in NFC, lower case, at most 80 characters, cut between words."""
    seen = _UNSEEN.sub("", clean_text(words[:1000])).lower()
    slug = "-".join(_ASCII_WORD.findall(seen)) if seen.isascii() else unicodedata.normalize("NFC", "".join(_kept(seen))).strip("-")
    if len(slug) > SLUG_LENGTH:
        shorter = slug[: SLUG_LENGTH + 1].rpartition("-")[0] or slug[:SLUG_LENGTH]
        slug = shorter.strip("-")
    return slug or otherwise


def _kept(words: str) -> Iterator[str]:
    """Yield letters, digits and the marks on them (vowel signs are marks: हिन्दी), and one hyphen for all that stands between."""
    in_word = False
    for character in words:
        is_mark = unicodedata.category(character).startswith("M")
        if character.isalnum() or (is_mark and in_word):
            yield character
            in_word = True
        elif in_word:
            yield "-"
            in_word = False


def is_reserved(first_word: str) -> bool:
    """Say whether an address may not begin with this word: the site's own words, and years."""
    return first_word in RESERVED_WORDS or _YEAR.fullmatch(first_word) is not None


def story_path(slug: str, *, published_at: dt.datetime) -> str:
    """Return `/2024/03/30/slug/`; the day is that of `published_at` in TIME_ZONE."""
    day = timezone.localtime(published_at, timezone.get_default_timezone())
    return f"/{day:%Y}/{day:%m}/{day:%d}/{slug}/" if day.year > 999 else f"/{day.year:04}/{day:%m}/{day:%d}/{slug}/"


def numbered(slug: str, number: int) -> str:
    """Return the slug for the `number`th story that wants it: `slug`, `slug-2`, `slug-3` …, never longer than a slug may be."""
    tail = f"-{number}" if number > 1 else ""
    return slug[: SLUG_LENGTH - len(tail)].rstrip("-") + tail


def wishes(slug: str, *, article_id: int) -> Iterator[str]:
    """Yield the slugs a story may have on a day when others want the same: the first nine numbers, its own, what nobody else has."""
    yield from (numbered(slug, number) for number in (*range(1, NUMBERS_TRIED + 1), article_id))
    yield numbered(f"{slug[: SLUG_LENGTH - 40]}-story", article_id)


def author_path(slug: str) -> str:
    return f"/author/{slug}/"


def tag_path(slug: str) -> str:
    return f"/tag/{slug}/"


def page_path(slug: str) -> str:
    return f"/{slug}/"


def encoded(path: str) -> str:
    """Return a path as a link has it, as `iriencode` does. Most have nothing to encode, and finding that out costs a tenth."""
    return path if _NOTHING_TO_ENCODE.fullmatch(path) else iri_to_uri(path)
