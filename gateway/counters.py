"""Counters of fixed windows: the first count starts a window, which ends after some seconds.

In this process windows end by the monotonic clock, which cannot be set. In Redis, which several processes can share, they
end by Redis's clock.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from cachetools import TLRUCache
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from gateway.settings import SettingsRefused

log = logging.getLogger("pentagraph")

CAPACITY = 100_000
"""Maximum number of windows of a process; the least recently used go first."""
SCHEMES = {"redis": "redis", "rediss": "rediss", "redis+unix": "unix"}
"""The schemes of a Redis URL, and how the client library spells them."""
TIMEOUT = 1.0
"""Maximum time that a request waits for Redis, in seconds."""
PAUSE = 5.0
"""Seconds to wait after Redis did not respond before using it again; meanwhile the process counts for itself."""
UNREACHABLE = (RedisError, OSError)


class Count(NamedTuple):
    """The state of a window."""

    number: int
    """Counts in the window; 0 if there is none."""
    seconds_left: float
    """Seconds until it ends."""


class Counters(Protocol):
    """Counts by key."""

    async def count(self, key: str, seconds: float) -> Count:
        """Counts once, and starts a window of `seconds` if the key has none."""

    async def peek(self, key: str) -> Count:
        """The state without counting."""

    async def clear(self, key: str) -> None:
        """Ends the window of a key."""


@dataclass(slots=True)
class _Window:
    number: int
    end: float


class ProcessCounters:
    """Counters of this process. `clock` is in seconds, from any start."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._windows: TLRUCache[str, _Window] = TLRUCache(CAPACITY, ttu=lambda _key, window, _now: window.end, timer=clock)

    async def count(self, key: str, seconds: float) -> Count:
        """Counts once."""
        window = self._windows.get(key)
        if window is None:
            window = self._windows[key] = _Window(0, self._clock() + seconds)
        window.number += 1
        return self._state(window)

    async def peek(self, key: str) -> Count:
        """The state without counting."""
        window = self._windows.get(key)
        return Count(0, 0.0) if window is None else self._state(window)

    async def clear(self, key: str) -> None:
        """Ends the window of a key."""
        self._windows.pop(key, None)

    def _state(self, window: _Window) -> Count:
        return Count(window.number, max(0.0, window.end - self._clock()))


class RedisCounters:
    """Counters in Redis. While it does not respond, the process counts for itself."""

    def __init__(self, url: str, clock: Callable[[], float] = time.monotonic) -> None:
        scheme, _, rest = url.partition(":")
        if scheme not in SCHEMES:
            raise SettingsRefused(f"rate_limit_store: the URL must begin with one of {', '.join(SCHEMES)}")
        try:
            self._redis = Redis.from_url(
                f"{SCHEMES[scheme]}:{rest}",
                socket_timeout=TIMEOUT,
                socket_connect_timeout=TIMEOUT,
                retry=Retry(NoBackoff(), 0),
            )
        except ValueError as error:
            raise SettingsRefused("rate_limit_store: not the URL of a Redis server") from error
        self._own = ProcessCounters(clock)
        self._clock = clock
        self._blind_until = float("-inf")

    async def count(self, key: str, seconds: float) -> Count:
        """Counts once."""
        if self._is_blind():
            return await self._own.count(key, seconds)
        try:
            async with self._redis.pipeline(transaction=True) as steps:
                steps.set(key, 0, px=max(1, round(seconds * 1000)), nx=True)
                steps.incr(key)
                steps.pttl(key)
                _, number, left = await steps.execute()
        except UNREACHABLE as error:
            self._report(error)
            return await self._own.count(key, seconds)
        return Count(int(number), max(0, left) / 1000)

    async def peek(self, key: str) -> Count:
        """The state without counting."""
        if self._is_blind():
            return await self._own.peek(key)
        try:
            async with self._redis.pipeline(transaction=True) as steps:
                steps.get(key)
                steps.pttl(key)
                number, left = await steps.execute()
        except UNREACHABLE as error:
            self._report(error)
            return await self._own.peek(key)
        return Count(int(number or 0), max(0, left) / 1000)

    async def clear(self, key: str) -> None:
        """Ends the window of a key."""
        await self._own.clear(key)
        if self._is_blind():
            return
        try:
            await self._redis.delete(key)
        except UNREACHABLE as error:
            self._report(error)

    async def close(self) -> None:
        """Closes the connections."""
        await self._redis.aclose()

    def _is_blind(self) -> bool:
        return self._clock() < self._blind_until

    def _report(self, error: Exception) -> None:
        log.warning("Redis does not respond, so this process counts requests for itself: %s", type(error).__name__)
        self._blind_until = self._clock() + PAUSE


def counters(url: str = "", clock: Callable[[], float] = time.monotonic) -> Counters:
    """Counters in the Redis server of a URL, or in this process if it is empty. Raises SettingsRefused for any other URL."""
    return RedisCounters(url, clock) if url else ProcessCounters(clock)
