"""The shores of the estuary: the light, the seals, the wreck, the geese."""

import math
import random
from collections.abc import Callable

from .animals import dog, goose, seal, seal_face
from .nature import glitter, gulls, lens, ridge, stars, sun, veils, water
from .people import Look, dark, person, shadow
from .sheet import Sheet, curve, mix, oval, trace
from .things import beam, light_house, skiff


def lighthouse() -> Sheet:
    sheet = Sheet("#2a2350", "#5d3f7a", "#b8628a", "#f09a78", "#ffd3a0")
    stars(sheet, 300, seed=5, count=70)
    veils(sheet, 300, 600, "#ffc9a0", seed=3, count=9, cover=0.5)
    veils(sheet, 120, 320, "#7d4f8c", seed=6, count=6, cover=0.5)
    beam(sheet, 1010, 226, -171, 3.4, "#fff2c8d0")
    beam(sheet, 1010, 226, 14, 4.4, "#fff2c8b0", 1400)
    ridge(sheet, 664, 14, "#8d5a86", seed=12, foot=700)
    sheet.fade(sheet.across(680, 1067), "#f2a488", "#9a5a82", "#3a2a58", "#181434")
    rock = curve(
        *trace("610,760 700,716 780,708 860,640 930,618 1100,612 1160,660 1260,690 1360,742 1440,764 1300,800 800,806"),
        closed=True,
        steps=3,
    )
    light_house(sheet, 1010, 624, 430, "#f3e4d2", "#b23a3a", "#2a1c3a", "#fff3c4")
    sheet.fade(trace("1086,620 1086,566 1130,540 1176,566 1176,640"), "#d8b8a8", "#7d5a78")
    sheet.box(1120, 580, 1138, 600, "#ffdf94")
    sheet.shape(rock, "#2b1f3f")
    with sheet.within(rock):
        for x, y, wide in ((700, 734, 70), (900, 650, 80), (1000, 628, 110), (1180, 690, 90), (1040, 690, 60), (820, 700, 40)):
            sheet.shape([(x - wide, y), (x - wide * 0.2, y - 16), (x + wide, y - 4), (x + wide * 0.5, y + 16)], "#6d4468")
    sheet.mirror(778, 289, 0.42, ripple=8)
    water(sheet, 690, 1067, ("#ffc6a0", "#6d4478", "#2c2150", "#d87a80"), seed=7, count=330)
    glitter(sheet, 1010, 790, 1067, "#fff0c0", seed=9, begin=40, end=150, count=70)
    for x, y, wide in ((620, 770, 60), (760, 800, 110), (980, 812, 150), (1240, 800, 120), (1400, 774, 80)):
        sheet.shape(lens(x, y, wide, 5), "#ffe6d8c0")
    sheet.glow(1010, 246, 210, "#fff0b8")
    skiff(sheet, 330, 902, 1.25, "#1d1734", "#c85a58", cabin="#3a2a4e")
    person(sheet, 372, 876, 76, dark(Look(coat="#d89a3a"), "#1d1734", 0.55))
    glitter(sheet, 330, 912, 1010, "#ffd98a", seed=10, begin=20, end=60, count=22)
    gulls(sheet, 540, 360, 120, "#2a1c3ae0", seed=4, count=6)
    return sheet


