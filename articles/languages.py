"""Which way the words of a story run."""

import re
from functools import lru_cache

from django.conf import settings

_RIGHT_TO_LEFT = frozenset(
    {
        "ar",
        "arc",
        "azb",
        "bal",
        "ckb",
        "dv",
        "fa",
        "glk",
        "he",
        "iw",
        "khw",
        "ks",
        "lrc",
        "mzn",
        "nqo",
        "pnb",
        "prs",
        "ps",
        "sd",
        "syr",
        "ug",
        "ur",
        "yi",
    }
)
_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,3}")
_RIGHT_TO_LEFT_SCRIPTS = frozenset({"adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"})


def language_of(language: str) -> str:
    """Return the language tag of a story: its own, or the site's where it names none."""
    return language or settings.LANGUAGE_CODE


def direction_of(language: str) -> str:
    """Return `rtl` or `ltr` for a language tag; a script in it decides: `az-Arab`, `ks-Deva`."""
    return _direction_of(language_of(language))


@lru_cache(maxsize=256)
def _direction_of(tag: str) -> str:
    first, *rest = tag.lower().replace("_", "-").split("-")
    scripts = [part for part in rest if len(part) == 4 and part.isalpha()]
    if scripts:
        return "rtl" if scripts[0] in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if first in _RIGHT_TO_LEFT else "ltr"


def is_language(tag: str) -> bool:
    """Say whether a tag is formed like one of BCP 47."""
    return _TAG.fullmatch(tag) is not None
