"""Those who write the paper."""

from collections.abc import Callable

from .faces import Face, beard, collar, crown, curls, glasses, ground, hair_shape, head, knit, lapels, roll_neck, shoulders, stubble
from .sheet import Sheet, curve, dim, oval, thin, trace


def p_lind() -> Sheet:
    face = Face("#ecc3a0", "#a4a5a6", eyes="#5a7a8a", wide=114, age=1, smile=0.45, lips="#b8685a")
    sheet = ground("#d4e0de", "#8fa8ac")
    knit(sheet, shoulders(sheet, "#2a4760"), "#2a4760")
    hair_shape(sheet, "#8e9092", *trace("286,380 270,280 300,190 400,156 500,190 530,280 514,380 470,300 330,300"))
    head(sheet, face)
    roll_neck(sheet, "#2a4760")
    hair_shape(
        sheet,
        "#b4b6b6",
        *trace("282,372 274,270 312,186 400,156 486,184 526,262 518,366 504,300 470,240 420,226 360,262 304,290"),
        strands=12,
    )
    glasses(sheet, "#3a3634", round_ones=True, size=37)
    return sheet


def p_okoro() -> Sheet:
    face = Face("#7d5238", "#1c1616", eyes="#2a1a14", wide=116, jaw=0.84, nose=1.25, lips="#9c5648", smile=1, brow=9, blush="#b04a38")
    sheet = ground("#f0d8a4", "#c08a4a")
    knit(sheet, shoulders(sheet, "#2c3240", wide=316), "#2c3240")
    head(sheet, face)
    sheet.fade(curve(*trace("312,606 400,672 488,606 500,626 400,700 300,626"), closed=True, steps=6), "#4a5264", "#232834")
    hairline = trace("286,330 282,250 322,184 400,164 478,184 518,250 514,330 504,274 470,236 400,226 330,236 296,274")
    hair_shape(sheet, "#211a1a", *hairline)
    sheet.grainy(curve(*hairline, closed=True, steps=7), "#6a5450b0", (500, 330), (280, 180))
    stubble(sheet, face, "#1c1414")
    return sheet


def p_haddad() -> Sheet:
    face = Face("#d9a47c", "#3a2624", eyes="#4a3020", wide=110, jaw=0.72, nose=1.1, lips="#b04a48", smile=0.6, brow=9)
    sheet = ground("#d8cce0", "#8d7a9c")
    hair_shape(
        sheet, "#33211f", *trace("262,640 240,480 262,300 300,180 400,138 506,176 546,300 562,480 540,650 470,690 330,690"), strands=16
    )
    knit(sheet, shoulders(sheet, "#2f7458", wide=286), "#2f7458")
    head(sheet, face)
    sheet.fade(curve(*trace("306,612 400,680 494,612 504,632 400,708 296,632"), closed=True, steps=6), "#4a9474", "#1f543e")
    hair_shape(
        sheet, "#3a2624", *trace("258,600 252,440 268,280 312,180 420,146 390,200 322,270 296,360 300,470 310,600 280,660"), strands=9
    )
    hair_shape(
        sheet, "#2e1d1c", *trace("392,148 480,160 532,260 548,430 546,600 520,660 494,590 506,450 504,350 470,250 410,190"), strands=9
    )
    for x in (288, 512):
        sheet.disc(x, 424, 8, "#e8c060")
        sheet.line(oval(x, 440, 15, 15), "#e8c060", 4)
    return sheet


