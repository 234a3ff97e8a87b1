"""Threads that give way to the event loop's thread, which answers everyone, when there are fewer processors than work."""

import os
import sys
from contextlib import suppress

NICENESS = 5
"""Added to the niceness of a thread: it gets about a third of a processor that it shares with one that does not give way."""


def give_way() -> None:
    """Lowers the priority of the calling thread for good. Does nothing where threads have no priorities of their own."""
    if sys.platform == "linux":  # where a process of POSIX is a thread
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, 0, os.getpriority(os.PRIO_PROCESS, 0) + NICENESS)
