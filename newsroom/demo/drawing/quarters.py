"""Corners of the town: a playground, the flood gate, the quay in a gale."""

import random
from collections.abc import Callable

from .nature import cloud, gulls, lens, rain, ridge, stones, veils, water
from .people import Look, person, shadow
from .sheet import Sheet, curve, dim, lift, oval, rounded, thin, trace
from .ships import spray
from .things import Style, house, lamp_post, light_house


def playground() -> Sheet:
    sheet = Sheet("#1f6aae", "#58aed8", "#c4e6e8", "#f0f0d8")
    for x, y, wide, seed in ((1180, 640, 420, 9), (340, 700, 330, 3), (800, 760, 280, 6)):
        cloud(sheet, x, y, wide, "#ffffff", "#9cc8dc", seed=seed, tall=0.6)
    for x, wide, tall, ink in (
        (-20, 220, 190, "#d8b89c"),
        (230, 150, 130, "#c9a08a"),
        (1220, 180, 150, "#d0ac94"),
        (1420, 230, 220, "#bf9684"),
    ):
        sheet.fade(rounded(x, 920 - tall, x + wide, 930), lift(ink, 0.2), ink)
        sheet.box(x + wide * 0.82, 920 - tall, x + wide, 930, dim(ink, 0.24))
        for row in range(int(tall / 42)):
            for column in range(int(wide / 44)):
                sheet.box(x + 12 + column * 38, 934 - tall + row * 40, x + 34 + column * 38, 956 - tall + row * 40, "#5a7a90")
    for number in range(9):
        x, tall = 440 + number * 84, 130 + number * 53 % 80
        sheet.shape(
            curve((x - 16, 926), (x - 20, 926 - tall * 0.5), (x, 926 - tall), (x + 20, 926 - tall * 0.5), (x + 16, 926), steps=6),
            ("#4a8a58", "#3a744c")[number % 2],
        )
    sheet.fade(sheet.across(918, 1067), "#98c060", "#4f8a44")
    sheet.fade(curve((-60, 1100), (200, 972), (800, 956), (1400, 976), (1700, 1100), closed=True, steps=6), "#f0dcae", "#c9a470")
    for foot, head in ((150, 330), (410, 370)):
        sheet.limb([(foot, 1100), (head, -40)], "#d8402f" if foot > 200 else "#a82c24", 36, 26)
    sheet.soft(lens(880, 1034, 200, 16), "#5a4a3090", 6)
    _swinger(sheet)
    friend = Look(coat="#3a4a78", legs="#2a2e3a", skin="#9c6a4a", hair="#1c1414", hem=46)
    shadow(sheet, 560, 1026, 30, 150, "#5a4a3090", 26)
    person(sheet, 560, 1026, 330, friend, face=1, walk=0.8, lean=8, arms=((27, 84), (24, 76)), lit=1)
    gulls(sheet, 300, 250, 120, "#ffffff", seed=5, count=4, size=1.2)
    sheet.glow(1500, -80, 900, "#fff6d080")
    return sheet


