"""Books, the past, and what hangs in its museum."""

import math
import random
from collections.abc import Callable

from .animals import cat, whale
from .nature import lens, mist, rain, stones, sun
from .people import Look, crowd, person, shadow
from .sheet import Sheet, curve, dim, lift, mix, oval, rounded, thin, trace
from .things import Style, dory, lamp_post, street
from .view import Eye


def _wet_street(sheet: Sheet) -> None:
    """The street behind the shop's window, and the window's frame."""
    view = rounded(420, 110, 1180, 730)
    sheet.fade(view, "#7a90a0", "#b0bcb8", "#8a98a0")
    style = Style("#4a4a58", glass="#4a5a6c", lit="#ffe0a0", share=0.35)
    with sheet.within(view):
        street(sheet, (380, 640), 150, 146, (240, 71, 90), ("#7a6a6c", "#8a8478", "#6a7a84", "#94807a"), style, count=6, seed=20)
        sheet.fade(sheet.across(640, 730), "#8a9498", "#5a666e")
        for x, ink, face in ((560, "#3a4a5c", 1), (980, "#8a3a38", -1)):
            person(sheet, x, 700, 150, Look(coat=ink), face=face, walk=0.9)
            sheet.shape(oval(x, 568, 84, 44, 0, 180, 360), dim(ink, 0.2))
        rain(sheet, "#f0f6f8", seed=3, count=260, slant=-0.2)
    sheet.glow(800, 420, 620, "#e8f0f070")
    frame = (
        (400, 92, 1200, 120),
        (400, 724, 1200, 760),
        (400, 92, 428, 760),
        (1172, 92, 1200, 760),
        (786, 110, 808, 730),
        (420, 300, 1180, 316),
    )
    for bar in frame:
        sheet.box(*bar, "#2c1814")


BOOKS = ("#8a3a30", "#c07040", "#d8a850", "#3c6468", "#274650", "#e3d6ba", "#6a5444", "#8a9868", "#4a3450", "#b84a3c")


def ice() -> Sheet:
    sheet = Sheet("#8ab0cc", "#c4d8e0", "#f4e0cc", "#fbd4b0")
    sun(sheet, 420, 420, 42, "#fff8e8", "#ffe4c0")
    walls = [mix(wall, "#e8dcd8", 0.4) for wall in ("#a87a70", "#8a8a98", "#b89a84", "#7a8494")]
    style = Style("#e8f0f4", glass="#5a6a80", lit="#ffd890", share=0.16)
    street(sheet, (-20, 500), 112, 108, (84, 53, 70), walls, style, count=15, seed=0)
    sheet.fade(sheet.across(480, 1067), "#f4e4d8", "#b8d0dc", "#6a94b0")
    _low_bridge(sheet)
    _floes(sheet)
    dory(sheet, 560, 880, 1.9, "#7a3a2c", "#b87a50", -4)
    sheet.shape(curve(*trace("380,866 460,838 620,836 760,824 700,850 480,868"), closed=True, steps=5), "#f8fafa")
    sheet.line([(610, 840), (590, 560)], "#4a3428", 12)
    sheet.line([(590, 570), (420, 850)], "#4a342880", 3)
    _on_the_ice(sheet)
    for x in (90, 1520):
        _bare_tree(sheet, x, 640 if x < 800 else 700, 300 if x < 800 else 420)
    mist(sheet, 400, 640, "#fbe8d8", 0.5)
    return sheet


def _on_the_ice(sheet: Sheet) -> None:
    """People who walk on the river, and one who draws a sledge."""
    looks = crowd(12, ("#3a3a48", "#6a2f34", "#2f4a5a", "#5a4a38"), 7)
    places = trace("1020,680 1064,682 300,640 1330,720 960,900 840,640 1130,946")
    ways = ((110, -1, 0.8), (78, -1, 0.9), (80, 1, 0.7), (150, 1, 1.0), (290, -1, 0.9), (76, 0, 0.5), (200, -1, 1.0))
    for look, (x, y), (tall, face, walk) in zip(looks, places, ways, strict=True):
        shadow(sheet, x, y, tall * 0.22, tall * 0.7, "#4a6a8890", tall * 0.1)
        person(sheet, x, y, tall, look, face=face, walk=walk, lit=-1)
    sheet.line([(1118, 860), (1196, 948)], "#5a3a28", 4)
    sheet.line([(1190, 944), (1330, 944)], "#5a3a28", 9)
    sheet.line([(1200, 922), (1300, 922)], "#8a5a38", 9)
    for x in (1216, 1286):
        sheet.line([(x, 922), (x, 944)], "#5a3a28", 6)
    sheet.box(1214, 880, 1290, 920, "#b8905c", 3)


