"""Threads in which documents are parsed, validated and planned, so that the event loop serves other requests.

Python runs one thread at a time, but switches between them every few milliseconds. Each piece of work has a time limit and ends
early if its client leaves or its request is cancelled.
"""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from schema.engine.outcome import OperationRefused
from storage.database.priority import give_way
from storage.database.sharing import Shares
from storage.errors import ClientGone, LimitExceeded
from storage.sql.effort import Effort, limited

T = TypeVar("T")

Gone = Callable[[], Awaitable[object]]
"""Returns when the client has left."""

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

    async def run(self, org_id: str, work: Callable[[], T], gone: Gone | None = None) -> T:
        """The result of `work`. Raises what it raises, Overloaded if the queue is full, ClientGone if the client leaves."""
        async with self._shares.slot(org_id):
            effort = Effort(self._steps, self._timeout)
            future = asyncio.get_running_loop().run_in_executor(self._pool, _guarded, work, effort)
            left = asyncio.ensure_future(_waited(gone)) if gone else None
            try:
                either: set[asyncio.Future[Any]] = {future, left} if left else {future}
                await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
                if not future.done():
                    raise ClientGone("The client left before its operation was planned.")
                return future.result()
            finally:
                if left:
                    left.cancel()
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


async def _waited(gone: Gone) -> None:
    await gone()


async def _settled(future: "asyncio.Future[T]") -> None:
    await asyncio.wait({future})
    if not future.cancelled():
        future.exception()
