"""The open connections of a server: their maximum number, and their deadlines."""

import logging
import time
from collections import Counter
from functools import lru_cache
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import Protocol

from gateway.connections.limits import ConnectionLimits
from gateway.connections.unread import RETRY, Unread
from storage.errors import Overloaded

log = logging.getLogger("pentagraph.connections")

SECONDS_BETWEEN_LINES = 60.0
LINGERING = 64
"""Maximum number of refused connections that wait for their clients to read the reason."""


class Timed(Protocol):
    """A connection that has deadlines."""

    def expire(self, now: float) -> None:
        """Ends what is overdue at `now`, in seconds of the event loop's clock."""

    def abort(self) -> None:
        """Closes the connection without sending pending output."""


class OncePerMinute:
    """Logs a warning at most once a minute, with the number of times it happened."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._count = 0
        self._not_before = 0.0

    def __call__(self, detail: object) -> None:
        """Counts one event, and logs it if the last line is at least a minute old."""
        self._count += 1
        now = time.monotonic()
        if now >= self._not_before:
            log.warning("%s: %s (%d since the last line)", self._text, detail, self._count)
            self._count, self._not_before = 0, now + SECONDS_BETWEEN_LINES


class Connections:
    """The connections of one server."""

    def __init__(self, limits: ConnectionLimits) -> None:
        self.limits = limits
        self.unread = Unread(limits.max_unread_bytes)
        self._open: dict[Timed, str] = {}
        self._by_address: Counter[str] = Counter()
        self._lingering: set[Timed] = set()
        self._full = OncePerMinute("connections are refused")

    def __len__(self) -> int:
        return len(self._open)

    def add(self, connection: Timed, address: str) -> None:
        """Counts a new connection. Raises Overloaded without counting it if there are too many."""
        key, limits = _counted_as(address), self.limits
        if self._by_address[key] >= limits.max_connections_per_address:
            self._full(f"max_connections_per_address reached by {key}")
            raise Overloaded(
                "There are too many connections from this address.", limit="max_connections_per_address", retryAfter=RETRY
            )
        if len(self._open) >= limits.max_connections:
            self._full("max_connections reached")
            raise Overloaded("The server has too many connections.", limit="max_connections", retryAfter=RETRY)
        self._open[connection] = key
        self._by_address[key] += 1

    def linger(self, connection: Timed) -> bool:
        """Whether a refused connection may stay open until its client has read the reason. Only few may: they are not counted."""
        if len(self._lingering) >= LINGERING:
            return False
        self._lingering.add(connection)
        return True

    def remove(self, connection: Timed) -> None:
        """Removes a closed connection."""
        self._lingering.discard(connection)
        key = self._open.pop(connection, None)
        if key is None:
            return
        self._by_address[key] -= 1
        if not self._by_address[key]:
            del self._by_address[key]

    def expire(self, now: float) -> None:
        """Ends what is overdue on each connection."""
        for connection in (*self._open, *self._lingering):
            connection.expire(now)

    def abort(self) -> None:
        """Closes every connection without sending pending output."""
        for connection in (*self._open, *self._lingering):
            connection.abort()


@lru_cache(maxsize=1024)
def _counted_as(address: str) -> str:
    """The address that connections are counted by: a network of 64 bits for IPv6, because one host has all its addresses."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return address if found.is_loopback else str(IPv6Network((found, 64), strict=False))
    return address
