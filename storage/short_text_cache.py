"""Caches results for short texts. Long texts are not cached: they rarely repeat, and an attacker could fill memory with them."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

Result = TypeVar("Result")

LONGEST = 512
"""Maximum length of a text whose result is cached, in characters."""
KEPT = 256
"""Maximum number of cached results."""


def cached_if_short(function: Callable[[str], Result]) -> Callable[[str], Result]:
    """Caches a function of a text that a client sends; the least recently used results are dropped first."""
    cached = lru_cache(maxsize=KEPT)(function)

    @wraps(function)
    def call(text: str) -> Result:
        return cached(text) if len(text) <= LONGEST else function(text)

    return call
