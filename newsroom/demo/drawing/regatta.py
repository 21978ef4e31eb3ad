"""Sport on the water and in it."""

import math
import random
from collections.abc import Callable

from .nature import cloud, grass, gulls, lens, mist, ridge, sun, water
from .people import HAIRS, Look, person
from .sheet import Sheet, curve, dim, lift, mix, oval, rounded, thin, trace
from .ships import spray
from .things import skiff, town
from .view import Eye


def rowers() -> Sheet:
    sheet = Sheet("#c4ced0", "#dfe4e0", "#f0ece0")
    sun(sheet, 1180, 300, 44, "#fffcf2", "#fff4d8")
    for x, tall in ((120, 150), (220, 190), (330, 130), (1380, 170), (1490, 140)):
        sheet.fade(
            curve((x - 44, 560), (x - 34, 560 - tall * 0.6), (x, 560 - tall), (x + 34, 560 - tall * 0.6), (x + 44, 560), steps=6),
            "#b4c0c0",
            "#d4dad6",
        )
    sheet.fade(sheet.across(540, 1067), "#e4e6de", "#b4c4c6", "#7f979e")
    mist(sheet, 380, 720, "#eceae0", 0.9)
    _eight(sheet, 1010, 566, 0.5, "#c4cccc", "#c4cccc", "#c9d0ce")
    mist(sheet, 470, 720, "#eceae0", 0.75)
    _eight(sheet, 830, 730, 1.12, "#6a2f2a", "#2f4f66", "#b98a6c")
    sheet.mirror(742, 300, 0.5, ripple=7)
    water(sheet, 740, 1067, ("#f4f4ec", "#6d8890", "#a8b8ba"), seed=6, count=170, cover=0.5)
    for number in range(8):
        x = 300 + number * 134
        for ring in range(3):
            sheet.line(oval(x - 84, 812 + ring * 3, 34 + ring * 22, 7 + ring * 4), "#f8f8f0a0", 2)
    mist(sheet, 620, 800, "#f0eee4", 0.35)
    grass(sheet, 1090, 330, ("#4a5a54", "#66766a", "#38463f"), seed=5, count=50, ends=(0, 0.16))
    grass(sheet, 1090, 240, ("#4a5a54", "#66766a"), seed=8, count=34, ends=(0.9, 1))
    mist(sheet, 0, 300, "#f0ece0", 0.5)
    return sheet


def _eight(sheet: Sheet, x: float, y: float, size: float, hull: str, shirt: str, skin: str) -> None:
    """Eight and cox from the side, rowing to the left, at the catch."""
    with sheet.at(x, y, size):
        for number in range(8):
            with sheet.at(-430 + number * 119, -6):
                tone = mix(skin, dim(skin, 0.5), number * 37 % 4 / 4)
                sheet.limb(curve((-26, -6), (8, -40), (44, -2), steps=4), dim(shirt, 0.5), 17, 13)
                sheet.fade(
                    curve(*trace("-40,2 -36,-40 -10,-86 14,-84 12,-50 -10,2"), closed=True, steps=5), lift(shirt, 0.14), dim(shirt, 0.2)
                )
                sheet.limb(curve((6, -76), (34, -54), (58, -50), steps=4), tone, 13, 9)
                sheet.disc(22, -104, 15, tone, 1.18)
                sheet.shape(oval(19, -109, 16, 15, 0, 160, 350), HAIRS[number * 3 % 7] if shirt != skin and shirt != hull else shirt)
                sheet.line([(62, -52), (6, -6), (-66, 66)], "#8a6a4a" if shirt != hull else hull, 5)
                sheet.shape([(-58, 56), (-70, 58), (-92, 84), (-76, 88)], "#f0e8d8" if shirt != hull else hull)
        sheet.fade(
            curve(*trace("-690,-4 -560,-12 0,-14 560,-12 640,-4 520,12 0,18 -560,10"), closed=True, steps=5),
            lift(hull, 0.25),
            dim(hull, 0.2),
        )
        with sheet.at(548, -8):
            sheet.shape(curve(*trace("-24,0 -20,-44 0,-60 22,-44 24,0"), steps=4), "#c8502f" if shirt != hull else hull)
            sheet.disc(-4, -74, 14, skin, 1.15)
            sheet.shape(oval(-3, -79, 15, 12, 0, 180, 360), "#e8e0d0" if shirt != hull else hull)
            sheet.limb([(-12, -76), (-26, -74)], "#e8e0d0" if shirt != hull else hull, 4, 3)


