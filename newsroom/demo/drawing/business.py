"""Trade: what is made by hand and sold over a counter."""

import random
from collections.abc import Callable

from .nature import cloud, gulls, lens, rain, stones, sun
from .people import Look, crowd, person, shadow
from .sheet import Sheet, curve, dim, lift, mix, oval, rounded, trace
from .things import Style, lamp_post, pane, skiff, street, town
from .view import Eye

STALLS = (
    ("#b83c34", "fish"),
    ("#2f6f78", "lemon"),
    ("#d8a038", "fish"),
    ("#4a5a8a", "apple"),
    ("#b83c34", "lemon"),
    ("#4a7a5a", "fish"),
    ("#d8a038", "apple"),
)


def market() -> Sheet:
    eye = Eye(880, 390, 1000, 2.6)
    sheet = Sheet("#9cc8dc", "#d4e6e4", "#f8ecd0")
    cloud(sheet, 1180, 190, 190, "#ffffff", "#c4dce0", seed=3)
    walls = ("#c98a6a", "#d8c09c", "#8fa4a4", "#b87a68")
    street(sheet, (640, 452), 62, 60, (90, 37, 50), walls, Style("#6a5a5c"), count=9, seed=3)
    sheet.fade(trace("1010,352 1010,210 1040,120 1070,210 1070,352"), "#b09484", "#c9b09c")
    sheet.fade(eye.floor(-30, 30, 1.6, 60), "#6f6a68", "#a89c8c", "#e4d4b8", start=(0, 1067), end=(0, 420))
    for number in range(6, -1, -1):
        _stall(sheet, eye, 2.6 + number * 3.0, *STALLS[number])
        with sheet.at(1760, 0, flip=True):
            _stall(sheet, eye, 3.9 + number * 3.0, *STALLS[(number + 3) % 7])
        _shoppers(sheet, eye, number)
    gulls(sheet, 860, 180, 90, "#ffffff", seed=8, count=5, size=1.2)
    sheet.glow(1500, 60, 900, "#fff0c868")
    return sheet


def _shoppers(sheet: Sheet, eye: Eye, number: int) -> None:
    """Two people in the lane before this stall, each with a bag."""
    looks = crowd(30 + number, ("#34586a", "#7a3a34", "#4a4a3a", "#c88a3a"), 2)
    for shopper in range(2):
        x, far = -0.66 + shopper * 1.15 + number % 3 * 0.1, 4.4 + number * 3.0 + shopper * 1.3
        px, py = eye.see(x, 0, far)
        tall = eye.scale(far) * (1.72 - 0.06 * (number % 3))
        shadow(sheet, px, py, tall * 0.1, tall * 0.55, "#3a344070", tall * 0.09)
        arms = ((7.0, 44.0), (-7.0, 44.0)) if shopper else ((20.0, 56.0), (14.0, 50.0))
        person(sheet, px, py, tall, looks[shopper], face=(-1, 0, 1)[(number + shopper) % 3], walk=0.7 * shopper, lit=-1, arms=arms)
        bag = trace("-16,-42 -4,-42 -5,-24 -15,-24")
        with sheet.at(px, py, tall / 100):
            sheet.shape(bag, ("#d8b060", "#b84a3a", "#e8dcc0")[number % 3])


