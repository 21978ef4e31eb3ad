"""What a browser says of a page: errors, what it fetched from elsewhere, whether it must be pushed sideways, what axe finds."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

WIDTHS = (320, 344, 360, 375, 390, 414, 480, 600, 768, 834, 1024, 1280, 1440, 1600)
LOOKS = [(width, scheme) for width in (360, 1280) for scheme in ("light", "dark")]
_AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "resultTypes": ["violations"]}
_SIDEWAYS = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return null;
  const out = [...document.body.querySelectorAll("*")].find((one) => one.getBoundingClientRect().right > wide + 0.5);
  return `${document.documentElement.scrollWidth} px wide in ${wide} (${out?.tagName.toLowerCase()}.${out?.className})`;
}"""
_WATCH = """
window.refused = [];
addEventListener("securitypolicyviolation", (event) => refused.push(`${event.violatedDirective} ${event.blockedURI}`));
"""


@dataclass
class Said:
    """What was found wrong, in sentences, by what was looked for."""

    wrong: dict[str, list[str]] = field(
        default_factory=lambda: {name: [] for name in ("console", "elsewhere", "policy", "sideways", "axe")}
    )

    def add(self, what: str, sentence: str) -> None:
        if sentence not in self.wrong[what]:
            self.wrong[what].append(sentence)


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=options)
        yield browser
        browser.close()


def look_at(site: str, paths: list[str], *, axe: Path, tell: Callable[[str], None]) -> Said:
    """Open every page in every look, and in every width."""
    said, script = Said(), axe.read_text(encoding="utf-8")
    with chromium() as browser:
        for width, scheme in LOOKS:
            with _context(browser, said, site, width=width, scheme=scheme) as context:
                for path in paths:
                    _judge(context, f"{site}{path}", f"{path} at {width} px, {scheme}", said, script)
            tell(f"  {width} px, {scheme}: {len(paths)} pages")
        with _context(browser, said, site, width=WIDTHS[0], scheme="light") as context:
            for path in paths:
                _push(context, f"{site}{path}", path, said)
        tell(f"  {len(WIDTHS)} widths: {len(paths)} pages")
    return said


@contextmanager
def _context(browser: Browser, said: Said, site: str, *, width: int, scheme: Any) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=False)
    context.add_init_script(_WATCH)
    context.on("request", lambda request: _note_request(said, site, request.url))
    yield context
    context.close()


def _note_request(said: Said, site: str, url: str) -> None:
    if urlsplit(url).netloc != urlsplit(site).netloc and not url.startswith(("data:", "blob:", "about:")):
        said.add("elsewhere", url)


def _judge(context: BrowserContext, url: str, name: str, said: Said, axe: str) -> None:
    page = context.new_page()
    heard: list[str] = []
    page.on("console", lambda message: heard.append(_spoken(message)))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.goto(url, wait_until="load")
    for refusal in page.evaluate("refused"):
        said.add("policy", f"{name}: {refusal}")
    for words in filter(None, list(heard)):  # before axe is let in: it says things of its own
        said.add("console", f"{name}: {words}")
    page.evaluate(axe)  # through the debugger: the page's own policy is no matter of it
    for violation in page.evaluate("(options) => axe.run(document, options)", _AXE)["violations"]:
        said.add("axe", f"{name}: {_in_words(violation)}")
    page.close()


def _spoken(message: Any) -> str:
    """Return an error on the console; that the page itself answers 404 is told of there too, and meant."""
    is_status = "the server responded with a status of 4" in message.text and message.location.get("url", "").endswith(("/", "=x"))
    return "" if message.type != "error" or is_status else str(message.text)


def _in_words(violation: Any) -> str:
    first = violation["nodes"][0]
    why = first["any"][0]["message"][:200] if first["any"] else ""
    return f"{violation['id']} × {len(violation['nodes'])}: {first['html'][:160]} {why}"


def _push(context: BrowserContext, url: str, path: str, said: Said) -> None:
    page = context.new_page()
    page.goto(url, wait_until="load")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if found := _sideways(page):
            said.add("sideways", f"{path} at {width} px: {found}")
    page.close()


def _sideways(page: Page) -> str | None:
    found: str | None = page.evaluate(_SIDEWAYS)
    return found
