"""Draw the pictures of the demo paper: `python newsroom/demo/draw.py`. Flat shapes, drawn large and scaled down."""

import math
import random
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

FOLDER = Path(__file__).parent / "images"
WIDTH, HEIGHT, FINE = 1600, 1067, 2
Colour = tuple[int, int, int]
Point = tuple[float, float]


class Sheet:
    """A canvas in units of the finished picture."""

    def __init__(self, top: Colour, bottom: Colour, size: tuple[int, int] = (WIDTH, HEIGHT)) -> None:
        self.size = size
        self.image = Image.new("RGB", (size[0] * FINE, size[1] * FINE))
        self.draw = ImageDraw.Draw(self.image, "RGBA")
        self.fade(0, size[1], top, bottom)

    def fade(self, top: float, bottom: float, above: Colour, below: Colour) -> None:
        for row in range(int(top * FINE), int(bottom * FINE)):
            share = (row / FINE - top) / (bottom - top)
            colour = tuple(round(a + (b - a) * share) for a, b in zip(above, below, strict=True))
            self.draw.line([(0, row), (self.size[0] * FINE, row)], fill=colour)

    def shape(self, *points: Point, fill: tuple[int, ...]) -> None:
        self.draw.polygon([(x * FINE, y * FINE) for x, y in points], fill=fill)

    def box(self, left: float, top: float, right: float, bottom: float, fill: tuple[int, ...], radius: float = 0) -> None:
        self.draw.rounded_rectangle([left * FINE, top * FINE, right * FINE, bottom * FINE], radius * FINE, fill=fill)

    def disc(self, x: float, y: float, radius: float, fill: tuple[int, ...], tall: float = 1) -> None:
        self.draw.ellipse([(x - radius) * FINE, (y - radius * tall) * FINE, (x + radius) * FINE, (y + radius * tall) * FINE], fill=fill)

    def soften(self, radius: float) -> None:
        self.image = self.image.filter(ImageFilter.GaussianBlur(radius * FINE))
        self.draw = ImageDraw.Draw(self.image, "RGBA")

    def waves(self, top: float, colour: Colour, *, seed: int, count: int = 140) -> None:
        chance = random.Random(seed)
        for _ in range(count):
            y = top + (self.size[1] - top) * chance.random() ** 0.8
            wide = 30 + 190 * (y - top) / (self.size[1] - top)
            x = chance.uniform(-50, self.size[0])
            self.box(x, y, x + wide, y + 2 + 4 * (y - top) / self.size[1], (*colour, 70), 3)

    def save(self, name: str) -> None:
        FOLDER.mkdir(exist_ok=True)
        self.image.resize(self.size, Image.Resampling.LANCZOS).save(FOLDER / name, quality=82, optimize=True, progressive=True)


def night_ferry() -> Sheet:
    sheet = Sheet((14, 24, 48), (44, 66, 96))
    for x, y in ((150, 120), (420, 210), (760, 90), (1010, 260), (1480, 140), (1310, 330), (600, 300)):
        sheet.disc(x, y, 3, (230, 235, 240))
    sheet.disc(1270, 190, 70, (240, 232, 205))
    sheet.disc(1240, 172, 66, (19, 31, 57))
    sheet.shape((0, 640), (260, 560), (520, 620), (760, 590), (1100, 640), (1600, 580), (1600, 700), (0, 700), fill=(24, 38, 62))
    sheet.fade(660, HEIGHT, (32, 56, 84), (10, 20, 38))
    sheet.shape((330, 690), (1290, 690), (1220, 800), (410, 800), fill=(236, 238, 236))
    sheet.box(330, 690, 1290, 712, (170, 44, 40))
    sheet.box(480, 560, 1120, 692, (247, 247, 242), 10)
    sheet.box(640, 460, 930, 565, (236, 238, 236), 10)
    sheet.box(760, 350, 850, 462, (170, 44, 40), 6)
    for x in range(520, 1090, 64):
        sheet.box(x, 600, x + 40, 640, (255, 214, 120), 6)
    for x in range(668, 900, 60):
        sheet.box(x, 490, x + 38, 524, (255, 226, 150), 6)
    for x in range(520, 1090, 64):
        sheet.shape((x, 802), (x + 40, 802), (x + 62, 1040), (x - 22, 1040), fill=(255, 214, 120, 36))
    sheet.waves(800, (150, 180, 205), seed=1)
    return sheet


