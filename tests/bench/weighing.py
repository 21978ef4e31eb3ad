"""What a phone fetches of the demo's pages before anybody scrolls, how much they shift, and what Lighthouse says of them.

Chromium with the screen of a phone, an empty cache, pages through gunicorn. Lighthouse where `make .node/lighthouse` has brought it: of
gunicorn alone, six connections of HTTP/1.1, and of what readers get, HTTP/2 and TLS from Caddy, where there is one (CADDY).
"""

import json
import os
import re
import statistics
import subprocess
import tempfile
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench.figures import Figure
from tests.bench.proxying import caddy_path, proxied
from tests.bench.serving import served
from tests.bench.sites import new_site
from tests.chromium import chromium_path

_RUNS = 5
_PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
_TOOLS = Path(os.environ.get("NODE_TOOLS", ".node")).absolute() / "node_modules" / ".bin"
_LIGHTHOUSE = (_TOOLS / "node", _TOOLS / "lighthouse")
"""The program, and the Node that it came with: a system's own may be too old for it."""
_SHIFT = """new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const one of list.getEntries()) if (!one.hadRecentInput) sum += one.value; })
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 400);
})"""
_GOALS = {"front": "165 KB", "a story with a picture": "150 KB"}


def measure(scratch: Path) -> Iterator[Figure]:
    chromium = chromium_path()
    if not chromium:
        yield Figure("pages on a phone", "left out: no Chromium")
        return
    with new_site(scratch, "weighing") as site:
        site.manage("load_demo", "--force")
        with served(site, "newsroom.wsgi") as port:
            address = f"http://127.0.0.1:{port}"
            pages = {"front": "/", "a story with a picture": _story(address), "a section": "/harbour/"}
            yield from _weights(address, pages, chromium)
            for name in _GOALS:
                yield from _lighthouse(f"{address}{pages[name]}", name, chromium)
            if not caddy_path():
                yield Figure("Lighthouse over HTTP/2 and TLS", "left out: no Caddy")
                return
            with proxied(port, scratch) as proxy:
                for name in _GOALS:
                    yield from _lighthouse(f"{proxy}{pages[name]}", f"{name}, HTTP/2 and TLS", chromium)


def _story(address: str) -> str:
    """Return the path of the story the front page leads with."""
    with urllib.request.urlopen(f"{address}/") as answer:
        page: str = answer.read().decode()
    return re.findall(r'href="(/\d{4}/\d\d/\d\d/[^/"]+/)"', page)[0]


def _weights(address: str, pages: dict[str, str], chromium: str) -> Iterator[Figure]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for name, path in pages.items():
            fetched, shift = _open(browser, f"{address}{path}")
            kinds = ", ".join(f"{kind} {size / 1000:.1f}" for kind, size in sorted(fetched.items(), key=lambda one: -one[1]))
            goal = f"{_GOALS[name]}; shift < 0.01" if name in _GOALS else ""
            yield Figure(f"{name}, before scrolling", f"{sum(fetched.values()) / 1000:.1f} KB ({kinds}); shift {shift:.4f}", goal)
        browser.close()


def _open(browser: Any, url: str) -> tuple[dict[str, int], float]:
    """Return the bytes that came over the wire, by kind, until nothing more is asked for, and the shift while the page is scrolled."""
    context = browser.new_context(**_PHONE)
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    kinds: dict[str, str] = {}
    sizes: dict[str, int] = {}
    network.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"].lower()}))
    network.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: int(event["encodedDataLength"])}))
    page.goto(url, wait_until="networkidle")
    fetched: dict[str, int] = {}
    for request, size in sizes.items():
        kind = kinds.get(request, "other")
        fetched[kind] = fetched.get(kind, 0) + size
    for place in range(0, 8000, 700):
        page.evaluate(f"scrollTo(0, {place})")
        page.wait_for_timeout(60)
    shift = float(page.evaluate(_SHIFT))
    context.close()
    return fetched, shift


def _lighthouse(url: str, name: str, chromium: str) -> Iterator[Figure]:
    """Run Lighthouse for a phone, the median of five."""
    if not all(program.exists() for program in _LIGHTHOUSE):
        yield Figure(f"Lighthouse, {name}", "left out: make .node/lighthouse brings it")
        return
    try:
        reports = [_tried_twice(url, chromium) for _run in range(_RUNS)]
    except NoReport as error:
        yield Figure(f"Lighthouse, {name}", f"no report: {error}")
        return
    yield from _scores(reports, name)


def _scores(reports: list[dict[str, Any]], name: str) -> Iterator[Figure]:
    parts = ("performance", "accessibility", "best-practices", "seo")
    scores = " · ".join(f"{statistics.median(report['categories'][part]['score'] or 0 for report in reports) * 100:.0f}" for part in parts)
    yield Figure(f"Lighthouse, {name}: {' · '.join(parts)}", scores, "100 × 4")
    lcp, fcp = _median(reports, "largest-contentful-paint"), _median(reports, "first-contentful-paint")
    yield Figure("  largest paint", f"{lcp:.2f} s; first words {fcp:.2f} s", "LCP < 1.2 s")


def _median(reports: list[dict[str, Any]], audit: str) -> float:
    """Return the median of a moment in seconds."""
    moments: list[float] = [report["audits"][audit]["numericValue"] for report in reports]
    return statistics.median(moments) / 1000


class NoReport(Exception):
    """Lighthouse ran and could not say anything of a page; the reason, in its own words."""


def _tried_twice(url: str, chromium: str) -> dict[str, Any]:
    try:
        return _report(url, chromium)
    except NoReport:  # a busy machine may have kept Chromium waiting
        return _report(url, chromium)


def _report(url: str, chromium: str) -> dict[str, Any]:
    """Run Lighthouse once. Raises NoReport."""
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        flags = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --no-first-run --ignore-certificate-errors"
        words = [*map(str, _LIGHTHOUSE), url, "--quiet", "--output=json", f"--output-path={out.name}", f"--chrome-flags={flags}"]
        run = subprocess.run(words, check=False, capture_output=True, text=True, env=os.environ | {"CHROME_PATH": chromium})
        written = Path(out.name).read_text(encoding="utf-8")
    report: dict[str, Any] = json.loads(written) if written else {}
    if wrong := report.get("runtimeError"):
        raise NoReport(f"{wrong['code']}: {wrong['message']}")
    if run.returncode or not report:
        raise NoReport(run.stderr.strip().splitlines()[-1] if run.stderr.strip() else f"it ended with {run.returncode}")
    return report
