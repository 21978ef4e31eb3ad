"""Whether a page costs the same with a million stories: `python -m tests.bench.scale`, the `make bench-scale` of the Makefile.

BENCH_SCALE: how many stories the large site has (1,000,000, each with 1.6 editions); BENCH_SMALL: the small one (10,000). DATABASE_URL: a
PostgreSQL server on which databases may be made; there the large site is the small one, multiplied in the database
(`tests.bench.multiplying`: 15 GB of disk for a million). Else SQLite, where every story is written by itself. Every page is asked for
often, each time another of its kind where there are others, in a process of its own for each site; queries are those of the first address.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.bench.multiplying import multiply
from tests.bench.sites import Site, new_site

SMALL = int(os.environ.get("BENCH_SMALL", "10000"))
ASKED = 120
PAGE = 30
DESK = {
    "desk: first page": "/admin/",
    "desk: list of stories": "/admin/articles/article/",
    "desk: a search": "/admin/articles/article/?q=disputed+harbour+izmir",
    "desk: a search, all have it": "/admin/articles/article/?q=say+people",
    "desk: live, of a section": "/admin/articles/article/?publication=live&section=1",
    "desk: writing surface": "/admin/articles/article/{}/change/",
}
GOALS_MS = {"section, page 50": 50, **dict.fromkeys(DESK, 300)}
USUAL_GOAL_MS = 25


def main(words: list[str]) -> int:
    if words == ["--measure"]:
        print(json.dumps(measure()))
        return 0
    large = int(os.environ.get("BENCH_SCALE", "1000000"))
    with tempfile.TemporaryDirectory(prefix="newsroom-scale-") as scratch:
        small, at_large = (_figures(Path(scratch), size) for size in (SMALL, large))
    print(f"\n{'p50 / p95 in ms, queries':<28} {f'{SMALL:,} stories':>24} {f'{large:,} stories':>24}")
    late = [name for name in at_large if not _tell(name, small[name], at_large[name])]
    print(f"over their goal, or with more queries than the small site: {', '.join(late) or 'none'}")
    return int(bool(late))


def _figures(scratch: Path, articles: int) -> dict[str, list[float]]:
    with new_site(scratch, f"scale{articles}") as site:
        began = time.monotonic()
        _fill(site, articles)
        made = time.monotonic()
        figures = _measured(site)
        said = f"made in {made - began:.0f} s, measured in {time.monotonic() - made:.0f} s"
        print(f"{articles:,} stories: {said}; {os.getloadavg()[0]:.1f} processes waiting or running", flush=True)
        return figures


def _fill(site: Site, articles: int) -> None:
    url = site.environment["DATABASE_URL"]
    is_multiplied = articles > SMALL and url.startswith("postgres")
    if is_multiplied and articles % SMALL:
        raise SystemExit(f"BENCH_SCALE must be a multiple of {SMALL:,}.")
    site.manage("make_archive", "--articles", str(SMALL if is_multiplied else articles), "--seed", "1", "--updated", "60")
    if is_multiplied:
        multiply(url, times=articles // SMALL, tell=lambda said: print(said, flush=True))


def _measured(site: Site) -> dict[str, list[float]]:
    words = [sys.executable, "-m", "tests.bench.scale", "--measure"]
    done = subprocess.run(words, env={**os.environ, **site.environment}, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])
    figures: dict[str, list[float]] = json.loads(done.stdout.splitlines()[-1])
    return figures


def _tell(name: str, small: list[float], large: list[float]) -> bool:
    """Print a line; say whether the large site keeps to its goal and asks no more queries."""
    goal = GOALS_MS.get(name, USUAL_GOAL_MS)
    cells = [f"{p50:.1f} / {p95:.1f}, {queries:.0f}" for p50, p95, queries in (small, large)]
    print(f"{name:<28} {cells[0]:>24} {cells[1]:>24}   (goal: p95 {goal} ms)")
    return large[1] < goal and large[2] <= small[2]


def measure() -> dict[str, list[float]]:
    """Measure this process's site: p50 and p95 in milliseconds, and the queries of each kind of page."""
    import django

    django.setup()
    from django.db import connection
    from django.test import Client

    from articles.models import Article
    from newsroom.models import User

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    reader, desk = Client(SERVER_NAME="127.0.0.1"), Client(SERVER_NAME="127.0.0.1")
    desk.force_login(User.objects.create_superuser("bench"), backend="allauth.account.auth_backends.AuthenticationBackend")
    figures = {name: _page(reader, addresses) for name, addresses in _addresses().items()}
    newest = Article.objects.order_by("-pk").values_list("pk", flat=True).first()
    figures |= {name: _page(desk, [address.format(newest)]) for name, address in DESK.items()}
    User.objects.all().delete()
    return figures


def _addresses() -> dict[str, list[str]]:
    from django.urls import reverse
    from taggit.models import Tag

    from articles.addresses import tag_path
    from articles.models import Author, Edition
    from articles.sections import load_tree

    sections = load_tree().roots
    step = max(Edition.objects.count() // ASKED, 1)
    numbers = list(range(1, step * ASKED, step))
    days = [f"{at:%Y/%m/%d}" for at in Edition.objects.filter(pk__in=numbers).values_list("live_from", flat=True) if at]
    return {
        "front": ["/"],
        "story, cold": list(Edition.objects.filter(pk__in=numbers).values_list("path", flat=True)),
        "section, page 1": [section.path for section in sections],
        "section, page 50": [f"{section.path}?before={_before(section.key, 49)}" for section in sections],
        "section, far end": [f"{section.path}?before={_before(section.key, None)}" for section in sections],
        "author": [f"/author/{slug}/" for slug in Author.objects.order_by("pk").values_list("slug", flat=True)],
        "tag": [tag_path(slug) for slug in Tag.objects.order_by("pk").values_list("slug", flat=True)[:ASKED]],
        "archive: a day": [f"/{day}/" for day in days],
        "archive: a month": sorted({f"/{day[:7]}/" for day in days}),
        "search": ["/search/?q=disputed+harbour", "/search/?q=tromso", "/search/?q=people&order=newest", "/search/?q=nobodysaid"],
        "archive: a year": sorted({reverse("articles:year", args=[day[:4]]) for day in days}),
    }


def _before(key: str, place: int | None) -> str:
    """Return the query of a page of a list: the one after `place` pages, or the last full one."""
    from articles.lists import Place
    from articles.models import Listing

    listed = Listing.objects.filter(key=key)
    count = listed.count()
    skipped = max(min(place * PAGE if place is not None else count, count - PAGE) - 1, 0)
    return str(Place(*listed.newest_first().values_list("published_at", "article_id")[skipped]))


def _page(client: Any, addresses: list[str]) -> list[float]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    is_day = addresses[0].replace("/", "").isdigit()
    if is_day or addresses[0].startswith(("/author/", "/tag/")):  # some are without a story
        addresses = [address for address in addresses if client.get(address).status_code == 200]
    _ask(client, addresses[0])
    times = sorted(_timed(lambda place=place: _ask(client, addresses[place % len(addresses)])) for place in range(ASKED))
    with CaptureQueriesContext(connection) as queries:
        _ask(client, addresses[0])
    return [times[ASKED // 2] * 1000, times[int(ASKED * 0.95)] * 1000, len(queries)]


def _timed(do: Callable[[], None]) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def _ask(client: Any, address: str) -> None:
    response = client.get(address)
    if response.status_code != 200:
        raise RuntimeError(f"{address} answered {response.status_code}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
