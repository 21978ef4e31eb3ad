"""Every kind of page carries the headers that keep others out; a missing or a weaker one fails here."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client

from tests.factories import make_user

pytestmark = pytest.mark.django_db
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
NONE = {"object-src", "base-uri", "frame-ancestors"}
OWN = {"default-src", "style-src", "font-src", "connect-src", "form-action"}
RENDITION = "renditions/ab/abc-480.jpg"


def policy_of(response: Any) -> dict[str, list[str]]:
    parts = (part.split() for part in response["Content-Security-Policy"].split(";"))
    return {part[0]: part[1:] for part in parts if part}


@pytest.mark.parametrize(
    "address", ["/", "/nowhere/", "/accounts/login/", "/admin/", f"/media/{RENDITION}", "/healthz/live", "/favicon.ico"]
)
def test_every_kind_of_page_has_every_header(address: str, client: Client) -> None:
    storages["default"].save(RENDITION, ContentFile(b"pixels"))
    client.force_login(make_user(groups=["Chief editor"]))
    response = client.get(address)
    response.close()
    assert {name: response.get(name) for name in ALWAYS} == ALWAYS
    policy = policy_of(response)
    assert {name: policy[name] for name in NONE} == {key: ["'none'"] for key in NONE}
    assert {name: policy[name] for name in OWN} == {key: ["'self'"] for key in OWN}
    scripts = [source for source in policy["script-src"] if not source.startswith("'nonce-")]
    assert (scripts, [source for sources in policy.values() for source in sources if "unsafe" in source or source == "*"]) == (
        ["'self'"],
        [],
    )


def test_https_is_remembered_for_a_year_and_cookies_stay_on_it(client: Client, settings: Any) -> None:
    settings.SECURE_HSTS_SECONDS = 31_536_000
    assert client.get("/", secure=True)["Strict-Transport-Security"] == "max-age=31536000"


@pytest.mark.parametrize("by_proxy", [False, True])
def test_proxy_sends_what_the_site_allows_and_nothing_else(by_proxy: bool, settings: Any) -> None:
    storages["default"].save(RENDITION, ContentFile(b"pixels"))
    settings.MEDIA_BY_PROXY = by_proxy
    client = Client()  # which reads the middleware anew
    shown, missing = client.get(f"/media/{RENDITION}"), client.get("/media/renditions/ab/no.jpg")
    assert (shown.status_code, shown.get("X-Accel-Redirect")) == (200, f"/{RENDITION}" if by_proxy else None)
    assert shown["Cache-Control"] == "public, max-age=31536000, immutable"
    assert (missing.status_code, missing.get("X-Accel-Redirect")) == (404, None)
    assert shown.getvalue() == (b"" if by_proxy else b"pixels")
