"""The town: its council, courts, schools and library."""

import math
import random
from collections.abc import Callable
from dataclasses import replace

from .animals import pigeon
from .nature import gulls, mist, stones, sun, tree, veils
from .people import HAIRS, SKINS, Look, crowd, dark, person, shadow
from .sheet import Point, Sheet, curve, dim, lift, mix, oval, rounded, trace
from .things import pane
from .view import Eye


def council_chamber() -> Sheet:
    eye = Eye(800, 470, 1180, 6.4, 15)
    sheet = Sheet("#3a2a20", "#5a3f2c")
    sheet.fade(eye.front(-8.5, 8.5, 0, 9.5, 25), "#c9a878", "#7d5836")
    for side in (-1, 1):
        sheet.fade(eye.side(side * 8.5, 3, 25, 0, 9.5), "#8a6440" if side < 0 else "#b88a58", "#4a3222")
    sheet.fade(eye.floor(-8.5, 8.5, 4, 25), "#a8523a", "#6d2f28", "#3a1c1c")
    for number in range(5):
        _tall_window(sheet, eye, -6.2 + number * 3.1)
    sheet.shape(eye.front(-2.4, 2.4, 0, 1.4, 23), "#5a3624")
    for number, ink in enumerate(("#3a3f4c", "#7a2a2a", "#2f4a44")):
        _seated(sheet, eye, -1.5 + number * 1.5, 23.4, ink, number, 1.0)
    sheet.shape(eye.front(-2.6, 2.6, 0, 1.1, 22.4), "#6d452c")
    sheet.shape(eye.front(-2.6, 2.6, 1.1, 1.2, 22.4), "#c08a54")
    _desks(sheet, eye)
    for number in range(3):
        x = -6.2 + number * 3.1
        shaft = [eye.see(x - 0.9, 8, 24.8), eye.see(x + 0.9, 8, 24.8), eye.see(x + 6.8, 0, 13), eye.see(x + 3.4, 0, 13)]
        sheet.fade(shaft, "#fff0c478", "#fff0c400", start=shaft[0], end=shaft[3])
    sheet.glow(700, 250, 700, "#ffe2a850")
    rail = curve((0, 960), (800, 1000), (1600, 960), steps=8)
    sheet.fade([*rail, (1600, 1067), (0, 1067)], "#2a1a14", "#120c0c")
    sheet.line(rail, "#8a5f3a", 16)
    for x, size in ((180, 1.0), (310, 0.92), (1380, 1.05)):
        sheet.shape(
            curve(
                (x - 130 * size, 1080),
                (x - 100 * size, 960),
                (x - 34, 925),
                (x + 34, 925),
                (x + 100 * size, 960),
                (x + 130 * size, 1080),
                steps=6,
            ),
            "#1c1416",
        )
        sheet.disc(x, 870, 58 * size, "#1c1416", 1.2)
        sheet.line(oval(x, 870, 58 * size, 70 * size, 0, 200, 320), "#d8a868", 4)
    return sheet


def _tall_window(sheet: Sheet, eye: Eye, x: float) -> None:
    (left, foot), (right, top) = eye.see(x - 0.85, 2.6, 24.9), eye.see(x + 0.85, 7.2, 24.9)
    half = (right - left) / 2
    arch = [(left, foot), *oval(left + half, top, half, half, 0, 180, 360), (right, foot)]
    sheet.fade(arch, "#fffbe8", "#ffe6b0", "#e8c088")
    sheet.line([*arch, arch[0]], "#5a3c28", 7)
    for bar in (0.33, 0.67):
        sheet.line([(left + 2 * half * bar, top - half * 0.8), (left + 2 * half * bar, foot)], "#6d4a30", 3)
    for bar in range(5):
        sheet.line([(left, top + (foot - top) * bar / 5), (right, top + (foot - top) * bar / 5)], "#6d4a30", 3)
    sheet.glow(left + half, top + 60, 130, "#fff0c080", 1.6)


