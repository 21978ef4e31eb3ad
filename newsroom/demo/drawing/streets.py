"""Streets in the early light and in the rain."""

import math
import random
from collections.abc import Callable

from .nature import cloud, glitter, gulls, mist, ridge, sun, water
from .people import crowd, dark, person, shadow
from .sheet import Sheet, curve, dim, lift, mix, oval, rounded, thin
from .things import pane, skiff, town
from .view import Eye

HAZE = "#c4d8d8"


def tram() -> Sheet:
    eye = Eye(640, 470, 1050, 1.7)
    sheet = Sheet("#7d8fb4", "#c9a8ac", "#f4c498", "#fde4b4")
    sun(sheet, 620, 436, 46, "#fffbea", "#ffe4a8")
    for side in (-1, 1):
        _street_side(sheet, eye, side)
    sheet.fade(eye.floor(-9, 14, 2.2, 120), "#3d3844", "#7a6464", "#f0c894", start=(0, 1067), end=(0, 470))
    for row in range(28):
        far = 2.6 * 1.11**row
        sheet.line([eye.see(-6, 0, far), eye.see(9, 0, far)], "#2a262e50", 2.4)
    for x in (-2.2, -0.76, 1.6, 3.04):
        sheet.fade(
            [eye.see(x - 0.04, 0, 2.2), eye.see(x + 0.06, 0, 2.2), eye.see(x + 0.02, 0, 100), eye.see(x, 0, 100)],
            "#a88c84",
            "#ffedc4",
            start=(0, 1067),
            end=(0, 600),
        )
    glitter(sheet, 620, 490, 1060, "#ffe6b4", seed=5, begin=10, end=240, count=110)
    mist(sheet, 330, 620, "#fde0b0", 0.6)
    _tram_car(sheet, eye, 1.05, 8.4)
    for number, look in enumerate(crowd(5, ("#3a4258", "#6d3a3a", "#4a4a44"), 4)):
        px, py = eye.see(-3.3 + number * 0.36, 0, 7 + number * 4.4)
        tall = eye.scale(7 + number * 4.4) * 1.72
        shadow(sheet, px, py, tall * 0.6, (px - 620) * 0.5, "#1c1a2490", tall * 0.1)
        person(sheet, px, py, tall, dark(look, "#2a2630", 0.6), face=(1, 0, 1, -1)[number], walk=0.9 if number % 2 == 0 else 0)
    for wire in (-1.5, 2.3):
        sheet.line([eye.see(wire, 5.6, 1.5), eye.see(wire, 5.4, 90)], "#2a2630", 2)
    for far in (5, 9, 16, 28):
        sheet.line(
            curve(eye.see(-6, 6.6, far), eye.see(-1.5, 5.55, far), eye.see(2.3, 5.55, far), eye.see(8, 6.6, far), steps=6), "#2a263080", 2
        )
    sheet.glow(620, 436, 800, "#ffd89858")
    return sheet


def _street_side(sheet: Sheet, eye: Eye, side: int) -> None:
    chance = random.Random(side + 5)
    x, far = side * 6.2 + (1.6 if side > 0 else 0), 62.0
    while far > 2.4:
        near = max(2.2, far - far * 0.2 - 1.2)
        tall = chance.uniform(8.5, 12.5)
        wall = mix(chance.choice(("#7a4a44", "#5a5464", "#8a6a4c", "#4a5a66", "#6d4a58")), "#f4cfa0", min(0.85, far / 50))
        front = eye.side(x, near, far, 0, tall)
        sheet.fade(front, dim(wall, 0.3), wall, start=front[0], end=front[3])
        sheet.fade(front, thin("#1c1a28", 0), thin("#1c1a28", 0.45), start=(0, 200), end=(0, 900))
        top = [
            eye.see(x, tall, near),
            eye.see(x, tall, far),
            eye.see(x + side * 2, tall + 2.4, far),
            eye.see(x + side * 2, tall + 2.4, near),
        ]
        sheet.shape(top, dim(wall, 0.4))
        for floor in range(3):
            for window in range(3):
                z = near + (far - near) * (0.16 + window * 0.28)
                low = 3.6 + floor * 2.5
                glass = "#ffd88c" if chance.random() < 0.22 else mix("#2a2e40", "#f4cfa0", min(0.8, far / 45))
                sheet.shape(eye.side(x - side * 0.02, z, z + (far - near) * 0.15, low, low + 1.5), glass)
        sheet.shape(
            eye.side(x - side * 0.02, near + (far - near) * 0.08, near + (far - near) * 0.92, 0.5, 2.6),
            "#ffcf80" if chance.random() < 0.5 else mix("#2a2630", "#f4cfa0", min(0.8, far / 50)),
        )
        far = near


