"""A client that asks for one address as fast as it is answered, over connections that stay open.

`python -m tests.bench.client PORT PATH SECONDS CONNECTIONS` prints how many whole answers came in a second.
"""

import socket
import sys
import threading
import time


def main(port: int, path: str, seconds: float, connections: int) -> float:
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: bench\r\nAccept: text/html\r\n\r\n".encode()
    counts = [0] * connections
    until = time.perf_counter() + seconds
    threads = [threading.Thread(target=_ask, args=(port, request, until, counts, place)) for place in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / seconds


def _ask(port: int, request: bytes, until: float, counts: list[int], place: int) -> None:
    connection = None
    while time.perf_counter() < until:
        connection = connection or socket.create_connection(("127.0.0.1", port), timeout=10)
        connection.sendall(request)
        if not _answered(connection):  # the server closes a connection after so many answers
            connection.close()
            connection = None
        counts[place] += 1


def _answered(connection: socket.socket) -> bool:
    """Read one answer to its end; say whether the connection stays open. Raises unless it is a page."""
    data = connection.recv(65536)
    while b"\r\n\r\n" not in data:
        data += connection.recv(65536)
    head, _, body = data.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(head.decode("latin-1").split("\r\n")[0])
    head = head.lower()
    missing = int(head.partition(b"content-length:")[2].split(b"\r\n")[0]) - len(body)
    while missing > 0:
        missing -= len(connection.recv(min(missing, 65536)))
    return b"connection: close" not in head


if __name__ == "__main__":
    port, path, seconds, connections = sys.argv[1:]
    print(f"{main(int(port), path, float(seconds), int(connections)):.1f}")
