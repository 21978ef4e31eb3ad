"""Work in large halls and out at sea."""

import math
import random
from collections.abc import Callable

from .nature import gulls, mist, stones, sun, veils
from .people import Look, person, shadow
from .sheet import Sheet, curve, dim, lift, mix, oval, rounded, thin, trace
from .things import skiff, town
from .view import Eye


def turbines() -> Sheet:
    sheet = Sheet("#5a6a9c", "#b08ab0", "#f4a8a0", "#fcd8b4")
    sun(sheet, 420, 560, 56, "#fff4e0", "#ffd8a8")
    veils(sheet, 80, 420, "#ffd8c8", seed=6, count=9, cover=0.45)
    for row in range(3):
        for number in range(8 - row * 2):
            x = 60 + number * (210 + row * 70) + row * 90
            _turbine(sheet, x, 690 + row * 44, 190 + row * 110, number * 41 + row * 17, mix("#f8e0d4", "#c890a8", 0.75 - row * 0.25))
        y = 650 + row * 60
        mist(sheet, y - 90, y + 220, ("#f8ccc0", "#f4c4bc", "#eebcb8")[row], 0.95)
        _fog_bank(sheet, y + 30, ("#fbdcc8", "#f6cfc4", "#efc4c4")[row], row)
    sheet.fade(sheet.across(830, 1067), "#f0c8c400", "#c8a4b8")
    _turbine(sheet, 1040, 1150, 800, 22, "#fdf4e8")
    sheet.fade(trace("1000,330 1240,316 1262,340 1262,396 1236,412 1000,400"), "#fffaf0", "#c8aab8", start=(0, 316), end=(0, 412))
    sheet.shape([(1126, 324), (1200, 319), (1200, 334), (1126, 338)], "#c83c34")
    sheet.line([(1130, 296), (1252, 288), (1252, 318)], "#6d5a78", 4)
    for x in (1130, 1170, 1210):
        sheet.line([(x, 296), (x, 324)], "#6d5a78", 4)
    for x, look, face in (
        (1160, Look(coat="#f07a28", legs="#3a3450", hat="cap", hem=46), -1),
        (1218, Look(coat="#f0c028", legs="#3a3450", hat="cap", hem=46, skin="#9c6a4a"), -1),
    ):
        person(sheet, x, 322, 108, look, face=face, lit=-1, arms=((18, 62), (-7, 46)))
    _fog_bank(sheet, 1010, "#e4bcc8", 8)
    gulls(sheet, 640, 470, 110, "#5a4a70", seed=3, count=6)
    return sheet