def _tram_car(sheet: Sheet, eye: Eye, x: float, far: float) -> None:
    """Comes towards the viewer: its long side, then its face with the lamps."""
    left, right, tail = x, x + 2.5, far + 11
    flank = eye.side(left, far, tail, 0.35, 3.3)
    sheet.fade(flank, "#e8dcc0", "#a8322c", "#8a2826", start=flank[1], end=flank[0])
    sheet.shape(eye.side(left, far, tail, 0.35, 1.5), "#a8322c")
    for number in range(6):
        z = far + 0.5 + number * 1.75
        sheet.fade(eye.side(left - 0.01, z, z + 1.35, 1.75, 2.85), "#ffd98c", "#c9985c")
    sheet.shape([eye.see(left, 3.3, far), eye.see(left, 3.3, tail), eye.see(right, 3.3, tail), eye.see(right, 3.3, far)], "#4a3c3c")
    sheet.soft(eye.floor(left - 0.2, right + 0.4, far - 2.4, far + 0.4), "#14121cc0", 8)
    face = rounded(*eye.see(left, 3.35, far), *eye.see(right, 0.4, far), 34)
    sheet.fade(face, "#efe4ca", "#e0cfae")
    (edge, brow), (rim, foot) = eye.see(left, 1.5, far), eye.see(right, 0.4, far)
    sheet.fade(rounded(edge, brow, rim, foot, 18), "#b8352e", "#7d2422")
    for pane_at, wide in ((0.06, 0.24), (0.34, 0.32), (0.7, 0.24)):
        wx = edge + (rim - edge) * pane_at
        sheet.fade(rounded(wx, brow - 152, wx + (rim - edge) * wide, brow - 24, 10), "#3a4458", "#7a6a6c")
    sheet.disc(edge + (rim - edge) * 0.5, brow - 66, 20, "#1c1a22", 1.15)
    sheet.shape(oval(edge + (rim - edge) * 0.5, brow - 24, 44, 34, 0, 180, 360), "#1c1a22")
    for lamp in (0.16, 0.84):
        sheet.disc(edge + (rim - edge) * lamp, brow + 62, 17, "#fff4d0")
        sheet.glow(edge + (rim - edge) * lamp, brow + 62, 130, "#ffe2a0d0")
    sheet.box(edge + 20, foot - 12, rim - 20, foot + 20, "#2a2228", 6)
    top = eye.see(x + 1.25, 3.4, far + 2)
    sheet.line([top, (top[0] - 40, top[1] - 70), eye.see(2.3, 5.5, far + 1.4)], "#2a2630", 5)


def street_rain() -> Sheet:
    eye = Eye(830, 600, 1420, 13, 58, 8)
    sheet = Sheet("#1c2438")
    sheet.fade(eye.floor(-30, 30, 1, 60), "#2f3a50", "#1a2134", "#111626", start=(0, 0), end=(0, 1067))
    for number in range(11):
        x = -5.0 + number * 0.95
        sheet.shape([eye.see(x, 0, 6.2), eye.see(x + 0.5, 0, 6.2), eye.see(x + 0.5, 0, 9.6), eye.see(x, 0, 9.6)], "#a8aebaa0")
    sheet.fade(eye.floor(-30, 30, 11.2, 60), "#3f4258", "#2a2e42")
    sheet.shape(eye.floor(-30, 30, 11.0, 11.2), "#6d7080")
    chance = random.Random(5)
    for row in range(12):
        for stone in range(34):
            z, x = 11.3 + row * 0.7, -12 + stone * 0.8 + row % 2 * 0.4
            sheet.shape(eye.floor(x, x + 0.76, z, z + 0.66), mix("#3a3e54", "#2a2e42", chance.random()))
    for x, z, ink in ((-7, 12.6, "#ffc46a"), (-2.4, 12.8, "#ffd98a"), (3.4, 12.4, "#ffb45a"), (7, 13, "#7fd0d8")):
        px, py = eye.see(x, 0, z)
        sheet.glow(px, py - 60, 420, thin(ink, 0.55), 1.1)
        glitter(sheet, px, py - 40, py + 460, ink, seed=int(x + 20), begin=60, end=110, count=70, size=0.8)
    _taxi(sheet, eye)
    inks = ("#2f6f78", "#d8a03a", "#3a4a78", "#c8d0d4", "#5a3a66", "#23283a", "#4a7a5a", "#23283a", "#8a4a3a")
    places = ((-4.0, 6.9), (-3.2, 11.9), (-1.7, 8.9), (2.7, 12.4), (3.6, 7.9), (-5.2, 10.2), (4.9, 9.9), (-0.4, 12.9), (1.5, 5.9))
    for number, (x, z) in enumerate(sorted(places, key=lambda place: -place[1])):
        _umbrella_above(sheet, eye, x, z, inks[number], number)
    _umbrella_above(sheet, eye, 0.7, 9.4, "#d8332c", 3, 0.86)
    for x in (-0.75, 0.75):
        sheet.line([eye.see(-30, 0, 4.6 + x), eye.see(30, 0, 4.6 + x)], "#6a7490", 9)
        sheet.line([eye.see(-30, 0, 4.66 + x), eye.see(30, 0, 4.66 + x)], "#c8b490a0", 3)
    _umbrella_above(sheet, eye, -2.6, 4.9, "#d8a03a", 6, 0.74)
    _umbrella_above(sheet, eye, 3.3, 4.5, "#3a6a8a", 1, 0.74)
    for _ in range(300):
        x, y = chance.uniform(0, 1600), chance.uniform(0, 1067)
        dx, dy = (x - 760) * 0.045, (y - 1500) * -0.03
        sheet.line([(x, y), (x + dx, y + dy)], thin("#dfe8f4", chance.uniform(0.1, 0.45)), chance.uniform(1, 2.2))
    return sheet


