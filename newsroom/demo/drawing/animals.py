"""Seals, geese, cats, dogs and whales."""

import math

from .sheet import Point, Sheet, curve, dim, lift, mix, oval, thin, trace


def seal(
    sheet: Sheet, x: float, y: float, scale: float, coat: str, light: str, *, flip: bool = False, up: float = 0, seed: int = 0
) -> None:
    """Lies on its belly, head to the right; up lifts the head."""
    with sheet.at(x, y, scale, flip=flip):
        back = curve(
            *trace("-210,-8 -250,-34 -196,-26 -120,-66 10,-92"),
            (84, -104 - up * 0.6),
            (120, -128 - up),
            (164, -128 - up),
            (186, -104 - up),
            (168, -86 - up),
            (142, -70 - up * 0.6),
            (150, -24),
            (96, -2),
            (-60, 4),
            (-180, 2),
            closed=True,
            steps=6,
        )
        sheet.fade(back, light, coat, dim(coat, 0.45), start=(0, -130 - up), end=(0, 2))
        with sheet.within(back):
            sheet.soft(curve(*trace("-150,-30 0,-54 120,-60 160,-20 60,6 -120,6"), closed=True, steps=4), thin(light, 0.35), 10)
            for spot in range(26):
                sx, sy = -170 + (spot * 53 + seed * 31) % 330, -88 + (spot * 37 + seed * 17) % 60
                sheet.disc(sx, sy, 3 + spot % 4 * 1.6, thin(dim(coat, 0.6), 0.5), 0.7)
        sheet.shape(curve(*trace("84,-34 122,-20 132,6 110,14 78,0 64,-24"), closed=True, steps=5), dim(coat, 0.4))
        sheet.shape(curve(*trace("-196,-18 -256,-44 -276,-28 -248,-18 -272,-4 -240,4 -196,-4"), closed=True, steps=4), dim(coat, 0.3))
        sheet.disc(156, -112 - up, 6, "#14121a")
        sheet.disc(158, -114 - up, 1.8, "#ffffff")
        sheet.disc(185, -104 - up, 5, "#14121a", 0.8)
        for hair in (-1, 0, 1):
            sheet.line([(176, -97 - up), (204, -94 - up + hair * 7)], thin(light, 0.7), 1)


