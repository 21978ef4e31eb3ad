"""Servers that tests and benches start beside themselves: a port for each, and when it answers."""

import socket
import subprocess
import time
from collections.abc import Callable


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def wait_for_port(port: int, process: "subprocess.Popen[bytes]", *, seconds: int = 20, said: Callable[[], str] = str) -> None:
    """Wait until a process answers at its port. Raises RuntimeError, with what it `said`, when it ends or does not in so many seconds."""
    for _attempt in range(10 * seconds):
        if process.poll() is not None:
            raise RuntimeError(f"{process.args!r} ended with {process.returncode}\n{said()}")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"{process.args!r} did not answer within {seconds} seconds\n{said()}")
