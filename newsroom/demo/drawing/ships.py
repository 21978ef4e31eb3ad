"""Larger working vessels, and the sea they work in."""

import math
import random
from collections.abc import Sequence

from .nature import lens
from .sheet import Point, Sheet, curve, dim, lift, mix, oval, thin, trace


def swell(sheet: Sheet, y: float, high: float, long: float, phase: float, inks: tuple[str, str, str], *, seed: int) -> None:
    """A row of steep seas across the sheet: foam, crest and trough."""
    chance = random.Random(seed)
    foam, crest, trough = inks

    def height(x: float) -> float:
        back = abs(math.sin(math.pi * (x + phase) / long))
        return y - high * float((1 - back) ** 1.25) - 0.1 * high * math.sin(x * 0.013 + seed)

    line = [(x, height(x)) for x in range(-10, sheet.size[0] + 20, 8)]
    sheet.fade([*line, (sheet.size[0] + 20, y + high * 2.6), (-10, y + high * 2.6)], crest, trough, dim(trough, 0.3))
    for _ in range(int(high * 0.9)):
        x = chance.uniform(0, sheet.size[0])
        down = chance.random() ** 1.4 * high * 1.1
        slope = height(x + 20) - height(x - 20)
        with sheet.at(x, height(x) + 6 + down, turn=math.degrees(math.atan2(slope * (1 - down / high / 1.2), 40))):
            sheet.shape(
                lens(0, 0, chance.uniform(0.1, 0.42) * high, chance.uniform(1.2, 3.6)),
                thin(foam, chance.uniform(0.2, 0.75) * (1 - down / high / 1.3)),
            )
    for peak in range(-1, int(sheet.size[0] / long) + 2):
        x = peak * long - phase
        cap = [(x + step * high * 0.1, height(x + step * high * 0.1) - 3) for step in range(-6, 9)]
        under = [(px + chance.uniform(-6, 6), py + (14 - abs(step - 6)) * chance.uniform(0.4, 2.4)) for step, (px, py) in enumerate(cap)]
        sheet.shape([*cap, *reversed(under)], foam)


def spray(sheet: Sheet, x: float, y: float, spread: float, rise: float, ink: str, *, seed: int, count: int = 160) -> None:
    chance = random.Random(seed)
    for _ in range(count):
        high = chance.random() ** 1.6
        sheet.disc(
            x + chance.gauss(0, 0.4) * spread * (0.3 + high),
            y - high * rise,
            chance.uniform(1.2, 7) * (1.2 - high),
            thin(ink, chance.uniform(0.4, 0.95)),
        )


def trawler(sheet: Sheet, x: float, y: float, scale: float, turn: float, paint: str, house: str, glass: str) -> None:
    """From the side, bow to the right."""
    with sheet.at(x, y, scale, turn):
        _gear(sheet, dim(paint, 0.65))
        hull = curve(*trace("-250,-96 -246,-20 -220,40 170,40 232,-40 290,-152 190,-104 60,-74 -120,-70 -250,-96"), steps=6)
        sheet.fade(hull, lift(paint, 0.2), paint, dim(paint, 0.5), start=(0, -110), end=(0, 40))
        with sheet.within(hull):
            sheet.box(-260, 6, 300, 60, "#7d2f2a")
            sheet.box(-260, 0, 300, 7, "#e8e0d0")
            for stain in range(7):
                at = -200 + stain * 66 + stain * stain % 5 * 7
                foot = -24 + stain % 3 * 12
                sheet.fade([(at - 4, -70), (at + 4, -70), (at + 1, foot), (at - 1, foot)], "#8a4a2ac0", "#8a4a2a10")
        sheet.line(curve(*trace("-250,-96 -120,-70 60,-74 190,-104 290,-152"), steps=6), lift(paint, 0.55), 6)
        sheet.fade([(40, -74), (48, -196), (148, -196), (168, -90)], lift(house, 0.3), house, dim(house, 0.4), start=(160, 0), end=(40, 0))
        sheet.box(36, -206, 160, -194, dim(house, 0.55), 3)
        sheet.shape([(60, -182), (146, -182), (152, -152), (60, -152)], glass)
        for bar in (88, 118):
            sheet.line([(bar, -182), (bar + 1, -152)], house, 5)
        sheet.box(62, -128, 84, -82, dim(house, 0.5), 10)
        sheet.disc(124, -112, 13, "#d8632e")
        sheet.disc(124, -112, 7, dim(house, 0.2))


