"""Returns freed memory to the operating system, on systems whose allocator can do that on request (glibc)."""

import ctypes
from collections.abc import Callable
from functools import cache


def release_free_memory() -> None:
    """Returns free memory. It takes milliseconds, so call it after large answers only."""
    trim = _trim()
    if trim is not None:
        trim(0)


@cache
def _trim() -> Callable[[int], object] | None:
    try:
        found: Callable[[int], object] = ctypes.CDLL(None).malloc_trim
    except (OSError, AttributeError, TypeError):
        return None
    return found
