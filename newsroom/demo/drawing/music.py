"""The organ and the choir."""

import random
from collections.abc import Callable

from .nature import mist
from .people import HAIRS, SKINS
from .sheet import Point, Sheet, curve, dim, lift, mix, oval, rounded, thin, trace


def organ() -> Sheet:
    sheet = Sheet("#0e0a10", "#1e1418", "#2c1c18")
    sheet.glow(760, 640, 800, "#ffb86060")
    chance = random.Random(6)
    for row in range(5):
        near = row / 4
        count = 26 - row * 4
        for number in range(count):
            x = (number + 0.5 + chance.uniform(-0.12, 0.12)) * 1640 / count - 20
            away = abs(x - 780) / 800
            if row > 1 and away < 0.1 + row * 0.1:
                continue
            wide = 20 + row * 13 + away * 16
            foot = 700 + row * 84
            tall = (280 + row * 150) * (0.7 + 0.7 * away + chance.uniform(-0.1, 0.1))
            _pipe(sheet, x, foot, wide, tall, 1.05 - away * 0.85 - near * 0.06, 1 if x < 780 else -1, wood=(number + row) % 7 == 3)
        mist(sheet, 300, 900, "#3a2218", 0.24 - near * 0.05)
    _tuner(sheet)
    for x, wide in ((60, 150), (1530, 170)):
        _pipe(sheet, x, 1180, wide, 1300, 0.2, 1 if x < 780 else -1, wood=False)
    sheet.glow(842, 556, 420, "#ffd89080")
    return sheet


def _pipe(sheet: Sheet, x: float, foot: float, wide: float, tall: float, light: float, lit: int, *, wood: bool) -> None:
    """Its brightness falls off with the distance from the tuner's lamp; lit is the side of the lamp."""
    light = min(1, max(0.14, light))
    inks = ("#6a3a1c", "#e09a58", "#8a5430", "#2a1810") if wood else ("#6a4a34", "#fff2c4", "#e0b46c", "#7a5438", "#2a1c1c")
    toned = [mix("#140e12", ink, light) for ink in inks]
    half, mouth = wide / 2, foot - wide * 1.9
    start, end = (x + half * lit, 0.0), (x - half * lit, 0.0)
    sheet.fade(rounded(x - half, foot - tall, x + half, mouth), *toned, start=start, end=end)
    sheet.disc(x, foot - tall, half, toned[2], 0.16)
    sheet.disc(x, foot - tall, half * 0.82, mix("#140e12", inks[0], light * 0.4), 0.14)
    sheet.fade([(x - half, mouth), (x + half, mouth), (x + half * 0.25, foot), (x - half * 0.25, foot)], *toned, start=start, end=end)
    lip = [(x - half * 0.62, mouth), (x - half * 0.4, mouth - wide * 0.5), (x + half * 0.4, mouth - wide * 0.5), (x + half * 0.62, mouth)]
    sheet.shape(lip, mix("#140e12", inks[1], light * 0.72))
    sheet.box(x - half * 0.62, mouth - wide * 0.02, x + half * 0.62, mouth + wide * 0.1, "#0a0608")


def _tuner(sheet: Sheet) -> None:
    """Crouches on the walkway between the ranks, a lamp beside her, a cone in her hand."""
    sheet.fade([(430, 1067), (1130, 1067), (930, 800), (640, 800)], "#8a5c38", "#3a2418", start=(0, 800), end=(0, 1067))
    for y, left, right in ((850, 604, 966), (920, 552, 1018), (1000, 488, 1080)):
        sheet.line([(left, y), (right, y)], "#24140e", 4)
    sheet.soft(oval(740, 946, 150, 26), "#0c0608c0", 8)
    sheet.limb(curve((700, 830), (796, 800), (800, 930), steps=6), "#2f3a4c", 66, 40)
    sheet.limb(curve((690, 840), (744, 880), (690, 936), steps=6), "#253040", 64, 38)
    for x in (690, 806):
        sheet.limb([(x, 938), (x + 44, 942)], "#14100f", 26, 18)
    body = curve(*trace("644,850 650,740 690,660 752,650 778,700 760,800 738,862"), steps=6)
    sheet.fade(body, "#f0a050", "#a84a30", "#4a2428", start=(790, 700), end=(640, 780))
    sheet.limb(curve((752, 690), (800, 740), (862, 690), steps=6), "#d8743c", 40, 26)
    sheet.disc(868, 684, 15, "#e8b48c")
    sheet.limb([(868, 684), (892, 640)], "#e8c878", 7, 16)
    sheet.disc(752, 606, 42, "#e8b48c", 1.14)
    sheet.disc(790, 612, 7, "#e8b48c")
    sheet.shape(curve(*trace("712,640 700,580 730,556 780,560 796,582 752,590 742,640 690,700 668,690"), closed=True, steps=6), "#3a1e18")
    sheet.disc(778, 602, 4, "#2a1818", 1.3)
    sheet.line([(766, 632), (784, 630)], "#8a4438", 3.4)
    sheet.box(892, 872, 936, 940, "#3a2a20", 6)
    sheet.box(898, 880, 930, 926, "#fff2c4", 4)
    sheet.line(oval(914, 870, 18, 24, 0, 180, 360), "#3a2a20", 5)
    sheet.glow(914, 900, 330, "#ffd080e0")