def pool() -> Sheet:
    eye = Eye(800, 560, 880, 9, 47)
    sheet = Sheet("#e8e4d4", "#d8d4c4")
    for row in range(34):
        for tile in range(60):
            if (row + tile) % 2:
                sheet.shape(eye.floor(-30 + tile, -29 + tile, 1 + row, 2 + row), "#cfcab866")
    water_edge = eye.floor(-7.6, 7.6, 1.2, 22)
    sheet.fade([(x + 16, y + 12) for x, y in water_edge], "#5a8a90", "#3a6a78")
    sheet.fade(water_edge, "#7ed0d0", "#3aa4b4", "#1f7c98")
    with sheet.within(water_edge):
        for lane in range(6):
            x = -6.3 + lane * 2.52
            sheet.shape(eye.floor(x - 0.16, x + 0.16, 1, 20.6), "#14506c90")
            sheet.shape(eye.floor(x - 0.6, x + 0.6, 20.3, 20.6), "#14506c90")
        _caustics(sheet, eye)
        _swimmer(sheet, eye, -1.26, 9.4)
    for rope in range(1, 6):
        _lane_rope(sheet, eye, -7.6 + rope * 2.52)
    for lane in range(6):
        x = -6.3 + lane * 2.52
        block = [eye.see(x - 0.4, 0.5, 22.1), eye.see(x + 0.4, 0.5, 22.1), eye.see(x + 0.4, 0.5, 22.8), eye.see(x - 0.4, 0.5, 22.8)]
        sheet.shape(
            [eye.see(x - 0.4, 0, 22.1), eye.see(x - 0.4, 0.5, 22.1), eye.see(x + 0.4, 0.5, 22.1), eye.see(x + 0.4, 0, 22.1)], "#8a8c8c"
        )
        sheet.shape(block, "#f8f6ea")
    for number in range(5):
        sheet.fade(
            [
                eye.see(-14 + number * 6, 0, 24),
                eye.see(-11.6 + number * 6, 0, 24),
                eye.see(-6.4 + number * 6, 0, 0.6),
                eye.see(-10.6 + number * 6, 0, 0.6),
            ],
            "#fffbe05c",
            "#fffbe014",
        )
    _empty_chair(sheet, eye)
    return sheet


def _caustics(sheet: Sheet, eye: Eye) -> None:
    """The net of light on the floor of the pool."""
    chance = random.Random(11)
    for _ in range(300):
        x, z, bend = chance.uniform(-7.6, 7.6), 1.2 + 20 * chance.random() ** 1.2, chance.uniform(-0.3, 0.3)
        long, turn = chance.uniform(0.3, 0.8), chance.uniform(-0.5, 0.5)
        ends = [eye.see(x + step * long * 0.4, 0, z + turn * step + bend * (1 - step * step)) for step in (-1, -0.4, 0.3, 1)]
        sheet.line(curve(*ends, steps=4), thin("#e8fff4", chance.uniform(0.15, 0.5)), max(1.0, chance.uniform(14, 34) / (z + 5)))