def flood_gate() -> Sheet:
    sheet = Sheet((176, 186, 190), (214, 212, 202))
    sheet.shape((0, 420), (360, 380), (900, 430), (1600, 370), (1600, 700), (0, 700), fill=(142, 152, 150))
    for left in (210, 1130):
        sheet.box(left, 190, left + 260, 900, (120, 112, 100))
        for row in range(8):
            for column in range(3):
                shift = 40 if row % 2 else 0
                sheet.box(left + 8 + column * 86 - shift * 0.3, 200 + row * 88, left + 84 + column * 84, 278 + row * 88, (134, 126, 112), 5)
        sheet.shape((left - 24, 190), (left + 130, 90), (left + 284, 190), fill=(72, 60, 56))
    sheet.box(470, 300, 1130, 620, (58, 76, 84))
    for x in range(490, 1130, 80):
        sheet.box(x, 312, x + 14, 608, (82, 104, 112))
    sheet.box(470, 440, 1130, 462, (196, 148, 60))
    sheet.fade(760, HEIGHT, (134, 108, 76), (84, 66, 48))
    sheet.shape((470, 620), (1130, 620), (1260, 780), (340, 780), fill=(150, 126, 92))
    sheet.waves(770, (206, 186, 150), seed=2, count=200)
    return sheet


def lighthouse() -> Sheet:
    sheet = Sheet((58, 44, 92), (240, 158, 116))
    sheet.shape((560, 250), (1600, 60), (1600, 420), fill=(255, 236, 180, 70))
    sheet.disc(1180, 640, 90, (255, 206, 140))
    sheet.fade(650, HEIGHT, (120, 76, 112), (34, 28, 62))
    sheet.shape((200, 800), (330, 690), (520, 650), (700, 690), (860, 810), fill=(36, 28, 48))
    bands = ((440, 300, 372), (434, 372, 462), (428, 462, 562), (420, 562, 668))
    for number, (left, top, bottom) in enumerate(bands):
        colour = (240, 236, 228) if number % 2 == 0 else (186, 52, 48)
        sheet.shape((left, top), (960 - left, top), (966 - left, bottom), (left - 6, bottom), fill=colour)
    sheet.box(430, 280, 530, 302, (46, 40, 58), 4)
    sheet.box(446, 222, 514, 282, (255, 238, 176), 4)
    sheet.shape((436, 224), (480, 176), (524, 224), fill=(46, 40, 58))
    sheet.waves(800, (238, 170, 150), seed=3)
    return sheet


def market() -> Sheet:
    sheet = Sheet((206, 226, 232), (240, 236, 222))
    for number, left in enumerate((40, 420, 800, 1180)):
        for stripe in range(8):
            colour = ((186, 60, 52), (38, 98, 108), (208, 152, 54), (70, 88, 132))[number] if stripe % 2 else (248, 244, 234)
            x = left + stripe * 45
            sheet.shape((x + 30, 250), (x + 75, 250), (x + 60 - 15, 430), (x, 430), fill=colour)
            sheet.disc(x + 22, 430, 22, colour)
        sheet.box(left + 14, 430, left + 24, 900, (92, 74, 60))
        sheet.box(left + 336, 430, left + 346, 900, (92, 74, 60))
        sheet.box(left - 4, 690, left + 364, 900, (160, 122, 84), 6)
    chance = random.Random(5)
    for number, left in enumerate((40, 420, 800, 1180)):
        for _ in range(44):
            at, height = left + chance.uniform(16, 340), 690 - chance.uniform(-6, 62)
            if number % 2:
                sheet.disc(at, height, 20, (234, 200, 70))
            else:
                sheet.disc(at, height, 34, (128, 146, 160), 0.36)
                sheet.shape((at + 28, height), (at + 50, height - 12), (at + 50, height + 12), fill=(108, 126, 142))
    sheet.fade(900, HEIGHT, (150, 142, 130), (116, 108, 98))
    return sheet