def _swinger(sheet: Sheet) -> None:
    """A girl in profile at the top of her swing, head back, toes to the sky; the bar is above the sheet."""
    with sheet.at(470, -70, 1, -38):
        for x in (-8, 8):
            sheet.line([(x, 0), (x, 640)], "#3a4450", 5)
        sheet.limb(curve((20, 632), (110, 606), (214, 566), steps=6), "#24406a", 66, 44)
        sheet.limb([(216, 564), (236, 556)], "#f0c8a0", 38, 34)
        sheet.limb([(240, 572), (262, 502)], "#d8382c", 40, 30)
        sheet.line([(256, 588), (284, 494)], "#fbf4e0", 9)
        coat = curve((-6, 652), (-64, 604), (-118, 470), (-104, 430), (-52, 436), (10, 560), (48, 622), closed=True, steps=7)
        sheet.fade(coat, "#fbd050", "#e89a24", "#a85a1c", start=(-40, 440), end=(30, 660))
        sheet.limb(curve((-82, 466), (-44, 520), (2, 470), steps=6), "#e8a42c", 40, 26)
        sheet.disc(2, 462, 16, "#f0c8a0")
        sheet.fade(oval(-126, 384, 52, 58, -30), "#fbdcb8", "#d89a74", start=(-100, 330), end=(-140, 440))
        sheet.shape(curve((-90, 350), (-66, 352), (-84, 372), steps=4), "#f8d4b0")
        sheet.shape(
            curve(*trace("-92,330 -124,314 -176,344 -188,400 -168,446 -130,446 -150,390 -128,352"), closed=True, steps=6), "#6b2f22"
        )
        sheet.shape(curve(*trace("-176,380 -214,400 -250,462 -300,494 -236,500 -188,470 -160,430"), closed=True, steps=6), "#7d3826")
        sheet.disc(-92, 380, 4.6, "#2a1a18", 1.3)
        sheet.disc(-85, 409, 8, "#8d2f2a", 0.7)
        sheet.box(-30, 640, 66, 658, "#1c2430", 6)


def flood_gate() -> Sheet:
    sheet = Sheet("#5d6c78", "#97a09c", "#d8cfae", "#f0dca4")
    veils(sheet, 40, 380, "#4a5866", seed=8, count=9, cover=0.6)
    sheet.glow(820, 440, 520, "#fff0b870", 0.5)
    ridge(sheet, 500, 20, "#8a9490", seed=2, foot=560)
    for number in range(5):
        west, east = (
            ("#8a6a58", "#a89474", "#6d7a7a", "#94685a", "#b8a88a")[number],
            ("#a89474", "#7a5a54", "#8a8a7a", "#6d7a7a", "#a07a60")[number],
        )
        house(sheet, -40 + number * 66, 640 - number * 8, 64, 190 - number * 14, west, Style(), seed=number)
        house(sheet, 1320 + number * 66, 610 + number * 8, 64, 130 + number * 16, east, Style(side=-1), seed=number + 9)
    sheet.fade(sheet.across(590, 1067), "#b89c6a", "#7d6344", "#46382c")
    _gate_leaf(sheet)
    for left in (270, 1080):
        _tower(sheet, left, left + 250, lit=left > 800)
    sheet.box(500, 236, 1100, 262, "#2f3840")
    for x in range(520, 1090, 26):
        sheet.line([(x, 236), (x, 196)], "#2f3840", 3)
    sheet.line([(500, 196), (1100, 196)], "#2f3840", 4)
    for x, coat, face in ((700, "#e2a83f", 1), (748, "#2a3440", -1), (930, "#e2a83f", 0)):
        person(sheet, x, 238, 92, Look(coat=coat, legs="#20242c", hat="hood", hem=30), face=face)
    sheet.mirror(800, 260, 0.35, ripple=10)
    water(sheet, 790, 1067, ("#d8c08c", "#5a4632", "#97805a", "#efe0b4"), seed=4, count=260)
    _wrack(sheet)
    return sheet


def _tower(sheet: Sheet, left: float, right: float, *, lit: bool) -> None:
    middle, tower = (left + right) / 2, rounded(left, 150, right, 800)
    stones(sheet, tower, "#8a8478", seed=int(left), size=(74, 42))
    near, far = ("#2a2e3440", "#2a2e34b0") if lit else ("#2a2e34b0", "#fff0c820")
    sheet.fade(tower, near, far, start=(left, 0), end=(right, 0))
    sheet.shape([(left - 26, 156), (middle, 40), (right + 26, 156)], "#3a4048")
    sheet.shape([(middle, 40), (right + 26, 156), (middle + 20, 156)], "#2a2f38")
    sheet.box(middle - 22, 250, middle + 22, 330, "#1c2028", 22)
    sheet.fade(rounded(left, 560, right, 650), "#3a342c00", "#3a342cb0")
    sheet.box(left - 14, 640, right + 14, 800, "#6d675c")