def _low_bridge(sheet: Sheet) -> None:
    """Three arches with snow along the parapet."""
    outline = [(-10, 610), (-10, 430), *curve((-10, 430), (800, 372), (1610, 430), steps=16), (1610, 610)]
    stones(sheet, outline, "#8a8284", seed=2, size=(62, 30))
    sheet.fade(outline, "#f4d8bc50", "#3a486880", start=(0, 380), end=(0, 610))
    for middle, wide, top in ((270, 190, 470), (800, 224, 432), (1330, 190, 470)):
        arch = [(middle - wide, 612), *oval(middle, 612, wide, 612 - top, 0, 180, 360), (middle + wide, 612)]
        sheet.line(oval(middle, 612, wide + 10, 622 - top, 0, 180, 360), "#a89e9c", 20)
        sheet.fade(arch, "#3a4660", "#8aa0b4", "#e8dcd4")
        sheet.fade(
            [(middle - wide * 0.7, 612), (middle - wide * 0.5, 560), (middle + wide * 0.9, 560), (middle + wide * 0.9, 612)],
            "#f4e0d000",
            "#f4e4d8",
        )
    sheet.line(curve((-10, 424), (800, 366), (1610, 424), steps=16), "#fafcfc", 15)
    for x in (536, 1064):
        sheet.shape([(x - 44, 640), (x - 32, 420), (x + 32, 420), (x + 44, 640)], "#787278")
        sheet.shape([(x - 38, 424), (x, 396), (x + 38, 424)], "#fafcfc")
    for x in (420, 700, 980, 1200):
        lamp_post(sheet, x, 384 + abs(x - 800) * 0.05, 110, "#3a3e4c", "#ffe4a8" if x == 700 else "")


def _floes(sheet: Sheet) -> None:
    chance = random.Random(9)
    places = sorted(620 + 450 * chance.random() ** 1.1 for _ in range(120))
    for y in places:
        size, x = 14 + 0.3 * (y - 610), chance.uniform(-60, 1660)
        around = [
            (x + size * chance.uniform(0.9, 1.6) * math.cos(a), y + size * chance.uniform(0.3, 0.44) * math.sin(a))
            for a in (0, 0.9, 1.8, 2.7, 3.6, 4.5, 5.4)
        ]
        thick = 2 + size * 0.07
        sheet.shape([(px + thick * 0.4, py + thick) for px, py in around], "#4f7c9c")
        sheet.fade(around, mix("#fdf4ec", "#f0f6fa", chance.random()), mix("#d0e2ec", "#bcd4e2", chance.random()))


def _bare_tree(sheet: Sheet, x: float, y: float, tall: float) -> None:
    def bough(px: float, py: float, long: float, angle: float, wide: float) -> None:
        qx, qy = px + long * math.cos(angle), py + long * math.sin(angle)
        sheet.limb([(px, py), (qx, qy)], "#4a4450", wide, wide * 0.66)
        if wide > 2.4:
            for turn in (-0.46, 0.08, 0.52):
                bough(qx, qy, long * 0.7, angle + turn, wide * 0.56)

    bough(x, y, tall * 0.36, -math.pi / 2, tall * 0.06)


def bookshop() -> Sheet:
    sheet = Sheet("#3a241c", "#5a3a2a")
    _wet_street(sheet)
    sheet.fade([(360, 760), (1240, 760), (1330, 830), (270, 830)], "#c89460", "#8a5c3a")
    _books_on_sill(sheet)
    cat(sheet, 900, 776, 1.5, "#1c1416", "#c8d4d4")
    for side in (-1, 1):
        _tall_case(sheet, side)
    sheet.fade(sheet.across(830, 1067), "#6d4630", "#24140f")
    sheet.fade([(430, 830), (1180, 830), (1360, 1067), (240, 1067)], "#d8e4e060", "#d8e4e000")
    sheet.shape([(150, 980), (1450, 980), (1640, 1080), (-40, 1080)], "#5a3622")
    sheet.shape([(150, 980), (1450, 980), (1458, 990), (142, 990)], "#b8804c")
    _piles(sheet)
    for x in (470, 1130):
        sheet.line([(x, 0), (x, 90)], "#1c1210", 4)
        sheet.shape([(x - 16, 84), (x + 16, 84), (x + 58, 150), (x - 58, 150)], "#2f5a4a")
        sheet.disc(x, 150, 56, "#ffeab8", 0.2)
        sheet.glow(x, 180, 520, "#ffcf8088")
    return sheet