def _umbrella_above(sheet: Sheet, eye: Eye, x: float, z: float, ink: str, number: int, wide: float = 0.72) -> None:
    foot = eye.see(x, 0, z)
    sheet.soft(oval(foot[0], foot[1] + 6, 70, 30), "#080a14b0", 9)
    for side in (-0.12, 0.1):
        sheet.limb([eye.see(x + side, 0.85, z), eye.see(x + side * 1.6, 0.05, z - 0.2 - side)], "#10131f", 20, 11)
    sheet.limb([eye.see(x, 0.7, z), eye.see(x, 1.5, z)], mix("#2a3044", ink, 0.25), 46, 60)
    rim = [
        (x + wide * math.cos(math.radians(a + number * 13)), 1.75, z + wide * math.sin(math.radians(a + number * 13)))
        for a in range(0, 361, 45)
    ]
    tip = eye.see(x, 2.05, z)
    for panel in range(8):
        p, q = eye.see(*rim[panel]), eye.see(*rim[panel + 1])
        bend = ((p[0] + q[0]) / 2 * 0.94 + tip[0] * 0.06, (p[1] + q[1]) / 2 * 0.94 + tip[1] * 0.06)
        light = 0.5 + 0.5 * math.sin(math.radians(panel * 45 + number * 13 + 60))
        sheet.shape([tip, p, bend, q], mix(dim(ink, 0.5), lift(ink, 0.22), light))
        sheet.line([tip, p], thin("#0c101c", 0.4), 2)
    sheet.disc(*tip, 4, "#f0e6d0")


def _taxi(sheet: Sheet, eye: Eye) -> None:
    """A car that waits at the crossing, its lamps on the wet road."""
    x, z = -7.6, 8.0
    for lamp in (-0.6, 0.6):
        px, py = eye.see(x + 2.3, 0.5, z + lamp)
        beam_to = [eye.see(x + 9, 0, z + lamp - 1.2), eye.see(x + 9, 0, z + lamp + 1.4)]
        sheet.fade([(px, py), *beam_to], "#ffe9b0a0", "#ffe9b000", start=(px, py), end=beam_to[0])
    sheet.soft(eye.floor(x - 2.2, x + 2.4, z - 1.2, z + 1), "#080a14c0", 8)
    for low, high, trim, ink in ((0.3, 0.95, 0.0, "#14161f"), (0.95, 1.45, 0.3, "#20232e")):
        body = [
            eye.see(px, high, pz)
            for px, pz in (
                (x - 2.2 + trim, z - 0.95 + trim / 2),
                (x + 2.2 - trim * 3, z - 0.95 + trim / 2),
                (x + 2.2 - trim * 3, z + 0.95 - trim / 2),
                (x - 2.2 + trim, z + 0.95 - trim / 2),
            )
        ]
        side = [
            eye.see(px, up, z - 0.95 + trim / 2)
            for px, up in ((x - 2.2 + trim, low), (x - 2.2 + trim, high), (x + 2.2 - trim * 3, high), (x + 2.2 - trim * 3, low))
        ]
        sheet.shape(side, dim(ink, 0.3))
        sheet.shape(body, ink)
    sheet.shape(
        [
            eye.see(x + 1.3, 1.46, z - 0.7),
            eye.see(x + 1.75, 1.0, z - 0.8),
            eye.see(x + 1.75, 1.0, z + 0.8),
            eye.see(x + 1.3, 1.46, z + 0.7),
        ],
        "#4a5a78",
    )
    px, py = eye.see(x + 0.2, 1.62, z)
    sheet.box(px - 26, py - 12, px + 26, py + 12, "#ffcf6a", 6)
    sheet.glow(px, py, 110, "#ffcf6ab0")