def _gate_leaf(sheet: Sheet) -> None:
    """Half raised, dripping, the brown water running under it."""
    sheet.fade([(520, 590), (1080, 590), (1080, 800), (520, 800)], "#4a3c2c", "#8a7048")
    chance = random.Random(3)
    for _ in range(150):
        x, y = chance.uniform(520, 1080), 640 + chance.random() ** 1.5 * 190
        sheet.line(
            [(x, y), (800 + (x - 800) * 1.05, y + chance.uniform(20, 70))],
            thin("#e8d8a8", chance.uniform(0.15, 0.5)),
            chance.uniform(1.5, 4),
        )
    sheet.fade(rounded(520, 300, 1080, 630), "#6d3a30", "#8a4436", "#4a2824")
    for x in range(540, 1080, 76):
        sheet.fade(rounded(x, 306, x + 20, 624), "#b0604a", "#5a2e28", start=(x, 0), end=(x + 20, 0))
    for y in (318, 430, 540, 612):
        sheet.box(520, y, 1080, y + 12, "#a4563f")
    for _ in range(90):
        x = chance.uniform(526, 1074)
        sheet.line([(x, 630), (x, 630 + chance.uniform(20, 130))], thin("#f0e4c0", chance.uniform(0.2, 0.6)), 2)
    for x in (560, 1040):
        sheet.line([(x, 262), (x, 306)], "#2f3840", 8)
    for _ in range(60):
        sheet.shape(
            lens(chance.uniform(480, 1120), chance.uniform(780, 850), chance.uniform(30, 90), chance.uniform(3, 8)),
            thin("#f4ecd0", chance.uniform(0.3, 0.8)),
        )


def _wrack(sheet: Sheet) -> None:
    """What the surge has left on the water: a chair, a barrel, planks."""
    with sheet.at(420, 960, 1.5, -24):
        for leg in ((-30, 10), (30, 10)):
            sheet.line([(leg[0], -80), (leg[0] + 4, 20)], "#3a2820", 7)
        for slat in (-76, -52, -28):
            sheet.line([(-30, slat), (32, slat)], "#3a2820", 8)
        sheet.shape([(-34, -6), (36, -6), (64, 16), (-8, 18)], "#4a3428")
    sheet.shape(lens(430, 992, 130, 9), "#e8d8a8a0")
    with sheet.at(1210, 985, 1.5, 14):
        sheet.fade(curve(*trace("-60,10 -66,-24 -40,-52 40,-52 66,-24 60,10"), steps=5), "#9c6a40", "#4a3020")
        for hoop in (-36, 30):
            sheet.line([(hoop, -52), (hoop * 1.1, 8)], "#2a2420", 6)
    sheet.shape(lens(1210, 1004, 130, 9), "#e8d8a8a0")
    for x, y, turn in ((680, 1010, 8), (800, 940, -12), (960, 1030, 4)):
        with sheet.at(x, y, 1, turn):
            sheet.shape([(-90, -6), (90, -9), (92, 5), (-88, 8)], "#5a4430")