def p_reyle() -> Sheet:
    face = Face("#efc4a4", "#b08a58", eyes="#5a7a6a", wide=120, jaw=0.84, chin=516, age=1, smile=0.25, blush="#e0705a")
    sheet = ground("#d4dcea", "#8a9ab8")
    shoulders(sheet, "#5c6470", wide=312)
    head(sheet, face)
    collar(sheet, "#f4f0e6", tie="#8a3a3c")
    lapels(sheet, "#5c6470")
    hair_shape(sheet, "#b08a58", *trace("278,388 270,320 280,252 306,220 302,280 294,340"))
    hair_shape(sheet, "#8f6c42", *trace("522,388 530,320 520,252 494,220 498,280 506,340"))
    for strand in range(7):
        sheet.line(
            curve((312 + strand * 5, 226), (380 + strand * 9, 184 + strand * 4), (490, 226 + strand * 3), steps=7), thin("#a07c4c", 0.75), 4
        )
    glasses(sheet, "#5a3820", round_ones=False, size=36)
    moustache = curve(*trace("350,452 376,436 400,440 424,436 450,452 424,452 400,450 376,452"), closed=True, steps=5)
    sheet.fade(moustache, "#c89c64", "#7d5c36", start=(350, 440), end=(450, 450))
    return sheet


def p_falk() -> Sheet:
    face = Face("#f3cbac", "#a8482a", eyes="#4a7a5a", wide=110, jaw=0.76, smile=1, lips="#c0605a", brow=6)
    sheet = ground("#f0d4bc", "#b87a5a")
    curls(
        sheet,
        "#9c4224",
        crown(140, 150, 15, 165, 375, 46)
        + crown(112, 190, 9, 205, 335, 46)
        + [(320, 136, 44), (380, 116, 46), (444, 122, 44), (490, 152, 40)],
    )
    outline = shoulders(sheet, "#6a7048", wide=290)
    head(sheet, face)
    collar(sheet, "#7a8054", open_to=720)
    sheet.shape([(392, 640), (408, 640), (404, 700), (396, 700)], dim(face.skin, 0.2))
    for number in range(34):
        x, y = 316 + number * 71 % 168, 372 + number * 37 % 54
        sheet.disc(x, y, 2 + number % 3 * 0.7, "#b8683a90")
    curls(
        sheet,
        "#b04e2c",
        [(300, 268, 30), (326, 226, 32), (368, 204, 34), (416, 198, 32), (460, 214, 32), (494, 250, 30), (286, 312, 24), (514, 306, 24)],
    )
    with sheet.within(outline):
        for side in (-1, 1):
            sheet.line(curve((400 + side * 128, 620), (400 + side * 96, 720), (400 + side * 60, 830), steps=5), "#241c1c", 24)
            sheet.line(curve((400 + side * 128, 620), (400 + side * 96, 720), (400 + side * 60, 830), steps=5), "#c8a050", 4)
    sheet.box(296, 704, 504, 830, "#2a2a30", 16)
    sheet.box(296, 704, 504, 724, "#8a8a90", 8)
    sheet.disc(400, 764, 44, "#101016")
    sheet.line(oval(400, 764, 44, 44), "#6a6a72", 5)
    sheet.disc(388, 752, 13, "#8ab0c8b0")
    return sheet


def p_brandt() -> Sheet:
    face = Face("#efccb0", "#e4e0d8", eyes="#6a7a8a", wide=108, jaw=0.76, chin=504, age=2, smile=0.55, lips="#b8605a", brow=5)
    sheet = ground("#e4c8cc", "#946a78")
    sheet.disc(400, 132, 62, "#d8d4cc", 0.9)
    sheet.line(oval(400, 132, 44, 36, 0, 160, 330), "#ffffff", 5)
    hair_shape(sheet, "#cfcac2", *trace("284,370 276,270 316,180 400,152 484,180 524,270 516,370 480,300 320,300"))
    shoulders(sheet, "#7a4a68", wide=280)
    head(sheet, face)
    sheet.shape(trace("330,610 400,676 470,610 484,830 316,830"), "#f6efe2")
    collar(sheet, "#fbf6ec", open_to=690)
    lapels(sheet, "#8a5676", low=860)
    sheet.disc(400, 662, 17, "#e0b450", 1.2)
    sheet.disc(400, 662, 10, "#3f8a8a", 1.2)
    hair_shape(
        sheet,
        "#ebe7df",
        *trace("282,366 278,270 318,190 400,160 482,190 522,270 518,366 502,296 456,234 400,222 344,234 298,296"),
        strands=14,
        lit=0.5,
    )
    glasses(sheet, "#8a3a4a", round_ones=False, size=34, y=356)
    for side in (-1, 1):
        sheet.line(
            curve((400 + side * 120, 356), (400 + side * 140, 470), (400 + side * 118, 590), (400 + side * 96, 640), steps=7), "#e0b450", 3
        )
        sheet.disc(400 + side * 110, 402, 6, "#fbf6ec")
    return sheet