def terraces() -> Sheet:
    sheet = Sheet("#7fb8d0", "#bcdcdc", "#f0ecd4")
    cloud(sheet, 1130, 170, 210, "#ffffff", "#b4d4da", seed=6)
    cloud(sheet, 260, 130, 150, "#ffffff", "#b4d4da", seed=2)
    ridge(sheet, 268, 26, "#9cc0c0", seed=5, foot=310)
    sheet.fade(sheet.across(290, 460), "#a8d0d0", "#5a9caa")
    water(sheet, 294, 440, ("#e8f4ee", "#4a8a9a"), seed=3, count=120, size=0.4)
    skiff(sheet, 1180, 350, 0.42, "#c8452f", "#f4ecd8", cabin="#f4ecd8", flip=True)
    skiff(sheet, 760, 330, 0.26, "#2f4a66", "#f4ecd8", cabin="#f4ecd8")
    town(sheet, 470, "#7d93a0", seed=14, size=1.0)
    rows = ((520, 0.42, 0.05, 3), (606, 0.6, 0.07, 8), (724, 0.86, 0.085, 5), (890, 1.2, 0.1, 12), (1130, 1.7, 0.11, 4))
    for number, (y, size, slope, seed) in enumerate(rows):
        _terrace(sheet, y, size, slope, seed, 1 - number / 4)
    gulls(sheet, 620, 240, 150, "#ffffff", seed=6, count=7, size=1.1)
    sheet.glow(1500, 0, 900, "#fff0c460")
    return sheet


def _terrace(sheet: Sheet, y: float, size: float, slope: float, seed: int, air: float) -> None:
    """One row of brick houses that steps down the hill to the right, its wash hung out behind."""
    chance, wide = random.Random(seed), 150 * size
    brick = mix(("#a8523c", "#8a4a40", "#b8704c")[seed % 3], HAZE, air * 0.55)
    slate = mix(("#4a4e60", "#5a4a50")[seed % 2], HAZE, air * 0.55)
    for number in range(int(1600 / wide) + 3):
        x = -wide + number * wide + seed * 7 * size
        wall = mix(brick, lift(brick, 0.25), chance.random())
        if chance.random() < 0.22:
            wall = mix(chance.choice(("#e8dcc0", "#7fa0a4", "#d8b070")), HAZE, air * 0.5)
        with sheet.at(x, y + x * slope - 60 * size, size):
            _terrace_house(sheet, wall, slate, air)
            _chimney(sheet, 129, -236, 1, brick, smoke=chance.random() < 0.28)
            door = mix(chance.choice(("#c8452f", "#2f6f73", "#e2a83f", "#3a4a78", "#4a6a3a")), HAZE, air * 0.4)
            sheet.box(25, -68, 53, 6, door)
    sheet.line([(-wide, y - 54 * size - wide * slope), (1700, y - 54 * size + 1700 * slope)], mix("#d8ccb4", HAZE, air * 0.4), 12 * size)


def _terrace_house(sheet: Sheet, wall: str, slate: str, air: float) -> None:
    """A hundred and fifty units wide, its foot at nought; the door comes later."""
    sheet.fade(rounded(0, -165, 151, 220), lift(wall, 0.1), dim(wall, 0.1), dim(wall, 0.3))
    sheet.fade([(-4, -160), (26, -236), (176, -236), (150, -160)], lift(slate, 0.18), slate)
    for line in range(4):
        sheet.line([(line * 6, -176 - line * 16), (150 + line * 6, -176 - line * 16)], thin(dim(slate, 0.3), 0.5), 1.6)
    frame, glass = mix("#f4ecdc", HAZE, air * 0.4), mix("#33505e", HAZE, air * 0.4)
    for left, top, tall in ((18, -136, 54), (84, -136, 54), (84, -66, 56)):
        pane(sheet, left, top, 42, tall, glass, frame)
    sheet.box(21, -72, 57, 6, frame)


def _chimney(sheet: Sheet, x: float, y: float, size: float, brick: str, *, smoke: bool) -> None:
    sheet.fade(rounded(x, y - 44 * size, x + 34 * size, y + 22 * size), brick, dim(brick, 0.35), start=(x, y), end=(x + 34 * size, y))
    sheet.box(x - 3 * size, y - 48 * size, x + 37 * size, y - 40 * size, dim(brick, 0.3))
    for pot in (5, 20):
        sheet.box(x + pot * size, y - 62 * size, x + (pot + 9) * size, y - 46 * size, "#c98a5c")
    for puff in range(9 if smoke else 0):
        sheet.soft(
            oval(
                x + (14 + puff * 13) * size,
                y - (74 + puff * 17 - puff * puff * 0.5) * size,
                (7 + puff * 3.6) * size,
                (6 + puff * 2.4) * size,
            ),
            thin("#ffffff", 0.55 - puff * 0.055),
            5 * size,
        )


PICTURES: dict[str, Callable[[], Sheet]] = {
    "tram": tram,
    "street-rain": street_rain,
    "terraces": terraces,
}
