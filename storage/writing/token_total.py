"""The total of a run's tokens, where no record states it: input and output together.

It is stored in the row, so that lists, orders, filters, sums and roll-ups of every API have the same figure. `clocks` then
names it under HELD, which tells it from a total that a record stated.
"""

from collections.abc import Sequence
from typing import Any

from storage.nouns.record import LARGEST_INTEGER

NOUN = "run"
TOTAL = "total_tokens"
PARTS = ("input_tokens", "output_tokens")


def together(parts: Sequence[Any]) -> int | None:
    """The sum of what is known, at most the largest integer that a record may state; None if nothing is."""
    known = [part for part in parts if isinstance(part, int)]
    return min(sum(known), LARGEST_INTEGER) if known else None