def _seated(sheet: Sheet, eye: Eye, x: float, far: float, coat: str, number: int, up: float, *, away: bool = False) -> None:
    """Someone on a chair, from the front or from behind."""
    chair, hair, skin = "#3a2218", HAIRS[number * 3 % 7], SKINS[number * 5 % 6]
    with sheet.at(*eye.see(x, up, far), eye.scale(far) * 0.34):
        if not away:
            for leg in (-0.62, 0.5):
                sheet.box(leg, 1.1, leg + 0.12, 3.0, chair)
            sheet.box(-0.72, 1.1, 0.72, 1.5, dim(coat, 0.4), 0.2)
        sheet.shape(curve(*trace("-.8,1.2 -.72,-.5 -.2,-.8 .2,-.8 .72,-.5 .8,1.2"), steps=4), coat)
        if not away:
            sheet.shape([(-0.2, -0.8), (0.2, -0.8), (0, 0)], "#efe6d4")
        sheet.shape([(px, py - 1.32) for px, py in oval(0, 0, 0.42, 0.5)], hair if away else skin)
        if not away:
            sheet.shape([(px, py - 1.42) for px, py in oval(0, 0, 0.45, 0.44, 0, 170, 370)], hair)
        if away:
            sheet.box(-0.66, 0.1, 0.66, 1.5, chair, 0.16)
            for leg in (-0.6, 0.48):
                sheet.box(leg, 1.4, leg + 0.12, 2.9, chair)


def _desks(sheet: Sheet, eye: Eye) -> None:
    """The horseshoe, three rows deep and open towards the mayor; what is far is drawn first."""
    seats = [(radius, angle) for radius in (4.0, 6.1, 8.2) for angle in range(-196, 17, 14)]
    for radius, angle in sorted(seats, key=lambda seat: -seat[0] * math.sin(math.radians(seat[1]))):
        if radius * math.sin(math.radians(angle)) > -8.0:
            _desk(sheet, eye, radius, angle)


def _desk(sheet: Sheet, eye: Eye, radius: float, angle: float) -> None:
    def at(turn: float, far: float, up: float) -> Point:
        place = math.radians(turn)
        return eye.see(far * math.cos(place), up, 16.5 + far * math.sin(place))

    number = int(angle / 14 + radius * 10)
    inks = ("#3a3f4c", "#7d3634", "#2f4a44", "#6a563e", "#384a66", "#a08454", "#22262e")
    seat, away = math.radians(angle), math.sin(math.radians(angle)) < -0.3
    place = (radius * 1.1 * math.cos(seat), 16.5 + radius * 1.1 * math.sin(seat))
    taken = number % 6 != 0
    if taken and not away:
        _seated(sheet, eye, *place, inks[number % 7], number, 1.05)
    low, high, shade = angle - 7.2, angle + 7.2, 0.5 + 0.5 * math.cos(seat)
    face = radius * (1 if away else 0.88)
    sheet.shape([at(low, face, 0), at(low, face, 0.95), at(high, face, 0.95), at(high, face, 0)], mix("#8a5a36", "#3f2618", shade))
    sheet.shape(
        [at(low, radius, 0.98), at(high, radius, 0.98), at(high, radius * 0.87, 0.98), at(low, radius * 0.87, 0.98)],
        mix("#dca868", "#8a5c38", shade),
    )
    sheet.shape(
        [
            at(angle - 3, radius * 0.97, 1),
            at(angle + 2, radius * 0.97, 1),
            at(angle + 1, radius * 0.91, 1),
            at(angle - 4, radius * 0.91, 1),
        ],
        "#f4ead4",
    )
    if taken and away:
        _seated(sheet, eye, *place, inks[number % 7], number, 1.05, away=True)


