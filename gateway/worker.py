"""What happens in the background: jobs are done, roll-ups kept fresh, and what is due is asked for."""

import asyncio
import logging
import os
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from storage.database.protocol import Database
from storage.errors import DatabaseUnavailable
from storage.jobs import lease, schedule
from storage.jobs.kind import Kind
from storage.jobs.rollup_refresh import Build, build_alone, organizations_to_build
from storage.jobs.runner import Terms, run_next
from storage.jobs.schedule import Schedule

log = logging.getLogger("pentagraph.worker")

STOP_SECONDS = 15.0
LONGEST_PAUSE = 300.0
"""Seconds between two tries of something that keeps failing."""


@dataclass(frozen=True, slots=True)
class Chores:
    """What a worker does, and how often it looks, in seconds."""

    kinds: Mapping[str, Kind]
    build: Build
    schedules: Sequence[Schedule]
    rollup_interval: float = 5.0
    queue_interval: float = 1.0
    schedule_interval: float = 30.0
    terms: Terms = field(default_factory=Terms)


async def work(database: Database, chores: Chores) -> None:
    """Works until it is cancelled; a job that is running then goes back into the queue. Nothing that fails ends it."""
    worker = _Worker(database, chores)
    async with asyncio.TaskGroup() as group:
        group.create_task(_again(worker.jobs, chores.queue_interval))
        group.create_task(_again(worker.rollups, chores.rollup_interval))
        group.create_task(_again(worker.asking, chores.schedule_interval))


@asynccontextmanager
async def at_work(database: Database, chores: Chores) -> AsyncIterator[None]:
    """Works while the block runs; when it ends, what was begun is put back in order, for so long at most."""
    working = asyncio.create_task(work(database, chores))
    try:
        yield
    finally:
        working.cancel()
        await asyncio.wait({working}, timeout=STOP_SECONDS)


class _Worker:
    """The three chores of one process."""

    def __init__(self, database: Database, chores: Chores) -> None:
        self._database = database
        self._chores = chores
        self._name = f"{socket.gethostname()}:{os.getpid()}"
        self._failures: dict[str, tuple[int, float]] = {}

    async def jobs(self) -> None:
        """Does jobs until none is left to take, the organizations in turn."""
        chores = self._chores
        while True:
            found = await lease.organizations_with_work(self._database, chores.kinds, chores.terms.clock())
            if not found:
                return
            for org_id in found:
                await run_next(self._database, org_id, chores.kinds, chores.terms, self._name)

    async def rollups(self) -> None:
        """Builds what is dirty; an organization where that fails is left alone for a while, and the others are not."""
        now = asyncio.get_running_loop().time()
        for org_id in await organizations_to_build(self._database):
            times, not_before = self._failures.get(org_id, (0, now))
            if not_before > now:
                continue
            try:
                await build_alone(self._database, org_id, self._chores.build, self._chores.terms, self._name)
                self._failures.pop(org_id, None)
            except Exception:
                log.exception("cannot build the roll-ups of %s", org_id)
                self._failures[org_id] = times + 1, now + _pause(self._chores.rollup_interval, times + 1)

    async def asking(self) -> None:
        """Queues the jobs that are due."""
        for each in self._chores.schedules:
            await schedule.ask(self._database, each, self._chores.terms.clock())


async def _again(step: Callable[[], Awaitable[None]], interval: float) -> None:
    """Takes a step again and again; longer and longer after each that failed."""
    failures = 0
    while True:
        try:
            await step()
            failures = 0
        except DatabaseUnavailable as error:
            failures += 1
            log.warning("%s", error.message)
        except Exception:
            failures += 1
            log.exception("a background step failed")
        await asyncio.sleep(_pause(interval, failures))


def _pause(interval: float, failures: int) -> float:
    return min(interval * 2.0 ** min(failures, 30), max(LONGEST_PAUSE, interval))
