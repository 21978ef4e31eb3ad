"""What is played before a house."""

import math
import random
from collections.abc import Callable

from .nature import ridge
from .people import heads, shadow
from .sheet import Sheet, curve, lift, mix, oval, rounded, thin, trace
from .things import Style, street


def stage() -> Sheet:
    sheet = Sheet("#141828", "#262c44", "#3a3c50")
    for number in range(7):
        x = 300 + number * 170
        sheet.soft(oval(x, 250 + number * 53 % 90, 190, 54), "#0c0e1ac0", 26)
    bolt = trace("1080,60 1040,190 1076,196 1010,330 1036,336 990,440")
    sheet.line(bolt, "#c8d4f0", 5)
    sheet.glow(1040, 230, 340, "#8a9ad870")
    sheet.fade([(300, 760), (1300, 760), (1480, 900), (120, 900)], "#4a4450", "#241e26")
    sheet.fade([(750, -20), (850, -20), (1120, 850), (480, 850)], "#fff0c890", "#fff0c850")
    sheet.fade([(775, -20), (825, -20), (980, 850), (620, 850)], "#fff6dc70", "#fff6dc60")
    sheet.soft(oval(800, 836, 300, 52), "#fff0cca0", 8)
    chance = random.Random(8)
    for _ in range(560):
        across, down = chance.uniform(240, 1360), chance.uniform(0, 850)
        light = 0.75 if abs(across - 800) < 50 + down * 0.34 else 0.16
        sheet.line([(across, down), (across - 9, down + 40)], thin("#e4ecf8", light * chance.uniform(0.4, 1)), 2)
    shadow(sheet, 800, 844, 26, 10, "#2a1c20d0", 64)
    _king(sheet)
    for side in (-1, 1):
        _curtain(sheet, side)
    for fold in range(12):
        x = fold * 146 - 60
        sheet.fade(curve((x, -10), (x, 90), (x + 73, 150), (x + 146, 90), (x + 146, -10), steps=6), "#3a0e1a", "#8a2434", "#c04a40")
        sheet.line(curve((x, 92), (x + 73, 152), (x + 146, 92), steps=6), "#d8a050", 6)
    sheet.fade(sheet.across(896, 960), "#5a3a2c", "#1c1214")
    for x in range(240, 1380, 76):
        sheet.shape(oval(x, 898, 22, 15, 0, 180, 360), "#2a1c18")
        sheet.glow(x, 886, 60, "#ffd89060")
    heads(sheet, 960, 40, "#120c14", seed=4, rim="#b8704a")
    heads(sheet, 1020, 56, "#080508", seed=9, rim="#5a3030")
    return sheet


def _king(sheet: Sheet) -> None:
    """Lear in a torn cloak, arms to the storm."""
    with sheet.at(800, 842, 0.92):
        cloak = curve(
            *trace("-84,0 -60,-120 -44,-214 -22,-246 22,-246 48,-214 74,-120 118,-10 60,4 30,-16 0,4 -40,-12"), closed=True, steps=6
        )
        sheet.fade(cloak, "#c85a48", "#8a2f34", "#4a1a24")
        sheet.shape(curve(*trace("-10,-240 -20,-100 -34,0 20,-14 14,-110 12,-240"), closed=True, steps=5), "#e8d8b8")
        for side in (-1, 1):
            sleeve = curve(
                (side * 26, -236),
                (side * 70, -262),
                (side * 112, -330),
                (side * 128, -318),
                (side * 104, -236),
                (side * 44, -186),
                closed=True,
                steps=5,
            )
            sheet.fade(sleeve, "#d86a50", "#6a222c")
            sheet.limb([(side * 116, -320), (side * 132, -354)], "#e8c0a0", 15, 11)
            for finger in (-1, 0, 1):
                sheet.limb([(side * 132, -352), (side * 138 + finger * 8, -374)], "#e8c0a0", 6, 4)
        sheet.disc(0, -276, 27, "#e8c0a0", 1.15)
        sheet.shape(
            curve(*trace("-28,-280 -36,-240 -14,-222 0,-214 14,-222 36,-240 28,-280 16,-258 -16,-258"), closed=True, steps=5), "#f0ece4"
        )
        sheet.shape(trace("-28,-292 -30,-326 -14,-308 0,-332 14,-308 30,-326 28,-292"), "#e8b848")
        for eye in (-9, 9):
            sheet.disc(eye, -280, 3, "#2a1a1a")
        sheet.shape(oval(0, -254, 8, 6), "#5a2424")


