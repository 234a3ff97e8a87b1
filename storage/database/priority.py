"""Threads that give way to the event loop's thread, which answers everyone, when there are fewer processors than work."""

import asyncio
import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache, partial
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

THREADS = 4
"""Pieces of work that `beside` does at once. They share one interpreter, so more would not be faster."""

NICENESS = 5
"""Added to the niceness of a thread: it gets about a third of a processor that it shares with one that does not give way."""


def give_way() -> None:
    """Lowers the priority of the calling thread for good. Does nothing where threads have no priorities of their own."""
    if sys.platform == "linux":  # where a process of POSIX is a thread
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, 0, os.getpriority(os.PRIO_PROCESS, 0) + NICENESS)


async def beside(work: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """The result of work that takes a while, done in a thread that gives way."""
    return await asyncio.get_running_loop().run_in_executor(_threads(), partial(work, *arguments, **named))


@cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(THREADS, thread_name_prefix="beside", initializer=give_way)
