"""Sport on dry land."""

import math
import random
from collections.abc import Callable

from .nature import glitter, grass, gulls, lens, mist, ridge, sun, veils, water
from .people import SKINS, Look, person, shadow
from .sheet import Point, Sheet, curve, dim, lift, mix, oval, rounded, thin, trace
from .ships import mesh
from .things import light_house
from .view import Eye


def pitch() -> Sheet:
    eye = Eye(800, 420, 1150, 1.5, 2)
    sheet = Sheet("#0c1428", "#1c2c48", "#34486a")
    _stand(sheet)
    for x, y in ((190, 40), (1380, 20)):
        _floodlight(sheet, x, y)
    mist(sheet, 120, 520, "#a8c0e0", 0.22)
    for strip in range(20):
        a, b = 1.6 * 1.24**strip, 1.6 * 1.24 ** (strip + 1)
        sheet.shape(eye.floor(-60, 60, a, min(b, 110)), "#2f8a4c" if strip % 2 else "#267a42")
    sheet.fade(sheet.across(470, 1067), "#0c3a2400", "#0a2c1cb0")
    for left, right, near, far in (
        (-20, 20, 5.5, 5.5),
        (-9.2, 9.2, 11, 11),
        (-9.2, -9.2, 5.5, 11),
        (9.2, 9.2, 5.5, 11),
        (-20.2, 20.2, 22, 22),
    ):
        across, along = (0.06, 0) if left == right else (0, 0.06)
        sheet.shape(eye.floor(left - across, right + across, near - along, far + along), "#e8f4e8c0")
    _players(sheet, eye)
    _goal(sheet, eye)
    for x, size, hair in ((250, 1.0, 40), (470, 0.9, -30), (1330, 1.06, 0)):
        with sheet.at(x, 1080, size):
            back = curve(*trace("-150,20 -128,-110 -50,-164 50,-164 128,-110 150,20"), steps=6)
            sheet.fade(back, "#c8402f", "#3a1420")
            sheet.line(back, "#ffc8a8", 4)
            sheet.disc(0, -226, 58, "#1c1416", 1.14)
            sheet.line(oval(0, -226, 58, 66, 0, 200, 340), "#c8d8f0", 4)
            if hair:
                sheet.limb(curve((0, -270), (hair, -300), (hair * 1.6, -220), steps=5), "#1c1416", 34, 12)
    return sheet


def _stand(sheet: Sheet) -> None:
    """A full stand, out of focus, under its roof."""
    sheet.fade([(0, 250), (1600, 220), (1600, 470), (0, 470)], "#141c30", "#2a3450")
    chance = random.Random(4)
    for row in range(9):
        for place in range(112):
            ink = mix(chance.choice(("#c8402f", "#e8dcc4", "#4a5a7a", "#c89a5a", "#8a5a44")), "#1c2438", 0.35 + 0.5 * chance.random())
            sheet.disc(place * 14.4 + chance.uniform(-4, 4), 268 + row * 17 + chance.uniform(-4, 4), 5.4, ink)
    sheet.soften(2.6)
    sheet.fade([(0, 200), (1600, 180), (1600, 232), (0, 256)], "#0c1220", "#1c2438")


def _floodlight(sheet: Sheet, x: float, y: float) -> None:
    sheet.line([(x - 16, 430), (x, y + 40)], "#4a5a74", 6)
    sheet.line([(x + 16, 430), (x, y + 40)], "#4a5a74", 6)
    for step in range(6):
        sheet.line([(x - 14 + step * 2, 400 - step * 56), (x + 14 - step * 2, 372 - step * 56)], "#4a5a74", 3)
    sheet.box(x - 84, y, x + 84, y + 64, "#1c2436", 4)
    for row in range(2):
        for lamp in range(5):
            sheet.disc(x - 66 + lamp * 33, y + 18 + row * 28, 11, "#fffef4")
    sheet.glow(x, y + 32, 460, "#dce8ffe0")