def _books_on_sill(sheet: Sheet) -> None:
    chance, x = random.Random(5), 450.0
    while x < 1150:
        wide, tall = chance.uniform(16, 40), chance.uniform(70, 130)
        if 806 < x < 1010:
            x = 1012
            continue
        ink = mix(chance.choice(BOOKS), "#201414", 0.35)
        sheet.box(x, 772 - tall, x + wide, 772, ink)
        sheet.line([(x + 1.5, 772 - tall), (x + 1.5, 772)], thin("#d8e4e4", 0.5), 3)
        x += wide + chance.uniform(0, 2) + (60 if chance.random() < 0.08 else 0)


def _tall_case(sheet: Sheet, side: int) -> None:
    """A case of books against the side wall, its shelves running towards the window."""
    chance = random.Random(17 + side)
    far, near = (385.0, -60.0) if side < 0 else (1215.0, 1660.0)
    sheet.fade([(far, 40), (near, -260), (near, 1240), (far, 850)], "#4a2c1e", "#1c100c", start=(far, 0), end=(near, 0))
    for shelf in range(6):
        low_far, low_near = 190 + shelf * 128, 40 + shelf * 220
        share = 0.0
        while share < 1:
            step = 0.036 + 0.05 * share * chance.uniform(0.7, 1.3)
            a, b = share, min(1, share + step)
            tall = chance.uniform(0.6, 0.9)
            xa, xb = far + (near - far) * a, far + (near - far) * b
            fa, fb = low_far + (low_near - low_far) * a, low_far + (low_near - low_far) * b
            ha, hb = (120 + 90 * a) * tall, (120 + 90 * b) * tall
            ink = mix(chance.choice(BOOKS), "#ffcf90", 0.12 * (1 - a))
            sheet.shape([(xa, fa - ha), (xb, fb - hb), (xb, fb), (xa, fa)], dim(ink, 0.1 + 0.45 * a))
            sheet.line([(xa, fa - ha), (xa, fa)], thin("#1c100c", 0.5), 2)
            share = b
        sheet.shape([(far, low_far), (near, low_near), (near, low_near + 26), (far, low_far + 12)], "#7a4c2e")
    sheet.shape([(far - 12 * side, 40), (far + 14 * side, 30), (far + 14 * side, 860), (far - 12 * side, 850)], "#8a5a36")


def _piles(sheet: Sheet) -> None:
    chance = random.Random(11)
    for x, count in ((240, 5), (450, 3), (660, 2), (960, 4), (1180, 3), (1390, 6)):
        y = 1010.0
        for _ in range(count):
            wide, tall = chance.uniform(76, 100), chance.uniform(18, 32)
            ink, shift = chance.choice(BOOKS), chance.uniform(-10, 10)
            sheet.fade(rounded(x - wide + shift, y - tall, x + wide + shift, y, 4), lift(ink, 0.15), dim(ink, 0.25))
            sheet.box(x + wide + shift - 14, y - tall + 4, x + wide + shift - 2, y - 4, "#f0e4c8", 2)
            y -= tall
    sheet.shape([(720, 1012), (790, 992), (866, 1010), (800, 1034)], "#fbf2dc")
    sheet.line([(790, 992), (800, 1034)], "#c8b490", 3)


def museum_hall() -> Sheet:
    eye = Eye(800, 560, 880, 1.7)
    sheet = Sheet("#a8c4cc", "#d8e0d4", "#e8dcc0")
    sheet.fade(eye.front(-7, 7, 0, 11, 34), "#e4d8bc", "#c0a888")
    (x, y), size = eye.see(0, 9.2, 34), eye.scale(34)
    sheet.fade(oval(x, y, size * 1.5, size * 1.5), "#fdfbee", "#e4eef0")
    for side in (-1, 1):
        sheet.fade(
            eye.side(side * 7, 1.2, 34, 0, 11),
            "#b09474" if side < 0 else "#e0c8a0",
            "#8a7058" if side < 0 else "#c8ac84",
            start=(0, 0),
            end=(0, 1067),
        )
        for number in range(9, -1, -1):
            _bay(sheet, eye, side, 2.4 + number * 3.2)
    sheet.fade(eye.floor(-7, 7, 1.2, 34), "#e4d4b4", "#a88c6c", "#6d5644", start=(0, 620), end=(0, 1067))
    for row in range(20):
        for tile in range(7):
            if (row + tile) % 2:
                far = 1.6 * 1.17**row
                sheet.shape(eye.floor(-7 + tile * 2, -5 + tile * 2, far, min(34, far * 1.17)), "#5a46384c")
    for rib in range(9, -1, -1):
        far = 2.4 + rib * 3.2
        arch = [eye.see(7.0 * math.cos(math.radians(a)), 9.4 + 4.2 * math.sin(math.radians(a)), far) for a in range(0, 181, 12)]
        sheet.line(arch, mix("#4a5a5c", "#c8d4cc", rib / 10), max(3, eye.scale(far) * 0.13))
    for across in (-5.4, -2.8, 0, 2.8, 5.4):
        up = 9.4 + 4.2 * math.sqrt(1 - (across / 7) ** 2)
        sheet.line([eye.see(across, up, 1.4), eye.see(across, up, 33)], "#6a7a7ab0", 4)
    for number in range(4):
        far = 5 + number * 5.4
        sheet.fade(
            [eye.see(2.4, 13, far), eye.see(4, 13, far + 1.4), eye.see(-2, 0, far + 1.4), eye.see(-5, 0, far)], "#fff8dc78", "#fff8dc08"
        )
    for hang in (540, 840, 1160):
        sheet.line([(hang, 0), (hang, 400)], "#3a3a3c", 2)
    sheet.soft(lens(820, 900, 560, 34), "#3a2c2490", 14)
    whale(sheet, 860, 408, 1.16, "#fbf0d8", "#a88e70")
    _visitors(sheet, eye)
    return sheet