def courthouse() -> Sheet:
    eye = Eye(760, 600, 800, 1.5, -11, -24)
    sheet = Sheet("#2f5578", "#6f9ab0", "#d8d2b4", "#f4e0b0")
    veils(sheet, 60, 420, "#fff2d8", seed=4, count=8, cover=0.5)
    top = 11.4
    left, right = -15.4, 14.0
    sheet.shape(eye.floor(left, right, 12.6, 17, top), "#5a5048")
    sheet.fade(eye.front(left, right, 1.8, top, 17), "#9c8a70", "#5a504c")
    for number in range(7):
        door = number == 3
        sheet.fade(
            eye.front(left + 2.4 + number * 4, left + 4.2 + number * 4, 1.8, 8.2 if door else 7, 16.9),
            "#7a3226" if door else "#2f343e",
            "#5a2620" if door else "#262a34",
        )
    for number in range(8, -1, -1):
        _column(sheet, eye, left + 0.9 + number * 3.45, 13.4, 1.8, top)
    beam_front = eye.front(left - 0.6, right, top, top + 1.7, 12.6)
    sheet.fade(beam_front, "#fbeccc", "#c9ae86", start=beam_front[0], end=beam_front[3])
    sheet.shape(eye.front(left - 0.6, right, top, top + 0.28, 12.6), "#9c8668")
    sheet.shape(eye.side(left - 0.6, 12.6, 17, top, top + 1.7), "#fff6dc")
    sheet.shape([eye.see(left - 1, top + 1.55, 12.5), eye.see(-0.7, top + 6.6, 12.5), eye.see(right, top + 1.55, 12.5)], "#f8e8c4")
    gable = [eye.see(left + 1.6, top + 2.0, 12.4), eye.see(-0.7, top + 6.0, 12.4), eye.see(right - 2, top + 2.0, 12.4)]
    sheet.fade(gable, "#b89c74", "#8a7458")
    x, y = eye.see(-0.7, top + 3.6, 12.3)
    sheet.disc(x, y, 40, "#e8d4a8")
    sheet.disc(x, y, 29, "#8a7458")
    for step in range(8, -1, -1):
        _step(sheet, eye, step)
    sheet.fade(eye.floor(-40, 40, 1.2, 8.6), "#e8d2a6", "#b89c78", "#7d6a5a", start=(0, 760), end=(0, 1067))
    for number in range(24):
        sheet.line([eye.see(-30 + number * 2.4, 0, 2), eye.see(-30 + number * 2.4, 0, 8.6)], "#6d5a4860", 2)
    for far in (3.2, 4.4, 5.8, 7.2):
        sheet.line([eye.see(-30, 0, far), eye.see(30, 0, far)], "#6d5a4860", 2)
    _court_people(sheet, eye)
    sheet.soft([(1060, 1067), (1700, 1067), (1700, 760), (1500, 740)], "#2a2a3aa0", 30)
    gulls(sheet, 300, 200, 120, "#2f3f50", seed=3, count=6)
    return sheet


def _column(sheet: Sheet, eye: Eye, x: float, far: float, foot: float, top: float) -> None:
    low, high = 0.72, 0.6
    outline = [
        eye.see(x - low, foot, far),
        eye.see(x - low * 0.98, (foot + top) / 2, far),
        eye.see(x - high, top, far),
        eye.see(x + high, top, far),
        eye.see(x + low * 0.98, (foot + top) / 2, far),
        eye.see(x + low, foot, far),
    ]
    sheet.fade(outline, "#fff4d6", "#f6e2b8", "#b89a74", "#6d5c54", start=outline[0], end=outline[-1])
    for flute in (-0.6, -0.3, 0, 0.3, 0.6):
        sheet.line([eye.see(x + flute * low, foot + 0.4, far), eye.see(x + flute * high, top - 0.4, far)], "#7a685060", 3)
    for low_edge, high_edge in ((foot, foot + 0.4), (top - 0.45, top)):
        block = eye.front(x - 0.95, x + 0.95, low_edge, high_edge, far - 0.2)
        sheet.fade(block, "#fff6dc", "#a88e6e", start=block[0], end=block[3])


def _step(sheet: Sheet, eye: Eye, step: int) -> None:
    up, far = step * 0.2, 8.6 + step * 0.5
    sheet.shape(eye.floor(-30, 30, far, far + 0.6, up + 0.2), mix("#f0dcb2", "#d8c098", step / 9))
    rise = eye.front(-30, 30, up, up + 0.2, far)
    sheet.fade(rise, mix("#8f7659", "#7a6650", step / 9), "#6d5b4a")


def _court_people(sheet: Sheet, eye: Eye) -> None:
    looks = (
        Look(coat="#1f222c", legs="#1f222c", hem=24, hair="#d8d2c6"),
        Look(coat="#8a3a34", hem=36, hair="#4a2f22"),
        Look(coat="#2f5a6a", skin="#6f4632", hair="#1c1616"),
        Look(coat="#3f4a3a", hat="brim"),
    )
    for number, (x, far, up, face) in enumerate(((-3.2, 11.0, 1.0, -1), (-4.2, 11.0, 1.0, 1), (-7.4, 7.6, 0, 1), (-0.6, 9.8, 0.6, -1))):
        px, py = eye.see(x, up, far)
        tall = eye.scale(far) * 1.85
        shadow(sheet, px, py, tall * 0.16, tall * 1.0, "#3a303aa0", tall * 0.1)
        person(
            sheet,
            px,
            py,
            tall,
            looks[number],
            face=face,
            walk=0.8 if number > 1 else 0,
            lit=-1,
            arms=((26, 60), (-7, 44)) if number == 0 else ((7, 44), (-7, 44)),
        )
    for number, (x, y) in enumerate(((330, 1004), (392, 1022), (470, 996), (268, 1016), (520, 1030), (610, 1008))):
        pigeon(sheet, x, y, 1.15, "#4a5060", flip=number % 3 == 1)


