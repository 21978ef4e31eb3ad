"""The harbour: ships, cranes, buoys and nets."""

import math
from collections.abc import Callable

from .nature import cloud, glitter, gull, gulls, lens, mist, rain, ridge, stars, sun, veils, water
from .people import Look, person, shadow
from .sheet import Point, Sheet, curve, dim, mix, oval, rounded, thin, trace
from .ships import bow, containers, mesh, spray, swell
from .ships import trawler as trawler_ship
from .things import buoy, crane, ferry, skiff, town
from .view import Eye


def night_ferry() -> Sheet:
    sheet = Sheet("#0a1430", "#132a50", "#2c5573", "#5d8790")
    stars(sheet, 520, seed=3, count=190)
    sun(sheet, 1290, 170, 46, "#f6ecd2", "#d8e4e8")
    veils(sheet, 160, 420, "#7d9fb0", seed=5, count=6, cover=0.25)
    ridge(sheet, 560, 60, "#2b4d68", seed=4, foot=640)
    ridge(sheet, 606, 34, "#182f4c", seed=9, foot=650)
    town(sheet, 640, "#142743", seed=8, size=0.5, lit="#ffd27a", ends=(0.62, 0.98))
    ferry(sheet, 760, 668, 1.02, "#c9d3d6", "#a8332f", "#ffdf94", "#14233f")
    sheet.glow(720, 500, 560, "#ffcf7a50", 0.5)
    sheet.fade(sheet.across(660, 1067), "#3d6478", "#173553", "#071226")
    sheet.mirror(662, 380, 0.7, ripple=9, squeeze=1.05)
    water(sheet, 668, 1067, ("#86aab4", "#0d2240", "#1d3f5c", "#0a1a34"), seed=2, count=300)
    glitter(sheet, 1290, 668, 1060, "#eef0da", seed=4, begin=20, end=150, count=90)
    glitter(sheet, 720, 690, 1000, "#ffd27a", seed=6, begin=380, end=340, count=90)
    for side in range(7):
        sheet.shape(lens(1240 + side * 16, 672 + side * 5, 70 - side * 4, 3), "#e6eff0a0")
    buoy(sheet, 236, 900, 1.5, "#3a1c28", turn=-9, lamp="#ff4a38")
    sheet.glow(215, 580, 420, "#ff3a2c50")
    glitter(sheet, 210, 960, 1060, "#ff6a50", seed=12, begin=70, end=120, count=40)
    for step in range(8):
        sheet.shape(lens(236 + math.sin(step) * 30, 962 + step * 13, 150 - step * 8, 6), "#060e20b0")
    return sheet


def cranes() -> Sheet:
    sheet = Sheet("#c9b8b4", "#e3c5b4", "#f5ddc2", "#f7e6d0")
    sun(sheet, 470, 470, 62, "#fff6e2", "#ffe2b8")
    for number, (x, size) in enumerate(((90, 1.0), (330, 1.15), (1180, 1.1), (1450, 0.95))):
        crane(sheet, x, 760, size * 1.25, "#cdb0a8", flip=number % 2 == 1, boom=number * 4)
    mist(sheet, 380, 820, "#f3dcc6", 0.85)
    for x, size, boom in ((210, 1.9, 6), (1330, 2.0, -3)):
        crane(sheet, x, 850, size, "#a58a8a", flip=x > 800, boom=boom)
    sheet.fade(trace("480,520 540,556 1180,556 1180,540 1240,540 1240,860 600,860 556,800"), "#93787e", "#c9aaa0")
    sheet.fade(rounded(1090, 400, 1190, 556, 4), "#b89a98", "#c9aaa0")
    sheet.box(1120, 350, 1156, 402, "#a88488")
    for step in range(9):
        sheet.box(600 + step * 52, 506 - (step * 37 % 3) * 26, 648 + step * 52, 556, ("#b08a80", "#9a8488", "#b39a8a")[step % 3])
    mist(sheet, 560, 930, "#f3dcc6", 0.9)
    crane(sheet, 830, 960, 2.9, "#4a3d4c", boom=-4)
    mist(sheet, 700, 1040, "#ecd2bc", 0.75)
    sheet.fade(sheet.across(930, 1067), "#8d7470", "#3d3440")
    for rail in (965, 1000):
        sheet.line([(0, rail), (1600, rail)], "#f5ddc2a0", 3)
    for x in (120, 520, 1250, 1540):
        sheet.box(x, 930, x + 34, 968, "#2b2530", 8)
        sheet.box(x - 6, 924, x + 40, 938, "#3a3240", 6)
    person(sheet, 470, 1022, 150, Look(coat="#d8662f", legs="#2b2530", hat="cap", hem=44), walk=0.9)
    shadow(sheet, 470, 1022, 45, 60, "#2b253080")
    person(sheet, 375, 1014, 142, Look(coat="#3d3a48", legs="#2b2530", hat="wool", hem=40), walk=0.7)
    gulls(sheet, 980, 210, 190, "#6d5a60", seed=2, count=8)
    return sheet


