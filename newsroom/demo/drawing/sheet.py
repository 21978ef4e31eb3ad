"""A canvas in units of the finished picture: shapes, light, shadow, grain. Drawn at twice the size and scaled down."""

import io
import math
import random
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFilter

FOLDER = Path(__file__).parent.parent / "images"
SCENE, PORTRAIT = (1600, 1067), (800, 800)
FINE = 2
Point = tuple[float, float]
Frame = tuple[float, float, float, float, float, float]
Area = tuple[int, int, int, int]


def rgba(ink: str) -> tuple[int, int, int, int]:
    parts = ImageColor.getrgb(ink)
    return (parts[0], parts[1], parts[2], parts[3] if len(parts) == 4 else 255)


def mix(one: str, other: str, share: float) -> str:
    parts = [round(a + (b - a) * share) for a, b in zip(rgba(one), rgba(other), strict=True)]
    return "#" + "".join(f"{min(255, max(0, part)):02x}" for part in parts)


def thin(ink: str, share: float) -> str:
    """Let only a share of this ink cover."""
    return f"#{''.join(f'{part:02x}' for part in rgba(ink)[:3])}{round(255 * share):02x}"


def dim(ink: str, share: float = 0.25) -> str:
    return mix(ink, "#101422", share)


def lift(ink: str, share: float = 0.25) -> str:
    return mix(ink, "#fff6e0", share)


@cache
def _ramp() -> Image.Image:
    """Black, a rise to white, white: many lengths, so that what lies beyond a fade's ends keeps the end's ink."""
    rows = [min(255, max(0, row - 5120)) for row in range(10496)]
    return Image.frombytes("L", (1, len(rows)), bytes(rows)).resize((4, len(rows)))


