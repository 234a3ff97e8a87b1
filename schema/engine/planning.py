"""Threads in which documents are parsed, validated and planned, so that the event loop serves other requests.

Python runs one thread at a time, but switches between them every few milliseconds. Each piece of work has a time limit and ends
early if its request is cancelled, as it is when its client leaves.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from schema.engine.outcome import OperationRefused
from storage.database.priority import give_way
from storage.database.sharing import Shares
from storage.errors import LimitExceeded
from storage.sql.effort import Effort, limited

T = TypeVar("T")

THREADS = 4
"""All threads share one interpreter. Several threads keep short work from waiting for long work."""
SHARE = 2
"""Maximum number of threads for one organization."""
WAITING = 196
"""Maximum number of pieces of work that wait; one organization may have half of them."""


class Planning:
    """Runs work in threads: a bounded number at once and in the queue, and a share of both for each organization."""

    def __init__(self, *, steps: int, timeout: float) -> None:
        self._steps = steps
        self._timeout = timeout
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="planning", initializer=give_way)
        self._shares = Shares(THREADS, SHARE, WAITING, "Too many operations wait to be planned. Try again.")

    async def run(self, org_id: str, work: Callable[[], T]) -> T:
        """The result of `work`. Raises what it raises, and Overloaded if the queue is full."""
        async with self._shares.slot(org_id):
            effort = Effort(self._steps, self._timeout)
            future = asyncio.get_running_loop().run_in_executor(self._pool, _guarded, work, effort)
            try:
                return await asyncio.shield(future)
            finally:
                if not future.done():
                    effort.stop()
                    # Its thread works on for a short time, and counts for the share of the organization until it ends.
                    await _settled(future)


def _guarded(work: Callable[[], T], effort: Effort) -> T:
    try:
        with limited(effort):
            return work()
    except LimitExceeded as failure:
        raise OperationRefused.of(failure) from failure


async def _settled(future: "asyncio.Future[T]") -> None:
    await asyncio.wait({future})
    if not future.cancelled():
        future.exception()
