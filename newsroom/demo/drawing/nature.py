"""Sky, water, land, weather and birds."""

import math
import random
from collections.abc import Sequence
from itertools import pairwise

from .sheet import Point, Sheet, curve, dim, lift, mix, oval, thin, trace


def lens(x: float, y: float, wide: float, tall: float) -> list[Point]:
    """A stroke of the brush: pointed at both ends."""
    return curve(
        (x - wide, y),
        (x - wide * 0.3, y - tall),
        (x + wide * 0.3, y - tall * 0.8),
        (x + wide, y),
        (x + wide * 0.2, y + tall),
        (x - wide * 0.4, y + tall * 0.7),
        closed=True,
        steps=4,
    )


def water(
    sheet: Sheet, top: float, bottom: float, inks: Sequence[str], *, seed: int, count: int = 260, cover: float = 0.55, size: float = 1
) -> None:
    """Strokes that grow towards the viewer."""
    chance = random.Random(seed)
    for _ in range(count):
        near = chance.random() ** 1.5
        y = top + (bottom - top) * near
        wide = (10 + 120 * near) * chance.uniform(0.4, 1.3) * size
        ink = thin(chance.choice(inks), cover * chance.uniform(0.4, 1))
        sheet.shape(lens(chance.uniform(-40, sheet.size[0] + 40), y, wide, (0.8 + 5 * near) * size), ink)


def glitter(
    sheet: Sheet,
    x: float,
    top: float,
    bottom: float,
    ink: str,
    *,
    seed: int,
    begin: float = 30,
    end: float = 240,
    count: int = 150,
    size: float = 1,
) -> None:
    """The road of a light on the water."""
    chance = random.Random(seed)
    for _ in range(count):
        near = chance.random()
        spread = begin + (end - begin) * near
        wide = (7 + 42 * near) * chance.uniform(0.4, 1.2) * size
        sheet.shape(
            lens(x + chance.gauss(0, 0.4) * spread, top + (bottom - top) * near, wide, (0.9 + 3.6 * near) * size),
            thin(ink, chance.uniform(0.35, 0.95)),
        )


def ridge(sheet: Sheet, y: float, rough: float, ink: str, *, seed: int, foot: float = 0, mist: str = "") -> None:
    """Hills along the whole sheet; mist lies at their foot."""
    chance = random.Random(seed)
    heights, jump = [chance.uniform(-1, 1) for _ in range(5)], 0.6
    for _ in range(5):
        middles = [(a + b) / 2 + chance.uniform(-jump, jump) * 0.6 for a, b in pairwise(heights)]
        heights = [value for pair in zip(heights, [*middles, 0], strict=True) for value in pair][:-1]
        jump *= 0.5
    wide, last, foot = sheet.size[0], len(heights) - 1, foot or y + rough * 2.5
    line = [(step * wide / last, y - rough * value) for step, value in enumerate(heights)]
    outline = [*line, (wide, foot), (0, foot)]
    if mist:
        sheet.fade(outline, ink, mist)
    else:
        sheet.shape(outline, ink)


def cloud(sheet: Sheet, x: float, y: float, wide: float, light: str, shade: str, *, seed: int, tall: float = 0.34) -> None:
    """A heap of cloud with a flat foot, light above."""
    chance = random.Random(seed)
    for layer in range(2):
        ink = mix(shade, light, 0.35 + 0.65 * layer)
        for _ in range(9):
            along = chance.uniform(-0.8, 0.8)
            high = wide * tall * (1 - along * along) * chance.uniform(0.5, 1)
            size = high * chance.uniform(0.5, 0.7) + wide * 0.05
            puff = [(px, min(py, y)) for px, py in oval(x + along * wide + layer * 6, y - high * 0.55 - layer * 4, size, size * 0.8)]
            sheet.fade(puff, ink, thin(mix(ink, shade, 0.8), 0.9), start=(x, y - wide * tall), end=(x, y))
    sheet.soft(lens(x, y, wide * 1.05, wide * 0.03), thin(shade, 0.8), 6)


def veils(sheet: Sheet, top: float, bottom: float, ink: str, *, seed: int, count: int = 8, cover: float = 0.3) -> None:
    """Long thin clouds."""
    chance = random.Random(seed)
    for _ in range(count):
        y, wide = chance.uniform(top, bottom), chance.uniform(0.12, 0.4) * sheet.size[0]
        sheet.soft(lens(chance.uniform(0, sheet.size[0]), y, wide, chance.uniform(4, 14)), thin(ink, cover * chance.uniform(0.5, 1)), 5)


def mist(sheet: Sheet, top: float, bottom: float, ink: str, cover: float = 0.8, *, sink: bool = False) -> None:
    """A bank that is thickest in the middle, or, sinking, at its foot."""
    inks = (thin(ink, 0), thin(ink, cover)) if sink else (thin(ink, 0), thin(ink, cover), thin(ink, 0))
    sheet.fade(sheet.across(top, bottom), *inks)


