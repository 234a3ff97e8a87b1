"""Caches values from the store for a few seconds, so that requests do not read them each time."""

from collections.abc import Awaitable, Callable, Hashable
from time import monotonic
from typing import Generic, TypeVar

from cachetools import TTLCache

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

CAPACITY = 1000


class CachedLookup(Generic[Key, Value]):
    """Caches values for a few seconds. Missing values (None) are not cached, so that new values are found at once."""

    def __init__(
        self, find: Callable[[Key], Awaitable[Value | None]], seconds: float, clock: Callable[[], float] = monotonic
    ) -> None:
        self._find = find
        self._values: TTLCache[Key, Value] = TTLCache(CAPACITY, seconds, timer=clock)

    async def get(self, key: Key) -> Value | None:
        """The value of a key, at most `seconds` old."""
        cached = self._values.get(key)
        if cached is not None:
            return cached
        value = await self._find(key)
        if value is not None:
            self._values[key] = value
        return value
