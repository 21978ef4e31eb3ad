"""Boats, buoys, cranes, lamps and houses: what stands about in a harbour town."""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

from .sheet import Point, Sheet, curve, dim, lift, mix, oval, thin, trace


def ferry(
    sheet: Sheet,
    x: float,
    y: float,
    scale: float,
    paint: str = "#f1ede2",
    band: str = "#b8382f",
    glass: str = "#ffd98a",
    shade: str = "#1d2b42",
) -> None:
    """The Orran Maid from the side, bow to the right; y is her waterline."""
    with sheet.at(x, y, scale):
        hull = curve(*trace("-470,-108 -462,-30 -440,0 430,0 470,-60 520,-150 380,-122 0,-112 -470,-108"), steps=6)
        sheet.fade(hull, paint, mix(paint, shade, 0.45), start=(0, -140), end=(0, 0))
        with sheet.within(hull):
            sheet.box(-480, -26, 520, 2, mix(band, shade, 0.25))
            sheet.line([(-480, -88), (0, -90), (520, -124)], band, 8)
        for left, right, foot, top in ((-410, 330, -106, -186), (-330, 240, -186, -256)):
            deck = curve((left, foot), (left + 4, top), (right - 18, top), (right + 14, foot), steps=1)
            sheet.fade(deck, paint, mix(paint, shade, 0.3))
            sheet.box(left - 14, top - 7, right + 6, top, lift(paint, 0.4), 3)
            for place in range(int((right - left - 60) / 46)):
                sheet.box(left + 28 + place * 46, top + 20, left + 58 + place * 46, top + 48, glass, 5)
        _bridge(sheet, paint, band, glass, shade)
        for place in range(24):
            sheet.line([(-400 + place * 14, -206), (-400 + place * 14, -190)], mix(shade, paint, 0.3), 2)
        sheet.line([(-404, -206), (-60, -206)], mix(shade, paint, 0.3), 2)


def _bridge(sheet: Sheet, paint: str, band: str, glass: str, shade: str) -> None:
    sheet.fade([(60, -256), (70, -318), (206, -318), (226, -256)], lift(paint, 0.3), mix(paint, shade, 0.3))
    sheet.shape([(84, -306), (200, -306), (210, -276), (80, -276)], glass)
    for x in (110, 140, 172):
        sheet.line([(x, -306), (x + 2, -276)], shade, 3)
    sheet.line([(130, -318), (130, -400)], shade, 6)
    sheet.line([(104, -372), (156, -372)], shade, 4)
    sheet.fade([(-150, -256), (-138, -352), (-66, -352), (-54, -256)], band, mix(band, shade, 0.5), start=(-60, 0), end=(-150, 0))
    sheet.shape([(-139, -352), (-136, -334), (-68, -334), (-65, -352)], shade)


def skiff(
    sheet: Sheet,
    x: float,
    y: float,
    scale: float,
    paint: str,
    inside: str,
    *,
    cabin: str = "",
    glass: str = "#ffd98a",
    flip: bool = False,
    turn: float = 0,
) -> None:
    """A small open boat, or, with a cabin, a small fishing boat."""
    with sheet.at(x, y, scale, turn, flip=flip):
        if cabin:
            sheet.fade([(-44, -34), (-38, -84), (14, -84), (22, -34)], cabin, dim(cabin, 0.35), start=(20, 0), end=(-40, 0))
            sheet.box(-44, -90, 22, -82, dim(cabin, 0.5), 2)
            sheet.shape([(-6, -76), (12, -76), (16, -56), (-6, -56)], glass)
            sheet.line([(-16, -88), (-16, -160)], dim(paint, 0.6), 4)
            sheet.line([(-16, -150), (-74, -98)], dim(paint, 0.6), 2)
        hull = curve(*trace("-100,-34 -92,-6 -70,2 60,2 92,-20 116,-50 40,-34 -30,-30 -100,-34"), steps=5)
        sheet.fade(hull, paint, dim(paint, 0.45), start=(0, -46), end=(0, 4))
        sheet.line(curve((-100, -34), (-30, -30), (40, -34), (116, -50), steps=5), inside, 5)


