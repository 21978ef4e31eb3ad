"""gunicorn's threaded worker, which loses no connection when it stops."""

from contextlib import suppress
from typing import Any

from gunicorn.workers.gthread import ThreadWorker


class Worker(ThreadWorker):
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
                self.accept(listener)  # type: ignore[no-untyped-call]
