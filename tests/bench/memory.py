"""What a process of gunicorn holds after many requests, in production's settings but for one: no process is begun anew meanwhile.

BENCH_REQUESTS: how many (10,000; pages of all kinds, cold). Memory is PSS, in which what processes share counts once.
"""

import http.client
import os
import re
import threading
import urllib.request
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path

from tests.bench.figures import Figure
from tests.bench.serving import served
from tests.bench.sites import Site
from tests.ports import free_port

_CLIENTS = 4
_PRODUCTION = ("--config", "python:newsroom.gunicorn_config")


def measure(site: Site) -> Iterator[Figure]:
    requests = int(os.environ.get("BENCH_REQUESTS", "10000"))
    paths = _paths()
    metrics = free_port()
    more = {"METRICS_PORT": str(metrics), "WEB_RECYCLE_AFTER": "0", "WEB_WORKERS": "2"}
    with served(site, "newsroom.wsgi", options=_PRODUCTION, **more) as port:
        at = [requests // 10, requests // 2, requests]
        held = []
        for before, until in zip([0, *at], at, strict=False):
            _ask(port, paths, first=before, count=until - before)
            held.append(_held_mb(metrics))
            goal = "180 MB a process" if until == requests else ""
            yield Figure(f"gunicorn's processes after {until:,} requests", ", ".join(f"{mb:.0f} MB" for mb in held[-1]), goal)
    growth = max(after - before for before, after in zip(held[1], held[-1], strict=True))
    yield Figure(f"growth of one over the last {requests - at[1]:,} requests, at most", f"{growth:+.1f} MB", "none")


def _paths() -> list[str]:
    """Return pages of all kinds: mostly stories, each another one."""
    from taggit.models import Tag

    from articles.addresses import tag_path
    from articles.lists import has_been_seen
    from articles.look import look
    from articles.models import Author, Edition
    from articles.sections import load_tree

    now = look.now()
    stories = list(Edition.objects.live(at=now).order_by("pk").values_list("path", flat=True)[:20_000])
    lists = ["/", *(section.path for section in load_tree().roots)]
    lists += [f"/author/{author.slug}/" for author in Author.objects.order_by("pk")[:60] if has_been_seen(f"author:{author.pk}", at=now)]
    lists += [tag_path(tag.slug) for tag in Tag.objects.order_by("pk")[:100] if has_been_seen(f"tag:{tag.pk}", at=now)]
    lists += sorted({path[:9] for path in stories})[:100]
    return [path for three, one in zip(zip(*[iter(stories)] * 3, strict=False), cycle(lists), strict=False) for path in (*three, one)]


def _ask(port: int, paths: Sequence[str], *, first: int, count: int) -> None:
    """Ask for so many pages, several at a time, each connection kept."""
    failed: list[str] = []

    def ask(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        for path in islice(cycle(paths), first + number, first + count, _CLIENTS):
            connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                failed.append(f"{path}: {answer.status}")
        connection.close()

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(_CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise RuntimeError(f"{len(failed)} requests failed, such as {failed[0]}")


def _held_mb(metrics: int) -> list[float]:
    """Return what each process holds, in millions of bytes; the figures say which there are."""
    with urllib.request.urlopen(f"http://127.0.0.1:{metrics}/metrics") as answer:
        told = answer.read().decode()
    pids = re.findall(r'newsroom_process_resident_bytes\{pid="(\d+)"\}', told)
    return [_pss_kb(pid) * 1024 / 1_000_000 for pid in pids]


def _pss_kb(pid: str) -> int:
    return int(re.findall(r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii"), flags=re.MULTILINE)[0])