def choir() -> Sheet:
    sheet = Sheet("#141428", "#241c34", "#2c1c28")
    for x in (1160, 1430):
        arch = [(x - 90, 640), *curve((x - 90, 240), (x - 60, 110), (x, 20), (x + 60, 110), (x + 90, 240), steps=6), (x + 90, 640)]
        sheet.fade(arch, "#3a5a9a", "#6a4a8a", "#a84a5a")
        for bar in range(9):
            sheet.line([(x - 90, 130 + bar * 62), (x + 90, 130 + bar * 62)], "#141428", 5)
        for bar in (-45, 0, 45):
            sheet.line([(x + bar, 20), (x + bar, 640)], "#141428", 8)
        sheet.soft(oval(x, 360, 150, 330), "#14142860", 40)
    sheet.glow(1300, 620, 900, "#ffb86058")
    for number in range(8, -1, -1):
        away = number / 8
        size = 2.5 * (1 - away) ** 1.3 + 0.62
        x, y = 300 + 1080 * (1 - (1 - away) ** 1.7), 420 + 110 * away
        _singer(sheet, x, y, size, number + 1)
        _candle(sheet, x + 84 * size, y + 196 * size, size * 0.42)
    sheet.fade(sheet.across(840, 1067), "#0c081400", "#0c0814d0")
    return sheet


def _singer(sheet: Sheet, x: float, y: float, size: float, number: int) -> None:
    """In profile, mouth open, the candle's light on the face."""
    skin, hair = SKINS[(number * 5 + 1) % 6], HAIRS[(number * 4) % 7]
    with sheet.at(x, y, size, -7 + number % 3 * 3):
        robe = curve(*trace("-190,900 -126,170 -70,96 -26,76 26,84 66,130 96,260 130,900"), steps=6)
        sheet.fade(robe, "#3a0e1c", "#8a2430", "#c8503c", start=(-130, 0), end=(100, 0))
        sheet.fade(
            curve(*trace("-64,92 -20,62 30,70 54,112 10,128 -46,120"), closed=True, steps=5),
            "#a89aa0",
            "#fff2dc",
            start=(-60, 0),
            end=(50, 0),
        )
        face = [
            *curve(*trace("-32,90 -34,40 -52,-4 -44,-46 -6,-70 30,-54 39,-26 37,-16"), steps=6),
            *curve((37, -16), (44, -4), (55, 8), (42, 14), steps=4),
            *curve((42, 14), (43, 22), (34, 26), steps=3),
            *curve(*trace("24,32 32,42 40,46 38,62 18,66 14,92"), steps=4),
        ]
        sheet.fade(face, dim(skin, 0.72), dim(skin, 0.2), lift(skin, 0.25), start=(-50, 0), end=(54, 0))
        sheet.shape(curve((34, 25), (18, 30), (24, 36), steps=4), "#5a1c24")
        sheet.line(curve((22, -10), (30, -6), (36, -10), steps=4), dim(skin, 0.8), 3)
        sheet.line(curve((20, -24), (32, -28), (39, -22), steps=4), dim(hair, 0.3), 4)
        sheet.shape(oval(-8, 8, 9, 13), dim(skin, 0.35))
        _singer_hair(sheet, hair, 80 if number % 3 == 1 else 0, bun=number % 5 == 2)
        if number % 4 == 0:
            sheet.line(oval(30, -6, 13, 13), "#2a1c20", 3)
            sheet.line([(18, -8), (-6, -4)], "#2a1c20", 3)


def _singer_hair(sheet: Sheet, ink: str, long: float, *, bun: bool) -> None:
    nape: list[Point] = [(-24, 20 + long * 0.88), (-66, 10 + long * 1.12)]
    crown = curve(*trace("34,-44 10,-58 -12,-22 -10,-4"), *nape, *trace("-60,-40 -24,-82 18,-78"), closed=True, steps=6)
    sheet.fade(crown, dim(ink, 0.5), lift(ink, 0.2), start=(-60, 0), end=(34, 0))
    for strand in range(4):
        line = curve((22 - strand * 14, -70), (-22 - strand * 8, -44), (-34 - strand * 7, long * 0.5), steps=5)
        sheet.line(line, thin(dim(ink, 0.5), 0.35), 2)
    if bun:
        sheet.disc(-58, -44, 24, dim(ink, 0.35))


def _candle(sheet: Sheet, x: float, y: float, size: float) -> None:
    with sheet.at(x, y, size):
        sheet.fade(rounded(-14, 0, 14, 500), "#fff6dc", "#e0b87c", "#8a5a3c")
        sheet.shape(curve(*trace("0,-66 15,-22 8,2 -8,2 -14,-20"), closed=True, steps=6), "#ffdf80")
        sheet.shape(curve((0, -40), (7, -16), (0, 0), (-7, -14), closed=True, steps=5), "#fffdf0")
    sheet.glow(x, y - 20 * size, 330 * size, "#ffc870c0")


PICTURES: dict[str, Callable[[], Sheet]] = {
    "organ": organ,
    "choir": choir,
}