@cache
def _noise(width: int, height: int, seed: int, dot: int = 1) -> Image.Image:
    small = (width // dot + 1, height // dot + 1)
    speck = Image.frombytes("L", small, random.Random(seed).randbytes(small[0] * small[1]))
    return speck.resize((small[0] * dot, small[1] * dot), Image.Resampling.BICUBIC).crop((0, 0, width, height))


class Sheet:
    def __init__(self, *inks: str, size: tuple[int, int] = SCENE) -> None:
        """Begin with a sky (or wall) that fades through these inks from top to bottom."""
        self.size = size
        self.image = Image.new("RGB", (size[0] * FINE, size[1] * FINE), inks[0])
        self.draw = ImageDraw.Draw(self.image, "RGBA")
        self.frame: Frame = (FINE, 0, 0, 0, FINE, 0)
        if len(inks) > 1:
            self.fade(self.all(), *inks)

    def all(self) -> list[Point]:
        return self.across(0, self.size[1])

    def across(self, top: float, bottom: float) -> list[Point]:
        return [(0, top), (self.size[0], top), (self.size[0], bottom), (0, bottom)]

    @contextmanager
    def at(self, x: float, y: float, scale: float = 1, turn: float = 0, *, flip: bool = False) -> Iterator[None]:
        """Draw what follows around this point; the turn is in degrees, clockwise."""
        outer = self.frame
        a, b, c, d, e, f = outer
        cos, sin = math.cos(math.radians(turn)) * scale, math.sin(math.radians(turn)) * scale
        side = -1 if flip else 1
        self.frame = (
            (a * cos + b * sin) * side,
            -a * sin + b * cos,
            a * x + b * y + c,
            (d * cos + e * sin) * side,
            -d * sin + e * cos,
            d * x + e * y + f,
        )
        yield
        self.frame = outer

    @contextmanager
    def within(self, points: Sequence[Point]) -> Iterator[None]:
        """Keep what is drawn here inside the outline."""
        before, frame = self.image.copy(), self.frame
        yield
        mask = Image.new("L", self.image.size, 255)
        inner, self.frame = self.frame, frame
        ImageDraw.Draw(mask).polygon(self.spots(points), fill=0)
        self.frame = inner
        self.image.paste(before, mask=mask)

    def spots(self, points: Iterable[Point]) -> list[Point]:
        a, b, c, d, e, f = self.frame
        return [(a * x + b * y + c, d * x + e * y + f) for x, y in points]

    def zoom(self) -> float:
        return math.hypot(self.frame[0], self.frame[3])

    def shape(self, points: Iterable[Point], ink: str) -> None:
        self.draw.polygon(self.spots(points), fill=rgba(ink))

    def box(self, left: float, top: float, right: float, bottom: float, ink: str, radius: float = 0) -> None:
        self.shape(rounded(left, top, right, bottom, radius), ink)

    def disc(self, x: float, y: float, radius: float, ink: str, tall: float = 1, turn: float = 0) -> None:
        self.shape(oval(x, y, radius, radius * tall, turn), ink)

    def line(self, points: Sequence[Point], ink: str, width: float = 2) -> None:
        wide = max(1, round(width * self.zoom()))
        spots = self.spots(points)
        self.draw.line(spots, fill=rgba(ink), width=wide, joint="curve")
        if wide > 6 and rgba(ink)[3] == 255:
            for x, y in (spots[0], spots[-1]):
                self.draw.ellipse([x - wide / 2, y - wide / 2, x + wide / 2, y + wide / 2], fill=rgba(ink))

    def limb(self, points: Sequence[Point], ink: str, start: float, end: float) -> None:
        """A line that grows from one width to another, with round ends."""
        last = len(points) - 1
        wide = [(start + (end - start) * step / last) / 2 for step in range(last + 1)]
        left, right = [], []
        for step, (x, y) in enumerate(points):
            (ax, ay), (bx, by) = points[max(0, step - 1)], points[min(last, step + 1)]
            long = math.hypot(bx - ax, by - ay) or 1
            px, py = (by - ay) / long * wide[step], (ax - bx) / long * wide[step]
            left.append((x + px, y + py))
            right.append((x - px, y - py))
        self.shape([*left, *reversed(right)], ink)
        self.disc(*points[0], wide[0], ink)
        self.disc(*points[-1], wide[-1], ink)

    def _area(self, spots: Sequence[Point], margin: float = 0) -> Area | None:
        xs, ys = [x for x, _ in spots], [y for _, y in spots]
        left, top = max(0, math.floor(min(xs) - margin)), max(0, math.floor(min(ys) - margin))
        right = min(self.image.width, math.ceil(max(xs) + margin) + 1)
        bottom = min(self.image.height, math.ceil(max(ys) + margin) + 1)
        return (left, top, right, bottom) if right > left and bottom > top else None

    def _stencil(self, spots: Sequence[Point], area: Area) -> Image.Image:
        mask = Image.new("L", (area[2] - area[0], area[3] - area[1]))
        ImageDraw.Draw(mask).polygon([(x - area[0], y - area[1]) for x, y in spots], fill=255)
        return mask

    def _slope(self, area: Area, start: Point, end: Point) -> Image.Image:
        """How far each pixel lies on the way from start to end, 0 to 255."""
        (px, py), (qx, qy) = self.spots([start, end])
        long = ((qx - px) ** 2 + (qy - py) ** 2) or 1
        dx, dy = (qx - px) / long * 256, (qy - py) / long * 256
        offset = 5120 + (area[0] - px) * dx + (area[1] - py) * dy
        size = (area[2] - area[0], area[3] - area[1])
        return _ramp().transform(size, Image.Transform.AFFINE, (0, 0, 1, dx, dy, offset), Image.Resampling.NEAREST)

    def fade(self, points: Sequence[Point], *inks: str, start: Point | None = None, end: Point | None = None) -> None:
        """Fill with inks in even steps, from top to bottom unless told from where to where."""
        spots = self.spots(points)
        area = self._area(spots)
        if area is None:
            return
        start = start or (points[0][0], min(y for _, y in points))
        end = end or (points[0][0], max(y for _, y in points))
        slope, colours = self._slope(area, start, end), [rgba(ink) for ink in inks]
        red, green, blue, cover = (slope.point(_table([colour[part] for colour in colours])) for part in range(4))
        mask = ImageChops.multiply(cover, self._stencil(spots, area))
        self.image.paste(Image.merge("RGB", (red, green, blue)), area[:2], mask)

    def grainy(self, points: Sequence[Point], ink: str, start: Point, end: Point, seed: int = 1) -> None:
        """Spray ink into an outline: nothing at the start, thick at the end."""
        spots = self.spots(points)
        area = self._area(spots)
        if area is None:
            return
        size = (area[2] - area[0], area[3] - area[1])
        sprayed = ImageChops.add(self._slope(area, start, end), _noise(*size, seed, 3), 1, -255)
        share = rgba(ink)[3] / 255
        mask = ImageChops.multiply(sprayed.point([round(min(1, v / 70) * 255 * share) for v in range(256)]), self._stencil(spots, area))
        self.image.paste(rgba(ink)[:3], area, mask)

    def soft(self, points: Sequence[Point], ink: str, blur: float) -> None:
        """A shape without an edge: a shadow, a beam, a cloud."""
        spots, reach = self.spots(points), blur * self.zoom()
        area = self._area(spots, reach * 3)
        if area is None:
            return
        small = max(1, int(reach / 4))
        size = ((area[2] - area[0]) // small + 1, (area[3] - area[1]) // small + 1)
        mask = Image.new("L", size)
        ImageDraw.Draw(mask).polygon([((x - area[0]) / small, (y - area[1]) / small) for x, y in spots], fill=rgba(ink)[3])
        mask = mask.filter(ImageFilter.GaussianBlur(reach / small)).resize((area[2] - area[0], area[3] - area[1]), Image.Resampling.BICUBIC)
        self.image.paste(rgba(ink)[:3], area, mask)

    def glow(self, x: float, y: float, radius: float, ink: str, tall: float = 1) -> None:
        """Light that adds to what is there; its alpha is its strength."""
        spots = self.spots(oval(x, y, radius, radius * tall))
        area = self._area(spots)
        if area is None:
            return
        xs, ys = [px for px, _ in spots], [py for _, py in spots]
        whole = Image.radial_gradient("L").resize((int(max(xs) - min(xs)) + 6, int(max(ys) - min(ys)) + 6), Image.Resampling.BICUBIC)
        left, top = math.floor(min(xs)), math.floor(min(ys))
        mask = whole.crop((area[0] - left, area[1] - top, area[2] - left, area[3] - top))
        # Pillow's gradient is white only in the corners: at the rim of the circle it has come to 1 / sqrt(2).
        mask = mask.point([round(max(0, 1 - v / 180) ** 1.7 * rgba(ink)[3]) for v in range(256)])
        under = self.image.crop(area)
        lit = ImageChops.screen(under, Image.new("RGB", under.size, rgba(ink)[:3]))
        self.image.paste(lit, area[:2], mask)

    def mirror(self, line: float, depth: float, share: float = 0.6, *, ripple: float = 6, squeeze: float = 1, blur: float = 1.6) -> None:
        """Let water below the line show what stands above it, broken by ripples and fading with the distance."""
        top, wide, tall = int(line * FINE), self.image.width, int(depth * FINE)
        above = (
            self.image.crop((0, max(0, top - int(tall * squeeze)), wide, top))
            .transpose(Image.Transpose.FLIP_TOP_BOTTOM)
            .resize((wide, tall))
            .filter(ImageFilter.GaussianBlur(blur * FINE))
        )
        broken, row = above.copy(), 0
        while row < tall:
            near = row / tall
            step = 4 + int(10 * near)
            shift = int((math.sin(row * 0.21 / (0.4 + near)) + math.sin(row * 0.077 + 1)) * ripple * FINE * (0.15 + near))
            broken.paste(above.crop((0, row, wide, row + step)), (shift, row))
            row += step
        strength = Image.linear_gradient("L").transpose(Image.Transpose.FLIP_TOP_BOTTOM).resize((wide, tall))
        self.image.paste(broken, (0, top), strength.point([round(v * share) for v in range(256)]))

    def soften(self, radius: float) -> None:
        self.image.paste(self.image.filter(ImageFilter.GaussianBlur(radius * FINE)))

    def finished(self, grain: int) -> Image.Image:
        """The picture at its size, with the tooth of paper."""
        picture = self.image.reduce(FINE)
        tooth = (
            _noise(*self.size, 7).filter(ImageFilter.GaussianBlur(0.6)).point([128 + round((v - 128) * grain / 100) for v in range(256)])
        )
        return ImageChops.overlay(picture, Image.merge("RGB", (tooth, tooth, tooth)))

    def save(self, name: str) -> int:
        """Write the picture as well as a page can bear it; give its size in bytes."""
        portrait = self.size == PORTRAIT
        picture, limit = self.finished(10 if portrait else 3), 72_000 if portrait else 108_000
        for quality in range(84, 68, -2):
            pressed = io.BytesIO()
            picture.save(pressed, "JPEG", quality=quality, optimize=True, progressive=True)
            if pressed.tell() <= limit:
                break
        FOLDER.mkdir(exist_ok=True)
        (FOLDER / f"{name}.jpg").write_bytes(pressed.getvalue())
        return pressed.tell()


def _table(values: Sequence[int]) -> list[int]:
    """Spread a few values evenly over 256 steps."""
    last = len(values) - 1
    if last == 0:
        return [values[0]] * 256
    places = [(step * last / 255, min(last - 1, int(step * last / 255))) for step in range(256)]
    return [round(values[low] + (values[low + 1] - values[low]) * (place - low)) for place, low in places]


def trace(places: str) -> list[Point]:
    """Points written as pairs: "0,4 12,-3"."""
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in places.split())]