def _fog_bank(sheet: Sheet, y: float, ink: str, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(26):
        x, wide = chance.uniform(-100, 1700), chance.uniform(120, 330)
        sheet.soft(oval(x, y + chance.uniform(-12, 60), wide, wide * 0.12), thin(ink, 0.55), 14)


def _turbine(sheet: Sheet, x: float, y: float, tall: float, turn: float, ink: str) -> None:
    hub = (x, y - tall)
    tower = [(x - tall * 0.021, y), (x - tall * 0.011, hub[1]), (x + tall * 0.011, hub[1]), (x + tall * 0.021, y)]
    sheet.fade(tower, ink, dim(ink, 0.22), start=(x - tall * 0.02, 0), end=(x + tall * 0.02, 0))
    for blade in range(3):
        with sheet.at(*hub, tall, turn + blade * 120):
            sheet.shape(curve(*trace("-0.012,0 -0.03,-0.1 -0.02,-0.3 0,-0.66 0.012,-0.3 0.014,0"), closed=True, steps=5), ink)
            sheet.shape([(0, 0), (0, -0.66), (0.012, -0.3), (0.014, 0)], dim(ink, 0.12))
    sheet.disc(*hub, tall * 0.026, lift(ink, 0.3))
    sheet.disc(*hub, tall * 0.012, dim(ink, 0.3))


def brewery() -> Sheet:
    sheet = Sheet("#2f3a40", "#4a4c48", "#2a2c2e")
    wall = sheet.across(0, 760)
    stones(sheet, wall, "#7a6a5c", seed=4, size=(84, 40))
    sheet.fade(wall, "#1c2428d0", "#1c242850", "#1c2428c0")
    for number in range(4):
        _hall_window(sheet, 120 + number * 400)
    sheet.fade(sheet.across(740, 1067), "#6d675c", "#3a3a38", "#1c1e20")
    for x, size in ((1410, 0.72), (200, 0.78)):
        _kettle(sheet, x, 800, size)
    _kettle(sheet, 820, 930, 1.28)
    for number in range(4):
        x = 120 + number * 400
        sheet.fade([(x, 110), (x + 180, 110), (x + 640, 1067), (x + 260, 1067)], "#fff0c070", "#fff0c000")
    _gantry(sheet)
    person(
        sheet,
        1310,
        1010,
        300,
        Look(coat="#e8dcc4", legs="#3a4048", hair="#b98a4e", hem=40, hat="cap"),
        face=-1,
        walk=0.6,
        arms=((16, 66), (18, 58)),
    )
    shadow(sheet, 1310, 1010, 40, 190, "#101214a0", 26)
    sheet.box(1216, 806, 1270, 832, "#f4e8cc", 3)
    for puff in range(12):
        sheet.soft(oval(842 + puff * 16, 190 - puff * 24, 40 + puff * 11, 30 + puff * 7), thin("#fff6e4", 0.4 - puff * 0.026), 14)
    return sheet


def _hall_window(sheet: Sheet, x: float) -> None:
    sheet.fade([(x, 470), *oval(x + 90, 200, 90, 90, 0, 180, 360), (x + 180, 470)], "#fdf2d0", "#e8d8b0", "#b8b49c")
    for bar in range(1, 4):
        sheet.line([(x + bar * 45, 110), (x + bar * 45, 470)], "#3a3a38", 5)
    for bar in range(5):
        sheet.line([(x, 180 + bar * 64), (x + 180, 180 + bar * 64)], "#3a3a38", 4)


def _gantry(sheet: Sheet) -> None:
    """An iron walk, and on it the brewer with his paddle."""
    for y in (560, 600):
        sheet.line([(-10, y - 70), (470, y - 60)], "#22282c", 6)
    sheet.box(-10, 548, 476, 566, "#22282c")
    for x in range(6, 470, 38):
        sheet.line([(x, 490), (x, 548)], "#22282c", 4)
    for x in (60, 440):
        sheet.line([(x, 560), (x, 840)], "#22282c", 12)
    brewer = Look(coat="#3a6a8a", legs="#2a3038", skin="#9c6a4a", hair="#1c1414", hem=44)
    person(sheet, 330, 552, 250, brewer, arms=((34, 62), (26, 58)), lit=1)
    sheet.limb([(404, 404), (452, 366)], "#c8a070", 8, 5)


def _kettle(sheet: Sheet, x: float, y: float, size: float) -> None:
    """A copper for the mash, onion-shaped, with a flue."""
    with sheet.at(x, y, size):
        sheet.soft(oval(40, 6, 320, 34), "#0c0e10c0", 12)
        inks = ("#3a1c14", "#a85a30", "#f8d8a0", "#d8884a", "#7a3c22", "#c8784a", "#3a1c14")
        flue = curve(*trace("-26,-430 -22,-560 -22,-900 22,-900 22,-560 26,-430"), steps=4)
        sheet.fade(flue, *inks, start=(-26, 0), end=(26, 0))
        body = curve(*trace("-262,-20 -282,-150 -262,-230 262,-230 282,-150 262,-20"), steps=6)
        sheet.fade(body, *inks, start=(-282, 0), end=(282, 0))
        dome = curve(*trace("-268,-226 -230,-310 -120,-384 -48,-430 -26,-480 26,-480 48,-430 120,-384 230,-310 268,-226"), steps=6)
        sheet.fade(dome, *inks, start=(-268, 0), end=(268, 0))
        sheet.fade(dome, "#fff0c850", "#3a1c1400", "#2a120c90", start=(0, -480), end=(0, -226))
        for band in (-236, -40):
            sheet.fade(
                rounded(-276, band, 276, band + 22, 6), "#4a2418", "#f0c080", "#fff0d0", "#a8602f", "#4a2418", start=(-276, 0), end=(276, 0)
            )
            for rivet in range(19):
                sheet.disc(-252 + rivet * 28, band + 11, 4, "#5a2c1a")
        hatch = oval(-84, -316, 52, 36, -28)
        sheet.shape(hatch, "#5a2c1a")
        sheet.shape(oval(-84, -316, 42, 27, -28), "#2a1410")
        sheet.line(hatch, "#f8d8a0", 4)
        sheet.box(-240, -20, 240, 10, "#2a2c30")
        sheet.disc(140, -140, 34, "#e8e0cc")
        sheet.line(oval(140, -140, 34, 34), "#3a2418", 6)
        sheet.line([(140, -140), (158, -160)], "#a8322c", 4)


def boatyard() -> Sheet:
    eye = Eye(1080, 560, 1000, 1.5)
    sheet = Sheet("#241c1c", "#3a2c28")
    sheet.fade(eye.front(-2.6, 2.6, 0, 4.6, 16), "#a8d4e0", "#e4f0e4", "#f8f0d4")
    (left, foot), (right, _) = eye.see(-2.6, 0, 16), eye.see(2.6, 0, 16)
    with sheet.within(eye.front(-2.6, 2.6, 0, 4.6, 16)):
        sheet.fade(rounded(left, 566, right, foot), "#6aa8b4", "#b8dcd8")
        town(sheet, 568, "#8fb0b4", seed=5, size=0.5, ends=(0.5, 0.8))
        skiff(sheet, 1120, 590, 0.4, "#c8402f", "#f4ecd8", cabin="#f4ecd8")
    for side in (-1, 1):
        sheet.fade(eye.side(side * 8, 1.4, 16, 0, 5.4), "#4a362c", "#2a201e")
        sheet.fade(eye.front(side * 2.6, side * 8, 0, 5.4, 16), "#3a2c28", "#2a201e")
    sheet.fade(eye.floor(-8, 8, 1.4, 16), "#c8a070", "#7a5a40", "#2f2220", start=(0, 640), end=(0, 1067))
    sheet.fade([(left, foot), (right, foot), (1560, 1067), (300, 1067)], "#fff4d0b0", "#fff4d000")
    for number in range(6, 0, -1):
        far = 2 + number * 2.3
        for a, b in (((-8, 5.2), (0, 8.4)), ((8, 5.2), (0, 8.4)), ((-8, 5.2), (8, 5.2)), ((-4, 6.8), (0, 5.2)), ((4, 6.8), (0, 5.2))):
            sheet.line([eye.see(*a, far), eye.see(*b, far)], mix("#1a1414", "#6a5648", number / 8), eye.scale(far) * 0.14)
    sheet.glow((left + right) / 2, 480, 640, "#fff0c888")
    _hull(sheet)
    for x, y, tall, face, coat in ((1000, 900, 330, -1, "#2f5a7a"), (208, 960, 380, 1, "#8a4a34")):
        shadow(sheet, x, y, 80, -120, "#1a1212b0", 30)
        person(
            sheet,
            x,
            y,
            tall,
            Look(coat=coat, legs="#2f343c", hat="cap", hem=44, hair="#8d8a86"),
            face=face,
            arms=((30, 74), (26, 62)),
            lit=1,
        )
    sheet.line([(880, 664), (912, 650)], "#8a5c38", 12)
    sheet.box(860, 642, 884, 684, "#3a3e44", 3)
    for number in range(30):
        x, y = 120 + number * 97 % 1300, 960 + number * 37 % 100
        sheet.line(curve((x, y), (x + 14, y - 12), (x + 26, y), (x + 18, y + 8), steps=4), "#f0cf94", 3)
    return sheet


def _hull(sheet: Sheet) -> None:
    """A wooden hull on the stocks, bow towards us, half planked."""
    sheet.soft(oval(590, 980, 420, 44), "#120c0cd0", 16)
    for x in (300, 560, 800):
        sheet.box(x, 900, x + 110, 990, "#4a3628", 3)
        sheet.line([(x - 60, 985), (x + 20, 760)], "#5a4230", 18)
    keel = (585.0, 930.0)
    rim = [(230.0, 290.0), (610.0, 196.0), (960.0, 330.0)]
    for side in (0, 2):
        edge = rim[side]
        for plank in range(11):
            low, high = plank / 11, (plank + 1) / 11
            ends = []
            for share in (low, high):
                bend = math.sin(share * math.pi * 0.5)
                out = (keel[0] + (edge[0] - keel[0]) * bend**1.1, keel[1] + (edge[1] - keel[1]) * share**1.5)
                stem = (keel[0] + (rim[1][0] - keel[0]) * share, keel[1] + (rim[1][1] - keel[1]) * share)
                ends.append(curve(stem, ((stem[0] * 0.45 + out[0] * 0.55), (stem[1] + out[1]) / 2 + 46 - share * 14), out, steps=8))
            tone = mix("#7a4a2c" if side == 0 else "#d8a468", ("#a87444", "#c08a54")[plank % 2], 0.35)
            if side == 2 and plank in (8, 9, 10):
                continue
            sheet.shape([*ends[0], *reversed(ends[1])], mix(tone, "#fff0c8", 0.1 if side == 2 else 0))
            sheet.line(ends[1], dim(tone, 0.45), 4)
    for rib in range(6):
        x = 690 + rib * 48
        sheet.limb(
            curve((x - 20, 470 - rib * 16), (x + 12, 400 - rib * 12), (x + 18, 262 + rib * 8), steps=6),
            mix("#e8c080", "#a87444", rib / 6),
            20,
            15,
        )
    sheet.limb([keel, (600, 560), rim[1], (614, 150)], "#5a3824", 34, 26)
    sheet.limb([(596, 930), (612, 560), (622, 200), (626, 160)], "#e8bc80", 9, 7)


PICTURES: dict[str, Callable[[], Sheet]] = {
    "turbines": turbines,
    "brewery": brewery,
    "boatyard": boatyard,
}
