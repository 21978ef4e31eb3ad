"""Renditions are served, originals and everything else are not."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from articles.models import Image
from articles.pictures import add_image
from articles.renditions import COLUMNS, CROPS, Picture, Wish, drawn, files, picture_of
from articles.renditions.addresses import name_of
from tests.articles.picture_files import jpeg, upload

NAME = "renditions/ab/abc-480.jpg"


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
    with django_assert_num_queries(1):
        first = client.get(address)
    with django_assert_num_queries(0):
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
