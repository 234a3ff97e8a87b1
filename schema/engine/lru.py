"""A cache with a bound: what was used last stays."""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """The values used last, at most so many."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.values: OrderedDict[K, V] = OrderedDict()

    def get(self, key: K) -> V | None:
        """The value, which counts as used now."""
        value = self.values.get(key)
        if value is not None:
            self.values.move_to_end(key)
        return value

    def put(self, key: K, value: V) -> V:
        """Keeps the value, and lets go of the one unused longest."""
        self.values[key] = value
        if len(self.values) > self.most:
            self.values.popitem(last=False)
        return value