def _stall(sheet: Sheet, eye: Eye, near: float, ink: str, goods: str) -> None:
    far, left, front = near + 2.6, -5.2, -1.35
    for z in (far, near):
        sheet.line([eye.see(front, 0, z), eye.see(front, 2.3, z)], "#5a4436", max(2, eye.scale(z) * 0.05))
    sheet.shape(eye.side(left + 1, near, far, 0, 3), "#4a3a34")
    person(
        sheet,
        *eye.see(-3.1, 0, near + 1.3),
        eye.scale(near + 1.3) * 1.75,
        Look(coat="#e8e0d0", skin="#d8a07c", hat="cap"),
        arms=((24, 60), (22, 52)),
    )
    sheet.shape(
        [eye.see(front - 1.5, 1.05, near), eye.see(front - 1.5, 1.05, far), eye.see(front, 0.85, far), eye.see(front, 0.85, near)],
        "#c8dce0" if goods == "fish" else "#8a6a48",
    )
    wood = eye.side(front, near, far, 0, 0.85)
    sheet.fade(wood, "#a87c52", "#5a3e2c")
    sheet.shape(
        [eye.see(front - 1.5, 0, near), eye.see(front - 1.5, 1.05, near), eye.see(front, 0.85, near), eye.see(front, 0, near)], "#6a4a34"
    )
    _goods(sheet, eye, near, front, goods)
    _awning(sheet, eye, near, far, ink)


def _awning(sheet: Sheet, eye: Eye, near: float, far: float, ink: str) -> None:
    """Eight stripes that slope down to the lane, and the scallops at their edge."""
    back, front = -3.7, -1.0
    for stripe in range(8):
        a, b = near + (far - near) * stripe / 8, near + (far - near) * (stripe + 1) / 8
        tone = ink if stripe % 2 == 0 else "#f8f0e0"
        sheet.shape([eye.see(back, 4.5, a), eye.see(back, 4.5, b), eye.see(front, 2.35, b), eye.see(front, 2.35, a)], tone)
        flap = [(2.35, a), (2.35, b), (2.1, b), (2.02, (a + b) / 2), (2.1, a)]
        sheet.shape([eye.see(front, up, at) for up, at in flap], dim(tone, 0.2))
    end = ((back, 4.5), (front, 2.35), (front, 2.1), (back, 3.2))
    sheet.shape([eye.see(across, up, near) for across, up in end], dim(ink, 0.3))


def _goods(sheet: Sheet, eye: Eye, near: float, front: float, goods: str) -> None:
    chance = random.Random(int(near * 10))
    for row in range(5):
        for place in range(13, -1, -1):
            z, across = near + 0.12 + place * 0.18, front - 1.3 + row * 0.29
            x, y = eye.see(across + chance.uniform(-0.04, 0.04), 1.04 - row * 0.04 + chance.uniform(0, 0.05), z + row * 0.03)
            size = eye.scale(z) * 0.085
            if goods == "fish":
                sheet.shape(lens(x, y, size * 2.1, size * 0.62), mix("#5d7d90", "#c4d4d8", chance.random()))
                sheet.shape([(x - size * 1.8, y), (x - size * 2.7, y - size * 0.6), (x - size * 2.7, y + size * 0.6)], "#54707f")
            else:
                ink = chance.choice(("#f0cc48", "#e4b834", "#f4da74") if goods == "lemon" else ("#c8402f", "#a8b850", "#d8603f"))
                sheet.disc(x, y, size, ink, 0.9)
                sheet.disc(x + size * 0.3, y - size * 0.35, size * 0.3, "#ffffff80")


