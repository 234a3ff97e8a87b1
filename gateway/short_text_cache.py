"""Caches results for short texts. A long text comes from an attacker rather than twice: it would only hold memory."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

Result = TypeVar("Result")

LONGEST = 512
"""Characters of the longest text whose result is kept."""
KEPT = 256
"""Number of results that are kept."""


def cached_if_short(function: Callable[[str], Result]) -> Callable[[str], Result]:
    """Caches a function of a text that a client sends; the least recently used results go first."""
    cached = lru_cache(maxsize=KEPT)(function)

    @wraps(function)
    def call(text: str) -> Result:
        return cached(text) if len(text) <= LONGEST else function(text)

    return call