def dory(sheet: Sheet, x: float, y: float, scale: float, paint: str, inside: str, turn: float = 0) -> None:
    """An open rowing boat, seen from a little above."""
    with sheet.at(x, y, scale, turn):
        sheet.shape(curve(*trace("-100,-18 -84,14 0,26 80,16 120,-26 60,-4 -30,2"), closed=True, steps=5), paint)
        sheet.shape(curve(*trace("-100,-18 -40,-32 50,-34 120,-26 60,-4 -40,2"), closed=True, steps=5), inside)
        sheet.shape(curve(*trace("-84,-18 -34,-27 46,-28 96,-24 52,-9 -36,-4"), closed=True, steps=5), dim(inside, 0.45))
        for bench in (-44, 12, 56):
            sheet.shape([(bench, -28), (bench + 13, -28), (bench + 15, -5), (bench - 2, -4)], inside)


def buoy(
    sheet: Sheet, x: float, y: float, scale: float, paint: str, *, turn: float = 0, lamp: str = "", lit: float = 1, rust: int = 0
) -> None:
    """A lattice buoy, two hundred units tall above its float."""
    with sheet.at(x, y, scale, turn):
        dark = dim(paint, 0.55)
        for foot, head in ((-44, -16), (44, 16), (-14, -5), (14, 5)):
            sheet.line([(foot, -20), (head, -176)], dark if abs(foot) < 20 else paint, 7)
        for step in range(4):
            half = 42 - step * 7.6
            sheet.line([(-half, -26 - step * 40), (half, -26 - step * 40)], paint, 5)
            sheet.line([(-half, -26 - step * 40), (half - 7, -66 - step * 40 + 2)], dark, 4)
        sheet.shape([(-24, -150), (24, -150), (18, -200), (-18, -200)], paint)
        drum = curve(*trace("-78,-22 -80,26 -50,52 50,52 80,26 78,-22"), steps=5)
        sheet.fade(drum, dark, paint, lift(paint, 0.4), paint, start=(-80 * lit, 0), end=(80 * lit, 0))
        sheet.disc(0, -22, 78, lift(paint, 0.18), 0.2)
        chance = random.Random(rust)
        for _ in range(11 if rust else 0):
            at, top, long = chance.uniform(-68, 68), chance.uniform(-8, 16), chance.uniform(14, 34)
            streak = [(at - 3.4, top), (at + 3.4, top), (at + 0.8, top + long), (at - 0.8, top + long)]
            sheet.fade(streak, thin("#6b3a24", 0.75), thin("#6b3a24", 0.1))
        sheet.box(-10, -222, 10, -200, dark, 3)
        if lamp:
            sheet.disc(0, -214, 9, lift(lamp, 0.6))
            sheet.glow(0, -214, 130, lamp)


def crane(sheet: Sheet, x: float, y: float, scale: float, ink: str, *, flip: bool = False, boom: float = 0) -> None:
    """A harbour crane on four legs, three hundred units to the jib."""
    with sheet.at(x, y, scale, flip=flip):
        for left, right in ((-46, -30), (46, 30)):
            sheet.line([(left, 0), (right, -196)], ink, 11)
            sheet.box(left - 14, -12, left + 14, 0, ink)
        for low in (0, 1):
            sheet.line([(-40 + low * 4, -40 - low * 80), (38 - low * 4, -118 - low * 76)], ink, 5)
            sheet.line([(40 - low * 4, -40 - low * 80), (-38 + low * 4, -118 - low * 76)], ink, 5)
        sheet.box(-46, -212, 46, -194, ink)
        sheet.shape(trace("-40,-262 -34,-212 44,-212 36,-268 0,-272"), ink)
        sheet.box(-92, -254, -34, -222, ink, 3)
        with sheet.at(10, -244, turn=boom):
            _jib(sheet, ink)


def _jib(sheet: Sheet, ink: str) -> None:
    sheet.line([(0, 0), (236, -118)], ink, 7)
    sheet.line([(0, -26), (236, -124)], ink, 5)
    for step in range(10):
        x = step * 23.0
        sheet.line([(x, -x / 2), (x + 12, -26 - (x + 12) * 0.415)], ink, 3)
    sheet.line([(-10, -20), (-22, -110)], ink, 8)
    sheet.line([(-22, -108), (236, -122)], ink, 3)
    sheet.line([(-22, -108), (-70, -20)], ink, 3)
    sheet.line([(234, -120), (234, 20)], ink, 2.5)
    sheet.shape([(228, 20), (240, 20), (244, 36), (224, 36)], ink)