def bakery() -> Sheet:
    sheet = Sheet("#2a1a18", "#4a2c20", "#2e1c18")
    tiles = rounded(760, 130, 1600, 800)
    stones(sheet, tiles, "#c8b49c", seed=3, size=(66, 40))
    sheet.fade(tiles, "#2a1614c0", "#2a161440", "#2a1614d0", start=(1600, 0), end=(760, 0))
    _night_window(sheet)
    _oven(sheet)
    sheet.fade(sheet.across(800, 1067), "#6d4630", "#2a1a16")
    for number in range(12):
        sheet.line([(1180 + (number - 6) * 110, 800), (1180 + (number - 6) * 260, 1067)], "#2a1a1680", 3)
    sheet.fade([(960, 800), (1400, 800), (1560, 1067), (700, 1067)], "#ffb45a90", "#ffb45a00")
    for row in range(4):
        sheet.box(40, 330 + row * 128, 560, 342 + row * 128, "#8a8484")
        for loaf in range(5):
            _loaf(sheet, 96 + loaf * 102, 330 + row * 128, 50, loaf * 7 + row)
    for x in (40, 548):
        sheet.fade(rounded(x, 200, x + 14, 900), "#a8a09c", "#4a4444", start=(x, 0), end=(x + 14, 0))
    baker = Look(coat="#f0e6d6", legs="#5a5a66", skin="#c98f68", hair="#2a1d1a", hat="cap", hem=40)
    shadow(sheet, 830, 1000, 60, -330, "#140c0cb0", 60)
    person(sheet, 850, 1004, 640, baker, face=1, lean=5, arms=((46, 62), (34, 58)))
    sheet.limb([(1000, 636), (1120, 610)], "#a87444", 13, 13)
    sheet.limb([(930, 656), (1010, 634)], "#a87444", 13, 13)
    sheet.shape(curve(*trace("1100,604 1130,590 1290,560 1300,580 1140,626"), closed=True, steps=5), "#c08a54")
    for loaf in range(2):
        _loaf(sheet, 1180 + loaf * 80, 588 - loaf * 18, 42, loaf + 3)
    table = trace("0,960 660,930 700,968 700,1067 0,1067")
    sheet.fade(table, "#8a5c3c", "#3a241c")
    sheet.shape([(0, 944), (640, 914), (704, 962), (0, 1000)], "#c08c5c")
    for x, y in ((110, 950), (260, 944), (410, 936), (540, 930)):
        sheet.disc(x, y, 58, "#f0dcb4", 0.5)
        sheet.disc(x + 14, y - 8, 36, "#fff2d4", 0.4)
    sheet.soft(lens(330, 966, 240, 12), "#fff6e4a0", 8)
    sheet.glow(1190, 560, 760, "#ffae5090")
    return sheet


def _night_window(sheet: Sheet) -> None:
    """Four in the morning: a blue street with one lamp."""
    sheet.fade(rounded(120, 70, 480, 300), "#16284a", "#35527a")
    with sheet.within(rounded(120, 70, 480, 300)):
        town(sheet, 300, "#1a2a48", seed=6, size=1.5, lit="#ffd27a", ends=(0.05, 0.32))
        lamp_post(sheet, 390, 310, 160, "#0e1a30", "#ffd98a")
    for bar in (
        (120, 180, 480, 190),
        (294, 70, 306, 300),
        (108, 60, 492, 76),
        (108, 296, 492, 314),
        (108, 60, 122, 310),
        (478, 60, 492, 310),
    ):
        sheet.box(*bar, "#5a3a2c")


def _oven(sheet: Sheet) -> None:
    """The mouth of a brick oven, fire inside."""
    stones(sheet, rounded(940, 240, 1440, 800), "#8a4a38", seed=8, size=(62, 34))
    sheet.fade(rounded(940, 240, 1440, 800), "#1c0e0ec0", "#1c0e0e20", "#1c0e0ec0", start=(940, 0), end=(1440, 0))
    arch = [(1010, 650), *oval(1190, 520, 180, 150, 0, 180, 360), (1370, 650)]
    with sheet.at(1190, 560, 1.12):
        sheet.shape([(x - 1190, y - 556) for x, y in arch], "#3a1e18")
    sheet.fade(arch, "#7a2a14", "#f08a30", "#ffd070")
    sheet.glow(1190, 620, 240, "#ffe08ae0", 0.6)
    for number in range(7):
        x = 1060 + number * 44
        tall = 50 + number * 31 % 60
        sheet.fade(curve((x - 22, 640), (x - 16, 600), (x + 4, 640 - tall), (x + 18, 604), (x + 24, 640), steps=5), "#fff0b0", "#ff9a30")
    for loaf in range(3):
        _loaf(sheet, 1110 + loaf * 84, 648, 38, loaf + 11)
    sheet.box(990, 648, 1390, 676, "#5a5454", 4)
    sheet.box(990, 648, 1390, 654, "#ffb860")


