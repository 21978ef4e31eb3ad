"""What the port of figures answers: the processes' own (`newsroom.metrics`), and what the database and the worker say."""

import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.conf import settings
from django.db import close_old_connections

from newsroom import health, metrics

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
_PATHS = {"/metrics"}


def beside_the_site(site: Application) -> Application:
    """Answer on METRICS_PORT with figures and nothing else, on any other port with the site and no figures.

    Which port was asked is what the socket says, not the request.
    """

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if not settings.METRICS_PORT or environ.get("SERVER_PORT") != str(settings.METRICS_PORT):
            return site(environ, start_response)
        is_there = environ.get("PATH_INFO") in _PATHS
        body = ("".join(f"{line}\n" for line in lines()) if is_there else "There is /metrics here and nothing else.\n").encode()
        status = "200 OK" if is_there else "404 Not Found"
        start_response(status, [("Content-Type", metrics.CONTENT_TYPE), ("Content-Length", str(len(body))), ("Cache-Control", "no-store")])
        return [body]

    return application


def lines() -> Iterator[str]:
    """Yield every figure. Four queries."""
    yield from metrics.lines()
    close_old_connections()
    try:
        parts = health.parts()
    finally:
        close_old_connections()
    yield from metrics.heading("newsroom_part_is_well", "gauge", "1 where a part works: see /healthz/ready.")
    yield from (f'newsroom_part_is_well{{part="{part.name}"}} {part.is_well:d}' for part in parts)
    yield from metrics.heading("newsroom_part_seconds", "gauge", "How long it took to try the part.")
    yield from (f'newsroom_part_seconds{{part="{part.name}"}} {part.took_ms / 1000:.4f}' for part in parts)
    yield from metrics.heading("newsroom_asked_at_seconds", "gauge", "The clock of the machine that answers.")
    yield f"newsroom_asked_at_seconds {time.time():.3f}"
