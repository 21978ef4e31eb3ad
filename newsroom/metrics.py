"""Figures for Prometheus, of all processes of one gunicorn: counted in memory they share, written out on a port of their own.

Each process writes one row, so nobody waits for anybody; a process that takes over a row counts on. Without gunicorn there is one row.
The port is no reader's: `newsroom.wsgi` answers there with figures and nothing else. Kept free of Django, which is not set up yet
when gunicorn reads its configuration.
"""

import mmap
import os
import struct
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

ROWS = 256
KINDS = ("reader", "desk", "picture", "static", "health")
STATUSES = ("2xx", "3xx", "4xx", "5xx")
BUCKETS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_CELLS_A_KIND = len(STATUSES) + len(BUCKETS_S) + 2  # counts, buckets, everything, and their seconds
_CELLS = _CELLS_A_KIND * len(KINDS)
_CELL = struct.Struct("d")
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

_shared = mmap.mmap(-1, ROWS * _CELLS * _CELL.size)
_lock = threading.Lock()
_row = 0


def write_into(row: int) -> None:
    """Let this process count in a row of its own from now on."""
    global _row
    _row = row


def count(kind: str, *, status: int, seconds: float) -> None:
    """Count an answer. A few microseconds."""
    first = KINDS.index(kind) * _CELLS_A_KIND
    bucket = next((place for place, most in enumerate(BUCKETS_S) if seconds <= most), len(BUCKETS_S))
    with _lock:
        _add(first + min(max(status // 100 - 2, 0), len(STATUSES) - 1), 1)
        _add(first + len(STATUSES) + bucket, 1)
        _add(first + _CELLS_A_KIND - 1, seconds)


def _add(cell: int, value: float) -> None:
    place = (_row * _CELLS + cell) * _CELL.size
    _CELL.pack_into(_shared, place, _CELL.unpack_from(_shared, place)[0] + value)


def _sums() -> list[float]:
    rows = struct.Struct(f"{_CELLS}d").iter_unpack(_shared[:])
    return [sum(column) for column in zip(*rows, strict=True)]


def lines() -> Iterator[str]:
    """Yield what the processes counted, and how much memory each holds."""
    sums = _sums()
    yield from heading("newsroom_requests_total", "counter", "Answers by the kind of page and the class of their status.")
    for kind, cells in _by_kind(sums):
        for status, value in zip(STATUSES, cells, strict=False):
            yield f'newsroom_requests_total{{kind="{kind}",status="{status}"}} {value:.0f}'
    yield from heading("newsroom_request_seconds", "histogram", "How long answers took, from the first middleware to the last.")
    for kind, cells in _by_kind(sums):
        yield from _histogram(kind, cells[len(STATUSES) :])
    yield from _memory()


def _by_kind(sums: list[float]) -> Iterator[tuple[str, list[float]]]:
    for place, kind in enumerate(KINDS):
        yield kind, sums[place * _CELLS_A_KIND : (place + 1) * _CELLS_A_KIND]


def _histogram(kind: str, cells: list[float]) -> Iterator[str]:
    so_far = 0.0
    for most, value in zip([*map(str, BUCKETS_S), "+Inf"], cells, strict=False):
        so_far += value
        yield f'newsroom_request_seconds_bucket{{kind="{kind}",le="{most}"}} {so_far:.0f}'
    yield f'newsroom_request_seconds_sum{{kind="{kind}"}} {cells[-1]:.6f}'
    yield f'newsroom_request_seconds_count{{kind="{kind}"}} {so_far:.0f}'


def _memory() -> Iterator[str]:
    yield from heading("newsroom_process_resident_bytes", "gauge", "Memory of each process that serves.")
    for pid in _siblings():
        try:
            pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
        except (OSError, ValueError, IndexError):  # it has ended since, or this is no Linux
            continue
        yield f'newsroom_process_resident_bytes{{pid="{pid}"}} {pages * os.sysconf("SC_PAGE_SIZE")}'


def _siblings() -> list[str]:
    """Return the processes that the one which started this one has started. Only gunicorn's have siblings of the same kind."""
    parent = os.getppid()
    try:
        return sorted(Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii").split(), key=int)
    except OSError:
        return [str(os.getpid())]


def heading(name: str, kind: str, said: str) -> Iterable[str]:
    return f"# HELP {name} {said}", f"# TYPE {name} {kind}"