def _bay(sheet: Sheet, eye: Eye, side: int, far: float) -> None:
    """A case on the floor and an arch of the gallery above it."""
    air = min(0.75, far / 42)
    x, ink = side * 6.9, mix("#5a4030", "#e4d8bc", air)
    for low, high in ((0.4, 3.4), (4.6, 8.0)):
        arch = [
            eye.see(x, low, far),
            eye.see(x, high - 0.5, far),
            eye.see(x, high, far + 0.6),
            eye.see(x, high + 0.1, far + 1.2),
            eye.see(x, high, far + 1.8),
            eye.see(x, high - 0.5, far + 2.4),
            eye.see(x, low, far + 2.4),
        ]
        sheet.fade(arch, mix("#3a2c28", "#e4d8bc", air), mix("#6a5040", "#e4d8bc", air))
        if low < 1:
            for shelf in (1.0, 1.9, 2.7):
                sheet.line([eye.see(x, shelf, far + 0.1), eye.see(x, shelf, far + 2.3)], mix("#c8b088", "#e4d8bc", air), 2)
                for thing in range(4):
                    px, py = eye.see(x, shelf + 0.16, far + 0.4 + thing * 0.5)
                    sheet.disc(
                        px,
                        py,
                        eye.scale(far + 1) * 0.1,
                        mix(("#c8a060", "#7a9a94", "#b86a4a", "#e4dcc8")[(thing + int(far)) % 4], "#e4d8bc", air),
                        1.4,
                    )
    sheet.line([eye.see(x - side * 0.3, 4.3, far), eye.see(x - side * 0.3, 4.3, far + 3.2)], ink, max(2, eye.scale(far) * 0.08))
    sheet.line([eye.see(x - side * 0.3, 5.2, far), eye.see(x - side * 0.3, 5.2, far + 3.2)], ink, max(2, eye.scale(far) * 0.04))
    for post in range(8):
        sheet.line(
            [eye.see(x - side * 0.3, 4.3, far + post * 0.4), eye.see(x - side * 0.3, 5.2, far + post * 0.4)],
            ink,
            max(1, eye.scale(far) * 0.02),
        )


def _visitors(sheet: Sheet, eye: Eye) -> None:
    looks = crowd(44, ("#34586a", "#a8503a", "#4a5a44", "#c89a3a", "#5a3a56"), 7)
    for look, (x, far, tall, face) in zip(
        looks,
        (
            (-2.6, 19, 1.7, 1),
            (2.8, 17, 1.72, -1),
            (3.3, 17, 1.1, -1),
            (-4.2, 11, 1.75, 1),
            (1.0, 12, 1.66, 0),
            (1.7, 11.8, 1.05, 0),
            (-0.9, 8.2, 1.7, 0),
        ),
        strict=True,
    ):
        px, py = eye.see(x, 0, far)
        unit = eye.scale(far)
        shadow(sheet, px, py, unit * 0.14, -unit * 0.9, "#3a2c2490", unit * 0.16)
        person(sheet, px, py, tall * unit, look, face=face, lit=1, arms=((22, 84), (-7, 44)) if tall < 1.2 else ((7, 44), (-7, 44)))


PICTURES: dict[str, Callable[[], Sheet]] = {
    "ice": ice,
    "bookshop": bookshop,
    "museum-hall": museum_hall,
}
