"""Two wide scenes for the head of a long read."""

import math
import random
from collections.abc import Callable

from .animals import dog
from .nature import cloud, glitter, grass, gulls, lens, ridge, stars, sun, tree, veils, water
from .people import Look, crowd, dark, person, shadow
from .sheet import Sheet, curve, dim, lift, mix, oval, rounded, trace
from .things import Style, buoy, crane, dory, ferry, lamp_post, light_house, skiff, street, town


def panorama_estuary() -> Sheet:
    sheet = Sheet("#5a9cc8", "#a4cfdc", "#e8eedc", "#fbecc8", size=(2000, 1000))
    sun(sheet, 1620, 190, 44, "#fffdf0", "#fff2c8")
    for x, y, wide, seed in ((420, 210, 260, 4), (900, 150, 180, 9), (1240, 240, 220, 2), (1840, 290, 170, 6), (120, 300, 150, 8)):
        cloud(sheet, x, y, wide, "#ffffff", "#bcd4dc", seed=seed)
    sheet.fade(sheet.across(356, 1000), "#a8d0d4", "#6aaab8", "#4088a4", "#2f6a88", "#2f6a88")
    glitter(sheet, 1620, 360, 520, "#fffbe8", seed=3, begin=60, end=260, count=150, size=0.5)
    water(sheet, 360, 540, ("#e4f2ec", "#5a9aaa"), seed=5, count=200, size=0.4)
    for x, wide, tall in ((1080, 260, 34), (1330, 120, 20), (1430, 60, 12)):
        sheet.fade(
            curve(
                (x - wide / 2, 366),
                (x - wide * 0.3, 366 - tall * 0.7),
                (x, 366 - tall),
                (x + wide * 0.3, 366 - tall * 0.5),
                (x + wide / 2, 366),
                steps=6,
            ),
            "#7fa4a4",
            "#a8c8c4",
        )
    light_house(sheet, 1720, 392, 90, "#f4ecdc", "#c8503f", "#4a5a60", "#fff6d0")
    sheet.shape(lens(1720, 394, 80, 10), "#5f7a78")
    _banks(sheet)
    ferry(sheet, 1290, 452, 0.2, "#fbf6ea", "#c8402f", "#3a6a7a", "#2a4a5a")
    for step in range(14):
        sheet.shape(lens(1190 - step * 20, 455 + step * 0.6, 46 - step * 2, 2.6), "#ffffffc0")
    _left_shore(sheet)
    _right_shore(sheet)
    for x, y, size in ((930, 560, 0.28), (1010, 600, 0.34), (860, 640, 0.4)):
        skiff(sheet, x, y, size, "#c8402f" if x > 900 else "#2f5a7a", "#f8f0e0", cabin="#f8f0e0")
    _foreground(sheet)
    gulls(sheet, 1120, 330, 220, "#ffffff", seed=7, count=10)
    sheet.glow(1620, 190, 1100, "#ffeebc60")
    return sheet


def _banks(sheet: Sheet) -> None:
    """The river as it widens into the sea, its sandbanks bare."""
    water(sheet, 500, 1000, ("#dceee8", "#2a647e"), seed=8, count=220, size=0.6)
    for x, y, wide, tall in ((1500, 492, 260, 13), (1180, 520, 190, 12), (1640, 540, 170, 13), (1290, 580, 150, 14), (1000, 700, 110, 15)):
        sheet.shape(lens(x, y + 4, wide * 1.06, tall), "#b8a878")
        sheet.fade(lens(x, y, wide, tall), "#f4e4b8", "#dcc490")


