"""What this container, or this machine, was given: processors and memory, as Linux control groups tell it (versions 1 and 2)."""

import os
from collections.abc import Callable
from contextlib import suppress
from math import ceil
from pathlib import Path

GROUPS = Path("/sys/fs/cgroup")
_WORKER_BYTES, _MASTER_BYTES = 180_000_000, 70_000_000
"""What a process of gunicorn takes after long work, and what the one that starts them takes."""
_MOST_WORKERS = 32


def workers(*, groups: Path = GROUPS) -> int:
    """Return how many processes serve best here: one a processor and one more, as many as the memory holds, one at least."""
    fitting = (memory_bytes(groups) - _MASTER_BYTES) // _WORKER_BYTES
    return max(1, min(ceil(processors(groups)) + 1, fitting, _MOST_WORKERS))


def processors(groups: Path = GROUPS) -> float:
    """Return how many processors' time may be used, 0.5 for half of one."""
    own = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min([own, *_answers(lambda: _quota(groups), lambda: _quota_of_version_1(groups))])


def memory_bytes(groups: Path = GROUPS) -> int:
    limits = _answers(
        lambda: float((groups / "memory.max").read_text()), lambda: float((groups / "memory/memory.limit_in_bytes").read_text())
    )
    whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return int(min([whole, *limits]))


def _quota(groups: Path) -> float:
    quota, period = (groups / "cpu.max").read_text().split()
    return int(quota) / int(period)


def _quota_of_version_1(groups: Path) -> float:
    quota, period = (int((groups / f"cpu/cpu.cfs_{name}_us").read_text()) for name in ("quota", "period"))
    if quota <= 0:
        raise ValueError
    return quota / period


def _answers(*asks: Callable[[], float]) -> list[float]:
    """Return what can be found out. “max” is no number, and no limit."""
    answers = []
    for ask in asks:
        with suppress(OSError, ValueError):
            answers.append(ask())
    return answers