def seals() -> Sheet:
    sheet = Sheet("#a9cfd4", "#d9e4da", "#f6e6cc")
    veils(sheet, 60, 280, "#ffffff", seed=4, count=8, cover=0.6)
    sun(sheet, 1180, 250, 38, "#fffbe8", "#ffeec0")
    ridge(sheet, 350, 30, "#a8c0bc", seed=6, foot=400)
    light_house(sheet, 330, 356, 120, "#e2dccb", "#c79a8c", "#8fa4a4", "#fff6d8")
    sheet.fade(sheet.across(370, 700), "#d9e6da", "#7db0b4", "#4d8a96")
    water(sheet, 374, 640, ("#f4f4e4", "#4f8f9a", "#a9d0cc"), seed=5, count=220, size=0.6)
    glitter(sheet, 1180, 374, 600, "#fffbe6", seed=3, begin=40, end=180, count=110, size=0.6)
    bank = curve(*trace("-20,620 240,560 560,540 980,566 1300,520 1640,556 1640,1090 -20,1090"), steps=6)
    sheet.fade(bank, "#e8d4ac", "#d2b383", "#a98a62", start=(0, 530), end=(0, 1067))
    water(sheet, 640, 1067, ("#f2e4c2", "#b3946a", "#c9d6cc"), seed=9, count=160, cover=0.5)
    herd = (
        (300, 590, 0.42, "#7d7468"),
        (520, 580, 0.4, "#93887a"),
        (1260, 566, 0.42, "#6d655c"),
        (1440, 580, 0.46, "#8a7d6c"),
        (830, 612, 0.55, "#6b645e"),
        (1160, 668, 0.75, "#857a6c"),
        (240, 716, 0.92, "#6f6760"),
    )
    for number, (x, y, size, coat) in enumerate(herd):
        sheet.soft(lens(x + 20 * size, y + 6 * size, 230 * size, 16 * size), "#5a483470", 4)
        seal(sheet, x, y, size, coat, "#e6dcc6", flip=number % 3 == 0, up=number * 23 % 44, seed=number)
    sheet.soft(lens(800, 1000, 460, 50), "#4a3c2e90", 12)
    seal_face(sheet, 800, 1010, 2.15, "#746a60", "#d6c8b2")
    seal(sheet, 1330, 950, 1.5, "#5d5650", "#cfc2ac", flip=True, up=14, seed=12)
    gulls(sheet, 640, 190, 150, "#7d9496", seed=3, count=5)
    return sheet


def wreck() -> Sheet:
    sheet = Sheet("#5a7a96", "#b09aa4", "#f0b088", "#fbd8a0")
    veils(sheet, 60, 420, "#ffe0c0", seed=9, count=10, cover=0.5)
    sun(sheet, 1130, 500, 60, "#fff4d8", "#ffcf90")
    ridge(sheet, 566, 16, "#9a7f8c", seed=3, foot=600)
    sheet.fade(sheet.across(580, 1067), "#d8a888", "#8a6a64", "#3d3038")
    chance = random.Random(4)
    for _ in range(46):
        near = chance.random() ** 1.3
        y = 592 + 450 * near
        sheet.shape(
            lens(chance.uniform(0, 1600), y, (60 + 220 * near) * chance.uniform(0.5, 1.2), 2 + 15 * near),
            mix("#fbd8a0", "#7f93a8", near * 0.9),
        )
    glitter(sheet, 1130, 590, 1040, "#fff0cc", seed=5, begin=60, end=160, count=70)
    for side, ink in ((1, "#5a4048"), (-1, "#2a2028")):
        for number in range(13):
            share = number / 12
            foot = (250 + share * 940 + side * -26, 880 - share * 200 + side * -26)
            tall = (250 + 150 * math.sin(share * 2.9)) * (1.15 - 0.5 * share) * (1 if (number * 7 + side) % 5 else 0.45)
            out = -side * (150 - 70 * share)
            rib = curve(
                foot,
                (foot[0] + out * 0.9, foot[1] - tall * 0.3),
                (foot[0] + out, foot[1] - tall * 0.7),
                (foot[0] + out * 0.62, foot[1] - tall),
                steps=6,
            )
            sheet.limb(rib, ink, 30 - 14 * share, 13 - 6 * share)
        if side > 0:
            sheet.limb(curve((200, 900), (600, 800), (1180, 672), (1270, 560), steps=8), "#30242c", 40, 16)
    sheet.limb(curve((1170, 690), (1240, 640), (1290, 520), (1296, 420), steps=6), "#2a2028", 30, 14)
    for plank in range(3):
        sheet.limb(curve((150, 850 - plank * 44), (420, 800 - plank * 46), (640, 742 - plank * 44), steps=6), "#241a22", 20, 12)
    sheet.soft(curve(*trace("120,925 400,868 900,780 1300,700 1100,800 700,940 240,980"), closed=True, steps=6), "#30242cd0", 18)
    person(sheet, 1390, 830, 170, dark(Look(coat="#8a3a34", hat="wool"), "#30242c", 0.6), face=-1, walk=0.8)
    shadow(sheet, 1390, 830, 120, 150, "#2a2028a0", 16)
    dog(sheet, 1270, 832, 1.1, "#2a2028", flip=True)
    gulls(sheet, 620, 300, 180, "#4a3a48", seed=9, count=7)
    return sheet