def _left_shore(sheet: Sheet) -> None:
    """Saltmere on its hill, from the quay cranes up to the town hall."""
    hill = curve(*trace("-20,470 200,400 420,392 640,450 800,520 900,560 800,620 860,690 700,820 -20,900"), steps=8)
    sheet.line(hill, "#f0e0b4", 12)
    sheet.fade([*hill, (-20, 1000)], "#7a9c74", "#5a8458", "#3f6a48")
    chance = random.Random(6)
    for row in range(9):
        y = 440 + row * 21
        left, right = -20, 520 + row * 38 - max(0, row - 5) * 30
        x = left + chance.uniform(0, 20)
        while x < right:
            if y > 400 + abs(x - 360) * 0.14:
                wide = (15 + row * 2.6) * chance.uniform(0.85, 1.15)
                wall = mix(chance.choice(("#e8d4b4", "#c98a6a", "#d8b08a", "#f0e6d0", "#a8705a", "#b8c4bc")), "#bcd4d4", 0.3 - row * 0.03)
                _cottage(sheet, x, y, wide, wall, chance)
            x += (20 + row * 3) * chance.uniform(0.9, 1.5)
        for _ in range(7):
            tx = chance.uniform(left, right)
            sheet.disc(tx, y - 6, 9 + row, mix("#4a7a4c", "#7a9c6a", chance.random()), 0.8)
    for x, y, tall in ((330, 410, 110), (500, 440, 70)):
        sheet.fade(
            [(x - 12, y), (x - 12, y - tall * 0.6), (x, y - tall), (x + 12, y - tall * 0.6), (x + 12, y)],
            "#f0e4cc",
            "#a88a74",
            start=(x + 12, 0),
            end=(x - 12, 0),
        )
        sheet.fade(rounded(x - 4, y - tall * 0.34, x + tall * 0.7, y + 4), "#f4e8d0", "#c8b094")
        sheet.shape(
            [(x + 4, y - tall * 0.34), (x + 20, y - tall * 0.54), (x + tall * 0.64, y - tall * 0.54), (x + tall * 0.76, y - tall * 0.34)],
            "#8a4a44",
        )
    for step in range(26):
        share = step / 25
        sheet.disc(20 + share * 700, 690 + math.sin(share * 5) * 14 + share * 30, 8 + step * 7 % 6, "#3a6a44", 0.8)
    sheet.line(curve(*trace("-20,660 180,690 380,650 560,640 690,600"), steps=8), "#e8d8ac", 7)
    for x, y, tall, seed in ((90, 740, 90, 2), (250, 770, 110, 4), (470, 740, 80, 9), (610, 730, 70, 6)):
        tree(sheet, x, y, tall, ("#2f6040", "#5a8a50"), seed=seed, lit=1)
    for x, size in ((700, 0.26), (760, 0.28), (830, 0.3)):
        crane(sheet, x, 560, size, "#4a5a68", boom=4)


def _cottage(sheet: Sheet, x: float, y: float, wide: float, wall: str, chance: random.Random) -> None:
    tall = wide * chance.uniform(0.7, 1.1)
    sheet.shape(rounded(x, y - tall, x + wide, y), dim(wall, 0.12))
    sheet.shape(rounded(x + wide * 0.35, y - tall, x + wide, y), lift(wall, 0.18))
    roof = chance.choice(("#a8503c", "#8a4a40", "#5a5a68", "#b8664a"))
    sheet.shape(
        [
            (x - wide * 0.08, y - tall),
            (x + wide * 0.2, y - tall - wide * 0.42),
            (x + wide * 0.84, y - tall - wide * 0.42),
            (x + wide * 1.08, y - tall),
        ],
        roof,
    )
    for at in (0.45, 0.72):
        sheet.box(x + wide * at, y - tall * 0.7, x + wide * (at + 0.14), y - tall * 0.36, "#4a5c66")