def trawler() -> Sheet:
    sheet = Sheet("#3f5257", "#6d8480", "#b9bfa2", "#e9dfb4")
    sheet.soft(curve(*trace("900,60 1300,120 1700,60 1700,-60 800,-60"), closed=True), "#2c3c44c0", 40)
    sheet.soft(curve(*trace("-100,160 300,210 700,120 500,30 -100,40"), closed=True), "#33454cc0", 40)
    sheet.glow(1180, 430, 620, "#fff0b870", 0.5)
    veils(sheet, 400, 520, "#fff0c0", seed=2, count=7, cover=0.6)
    rain(sheet, "#dfe6d8", seed=3, count=160, slant=-0.4)
    swell(sheet, 590, 60, 420, 60, ("#d9e0cc", "#8ea59a", "#5d7c7a"), seed=1)
    swell(sheet, 680, 120, 620, 330, ("#e4eada", "#6f918c", "#3d6266"), seed=2)
    trawler_ship(sheet, 700, 668, 1.25, -13, "#2f6a72", "#e9e2cf", "#ffd98a")
    sheet.glow(850, 440, 120, "#ffdc8a90")
    spray(sheet, 1010, 640, 190, 260, "#f4f6ea", seed=5, count=230)
    gulls(sheet, 330, 330, 170, "#f7f4e6", seed=8, count=11, size=1.1)
    swell(sheet, 850, 230, 1100, 560, ("#eef2e4", "#4f7f80", "#214850"), seed=4)
    spray(sheet, 540, 640, 200, 70, "#f4f6ea", seed=6, count=90)
    swell(sheet, 1050, 170, 900, 60, ("#eef2e4", "#2d5c64", "#12303c"), seed=9)
    gull(sheet, 1270, 300, 2.2, "#fbf8ea", -14)
    return sheet


def buoys() -> Sheet:
    eye = Eye(760, 430, 1150, 1.75)
    sheet = Sheet("#4f9cc0", "#9ccbd6", "#e4efe4")
    cloud(sheet, 1250, 300, 230, "#ffffff", "#b9d6dc", seed=4)
    cloud(sheet, 260, 240, 170, "#ffffff", "#b9d6dc", seed=7)
    sheet.fade(sheet.across(428, 520), "#2f7d94", "#5aa4ac")
    water(sheet, 430, 500, ("#e8f4ee", "#256a82"), seed=3, count=90, size=0.4)
    sheet.fade([(0, 470), *eye.floor(-40, 40, 12, 60)[2:], (1600, 500), (1600, 1067), (0, 1067)], "#d8cdb6", "#b9ab92")
    for joint in range(3, 26):
        sheet.line([eye.see(-30, 0, joint), eye.see(30, 0, joint)], "#9a8c7670", 2)
    paints = ("#c8382c", "#2f7d4f", "#e2a832")
    for number in range(8, -1, -1):
        far = 4.9 + number * 2.3
        x, y = eye.see(-1.5 + number * 0.9, 0, far)
        size = eye.scale(far) / 66
        sheet.soft(
            [(x - 78 * size, y + 4), (x + 70 * size, y + 4), (x + 330 * size, y - 34 * size), (x + 200 * size, y - 44 * size)],
            "#3d405690",
            4,
        )
        for block in (-50, 30):
            sheet.box(x + block * size, y - 8 * size, x + (block + 24) * size, y + 8 * size, "#6b5240", 2)
        buoy(sheet, x, y - 54 * size, size, mix(paints[number % 3], "#9ccbd6", number * 0.035), lit=-1, rust=number + 1)
    _painter(sheet, eye)
    gulls(sheet, 1180, 180, 160, "#ffffff", seed=3, count=6)
    return sheet


