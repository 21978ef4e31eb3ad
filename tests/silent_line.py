"""A line to a server on which what is sent can be lost without a word, as a cut cable or a dropped firewall state loses it."""

import select
import socket
import threading
from contextlib import suppress


class SilentLine:
    """A way to PostgreSQL on which every connection can be made to lose what is sent. New ones work."""

    def __init__(self, host: str, port: int) -> None:
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = self.server.getsockname()[1]
        self.away = (host, port)
        self.silent: list[threading.Event] = []
        threading.Thread(target=self._serve, daemon=True).start()

    def fall_silent(self) -> None:
        for one in self.silent:
            one.set()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self.server.accept()
                self.silent.append(threading.Event())
                threading.Thread(target=self._carry, args=[near, self.silent[-1]], daemon=True).start()

    def _carry(self, near: socket.socket, silent: threading.Event) -> None:
        with near, socket.create_connection(self.away) as far, suppress(OSError):
            while True:
                for source in select.select([near, far], [], [])[0]:
                    if not (data := source.recv(65536)):
                        return
                    if not silent.is_set():
                        (far if source is near else near).sendall(data)
