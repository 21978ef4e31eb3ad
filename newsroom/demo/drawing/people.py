"""People of the town, a hundred units tall, drawn with their feet on the point they stand on."""

import random
from dataclasses import dataclass, replace

from .sheet import Point, Sheet, curve, dim, lift, mix, oval, thin, trace

SKINS = ("#f0c9a8", "#e2b08a", "#c98f68", "#9c6a4a", "#6f4632", "#f3d3b8")
HAIRS = ("#2a1d1a", "#4a2f22", "#7a5334", "#b98a4e", "#8d8a86", "#d8d2c6", "#6b2f22")


@dataclass(frozen=True)
class Look:
    coat: str = "#2f4a5c"
    legs: str = "#23262e"
    skin: str = "#e2b08a"
    hair: str = "#3a2822"
    hat: str = ""  # cap, brim, wool, hood
    hem: float = 38  # how far above the ground the coat ends
    wide: float = 1


def crowd(seed: int, coats: tuple[str, ...], count: int) -> list[Look]:
    chance = random.Random(seed)
    return [
        Look(
            chance.choice(coats),
            chance.choice(("#23262e", "#2c3038", "#3a332f")),
            chance.choice(SKINS),
            chance.choice(HAIRS),
            chance.choice(("", "", "", "cap", "wool")),
            chance.choice((30, 38, 44)),
            chance.uniform(0.9, 1.12),
        )
        for _ in range(count)
    ]


def dark(look: Look, ink: str, share: float = 0.85) -> Look:
    """The same person against the light."""
    return replace(
        look,
        coat=mix(look.coat, ink, share),
        legs=mix(look.legs, ink, share),
        skin=mix(look.skin, ink, share),
        hair=mix(look.hair, ink, share),
    )


def person(
    sheet: Sheet,
    x: float,
    y: float,
    tall: float,
    look: Look,
    *,
    face: int = 1,
    walk: float = 0,
    arms: tuple[Point, Point] = ((7, 44), (-7, 44)),
    lean: float = 0,
    lit: float = 1,
) -> None:
    """Face is -1 (left), 0 (away) or 1 (right); arms are the places of the hands; lit is the side of the light."""
    with sheet.at(x, y, tall / 100, lean, flip=face < 0):
        _legs(sheet, look, walk)
        _arm(sheet, look, -1, arms[1])
        _body(sheet, look, lit * (-1 if face < 0 else 1))
        _arm(sheet, look, 1, arms[0])
        _head(sheet, look, away=face == 0)


def _legs(sheet: Sheet, look: Look, walk: float) -> None:
    for side in (-1, 1):
        step = side * walk * 12
        foot = (side * 4 + step, -3 - (2 if side < 0 and walk else 0))
        sheet.limb([(side * 4, -46), (side * 4.4 + step * 0.45 + abs(step) * 0.15, -24), foot], look.legs, 9.5, 6)
        sheet.limb([foot, (foot[0] + 5, foot[1] + 1)], dim(look.legs, 0.5), 5.5, 4)


def _body(sheet: Sheet, look: Look, lit: float) -> None:
    wide, hem = look.wide, -look.hem
    flare = 13 + (44 - look.hem) * 0.12
    outline = curve(
        (-4, -85),
        (-12 * wide, -81),
        (-12.5 * wide, -62),
        (-flare * wide, hem),
        (0, hem + 2),
        (flare * wide, hem),
        (12.5 * wide, -62),
        (12 * wide, -81),
        (4, -85),
        closed=True,
        steps=6,
    )
    sheet.shape(outline, look.coat)
    sheet.fade(
        outline,
        thin(dim(look.coat, 0.5), 0.85),
        thin(look.coat, 0),
        thin(lift(look.coat, 0.35), 0.6),
        start=(-14 * lit, -60),
        end=(14 * lit, -60),
    )


def _arm(sheet: Sheet, look: Look, side: int, hand: Point) -> None:
    x, y = hand[0], -hand[1]
    shoulder = (side * 10.0 * look.wide, -78.0)
    elbow = ((shoulder[0] + x) / 2 + side * 4, (shoulder[1] + y) / 2 + 3)
    ink = look.coat if side > 0 else dim(look.coat, 0.3)
    path = curve(shoulder, elbow, (x, y), steps=6)
    sheet.limb(path[-3:], look.skin, 4.6, 5.2)
    sheet.limb(path[:-2], dim(ink, 0.12), 8.5, 6)