def _curtain(sheet: Sheet, side: int) -> None:
    edge = 0 if side < 0 else 1600
    for fold in range(6):
        outer, inner = edge - side * fold * 54, edge - side * (fold + 1) * 54
        pinch = -side * (30 if fold > 2 else 10)
        outline = curve((outer, 0), (outer, 500), (outer - pinch * 0.5, 700), (outer, 940), steps=5) + curve(
            (inner, 940), (inner - pinch, 700), (inner, 500), (inner, 0), steps=5
        )
        sheet.fade(outline, "#2c0a14", "#a8323a", "#5a1824", start=(outer, 0), end=(inner, 0))
    sheet.fade(
        rounded(min(edge, edge - side * 330), 0, max(edge, edge - side * 330), 960),
        "#0c0810d0",
        "#0c081000",
        start=(edge, 0),
        end=(edge - side * 330, 0),
    )


def cinema() -> Sheet:
    sheet = Sheet("#0c0a12", "#1a141c", "#0e0a10")
    port = rounded(560, 120, 1530, 830, 26)
    sheet.shape(port, "#0a0e1c")
    with sheet.within(port):
        _hall(sheet)
    sheet.line([*port, port[0]], "#4a3434", 22)
    sheet.line([(556, 842), (1534, 842)], "#8a5a44", 8)
    sheet.fade([(520, 470), (990, 240), (990, 514)], "#fff6d8d0", "#dce8ff20", start=(520, 470), end=(990, 380))
    sheet.fade([(520, 470), (990, 300), (990, 440)], "#fffdf0b0", "#dce8ff10", start=(520, 470), end=(990, 380))
    sheet.soft(oval(200, 620, 330, 360), "#7a2a1c40", 60)
    sheet.glow(240, 300, 520, "#ff8a4a60")
    _projectionist(sheet)
    _projector(sheet)
    sheet.fade(sheet.across(930, 1067), "#2a1a18", "#0c080a")
    for x in (760, 860, 1180):
        for tin in range(3 if x != 860 else 2):
            sheet.fade(
                rounded(x - 90, 912 - tin * 32, x + 90, 942 - tin * 32, 12),
                "#b8b4b0",
                "#5a585c",
                "#2a282e",
                start=(x - 90, 0),
                end=(x + 90, 0),
            )
    sheet.glow(520, 470, 190, "#fff2ccd0")
    return sheet


def _hall(sheet: Sheet) -> None:
    """Far below: the screen with a ship on it, and the rows in front of it."""
    sheet.fade(sheet.across(110, 840), "#0e1428", "#182040", "#0a0c18")
    screen = [(990, 236), (1350, 226), (1350, 528), (990, 520)]
    sheet.fade(screen, "#f4f6f4", "#d4dce0", "#a8b8c4")
    with sheet.within(screen):
        sheet.fade(sheet.across(420, 540), "#8a9aa8", "#4a5a6c")
        ridge(sheet, 420, 14, "#9aa8b4", seed=5, foot=430)
        with sheet.at(1160, 440, 0.36):
            hull = curve(*trace("-220,-60 -190,10 190,10 260,-84 0,-56"), steps=5)
            for mast, tall in ((-110, 330), (20, 400), (130, 320)):
                sheet.line([(mast, -50), (mast, -tall)], "#2a3440", 8)
                for sail in range(3):
                    top = -tall + 20 + sail * (tall - 100) / 3
                    sheet.shape(
                        curve((mast - 56, top), (mast + 56, top), (mast + 74, top + 90), (mast - 44, top + 92), closed=True, steps=3),
                        ("#fdfdfa", "#e4e8e8", "#c8d0d4")[sail],
                    )
            sheet.shape(hull, "#2a3440")
    for side in (-1, 1):
        x = 1170 + side * 240
        sheet.fade(
            [(x, 190), (x + side * 300, 80), (x + side * 300, 840), (x, 600)], "#3a2038", "#160e1c", start=(x, 0), end=(x + side * 300, 0)
        )
        sheet.fade([(1170 + side * 180, 220), (x, 190), (x, 600), (1170 + side * 180, 540)], "#7a2a3c", "#3a1424")
    sheet.glow(1170, 380, 620, "#a8c0ff70")
    for row in range(7):
        heads(
            sheet,
            590 + row * row * 5.4 + row * 22,
            11 + row * 4.6,
            mix("#2a3050", "#06070e", row / 6),
            seed=row + 3,
            rim=mix("#b8ccf0", "#2a3458", row / 6),
            gap=2.9,
        )