def lamp_post(sheet: Sheet, x: float, y: float, tall: float, ink: str, light: str = "", *, arm: float = 0) -> None:
    """A street lamp; with an arm the lantern hangs to the side."""
    sheet.limb([(x, y), (x, y - tall)], ink, tall * 0.03, tall * 0.016)
    sheet.box(x - tall * 0.025, y - tall * 0.08, x + tall * 0.025, y, ink, 3)
    head = (x + arm, y - tall * (0.98 if arm else 1.04))
    if arm:
        sheet.line(
            curve((x, y - tall * 0.9), (x + arm * 0.3, y - tall * 1.05), (head[0], head[1] - tall * 0.04), steps=6), ink, tall * 0.014
        )
    size = tall * 0.035
    sheet.shape(
        [
            (head[0] - size, head[1] - size),
            (head[0] + size, head[1] - size),
            (head[0] + size * 0.7, head[1] + size * 1.2),
            (head[0] - size * 0.7, head[1] + size * 1.2),
        ],
        light or lift(ink, 0.4),
    )
    sheet.shape([(head[0] - size * 1.3, head[1] - size), (head[0], head[1] - size * 2.2), (head[0] + size * 1.3, head[1] - size)], ink)
    if light:
        sheet.glow(head[0], head[1], tall * 0.6, thin(light, 0.8))


@dataclass(frozen=True)
class Style:
    """What the houses of a street share; side is where the shadow falls, share how many windows are lit."""

    roof: str = "#4a4448"
    glass: str = "#2d4450"
    lit: str = ""
    share: float = 0.3
    side: int = 1


def house(sheet: Sheet, x: float, y: float, wide: float, tall: float, wall: str, style: Style, *, seed: int) -> None:
    """A gabled town house with its door on the ground."""
    chance = random.Random(seed)
    gable = wide * chance.uniform(0.34, 0.6)
    eaves, ridge = y - tall, y - tall - gable
    sheet.fade([(x, y), (x, eaves), (x + wide / 2, ridge), (x + wide, eaves), (x + wide, y)], lift(wall, 0.12), dim(wall, 0.18))
    edge, inner = (x + wide, x + wide * 0.92) if style.side > 0 else (x, x + wide * 0.08)
    sheet.shape([(edge, y), (edge, eaves), (inner, eaves - gable * 0.15), (inner, y)], thin("#141826", 0.18))
    low = eaves + gable * 0.06
    sheet.line([(x - wide * 0.05, low), (x + wide / 2, ridge), (x + wide * 1.05, low)], style.roof, wide * 0.05)
    floors = max(1, round(tall / (wide * 0.55)))
    for floor in range(floors):
        top = eaves + (floor + 0.16) * tall / floors
        for place in (0.2, 0.6) if floor < floors - 1 or floors == 1 else (0.6,):
            light = bool(style.lit) and chance.random() < style.share
            pane(sheet, x + wide * place, top, wide * 0.22, tall / floors * 0.6, style.lit if light else style.glass, lift(wall, 0.55))
    sheet.box(x + wide * 0.2, y - tall / floors * 0.72, x + wide * 0.42, y, dim(style.roof, 0.2))
    attic, light = eaves - gable * 0.24, bool(style.lit) and chance.random() < style.share
    sheet.box(x + wide * 0.42, attic, x + wide * 0.58, attic + wide * 0.15, style.lit if light else style.glass)


def street(
    sheet: Sheet,
    place: Point,
    step: float,
    wide: float,
    talls: tuple[int, int, int],
    walls: Sequence[str],
    style: Style,
    *,
    count: int,
    seed: int,
) -> None:
    """Houses side by side; talls are the least height, the change from one to the next, and where that begins again."""
    for number in range(count):
        tall = talls[0] + number * talls[1] % talls[2]
        house(sheet, place[0] + number * step, place[1], wide, tall, walls[number % len(walls)], style, seed=seed + number)


