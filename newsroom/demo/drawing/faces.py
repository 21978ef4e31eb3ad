"""Heads and shoulders, eight hundred units square, lit from the left by a warm lamp."""

import math
from dataclasses import dataclass

from .sheet import FINE, PORTRAIT, Point, Sheet, curve, dim, lift, mix, oval, thin, trace

INK = "#2a1d1e"


@dataclass(frozen=True)
class Face:
    skin: str
    hair: str
    eyes: str = "#4a3424"
    wide: float = 118
    jaw: float = 0.78  # how much of its width is left at the jaw
    chin: float = 512
    nose: float = 1.0
    lips: str = "#b0584c"
    brow: float = 7
    age: int = 0  # 0 smooth, 1 a few lines, 2 many
    smile: float = 0.5  # 1 shows teeth
    blush: str = "#e0604a"

    def outline(self) -> list[Point]:
        right = [
            (self.wide * 0.82, 236.0),
            (self.wide, 300.0),
            (self.wide * 0.97, 378.0),
            (self.wide * self.jaw, 452.0),
            (self.wide * 0.36, self.chin - 10),
        ]
        points = [(0.0, 200.0), *right, (0.0, self.chin), *[(-x, y) for x, y in reversed(right)]]
        return curve(*[(400 + x, y) for x, y in points], closed=True, steps=8)


def ground(light: str, deep: str, *, lamp: str = "#fff2d0") -> Sheet:
    sheet = Sheet(light, mix(light, deep, 0.5), deep, size=PORTRAIT)
    sheet.glow(210, 190, 620, thin(lamp, 0.75))
    sheet.grainy(sheet.all(), thin(deep, 0.55), (300, 300), (900, 900))
    near = 1.18
    sheet.frame = (FINE * near, 0, FINE * 400 * (1 - near), 0, FINE * near, FINE * -58.0)
    return sheet


def shoulders(sheet: Sheet, ink: str, *, wide: float = 300, slope: float = 0) -> list[Point]:
    """Give the outline, for what is drawn on the cloth."""
    half = [
        (0.0, 592.0),
        (70.0, 598.0),
        (110.0, 614.0 + slope),
        (wide * 0.66, 650.0 + slope),
        (wide * 0.94, 706.0 + slope),
        (wide * 1.06, 830.0),
    ]
    outline = curve(*[(400 - x, y) for x, y in reversed(half)], *[(400 + x, y) for x, y in half[1:]], steps=7)
    sheet.fade(outline, lift(ink, 0.22), ink, dim(ink, 0.42), start=(400 - wide, 640), end=(400 + wide, 740))
    sheet.grainy(outline, thin(dim(ink, 0.6), 0.6), (330, 560), (800, 860), seed=3)
    return outline


def neck(sheet: Sheet, face: Face) -> None:
    outline = curve(*trace("338,430 340,540 308,612 400,664 492,612 460,540 462,430"), steps=6)
    sheet.fade(outline, dim(face.skin, 0.06), dim(face.skin, 0.26), dim(face.skin, 0.45), start=(330, 560), end=(480, 580))
    with sheet.within(outline):
        sheet.soft(
            curve(*trace("328,470 400,540 474,470 478,560 420,590 352,546"), closed=True, steps=5), thin(dim(face.skin, 0.62), 0.6), 9
        )


def head(sheet: Sheet, face: Face) -> None:
    """The face without its hair."""
    neck(sheet, face)
    for side in (-1, 1):
        x = 400 + side * (face.wide - 1)
        sheet.disc(x, 366, 22, dim(face.skin, 0.1 if side < 0 else 0.34), 1.5, side * 8)
        sheet.disc(x - side * 3, 368, 11, dim(face.skin, 0.36), 1.5, side * 8)
    outline = face.outline()
    sheet.fade(outline, lift(face.skin, 0.2), face.skin, dim(face.skin, 0.3), start=(300, 320), end=(520, 380))
    with sheet.within(outline):
        sheet.soft(
            curve(*trace("470,190 452,300 470,400 430,540 560,540 560,190"), closed=True, steps=6), thin(dim(face.skin, 0.55), 0.34), 16
        )
        for side in (-1, 1):
            sheet.soft(oval(400 + side * 66, 416, 34, 24), thin(face.blush, 0.26), 12)
        _eye_sockets(sheet, face)
        _lines(sheet, face)
    for side in (-1, 1):
        _eye(sheet, face, side)
    _nose(sheet, face)
    _mouth(sheet, face)