def _players(sheet: Sheet, eye: Eye) -> None:
    salters, guests = (
        Look(coat="#d8382c", legs="#f0ece0", hem=48),
        Look(coat="#e8d048", legs="#1c2438", hem=48, skin="#9c6a4a", hair="#1c1416"),
    )
    for number, (x, far, red, face, walk) in enumerate(
        (
            (-9, 34, True, 1, 1.0),
            (6, 30, False, -1, 0.8),
            (12, 26, True, -1, 1.2),
            (-4.4, 19, False, 0, 0.9),
            (3.4, 17, True, -1, 1.3),
            (-6.4, 13.5, False, 1, 1.0),
            (-1.0, 12.4, True, -1, 1.5),
        )
    ):
        px, py = eye.see(x, 0, far)
        tall = eye.scale(far) * 1.8
        for slant in (-1.3, 1.3, -0.5, 0.5):
            shadow(sheet, px, py, tall * 0.1, tall * slant * 0.6, "#06180e60", tall * 0.07)
        arms = ((26, 70), (-30, 58)) if number > 3 else ((14, 56), (-16, 50))
        person(sheet, px, py, tall, salters if red else guests, face=face, walk=walk, lean=(6 if walk > 1.2 else 0) * face, arms=arms)
    px, py = eye.see(-0.1, 1.35, 8.2)
    sheet.disc(px, py, 26, "#fbfbf4")
    for patch in ((0, 0), (-14, -12), (14, -10), (4, 18), (-15, 12)):
        sheet.disc(px + patch[0], py + patch[1], 6.4, "#1c2438")
    for trail in range(6):
        sheet.disc(px - 16 - trail * 17, py - 4 - trail * 8, 20 - trail * 2.6, thin("#fbfbf4", 0.26 - trail * 0.04))


def _goal(sheet: Sheet, eye: Eye) -> None:
    """The keeper dives; we stand behind the net."""
    far, x = 6.2, 1.35
    px, py = eye.see(x, 1.25, far)
    sheet.soft(lens(px + 30, eye.see(x, 0, far)[1], 210, 20), "#06180ea0", 8)
    with sheet.at(px, py, 1.3, 38):
        for leg in (-1, 1):
            sheet.limb(curve((leg * 17, 40), (leg * 40 + 14, 110), (leg * 30 + 20, 186), steps=5), "#1c2438", 38, 23)
            sheet.limb([(leg * 30 + 20, 190), (leg * 34 + 20, 214)], "#f0ece0", 24, 20)
        sheet.fade(
            curve(*trace("-46,-74 -34,20 -30,56 30,56 34,20 46,-74 0,-88"), closed=True, steps=5),
            "#4ad0a0",
            "#1f8a70",
            start=(-46, 0),
            end=(46, 0),
        )
        for arm in (-1, 1):
            sheet.limb(curve((arm * 42, -66), (arm * 50, -130), (arm * 22 - 14, -196), steps=5), "#34b48c", 32, 22)
            sheet.disc(arm * 22 - 14, -210, 21, "#f4f0e4")
        sheet.box(-11, -100, 11, -76, "#6f4632", 6)
        for ear in (-27, 27):
            sheet.disc(ear, -112, 6, "#6f4632", 1.3)
        sheet.disc(0, -116, 28, "#1c1210", 1.12)
    near, wide = 4.4, 3.66
    for post in (-wide, wide):
        sheet.line([eye.see(post, 0, 5.5), eye.see(post, 2.44, 5.5)], "#fbfbf4", 20)
    sheet.line([eye.see(-wide, 2.44, 5.5), eye.see(wide, 2.44, 5.5)], "#fbfbf4", 20)
    back = [eye.see(-wide, 0, near), eye.see(-wide, 2.1, near), eye.see(wide, 2.1, near), eye.see(wide, 0, near)]
    mesh(sheet, [(max(-40, min(1640, a)), b) for a, b in back], "#f4f8ff60", 92, 2.4, 1)
    top = [eye.see(-wide, 2.44, 5.5), eye.see(wide, 2.44, 5.5), eye.see(wide, 2.1, near), eye.see(-wide, 2.1, near)]
    mesh(sheet, [(max(-40, min(1640, a)), b) for a, b in top], "#f4f8ff60", 92, 2, 1.6)
    for up in (0, 2.1):
        sheet.line([eye.see(-wide, up, near), eye.see(wide, up, near)], "#d8e0ec", 6)