def _right_shore(sheet: Sheet) -> None:
    """Fields and hedges, a farm, trees."""
    land = curve(*trace("2020,560 1800,600 1500,650 1290,720 1190,800 1260,900 1400,1010 2020,1010"), steps=8)
    sheet.line(land, "#f4e6bc", 16)
    sheet.fade(land, "#b4c47a", "#86a85c", "#5a8a4c")
    fields = (
        ((1500, 662), (1720, 628), (1800, 680), (1560, 724)),
        ((1740, 625), (2010, 590), (2010, 650), (1830, 676)),
        ((1340, 730), (1530, 690), (1600, 760), (1330, 810)),
        ((1590, 736), (1850, 690), (1960, 770), (1660, 820)),
    )
    for number, field in enumerate(fields):
        sheet.shape(field, ("#d8c878", "#9cb85c", "#c8b060", "#a8c068")[number])
        with sheet.within(field):
            for line in range(24):
                sheet.line(
                    [(field[0][0] - 100 + line * 22, field[0][1] - 60), (field[3][0] - 60 + line * 24, field[3][1] + 40)], "#6a7a3c40", 2
                )
        for step in range(22):
            (ax, ay), (bx, by) = field[3], field[2]
            sheet.disc(ax + (bx - ax) * step / 21, ay + (by - ay) * step / 21, 7 + step % 4, "#4a7444", 0.8)
    for x, y, tall, seed in ((1470, 690, 60, 3), (1900, 690, 80, 5), (1640, 830, 100, 8)):
        tree(sheet, x, y, tall, ("#3f7046", "#6a9c54"), seed=seed, lit=1)
    for x, y, wide in ((1880, 640, 40), (1930, 650, 30)):
        _cottage(sheet, x, y, wide, "#f4ecd8", random.Random(int(x)))


def _foreground(sheet: Sheet) -> None:
    """The brow of the hill from which we look, with a path, two walkers and a dog."""
    brow = curve(*trace("-20,800 300,780 700,850 1100,905 1500,890 2020,830 2020,1010 -20,1010"), steps=8)
    sheet.fade(brow, "#6a9448", "#3f6a38", "#24482c", start=(0, 780), end=(0, 1000))
    sheet.fade(
        curve(*trace("560,838 700,880 640,930 820,1010 1060,1010 760,930 780,880 640,842"), closed=True, steps=6), "#e8d4a0", "#b89a6a"
    )
    chance = random.Random(12)
    for _ in range(240):
        x = chance.uniform(0, 2000)
        y = 800 + abs(math.sin(x * 0.0016)) * 70 + chance.uniform(30, 190)
        sheet.disc(x, y, chance.uniform(3, 7), chance.choice(("#f0c838", "#f4d860", "#e8b428", "#7aa450")), 0.8)
    grass(sheet, 1010, 110, ("#2f5a34", "#4a7a3c", "#7a9c4c"), seed=4, count=190)
    for x, y, tall, look, face in (
        (716, 905, 128, Look(coat="#c8402f", hair="#d8d2c6", hat="brim"), 0),
        (776, 912, 136, Look(coat="#2f4a6a", hair="#3a2822"), 0),
    ):
        shadow(sheet, x, y, 22, -110, "#1c3824a0", 12)
        person(sheet, x, y, tall, look, face=face, walk=0.7, lit=1)
    dog(sheet, 860, 920, 0.8, "#3a2a22")


