"""How many requests for a story a second, through gunicorn, beside a bare application that returns the same bytes.

Both servers run all the time and are asked in alternation, so that what else the machine does falls on both.
"""

import statistics
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from tests.bench.figures import Figure
from tests.bench.sites import Site
from tests.ports import free_port, wait_for_port

_ROUNDS = 7
_SECONDS = 2.0
_CONNECTIONS = 8
_WORKERS, _THREADS = "2", "4"  # as in the Makefile
_OPTIONS = ("--workers", _WORKERS, "--threads", _THREADS, "--worker-class", "newsroom.gunicorn_worker.Worker", "--log-level", "warning")


def measure(site: Site, path: str) -> Iterator[Figure]:
    """Ask for `path`, a story's."""
    page = site.folder / "page.html"
    with served(site, "newsroom.wsgi") as ours:
        with urllib.request.urlopen(f"http://127.0.0.1:{ours}{path}") as response:
            page.write_bytes(response.read())
        with served(site, "tests.bench.bare", BENCH_PAGE=str(page)) as bare:
            rates = [(_rate(ours, path), _rate(bare, path)) for _ in range(_ROUNDS + 1)][1:]
    mine, theirs = (statistics.median(column) for column in zip(*rates, strict=True))
    size = f"{page.stat().st_size / 1000:.0f} kB"
    yield Figure(f"a story's page through gunicorn ({_WORKERS} × {_THREADS}, {size})", f"{mine:,.0f} requests a second")
    yield Figure("a bare WSGI application with the same bytes", f"{theirs:,.0f} requests a second")
    yield Figure("ratio, median of the rounds", f"1 : {statistics.median(b / a for a, b in rates):.1f}")


def _rate(port: int, path: str) -> float:
    words = (sys.executable, "-m", "tests.bench.client", str(port), path, str(_SECONDS), str(_CONNECTIONS))
    return float(subprocess.run(words, check=True, capture_output=True, text=True).stdout)


@contextmanager
def served(site: Site, module: str, *, options: Sequence[str] = _OPTIONS, **more: str) -> Iterator[int]:
    port = free_port()
    more["WEB_BIND"] = f"127.0.0.1:{port}"  # of the production's configuration, which listens on more than one port
    bind = () if "--config" in options else ("--bind", more["WEB_BIND"])
    process = site.start(sys.executable, "-m", "gunicorn", f"{module}:application", *bind, *options, **more)
    try:
        wait_for_port(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=30)
