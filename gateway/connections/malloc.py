"""Makes the allocator return large blocks to the operating system as soon as they are free (glibc).

By default it keeps blocks of up to 32 MB once one was freed, and giving them back on request stops all threads for a tenth of a
second.
"""

import ctypes
from contextlib import suppress

LARGE = 1_048_576
"""Bytes of a block that is returned at once: an answer of this size takes milliseconds anyway."""
KEPT = 16 * 1_048_576
"""Bytes that may stay free at the end of the heap."""
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3


def return_large_blocks() -> None:
    """Sets both thresholds of the process. Does nothing where the allocator has none."""
    with suppress(OSError, AttributeError, TypeError):
        library = ctypes.CDLL(None)
        library.mallopt(M_MMAP_THRESHOLD, LARGE)
        library.mallopt(M_TRIM_THRESHOLD, KEPT)