def cyclists() -> Sheet:
    sheet = Sheet("#f4a860", "#f8c884", "#fce4ac", "#fdf0c8")
    sun(sheet, 1060, 486, 92, "#fffdf0", "#fff0c0")
    veils(sheet, 90, 420, "#fff4d8", seed=4, count=9, cover=0.5)
    ridge(sheet, 586, 24, "#e8ac74", seed=7, foot=620)
    light_house(sheet, 300, 600, 150, "#e4ac78", "#d89466", "#c88458", "#fff4d0")
    sheet.fade(sheet.across(600, 1067), "#f8d498", "#d8905c", "#7a4438")
    water(sheet, 606, 1067, ("#fff4d0", "#a8603f", "#f4b878"), seed=3, count=150, cover=0.5)
    glitter(sheet, 1060, 606, 1060, "#fffbe4", seed=6, begin=80, end=220, count=110)
    sheet.fade([(0, 726), (1600, 716), (1600, 770), (0, 780)], "#5a342c", "#3a2020")
    for x in range(20, 1600, 66):
        sheet.box(x, 772, x + 26, 800 + x * 7 % 40, "#3a2020", 3)
    for number, (x, size, ink) in enumerate(
        ((1400, 0.92, "#c8402f"), (1120, 0.96, "#2f6a78"), (850, 1.0, "#e8b03a"), (570, 1.02, "#4a4a7a"), (270, 1.06, "#c8402f"))
    ):
        _cyclist(sheet, x, 738 - number, size, ink, number)
    sheet.mirror(792, 275, 0.72, ripple=8)
    water(sheet, 800, 1067, ("#fff0c8", "#6a3a34"), seed=9, count=70, cover=0.4)
    grass(sheet, 1085, 230, ("#3a2020", "#5a342c"), seed=3, count=40, ends=(0.72, 1.0), wind=-0.4)
    gulls(sheet, 560, 260, 150, "#8a5038", seed=5, count=6)
    return sheet


def _cyclist(sheet: Sheet, x: float, y: float, size: float, ink: str, number: int) -> None:
    """In the drops, riding to the right."""
    frame, skin = "#2a1820", mix(SKINS[number], "#8a4a34", 0.4)
    push = (0.4, 2.2, 4.0, 5.5, 1.2)[number]
    with sheet.at(x, y, size):
        _bicycle(sheet, dim(ink, 0.15), frame, number)
        for half, tone in ((math.pi, dim(skin, 0.35)), (0, skin)):
            foot = (-8 + 30 * math.cos(push + half), -58 + 30 * math.sin(push + half))
            knee = ((foot[0] - 36) / 2 + 40, (foot[1] - 166) / 2 - 4)
            sheet.limb([(-36, -170), knee], "#241820", 33, 24)
            sheet.limb([knee, (foot[0] - 6, foot[1] - 8)], tone, 21, 12)
            sheet.limb([(foot[0] - 10, foot[1]), (foot[0] + 20, foot[1] + 3)], "#f4e8d8", 12, 9)
        sheet.fade(
            curve(*trace("-58,-176 -50,-216 0,-254 50,-258 56,-232 10,-198 -20,-164"), closed=True, steps=6),
            lift(ink, 0.2),
            dim(ink, 0.3),
            start=(40, -260),
            end=(-30, -160),
        )
        sheet.limb(curve((44, -240), (66, -200), (94, -170), steps=5), skin, 19, 12)
        sheet.disc(82, -268, 20, skin, 1.1)
        sheet.disc(98, -262, 5, skin)
        sheet.shape(
            curve(*trace("54,-264 58,-290 84,-300 106,-282 108,-274 76,-276"), closed=True, steps=5),
            ("#f4e8d8", "#c8402f", "#2a1820", "#f4e8d8", "#e8b03a")[number],
        )


def _bicycle(sheet: Sheet, paint: str, dark: str, number: int) -> None:
    for hub in (-92, 92):
        sheet.line(oval(hub, -62, 62, 62), dark, 6)
        for spoke in range(9):
            angle = math.radians(spoke * 40 + number * 11)
            sheet.line([(hub, -62), (hub + 60 * math.cos(angle), -62 + 60 * math.sin(angle))], thin(dark, 0.44), 1.6)
    tubes = ("-92,-62 -8,-60", "-8,-60 -38,-166", "-92,-62 -34,-148", "-34,-150 64,-156", "-8,-60 66,-146", "92,-62 62,-176")
    for tube in tubes:
        sheet.line(trace(tube), paint, 7)
    sheet.limb([(-56, -170), (-22, -168)], dark, 9, 6)
    sheet.line(curve((62, -176), (96, -178), (104, -158), (92, -142), steps=5), dark, 7)