def harbour_dusk() -> Sheet:
    sheet = Sheet("#141c40", "#3a3a6a", "#8a5a7a", "#e08a6a", "#fbc080", size=(2000, 1250))
    stars(sheet, 380, seed=4, count=110)
    veils(sheet, 260, 600, "#ffb08a", seed=5, count=12, cover=0.5)
    sun(sheet, 1560, 250, 54, "#fdf2dc", "#f0d8c8")
    ridge(sheet, 610, 60, "#6a4a6c", seed=7, foot=760)
    town(sheet, 690, "#4a3a60", seed=9, size=1.5, lit="#ffcf7a")
    sheet.fade(trace("560,700 560,400 590,250 620,400 620,700"), "#2a2448", "#3a2c50")
    sheet.disc(590, 440, 18, "#ffdf98")
    sheet.glow(590, 440, 70, "#ffdf98c0")
    walls = ("#8a4a4c", "#b8785a", "#4a5a7a", "#c8a078", "#6a4a6a", "#3f6a70", "#a85a48", "#d0b088")
    style = Style("#1c1634", glass="#2a2a4c", lit="#ffd07a", share=0.62)
    street(sheet, (-30, 760), 122, 120, (150, 67, 80), [mix(wall, "#241c3c", 0.38) for wall in walls], style, count=17, seed=40)
    sheet.fade(sheet.across(756, 812), "#4a3a50", "#241c30")
    stones_at = random.Random(3)
    for _ in range(60):
        x, y = stones_at.uniform(0, 2000), stones_at.choice((774, 788, 800))
        sheet.line([(x, y), (x + stones_at.uniform(16, 40), y)], "#14102460", 2)
    for x in range(90, 2000, 260):
        lamp_post(sheet, x, 766, 150, "#140f24", "#ffdc90")
    for look, x in zip(crowd(9, ("#3a2c4c", "#6a2f3c", "#2a3a54"), 9), (210, 250, 640, 930, 968, 1180, 1420, 1640, 1676), strict=True):
        person(sheet, x, 770, 70, dark(look, "#1c1630", 0.45), face=1 if x % 3 else -1, walk=0.6)
    _moored(sheet)
    sheet.fade(sheet.across(810, 1250), "#7a5068", "#3a3058", "#0c1028")
    sheet.mirror(812, 438, 0.8, ripple=9, blur=3)
    water(sheet, 816, 1250, ("#f0a07a", "#1c1c40", "#5a4468"), seed=6, count=150, cover=0.45)
    glitter(sheet, 1560, 830, 1250, "#fff0d0", seed=8, begin=30, end=150, count=64)
    for number in range(8):
        glitter(sheet, 90 + number * 260, 830, 1060, "#ffd080", seed=20 + number, begin=10, end=46, count=15)
    _afloat(sheet)
    gulls(sheet, 1180, 330, 260, "#1c1838", seed=5, count=9)
    return sheet


def _moored(sheet: Sheet) -> None:
    """Boats along the quay wall, and the ferry with her lights."""
    ferry(sheet, 1560, 826, 0.6, "#b8a4a8", "#8a2f3c", "#ffdc90", "#1c1838")
    for x, size, paint in ((150, 1.3, "#2f3a5c"), (420, 1.15, "#6a2f3c"), (720, 1.35, "#2a4a54"), (1010, 1.1, "#4a3050")):
        skiff(sheet, x, 826, size, paint, "#d8b098", cabin="#b89a98", glass="#ffdc90")
        sheet.line([(x + 30, 780), (x + 30, 780 - 190 * size)], "#140f24", 5)
        sheet.line([(x + 30, 786 - 186 * size), (x + 130 * size, 780)], "#140f2480", 2)
        sheet.line([(x + 30, 786 - 186 * size), (x - 110 * size, 790)], "#140f2480", 2)
        sheet.glow(x, 750, 120 * size, "#ffd08070")


def _afloat(sheet: Sheet) -> None:
    """Near us, a man rows home with a lantern in the bow; a buoy; the mooring ropes."""
    dory(sheet, 1010, 1090, 2.3, "#1c1834", "#4a3450", 2)
    rower = dark(Look(coat="#c86a4a", hat="cap", hem=44), "#1c1834", 0.4)
    with sheet.within([(700, 700), (1400, 700), (1400, 1062), (700, 1062)]):
        person(sheet, 960, 1170, 250, rower, face=1, lean=-9, arms=((36, 66), (34, 60)), lit=1)
    for ends in (((1050, 1010), (1230, 1150)), ((1040, 1016), (860, 1166))):
        sheet.limb(ends, "#6a4a4c", 9, 12)
    sheet.disc(1262, 1006, 12, "#fff2c4")
    sheet.glow(1262, 1006, 240, "#ffc870e0")
    glitter(sheet, 1270, 1060, 1240, "#ffdc90", seed=31, begin=30, end=90, count=36)
    for ring in range(4):
        sheet.line(oval(1230, 1156, 40 + ring * 26, 8 + ring * 5), "#f0b09890", 2)
    buoy(sheet, 300, 1150, 1.25, "#4a1c30", turn=7, lamp="#ff5a44")
    glitter(sheet, 290, 1200, 1250, "#ff7a60", seed=33, begin=60, end=90, count=24)


PICTURES: dict[str, Callable[[], Sheet]] = {
    "panorama-estuary": panorama_estuary,
    "harbour-dusk": harbour_dusk,
}
