"""Pulls as durable jobs of the server: a job pulls for a while, then gives way to others and goes on later."""

import asyncio
from collections.abc import Mapping
from typing import Any

from storage.errors import BadUserInput
from storage.jobs.kind import Assignment, Kind, Postponed
from storage.pull.failures import PullFailed, TryLater
from storage.pull.pulling import Course, End, run_pass
from storage.writing.pulls import find
from storage.writing.write_queue import WriteQueue

NAME = "pull"
PULL, EVERY = "pull", "every"
"""What a job is asked with: the name of the pull, and the seconds from the end of a pass to the next. No `every`: one pass."""

SLICE = 20.0
"""Seconds after which a job gives way to other jobs, at the end of a page."""
LONGEST_WAIT = 5.0
"""Seconds that a job waits for a busy server. For more it gives way."""
RETRY = 60.0
"""Seconds until a job goes on if the server does not say when."""


def pull_kind(queue: WriteQueue) -> Kind:
    """The kind of jobs that pull. `queue`: that of everything that the process writes."""

    async def work(given: Assignment) -> Mapping[str, Any]:
        name, every = given.request[PULL], given.request.get(EVERY)
        ended = await _pass(given, name, every, queue)
        found = await find(given.database, given.org_id, name)
        result = {} if found is None else {"pages": found[1].pages, "records": found[1].records}
        if ended is End.STOPPED:
            raise Postponed(0.0, result)
        if every is not None:
            raise Postponed(every, result)
        return result

    return Kind(NAME, work)


async def _pass(given: Assignment, name: str, every: float | None, queue: WriteQueue) -> End:
    """A pass, or a part of it. A failure of a repeated pull is kept with the pull, and tried again at the next turn."""
    found = await find(given.database, given.org_id, name)
    if found is None:
        raise BadUserInput(f"there is no pull {name!r}")
    stop = asyncio.Event()
    ending = asyncio.get_running_loop().call_later(SLICE, stop.set)
    try:
        return await run_pass(given.database, queue, found[0], Course(stop, longest_wait=LONGEST_WAIT))
    except TryLater as later:
        raise Postponed(later.seconds or RETRY, {"error": later.message}) from None
    except PullFailed as failure:
        if every is None:
            raise
        raise Postponed(every, {"error": failure.message}) from None
    finally:
        ending.cancel()