def _painter(sheet: Sheet, eye: Eye) -> None:
    """A man on a ladder at the nearest buoy, his pots, and one who holds the ladder."""
    x, y = eye.see(-1.5, 0, 4.9)
    sheet.line([(x + 300, y + 40), (x + 96, y - 560)], "#8a5d34", 9)
    sheet.line([(x + 352, y + 30), (x + 132, y - 566)], "#a87444", 9)
    for step in range(14):
        sheet.line([(x + 285 - step * 14.4, y - 4 - step * 42), (x + 336 - step * 15.2, y - 12 - step * 42)], "#c08a54", 7)
    person(
        sheet,
        x + 216,
        y - 180,
        370,
        Look(coat="#2d5c84", legs="#33455c", hat="cap", hem=44, skin="#c98f68"),
        face=-1,
        lean=-7,
        arms=((22, 92), (16, 70)),
    )
    sheet.line([(x + 150, y - 524), (x + 112, y - 540)], "#5a3a28", 7)
    person(
        sheet,
        x + 430,
        y + 66,
        400,
        Look(coat="#d88a2e", legs="#4a4038", hat="wool", hem=42, hair="#d8d2c6"),
        face=-1,
        arms=((34, 64), (30, 84)),
    )
    for at, ink in ((520, "#c8382c"), (570, "#2f7d4f")):
        sheet.box(x + at, y + 4, x + at + 40, y + 50, "#8d9498", 4)
        sheet.disc(x + at + 20, y + 5, 20, ink, 0.3)


def nets() -> Sheet:
    sheet = Sheet("#e8a860", "#f4c680", "#fae2ae")
    sun(sheet, 700, 500, 70, "#fffbe4", "#ffe9b0")
    sheet.fade(sheet.across(610, 760), "#f2cd8c", "#c98d58")
    glitter(sheet, 700, 615, 750, "#fffbe0", seed=2, begin=90, end=200, count=90, size=0.6)
    town(sheet, 612, "#c08a5e", seed=11, size=0.7, ends=(0, 0.32))
    for x, size in ((960, 0.9), (1180, 1.1), (1400, 1.0)):
        skiff(sheet, x, 690, size, "#8a5638", "#e8c080", cabin="#9c6840", glass="#ffe9b0", flip=x > 1000)
    sheet.fade(sheet.across(740, 1067), "#b07a4a", "#5d3a2a")
    for row in range(9):
        y = 752 + row * row * 4.6
        sheet.line([(0, y), (1600, y + 6)], "#5a382860", 2 + row * 0.4)
    hung = (((-60, 70), (420, 150), 830), ((380, 150), (900, 96), 860), ((860, 96), (1290, 170), 850), ((1240, 170), (1680, 60), 900))
    for number, (left, right, foot) in enumerate(hung):
        _net(sheet, left, right, foot, ("#7a4a2c", "#3f6a62", "#8a3a2a", "#5a4a3a")[number])
    for x, top in ((400, 130), (880, 80), (1266, 150)):
        sheet.limb([(x, 960), (x, top - 30)], "#3a241c", 20, 13)
        sheet.limb([(x - 40, top), (x + 40, top)], "#3a241c", 9, 9)
    _mender(sheet, 640, 1000)
    for x, ink in ((1120, "#c8502f"), (1180, "#e2a83f"), (1150, "#d8d0b8")):
        sheet.disc(x, 986 - x % 20, 34, ink)
        sheet.glow(x - 12, 966 - x % 20, 26, "#fff0c890")
    sheet.glow(700, 500, 760, "#ffd98a70")
    return sheet


def _net(sheet: Sheet, left: Point, right: Point, foot: float, ink: str) -> None:
    """A net hung between two poles, its head rope sagging, folds running down."""
    sag = curve(left, ((left[0] + right[0]) / 2, max(left[1], right[1]) + 70), right, steps=12)
    hem = curve((right[0] - 20, foot), ((left[0] + right[0]) / 2 + 40, foot - 90), (left[0] + 20, foot - 10), steps=12)
    outline = [*sag, *hem]
    sheet.fade(outline, thin(ink, 0.8), thin(ink, 0.45), thin(dim(ink, 0.3), 0.85))
    with sheet.within(outline):
        for fold in range(5):
            x = left[0] + (right[0] - left[0]) * (0.14 + fold * 0.18)
            sheet.soft(
                curve((x, left[1] + 60), (x + 26, 480), (x + 10, foot - 60), (x - 24, 480), closed=True, steps=5),
                thin(dim(ink, 0.6), 0.4),
                9,
            )
    mesh(sheet, outline, thin(dim(ink, 0.55), 0.55), 42, 1.9, 0.42)
    sheet.line(sag, dim(ink, 0.5), 7)
    for step in range(2, len(sag) - 1, 3):
        sheet.disc(sag[step][0], sag[step][1] + 5, 12, "#e2b04a", 0.8)