def _projector(sheet: Sheet) -> None:
    """Two reels, a lamp house, and the lens at the port."""
    sheet.shape([(300, 1000), (350, 660), (420, 660), (500, 1000)], "#16121a")
    sheet.fade(rounded(190, 520, 440, 690, 16), "#4a4650", "#1c1a22")
    sheet.fade(rounded(300, 410, 450, 560, 12), "#5a5660", "#26242c", start=(450, 0), end=(300, 0))
    for slit in range(5):
        sheet.box(214, 546 + slit * 24, 290, 556 + slit * 24, "#ffb45a" if slit % 2 == 0 else "#e8803a", 4)
    sheet.glow(250, 600, 190, "#ff9a4ab0")
    sheet.fade([(450, 440), (520, 448), (520, 492), (450, 500)], "#8a8890", "#2a2830")
    for x, y in ((330, 250), (470, 720)):
        sheet.disc(x, y, 132, "#2a2830")
        sheet.line(oval(x, y, 130, 130, 0, -70, 60), "#e8d8b0", 5)
        sheet.disc(x, y, 96, "#3a2a24")
        for hole in range(5):
            angle = math.radians(hole * 72 + 20)
            sheet.disc(x + 66 * math.cos(angle), y + 66 * math.sin(angle), 25, "#14101a")
        sheet.disc(x, y, 20, "#6a6670")
    sheet.line(curve(*trace("428,330 436,400 420,460 440,560 540,640"), steps=6), "#7a5a44", 5)


def _projectionist(sheet: Sheet) -> None:
    body = curve(*trace("-60,1067 -40,640 0,520 60,486 120,500 158,600 170,760 180,1067"), steps=6)
    sheet.fade(body, "#3a2a2c", "#8a4a34", start=(0, 0), end=(190, 0))
    sheet.limb(curve((120, 560), (190, 680), (262, 560), steps=7), "#9a5238", 62, 40)
    sheet.disc(270, 546, 24, "#e0a078")
    sheet.fade(oval(92, 410, 66, 80), "#7a4430", "#e8a878", start=(20, 0), end=(150, 0))
    sheet.shape(curve((146, 400), (170, 424), (150, 434), steps=4), "#e8a878")
    sheet.shape(curve(*trace("28,440 16,370 50,320 110,318 146,356 152,376 100,374 74,420 60,470"), closed=True, steps=6), "#1c1416")
    sheet.disc(128, 404, 5, "#1c1416", 1.2)
    sheet.line(oval(128, 404, 21, 20), "#e8c890", 4)
    sheet.line([(107, 402), (60, 396)], "#c8a070", 4)
    sheet.line([(124, 452), (146, 448)], "#6a3024", 5)


def puppets() -> Sheet:
    sheet = Sheet("#3a1c34", "#a8443c", "#e88a48", "#f8c070")
    sheet.soft(oval(800, 560, 620, 420), "#ffd88060", 80)
    for x, size, ink in ((420, 1.75, "#7a2a34a0"), (1240, 1.75, "#7a2a34a0")):
        _marionette(sheet, x, 660, size, 0 if x < 800 else 1, shade=ink)
    style = Style("#3a2440", glass="#ffd98a")
    street(sheet, (645, 822), 122, 110, (120, 67, 80), ("#5a6a94", "#8a4a5a", "#4a7a7a"), style, count=3, seed=2)
    sheet.fade([(180, 820), (1420, 820), (1600, 960), (0, 960)], "#b8683c", "#5a2c28")
    for plank in range(13):
        x = 180 + plank * 103
        sheet.line([(x, 820), (800 + (x - 800) * 1.3, 960)], "#4a242880", 3)
    for x, kind in ((560, 0), (1080, 1)):
        shadow(sheet, x, 880, 16, 20, "#3a1820b0", 90)
        _marionette(sheet, x, 880, 1.3, kind)
    _hands(sheet)
    for side in (-1, 1):
        edge = 0 if side < 0 else 1600
        hang = trace("0,0 250,0 230,300 120,560 150,700 170,1067 0,1067")
        drape = curve(*[(edge - side * x, y) for x, y in hang], steps=6)
        sheet.fade(drape, "#1c0c20", "#6a1c38", "#3a1028", start=(edge, 0), end=(edge - side * 250, 0))
        sheet.line(curve((edge, 590), (edge - side * 70, 600), (edge - side * 126, 556), steps=5), "#e8b050", 16)
    sheet.fade(sheet.across(956, 1067), "#3a1a20", "#140810")
    for x in range(230, 1400, 142):
        sheet.shape(oval(x, 968, 48, 34, 0, 180, 360), "#241018")
        sheet.glow(x, 940, 170, "#ffd070a0")
    return sheet


