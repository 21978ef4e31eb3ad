"""gunicorn's threaded worker, which shares connections with the others and loses none when it stops."""

import time
from contextlib import suppress
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

_AFTER_YOU_S = 0.0005
"""Ten times as long as it takes to wake a process, and little beside a page."""


class Worker(ThreadWorker):
    def accept(self, listener: Any) -> None:
        """Take a connection that waits, but let workers go first that have a thread for it.

        A proxy keeps its connections open, so they stay with whoever took them. The first worker to wake would take them all, and all the
        work comes to one core.
        """
        if self.alive and self.nr_conns >= self.cfg.threads and self.cfg.workers > 1:
            time.sleep(_AFTER_YOU_S)
        super().accept(listener)  # type: ignore[no-untyped-call]

    def set_accept_enabled(self, enabled: bool) -> None:  # noqa: FBT001 - gunicorn's
        """Take what is queued and close the door once this worker stops.

        The stock worker lets the system go on queueing while its last requests end, and then resets whoever waits there; a
        refused connection is tried again by the proxy, also for a request that changes something.
        """
        super().set_accept_enabled(enabled)  # type: ignore[no-untyped-call]
        if not self.alive and not enabled:
            for listener in self.sockets:
                self._take_queued(listener)
                listener.close()

    def _take_queued(self, listener: Any) -> None:
        with suppress(BlockingIOError, OSError):
            before = -1
            while self.nr_conns > before:
                before = self.nr_conns
                self.accept(listener)