def p_quist() -> Sheet:
    face = Face("#f6d2b6", "#e0b866", eyes="#3f6f94", wide=108, jaw=0.72, chin=506, smile=0.35, lips="#cc6660", brow=6, nose=0.9)
    sheet = ground("#c4dcec", "#6f98b8")
    hair_shape(
        sheet, "#c89c4c", *trace("262,530 256,400 266,270 306,176 400,142 494,176 534,270 544,400 538,530 470,560 330,560"), strands=12
    )
    shoulders(sheet, "#d09a30", wide=286)
    head(sheet, face)
    sheet.fade(curve(*trace("322,612 400,664 478,612 500,650 400,720 300,650"), closed=True, steps=6), "#f6efe0", "#cfc6b4")
    lapels(sheet, "#d8a43a", low=840)
    hair_shape(sheet, "#e4bc6c", *trace("258,526 256,400 268,280 312,190 300,300 294,420 308,530 282,548"), strands=5)
    hair_shape(sheet, "#c8984a", *trace("542,526 544,400 532,280 488,190 500,300 506,420 492,530 518,548"), strands=5)
    hair_shape(sheet, "#e4bc6c", *trace("286,322 282,230 330,162 400,144 470,162 518,230 514,322 460,312 400,318 340,312"), strands=16)
    return sheet


def p_wren() -> Sheet:
    face = Face("#e0a584", "#7a6a5c", eyes="#4a6a7a", wide=122, jaw=0.88, chin=518, nose=1.3, age=1, smile=0.7, brow=10, blush="#d8402f")
    sheet = ground("#d0dcb8", "#7d9a66")
    shoulders(sheet, "#3f4a3c", wide=324)
    head(sheet, face)
    lapels(sheet, "#4a5646", low=850)
    scarf = curve(*trace("300,566 290,640 400,704 510,640 500,566 400,624"), closed=True, steps=6)
    sheet.fade(scarf, "#e0503c", "#b83028", "#6a1c1c", start=(290, 600), end=(510, 640))
    tail = [(404, 676), (472, 650), (498, 830), (420, 830)]
    sheet.fade(tail, "#c83a2e", "#7a2020")
    with sheet.within(scarf):
        for stripe in (330, 380, 430, 480):
            sheet.line([(stripe, 560), (stripe + 14, 720)], "#f6efe0", 13)
    stubble(sheet, face, "#6a625c")
    for side in (-1, 1):
        hair_shape(
            sheet,
            "#7a6a5c",
            (400 + side * 120, 380),
            (400 + side * 126, 320),
            (400 + side * 122, 262),
            (400 + side * 104, 262),
            (400 + side * 112, 320),
        )
    cap = curve(*trace("262,276 258,214 310,158 410,140 506,164 546,220 540,276 470,258 400,252 330,258"), closed=True, steps=7)
    sheet.fade(cap, "#8a8a74", "#5f614e", "#34362c", start=(270, 200), end=(540, 250))
    sheet.grainy(cap, "#24241cb0", (320, 150), (560, 300))
    sheet.fade(curve(*trace("280,268 340,250 400,246 460,250 520,268 470,300 400,292 330,300"), closed=True, steps=6), "#74765f", "#3f4134")
    return sheet


