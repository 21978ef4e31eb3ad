"""A paper's own accent colour, made readable: as near to what the editors chose as the contrast lets it be."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

THEME_VERSION = 1
"""Raise it when these rules change: the address of a theme is kept for good."""
CONTRAST = 4.5
"""What WCAG 2.2 asks of text, AA."""

Rgb = tuple[float, float, float]

# Grounds the accent is read on. Twin: `static/css/tokens.css` (--paper, --paper-raised, --wash, --wash-strong).
LIGHT_GROUNDS = ("#ffffff", "#eff3f2", "#e1e8e7")
DARK_GROUNDS = ("#121618", "#1c2225", "#1a2124", "#252d31")
_ON_ACCENT = ("#ffffff", "#0b1719")
_WASH_CHROMA = 0.022
_LIGHT_WASH, _DARK_WASH = 0.945, 0.265
_STEP = 0.005


@dataclass(frozen=True, slots=True)
class Scheme:
    """The accent in one scheme: itself, a wash of it to read on, and what is written on it. Colours are `#rrggbb`."""

    accent: str
    wash: str
    on_accent: str


def schemes_of(accent: str) -> tuple[Scheme, Scheme]:
    """Return the light and the dark scheme of `#rrggbb`. The hue stays; only the lightness gives way."""
    light, dark = _wash(accent, _LIGHT_WASH), _wash(accent, _DARK_WASH)
    return (
        _scheme(accent, light, [*LIGHT_GROUNDS, light], towards=0.0),
        _scheme(accent, dark, [*DARK_GROUNDS, dark], towards=1.0),
    )


def contrast(one: str, other: str) -> float:
    """Return WCAG's contrast of two colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _scheme(accent: str, wash: str, grounds: Sequence[str], *, towards: float) -> Scheme:
    readable = _until_readable(accent, grounds, towards=towards)
    return Scheme(readable, wash, max(_ON_ACCENT, key=lambda ink: contrast(ink, readable)))


def _until_readable(accent: str, grounds: Iterable[str], *, towards: float) -> str:
    """Move the lightness towards 0 or 1 until the colour can be read on every ground."""
    lightness, chroma, hue = _to_oklch(accent)
    grounds = list(grounds)
    colour = accent
    while any(contrast(colour, ground) < CONTRAST for ground in grounds) and lightness != towards:
        lightness = max(towards, lightness - _STEP) if towards == 0 else min(towards, lightness + _STEP)
        colour = _from_oklch(lightness, chroma, hue)
    return colour


def _wash(accent: str, lightness: float) -> str:
    _, chroma, hue = _to_oklch(accent)
    return _from_oklch(lightness, min(chroma, _WASH_CHROMA), hue)


def _linear(colour: str) -> Rgb:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return _to_linear(red), _to_linear(green), _to_linear(blue)


def _to_linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _from_linear(value: float) -> float:
    return 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _to_oklch(colour: str) -> tuple[float, float, float]:
    """Return lightness, chroma and hue in OKLCH, after Björn Ottosson: equal steps look equal."""
    red, green, blue = _linear(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short, math.hypot(a, b), math.atan2(b, a)


def _from_oklch(lightness: float, chroma: float, hue: float) -> str:
    """Return the colour; one that no screen can show loses chroma until it can be shown."""
    while chroma > 0 and not _is_shown(_to_srgb(lightness, chroma, hue)):
        chroma = max(0.0, chroma - 0.004)
    return "#" + "".join(f"{round(255 * min(1.0, max(0.0, value))):02x}" for value in _to_srgb(lightness, chroma, hue))


def _is_shown(colour: Rgb) -> bool:
    return all(-0.001 <= value <= 1.001 for value in colour)


def _to_srgb(lightness: float, chroma: float, hue: float) -> Rgb:
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
    return _gamma(red), _gamma(green), _gamma(blue)


def _gamma(value: float) -> float:
    return math.copysign(_from_linear(abs(value)), value)