def _eye_sockets(sheet: Sheet, face: Face) -> None:
    for side in (-1, 1):
        sheet.soft(oval(400 + side * 48, 340, 36, 20), thin(dim(face.skin, 0.5), 0.3), 9)


def _eye(sheet: Sheet, face: Face, side: int) -> None:
    x, y = 400 + side * 48, 350
    droop = 3 if face.age == 2 else 0
    shape = curve(
        (x - 26, y + (droop if side < 0 else 2)),
        (x - 10, y - 11),
        (x + 10, y - 11),
        (x + 26, y + (droop if side > 0 else 2)),
        (x + 8, y + 9),
        (x - 8, y + 9),
        closed=True,
        steps=5,
    )
    sheet.shape(shape, mix("#fbf4ea", face.skin, 0.12 if side < 0 else 0.3))
    with sheet.within(shape):
        sheet.disc(x - 2, y - 1, 11.5, face.eyes)
        sheet.disc(x - 2, y - 1, 5.6, "#160f10")
        sheet.disc(x - 6, y - 5, 3, "#ffffff")
        sheet.soft([(x - 28, y - 16), (x + 28, y - 16), (x + 28, y - 7), (x - 28, y - 7)], "#1c101480", 3)
    lid = curve(
        (x - 27, y + 1 + (droop if side < 0 else 0)),
        (x - 10, y - 12),
        (x + 10, y - 12),
        (x + 27, y + 1 + (droop if side > 0 else 0)),
        steps=6,
    )
    sheet.line(lid, mix(INK, face.skin, 0.08), 5)
    sheet.line([(px, py - 9) for px, py in lid[4:-3]], thin(dim(face.skin, 0.55), 0.6), 2.4)
    brow = mix(face.hair, INK, 0.3)
    sheet.limb(curve((x - side * 28, 322), (x - side * 4, 310), (x + side * 32, 320), steps=6), brow, face.brow + 3, face.brow * 0.5)


def _nose(sheet: Sheet, face: Face) -> None:
    long, wide = 412 + 14 * face.nose, 20 * face.nose
    side = curve(
        (406, 330),
        (412, 376),
        (400 + wide * 1.1, long - 4),
        (400 + wide * 0.6, long + 6),
        (404, long + 3),
        (404, 376),
        closed=True,
        steps=5,
    )
    sheet.shape(side, thin(dim(face.skin, 0.5), 0.5))
    sheet.line(
        curve(
            (400 - wide, long - 6),
            (400 - wide * 0.7, long + 5),
            (394, long + 6),
            (400, long + 9),
            (408, long + 6),
            (400 + wide * 0.8, long + 5),
            (400 + wide * 1.05, long - 6),
            steps=4,
        ),
        dim(face.skin, 0.5),
        4,
    )
    sheet.soft(oval(394, long - 12, 7, 9), thin(lift(face.skin, 0.7), 0.6), 4)


def _mouth(sheet: Sheet, face: Face) -> None:
    y, half, up = 464.0, 36 + 8 * face.smile, 3 + 11 * face.smile
    left, right = (400 - half, y - up), (400 + half, y - up)
    if face.smile >= 1:
        open_mouth = curve(left, (400, y - 4), right, (416, y + 17), (384, y + 17), closed=True, steps=7)
        sheet.shape(open_mouth, "#7a2c2c")
        with sheet.within(open_mouth):
            sheet.shape(
                curve((left[0], left[1] - 4), (400, y - 8), (right[0], right[1] - 4), (420, y + 9), (380, y + 9), closed=True, steps=6),
                "#fbf4e8",
            )
        sheet.line(curve(left, (386, y - 7), (400, y - 4), (414, y - 7), right, steps=6), dim(face.lips, 0.1), 6)
        sheet.line(curve((left[0] + 10, left[1] + 14), (400, y + 20), (right[0] - 10, right[1] + 14), steps=7), face.lips, 7)
    else:
        sheet.shape(curve(left, (388, y - 8), (400, y - 5), (412, y - 8), right, (400, y + 3), closed=True, steps=5), dim(face.lips, 0.14))
        sheet.shape(
            curve((400 - half * 0.76, y - up * 0.4), (400, y + 1), (400 + half * 0.76, y - up * 0.4), (400, y + 14), closed=True, steps=6),
            face.lips,
        )
        sheet.line(curve(left, (400, y + 2), right, steps=8), dim(face.lips, 0.55), 4)
    sheet.soft(oval(402, y + 31, 22, 5), thin(dim(face.skin, 0.5), 0.5), 4)