def p_menon() -> Sheet:
    face = Face(
        "#b07a52", "#1c1416", eyes="#2c1a12", wide=108, jaw=0.72, chin=506, smile=0.7, lips="#a8443f", brow=8, nose=1.05, blush="#c84a3a"
    )
    sheet = ground("#f6d49a", "#d0883c")
    hair_shape(sheet, "#1c1416", *trace("280,500 264,380 274,260 316,172 400,146 484,172 526,260 536,380 520,500 400,560"))
    outline = shoulders(sheet, "#b83a6a", wide=280)
    head(sheet, face)
    sheet.shape(curve((318, 606), (400, 730), (482, 606), (400, 648), closed=True, steps=6), face.skin)
    sheet.line(curve(*trace("312,606 350,690 400,742 450,690 488,606"), steps=6), "#f0c050", 11)
    with sheet.within(outline):
        for dot in range(40):
            sheet.disc(130 + dot * 97 % 560, 650 + dot * 61 % 150, 5, "#f0c05090")
    hair_shape(sheet, "#221819", *trace("278,420 272,290 312,188 402,152 398,190 330,256 304,340 300,420"), strands=6)
    hair_shape(sheet, "#171012", *trace("522,420 528,290 488,188 398,152 402,190 470,256 496,340 500,420"), strands=6)
    for link in range(8):
        y = 470 + link * 46
        x = 536 - link * 4
        sheet.fade(
            curve((x - 34, y), (x, y - 30), (x + 30, y), (x + 4, y + 44), closed=True, steps=6),
            "#3a2a2a",
            "#120c0e",
            start=(x - 30, 0),
            end=(x + 30, 0),
        )
        sheet.line(curve((x - 26, y + 4), (x, y + 20), (x + 22, y - 2), steps=5), "#5a4644", 3)
    sheet.disc(380, 424, 4, "#f0c860")
    for x in (290, 510):
        sheet.disc(x, 418, 9, "#f0c860")
        sheet.shape([(x - 9, 430), (x + 9, 430), (x, 458)], "#d8a040")
    return sheet


def p_ferrante() -> Sheet:
    face = Face("#d8a27c", "#8d8a88", eyes="#3a2a20", wide=114, jaw=0.8, chin=514, nose=1.35, age=2, smile=0.3, brow=11, lips="#a85a4c")
    sheet = ground("#c88a84", "#5a2430", lamp="#ffd8a8")
    hair_shape(sheet, "#7a7878", *trace("276,420 252,330 268,220 330,150 430,136 516,180 550,290 528,420 480,330 320,330"))
    shoulders(sheet, "#26222a", wide=304)
    head(sheet, face)
    roll_neck(sheet, "#2c2830")
    beard(sheet, face, "#b8b4b0", full=False)
    hair_shape(
        sheet,
        "#c4c2c0",
        *trace("284,350 264,250 304,160 410,124 510,160 540,260 518,356 506,280 468,226 404,214 344,222 306,270"),
        strands=15,
        lit=0.5,
    )
    for wave in range(4):
        sheet.line(
            curve(
                (316 + wave * 14, 228 - wave * 8),
                (370 + wave * 12, 176 - wave * 6),
                (450 + wave * 10, 176),
                (506 + wave * 6, 236 + wave * 8),
                steps=7,
            ),
            thin("#6d6a6c", 0.5),
            4,
        )
    return sheet


