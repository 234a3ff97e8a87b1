"""Lists that a server sorts by time, read so that nothing is missed while the server adds and deletes."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from storage.pull.failures import PullFailed

MILLISECOND = 1_000
"""Times of servers are cut at milliseconds, and some filters exclude the time that they name."""
MOST_RESTARTS = 20
TAIL = 20
"""Objects at the end of a part that are known again."""

Object = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a list."""

    objects: list[Object]
    state: dict[str, Any]
    """Where the next part begins, as JSON."""
    latest: int | None
    """Largest time so far, in microseconds since 1970. None: nothing has a time."""


def by_offset(number: int, size: int) -> tuple[int, int]:
    """Parts of a server that takes any position: each begins with the last fifth of the one before."""
    return number * (size - max(1, size // 5)), size


def by_page(number: int, size: int) -> tuple[int, int]:
    """Parts of a server that has numbered pages: each is smaller by one than the one before, so that they overlap. Raises
    PullFailed for a number at which they no longer lead on."""
    if number > (size - 1) // 2:
        raise PullFailed("Too many objects have the same time. Use a larger --page-size.")
    return number * (size - number), size - number


@dataclass(frozen=True, slots=True)
class ByTime:
    """A list in the order of a time, oldest first.

    Each part begins at the time of the last object of the part before, not at a position: objects that are deleted or added
    meanwhile move no others. Only objects of one time that fill a whole part are read by position. These parts overlap: if
    none of the last objects is found again, some were deleted, and all of that time are read again.
    """

    fetch: Callable[[int | None, int, int], Awaitable[list[dict[str, Any]]]]
    """In one request, the objects from a time on (None: from the first): skips a number of them, and returns at most a number."""
    time_of: Callable[[Object], int | None]
    """Microseconds since 1970."""
    id_of: Callable[[Object], str]
    size: int
    """Number of objects of a part, at least 2."""
    window: Callable[[int, int], tuple[int, int]] = by_offset
    """Positions of the parts of one time: from number (0 is the first) and `size` to the objects before it and in it."""

    async def parts(self, state: Mapping[str, Any]) -> AsyncGenerator[Part, None]:
        """The parts after a state, which is that of a part, or `from_time`."""
        since, number, tail = state.get("since"), state.get("number", 0), set(state.get("tail", ()))
        restarts = 0
        while True:
            offset, count = self.window(number, self.size)
            found = await self.fetch(since, offset, count)
            ids = [self.id_of(each) for each in found]
            if number and not tail.intersection(ids):
                restarts += 1
                if restarts > MOST_RESTARTS:
                    raise PullFailed("The server's lists change faster than they can be read. Use a larger --page-size.")
                number, tail = 0, set()
                if found:
                    yield Part(list(found), from_time(since), since)
                continue
            latest = self._latest(found, since)
            moved = latest is not None and (since is None or latest - MILLISECOND > since)
            if moved and latest is not None:
                since, number, tail, restarts = latest - MILLISECOND, 0, set(), 0
            else:
                number, tail = number + 1, set(ids[-TAIL:])
            is_last = not moved and len(found) < count
            if found:
                after = from_time(since) if is_last else {"since": since, "number": number, "tail": sorted(tail)}
                yield Part(list(found), after, latest)
            if is_last or not found:
                return

    def _latest(self, found: list[dict[str, Any]], since: int | None) -> int | None:
        times = [time for each in found if (time := self.time_of(each)) is not None]
        if since is not None and times and times[0] < since - MILLISECOND:
            raise PullFailed(
                "The server's lists are not from the time that was asked for, or not in its order: too old a version?"
            )
        return max(times, default=since)


def from_time(since: int | None) -> dict[str, Any]:
    """The state in which everything from a time on, in microseconds since 1970, is still to be read. None: everything."""
    return {} if since is None else {"since": since}