def _head(sheet: Sheet, look: Look, *, away: bool) -> None:
    sheet.box(-3, -90, 3, -82, dim(look.skin, 0.2), 2)
    if away:
        sheet.disc(0, -93, 6.6, look.hair, 1.15)
    else:
        sheet.disc(0.8, -92.5, 6.2, look.skin, 1.18)
        sheet.disc(6.6, -91.5, 1.3, look.skin)
        if sheet.zoom() > 4.4:  # near enough for a face
            sheet.disc(3.9, -93.2, 0.75, "#2a2020", 1.3)
            sheet.line([(2.6, -95.2), (5.2, -95.4)], dim(look.hair, 0.2), 0.7)
            sheet.line(curve((3.2, -88.4), (4.6, -88), (5.8, -88.8), steps=3), "#8d4a40", 0.7)
            sheet.disc(2.2, -90.2, 1.5, "#d8705a50")
        sheet.shape(curve(*trace("-6.8,-88 -7,-97 -1,-101.5 6,-99 6.4,-95.5 0,-96 -2.5,-92 -4,-87"), closed=True, steps=5), look.hair)
    _hat(sheet, look)


def _hat(sheet: Sheet, look: Look) -> None:
    if look.hat == "cap":
        sheet.shape(oval(0, -96, 7.4, 6, 0, 180, 360), dim(look.coat, 0.35))
        sheet.limb([(0, -96), (9.5, -95)], dim(look.coat, 0.5), 2.6, 1.6)
    elif look.hat == "brim":
        sheet.disc(0, -97, 12, dim(look.coat, 0.4), 0.2)
        sheet.box(-6.4, -105, 6.4, -96, dim(look.coat, 0.3), 3)
    elif look.hat == "wool":
        sheet.shape(oval(0, -95, 7.4, 8, 0, 180, 360), "#b8452f")
        sheet.box(-7.4, -97, 7.4, -94, "#d8674c", 1)
    elif look.hat == "hood":
        sheet.shape(curve(*trace("-7,-84 -8.5,-95 -2,-103 6,-101 7,-96 2,-98 -1,-93 1,-85"), closed=True, steps=5), lift(look.coat, 0.12))


def shadow(sheet: Sheet, x: float, y: float, length: float, slant: float, ink: str, wide: float = 12) -> None:
    """What a person throws on the ground; slant is how far it runs sideways."""
    sheet.soft([(x - wide, y), (x + wide, y), (x + slant + wide * 0.8, y + length), (x + slant - wide * 0.8, y + length)], ink, 3)


def heads(sheet: Sheet, y: float, size: float, ink: str, *, seed: int, gap: float = 2.6, rim: str = "") -> None:
    """A row of the backs of heads across the sheet."""
    chance = random.Random(seed)
    x = -size * chance.random()
    while x < sheet.size[0] + size:
        lift_by, wide = chance.uniform(-0.2, 0.2) * size, size * chance.uniform(0.88, 1.1)
        shoulders = curve(
            (x - wide * 1.7, y + size * 2.6),
            (x - wide * 1.35, y + size * 1.5 + lift_by),
            (x - wide * 0.4, y + size * 0.95 + lift_by),
            (x + wide * 0.4, y + size * 0.95 + lift_by),
            (x + wide * 1.35, y + size * 1.5 + lift_by),
            (x + wide * 1.7, y + size * 2.6),
        )
        if rim:
            sheet.disc(x, y + lift_by - size * 0.05, wide * 0.8, rim, 1.2)
            sheet.line(shoulders, rim, size * 0.07)
        sheet.shape(shoulders, ink)
        sheet.disc(x, y + lift_by, wide * 0.78, ink, 1.2)
        sheet.box(x - wide * 0.4, y + lift_by, x + wide * 0.4, y + size * 1.3 + lift_by, ink)
        if chance.random() < 0.25:
            sheet.disc(x, y - size * 1.02 + lift_by, wide * 0.34, ink)
        x += size * gap * chance.uniform(0.92, 1.12)
