"""A WSGI application that answers every request with the bytes it read at its start: what a page costs without us."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

_PAGE = Path(os.environ["BENCH_PAGE"]).read_bytes()
_HEADERS = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(_PAGE)))]


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    start_response("200 OK", list(_HEADERS))
    return [_PAGE]