def _lines(sheet: Sheet, face: Face) -> None:
    ink = thin(dim(face.skin, 0.5), 0.55)
    for side in (-1, 1):
        if face.age:
            sheet.line(curve((400 + side * 30, 420), (400 + side * 54, 440), (400 + side * 58, 466), steps=5), ink, 3)
            sheet.line(curve((400 + side * 30, 372), (400 + side * 50, 378), (400 + side * 68, 370), steps=5), ink, 2.6)
        if face.age > 1:
            for line in range(3):
                sheet.line(
                    curve(
                        (400 + side * 80, 346 + line * 8), (400 + side * 94, 340 + line * 14), (400 + side * 104, 338 + line * 19), steps=3
                    ),
                    ink,
                    2.4,
                )
    for line in range(2 if face.age > 1 else 0):
        sheet.line(curve((352, 270 + line * 18), (400, 264 + line * 18), (450, 271 + line * 18), steps=6), ink, 2.6)


def hair_shape(sheet: Sheet, ink: str, *points: Point, strands: int = 0, lit: float = 0.3) -> None:
    """A mass of hair, light on its left, with strands drawn from its first point towards its middle ones."""
    outline = curve(*points, closed=True, steps=7)
    sheet.fade(outline, lift(ink, lit), ink, dim(ink, 0.4), start=(270, 300), end=(540, 360))
    middle = points[len(points) // 2]
    with sheet.within(outline):
        for strand in range(strands):
            share = (strand + 0.5) / strands
            x = 270 + 260 * share
            sheet.line(
                curve((x * 0.4 + middle[0] * 0.6, 150), (x, 240), (x + (x - 400) * 0.22, 420), (x + (x - 400) * 0.3, 640), steps=7),
                thin(dim(ink, 0.45) if strand % 2 else lift(ink, 0.4), 0.4),
                3,
            )


def glasses(sheet: Sheet, ink: str, *, round_ones: bool, size: float = 35, y: float = 352) -> None:
    for side in (-1, 1):
        x = 400 + side * 49
        rim = (
            oval(x, y, size, size)
            if round_ones
            else curve(
                (x - size * 1.1, y - size * 0.66),
                (x, y - size * 0.74),
                (x + size * 1.1, y - size * 0.66),
                (x + size, y + size * 0.6),
                (x, y + size * 0.78),
                (x - size, y + size * 0.6),
                closed=True,
                steps=6,
            )
        )
        sheet.shape(rim, "#ffffff1e")
        sheet.shape(
            [
                (x - size * 0.6, y + size * 0.3),
                (x - size * 0.1, y - size * 0.6),
                (x + size * 0.14, y - size * 0.6),
                (x - size * 0.36, y + size * 0.5),
            ],
            "#ffffff3c",
        )
        sheet.line([*rim, rim[0]], ink, 6.5)
        sheet.line([(x + side * size, y - 6), (400 + side * 122, y - 2)], ink, 6)
    sheet.line(curve((400 - 49 + size, y - 4), (400, y - 13), (400 + 49 - size, y - 4), steps=5), ink, 6)


def beard(sheet: Sheet, face: Face, ink: str, *, full: bool) -> None:
    """Cheeks and chin, or the chin only, with its moustache."""
    points: list[Point] = [(-48, 452), (-44, 496), (-16, face.chin + 18), (0, face.chin + 20)]
    inner: list[Point] = [(-30, 438), (0, 434)]
    if full:
        w = face.wide
        points = [(2 - w, 380), (-w * 0.84, 470), (-w * 0.4, face.chin + 20), (0, face.chin + 30)]
        inner = [(-w * 0.74, 424), (-40, 438), (0, 432)]
    half = [*points, *[(-x, y) for x, y in reversed(points[:-1])], *[(-x, y) for x, y in inner[:-1]], *reversed(inner)]
    ring = [(400 + x, y) for x, y in half]
    outline = curve(*ring, closed=True, steps=6)
    sheet.fade(outline, lift(ink, 0.25), ink, dim(ink, 0.32), start=(300, 440), end=(510, 470))
    with sheet.within(outline):
        for strand in range(26):
            x = 290 + strand * 9
            sheet.line([(x, 430), (x + (400 - x) * 0.18, 545)], thin(dim(ink, 0.4) if strand % 2 else lift(ink, 0.5), 0.35), 2)
    gap = curve((366, 458), (400, 450), (434, 458), (400, 482), closed=True, steps=6)
    sheet.shape(gap, dim(ink, 0.4))
    with sheet.within(gap):
        _mouth(sheet, face)


def stubble(sheet: Sheet, face: Face, ink: str) -> None:
    with sheet.within(face.outline()):
        area = curve(*trace("282,390 320,430 366,436 400,430 434,436 480,430 520,390 520,560 280,560"), closed=True, steps=5)
        sheet.soft(area, thin(ink, 0.3), 10)
    _mouth(sheet, face)


def collar(sheet: Sheet, ink: str, *, tie: str = "", open_to: float = 700) -> None:
    """A shirt's collar, with a tie or open at the neck."""
    if tie:
        sheet.shape(trace("340,610 400,664 460,610 470,830 330,830"), ink)
        sheet.fade(trace("384,652 418,652 424,686 438,830 366,830 378,686"), lift(tie, 0.15), dim(tie, 0.2))
        sheet.shape([(382, 650), (420, 650), (414, 688), (388, 688)], dim(tie, 0.25))
    for side in (-1, 1):
        leaf = [
            (400 + side * 82, 578),
            (400 + side * 10, 656 if tie else open_to - 34),
            (400 + side * 54, open_to),
            (400 + side * 116, 624),
        ]
        sheet.fade(leaf, lift(ink, 0.2), dim(ink, 0.16), start=(300, 600), end=(500, 680))
        sheet.line([leaf[1], leaf[2], leaf[3]], thin(dim(ink, 0.5), 0.5), 2.5)


def roll_neck(sheet: Sheet, ink: str) -> None:
    outline = curve(*trace("316,556 304,596 292,650 400,690 508,650 496,596 484,556 400,598"), closed=True, steps=6)
    sheet.fade(outline, lift(ink, 0.26), ink, dim(ink, 0.45), start=(310, 600), end=(500, 620))
    with sheet.within(outline):
        for rib in range(18):
            x = 298 + rib * 12.4
            sheet.line(curve((x, 548), (x + (400 - x) * 0.06, 610), (x, 690), steps=4), thin(dim(ink, 0.5), 0.4), 3)
    sheet.line(curve((314, 558), (400, 600), (486, 558), steps=7), lift(ink, 0.3), 5)


def knit(sheet: Sheet, outline: list[Point], ink: str) -> None:
    """Rows of stitches over a jumper."""
    with sheet.within(outline):
        for row in range(9):
            for stitch in range(34):
                x, y = 90 + stitch * 19 + row % 2 * 9, 624 + row * 22 + abs(stitch - 16) * 2.4
                sheet.line([(x - 5, y - 5), (x, y + 4), (x + 5, y - 5)], thin(dim(ink, 0.45), 0.35), 2.4)


def lapels(sheet: Sheet, ink: str, *, low: float = 800) -> None:
    for side in (-1, 1):
        leaf = [
            (400 + side * 96, 604),
            (400 + side * 8, low),
            (400 + side * 96, 742),
            (400 + side * 128, 704),
            (400 + side * 112, 690),
            (400 + side * 152, 668),
        ]
        sheet.fade(leaf, lift(ink, 0.24), dim(ink, 0.2), start=(300, 640), end=(520, 700))
        sheet.line(leaf[1:], thin(dim(ink, 0.6), 0.6), 3)


def curls(sheet: Sheet, ink: str, places: list[tuple[float, float, float]]) -> None:
    for x, y, size in places:
        tone = mix(lift(ink, 0.26), dim(ink, 0.36), min(1, max(0, (x - 270) / 270)))
        sheet.disc(x, y, size, tone)
        sheet.line(oval(x, y, size * 0.62, size * 0.62, 0, 150, 330), lift(tone, 0.24), 3)
        sheet.line(oval(x, y, size * 0.9, size * 0.9, 0, -20, 110), dim(tone, 0.3), 3)


def crown(wide: float, high: float, count: int, begin: float = 180, end: float = 360, size: float = 30) -> list[tuple[float, float, float]]:
    """Places for curls around the top of the head."""
    places = []
    for number in range(count):
        angle = math.radians(begin + (end - begin) * number / (count - 1))
        places.append((400 + wide * math.cos(angle), 320 + high * math.sin(angle), size * (1 + 0.2 * math.sin(number * 2.3))))
    return places