def p_sorley() -> Sheet:
    face = Face("#eec2a0", "#5a3828", eyes="#6a5a34", wide=112, jaw=0.78, age=1, smile=0.8, lips="#b8605a", blush="#e0503c")
    sheet = ground("#cce8dc", "#6fa898")
    hair_shape(sheet, "#4a2c20", *trace("274,560 266,440 276,300 524,300 536,440 530,560 470,590 330,590"), strands=10)
    outline = shoulders(sheet, "#e0b02c", wide=312)
    head(sheet, face)
    collar(sheet, "#e8bc3c", open_to=730)
    sheet.fade(curve(*trace("330,590 400,650 470,590 476,640 400,700 324,640"), closed=True, steps=5), "#4a7a94", "#2a4a60")
    hair_shape(sheet, "#5a3828", *trace("272,540 272,420 286,300 310,290 300,400 306,520 288,560"), strands=4)
    hair_shape(sheet, "#45291d", *trace("528,540 528,420 514,300 490,290 500,400 494,520 512,560"), strands=4)
    hat = curve(*trace("270,290 272,200 330,132 400,118 470,132 528,200 530,290 400,262"), closed=True, steps=7)
    sheet.fade(hat, "#4aa0a0", "#2a7480", "#174650", start=(280, 200), end=(530, 240))
    with sheet.within(hat):
        for rib in range(20):
            x = 266 + rib * 14
            sheet.line(curve((400 + (x - 400) * 0.3, 116), (x, 220), (x, 300), steps=5), "#12383f60", 3)
    sheet.fade(
        curve(*trace("264,296 262,244 400,216 538,244 536,296 400,268"), closed=True, steps=6),
        "#5ab0ac",
        "#1f5a64",
        start=(264, 0),
        end=(536, 0),
    )
    sheet.disc(400, 108, 34, "#f0e4cc")
    with sheet.within(outline):
        for side in (-1, 1):
            sheet.line(curve((400 + side * 120, 618), (400 + side * 80, 740), (400 + side * 50, 830), steps=5), "#2a2a30", 14)
    return sheet


def p_tarrant() -> Sheet:
    face = Face(
        "#8d5d42",
        "#e8e4dc",
        eyes="#2a1a14",
        wide=122,
        jaw=0.86,
        chin=516,
        nose=1.3,
        age=2,
        smile=0.4,
        brow=10,
        lips="#9c5a4c",
        blush="#b04a38",
    )
    sheet = ground("#4a5a7c", "#141c34", lamp="#ffc878")
    outline = shoulders(sheet, "#e4dccb", wide=322)
    head(sheet, face)
    collar(sheet, "#f2ecde", open_to=706)
    sheet.shape(curve((372, 640), (400, 668), (428, 640), (400, 700), closed=True, steps=4), dim(face.skin, 0.25))
    with sheet.within(outline):
        for side in (-1, 1):
            sheet.line(curve((400 + side * 176, 640), (400 + side * 150, 740), (400 + side * 140, 840), steps=5), "#8a2a2c", 34)
            sheet.disc(400 + side * 148, 770, 13, "#e0b450")
    beard(sheet, face, "#dedad2", full=True)
    sheet.glow(356, 232, 90, "#fff0c8b0", 0.6)
    for side in (-1, 1):
        temple = [(400 + side * x, y) for x, y in trace("120,392 128,330 118,276 112,330")]
        hair_shape(sheet, "#dedad2" if side < 0 else "#b0aca4", *temple)
        rim = curve(*[(400 + side * 52 + x, y) for x, y in trace("-40,246 0,238 40,248 34,284 -34,284")], closed=True, steps=6)
        sheet.shape(rim, "#ffffff26")
        sheet.line([*rim, rim[0]], "#1c1a20", 6)
    sheet.line([(388, 252), (412, 252)], "#1c1a20", 6)
    return sheet


PICTURES: dict[str, Callable[[], Sheet]] = {
    "p-lind": p_lind,
    "p-okoro": p_okoro,
    "p-haddad": p_haddad,
    "p-reyle": p_reyle,
    "p-falk": p_falk,
    "p-brandt": p_brandt,
    "p-quist": p_quist,
    "p-wren": p_wren,
    "p-menon": p_menon,
    "p-ferrante": p_ferrante,
    "p-sorley": p_sorley,
    "p-tarrant": p_tarrant,
}
