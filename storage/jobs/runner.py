"""One job from being taken to its end: signs of life while it runs, and what becomes of it when it fails."""

import asyncio
import logging
import secrets
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TypeVar

from storage.database.protocol import Database
from storage.errors import DatabaseUnavailable, Failure
from storage.jobs import lease
from storage.jobs.kind import Assignment, Kind, Postponed
from storage.jobs.lease import MOST_ATTEMPTS, Lease
from storage.nouns.record import now

log = logging.getLogger("pentagraph.jobs")

T = TypeVar("T")
Latest = deque[float]
"""The latest progress that was not written yet, if any."""

SECOND = 1_000_000
BEATS = 10
"""Signs of life in the time for which something is held."""

UNFORESEEN = "Something went wrong on the server; its log tells more under the job's id."
UNAVAILABLE = "The database could not be used."


class LeaseLost(Exception):
    """What was held is held by another now, or may be."""


class LockHeld(Exception):
    """Another worker is at what an organization has only one of at a time."""


@dataclass(frozen=True, slots=True)
class Terms:
    """For how long things are held and put off, in seconds, and what the time is."""

    lease: float = 30.0
    """How long a worker may be silent before another takes its job."""
    busy: float = 2.0
    """When a job that has to wait for another is tried again."""
    retry: float = 10.0
    """When a job that failed is tried again the first time; then after twice the time, and so on."""
    clock: Callable[[], int] = field(default=now)

    def after(self, seconds: float) -> int:
        """The time in `seconds` from now."""
        return self.clock() + round(seconds * SECOND)


async def run_next(database: Database, org_id: str, kinds: Mapping[str, Kind], terms: Terms, worker: str) -> bool:
    """Takes the next job of an organization and sees to its end; False where there was none to take."""
    name = f"{worker}/{secrets.token_hex(6)}"
    held = await lease.take(database, org_id, kinds, name, now=terms.clock(), until=terms.after(terms.lease))
    if held:
        await _run(database, held, kinds[held.kind], terms)
    return held is not None


async def _run(database: Database, held: Lease, kind: Kind, terms: Terms) -> None:
    """Works until the job is done, failed, given back, or lost to another worker."""
    try:
        await _work(database, held, kind, terms)
    except LeaseLost:
        log.warning("job %s of %s was stopped, or taken over by another worker", held.job_id, held.org_id)
    except Postponed as later:
        await lease.postpone(database, held, later.result, now=terms.clock(), due_at=terms.after(later.seconds))
    except LockHeld:
        await lease.give_back(database, held, now=terms.clock(), due_at=terms.after(terms.busy), counts=False)
    except asyncio.CancelledError:
        with suppress(DatabaseUnavailable):  # then it is taken again when its time is over
            at = terms.clock()
            await asyncio.shield(lease.give_back(database, held, now=at, due_at=at, counts=False))
        raise
    except Exception as error:
        await _failed(database, held, error, terms)


async def _work(database: Database, held: Lease, kind: Kind, terms: Terms) -> None:
    """Does the work and tells its end; LeaseLost where that is another's to tell by now."""
    done: Latest = deque(maxlen=1)
    given = Assignment(database, held.org_id, held.request, held.began, done.append)
    if kind.alone is None:
        work = kind.work(given)
    else:
        work = exclusively(database, held.org_id, kind.alone, terms, held.worker, lambda: kind.work(given))
    result = await _while_held(database, held, terms, work, done)
    if not await lease.succeed(database, held, result, now=terms.clock()):
        raise LeaseLost


async def exclusively(
    database: Database, org_id: str, name: str, terms: Terms, worker: str, work: Callable[[], Awaitable[T]]
) -> T:
    """What some work returns that no other worker of any process does for the organization meanwhile.

    Raises LockHeld where another is at it, and LeaseLost, with the work stopped, when that can be ruled out no longer.
    """
    held = await lease.acquire(database, org_id, name, worker, now=terms.clock(), until=terms.after(terms.lease))
    if held is None:
        raise LockHeld
    try:
        return await _while_held(database, held, terms, work(), deque())
    finally:
        with suppress(DatabaseUnavailable):  # then it ends by itself
            await asyncio.shield(lease.release(database, held))


async def _while_held(database: Database, held: Lease, terms: Terms, work: Awaitable[T], done: Latest) -> T:
    """What the work returns or raises; LeaseLost as soon as the job is not held any more. The work has stopped when this ends."""
    over = asyncio.Event()
    working = asyncio.ensure_future(work)
    beating = asyncio.create_task(_beat(database, held, terms, done, over))
    try:
        await asyncio.wait((working, beating), return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            await beating
        return await working
    finally:
        over.set()
        working.cancel()
        await asyncio.gather(working, beating, return_exceptions=True)


async def _beat(database: Database, held: Lease, terms: Terms, done: Latest, over: asyncio.Event) -> None:
    """Renews what is held until the work is over; raises LeaseLost when it is held no longer, or that is unknown."""
    until = terms.after(terms.lease)
    while not await _comes(over, terms.lease / BEATS):
        later, progress = terms.after(terms.lease), done[-1] if done else None
        done.clear()
        try:
            if not await lease.renew(database, held, until=later, now=terms.clock(), progress=progress):
                raise LeaseLost
            until = later
        except DatabaseUnavailable:
            if terms.clock() >= until:
                raise LeaseLost from None


async def _comes(event: asyncio.Event, seconds: float) -> bool:
    """Whether an event comes within a time."""
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return False
    return True


async def _failed(database: Database, held: Lease, error: Exception, terms: Terms) -> None:
    """Tries the job again later, unless its request was wrong or it failed too often: then it has failed."""
    log.warning("job %s of %s failed at attempt %d", held.job_id, held.org_id, held.attempts, exc_info=error)
    hopeless = isinstance(error, Failure) and error.code in ("BAD_USER_INPUT", "NOT_FOUND", "LIMIT_EXCEEDED")
    if not hopeless and held.attempts < MOST_ATTEMPTS:
        due_at = terms.after(terms.retry * 2 ** (held.attempts - 1))
        await lease.give_back(database, held, now=terms.clock(), due_at=due_at, counts=True)
        return
    await lease.fail(database, held, _said(error, held.attempts), now=terms.clock())


def _said(error: Exception, attempts: int) -> str:
    """The public reason for an error: nothing internal."""
    said = error.message if isinstance(error, Failure) else UNFORESEEN
    if isinstance(error, DatabaseUnavailable):
        said = UNAVAILABLE  # its message names hosts and files
    return said if attempts == 1 else f"{said} ({attempts} attempts)"
