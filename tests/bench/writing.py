"""The writing surface: what it weighs, how soon it stands with a story of 5,000 words, what a key costs at 20,000.

Chromium on a desk's screen, pages through gunicorn. A key's cost is the page's own thread: handlers, layout and painting, without waiting.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench.figures import Figure
from tests.bench.serving import served
from tests.bench.sites import new_site
from tests.chromium import chromium_path

_PASSWORD = "for-the-bench-only"
_KEYS, _BETWEEN_KEYS_MS, _RUNS = 60, 45, 3
_SCREEN = {"viewport": {"width": 1280, "height": 900}}
_MAKE = """
from articles.models import Article, Image, Section
from newsroom.models import User
User.objects.create_superuser("bench", password={password!r})
line = "<p>" + "The ferries were late again on a quiet evening, and nobody at the quay was surprised. " * 6 + "</p>"
section, picture = Section.objects.first(), Image.objects.first()
for words in (5_000, 20_000):
    Article.objects.create(headline=f"Words: {{words}}", section=section, lead_image=picture, body=line * (words // 90 + 1))
"""
_TO_THE_MIDDLE = """() => {
  const { editor } = document.querySelector(".ProseMirror");
  editor.chain().focus(Math.floor(editor.state.doc.content.size / 2)).scrollIntoView().run();
}"""
_STANDS = """() => { const { editor } = document.querySelector(".ProseMirror"); return Boolean(editor) && performance.now(); }"""


def measure(scratch: Path) -> Iterator[Figure]:
    chromium = chromium_path()
    if not chromium:
        yield Figure("the writing surface", "left out: no Chromium")
        return
    from playwright.sync_api import sync_playwright

    with new_site(scratch, "writing") as site:
        site.manage("load_demo", "--force")
        site.manage("shell", "-c", _MAKE.format(password=_PASSWORD))
        with served(site, "newsroom.wsgi") as port, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            yield from _measured(browser, f"http://127.0.0.1:{port}")
            browser.close()


def _measured(browser: Any, site: str) -> Iterator[Figure]:
    signed_in, short, long = _sign_in(browser, site)
    desk = browser.new_context(**_SCREEN, storage_state=signed_in)  # it has fetched nothing yet
    for name, goal in (("cold", "350 KB"), ("warm", "40 KB")):
        size, _seconds = _open(desk, short)
        yield Figure(f"a story of 5,000 words, {name}", f"{size / 1000:.1f} KB", goal)
    opened = sorted(_open(desk, short)[1] for _run in range(_RUNS))[_RUNS // 2]
    yield Figure("it stands and can be written in", f"{opened:.2f} s", "1 s")
    yield Figure("a key in 20,000 words", f"{_key_ms(desk, long):.1f} ms", "16 ms")
    desk.close()


def _sign_in(browser: Any, site: str) -> tuple[Any, str, str]:
    """Return the session of who is signed in, and the addresses of the two stories."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site}/admin/")
    page.get_by_label("Name").fill("bench")
    page.get_by_label("Password").fill(_PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/")
    page.goto(f"{site}/admin/articles/article/")
    stories = [page.get_by_role("link", name=f"Words: {words}").first.get_attribute("href") for words in (5_000, 20_000)]
    signed_in = context.storage_state()
    context.close()
    short, long = (f"{site}{address.partition('?')[0]}" for address in stories)
    return signed_in, short, long


def _open(desk: Any, url: str) -> tuple[int, float]:
    """Return the bytes over the wire until nothing more is asked for, and the seconds until the editor stands."""
    page = desk.new_page()
    network = desk.new_cdp_session(page)
    network.send("Network.enable")
    sizes: list[int] = []
    network.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    page.goto(url)
    page.wait_for_selector(".ProseMirror p")
    seconds = page.wait_for_function(_STANDS).json_value() / 1000
    page.wait_for_load_state("networkidle")
    page.close()
    return sum(sizes), seconds


def _key_ms(desk: Any, url: str) -> float:
    page = desk.new_page()
    page.goto(url, wait_until="networkidle")
    page.evaluate(_TO_THE_MIDDLE)
    page.wait_for_timeout(3000)  # what is drawn after opening is none of a key's
    profile = desk.new_cdp_session(page)
    profile.send("Performance.enable", {"timeDomain": "threadTicks"})
    before = _busy_seconds(profile)
    for number in range(_KEYS):
        page.keyboard.press("abcdefgh "[number % 9])
        page.wait_for_timeout(_BETWEEN_KEYS_MS)
    cost = (_busy_seconds(profile) - before) * 1000 / _KEYS
    page.on("dialog", lambda dialog: dialog.accept())
    page.close()
    return float(cost)


def _busy_seconds(profile: Any) -> float:
    metrics = profile.send("Performance.getMetrics")["metrics"]
    return float(next(one["value"] for one in metrics if one["name"] == "TaskDuration"))