def rowers() -> Sheet:
    sheet = Sheet((214, 220, 220), (236, 236, 230))
    sheet.shape((0, 470), (500, 430), (1100, 466), (1600, 424), (1600, 560), (0, 560), fill=(196, 204, 204))
    sheet.soften(16)
    sheet.fade(620, HEIGHT, (206, 212, 212), (168, 178, 180))
    sheet.shape((120, 700), (1500, 700), (1380, 742), (260, 742), fill=(90, 52, 44))
    for number in range(8):
        x = 330 + number * 120
        sheet.shape((x, 700), (x + 64, 700), (x + 44, 590), (x + 4, 596), fill=(38, 70, 96))
        sheet.disc(x + 34, 562, 26, (150, 108, 86))
        sheet.shape((x + 30, 640), (x + 40, 632), (x + 230, 792), (x + 216, 800), fill=(120, 96, 70))
    sheet.disc(1340, 610, 22, (150, 108, 86))
    sheet.shape((1318, 700), (1366, 700), (1360, 634), (1322, 634), fill=(170, 56, 50))
    sheet.waves(760, (240, 242, 240), seed=6, count=110)
    sheet.fade(0, 240, (226, 230, 230), (218, 224, 224))
    return sheet


def stage() -> Sheet:
    sheet = Sheet((20, 18, 28), (40, 30, 36))
    sheet.shape((760, -20), (840, -20), (1180, 860), (420, 860), fill=(250, 232, 190, 46))
    sheet.shape((780, -20), (820, -20), (1040, 860), (560, 860), fill=(250, 232, 190, 50))
    sheet.disc(800, 862, 320, (236, 214, 170, 90), 0.22)
    chance = random.Random(8)
    for _ in range(420):
        x, y = chance.uniform(0, WIDTH), chance.uniform(0, 900)
        light = 130 if abs(x - 800) < 60 + y * 0.36 else 40
        sheet.shape((x, y), (x + 3, y), (x - 9, y + 44), (x - 12, y + 44), fill=(220, 226, 236, light))
    sheet.shape((740, 850), (860, 850), (838, 610), (760, 610), fill=(96, 40, 44))
    sheet.disc(800, 570, 38, (206, 170, 140))
    sheet.shape((764, 640), (780, 620), (660, 500), (648, 516), fill=(96, 40, 44))
    sheet.shape((836, 640), (820, 620), (944, 486), (956, 502), fill=(96, 40, 44))
    for left in (0, 1360):
        for fold in range(5):
            sheet.box(left + fold * 50, 0, left + fold * 50 + 40, 960, (92, 22, 32) if fold % 2 else (70, 16, 26))
    sheet.fade(930, HEIGHT, (52, 36, 30), (30, 20, 18))
    return sheet


def ice() -> Sheet:
    sheet = Sheet((198, 208, 218), (232, 230, 226))
    sheet.shape((0, 430), (420, 380), (980, 420), (1600, 370), (1600, 560), (0, 560), fill=(152, 162, 172))
    sheet.box(0, 400, WIDTH, 452, (116, 110, 108))
    for centre in (260, 800, 1340):
        sheet.box(centre - 270, 440, centre + 270, 640, (130, 124, 120))
    for centre in (260, 800, 1340):
        sheet.disc(centre, 650, 196, (190, 204, 216))
    sheet.fade(640, HEIGHT, (108, 130, 148), (60, 84, 106))
    chance = random.Random(9)
    for _ in range(150):
        y = 650 + 410 * chance.random() ** 0.9
        size, x = 14 + 0.24 * (y - 640), chance.uniform(-40, WIDTH)
        around = [(x + size * chance.uniform(0.8, 1.5) * math.cos(a), y + size * 0.4 * math.sin(a)) for a in (0, 1.1, 2.2, 3.3, 4.3, 5.3)]
        sheet.shape(*[(px + 4, py + 6) for px, py in around], fill=(70, 94, 116))
        sheet.shape(*around, fill=(232, 240, 244))
    sheet.shape((560, 810), (900, 790), (860, 860), (610, 872), fill=(120, 62, 44))
    sheet.shape((566, 812), (896, 792), (890, 808), (570, 828), fill=(166, 104, 70))
    sheet.shape((716, 800), (726, 799), (738, 630), (730, 630), fill=(74, 56, 46))
    return sheet


