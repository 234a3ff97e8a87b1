"""A field that is the sum of others if no record states it: the total of a run's tokens is input and output together.

It is stored in the row, so that lists, orders, filters, sums and roll-ups of every API have the same figure. `clocks` then
names it under HELD, which distinguishes it from a total that a record stated.
"""

from collections.abc import Sequence
from typing import Any

from storage.nouns.record import LARGEST_INTEGER


def together(parts: Sequence[Any]) -> int | None:
    """The sum of the known parts, at most the largest integer that a record may state; None if no part is known."""
    known = [part for part in parts if isinstance(part, int)]
    return min(sum(known), LARGEST_INTEGER) if known else None
