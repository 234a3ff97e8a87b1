"""Where documents are parsed, validated and planned: in threads, beside the event loop, so that other requests go on.

Python runs one thread at a time, but it changes between them every few milliseconds. Each piece of work has a time limit
and ends early if its client leaves or the server stops.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from schema.engine.outcome import OperationRefused
from storage.errors import ClientGone, LimitExceeded, Overloaded
from storage.sql.effort import Effort, limited

T = TypeVar("T")

Gone = Callable[[], Awaitable[object]]
"""Returns when the client has left."""

THREADS = 4
"""Planning shares one interpreter: more threads only mean that short work does not wait behind long work."""
SHARE = 2
"""Threads that one organization may have."""
WAITING = 400
"""Pieces of work that wait at most; one organization may have a quarter of them."""


class Planning:
    """Runs work in threads: a bounded number at once and in the queue, and a share of both for each organization."""

    def __init__(self, *, steps: int, timeout: float) -> None:
        self._steps = steps
        self._timeout = timeout
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="planning")
        self._queued: Counter[str] = Counter()
        self._shares: dict[str, asyncio.Semaphore] = {}
        self._running: set[Effort] = set()

    async def run(self, org_id: str, work: Callable[[], T], gone: Gone | None = None) -> T:
        """The result of `work`. Raises what it raises, Overloaded if the queue is full, ClientGone if the client leaves."""
        if self._queued.total() >= WAITING or self._queued[org_id] >= WAITING // 4:
            raise Overloaded("Too many operations wait to be planned. Try again.", retryAfter=1)
        share = self._shares.setdefault(org_id, asyncio.Semaphore(SHARE))
        self._queued[org_id] += 1
        try:
            async with share:
                return await self._run(work, gone)
        finally:
            self._queued[org_id] -= 1
            if not self._queued[org_id]:
                del self._queued[org_id], self._shares[org_id]

    async def _run(self, work: Callable[[], T], gone: Gone | None) -> T:
        effort = Effort(self._steps, self._timeout)
        self._running.add(effort)
        future = asyncio.get_running_loop().run_in_executor(self._pool, _guarded, work, effort)
        left = asyncio.ensure_future(_waited(gone)) if gone else None
        try:
            either: set[asyncio.Future[Any]] = {future, left} if left else {future}
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
            if not future.done():
                raise ClientGone("The client left before its operation was planned.")
            return future.result()
        finally:
            if not future.done():
                effort.stop()
                # Its thread is still at work for a moment; the share of the organization counts it until then.
                await _settled(future)
            self._running.discard(effort)
            if left:
                left.cancel()

    def close(self) -> None:
        """Stops all work."""
        for effort in self._running:
            effort.stop()
        self._pool.shutdown(wait=False, cancel_futures=True)


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