def _mender(sheet: Sheet, x: float, y: float) -> None:
    """Sits on a box with a net over his knees."""
    sheet.soft([(x - 90, y), (x + 120, y), (x - 60, y + 60), (x - 330, y + 60)], "#2a181490", 8)
    sheet.box(x - 70, y - 90, x + 30, y, "#4a2e20", 3)
    sheet.limb(curve((x - 20, y - 112), (x + 80, y - 120), (x + 92, y - 8), steps=6), "#2e2a30", 52, 34)
    sheet.limb([(x + 88, y - 10), (x + 130, y - 4)], "#1c181c", 28, 20)
    body = curve((x - 66, y - 86), (x - 60, y - 200), (x - 20, y - 268), (x + 36, y - 250), (x + 42, y - 170), (x + 30, y - 90), steps=6)
    sheet.fade(body, "#27506a", "#16283a", start=(x + 40, y - 200), end=(x - 60, y - 160))
    sheet.disc(x + 34, y - 300, 34, "#b07a54", 1.15)
    sheet.shape(oval(x + 30, y - 314, 38, 34, 0, 176, 364), "#6b2f22")
    sheet.shape(curve((x + 8, y - 286), (x + 64, y - 284), (x + 46, y - 252), (x + 16, y - 258), closed=True, steps=5), "#d8cfc0")
    drape = curve(
        (x - 40, y - 130),
        (x + 60, y - 160),
        (x + 140, y - 130),
        (x + 190, y - 10),
        (x + 300, y + 14),
        (x - 30, y + 20),
        closed=True,
        steps=6,
    )
    sheet.fade(drape, "#4f7a6cd0", "#23403ce0")
    mesh(sheet, drape, "#12241fc0", 22, 1.6, 0.5)
    sheet.disc(x + 50, y - 306, 3.4, "#2a1a14", 1.3)
    sheet.disc(x + 68, y - 296, 7, "#b07a54")
    for side in (0, 1):
        hand = (x + 112 + side * 24, y - 172 + side * 22)
        sheet.limb(curve((x + 4 - side * 8, y - 232), (x + 46, y - 150), hand, steps=6), ("#1d3c50", "#27506a")[side], 34, 22)
        sheet.disc(hand[0], hand[1], 14, "#b07a54")
    sheet.line([(x + 108, y - 180), (x + 176, y - 210)], "#f0dcae", 6)


def container_ship() -> Sheet:
    sheet = Sheet("#2f7f93", "#79b4b4", "#d9e4cc", "#f6e8c4")
    cloud(sheet, 180, 420, 240, "#fffaf0", "#9cc4c0", seed=5)
    cloud(sheet, 1440, 360, 260, "#fffaf0", "#9cc4c0", seed=8)
    ridge(sheet, 690, 26, "#6fa3a0", seed=4, foot=720)
    sheet.fade(sheet.across(712, 1067), "#8fbcb0", "#2f7480", "#123c4c")
    water(sheet, 714, 1067, ("#d9ead8", "#1c5664", "#3f8a90"), seed=6, count=260)
    inks = ("#c8502f", "#e2a83f", "#3f7c86", "#e8dcc4", "#2f5a7a", "#8d3a3a", "#5c8a6b")
    containers(sheet, 460, 262, 76, 52, 10, (2, 3, 4, 4, 3, 5, 4, 4, 3, 2), inks, seed=12)
    sheet.fade([(490, 64), (1190, 64), (1190, -10), (490, -10)], "#fbf4e4", "#d0c8b4")
    for pane in range(15):
        sheet.box(520 + pane * 43, 6, 556 + pane * 43, 36, "#2a4a5c", 3)
    bow(sheet, 840, 905, 860, 650, "#2a3350", "#b23a30")
    mast = 244
    sheet.line([(840, mast), (840, mast - 150)], "#e8dcc4", 9)
    sheet.disc(840, mast - 156, 8, "#fff6d0")
    for side in (-1, 1):
        for step in range(16):
            share = step / 15
            sheet.shape(
                lens(840 + side * (60 + share * 560), 900 + 60 * share + 16 * math.sin(step * 2.1), 120 - share * 50, 22 - share * 13),
                thin("#f6f4e6", 0.95 - share * 0.5),
            )
        spray(sheet, 840 + side * 70, 905, 110, 80, "#ffffff", seed=5 + side, count=70)
    sheet.mirror(930, 137, 0.25, ripple=9)
    skiff(sheet, 300, 960, 1.5, "#d8662f", "#f6e8c4", cabin="#f1ede2", glass="#2d5c6a", turn=-5)
    person(sheet, 352, 926, 96, Look(coat="#e2a83f", legs="#2b3040", hat="hood"))
    for step in range(8):
        sheet.shape(lens(190 - step * 34, 968 + step * 5, 90, 8), "#f6f4e6c0")
    gulls(sheet, 300, 560, 150, "#ffffff", seed=14, count=6)
    gulls(sheet, 1380, 560, 100, "#ffffff", seed=4, count=4)
    return sheet


PICTURES: dict[str, Callable[[], Sheet]] = {
    "night-ferry": night_ferry,
    "cranes": cranes,
    "trawler": trawler,
    "buoys": buoys,
    "nets": nets,
    "container-ship": container_ship,
}
