"""Where documents are parsed, validated and planned: in threads, beside the event loop, so that other requests go on.

Python runs one thread at a time, but it changes between them every few milliseconds. Each piece of work has a time limit
and ends early if its request is cancelled, as it is when its client leaves.
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
"""Planning shares one interpreter: more threads only mean that short work does not wait behind long work."""
SHARE = 2
"""Threads that one organization may have."""
WAITING = 196
"""Pieces of work that wait at most; one organization may have half of them."""


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
                    # Its thread is still at work for a moment; the share of the organization counts it until then.
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
