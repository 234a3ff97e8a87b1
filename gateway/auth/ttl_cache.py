"""What the store told a moment ago, so that not every request asks it again."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from time import monotonic
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

CAPACITY = 1000


class Remembered(Generic[Key, Value]):
    """Values for a few seconds. What is not there (None) is asked for again each time, so what is made works at once."""

    def __init__(
        self, find: Callable[[Key], Awaitable[Value | None]], seconds: float, clock: Callable[[], float] = monotonic
    ) -> None:
        self._find = find
        self._seconds = seconds
        self._clock = clock
        self._known: OrderedDict[Key, tuple[float, Value]] = OrderedDict()

    async def get(self, key: Key) -> Value | None:
        """The value of a key as it was at most so many seconds ago."""
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
