"""Sizes: what a picture is drawn in follows from its own size alone, and nothing is enlarged."""

import pytest

from articles.renditions import sizes
from articles.renditions.sizes import CROPS, Wish


def of(crop: str, width: int, height: int) -> list[tuple[int, int]]:
    return [(one, sizes.height(Wish(crop, one), width, height)) for one in sizes.widths(crop, width, height)]


def test_large_picture_is_drawn_in_every_size() -> None:
    assert {crop: of(crop, 4032, 3024) for crop in ("", *CROPS)} == {
        "": [(480, 360), (800, 600), (1280, 960), (1600, 1200), (2000, 1500)],
        "3:2": [(320, 213), (480, 320), (800, 533), (1280, 853)],
        "1:1": [(160, 160), (320, 320), (640, 640)],
        "16:9": [(480, 270), (800, 450), (1280, 720), (1600, 900)],
        "4:5": [(480, 600), (960, 1200)],
        "40:21": [(1200, 630)],
    }


def test_what_large_screens_need_is_not_made_at_once() -> None:
    later = set(sizes.wishes(4032, 3024)) - set(sizes.at_once(4032, 3024))
    assert later == {Wish("", 1600), Wish("", 2000), Wish("16:9", 1600), Wish("4:5", 960)}


@pytest.mark.parametrize(
    ("size", "drawn"),
    [
        ((640, 480), [(480, 360), (640, 480)]),
        ((480, 300), [(480, 300)]),
        ((100, 50), [(100, 50)]),
        ((50, 4_000), [(50, 4_000)]),
        ((4_000, 50), [(480, 6), (800, 10), (1280, 16), (1600, 20), (2000, 25)]),
        ((1, 1), [(1, 1)]),
        ((1, 30_000), [(1, 4_000)]),
        ((30_000, 1), [(480, 1), (800, 1), (1280, 1), (1600, 1), (2000, 1)]),
        ((1_200, 12_000), [(400, 4_000)]),
    ],
)
def test_picture_is_never_enlarged_and_always_drawn(size: tuple[int, int], drawn: list[tuple[int, int]]) -> None:
    assert of("", *size) == drawn


@pytest.mark.parametrize("size", [(640, 480), (480, 640), (1, 1), (1, 30_000), (50, 4_000), (161, 159)])
def test_crop_is_never_enlarged_and_always_drawn(size: tuple[int, int]) -> None:
    for crop in CROPS:
        left, top, right, bottom = sizes.crop_box(*size, crop, focal=(0.3, 0.9))
        drawn = of(crop, *size)
        assert drawn != []
        assert [one for one in drawn if one[0] > max(1, round(right - left)) or one[1] > max(1, round(bottom - top))] == []


def test_some_of_every_crop_is_there_at_once() -> None:
    for size in ((4032, 3024), (640, 480), (1, 1), (50, 4_000)):
        assert {wish.crop for wish in sizes.at_once(*size)} == {"", *CROPS}


def test_crop_stays_inside_and_keeps_its_ratio() -> None:
    for focal in ((0, 0), (1, 1), (0.5, 0.5), (0.99, 0.01)):
        for size in ((1000, 200), (200, 1000), (300, 200)):
            left, top, right, bottom = sizes.crop_box(*size, "3:2", focal=focal)
            assert (left >= 0, top >= 0, right <= size[0], bottom <= size[1]) == (True,) * 4
            assert (right - left) / (bottom - top) == pytest.approx(1.5)