def _loaf(sheet: Sheet, x: float, y: float, wide: float, seed: int) -> None:
    crust = ("#c8843c", "#b87030", "#d89a50", "#a8622c")[seed % 4]
    outline = curve(
        (x - wide, y),
        (x - wide * 0.96, y - wide * 0.5),
        (x - wide * 0.4, y - wide * 0.86),
        (x + wide * 0.4, y - wide * 0.86),
        (x + wide * 0.96, y - wide * 0.5),
        (x + wide, y),
        steps=5,
    )
    sheet.fade(outline, lift(crust, 0.3), crust, dim(crust, 0.4))
    for cut in (-0.45, 0, 0.45):
        sheet.line([(x + wide * (cut - 0.1), y - wide * 0.42), (x + wide * (cut + 0.14), y - wide * 0.76)], "#f4d8a0", wide * 0.09)


def shop_window() -> Sheet:
    sheet = Sheet("#1c2a4a", "#2f4468", "#4a5a78")
    stones(sheet, sheet.across(0, 830), "#3a4668", seed=6, size=(110, 44))
    sheet.fade(sheet.across(0, 830), "#141d38c0", "#141d3890")
    for x in (210, 640, 1070, 1420):
        pane(sheet, x, -60, 130, 170, "#ffcf80" if x == 1070 else "#24345a", "#4a5878")
    sheet.box(150, 150, 1450, 226, "#5a2430", 4)
    sheet.shape([(130, 226), (1470, 226), (1530, 300), (70, 300)], "#7a2f3a")
    for stripe in range(0, 14, 2):
        a, b = 130 + stripe * 95.7, 130 + (stripe + 1) * 95.7
        sheet.shape([(a, 226), (b, 226), (70 + (stripe + 1) * 104.3, 300), (70 + stripe * 104.3, 300)], "#e8dcc4")
    window = rounded(190, 310, 1130, 770)
    sheet.fade(window, "#ffedb8", "#ffd488", "#e8a458")
    sheet.glow(660, 420, 620, "#fff2c8a0", 0.5)
    _toys(sheet)
    for bar in (176, 496, 812, 1122):
        sheet.box(bar, 300, bar + 18, 790, "#3a1c26")
    sheet.box(170, 770, 1150, 830, "#4a2430")
    sheet.box(1190, 310, 1400, 830, "#3a1c26")
    sheet.fade(rounded(1222, 340, 1368, 700), "#ffe2a0", "#e8a458")
    sheet.disc(1352, 740, 9, "#e8c070")
    sheet.fade(sheet.across(830, 1067), "#3a4460", "#1c2440", "#141a30")
    sheet.mirror(832, 235, 0.75, ripple=5)
    sheet.fade([(190, 834), (1130, 834), (1330, 1067), (60, 1067)], "#ffcf8060", "#ffcf8000")
    woman = Look(coat="#2a2438", legs="#181624", hair="#3a2822", hat="brim", hem=20)
    person(sheet, 560, 1010, 520, woman, face=0, arms=((30, 44), (-11, 44)))
    person(sheet, 780, 1016, 330, Look(coat="#8a2f34", legs="#1c1a28", hat="wool", hem=40), face=0, arms=((17, 88), (-30, 64)))
    sheet.limb(curve((718, 782), (734, 800), (742, 812), steps=4), "#8a2f34", 24, 18)
    for x in (560, 780):
        sheet.soft([(x - 60, 1010), (x + 60, 1010), (x + 110, 1067), (x - 110, 1067)], "#0c1020b0", 8)
    rain(sheet, "#ffe9c0", seed=4, count=90, slant=-0.12, long=30)
    return sheet


