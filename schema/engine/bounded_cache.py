"""A cache that is bounded by the memory of what it keeps; the least recently used goes first."""

from collections.abc import Hashable
from typing import Generic, TypeVar

from cachetools import LRUCache

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

LARGEST_SHARE = 20
"""One value may take this part of the cache; larger ones are not kept."""


class BoundedCache(Generic[K, V]):
    """Values with a weight in bytes, at most `most` bytes together."""

    def __init__(self, most: int) -> None:
        self._values: LRUCache[K, tuple[int, V]] = LRUCache(most, getsizeof=lambda entry: entry[0])

    def __len__(self) -> int:
        return len(self._values)

    def __contains__(self, key: K) -> bool:
        return key in self._values

    @property
    def weight(self) -> int:
        """The bytes of all values."""
        return int(self._values.currsize)

    def get(self, key: K) -> V | None:
        """The value, which counts as used now; None if it is not kept."""
        try:
            return self._values[key][1]
        except KeyError:
            return None

    def put(self, key: K, value: V, weight: int) -> V:
        """Keeps the value, unless it is too large, and returns it."""
        if weight * LARGEST_SHARE <= self._values.maxsize:
            self._values[key] = (weight, value)
        return value