def pool() -> Sheet:
    sheet = Sheet((70, 168, 184), (44, 128, 152))
    for lane in range(1, 6):
        rope = lane * HEIGHT / 6
        for x in range(0, WIDTH, 56):
            sheet.box(x, rope - 7, x + 40, rope + 7, (230, 76, 62) if (x // 56) % 4 == 0 else (246, 246, 240), 7)
    for lane in range(6):
        sheet.box(90, (lane + 0.5) * HEIGHT / 6 - 9, WIDTH - 90, (lane + 0.5) * HEIGHT / 6 + 9, (28, 84, 110, 150))
    chance = random.Random(11)
    for _ in range(320):
        sheet.disc(chance.uniform(0, WIDTH), chance.uniform(0, HEIGHT), chance.uniform(14, 46), (255, 255, 255, 16), 0.4)
    sheet.shape((420, 440), (660, 448), (664, 478), (420, 482), fill=(38, 60, 104))
    sheet.disc(700, 462, 30, (226, 186, 60))
    sheet.shape((640, 446), (790, 396), (800, 412), (668, 462), fill=(210, 166, 136))
    for step in range(9):
        sheet.disc(400 - step * 30, 462 + (step % 3 - 1) * 12, 16 - step, (255, 255, 255, 130))
    return sheet


def portrait(ground: Colour, skin: Colour, hair: Colour, clothes: Colour, *, long_hair: bool, glasses: bool) -> Callable[[], Sheet]:
    def drawn() -> Sheet:
        sheet = Sheet(ground, tuple(max(0, part - 26) for part in ground), (640, 640))  # type: ignore[arg-type]
        if long_hair:
            sheet.box(196, 150, 444, 520, hair, 110)
        sheet.disc(320, 690, 230, clothes, 0.95)
        sheet.box(284, 380, 356, 500, tuple(max(0, part - 18) for part in skin), 20)
        sheet.disc(320, 290, 118, skin, 1.18)
        sheet.disc(320, 200, 126, hair, 0.62)
        sheet.box(196, 190, 222, 320, hair, 12)
        sheet.box(418, 190, 444, 320, hair, 12)
        for x in (276, 364):
            sheet.disc(x, 296, 9, (40, 34, 34))
            if glasses:
                sheet.draw.ellipse([(x - 32) * FINE, 264 * FINE, (x + 32) * FINE, 328 * FINE], outline=(52, 46, 46), width=10)
        sheet.draw.arc([276 * FINE, 320 * FINE, 364 * FINE, 384 * FINE], 25, 155, fill=(140, 70, 64), width=10)
        return sheet

    return drawn


PICTURES: dict[str, Callable[[], Sheet]] = {
    "night-ferry": night_ferry,
    "flood-gate": flood_gate,
    "lighthouse": lighthouse,
    "market": market,
    "rowers": rowers,
    "stage": stage,
    "ice": ice,
    "pool": pool,
    "p-lind": portrait((206, 216, 212), (232, 196, 168), (150, 152, 154), (44, 70, 88), long_hair=False, glasses=True),
    "p-okoro": portrait((226, 208, 176), (118, 80, 58), (32, 26, 26), (36, 40, 48), long_hair=False, glasses=False),
    "p-haddad": portrait((204, 196, 214), (214, 168, 134), (44, 32, 34), (46, 104, 78), long_hair=True, glasses=False),
}

if __name__ == "__main__":
    for name, picture in PICTURES.items():
        picture().save(f"{name}.jpg")