def _marionette(sheet: Sheet, x: float, y: float, size: float, kind: int, shade: str = "") -> None:
    """A king with a crown, or a fishwife with her fish; or only the shadow of one."""
    coat, skirt, skin = ("#2f4a8a", "#2f4a8a", "#f0c8a0") if kind == 0 else ("#2f7a6a", "#d8a038", "#e8b48c")
    with sheet.at(x, y, size, -4 if kind == 0 else 5):
        for side in (-1, 1):
            sheet.limb([(side * 26, -96), (side * 34, -52), (side * 30 + 8, -8)], shade or "#c89868", 17, 14)
            sheet.limb([(side * 30 + 6, -6), (side * 30 + 26, -4)], shade or "#3a2430", 20, 14)
        sheet.shape(curve(*trace("-30,-250 -62,-90 -40,-78 40,-78 62,-90 30,-250"), steps=4), shade or skirt)
        if not shade:
            sheet.fade(curve((-34, -256), (-44, -160), (44, -160), (34, -256), steps=4), lift(coat, 0.2), coat)
            sheet.limb([(0, -250), (0, -90)], "#f0d890" if kind == 0 else "#f4e8d0", 14, 24 if kind == 0 else 56)
        for side, lift_up in ((-1, 40 if kind == 0 else 96), (1, 130 if kind == 0 else 60)):
            hand = (side * 104, -190 - lift_up)
            sheet.limb([(side * 32, -244), (side * 76, -214), hand], shade or coat, 24, 19)
            sheet.disc(*hand, 14, shade or skin)
        sheet.disc(0, -300, 44, shade or skin, 1.1)
        _puppet_head(sheet, kind, shade)
        if kind == 1:
            with sheet.at(-108, -300, 1, -70):
                sheet.shape(curve(*trace("-70,0 -10,-24 50,-4 80,-26 76,24 50,6 -10,22"), closed=True, steps=5), shade or "#b8ccd4")
    if not shade:
        _strings(sheet, x, y, size, kind)


def _puppet_head(sheet: Sheet, kind: int, shade: str) -> None:
    if kind == 0:
        sheet.shape(trace("-42,-330 -48,-384 -22,-358 0,-396 22,-358 48,-384 42,-330"), shade or "#f0c040")
        sheet.shape(curve(*trace("-40,-296 -30,-250 0,-232 30,-250 40,-296 0,-276"), closed=True, steps=5), shade or "#f4ece0")
    else:
        sheet.shape(curve(*trace("-48,-280 -50,-330 0,-358 50,-330 48,-280 30,-316 -30,-316"), closed=True, steps=5), shade or "#c8402f")
    if not shade:
        for side in (-1, 1):
            sheet.disc(side * 16, -304, 5, "#2a1820")
            sheet.disc(side * 26, -288, 8, "#e0705a80")
        sheet.disc(2, -292, 8, "#d88a68")
        sheet.line([(-10, -268), (12, -268)], "#7a2c2c", 4)


def _strings(sheet: Sheet, x: float, y: float, size: float, kind: int) -> None:
    """From the hands, the head and the knees up to the cross."""
    lean = math.radians(-4 if kind == 0 else 5)
    hands = ((-104, -230), (104, -320)) if kind == 0 else ((-104, -286), (104, -250))
    for (px, py), top in zip((*hands, (0, -340), (-34, -56), (34, -56)), (-90, 90, 0, -50, 50), strict=True):
        across, down = px * math.cos(lean) - py * math.sin(lean), px * math.sin(lean) + py * math.cos(lean)
        sheet.line([(x + across * size, y + down * size), (x + top, 236)], "#fff0d0b0", 2)


def _hands(sheet: Sheet) -> None:
    """The puppeteer's hands and the wooden crosses, from above."""
    for x in (560, 1080):
        sheet.limb([(x - 110, 246), (x + 110, 226)], "#7a4a2c", 18, 18)
        sheet.limb([(x - 20, 214), (x + 24, 262)], "#8a5a38", 16, 16)
        for finger in range(4):
            sheet.limb(
                curve((x - 44 + finger * 26, 160), (x - 48 + finger * 30, 214), (x - 40 + finger * 28, 252), steps=4), "#c88a64", 26, 19
            )
        sheet.limb(curve((x + 44, 130), (x + 84, 180), (x + 62, 226), steps=5), "#b87a56", 30, 20)
        sheet.fade(
            curve((x - 62, 190), (x - 66, 110), (x - 50, -20), (x + 60, -20), (x + 66, 110), (x + 56, 180), steps=5), "#8a5a40", "#d09870"
        )
        sheet.fade(curve((x - 74, 80), (x - 90, -20), (x + 96, -20), (x + 78, 80), steps=3), "#14101c", "#2a2034")


PICTURES: dict[str, Callable[[], Sheet]] = {
    "stage": stage,
    "cinema": cinema,
    "puppets": puppets,
}
