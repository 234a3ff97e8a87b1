"""The load generator: keep-alive connections in a process of its own, a fixed number of requests, raw sockets.

Reads a job as JSON from standard input and writes {"seconds": [...], "elapsed": s, "bytes": n} to standard output.
Nothing but the length of an answer is looked at, so that the client takes as little of the machine as can be.
"""

import json
import selectors
import socket
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypedDict


class Job(TypedDict):
    """Address, bodies (sent in turn), number of requests, and number of concurrent connections."""

    port: int
    path: str
    bodies: list[str]
    requests: int
    clients: int


@dataclass
class Measured:
    """Seconds of each answer, seconds of the whole, and all bytes of the bodies."""

    seconds: list[float] = field(default_factory=list)
    elapsed: float = 0.0
    bytes: int = 0


class BadAnswer(Exception):
    """The response has a status other than 200."""


def request(job: Job, body: str) -> bytes:
    """A whole POST request."""
    payload = body.encode()
    head = (
        f"POST {job['path']} HTTP/1.1\r\nHost: 127.0.0.1:{job['port']}\r\nContent-Type: application/json\r\n"
        f"Accept: application/json\r\nContent-Length: {len(payload)}\r\n\r\n"
    )
    return head.encode() + payload


class Connection:
    """One client: sends a request, collects its answer."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = memoryview(bytearray(1 << 20))
        self.clear()

    def clear(self) -> None:
        """Forgets the answer before."""
        self.head = b""
        self.awaited = -1
        self.tail = b""
        self.length = 0

    def send(self, data: bytes) -> None:
        """Sends a request; the clock starts."""
        self.clear()
        self.began = time.perf_counter()
        self.socket.sendall(data)

    def receive(self) -> bool:
        """Consumes received bytes; returns whether the response is complete."""
        count = self.socket.recv_into(self.buffer)
        if not count:
            raise BadAnswer("connection closed: " + self.head.decode(errors="replace")[:300])
        self.length += count
        if self.awaited >= 0:
            return self.length >= self.awaited
        if not self.tail:
            self.head += self.buffer[:count].tobytes()
            end = self.head.find(b"\r\n\r\n")
            if end < 0:
                return False
            self._understand(end)
            if self.awaited >= 0:
                return self.length >= self.awaited
        self.tail = (self.tail + self.buffer[:count].tobytes())[-5:]
        return self.tail == b"0\r\n\r\n"

    def _understand(self, end: int) -> None:
        head = self.head[:end].lower()
        if not head.startswith(b"http/1.1 200"):
            raise BadAnswer(self.head.decode(errors="replace")[:2000])
        _, found, after = head.partition(b"\r\ncontent-length:")
        if found:
            self.awaited = end + 4 + int(after.partition(b"\r\n")[0])
        else:
            self.tail = self.head[-5:]


def drive(job: Job) -> Measured:
    """Runs the job."""
    return exchange(job["port"], [request(job, body) for body in job["bodies"]], job["requests"], job["clients"])


def exchange(port: int, requests: Sequence[bytes], number: int, clients: int) -> Measured:
    """Sends whole requests in turn, `number` in all, over some connections. Raises BadAnswer for a status other than 200."""
    measured = Measured()
    selector = selectors.DefaultSelector()
    connections = [Connection(port) for _ in range(clients)]
    sent = 0
    started = time.perf_counter()
    for connection in connections:
        selector.register(connection.socket, selectors.EVENT_READ, connection)
        connection.send(requests[sent % len(requests)])
        sent += 1
    while len(measured.seconds) < number:
        for key, _ in selector.select():
            connection = key.data
            if not connection.receive():
                continue
            measured.seconds.append(time.perf_counter() - connection.began)
            measured.bytes += connection.length
            if sent < number:
                connection.send(requests[sent % len(requests)])
                sent += 1
            else:
                selector.unregister(connection.socket)
    measured.elapsed = time.perf_counter() - started
    for connection in connections:
        connection.socket.close()
    return measured


def main() -> None:
    """Job in, figures out, until standard input ends."""
    for line in sys.stdin:
        measured = drive(json.loads(line))
        print(json.dumps(vars(measured)), flush=True)


if __name__ == "__main__":
    main()
