"""Background work: runs jobs, keeps roll-ups up to date, and queues scheduled jobs."""

import asyncio
import logging
import os
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from gateway.settings import Settings, letter_limits
from storage.accounts.keys import organizations
from storage.database.analyze import analyze_changed
from storage.database.protocol import Database
from storage.errors import DatabaseUnavailable
from storage.jobs import lease, schedule
from storage.jobs.kind import Kind
from storage.jobs.registry import KINDS, schedules
from storage.jobs.rollup_refresh import Build, build_alone, organizations_to_build
from storage.jobs.runner import Terms, run_next
from storage.jobs.schedule import Schedule
from storage.pull.job import pull_kind
from storage.rollup.building import build
from storage.writing.dead_letters import LetterLimits, delete_old_letters, too_old
from storage.writing.write_queue import WriteQueue

log = logging.getLogger("pentagraph.worker")

STOP_SECONDS = 15.0
LONGEST_PAUSE = 300.0
"""Maximum seconds between two attempts of a step that keeps failing."""


@dataclass(frozen=True, slots=True)
class WorkerConfig:
    """What a worker does, and how often; intervals are in seconds."""

    kinds: Mapping[str, Kind]
    build: Build
    schedules: Sequence[Schedule]
    rollup_interval: float = 5.0
    queue_interval: float = 1.0
    schedule_interval: float = 30.0
    log_interval: float = 30.0
    statistics_interval: float = 30.0
    letter_interval: float = 3600.0
    letters: LetterLimits = field(default_factory=LetterLimits)
    terms: Terms = field(default_factory=Terms)


def worker_config(settings: Settings, writes: WriteQueue) -> WorkerConfig:
    """All kinds of jobs, roll-ups, and scheduled jobs, by a server's settings. `writes`: the queue of what the process writes."""
    due = schedules(assessment_seconds=settings.assessment_interval, retention_days=settings.retention_days)
    pull = pull_kind(writes)
    return WorkerConfig(
        {**KINDS, pull.name: pull}, build, due, rollup_interval=settings.rollup_interval, letters=letter_limits(settings)
    )


async def work(database: Database, config: WorkerConfig) -> None:
    """Works until cancelled; a running job then returns to the queue. Failures do not end it."""
    worker = _Worker(database, config)
    async with asyncio.TaskGroup() as group:
        group.create_task(_again(worker.jobs, config.queue_interval))
        group.create_task(_again(worker.rollups, config.rollup_interval))
        group.create_task(_again(worker.schedules, config.schedule_interval))
        group.create_task(_again(worker.letters, config.letter_interval))
        group.create_task(_again(database.shorten_log, config.log_interval))
        group.create_task(_again(worker.statistics, config.statistics_interval))


@asynccontextmanager
async def at_work(database: Database, config: WorkerConfig) -> AsyncIterator[None]:
    """Works while the block runs. At the end, waits up to STOP_SECONDS for running jobs to return to the queue."""
    working = asyncio.create_task(work(database, config))
    try:
        yield
    finally:
        working.cancel()
        await asyncio.wait({working}, timeout=STOP_SECONDS)


class _Worker:
    """The background tasks of one process."""

    def __init__(self, database: Database, config: WorkerConfig) -> None:
        self._database = database
        self._config = config
        self._name = f"{socket.gethostname()}:{os.getpid()}"
        self._failures: dict[str, tuple[int, float]] = {}

    async def jobs(self) -> None:
        """Runs jobs until none is left, taking the organizations in turn."""
        config = self._config
        while True:
            found = await lease.organizations_with_work(self._database, config.kinds, config.terms.clock())
            if not found:
                return
            for org_id in found:
                await run_next(self._database, org_id, config.kinds, config.terms, self._name)

    async def rollups(self) -> None:
        """Builds roll-ups that are out of date. An organization whose build fails is retried after a pause; others continue."""
        now = asyncio.get_running_loop().time()
        for org_id in await organizations_to_build(self._database):
            times, not_before = self._failures.get(org_id, (0, now))
            if not_before > now:
                continue
            try:
                await build_alone(self._database, org_id, self._config.build, self._config.terms, self._name)
                self._failures.pop(org_id, None)
            except Exception:
                log.exception("cannot build the roll-ups of %s", org_id)
                self._failures[org_id] = times + 1, now + _pause(self._config.rollup_interval, times + 1)

    async def schedules(self) -> None:
        """Queues scheduled jobs that are due."""
        for each in self._config.schedules:
            await schedule.ask(self._database, each, self._config.terms.clock())

    async def statistics(self) -> None:
        """Makes the database count the tables that changed much."""
        await analyze_changed(self._database)

    async def letters(self) -> None:
        """Deletes dead letters that are too old."""
        older_than = too_old(self._config.letters, self._config.terms.clock())
        for org in await organizations(self._database):
            await delete_old_letters(self._database, org.org_id, older_than)


async def _again(step: Callable[[], Awaitable[None]], interval: float) -> None:
    """Repeats a step forever, with longer pauses after repeated failures."""
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
