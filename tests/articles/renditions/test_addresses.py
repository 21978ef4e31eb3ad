"""Addresses: signed, the same for the same facts, and another as soon as something else is to be seen."""

import dataclasses
import re
from typing import Any

import pytest

from articles.renditions import addresses
from articles.renditions.addresses import Picture, asked_for, drawn, is_current, is_signed, name_of
from articles.renditions.sizes import CROPS, Wish, wishes

PICTURE = Picture(pk=17, checksum="c0ffee", width_px=1000, height_px=500, focal_x=0.5, focal_y=0.5)
CARD = Wish("3:2", 480)


def changed(**values: Any) -> Picture:
    return dataclasses.replace(PICTURE, **values)


def signed(name: str, picture: Picture = PICTURE) -> bool:
    asked = asked_for(name)
    return asked is not None and is_signed(asked, picture)


def test_page_gets_addresses_by_width_and_format() -> None:
    names = {kind: [f"/media/{name_of(PICTURE, Wish('', width), kind)}" for width in (480, 800, 1000)] for kind in ("jpeg", "avif")}
    small, middle, large = names["jpeg"]
    shown = drawn(PICTURE)
    assert (shown.src, shown.srcset) == (middle, f"{small} 480w, {middle} 800w, {large} 1000w")
    assert (shown.width_px, shown.height_px) == (1000, 500)
    small, middle, large = names["avif"]
    assert shown.better == (("image/avif", f"{small} 480w, {middle} 800w, {large} 1000w"),)


def test_picture_that_was_not_looked_into_has_no_address() -> None:
    assert drawn(changed(checksum="")) is None


def test_name_says_picture_crop_width_and_format() -> None:
    assert re.fullmatch(r"renditions/([0-9a-f]{2})/\1[0-9a-f]{22}-17-3x2-480\.avif", name_of(PICTURE, CARD, "avif"))


def test_every_name_is_read_back_and_signed() -> None:
    for wish in wishes(1000, 500):
        for kind in addresses.kinds_of(wish):
            name = name_of(PICTURE, wish, kind)
            asked = asked_for(name)
            assert (asked.name, asked.pk, asked.wish, asked.kind, is_signed(asked, PICTURE)) == (name, 17, wish, kind, True)


def test_name_changes_with_everything_that_changes_the_pixels() -> None:
    others = [changed(pk=18), changed(checksum="decaf"), changed(focal_x=0.4), changed(focal_y=0.4)]
    assert len({name_of(one, CARD, "jpeg") for one in [PICTURE, *others]}) == 5


def test_focal_point_matters_only_where_it_cuts() -> None:
    moved = changed(focal_x=0.1)
    assert name_of(moved, Wish("", 480), "jpeg") == name_of(PICTURE, Wish("", 480), "jpeg")
    assert [crop for crop in CROPS if name_of(moved, Wish(crop, 160), "jpeg") == name_of(PICTURE, Wish(crop, 160), "jpeg")] == []


@pytest.mark.parametrize("focal", [(0, 1), (0.0, 1.0), (0.00001, 1)])
def test_address_does_not_depend_on_how_a_number_is_written(focal: tuple[float, float]) -> None:
    assert name_of(changed(focal_x=focal[0], focal_y=focal[1]), CARD, "jpeg") == name_of(changed(focal_x=0.0, focal_y=1.0), CARD, "jpeg")


@pytest.mark.parametrize(
    ("old", "new"), [("-17-", "-18-"), ("-3x2-", "-1x1-"), ("-3x2-", "-whole-"), ("-480.", "-481."), ("-480.", "-1280."), ("-480.", "-1.")]
)
def test_signature_holds_for_no_other_rendition(old: str, new: str) -> None:
    name = name_of(PICTURE, CARD, "jpeg")
    assert (signed(name), signed(name.replace(old, new))) == (True, False)


def test_guessed_signature_is_none() -> None:
    assert signed(f"renditions/00/{'0' * 24}-17-3x2-480.jpg") is False


@pytest.mark.parametrize(
    "name",
    [
        "",
        "renditions/ab/abc-480.jpg",
        f"renditions/ab/cd{'0' * 22}-17-3x2-480.jpg",
        f"renditions/ab/ab{'0' * 22}-0-3x2-480.jpg",
        f"renditions/ab/ab{'0' * 22}-17-3x2-480.png",
        f"renditions/ab/ab{'0' * 22}-17-9x9-480.jpg",
        f"renditions/ab/ab{'0' * 22}-17-3x2-480.jpg\n",
        f"renditions/ab/AB{'0' * 22}-17-3x2-480.jpg",
        f"renditions/ab/ab{'0' * 22}-{'9' * 30}-3x2-480.jpg",
        f"renditions/ab/ab{'0' * 22}-١٧-3x2-480.jpg",
        f"../originals/ab/ab{'0' * 22}-17-3x2-480.jpg",
    ],
)
def test_what_is_no_name_of_ours_is_not_read(name: str) -> None:
    assert asked_for(name) is None


def test_what_is_shared_is_jpeg_only() -> None:
    shared = Wish("40:21", 952)
    assert (drawn(PICTURE, "40:21").better, addresses.kinds_of(shared)) == ((), ("jpeg",))
    assert [signed(name_of(PICTURE, shared, kind)) for kind in ("jpeg", "avif")] == [True, False]


def test_new_key_draws_new_addresses_and_signs_no_old_ones(settings) -> None:
    before = name_of(PICTURE, CARD, "jpeg")
    settings.SECRET_KEY = "another key, as long as the first one was, at the least"
    assert (signed(before), signed(name_of(PICTURE, CARD, "jpeg")), name_of(PICTURE, CARD, "jpeg") == before) == (False, True, False)


def test_key_that_was_changed_with_a_fallback_still_signs_old_addresses(settings) -> None:
    before = asked_for(name_of(PICTURE, CARD, "jpeg"))
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key, as long as the first one was, at the least"
    assert (is_signed(before, PICTURE), is_current(before, PICTURE)) == (True, False)