def school_gate() -> Sheet:
    eye = Eye(800, 500, 1050, 1.35)
    sheet = Sheet("#f0b878", "#f8d49a", "#fdeabc")
    sun(sheet, 830, 380, 54, "#fffdf0", "#fff0c0")
    _school(sheet, eye)
    for at, high, seed in ((250, 430, 4), (1420, 480, 6), (1220, 300, 9)):
        tree(sheet, at, 565, high, ("#c98f54", "#e8bc74"), seed=seed, bark="#8a6444", lit=1 if at < 800 else -1)
    sheet.fade([(0, 540), (1600, 540), (1600, 1067), (0, 1067)], "#f4d8a0", "#c99a6a", "#6d4a44")
    mist(sheet, 380, 700, "#ffe9b8", 0.55)
    coats = ("#c8452f", "#2f6f73", "#3d4a72", "#d99a2b", "#6d3a5a", "#4a6a3a")
    for number, look in enumerate(crowd(21, coats, 11)):
        x, far = ((number * 37) % 11 - 5) * 0.62, 20 - number * 1.35
        px, py = eye.see(x * (1 + far * 0.03), 0, far)
        tall = eye.scale(far) * (1.2 + number % 4 * 0.06)
        shadow(sheet, px, py, tall * 0.55, (px - 830) * 0.45, "#4a2c3890", tall * 0.1)
        person(
            sheet,
            px,
            py,
            tall,
            dark(replace(look, hair=HAIRS[number % 4]), "#5a3a40", max(0.25, 0.6 - number * 0.035)),
            face=(0, 1, 0, -1)[number % 4],
            walk=(1.0, 1.3, 0.8)[number % 3],
        )
        sheet.box(px - tall * 0.1, py - tall * 0.8, px + tall * 0.1, py - tall * 0.56, dim(coats[(number + 2) % 6], 0.4), tall * 0.04)
    for side in (-1, 1):
        _gate_wing(sheet, side)
    sheet.glow(830, 380, 900, "#ffe0a060")
    return sheet


def _school(sheet: Sheet, eye: Eye) -> None:
    wall, roof = "#dcae80", "#b88460"
    sheet.fade(eye.front(-9, 9.5, 0, 5.4, 30), wall, mix(wall, "#fdeabc", 0.5))
    sheet.shape([eye.see(-9.6, 5.3, 30), eye.see(-7, 8, 30), eye.see(7.4, 8, 30), eye.see(10, 5.3, 30)], roof)
    sheet.fade(eye.front(-1.6, 1.8, 5.4, 11, 29.6), mix(wall, roof, 0.3), wall)
    sheet.shape([eye.see(-2, 10.8, 29.6), eye.see(0.1, 13.6, 29.6), eye.see(2.2, 10.8, 29.6)], roof)
    x, y = eye.see(0.1, 9.6, 29.6)
    sheet.disc(x, y, 26, "#fdf0d0")
    sheet.line([(x, y), (x, y - 18)], "#7a5038", 4)
    sheet.line([(x, y), (x - 13, y + 6)], "#7a5038", 4)
    for number in range(8):
        if number not in (3, 4):
            left, top = eye.see(-8 + number * 2.2, 4.2, 30)
            pane(sheet, left, top, 44, 80, "#c9966c", "#fdf0d0")


