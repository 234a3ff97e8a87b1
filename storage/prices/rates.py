"""Prices of one model, and what tokens cost at them: whole numbers only, so that every computation gives the same."""

from dataclasses import dataclass
from typing import NamedTuple

ATTO = 10**18
"""Parts of a dollar in which prices are held: fine enough for every price that is published."""
MILLION = 1_000_000
NANO = 10**9
LARGEST_COST = 9_000_000 * NANO
"""Nano-dollars that a row may hold."""


class Tokens(NamedTuple):
    """Tokens of one call, as steps hold them. None: not reported."""

    input: int | None = None
    """With those of caches."""
    output: int | None = None
    """With those of reasoning."""
    cache_read: int | None = None
    cache_write: int | None = None
    reasoning: int | None = None


@dataclass(frozen=True, slots=True)
class Rate:
    """The price of a million tokens of one kind, in 10^-18 dollars."""

    base: int
    tiers: tuple[tuple[int, int], ...] = ()
    """Prices of calls with more input tokens than a number, by that number, in ascending order."""

    def of(self, input_tokens: int) -> int:
        """The price for a call with that many input tokens."""
        found = self.base
        for more_than, price in self.tiers:
            if input_tokens > more_than:
                found = price
        return found


@dataclass(frozen=True, slots=True)
class Rates:
    """The prices of a model. None: unknown; tokens of caches and reasoning then cost the same as others."""

    input: Rate | None
    output: Rate | None
    cache_read: Rate | None = None
    cache_write: Rate | None = None
    reasoning: Rate | None = None
    call: int = 0
    """Price of each call, in 10^-18 dollars."""

    def cost(self, tokens: Tokens) -> int | None:
        """Nano-dollars, rounded to the nearest, half to even. None if a price is unknown, or the tokens contradict each other."""
        if self.input is None and self.output is None:
            return None
        whole, written, read = tokens.input or 0, tokens.cache_write or 0, tokens.cache_read or 0
        output, reasoning = tokens.output or 0, tokens.reasoning or 0
        total = self.call * MILLION
        for count, rate in (
            (whole - read - written, self.input),
            (read, self.cache_read or self.input),
            (written, self.cache_write or self.input),
            (output - reasoning, self.output),
            (reasoning, self.reasoning or self.output),
        ):
            if not count:
                continue
            if count < 0 or rate is None:
                return None
            total += count * (rate.of(whole) if rate.tiers else rate.base)
        cost = _divided(total, MILLION * ATTO // NANO)
        return cost if cost <= LARGEST_COST else None


def _divided(number: int, by: int) -> int:
    quotient, rest = divmod(number, by)
    return quotient + (2 * rest > by or (2 * rest == by and quotient % 2))