def chess() -> Sheet:
    eye = Eye(800, 560, 1500, 4.6, 33)
    sheet = Sheet("#1c1210", "#2a1a14", "#3a2218")
    sheet.soft(oval(800, 300, 760, 300), "#6a3a2060", 80)
    for x, y, size in ((180, 250, 0.8), (330, 240, 0.7), (1290, 250, 0.75), (1440, 240, 0.8)):
        sheet.shape(
            curve((x - 90 * size, 470), (x - 76 * size, y + 60), (x, y + 30), (x + 76 * size, y + 60), (x + 90 * size, 470), steps=5),
            "#241614",
        )
        sheet.disc(x, y, 46 * size, "#2a1a16", 1.15)
    _opponent(sheet)
    sheet.fade(eye.floor(-4, 4, 2.2, 9.35, 0), "#8a5030", "#5a3020", "#3a1c14", start=(0, 420), end=(0, 1067))
    sheet.soft(oval(800, 720, 640, 300), "#f0b06860", 70)
    board = eye.floor(-2.35, 2.35, 4.15, 8.85, 0.06)
    sheet.shape([(x, y + 22) for x, y in board], "#1c0e0a")
    sheet.shape(board, "#4a281a")
    for row in range(8):
        for column in range(8):
            left, near = -2 + column * 0.5, 4.5 + row * 0.5
            ink = "#ecd0a0" if (row + column) % 2 else "#7a4428"
            sheet.shape(
                eye.floor(left, left + 0.5, near, near + 0.5, 0.07), mix(ink, "#2a1410", abs(column - 3.5) * 0.05 + abs(row - 4) * 0.03)
            )
    _pieces(sheet, eye)
    _hand(sheet, eye)
    _clock(sheet, eye)
    sheet.line([(800, 0), (800, 60)], "#0c0808", 6)
    sheet.shape([(776, -10), (824, -10), (920, 66), (680, 66)], "#2f5a44")
    sheet.disc(800, 66, 120, "#ffe8b0", 0.13)
    sheet.fade([(684, 70), (916, 70), (1500, 1067), (100, 1067)], "#ffdf9840", "#ffdf9800")
    sheet.glow(800, 70, 330, "#ffdc9890")
    return sheet


def _opponent(sheet: Sheet) -> None:
    """Leans on her fists across the board, lit from above."""
    body = curve(*trace("480,560 520,420 640,350 740,326 860,326 960,350 1080,420 1120,560"), steps=6)
    sheet.fade(body, "#b84a38", "#5a2020", "#2a1014")
    sheet.box(764, 290, 836, 350, "#8a5a40", 20)
    sheet.fade(oval(800, 236, 70, 86), "#e8b88c", "#c08a64", "#7a4c38")
    sheet.shape(curve(*trace("726,262 716,190 754,140 846,140 884,190 874,262 862,204 800,176 738,204"), closed=True, steps=6), "#d8d4cc")
    for side in (-1, 1):
        sheet.line(curve((800 + side * 18, 230), (800 + side * 30, 236), (800 + side * 42, 230), steps=4), "#3a2018", 5)
        sheet.line(curve((800 + side * 14, 212), (800 + side * 30, 206), (800 + side * 46, 213), steps=4), "#a8a098", 5)
        sheet.limb(curve((800 + side * 270, 470), (800 + side * 220, 520), (800 + side * 96, 340), steps=7), "#8a342c", 76, 46)
        sheet.disc(800 + side * 66, 300, 34, "#d8a47c", 0.86)
    sheet.line(curve((794, 240), (790, 262), (806, 264), steps=4), "#8a5a40", 4)
    sheet.line([(782, 286), (818, 286)], "#7a3c30", 5)


BOARD = ("r....rk.", "pp...pp.", "...b.n.p", "..qp....", "...PP.B.", "..N.....", "PP.Q.P.P", "....R.K.")
CROWNS = {"p": 46, "r": 56, "n": 62, "b": 68, "q": 78, "k": 86}


def _pieces(sheet: Sheet, eye: Eye) -> None:
    for row, line in enumerate(BOARD):
        for column, kind in enumerate(line):
            if kind != ".":
                _piece(sheet, eye, kind.lower(), -1.75 + column * 0.5, 8.25 - row * 0.5, "#f4e4c0" if kind.isupper() else "#3a2420")