def _gear(sheet: Sheet, ink: str) -> None:
    """Masts, gallows and stays."""
    sheet.line([(96, -200), (96, -330)], ink, 8)
    sheet.line([(70, -286), (122, -286)], ink, 5)
    for x in (-214, -150):
        sheet.line([(x, -80), (x + 8, -214)], ink, 9)
    sheet.line([(-220, -210), (-132, -210)], ink, 9)
    sheet.line([(96, -326), (-176, -214)], ink, 2.5)
    sheet.line([(96, -326), (284, -150)], ink, 2.5)
    sheet.line([(-30, -80), (-30, -250)], ink, 7)
    sheet.line([(-30, -240), (-180, -150)], ink, 5)
    sheet.disc(-70, -92, 30, ink)


def bow(sheet: Sheet, x: float, y: float, wide: float, tall: float, paint: str, foot: str, light: int = 1) -> None:
    """A great ship from straight ahead, seen from the water."""

    def half(share: float) -> float:
        return wide * (0.03 + 0.47 * float(share**0.62))

    rows = [step / 24 for step in range(25)]
    left, right = [(x - half(row), y - tall * row) for row in rows], [(x + half(row), y - tall * row) for row in rows]
    sheet.fade(
        [*left, *[(x, py) for _, py in reversed(left)]],
        lift(paint, 0.16),
        paint,
        dim(paint, 0.4),
        start=(x - wide * 0.5 * light, y),
        end=(x, y),
    )
    sheet.fade(
        [*right, *[(x, py) for _, py in reversed(right)]], dim(paint, 0.55), dim(paint, 0.72), start=(x, y), end=(x + wide * 0.5 * light, y)
    )
    for side, ink in ((left, foot), (right, dim(foot, 0.5))):
        sheet.shape([*side[:6], (x, side[5][1] + 4), (x, y)], ink)
    for flip in (-1, 1):
        sheet.shape(oval(x + flip * wide * 0.2, y - tall * 0.7, wide * 0.022, tall * 0.04), dim(paint, 0.8))
        hook = [(x + flip * wide * 0.19, y - tall * 0.68), (x + flip * wide * 0.17, y - tall * 0.56)]
        sheet.line(hook, dim(paint, 0.85), wide * 0.012)
        sheet.line(oval(hook[1][0], hook[1][1] - tall * 0.02, wide * 0.03, tall * 0.03, 0, 10, 170), dim(paint, 0.85), wide * 0.01)
    sheet.line([(x - half(1), y - tall), (x, y - tall * 1.03), (x + half(1), y - tall)], lift(paint, 0.5), wide * 0.012)


def containers(
    sheet: Sheet, x: float, y: float, wide: float, tall: float, columns: int, heights: Sequence[int], inks: Sequence[str], *, seed: int
) -> None:
    """Stacks as seen from ahead; y is their foot."""
    chance = random.Random(seed)
    for column in range(columns):
        for row in range(heights[column % len(heights)]):
            left, top = x + column * wide, y - (row + 1) * tall
            ink = mix(chance.choice(inks), "#1c2230", 0.34 * column / columns)
            sheet.box(left + 1.5, top + 1.5, left + wide - 1.5, top + tall - 1.5, ink)
            for bar in range(5):
                at = left + wide * (0.14 + bar * 0.18)
                sheet.line([(at, top + 6), (at, top + tall - 6)], dim(ink, 0.22), 2.4)
            sheet.line([(left + 2, top + 3), (left + wide - 2, top + 3)], lift(ink, 0.35), 3)


def mesh(sheet: Sheet, outline: Sequence[Point], ink: str, gap: float, width: float = 1.4, lean: float = 1) -> None:
    """Netting inside an outline."""
    xs, ys = [x for x, _ in outline], [y for _, y in outline]
    low, high, left, right = min(ys), max(ys), min(xs), max(xs)
    run = (high - low) * lean
    with sheet.within(outline):
        at = left - run
        while at < right + run:
            sheet.line([(at, low), (at + run, high)], ink, width)
            sheet.line([(at, low), (at - run, high)], ink, width)
            at += gap
