"""Renditions are served, originals and everything else are not."""

import datetime as dt
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import OperationalError

from articles.look import look
from articles.models import Image
from articles.pictures import add_image
from articles.renditions import COLUMNS, CROPS, Picture, Wish, drawn, files, picture_of
from articles.renditions.addresses import name_of
from tests.articles.picture_files import jpeg, upload
from tests.factories import DAY, NOW, make_user, set_clock

NAME = "renditions/ab/abc-480.jpg"
FOR_GOOD = "public, max-age=31536000, immutable"


def served(response) -> bytes:
    return b"".join(response.streaming_content)


def test_rendition_is_served_for_good(client) -> None:
    storages["default"].save(NAME, ContentFile(b"pixels"))
    response = client.get(f"/media/{NAME}")
    assert (response.status_code, served(response)) == (200, b"pixels")
    headers = {"Content-Type": "image/jpeg", "Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}
    assert {name: response[name] for name in headers} == headers
    assert (dict(response.cookies), response["Content-Length"]) == ({}, "6")


@pytest.mark.parametrize(("ending", "content_type"), [("jpg", "image/jpeg"), ("webp", "image/webp"), ("avif", "image/avif")])
def test_rendition_has_the_type_of_its_format(ending: str, content_type: str, client) -> None:
    storages["default"].save(f"renditions/ab/abc-480.{ending}", ContentFile(b"pixels"))
    response = client.get(f"/media/renditions/ab/abc-480.{ending}")
    assert (response["Content-Type"], served(response)) == (content_type, b"pixels")


@pytest.fixture
def picture(db) -> Picture:
    """Take a picture, and forget the renditions that were made at once."""
    image = add_image(upload(content=jpeg(width=1000, height=600)), alt="Cranes over the harbour")
    picture = picture_of({name: getattr(image, name) for name in COLUMNS})
    files.delete(name_of(picture, *wanted) for wanted in files.wanted_ever(picture))
    return picture


@pytest.mark.parametrize(("kind", "content_type"), [("jpeg", "image/jpeg"), ("avif", "image/avif")])
def test_missing_rendition_is_made_at_its_first_request(kind, content_type, picture, client, django_assert_num_queries) -> None:
    address = f"/media/{name_of(picture, Wish('3:2', 480), kind)}"
    set_clock(NOW)
    look.now()
    with django_assert_num_queries(2):
        first = client.get(address)
    with django_assert_num_queries(1):
        second = client.get(address)
    assert (first.status_code, first["Content-Type"], first["Cache-Control"]) == (200, content_type, "public, max-age=31536000, immutable")
    assert served(first) == served(second)


def test_every_address_on_a_page_leads_to_a_picture(picture, client) -> None:
    for crop in ("", *CROPS):
        shown = drawn(picture, crop)
        addresses = [one.split()[0] for srcset in (shown.srcset, *(srcset for _, srcset in shown.better)) for one in srcset.split(", ")]
        assert {served(client.get(address))[:1] != b"" for address in [shown.src, *addresses]} == {True}


def test_rendition_that_is_there_is_served_after_the_key_was_changed(picture, client, settings) -> None:
    made, missing = (f"/media/{name_of(picture, Wish('', width), 'jpeg')}" for width in (480, 800))
    before = served(client.get(made))
    settings.SECRET_KEY = "another key, as long as the first one was, at the least"
    assert (served(client.get(made)), client.get(missing).status_code) == (before, 404)


def test_what_cannot_be_made_is_not_found_and_not_kept(picture, client) -> None:
    storages["originals"].delete(Image.objects.get().file.name)
    response = client.get(f"/media/{name_of(picture, Wish('', 480), 'avif')}")
    assert (response.status_code, "immutable" in response.get("Cache-Control", "")) == (404, False)


# Rights


def answer(client, address: str) -> tuple[int, str]:
    """Return status and caching of an answer, read to its end."""
    response = client.get(address)
    assert b"".join(response) != b""
    return response.status_code, response["Cache-Control"]


def shown_until(picture: Picture, last_day: dt.date) -> str:
    Image.objects.filter(pk=picture.pk).update(rights_expire_on=last_day)
    return f"/media/{name_of(picture, Wish('', 480), 'jpeg')}"


@pytest.mark.parametrize(
    ("last_day", "kept"),
    [
        (NOW.date(), "public, max-age=43200"),
        (NOW.date() + DAY, "public, max-age=129600"),
        (NOW.date() + 365 * DAY, FOR_GOOD),
        (dt.date.max, FOR_GOOD),
        (None, FOR_GOOD),
    ],
)
def test_rendition_is_kept_no_longer_than_it_may_be_shown(last_day: dt.date | None, kept: str, picture, client) -> None:
    set_clock(NOW)
    assert answer(client, shown_until(picture, last_day)) == (200, kept)


def test_rights_end_at_the_sites_midnight_whatever_lies_in_the_storage(picture, client, settings) -> None:
    settings.TIME_ZONE = "Europe/Berlin"
    address, midnight = shown_until(picture, NOW.date()), dt.datetime(2024, 3, 30, 23, 0, tzinfo=dt.UTC)
    set_clock(midnight - dt.timedelta(seconds=1))
    assert answer(client, address) == (200, "public, max-age=1")
    set_clock(midnight)
    over = (404, "public, max-age=0, must-revalidate")
    assert answer(client, address) == over
    files.delete([address.removeprefix("/media/")])
    assert (answer(client, address), storages["default"].exists(address.removeprefix("/media/"))) == (over, False)


def test_desk_sees_what_readers_no_longer_may(picture, client, admin_client) -> None:
    set_clock(NOW)
    address = shown_until(picture, NOW.date() - DAY)
    assert answer(admin_client, address) == (200, "private, no-store")
    client.force_login(make_user())
    assert answer(client, address) == (404, "public, max-age=0, must-revalidate")


def test_rendition_that_is_there_outlasts_the_database(picture, client, monkeypatch) -> None:
    address = f"/media/{name_of(picture, Wish('', 480), 'jpeg')}"
    answer(client, address)

    def away() -> None:
        raise OperationalError("the database is away")

    monkeypatch.setattr(look, "refresh", away)
    assert answer(client, address) == (200, "public, max-age=60")


def test_original_is_never_served(client, db) -> None:
    storages["originals"].save("2024/03/picture.jpg", ContentFile(b"original"))
    paths = (
        "2024/03/picture.jpg",
        "originals/2024/03/picture.jpg",
        "../originals/2024/03/picture.jpg",
        "renditions/../../originals/2024/03/picture.jpg",
    )
    assert [client.get(f"/media/{path}").status_code for path in paths] == [404] * 4


@pytest.mark.parametrize(
    "path",
    [
        "renditions/ab/nothing.jpg",
        "renditions/",
        "renditions",
        "renditions/ab",
        "renditions/ab/",
        "renditions/page.html",
        "renditions/drawing.svg",
        "renditions/..%2f..%2fsettings.py",
        "renditions/%2e%2e/settings.jpg",
        "renditions//etc/passwd.jpg",
        "/etc/passwd.jpg",
        "renditions/a%00.jpg",
        "renditions/a.jpg%0A",
        "renditions/%ff.jpg",
        "renditions/🚢.jpg",
        "renditions/" + "a" * 3000 + ".jpg",
        "other/ab/abc-480.jpg",
        "renditions/a.jpg/",
    ],
)
def test_everything_else_is_not_found(path: str, client, db) -> None:
    (Path(storages["default"].location) / "renditions" / "ab").mkdir(parents=True)
    for name in ("renditions/page.html", "renditions/drawing.svg", "other/ab/abc-480.jpg"):
        storages["default"].save(name, ContentFile(b"something"))
    assert client.get(f"/media/{path}").status_code == 404


def test_directory_with_the_name_of_a_picture_is_not_found(client, db) -> None:
    (Path(storages["default"].location) / "renditions" / "folder.jpg").mkdir(parents=True)
    assert client.get("/media/renditions/folder.jpg").status_code == 404
