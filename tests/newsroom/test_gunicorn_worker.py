"""The worker lets others take a connection for which it has no thread."""

from types import SimpleNamespace
from typing import Any

import pytest
from gunicorn.workers.gthread import ThreadWorker

from newsroom import gunicorn_worker
from newsroom.gunicorn_worker import Worker


@pytest.mark.parametrize(
    ("connections", "workers", "alive", "order"),
    [
        (3, 2, True, ["took"]),
        (4, 2, True, ["waited", "took"]),
        (9, 2, True, ["waited", "took"]),
        (9, 1, True, ["took"]),  # there is no other
        (9, 2, False, ["took"]),  # it stops, and empties the queue
    ],
)
def test_worker_without_a_free_thread_takes_a_connection_after_the_others(
    monkeypatch: pytest.MonkeyPatch, connections: int, workers: int, alive: bool, order: list[str]
) -> None:
    done: list[str] = []
    monkeypatch.setattr(gunicorn_worker.time, "sleep", lambda seconds: done.append("waited"))
    monkeypatch.setattr(ThreadWorker, "accept", lambda self, listener: done.append("took"))
    worker: Any = Worker.__new__(Worker)
    worker.cfg = SimpleNamespace(threads=4, workers=workers)
    worker.nr_conns, worker.alive = connections, alive
    worker.accept(object())
    assert done == order
