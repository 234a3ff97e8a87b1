"""Where documents are parsed, validated and planned: in threads, beside the event loop, so that other requests go on.

Python runs one thread at a time, but it changes between them every few milliseconds. Each piece of work has a time limit
and ends early if its client leaves or its request is cancelled.
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
                    # Its thread is still at work for a moment; the share of the organization counts it until then.
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