def _lane_rope(sheet: Sheet, eye: Eye, x: float) -> None:
    for number in range(130, -1, -1):
        z = 1.3 + number * 0.16
        px, py = eye.see(x, 0.04, z)
        size = eye.scale(math.hypot(z, 9)) * 0.075
        sheet.disc(px + 2, py + size * 0.9, size, "#0e4a6040")
        sheet.disc(px, py, size, "#e84a3c" if number // 6 % 4 == 0 else "#fbf8ee", 0.8)


def _swimmer(sheet: Sheet, eye: Eye, x: float, z: float) -> None:
    px, py = eye.see(x, 0, z)
    for wake in range(1, 12):
        for side in (-1, 1):
            at = eye.see(x + side * wake * 0.09, 0, z - 0.6 - wake * 0.42)
            sheet.shape(lens(at[0], at[1], 22 + wake * 3, 3), thin("#f4fffa", 0.75 - wake * 0.055))
    sheet.soft(oval(px + 26, py + 60, 50, 90), "#0c4a6470", 9)
    for kick in (-12, 12):
        sheet.limb(curve((px + kick * 0.7, py + 50), (px + kick, py + 100), (px + kick * 1.5, py + 146 + kick), steps=5), "#d8a484", 24, 13)
    sheet.fade(
        curve(
            (px - 34, py - 30),
            (px - 27, py + 30),
            (px - 22, py + 62),
            (px + 22, py + 62),
            (px + 27, py + 30),
            (px + 34, py - 30),
            (px, py - 44),
            closed=True,
            steps=5,
        ),
        "#2a3468",
        "#1c2450",
        start=(px - 34, 0),
        end=(px + 34, 0),
    )
    sheet.limb(curve((px + 30, py - 28), (px + 56, py - 84), (px + 34, py - 150), steps=5), "#e0ac8a", 22, 14)
    sheet.limb(curve((px - 30, py - 28), (px - 62, py + 10), (px - 50, py + 58), steps=5), "#c89474", 22, 13)
    sheet.disc(px - 2, py - 62, 27, "#f4c83c", 1.1)
    sheet.disc(px - 10, py - 72, 10, "#fff0b0", 0.8)
    for splash in range(16):
        angle = splash * 2.4
        sheet.disc(px + 34 + math.cos(angle) * splash * 2.6, py - 156 + math.sin(angle) * splash * 1.5, 5 - splash * 0.24, "#fbfffa")


def _empty_chair(sheet: Sheet, eye: Eye) -> None:
    """The teacher's chair by the water, a whistle and a towel on it."""
    x, y = eye.see(9.4, 0, 8.6)
    sheet.soft([(x - 30, y + 20), (x + 130, y + 30), (x + 300, y + 90), (x + 150, y + 110)], "#6a645890", 6)
    for leg in ((-50, 40), (64, 52), (-34, -34), (76, -24)):
        sheet.limb([(x + leg[0], y + leg[1] - 60), (x + leg[0] * 1.1, y + leg[1] + 20)], "#6a4a34", 9, 7)
    for slat in range(5):
        sheet.limb(
            [(x - 52 + slat * 2, y - 20 + slat * 4 - 60 + slat * 16), (x + 72 + slat * 1, y - 12 + slat * 4 - 60 + slat * 16)],
            "#c8905c",
            12,
            12,
        )
    sheet.limb([(x + 80, y - 80), (x + 104, y - 210)], "#6a4a34", 10, 8)
    sheet.limb([(x - 36, y - 90), (x - 14, y - 222)], "#6a4a34", 10, 8)
    for slat in range(3):
        sheet.limb([(x - 26 + slat * 6, y - 140 - slat * 32), (x + 92 + slat * 5, y - 130 - slat * 32)], "#c8905c", 13, 13)
    towel = curve((x - 18, y - 226), (x + 50, y - 216), (x + 58, y - 130), (x + 40, y - 104), (x - 14, y - 116), closed=True, steps=4)
    sheet.fade(towel, "#f4efe0", "#d8d0bc")
    for stripe in (-200, -184):
        sheet.line([(x - 18, y + stripe), (x + 52, y + stripe + 9)], "#c8402f", 6)


def lido() -> Sheet:
    eye = Eye(700, 330, 1050, 2.6, 4)
    sheet = Sheet("#2a9ad0", "#7accdc", "#d8f0e4")
    sheet.fade(sheet.across(250, 420), "#1c6a94", "#2f8aa8")
    water(sheet, 262, 400, ("#e0f4f0", "#14567c"), seed=3, count=90, size=0.4)
    skiff(sheet, 330, 290, 0.3, "#c8402f", "#ffffff", cabin="#ffffff")
    for left, wide, tall in ((880, 520, 150), (1160, 460, 96)):
        sheet.fade(rounded(left, 330 - tall, left + wide, 470, 30), "#ffffff", "#e8e4d8")
        sheet.box(left - 20, 322 - tall, left + wide, 338 - tall, "#d8d4c8", 7)
    for number in range(7):
        sheet.fade(rounded(930 + number * 64, 220, 974 + number * 64, 300, 6), "#3a7a9c", "#7ab8c8")
    sheet.fade(eye.floor(-30, 30, 2.0, 30), "#f4ecd8", "#e0d0ae", start=(0, 420), end=(0, 1067))
    basin = [eye.see(*place) for place in ((-8, 0, 2.0), (-5.2, 0, 23), (4.6, 0, 23), (1.2, 0, 2.0))]
    sheet.shape([(x + 20, y + 16) for x, y in basin], "#b8a888")
    sheet.fade(basin, "#5ad4d0", "#20b0c4", "#1488ac", start=(0, 400), end=(0, 1067))
    with sheet.within(basin):
        chance = random.Random(7)
        for _ in range(150):
            near = chance.random() ** 1.3
            y = 400 + 680 * near
            x, half = chance.uniform(-50, 1200), 16 + 90 * near
            sheet.line(
                curve((x - half, y), (x - half * 0.3, y - 6 - 12 * near), (x + half * 0.3, y + 4 + 6 * near), (x + half, y - 4), steps=5),
                thin("#e4fff6", chance.uniform(0.3, 0.85)),
                1 + 4 * near,
            )
    _diving_tower(sheet)
    _bathers(sheet, eye)
    gulls(sheet, 420, 130, 130, "#ffffff", seed=9, count=5, size=1.3)
    sheet.glow(200, -40, 700, "#fff8d868")
    return sheet


def _diving_tower(sheet: Sheet) -> None:
    sheet.soft([(1240, 760), (1340, 760), (1620, 900), (1500, 930)], "#7a6a5490", 8)
    for x in (1180, 1300):
        sheet.fade([(x, 800), (x + 8, 160), (x + 34, 160), (x + 44, 800)], "#ffffff", "#c4ccd0", start=(x, 0), end=(x + 44, 0))
    for y, out in ((206, 1000), (476, 1040)):
        sheet.fade([(out, y), (1370, y), (1370, y + 34), (out, y + 20)], "#ffffff", "#a8b4bc")
        sheet.box(out, y - 7, 1372, y + 4, "#e8503c")
        for x in (1200, 1260, 1320, 1364):
            sheet.line([(x, y - 4), (x, y - 74)], "#8a98a4", 4)
        sheet.line([(1200, y - 74), (1366, y - 74)], "#8a98a4", 5)
    for rung in range(16):
        sheet.line([(1214, 760 - rung * 42), (1310, 760 - rung * 42)], "#8a98a4", 6)
    boy = Look(coat="#d8a484", legs="#2a3a7a", skin="#d8a484", hair="#3a2822", hem=50)
    person(sheet, 1064, 200, 142, boy, face=-1, arms=((13, 112), (-8, 114)), lit=-1)


def _bathers(sheet: Sheet, eye: Eye) -> None:
    """A woman on the steps with a red cap, one asleep, one swimming."""
    for x, y, ink in ((560, 470, "#f4c83c"), (470, 700, "#f4f0e4")):
        sheet.shape(lens(x, y + 10, 54, 7), "#f4fffa")
        sheet.disc(x, y, 15, ink)
        sheet.limb(curve((x + 14, y + 6), (x + 40, y - 20), (x + 62, y + 4), steps=4), "#d8a484", 11, 7)
    sheet.soft(oval(1340, 1000, 200, 34), "#8a785c90", 8)
    sheet.shape([(1120, 940), (1480, 900), (1580, 1000), (1190, 1050)], "#f8f4e8")
    for stripe in range(5):
        x = 1140 + stripe * 78
        sheet.shape(
            [(x, 938 - stripe * 8.6), (x + 30, 934 - stripe * 8.6), (x + 108, 1044 - stripe * 10), (x + 74, 1048 - stripe * 10)], "#e8503c"
        )
    sheet.limb(curve((1180, 978), (1260, 930), (1330, 966), steps=6), "#c98f68", 34, 26)
    sheet.limb(curve((1176, 1000), (1250, 1004), (1330, 976), steps=6), "#b87e58", 34, 28)
    sheet.limb(curve((1320, 968), (1390, 950), (1448, 940), steps=5), "#2f4a8a", 60, 54)
    sheet.limb(curve((1440, 924), (1500, 950), (1450, 972), steps=5), "#c98f68", 22, 18)
    sheet.disc(1496, 916, 33, "#c98f68")
    sheet.disc(1500, 900, 62, "#f0d488", 0.34, -14)
    sheet.disc(1500, 888, 34, "#e4c470", 0.6, -14)
    x, y = 1056, 880
    for rail in (-60, 70):
        sheet.line(
            curve(
                (x + rail - 46, y + 150),
                (x + rail - 40, y - 110),
                (x + rail + 20, y - 150),
                (x + rail + 60, y - 90),
                (x + rail + 64, y + 30),
                steps=6,
            ),
            "#dce4e8",
            11,
        )
    look = Look(coat="#f4efe2", legs="#e0ac8a", skin="#e0ac8a", hair="#d8382c", hem=26)
    person(sheet, x, y + 60, 400, look, face=-1, arms=((17, 52), (-16, 50)), lit=-1)
    sheet.shape(oval(x - 3, y - 314, 28, 33, 0, 160, 380), "#e0402f")
    sheet.shape(lens(x, y + 66, 110, 12), "#f4fffacc")


def dinghies() -> Sheet:
    sheet = Sheet("#3a8ac4", "#8ac8e0", "#e4f2e8")
    cloud(sheet, 1350, 330, 260, "#ffffff", "#b4d8e4", seed=3)
    cloud(sheet, 560, 250, 200, "#ffffff", "#b4d8e4", seed=12)
    ridge(sheet, 560, 40, "#8ab4a8", seed=8, foot=620)
    town(sheet, 610, "#a8b4a8", seed=4, size=0.6, ends=(0.55, 0.95))
    sheet.fade(sheet.across(606, 1067), "#4aa0b8", "#1f6a94", "#0e3a64")
    water(sheet, 610, 1067, ("#e4f4f0", "#124a74", "#3a90b0"), seed=5, count=320)
    for x, y, size, turn, ink in (
        (1130, 660, 0.34, 10, "#f4f0e4"),
        (980, 650, 0.3, 9, "#f4f0e4"),
        (1290, 672, 0.38, 12, "#f8d890"),
        (820, 690, 0.5, 13, "#f4f0e4"),
        (1470, 700, 0.5, 11, "#f4f0e4"),
    ):
        _dinghy(sheet, x, y, size, turn, ink, "#c8402f" if ink == "#f8d890" else "")
    _dinghy(sheet, 1130, 850, 1.0, 15, "#fbf6e8", "#2f6a9a")
    _dinghy(sheet, 430, 960, 1.55, 20, "#fffaf0", "#e04a34")
    for step in range(26):
        sheet.shape(lens(240 - step * 14, 990 + step * 3 % 40, 120 - step * 2, 9), "#f4fbf8a0")
    spray(sheet, 720, 1040, 150, 110, "#f8fffc", seed=3, count=120)
    gulls(sheet, 1480, 170, 90, "#ffffff", seed=4, count=4, size=1.3)
    return sheet


def _dinghy(sheet: Sheet, x: float, y: float, size: float, heel: float, cloth: str, kite: str) -> None:
    """Close-hauled to the right, heeling, her crew hanging out."""
    with sheet.at(x, y, size, heel):
        if kite:
            _spinnaker(sheet, kite)
        main = [*curve((10, -516), (-80, -330), (-150, -130), (-158, -76), steps=6), (18, -66)]
        sheet.fade(main, lift(cloth, 0.3), cloth, dim(cloth, 0.28), start=(20, -300), end=(-150, -200))
        for batten in range(4):
            sheet.line([(-36 - batten * 32, -410 + batten * 92), (14, -420 + batten * 100)], thin("#6a7a8a", 0.5), 2)
        jib = curve(*trace("14,-430 60,-240 124,-66 40,-74 18,-76"), steps=5)
        sheet.fade(jib, lift(cloth, 0.2), dim(cloth, 0.16), start=(110, -100), end=(10, -100))
        sheet.line([(20, -30), (10, -520)], "#4a3428", 8)
        sheet.line([(18, -66), (-168, -72)], "#4a3428", 7)
        for at, coat in ((-60, "#e8a83a"), (-112, "#3a4a5a")):
            sheet.limb([(at + 10, -30), (at - 34, -50)], "#2a3040", 20, 17)
            sheet.limb([(at - 34, -50), (at - 84, -66)], coat, 30, 26)
            sheet.disc(at - 104, -76, 15, "#d8a484")
            sheet.shape(oval(at - 105, -81, 16, 14, 0, 150, 340), "#c8402f" if at > -100 else "#2a1c18")
            sheet.limb([(at - 64, -58), (at - 10, -62)], dim(coat, 0.2), 12, 9)
        hull = curve(*trace("-190,-34 -176,14 -100,34 90,28 180,-6 206,-42 60,-32"), steps=6)
        sheet.fade(hull, "#fdfaf0", "#c8ccd0")
        sheet.line(curve((-190, -34), (60, -32), (206, -42), steps=4), kite or "#3a4a5a", 8)
        sheet.shape(lens(0, 36, 240, 11), "#f4fbf8")
        sheet.shape(lens(190, 6, 70, 18), "#f4fbf8d0")


def _spinnaker(sheet: Sheet, ink: str) -> None:
    outline = curve(*trace("18,-500 150,-420 232,-250 190,-110 60,-150 30,-300"), closed=True, steps=6)
    sheet.fade(outline, lift(ink, 0.2), ink, dim(ink, 0.3), start=(220, -300), end=(20, -300))
    for seam in (0.33, 0.66):
        line = curve((18, -500), (60 + 130 * seam, -300), (60 + 120 * seam, -146 + 30 * seam), steps=6)
        sheet.line(line, thin(dim(ink, 0.5), 0.5), 3)


PICTURES: dict[str, Callable[[], Sheet]] = {
    "rowers": rowers,
    "pool": pool,
    "lido": lido,
    "dinghies": dinghies,
}
