"""Chromium, driven by Playwright: whatever goes wrong in the page fails the test."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from tests.chromium import chromium_path

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's loop runs in the test's thread
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
]  # fmt: skip
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = chromium_path()
    if not path:
        pytest.skip("no Chromium: set CHROMIUM or install Debian's package")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def new_page(chromium: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """Open pages in contexts of their own (`new_page(width=360, dark=True)`); errors, policy violations and third parties fail the test."""
    troubles: list[str] = []
    contexts = []

    def open_page(*, width: int = 1280, height: int = 900, dark: bool = False, javascript: bool = True) -> Page:
        scheme = "dark" if dark else "light"
        context = chromium.new_context(
            base_url=live_server.url, viewport={"width": width, "height": height}, color_scheme=scheme, java_script_enabled=javascript
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda message: _note_console(message, troubles))
        page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
        page.on("request", lambda request: _note_third_party(request, live_server.url, troubles))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    return new_page()


def _note_console(message: ConsoleMessage, troubles: list[str]) -> None:
    if message.type in {"error", "warning"} and "status of 4" not in message.text:
        troubles.append(f"console: {message.text}")


def _note_third_party(request: Request, own: str, troubles: list[str]) -> None:
    parts = urlsplit(request.url)
    if parts.scheme in {"http", "https"} and parts.netloc != urlsplit(own).netloc:
        troubles.append(f"third party: {request.url}")