def oval(x: float, y: float, wide: float, tall: float, turn: float = 0, begin: float = 0, end: float = 360) -> list[Point]:
    """Points on an ellipse, or on a part of it, clockwise from the right."""
    count = int(min(120, max(14, max(wide, tall) * 0.9)))
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    points = []
    for step in range(count + 1):
        angle = math.radians(begin + (end - begin) * step / count)
        across, down = wide * math.cos(angle), tall * math.sin(angle)
        points.append((x + across * cos - down * sin, y + across * sin + down * cos))
    return points


def rounded(left: float, top: float, right: float, bottom: float, radius: float = 0) -> list[Point]:
    if not radius:
        return [(left, top), (right, top), (right, bottom), (left, bottom)]
    radius = min(radius, (right - left) / 2, (bottom - top) / 2)
    corners = (
        (right - radius, top + radius, -90),
        (right - radius, bottom - radius, 0),
        (left + radius, bottom - radius, 90),
        (left + radius, top + radius, 180),
    )
    return [point for x, y, begin in corners for point in oval(x, y, radius, radius, 0, begin, begin + 90)]


def curve(*points: Point, closed: bool = False, steps: int = 10) -> list[Point]:
    """A smooth line through the points."""
    ring = [points[-1], *points, points[0], points[1]] if closed else [points[0], *points, points[-1]]
    line = []
    for (ax, ay), (bx, by), (cx, cy), (dx, dy) in zip(ring, ring[1:], ring[2:], ring[3:], strict=False):
        for step in range(steps):
            t = step / steps
            line.append((_between(ax, bx, cx, dx, t), _between(ay, by, cy, dy, t)))
    return line if closed else [*line, points[-1]]


def _between(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3)
