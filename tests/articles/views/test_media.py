"""Renditions are served, originals and everything else are not."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

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