def _gate_wing(sheet: Sheet, side: int) -> None:
    """A brick pier with a ball on it, and an iron wing swung inwards."""
    edge, inner = (0, 236) if side < 0 else (1600, 1364)
    pier = rounded(min(edge, inner), 170, max(edge, inner), 1067)
    stones(sheet, pier, "#7a4438", seed=5 + side, size=(78, 36))
    sheet.fade(pier, "#2a162400", "#2a1624d8", start=(inner, 500), end=(edge, 500))
    sheet.fade(pier, "#ffd89c80", "#ffd89c00", start=(inner, 500), end=(inner + side * 60, 500))
    sheet.box(min(edge, inner) - 22, 132, max(edge, inner) + 22, 182, "#5a3a38", 4)
    sheet.disc(inner + side * 104, 74, 64, "#5a3a38")
    sheet.line(oval(inner + side * 104, 74, 62, 62, 0, 120 if side > 0 else -60, 240 if side > 0 else 60), "#ffd89c", 5)
    hinge, tip = inner, inner - side * 190
    for bar in range(9):
        share = bar / 8
        x = hinge + (tip - hinge) * share
        head = 330 + share * 84 + 40 * math.sin(share * math.pi)
        sheet.line([(x, 1040 - share * 190), (x, head)], "#2a1c26", 10 - share * 4)
        sheet.shape([(x - 8, head), (x, head - 34), (x + 8, head)], "#2a1c26")
    for low in (0.12, 0.5, 0.94):
        sheet.line([(hinge, 360 + low * 660), (tip, 440 + low * 400)], "#2a1c26", 10)


def library_shelves() -> Sheet:
    eye = Eye(800, 500, 980, 1.55)
    sheet = Sheet("#1c1416", "#2a1c1a")
    sheet.fade(eye.front(-3, 3, 0, 5.2, 15), "#6d8ba0", "#a8b4a8", "#4a3a34")
    sheet.fade(eye.floor(-3, 3, 1, 15), "#8a5c3a", "#4a2c20", "#1c1214", start=(0, 600), end=(0, 1067))
    sheet.fade(eye.floor(-3, 3, 1, 15, 5.2), "#120e12", "#4a3830", start=(0, 0), end=(0, 300))
    _reading_window(sheet, eye)
    for side in (-1, 1):
        _book_wall(sheet, eye, side)
    for far in (13, 9.5, 7, 5):
        _hanging_lamp(sheet, eye, far)
    _reader(sheet, eye)
    low, high = eye.see(1.2, 0, 4.3), eye.see(1.86, 4.2, 5.1)
    low2, high2 = eye.see(1.2, 0, 4.9), eye.see(1.86, 4.2, 5.7)
    for foot, head in ((low2, high2), (low, high)):
        sheet.line([foot, head], "#c08a50", 13)
        sheet.line([(foot[0] - 3, foot[1]), (head[0] - 3, head[1])], "#e8bc80", 4)
    for step in range(1, 12):
        share = step / 12
        ends = [
            (foot[0] + (head[0] - foot[0]) * share, foot[1] + (head[1] - foot[1]) * share) for foot, head in ((low, high), (low2, high2))
        ]
        sheet.line(ends, "#a8743f", 9)
    sheet.fade([(0, 0), (420, 0), (0, 1067)], "#0c080cc0", "#0c080c00", start=(0, 500), end=(380, 500))
    return sheet


def _book_wall(sheet: Sheet, eye: Eye, side: int) -> None:
    chance, x = random.Random(31 + side), side * 1.9
    inks = ("#8a3a30", "#b0603c", "#d8a850", "#3c6468", "#274650", "#e3d6ba", "#6a5444", "#8a9868", "#4a3450", "#c08c60")
    sheet.fade(eye.side(x, 1.0, 14, 0, 4.6), "#1a100e", "#3a2418", start=(800 + side * 800, 0), end=(800 + side * 130, 0))
    for shelf in range(8):
        low = 0.25 + shelf * 0.54
        far = 14.0
        while far > 1.1:
            wide = chance.uniform(0.07, 0.17) * (1.1 + far * 0.13)
            if chance.random() < 0.04:
                far -= chance.uniform(0.1, 0.4)
            tall = chance.uniform(0.3, 0.46)
            light = 0.5 + 0.25 * math.cos((far - 1) * 2.1) + 0.25 * math.sin(shelf / 7 * math.pi)
            book = mix(chance.choice(inks), "#e8b070", 0.14)
            ink = mix(dim(book, 0.5), lift(book, 0.12), light)
            spine = eye.side(x - side * chance.uniform(0.02, 0.08), max(1.02, far - wide), far, low, low + tall)
            sheet.shape(spine, ink)
            if far < 6 and wide > 0.08:
                sheet.shape(
                    eye.side(x - side * 0.09, max(1.02, far - wide * 0.8), far - wide * 0.2, low + tall * 0.68, low + tall * 0.76),
                    "#f0dfb4a0",
                )
            far -= wide + 0.006
        sheet.shape(eye.side(x - side * 0.1, 1.0, 14, low - 0.05, low), "#6d4528")
        sheet.shape([eye.see(x - side * 0.1, low, 1), eye.see(x - side * 0.1, low, 14), eye.see(x, low, 14), eye.see(x, low, 1)], "#9c6a40")
    for far in (14, 11, 8.4, 6.2, 4.4, 3.0, 2.0):
        post = eye.side(x - side * 0.12, far - 0.14, far, 0, 4.7)
        sheet.fade(post, "#a87444", "#5a3822", start=post[3], end=post[0])


