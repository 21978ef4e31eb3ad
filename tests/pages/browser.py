"""What a browser says of a page: errors, what it fetched from elsewhere, whether it must be pushed sideways, what axe finds."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.chromium import chromium_path

WIDTHS = (320, 344, 360, 375, 390, 414, 480, 600, 768, 834, 1024, 1280, 1440, 1600)
_Scheme = Literal["light", "dark"]
LOOKS: tuple[tuple[int, _Scheme], ...] = ((360, "light"), (360, "dark"), (1280, "dark"), (1280, "light"))
_HEIGHT = 900
_LARGE_LETTERS = "--blink-settings=defaultFontSize=32"
"""Letters of twice the size, as a reader sets them in the browser: lengths in `rem` and in media queries grow with them."""
_LARGE_ROOT = """() => {
  document.documentElement.style.fontSize = "200%";
  document.querySelector("#text-largest")?.click();
}"""
"""The same by the page's own root and its control for the size of the text: media queries do not hear of it."""
_NARROW = (320, 360, 414)
_BROWSERS = 2
_AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "resultTypes": ["violations"]}
_COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}, "resultTypes": ["violations"]}
"""All that the dark scheme can change: it gives colours other values and nothing else (`static/css/tokens.css`)."""
_LAY_OUT = """() => {
  for (const part of document.querySelectorAll("main > *")) part.style.contentVisibility = "visible";  // else only what is on the screen
}"""
_AT_REST = """() => Promise.all(document.getAnimations()
  .filter((one) => Number.isFinite(one.effect.getComputedTiming().endTime)).map((one) => one.finished.catch(() => {})))"""
_SIDEWAYS = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return null;
  const out = [...document.body.querySelectorAll("*")].find((one) => one.getBoundingClientRect().right > wide + 0.5);
  return `${document.documentElement.scrollWidth} px wide in ${wide} (${out?.tagName.toLowerCase()}.${out?.className})`;
}"""
_CUT = """() => {
  const wide = document.documentElement.clientWidth;
  const cut = [...document.querySelectorAll("h1, h2, h3, .headline, .headline *, .deck")].find((one) =>
    !one.closest("[popover], .unseen") && one.getBoundingClientRect().right > wide + 0.5);
  return cut ? `${cut.tagName.toLowerCase()}.${cut.className} reaches beyond the screen: ${cut.textContent.trim().slice(0, 60)}` : null;
}"""
"""A headline may be cut though nothing can be pushed: a row of columns clips what is too wide."""
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
def chromium(*more: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        options = [*more, "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
        browser = playwright.chromium.launch(executable_path=chromium_path() or None, args=options)
        yield browser
        browser.close()


def look_at(site: str, paths: list[str], *, axe: Path) -> Said:
    """Open every page once, on a phone; then change its look and its width. Two browsers share the pages; two more have large letters."""
    said, script = Said(), axe.read_text(encoding="utf-8")

    def look(some: list[str]) -> None:
        with chromium() as browser, _context(browser, said, site) as context:
            for path in some:
                _judge(context, f"{site}{path}", path, said, script)

    with ThreadPoolExecutor(_BROWSERS) as pool:
        list(pool.map(look, (paths[first::_BROWSERS] for first in range(_BROWSERS))))
    _look_at_large_letters(site, paths, said)
    return said


def _look_at_large_letters(site: str, paths: list[str], said: Said) -> None:
    """Open every page on a phone whose letters are twice as large, by the browser's setting and then by the page's own root."""
    for options, enlarge in (((_LARGE_LETTERS,), None), ((), _LARGE_ROOT)):
        with chromium(*options) as browser, _context(browser, said, site) as context:
            page = context.new_page()
            for path in paths:
                page.goto(f"{site}{path}", wait_until="load")
                page.evaluate(_LAY_OUT)
                if enlarge:
                    page.evaluate(enlarge)
                _look_at_narrow_widths(page, path, said)


def _look_at_narrow_widths(page: Page, path: str, said: Said) -> None:
    for width in _NARROW:
        page.set_viewport_size({"width": width, "height": _HEIGHT})
        if found := _sideways(page) or page.evaluate(_CUT):
            said.add("sideways", f"{path} at {width} px, letters twice as large: {found}")


@contextmanager
def _context(browser: Browser, said: Said, site: str) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": LOOKS[0][0], "height": _HEIGHT}, color_scheme=LOOKS[0][1], bypass_csp=False)
    context.add_init_script(_WATCH)
    context.on("request", lambda request: _note_request(said, site, request.url))
    yield context
    context.close()


def _note_request(said: Said, site: str, url: str) -> None:
    if urlsplit(url).netloc != urlsplit(site).netloc and not url.startswith(("data:", "blob:", "about:")):
        said.add("elsewhere", url)


def _judge(context: BrowserContext, url: str, path: str, said: Said, axe: str) -> None:
    page = context.new_page()
    heard: list[str] = []
    page.on("console", lambda message: heard.append(_spoken(message)))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.goto(url, wait_until="load")
    page.evaluate(_LAY_OUT)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": _HEIGHT})
        if found := _sideways(page):
            said.add("sideways", f"{path} at {width} px: {found}")
    for refusal in page.evaluate("refused"):
        said.add("policy", f"{path}: {refusal}")
    for words in filter(None, list(heard)):  # before axe is let in: it says things of its own
        said.add("console", f"{path}: {words}")
    page.evaluate(axe)  # through the debugger: the page's own policy is no matter of it
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": _HEIGHT})
        page.emulate_media(color_scheme=scheme)
        page.evaluate(_AT_REST)
        rules = _AXE if scheme == "light" else _COLOURS
        for violation in page.evaluate("(options) => axe.run(document, options)", rules)["violations"]:
            said.add("axe", f"{path} at {width} px, {scheme}: {_in_words(violation)}")
    page.close()


def _spoken(message: Any) -> str:
    """Return an error on the console; that the page itself answers 404 is told of there too, and meant."""
    is_status = "the server responded with a status of 4" in message.text and message.location.get("url", "").endswith(("/", "=x"))
    return "" if message.type != "error" or is_status else str(message.text)


def _in_words(violation: Any) -> str:
    first = violation["nodes"][0]
    why = first["any"][0]["message"][:200] if first["any"] else ""
    return f"{violation['id']} × {len(violation['nodes'])}: {first['html'][:160]} {why}"


def _sideways(page: Page) -> str | None:
    found: str | None = page.evaluate(_SIDEWAYS)
    return found