def geese() -> Sheet:
    sheet = Sheet("#e0b070", "#b98a5c", "#6f7a62", "#39564f")
    chance = random.Random(8)
    for _ in range(70):
        patch = [(chance.gauss(0, 1), chance.gauss(0, 0.5)) for _ in range(6)]
        x, y, size = chance.uniform(-60, 1660), chance.uniform(0, 1067), chance.uniform(40, 150)
        sheet.soft(
            curve(*[(x + px * size, y + py * size) for px, py in patch], closed=True, steps=5),
            chance.choice(("#d8a8605a", "#4a6a584a", "#8a6a4a4a", "#e8c88a4a")),
            16,
        )
    for creek in range(5):
        _creek(sheet, chance, creek)
    sheet.glow(1240, 90, 700, "#ffe0a080")
    flock = [(860, 210, 0.98)] + [
        (860 + side * step * 226, 210 + step * (178 - side * 24), 1.0) for step in range(1, 5) for side in (-1, 1)
    ]
    for number, (x, y, size) in enumerate(flock):
        size *= 0.66 + y / 1900
        sheet.soft(oval(x - 130, y + 190, 70 * size, 22 * size, -10), "#1d2c3060", 9)
        goose(sheet, x, y, size, 8 + number % 3 * 3, (0.9, -0.25, 0.4, 1.0, 0.1)[number % 5])
    for x, y, wide in ((60, 180, 300), (1500, 520, 260), (520, 1040, 380)):
        sheet.soft(lens(x, y, wide, 50), "#fff4dc70", 26)
    return sheet


def _creek(sheet: Sheet, chance: random.Random, number: int) -> None:
    """A tidal channel that winds towards the sea, with its small arms, catching the sky."""
    x = -100 + number * 420.0
    line = curve(
        *[(x + math.sin(step * 1.25 + number * 2) * (60 + step * 16) + step * 16, 1100 - step * 118) for step in range(11)], steps=10
    )
    arms = []
    for arm in range(9):
        px, py = line[(arm * 11 + number * 5) % len(line)]
        run = chance.uniform(70, 190) * (1 if arm % 2 else -1)
        arms.append(curve((px, py), (px + run * 0.3, py - 26), (px + run * 0.7, py - 30), (px + run, py - 66), steps=6))
        arms.append(curve((px + run * 0.55, py - 30), (px + run * 0.8, py - 10), (px + run * 1.05, py - 18), steps=6))
    for ink, start, end, fork in (
        ("#94704a", 84 - number * 8, 26, 17),
        ("#f0d6a0", 60 - number * 8, 16, 9),
        ("#9cc0b8", 30 - number * 3, 8, 0),
    ):
        wide = [(start + (end - start) * step / (len(line) - 1)) / 2 for step in range(len(line))]
        edge = [(px - wide[step], py) for step, (px, py) in enumerate(line)]
        for path in arms if fork else []:
            sheet.limb(path, ink, fork, 2)
        sheet.shape([*edge, *reversed([(px + 2 * wide[step], py) for step, (px, py) in enumerate(edge)])], ink)


PICTURES: dict[str, Callable[[], Sheet]] = {
    "lighthouse": lighthouse,
    "seals": seals,
    "wreck": wreck,
    "geese": geese,
}