def _reading_window(sheet: Sheet, eye: Eye) -> None:
    (left, foot), (right, top) = eye.see(-1.15, 1.0, 14.9), eye.see(1.15, 3.6, 14.9)
    half = (right - left) / 2
    arch = [(left, foot), *oval(800, top, half, half, 0, 180, 360), (right, foot)]
    sheet.fade(arch, "#cfe4ea", "#f4ecd8", "#e8c898")
    for bar in (0.25, 0.5, 0.75):
        sheet.line([(left + 2 * half * bar, top - half), (left + 2 * half * bar, foot)], "#4a3830", 4)
    for bar in range(4):
        sheet.line([(left, top + (foot - top) * bar / 4), (right, top + (foot - top) * bar / 4)], "#4a3830", 4)
    sheet.glow(800, top + 80, 340, "#e8f0e880")
    sheet.fade([(left, 620), (right, 620), (1080, 1067), (520, 1067)], "#f4ecd870", "#f4ecd800")


def _hanging_lamp(sheet: Sheet, eye: Eye, far: float) -> None:
    (x, y), size = eye.see(0, 3.5, far), eye.scale(far) * 0.2
    sheet.line([(x, y - size), eye.see(0, 5.2, far)], "#1a1210", 3)
    sheet.shape(oval(x, y, size, size * 0.9, 0, 180, 360), "#2f6a54")
    sheet.disc(x, y, size, "#ffe6a8", 0.22)
    sheet.glow(x, y + size, size * 6, "#ffd88c88")


def _reader(sheet: Sheet, eye: Eye) -> None:
    x, y = eye.see(-0.35, 0, 8)
    sheet.box(x - 110, y - 96, x + 150, y - 82, "#5a3824", 3)
    for leg in (-100, 132):
        sheet.box(x + leg, y - 84, x + leg + 10, y, "#3a2418")
    body = curve((x - 62, y - 40), (x - 58, y - 130), (x - 30, y - 160), (x + 2, y - 150), (x + 34, y - 104), (x + 20, y - 40), steps=5)
    sheet.fade(body, "#c85a3a", "#4a2420", start=(x + 40, y), end=(x - 60, y))
    sheet.limb(curve((x - 20, y - 50), (x + 46, y - 54), (x + 50, y - 6), steps=5), "#2a2630", 30, 18)
    sheet.limb([(x + 48, y - 6), (x + 74, y - 3)], "#1a1418", 14, 9)
    for leg in (-64, -8):
        sheet.box(x + leg, y - 44, x + leg + 8, y, "#3a2418")
    sheet.box(x - 70, y - 50, x + 8, y - 40, "#6d4528", 3)
    sheet.disc(x + 4, y - 178, 22, "#c98f68", 1.15)
    sheet.shape(oval(x - 2, y - 186, 24, 22, 0, 150, 350), "#2a1d1a")
    sheet.limb([(x + 10, y - 124), (x + 54, y - 100)], "#b04c30", 20, 14)
    sheet.shape([(x + 44, y - 98), (x + 76, y - 112), (x + 112, y - 100), (x + 78, y - 92)], "#fdf4dc")
    sheet.line([(x + 134, y - 96), (x + 134, y - 150)], "#c9a050", 5)
    sheet.shape(oval(x + 126, y - 146, 34, 22, 0, 180, 360), "#3f9a70")
    sheet.glow(x + 110, y - 124, 170, "#ffe6a0d0")


PICTURES: dict[str, Callable[[], Sheet]] = {
    "council-chamber": council_chamber,
    "courthouse": courthouse,
    "school-gate": school_gate,
    "library-shelves": library_shelves,
}
