"""Limits on building a statement: steps, and processor time of its thread. Code that builds a part of one calls `spend`."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from storage.errors import ClientGone, LimitExceeded


class Effort:
    """The steps and the seconds of processor time that are left for one piece of work on one thread."""

    __slots__ = ("_deadline", "_left", "_most", "_stopped", "_timeout")

    def __init__(self, steps: int, timeout: float) -> None:
        self._most = self._left = steps
        self._timeout = timeout
        self._deadline: float | None = None
        self._stopped = False

    def stop(self) -> None:
        """Makes the next step fail."""
        self._stopped = True

    def spend(self, steps: int = 1) -> None:
        """Uses steps. Raises LimitExceeded if no steps or no time are left, ClientGone if the client left."""
        self._left -= steps
        if self._stopped:
            raise ClientGone("The client left before its operation was planned.")
        if self._left < 0:
            raise LimitExceeded(
                f"Planning the operation takes more than {self._most} steps.",
                limit="planning_steps", allowed=self._most, measured=self._most - self._left,
            )  # fmt: skip
        now = time.thread_time()
        if self._deadline is None:
            self._deadline = now + self._timeout
        if now > self._deadline:
            raise LimitExceeded(
                f"Planning the operation takes longer than {self._timeout:g} seconds.",
                limit="planning_seconds", allowed=self._timeout, measured=f"more than {self._timeout:g}",
            )  # fmt: skip


_EFFORT: ContextVar[Effort | None] = ContextVar("effort", default=None)


@contextmanager
def limited(effort: Effort) -> Iterator[None]:
    """While the block runs, `spend` uses this effort."""
    token = _EFFORT.set(effort)
    try:
        effort.spend(0)
        yield
    finally:
        _EFFORT.reset(token)


def spend(steps: int = 1) -> None:
    """Uses steps of the current work, and raises what `Effort.spend` raises. Does nothing for work without a limit."""
    effort = _EFFORT.get()
    if effort is not None:
        effort.spend(steps)