def _toys(sheet: Sheet) -> None:
    """A model ship, a globe, a lamp, a drum, a kite, bears: all against the light."""
    for y in (560, 766):
        sheet.box(190, y, 1130, y + 12, "#a8623a")
    skiff(sheet, 660, 560, 1.3, "#b83a30", "#fff0d0")
    sheet.line([(650, 520), (650, 330)], "#5a3420", 6)
    sheet.shape([(658, 336), (760, 500), (658, 500)], "#fff6e0")
    sheet.shape([(642, 350), (642, 500), (566, 500)], "#e8dcc4")
    for number in range(5):
        x = 240 + number * 52
        sheet.box(x, 560 - 60 - number * 41 % 60, x + 40, 560, ("#2f5a6a", "#b8503a", "#d8a83a", "#4a6a4a", "#6a3a5a")[number], 3)
    sheet.disc(930, 486, 60, "#3f7c8a")
    sheet.shape(curve(*trace("900,450 930,440 950,470 920,500 896,490"), closed=True, steps=5), "#8ab06a")
    sheet.line(oval(930, 486, 70, 70, 0, -60, 120), "#5a3420", 6)
    sheet.shape([(920, 548), (940, 548), (960, 560), (900, 560)], "#5a3420")
    for x, size, ink in ((290, 1.0, "#9c6a40"), (386, 0.78, "#c8945c"), (1040, 0.9, "#8a5a3a")):
        with sheet.at(x, 766, size):
            sheet.disc(0, -48, 44, ink, 1.1)
            sheet.disc(0, -122, 36, ink)
            for side in (-1, 1):
                sheet.disc(side * 30, -150, 14, ink)
                sheet.disc(side * 12, -128, 4, "#2a1814")
                sheet.disc(side * 34, -10, 18, dim(ink, 0.2))
            sheet.disc(0, -112, 14, lift(ink, 0.4))
    sheet.fade(rounded(560, 690, 690, 766, 6), "#c83c34", "#8a2822", start=(560, 0), end=(690, 0))
    for bar in range(5):
        sheet.line([(566 + bar * 28, 694), (580 + bar * 28, 762)], "#f4d890", 4)
    sheet.disc(625, 690, 65, "#fff4dc", 0.2)
    sheet.line([(860, 766), (860, 680)], "#5a3420", 8)
    sheet.shape([(820, 690), (846, 630), (876, 630), (902, 690)], "#3f8a70")
    sheet.glow(860, 700, 100, "#fff4c8c0")
    with sheet.at(430, 420, 1, 24):
        sheet.shape([(0, -70), (46, 0), (0, 86), (-46, 0)], "#d8503a")
        sheet.shape([(0, -70), (46, 0), (0, 0)], "#f0c04a")
        sheet.shape([(0, 86), (-46, 0), (0, 0)], "#2f6f78")


def greenhouse() -> Sheet:
    eye = Eye(760, 470, 900, 1.7)
    sheet = Sheet("#d4ecec", "#eef6e0", "#fdf6d8")
    sun(sheet, 1120, 210, 60, "#fffdf2", "#fff2c4")
    for number in range(7):
        x = 480 + number * 92
        sheet.soft(oval(x, 520, 70, 60 + number * 23 % 40), "#8ab89490", 16)
    _glass(sheet, eye)
    sheet.fade(eye.floor(-0.75, 0.75, 1.2, 26), "#f4e8c8", "#c8b48c", "#8a7a5c", start=(0, 520), end=(0, 1067))
    for side in (-1, 1):
        sheet.fade(
            eye.floor(min(side * 0.75, side * 5), max(side * 0.75, side * 5), 1.2, 26), "#b8b07c", "#5a4a34", start=(0, 520), end=(0, 1067)
        )
    for row in range(15, -1, -1):
        far = 1.9 + row * 1.25
        for across in (-3.2, 3.2, -1.75, 1.75):
            _tomato(sheet, eye, across, far, int(far * 10 + across * 7))
        if row == 4:
            _grower(sheet, eye)
    for number in range(4):
        x = 980 + number * 90
        sheet.fade([(x, 0), (x + 40, 0), (x - 500, 1067), (x - 640, 1067)], "#fffbe060", "#fffbe000")
    sheet.glow(1120, 210, 800, "#fff4c870")
    return sheet