def umbrella() -> Sheet:
    sheet = Sheet("#6a7478", "#a09c8c", "#d0c09a", "#e0d0a4")
    for number in range(9):
        sheet.soft(oval(120 + number * 200, 110 + number * 67 % 150, 260, 70), thin("#4c565e", 0.55), 34)
    sheet.fade(sheet.across(560, 760), "#8a9488", "#5d6a68")
    water(sheet, 564, 740, ("#d8d4b8", "#46544f"), seed=3, count=120, size=0.7)
    light_house(sheet, 1440, 590, 170, "#b8b09c", "#9c8478", "#7a7a74", "#f4ecc8")
    for x, tall, seed in ((260, 330, 2), (520, 190, 5), (1180, 250, 7)):
        spray(sheet, x, 740, 190, tall, "#f0ecdc", seed=seed, count=210)
        sheet.soft(oval(x, 720, 150, tall * 0.36), "#f0ecdc90", 26)
    stones(sheet, sheet.across(720, 800), "#6d6a62", seed=4, size=(120, 40))
    sheet.box(0, 706, 1600, 726, "#8a8678")
    sheet.fade(sheet.across(796, 1067), "#7a766a", "#4a4a48")
    for row in range(7):
        sheet.line([(0, 812 + row * row * 6), (1600, 812 + row * row * 6)], "#3a3c3c60", 2)
    sheet.mirror(800, 267, 0.4, ripple=4)
    for x, y, wide in ((300, 900, 190), (1130, 960, 260), (640, 1030, 220), (1420, 880, 150)):
        sheet.fade(lens(x, y, wide, wide * 0.1), "#d8ccaa", "#8f9690")
    lamp_post(sheet, 1240, 850, 560, "#2c3034", "#fff0c0", arm=-70)
    gulls(sheet, 420, 260, 170, "#f4f0e4", seed=6, count=7, size=1.2)
    _blown(sheet)
    rain(sheet, "#f4f0e0", seed=9, count=330, slant=-1.5, long=54)
    return sheet


def _blown(sheet: Sheet) -> None:
    """A woman who leans into the wind, her umbrella turned inside out, her hat gone."""
    sheet.soft(lens(740, 1000, 230, 20), "#22262880", 8)
    with sheet.at(760, 1000, 5.0, 13):
        sheet.shape(curve(*trace("-4,-80 -14,-70 -18,-40 -58,-34 -50,-22 -26,-16 10,-22 14,-60 8,-80"), closed=True, steps=6), "#1f3444")
        look = Look(coat="#2f5468", legs="#23262c", hair="#5a2c1e", hem=22, wide=1.05)
        person(sheet, 0, 0, 100, look, walk=1.3, arms=((30, 82), (34, 66)), lit=1)
        sheet.shape(curve(*trace("-2,-100 -14,-104 -34,-98 -46,-102 -36,-92 -16,-88 -6,-86"), closed=True, steps=5), "#5a2c1e")
        sheet.shape(curve(*trace("-6,-82 -30,-78 -62,-86 -70,-78 -40,-70 -8,-74"), closed=True, steps=5), "#e0a83a")
    with sheet.at(952, 560, 1, -24):
        sheet.line([(-34, 96), (6, -170)], "#2a2420", 9)
        sheet.line(curve((-34, 96), (-40, 130), (-14, 134), steps=5), "#2a2420", 9)
        panels = ((-190, -300), (-110, -372), (6, -396), (120, -366), (196, -288))
        for number in range(4):
            (ax, ay), (bx, by) = panels[number], panels[number + 1]
            edge = [(ax, ay), ((ax + bx) / 2 + 4, (ay + by) / 2 + 26), (bx, by)]
            ink = ("#8a1f24", "#c8322c", "#e0483a", "#a82a2a")[number]
            sheet.fade([(6, -170), *edge], dim(ink, 0.3), ink, start=(6, -170), end=(6, -390))
        sheet.fade(
            curve(*trace("-190,-300 -96,-246 6,-170 100,-240 196,-288 100,-180 6,-130 -90,-186"), closed=True, steps=6),
            "#e85a44",
            "#9c2428",
            start=(-190, 0),
            end=(196, 0),
        )
        for x, y in panels:
            sheet.line(curve((6, -170), (x * 0.6, (y - 170) / 2 + 14), (x * 1.05, y - 8), steps=5), "#2a2420", 4)
    with sheet.at(250, 420, 1.3, -32):
        sheet.disc(0, 0, 62, "#2a3a44", 0.22)
        sheet.shape(curve(*trace("-36,-2 -32,-46 0,-54 32,-46 36,-2"), steps=5), "#2f4450")
        sheet.box(-36, -16, 36, -4, "#c8402f")


PICTURES: dict[str, Callable[[], Sheet]] = {
    "playground": playground,
    "flood-gate": flood_gate,
    "umbrella": umbrella,
}