def stars(sheet: Sheet, bottom: float, *, seed: int, count: int = 160, ink: str = "#e9f1ff") -> None:
    chance = random.Random(seed)
    for _ in range(count):
        y = bottom * chance.random()
        sheet.disc(
            chance.uniform(0, sheet.size[0]), y, chance.uniform(0.7, 2.2), thin(ink, chance.uniform(0.3, 1) * (1 - 0.7 * y / bottom))
        )


def rain(sheet: Sheet, ink: str, *, seed: int, count: int = 420, slant: float = -0.22, long: float = 46) -> None:
    chance = random.Random(seed)
    for _ in range(count):
        x, y, near = chance.uniform(-100, sheet.size[0] + 100), chance.uniform(-60, sheet.size[1]), chance.random() ** 2
        fall = long * (0.4 + near)
        sheet.line([(x, y), (x + slant * fall, y + fall)], thin(ink, 0.12 + 0.4 * near), 1 + 1.6 * near)


def gull(sheet: Sheet, x: float, y: float, size: float, ink: str, turn: float = 0) -> None:
    """A bird far off, on spread wings."""
    with sheet.at(x, y, size, turn):
        sheet.shape(curve(*trace("-30,-7 -18,-13 -6,-4 0,-2 7,-5 20,-14 32,-8 20,-10 8,1 0,4 -7,2 -18,-9"), closed=True, steps=4), ink)


def gulls(sheet: Sheet, x: float, y: float, spread: float, ink: str, *, seed: int, count: int = 6, size: float = 0.8) -> None:
    chance = random.Random(seed)
    for _ in range(count):
        gull(
            sheet,
            x + chance.gauss(0, spread),
            y + chance.gauss(0, spread * 0.35),
            size * chance.uniform(0.5, 1.2),
            ink,
            chance.uniform(-24, 24),
        )


def tree(
    sheet: Sheet, x: float, y: float, tall: float, inks: tuple[str, str], *, seed: int, bark: str = "#4a3a30", lit: float = -1
) -> None:
    """A trunk, boughs, and a crown of two inks, lit from one side."""
    chance = random.Random(seed)
    for bough in range(5):
        angle = math.radians(-150 + bough * 30 + chance.uniform(-8, 8))
        fork = (x, y - tall * 0.38)
        tip = (x + math.cos(angle) * tall * 0.32, y - tall * 0.45 + math.sin(angle) * tall * 0.38)
        sheet.limb(curve((x, y), fork, tip, steps=6), bark, tall * 0.06, tall * 0.012)
    for layer in range(2):
        for _ in range(34):
            angle, far = chance.uniform(0, math.tau), chance.random() ** 0.6
            cx, cy = x + math.cos(angle) * far * tall * 0.36, y - tall * 0.72 + math.sin(angle) * far * tall * 0.27
            cx, cy = cx + layer * lit * tall * 0.06, cy - layer * tall * 0.05
            sheet.disc(cx, cy, tall * chance.uniform(0.04, 0.09), mix(inks[layer], inks[1 - layer], chance.uniform(0, 0.35)), 0.8)


def grass(
    sheet: Sheet,
    y: float,
    tall: float,
    inks: Sequence[str],
    *,
    seed: int,
    count: int = 200,
    wind: float = 0.3,
    ends: tuple[float, float] = (0, 1),
) -> None:
    """Blades that rise from the lower edge, or from a line."""
    chance = random.Random(seed)
    for _ in range(count):
        x = sheet.size[0] * chance.uniform(*ends)
        high, bend = tall * chance.uniform(0.4, 1), tall * (wind + chance.uniform(-0.25, 0.25))
        blade = curve(
            (x - 3, y), (x + bend * 0.25, y - high * 0.55), (x + bend, y - high), (x + bend * 0.3 + 4, y - high * 0.5), (x + 4, y), steps=4
        )
        sheet.shape(blade, chance.choice(inks))


def stones(sheet: Sheet, outline: Sequence[Point], ink: str, *, seed: int, size: tuple[float, float]) -> None:
    """Courses of stone over a wall."""
    chance = random.Random(seed)
    xs, ys = [x for x, _ in outline], [y for _, y in outline]
    with sheet.within(outline):
        y, row = min(ys), 0
        while y < max(ys):
            x = min(xs) - (row % 2) * size[0] / 2
            while x < max(xs):
                wide = size[0] * chance.uniform(0.8, 1.15)
                tone = chance.choice((dim(ink, 0.08), ink, lift(ink, 0.08), mix(ink, "#7a6a5a", 0.15)))
                sheet.box(x + 1.5, y + 1.5, x + wide - 1.5, y + size[1] - 1.5, tone, 3)
                x += wide
            y, row = y + size[1], row + 1


def sun(sheet: Sheet, x: float, y: float, radius: float, ink: str, halo: str) -> None:
    sheet.glow(x, y, radius * 6, thin(halo, 0.75))
    sheet.disc(x, y, radius, ink)
    sheet.glow(x, y, radius * 2.2, thin(halo, 0.8))
