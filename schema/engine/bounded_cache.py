"""A cache bounded by the memory of its values. It drops the least recently used ones first."""

from collections.abc import Hashable
from typing import Generic, TypeVar

from cachetools import LRUCache

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

LARGEST_SHARE = 20
"""One value may take up to one part in 20 of the cache. Larger values are not stored."""


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
        """The value, which counts as used now; None if it is not stored."""
        try:
            return self._values[key][1]
        except KeyError:
            return None

    def put(self, key: K, value: V, weight: int) -> V:
        """Stores the value, with its weight in bytes, unless it is too large. Returns the value."""
        if weight * LARGEST_SHARE <= self._values.maxsize:
            self._values[key] = (weight, value)
        return value