def seal_face(sheet: Sheet, x: float, y: float, scale: float, coat: str, light: str) -> None:
    """A seal that looks at you."""
    with sheet.at(x, y, scale):
        body = curve(
            *trace("-150,-10 -138,-70 -86,-120 -74,-190 -40,-236 0,-246 40,-236 74,-190 86,-120 138,-70 150,-10 120,10 0,16 -120,10"),
            closed=True,
            steps=7,
        )
        for side in (-1, 1):
            sheet.shape(
                curve((side * 96, -30), (side * 176, -6), (side * 214, 20), (side * 150, 22), (side * 84, 4), closed=True, steps=5),
                dim(coat, 0.45),
            )
        sheet.fade(body, lift(light, 0.1), coat, dim(coat, 0.5), start=(-110, -200), end=(130, -40))
        with sheet.within(body):
            sheet.soft(oval(-10, -40, 80, 70), thin(light, 0.5), 16)
            for spot in range(30):
                sheet.disc(-130 + (spot * 71) % 260, -20 - (spot * 43) % 200, 3 + spot % 5, thin(dim(coat, 0.6), 0.35), 0.8)
            sheet.soft(oval(88, -90, 50, 140), thin("#15182a", 0.35), 14)
        for side in (-1, 1):
            sheet.disc(side * 22, -158, 24, lift(light, 0.2), 0.86)
            sheet.disc(side * 36, -192, 13, "#12101a", 1.1)
            sheet.disc(side * 36 - 4, -197, 3.6, "#ffffff")
            sheet.line(oval(side * 36, -196, 17, 14, 0, 200, 340), thin(dim(coat, 0.6), 0.7), 3)
            for hair in range(4):
                sheet.line(
                    curve((side * 30, -156 + hair * 5), (side * 70, -158 + hair * 10), (side * 96, -146 + hair * 16), steps=4),
                    thin("#fff6e0", 0.75),
                    1.2,
                )
            for dot in range(5):
                sheet.disc(side * (18 + dot % 3 * 7), -162 + dot // 3 * 9, 1.6, dim(coat, 0.6))
        sheet.shape(curve(*trace("-15,-180 0,-184 15,-180 6,-166 0,-163 -6,-166"), closed=True, steps=4), "#14121a")
        sheet.line(curve(*trace("-24,-146 -10,-142 0,-152 10,-142 24,-146"), steps=4), dim(coat, 0.7), 3)


def goose(
    sheet: Sheet,
    x: float,
    y: float,
    scale: float,
    turn: float,
    beat: float,
) -> None:
    """In flight, from above, flying up the sheet; beat bends the wings."""
    body, pale, dark = "#6b5a4c", "#d8cbb4", "#2b241f"
    with sheet.at(x, y, scale, turn):
        for side in (-1, 1):
            wing = _wing(side, beat)
            sheet.fade(wing, body, mix(body, dark, 0.7), start=(0, 0), end=(side * 170, 0))
            with sheet.within(wing):
                for feather in range(9):
                    at = 56 + feather * 14
                    sheet.line([(side * at, -20 - beat * (at - 70) * 0.3), (side * (at + 16), 60)], thin(dark, 0.6), 3)
            sheet.line(curve((side * 14, 8), (side * 74, -6 - beat * 8), (side * 140, 16 - beat * 38), steps=5), thin(pale, 0.75), 4)
        sheet.shape(curve(*trace("-13,40 -30,76 0,84 30,76 13,40"), steps=4), pale)
        sheet.shape(curve((-20, 74), (0, 92), (20, 74), (0, 66), closed=True, steps=4), dark)
        sheet.fade(
            curve(*trace("0,-66 -20,-30 -21,16 -10,56 10,56 21,16 20,-30"), closed=True, steps=6),
            mix(body, pale, 0.3),
            body,
            dim(body, 0.3),
            start=(-20, 0),
            end=(22, 0),
        )
        sheet.limb(curve((0, -52), (3, -84), (0, -112), steps=5), dark, 18, 11)
        sheet.disc(0, -116, 8, dark, 1.35)
        sheet.shape([(-4.5, -124), (4.5, -124), (0, -140)], "#c9803a")
        sheet.disc(0, -108, 7.6, pale, 0.5)


def _wing(side: int, beat: float) -> list[Point]:
    fold = beat * 30
    points = ((12, -34), (70, -62 - fold * 0.5), (130, -28 - fold * 1.3), (172, 40 - fold * 2), (128, 34 - fold), (70, 26), (14, 34))
    return curve(*[(side * x, y) for x, y in points], steps=5)


def dog(sheet: Sheet, x: float, y: float, scale: float, ink: str, *, flip: bool = False) -> None:
    with sheet.at(x, y, scale, flip=flip):
        for at, step in ((-24, -8), (-18, 6), (18, -5), (24, 9)):
            sheet.limb([(at, -26), (at + step, -2)], ink, 8, 4.5)
        sheet.shape(
            curve(*trace("-32,-40 0,-42 26,-46 34,-60 46,-64 62,-54 58,-48 44,-46 36,-26 10,-20 -28,-22"), closed=True, steps=5), ink
        )
        sheet.shape([(38, -62), (34, -48), (44, -54)], dim(ink, 0.4))
        sheet.limb(curve((-30, -38), (-48, -52), (-52, -66), steps=4), ink, 6, 3)


def cat(sheet: Sheet, x: float, y: float, scale: float, ink: str, rim: str) -> None:
    """Sits with its back to you."""
    with sheet.at(x, y, scale):
        sheet.line(curve((36, -6), (78, -14), (90, -44), (76, -60), steps=6), ink, 13)
        body = curve(*trace("-44,0 -48,-40 -30,-86 -24,-110 24,-110 30,-86 48,-40 44,0"), steps=6)
        sheet.shape(body, rim)
        with sheet.at(3, 3):
            sheet.shape(body, ink)
        for side in (-1, 1):
            sheet.shape([(side * 30, -120), (side * 27, -164), (side * 5, -142)], rim if side < 0 else ink)
        sheet.disc(0, -120, 32, rim, 0.86)
        sheet.disc(2, -118, 31, ink, 0.86)


def whale(sheet: Sheet, x: float, y: float, scale: float, bone: str, shade: str) -> None:
    """The skeleton of a whale that hangs in a hall, skull to the left."""
    with sheet.at(x, y, scale):
        for number in range(13):
            share = number / 12
            at, drop = -210 + number * 42, 150 * math.sin(math.pi * (0.25 + 0.62 * share)) + 16
            for side, ink in ((-1, shade), (1, bone)):
                sheet.limb(
                    curve(
                        (at, -4), (at - 20 - side * 8, drop * 0.3), (at - 14 - side * 16, drop * 0.75), (at + 14 - side * 10, drop), steps=6
                    ),
                    ink,
                    9,
                    4,
                )
        for number in range(34):
            at = -240 + number * 29
            size = 17 - number * 0.36
            with sheet.at(at, math.sin(number * 0.11) * -26):
                sheet.limb([(0, 0), (6, -size * 2)], shade, size * 0.5, size * 0.3)
                sheet.box(-size * 0.7, -size * 0.8, size * 0.75, size * 0.8, mix(bone, shade, 0.35 * (number % 2)), 5)
        _skull(sheet, bone, shade)
        sheet.limb(curve((-196, 40), (-170, 110), (-120, 160), steps=5), bone, 20, 10)
        for finger in range(4):
            sheet.limb(
                curve((-122, 156), (-96 + finger * 10, 190 - finger * 4), (-72 + finger * 20, 216 - finger * 16), steps=4), bone, 7, 3
            )


def _skull(sheet: Sheet, bone: str, shade: str) -> None:
    sheet.fade(curve(*trace("-250,-40 -330,-46 -420,-10 -560,44 -430,30 -330,34 -250,26"), closed=True, steps=6), bone, shade)
    sheet.disc(-300, 8, 15, dim(shade, 0.5), 0.7)
    sheet.limb(curve((-262, 30), (-330, 86), (-440, 96), (-552, 62), steps=7), bone, 20, 8)
    sheet.limb(curve((-262, 40), (-320, 106), (-430, 120), (-540, 84), steps=7), shade, 12, 6)


def pigeon(sheet: Sheet, x: float, y: float, scale: float, ink: str, *, flip: bool = False) -> None:
    with sheet.at(x, y, scale, flip=flip):
        sheet.soft(oval(8, 1, 30, 4), "#2a242460", 2)
        for leg in (-2, 6):
            sheet.line([(leg, -10), (leg + 1, 0)], "#c86a50", 2)
        sheet.shape(curve(*trace("-34,-10 -10,-22 8,-26 14,-36 22,-38 27,-32 20,-20 10,-10 -10,-8"), closed=True, steps=5), ink)
        sheet.shape(curve((-28, -12), (-8, -21), (8, -20), (0, -12), closed=True, steps=4), lift(ink, 0.25))
        sheet.shape([(26, -35), (34, -32), (26, -31)], "#d8b090")
        sheet.disc(22, -34, 1.4, "#f0a040")