def _grower(sheet: Sheet, eye: Eye) -> None:
    """Comes down the path with a box of what she has picked."""
    x, y = eye.see(0.1, 0, 6.6)
    shadow(sheet, x, y, 40, -60, "#5a4a3490", 20)
    look = Look(coat="#d8703a", legs="#3a4a5a", hair="#4a2f22", hem=36, skin="#c98f68")
    person(sheet, x, y, 236, look, face=-1, arms=((24, 58), (20, 54)), lit=1)
    sheet.box(x - 108, y - 148, x - 18, y - 104, "#a87a4a", 4)
    for fruit in range(7):
        sheet.disc(x - 100 + fruit * 12, y - 150 - fruit % 2 * 6, 9, "#d8402f")


def _glass(sheet: Sheet, eye: Eye) -> None:
    """Ribs and panes over the whole house, the far ones paler."""
    for rib in range(12, -1, -1):
        far = 2 + rib * 2.0
        ink, width = mix("#4a7a74", "#dceee4", rib / 14), max(2, eye.scale(far) * 0.05)
        outline = [eye.see(-4.6, 0, far), eye.see(-4.6, 2.3, far), eye.see(0, 4.9, far), eye.see(4.6, 2.3, far), eye.see(4.6, 0, far)]
        sheet.line(outline, ink, width)
        sheet.line([eye.see(-2.3, 3.6, far), eye.see(2.3, 3.6, far)], ink, width * 0.6)
    for side in (-1, 1):
        for across, up in ((4.6, 1.1), (4.6, 2.3), (3.07, 3.17), (1.53, 4.03), (0, 4.9)):
            sheet.line([eye.see(side * across, up, 1.4), eye.see(side * across, up, 26)], "#5a8a80b0", 4)
        for pane_at in range(13):
            far = 1.4 + pane_at * 1.9
            sheet.shape(
                [
                    eye.see(side * 4.6, 2.3, far),
                    eye.see(side * 4.6, 2.3, far + 1),
                    eye.see(side * 1.53, 4.03, far + 1),
                    eye.see(side * 1.53, 4.03, far),
                ],
                "#ffffff28",
            )


def _tomato(sheet: Sheet, eye: Eye, across: float, far: float, seed: int) -> None:
    chance, unit = random.Random(seed), eye.scale(far)
    air = min(0.7, far / 30)
    sheet.line([eye.see(across, 0, far), eye.see(across, 2.9, far)], mix("#8a9a6a", "#eef6e0", air), max(1, unit * 0.012))
    for _ in range(21):
        up = chance.uniform(0.25, 2.3)
        x, y = eye.see(across + chance.gauss(0, 0.2), up, far + chance.uniform(-0.2, 0.2))
        ink = mix(chance.choice(("#2f6a3c", "#4a8a48", "#78a850", "#245838")), "#f4f4cc", air)
        size = unit * chance.uniform(0.08, 0.15)
        with sheet.at(x, y, 1, chance.uniform(-50, 50)):
            sheet.shape(
                curve((-size * 1.6, 0), (-size * 0.3, -size * 0.62), (size * 1.5, 0), (-size * 0.2, size * 0.6), closed=True, steps=4), ink
            )
    for _ in range(7):
        x, y = eye.see(across + chance.gauss(0, 0.16), chance.uniform(0.4, 1.7), far - 0.2)
        size = unit * 0.055
        ink = mix(chance.choice(("#d8382c", "#e8582f", "#d8382c", "#b8b84a")), "#f4f0cc", air)
        sheet.disc(x, y, size, ink)
        sheet.disc(x - size * 0.3, y - size * 0.35, size * 0.28, "#ffffff90")


PICTURES: dict[str, Callable[[], Sheet]] = {
    "market": market,
    "bakery": bakery,
    "shop-window": shop_window,
    "greenhouse": greenhouse,
}
