"""A cache of values from the store for a few seconds, so that not every request reads them again."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from time import monotonic
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

CAPACITY = 1000


class Remembered(Generic[Key, Value]):
    """Caches values for a few seconds. Missing values (None) are not cached, so that new ones are found at once."""

    def __init__(
        self, find: Callable[[Key], Awaitable[Value | None]], seconds: float, clock: Callable[[], float] = monotonic
    ) -> None:
        self._find = find
        self._seconds = seconds
        self._clock = clock
        self._known: OrderedDict[Key, tuple[float, Value]] = OrderedDict()

    async def get(self, key: Key) -> Value | None:
        """The value of a key, at most `seconds` old."""
        now = self._clock()
        known = self._known.get(key)
        if known is not None and now < known[0]:
            return known[1]
        self._known.pop(key, None)
        value = await self._find(key)
        if value is not None and self._seconds:
            self._known[key] = (now + self._seconds, value)
            if len(self._known) > CAPACITY:
                self._known.popitem(last=False)
        return value