def pane(sheet: Sheet, x: float, y: float, wide: float, tall: float, glass: str, frame: str) -> None:
    edge = max(0.8, wide * 0.1)
    sheet.box(x - edge, y - edge, x + wide + edge, y + tall + edge * 1.6, frame)
    sheet.fade([(x, y), (x + wide, y), (x + wide, y + tall), (x, y + tall)], lift(glass, 0.16), dim(glass, 0.12))
    sheet.line([(x + wide / 2, y), (x + wide / 2, y + tall)], frame, edge * 0.7)
    sheet.line([(x, y + tall * 0.45), (x + wide, y + tall * 0.45)], frame, edge * 0.7)


def town(sheet: Sheet, y: float, ink: str, *, seed: int, size: float = 1, lit: str = "", ends: tuple[float, float] = (0, 1)) -> None:
    """A far line of roofs, with a spire here and there."""
    chance = random.Random(seed)
    x, stop = sheet.size[0] * ends[0], sheet.size[0] * ends[1]
    while x < stop:
        wide, tall = chance.uniform(20, 54) * size, chance.uniform(18, 62) * size
        tone = mix(ink, lift(ink, 0.2), chance.random())
        sheet.box(x, y - tall, x + wide + 1, y, tone)
        kind = chance.random()
        if kind < 0.45:
            sheet.shape([(x - 2, y - tall), (x + wide / 2, y - tall - wide * 0.42), (x + wide + 2, y - tall)], dim(tone, 0.14))
        elif kind < 0.52:
            sheet.shape([(x + wide * 0.3, y - tall), (x + wide * 0.5, y - tall - wide * 1.7), (x + wide * 0.7, y - tall)], tone)
        elif kind < 0.7:
            sheet.box(x + wide * 0.6, y - tall - 12 * size, x + wide * 0.78, y - tall, tone)
        for _ in range(int(wide * tall / (420 * size * size)) if lit else 0):
            px, py = chance.uniform(x + 3, x + wide - 5), chance.uniform(y - tall + 5, y - 4)
            sheet.box(px, py, px + 3.4 * size, py + 4.6 * size, thin(lit, chance.uniform(0.5, 1)))
        x += wide + chance.uniform(-3, 5) * size


def light_house(sheet: Sheet, x: float, y: float, tall: float, paint: str, band: str, dark: str, lamp: str) -> None:
    """Skarn light; y is its foot."""

    def half(share: float) -> float:
        return tall * (0.115 - 0.045 * share)

    for step in range(5):
        low, high = step * 0.16, (step + 1) * 0.16
        ring = [
            (x - half(low), y - tall * low),
            (x - half(high), y - tall * high),
            (x + half(high), y - tall * high),
            (x + half(low), y - tall * low),
        ]
        ink = band if step % 2 else paint
        sheet.fade(ring, dim(ink, 0.5), ink, lift(ink, 0.3), start=(x - half(low), y), end=(x + half(low), y))
    sheet.box(x - tall * 0.1, y - tall * 0.82, x + tall * 0.1, y - tall * 0.79, dark, 2)
    sheet.box(x - tall * 0.05, y - tall * 0.92, x + tall * 0.05, y - tall * 0.81, lamp)
    for at in (-0.05, -0.017, 0.017, 0.05):
        sheet.line([(x + tall * at, y - tall * 0.92), (x + tall * at, y - tall * 0.81)], dark, tall * 0.01)
    sheet.shape(oval(x, y - tall * 0.92, tall * 0.068, tall * 0.06, 0, 180, 360), dark)
    sheet.line([(x, y - tall * 0.97), (x, y - tall * 1.03)], dark, tall * 0.012)


def beam(sheet: Sheet, x: float, y: float, angle: float, wide: float, ink: str, reach: float = 2200) -> None:
    """A shaft of light that spreads and dies away."""
    low, high = math.radians(angle - wide), math.radians(angle + wide)
    far: list[Point] = [(x + reach * math.cos(low), y + reach * math.sin(low)), (x + reach * math.cos(high), y + reach * math.sin(high))]
    middle = math.radians(angle)
    sheet.fade(
        [(x, y), *far], ink, thin(ink, 0), start=(x, y), end=(x + reach * 0.7 * math.cos(middle), y + reach * 0.7 * math.sin(middle))
    )