def _piece(sheet: Sheet, eye: Eye, kind: str, x: float, z: float, ink: str) -> None:
    (px, py), unit = eye.see(x, 0.07, z), eye.reach / math.hypot(z, 4.6) * 0.01
    tall, lit = CROWNS[kind], -1 if px > 800 else 1
    sheet.soft(oval(px + (px - 800) * 0.1, py + 6, 24 * unit, 9 * unit), "#1c0c08b0", 5)
    with sheet.at(px, py, unit):
        side: list[Point] = [(17, 0), (18, -6), (12, -10), (8, -18), (6, -tall * 0.58), (11, -tall * 0.62), (6, -tall * 0.66)]
        inks, start, end = (dim(ink, 0.6), ink, lift(ink, 0.5)), (-16.0 * lit, 0.0), (16.0 * lit, 0.0)
        sheet.fade([*side, *[(-a, b) for a, b in reversed(side)]], *inks, start=start, end=end)
        sheet.fade(_top(kind, tall), *inks, start=start, end=end)
        if kind == "k":
            sheet.line([(0, -tall * 0.9), (0, -tall * 1.12)], ink, 4)
            sheet.line([(-6, -tall * 1.03), (6, -tall * 1.03)], ink, 4)
        if kind == "r":
            sheet.box(-4, -tall, 4, -tall * 0.9, dim(ink, 0.5))


def _top(kind: str, tall: float) -> list[Point]:
    """What tells one piece from another."""
    if kind in "pb":
        return oval(0, -tall * 0.8, 10, 10) if kind == "p" else oval(0, -tall * 0.8, 9, 15)
    if kind == "r":
        return rounded(-12, -tall, 12, -tall * 0.64, 2)
    shapes = {
        "q": "-13,-1 -6,-.88 0,-1.02 6,-.88 13,-1 7,-.64 -7,-.64",
        "k": "-11,-.92 11,-.92 6,-.64 -6,-.64",
        "n": "-8,-.64 -12,-.9 -2,-1.04 8,-.96 17,-.8 12,-.72 3,-.8 9,-.64",
    }
    points = [(x, y * tall) for x, y in trace(shapes[kind])]
    return curve(*points, closed=True, steps=4) if kind == "n" else points


def _hand(sheet: Sheet, eye: Eye) -> None:
    """Our own hand comes in from the right and lifts a knight."""
    x, y = eye.see(0.8, 0.9, 5.6)
    _piece(sheet, eye, "n", 0.8, 5.15, "#f4e4c0")
    sleeve = curve((x + 300, 1100), (x + 196, y + 120), (x + 120, y + 20), (x + 190, y - 30), (x + 330, y + 70), (x + 640, 1100), steps=6)
    sheet.fade(sleeve, "#2f4a5c", "#14202c", start=(x + 100, y), end=(x + 400, 1067))
    palm = curve((x + 160, y + 30), (x + 70, y + 16), (x + 40, y - 30), (x + 96, y - 66), (x + 196, y - 24), closed=True, steps=6)
    sheet.fade(palm, "#e8b48c", "#a8704c")
    for number, (fx, fy) in enumerate(((4, 34), (14, 22), (30, 14))):
        sheet.limb(
            curve((x + 70 + number * 12, y - 44 + number * 10), (x + 16 + number * 8, y - 26 + number * 8), (x - 8 + fx, y + fy), steps=5),
            ("#e0a880", "#e8b48c", "#d09870")[number],
            34,
            22,
        )
    sheet.limb(curve((x + 104, y + 24), (x + 56, y + 42), (x + 14, y + 42), steps=5), "#c88e68", 36, 22)


def _clock(sheet: Sheet, eye: Eye) -> None:
    x, y = eye.see(-3.0, 0, 6.4)
    sheet.soft(oval(x, y + 14, 150, 34), "#140a08c0", 8)
    sheet.fade(rounded(x - 124, y - 122, x + 124, y + 10, 14), "#a8683c", "#5a3018")
    for side, turn in ((-1, 50), (1, -20)):
        sheet.disc(x + side * 58, y - 54, 45, "#f8ecd0")
        sheet.line(oval(x + side * 58, y - 54, 45, 45), "#3a2014", 5)
        for hand, long in ((turn, 34), (turn * 2 + 130, 22)):
            angle = math.radians(hand)
            sheet.line([(x + side * 58, y - 54), (x + side * 58 + long * math.sin(angle), y - 54 - long * math.cos(angle))], "#2a1810", 4)
        sheet.box(x + side * 58 - 14, y - 136 + (8 if side > 0 else 0), x + side * 58 + 14, y - 120, "#d8b070", 3)


PICTURES: dict[str, Callable[[], Sheet]] = {
    "pitch": pitch,
    "cyclists": cyclists,
    "chess": chess,
}
