"""Slots that organizations share fairly: none can take all of them, and those who wait are served in turn."""

import asyncio
from collections import Counter, OrderedDict, deque
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from time import monotonic

from storage.errors import OperationTimeout, Overloaded, StatementTimeout

RETRY = 2
"""Seconds after which a client that was refused may try again."""
TOO_LATE = "The operation took longer than allowed, waiting included."
SLOT_SECONDS = 10.0
"""Seconds to wait for a snapshot, or for room for a file."""
MOST_WAITING = 1_000
"""Statements that wait for a connection."""


def time_left(timeout: float | None, until: float | None) -> float | None:
    """The seconds that a statement may run, so that it ends `until`; at least a millisecond."""
    if until is None:
        return timeout
    left = max(until - monotonic(), 0.001)
    return left if timeout is None else min(timeout, left)


def reader_shares(readers: int) -> "Shares":
    """Shares of readers: a quarter of them, at least one, stays free of any one organization, unless there is only one."""
    most_each = max(1, readers - max(1, readers // 4))
    return Shares(readers, most_each, MOST_WAITING, "Too many statements wait to be run. Try again.")


def snapshot_shares(snapshots: int) -> "Shares":
    """Shares of snapshots: an organization may have half of them."""
    refusal = "Too many exports and snapshots of this organization, or of all, are being read. Try again."
    return Shares(snapshots, snapshots // 2, 4 * snapshots, refusal)


class Shares:
    """`slots` in all, of which one organization may hold `most_each`; `most_waiting` may wait, and half of that for one.

    An owner without a name is the server itself: all slots are open to it.
    """

    def __init__(self, slots: int, most_each: int, most_waiting: int, refusal: str) -> None:
        self.refusal = refusal
        self._free = slots
        self._most_each = most_each
        self._most_waiting = most_waiting
        self._waiting = 0
        self._used: Counter[str] = Counter()
        self._queues: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()

    @asynccontextmanager
    async def slot(self, owner: str, until: float | None = None) -> AsyncIterator[None]:
        """A block that holds a slot until it ends. `until` is in seconds of the monotonic clock; None: no limit.

        Raises Overloaded if too many wait already, OperationTimeout if no slot is free in time or the block's statement did not
        end in time.
        """
        if self._free and self._may_take(owner) and owner not in self._queues:
            self._take(owner)
        else:
            await self._wait_until(owner, until)
        try:
            yield
        except StatementTimeout as error:
            if until is not None and monotonic() >= until:
                raise OperationTimeout(TOO_LATE) from error
            raise
        finally:
            self._release(owner)

    async def _wait_until(self, owner: str, until: float | None) -> None:
        try:
            async with asyncio.timeout(None if until is None else until - monotonic()):
                await self._wait(owner)
        except TimeoutError as error:
            raise OperationTimeout(TOO_LATE) from error

    async def _wait(self, owner: str) -> None:
        queue = self._queues.get(owner, ())
        if self._waiting >= self._most_waiting or 2 * len(queue) >= self._most_waiting:
            raise Overloaded(self.refusal, retryAfter=RETRY)
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._queues.setdefault(owner, deque()).append(future)
        self._waiting += 1
        try:
            await future
        except asyncio.CancelledError:
            if future.cancelled():
                self._forget(owner, future)
            else:
                self._release(owner)
            raise

    def _may_take(self, owner: str) -> bool:
        return not owner or self._used[owner] < self._most_each

    def _take(self, owner: str) -> None:
        self._free -= 1
        self._used[owner] += 1

    def _release(self, owner: str) -> None:
        self._free += 1
        self._used[owner] -= 1
        if not self._used[owner]:
            del self._used[owner]
        for waiting in list(self._queues):
            if self._free and self._may_take(waiting):
                self._grant(waiting)

    def _grant(self, owner: str) -> None:
        """Gives a slot to the first of an owner who still waits; the owner's next turn comes after all others."""
        queue = self._queues[owner]
        future = next((each for each in queue if not each.done()), None)
        if future is None:
            return
        self._forget(owner, future)
        if owner in self._queues:
            self._queues.move_to_end(owner)
        self._take(owner)
        future.set_result(None)

    def _forget(self, owner: str, future: asyncio.Future[None]) -> None:
        queue = self._queues.get(owner)
        if queue is not None and future in queue:
            queue.remove(future)
            self._waiting -= 1
            if not queue:
                del self._queues[owner]


async def acquire_soon(held: AsyncExitStack, shares: Shares, owner: str) -> None:
    """Waits for a slot, which `held` gives back. Raises Overloaded if none is free within some seconds."""
    try:
        await held.enter_async_context(shares.slot(owner, monotonic() + SLOT_SECONDS))
    except OperationTimeout as error:
        raise Overloaded(shares.refusal, retryAfter=RETRY) from error
