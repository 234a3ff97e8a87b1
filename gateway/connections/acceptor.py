"""Accepts connections, and pauses while the process has no file descriptors left."""

import asyncio
import errno
import resource
import socket
from collections.abc import Callable

from gateway.connections.registry import LINGERING, OncePerMinute

AT_ONCE = 64
"""Maximum number of connections accepted before the event loop does other work."""
PAUSE_SECONDS = 1.0
EXHAUSTED = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM})
RESERVE = 256
"""Number of file descriptors reserved for the store, its readers and served files."""


class Acceptor:
    """Accepts the connections of one listening socket until it is closed."""

    def __init__(self, listener: socket.socket, protocol: Callable[[], asyncio.Protocol]) -> None:
        self._loop = asyncio.get_running_loop()
        self._listener = listener
        self._protocol = protocol
        self._exhausted = OncePerMinute("no connections are accepted for a second")
        self._connecting: set[asyncio.Task[object]] = set()
        self._resumption: asyncio.TimerHandle | None = None
        listener.setblocking(False)
        self._resume()

    def close(self) -> None:
        """Stops accepting."""
        self._loop.remove_reader(self._listener)
        if self._resumption is not None:
            self._resumption.cancel()

    async def wait_closed(self) -> None:
        """Waits for connections that are being set up."""
        if self._connecting:
            await asyncio.wait(self._connecting)

    def _resume(self) -> None:
        self._loop.add_reader(self._listener, self._accept)

    def _accept(self) -> None:
        for _ in range(AT_ONCE):
            try:
                connected, _address = self._listener.accept()
            except (BlockingIOError, InterruptedError, ConnectionAbortedError):
                return
            except OSError as error:
                if error.errno not in EXHAUSTED:
                    raise
                self._exhausted(error.strerror)
                self._loop.remove_reader(self._listener)
                self._resumption = self._loop.call_later(PAUSE_SECONDS, self._resume)
                return
            connected.setblocking(False)
            connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            task = self._loop.create_task(self._loop.connect_accepted_socket(self._protocol, connected))
            self._connecting.add(task)
            task.add_done_callback(self._connected)

    def _connected(self, task: asyncio.Task[object]) -> None:
        self._connecting.discard(task)
        if not task.cancelled():
            task.exception()  # a client that has gone already is not an error


def possible_connections(wanted: int, readers: int) -> int:
    """The number of connections that the process has file descriptors for, at most `wanted`. Raises the soft limit if needed."""
    needed = wanted + LINGERING + AT_ONCE + RESERVE + 4 * readers
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < needed:
        soft = needed if hard == resource.RLIM_INFINITY else min(needed, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        return max(1, wanted - (needed - soft))
    return wanted
