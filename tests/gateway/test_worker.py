"""What happens in the background of a process, and of several."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from dataclasses import replace

import pytest

from gateway.worker import WorkerConfig, work
from storage.accounts.keys import ensure_organization
from storage.database.opening import open_database
from storage.database.protocol import Database
from storage.errors import DatabaseUnavailable
from storage.jobs.kind import Assignment, Kind
from storage.jobs.queue import enqueue, recent
from storage.jobs.rollup_refresh import build_alone
from storage.jobs.runner import Terms, now
from storage.jobs.schedule import Schedule
from storage.nouns.record import DAY, Instant
from storage.nouns.task import Task
from storage.writing.dead_letters import LetterLimits, Unreadable
from storage.writing.origin import Channel, Origin
from storage.writing.write_queue import WriteQueue
from storage.writing.writer import write
from tests.gateway.background import AT, DIRTY, LONG, until
from tests.gateway.worker_process import NOTING
from tests.project import PROJECT


async def nothing(_: Assignment) -> None:
    """Does nothing."""


PLAIN = Kind("plain", nothing)


async def cleaned(database: Database, org_id: str) -> None:
    """Builds no cells, but says that all periods are clean."""
    async with database.transaction() as transaction:
        await transaction.execute(f"UPDATE rollup_period SET state = 1 WHERE org_id = '{org_id}'")


CONFIG = WorkerConfig({"plain": PLAIN}, cleaned, (), rollup_interval=0.02, queue_interval=0.02, schedule_interval=0.02)


@asynccontextmanager
async def at_work(database: Database, config: WorkerConfig) -> AsyncIterator[None]:
    """A worker of this process while the block runs."""
    working = asyncio.create_task(work(database, config))
    try:
        yield
    finally:
        working.cancel()
        await asyncio.wait({working}, timeout=LONG)
        assert working.cancelled()


@contextmanager
def worker_process(url: str, name: str) -> Iterator[None]:
    """A worker process, killed when the block ends."""
    command = [sys.executable, "-m", "tests.gateway.worker_process", url, name]
    with subprocess.Popen(command, cwd=PROJECT) as process:
        try:
            yield
            assert process.poll() is None
        finally:
            process.kill()


@pytest.mark.server
async def test_several_processes_never_do_one_job_twice(own_database_url: str) -> None:
    database = await open_database(own_database_url, readers=1)
    async with database.transaction() as transaction:
        await transaction.execute("CREATE TABLE effect (org_id text, number integer, worker text)")
    orgs, jobs = ("acme", "other"), 30
    for org_id in orgs:
        await ensure_organization(database, org_id)
        for number in range(jobs):
            await enqueue(database, org_id, NOTING, {"number": number}, created_at=now())
    with ExitStack() as processes:
        for name in ("a", "b", "c"):
            processes.enter_context(worker_process(own_database_url, name))
        await until(database, "SELECT count(*) FROM job_queue", [(0,)])
    effects = await database.rows("SELECT org_id, number FROM effect ORDER BY org_id, number")
    assert effects == [(org_id, number) for org_id in orgs for number in range(jobs)]
    assert await database.rows("SELECT state, count(*) FROM job GROUP BY state") == [("SUCCEEDED", len(orgs) * jobs)]
    await database.close()


async def test_jobs_of_all_organizations_are_done_in_turn(database: Database, organization: str) -> None:
    done: list[str] = []

    async def note(given: Assignment) -> None:
        done.append(given.org_id)

    await ensure_organization(database, "other")
    for org_id in (organization, "other"):
        for number in range(2):
            await enqueue(database, org_id, Kind("plain", note), {"number": number}, created_at=now())
    async with at_work(database, replace(CONFIG, kinds={"plain": Kind("plain", note)})):
        await until(database, "SELECT count(*) FROM job_queue", [(0,)])
    assert done == ["acme", "other", "acme", "other"]


async def test_dirty_periods_are_built_and_left_alone_when_clean(database: Database, organization: str) -> None:
    passes: list[str] = []

    async def build(database: Database, org_id: str) -> None:
        passes.append(org_id)
        await cleaned(database, org_id)

    await ensure_organization(database, "idle")
    async with at_work(database, replace(CONFIG, build=build)):
        for number in range(2):
            await write(database, organization, [Task(id=str(number), started_at=Instant(AT))])
            await until(database, DIRTY, [(0,)])
            await until(database, "SELECT count(*) FROM job_queue", [(0,)])
    assert passes == ["acme", "acme"]


async def test_one_organization_whose_roll_ups_fail_does_not_stop_the_others(
    database: Database, organization: str, caplog: pytest.LogCaptureFixture
) -> None:
    tries: list[str] = []

    async def build(database: Database, org_id: str) -> None:
        tries.append(org_id)
        if org_id == "acme":
            raise ArithmeticError("broken")
        await cleaned(database, org_id)

    await ensure_organization(database, "other")
    for org_id in (organization, "other"):
        await write(database, org_id, [Task(id="t", started_at=Instant(AT))])
    async with at_work(database, replace(CONFIG, build=build, rollup_interval=0.05)):
        await until(database, DIRTY + " AND org_id = 'other'", [(0,)])
        async with asyncio.timeout(LONG):
            while tries.count("acme") < 3:  # noqa: ASYNC110 - it fails from time to time, and tells nobody
                await asyncio.sleep(0.01)
    assert tries.count("other") == 1
    assert "cannot build the roll-ups of acme" in caplog.text


async def test_an_organization_has_one_builder_at_a_time(database: Database, organization: str) -> None:
    outer = Terms()
    inner: list[bool] = []

    async def build(database: Database, org_id: str) -> None:
        inner.append(await build_alone(database, org_id, cleaned, outer, "b"))

    assert await build_alone(database, organization, build, outer, "a")
    assert inner == [False]
    assert await build_alone(database, organization, cleaned, outer, "b")


async def test_what_is_due_is_asked_for_and_done(database: Database, organization: str) -> None:
    schedules = [Schedule(PLAIN, 3_600_000_000)]
    clock = Terms(clock=lambda: AT)
    async with at_work(database, replace(CONFIG, schedules=schedules, terms=clock)):
        await until(database, "SELECT kind, state FROM job", [("plain", "SUCCEEDED")])
        await asyncio.sleep(0.1)
    assert [(each.kind, each.created_at) for each in await recent(database, organization, 9)] == [("plain", AT)]


async def test_a_worker_that_stops_gives_its_job_back(database: Database, organization: str) -> None:
    begun = asyncio.Event()

    async def endless(_: Assignment) -> None:
        begun.set()
        await asyncio.Event().wait()

    await enqueue(database, organization, Kind("plain", endless), created_at=now())
    async with at_work(database, replace(CONFIG, kinds={"plain": Kind("plain", endless)})):
        await asyncio.wait_for(begun.wait(), LONG)
    assert await database.rows("SELECT state FROM job") == [("QUEUED",)]
    assert await database.rows("SELECT attempts, worker FROM job_queue") == [(0, None)]


async def test_a_step_that_fails_is_tried_again(database: Database, organization: str, caplog: pytest.LogCaptureFixture) -> None:
    errors: list[Exception] = [DatabaseUnavailable("away"), ArithmeticError("broken")]

    def clock() -> int:
        if errors:
            raise errors.pop(0)
        return now()

    await enqueue(database, organization, PLAIN, created_at=now())
    async with at_work(database, replace(CONFIG, terms=Terms(clock=clock))):
        await until(database, "SELECT state FROM job", [("SUCCEEDED",)])
    assert "away" in caplog.text
    assert "broken" in caplog.text


async def test_dead_letters_that_are_too_old_go(database: Database, organization: str) -> None:
    await WriteQueue(database, max_bytes=1_000).reject(Origin(organization, Channel.INGEST), [Unreadable(b"{", "no JSON")])
    later = Terms(clock=lambda: now() + 3 * DAY)
    config = replace(CONFIG, letter_interval=0.02, letters=LetterLimits(days=2), terms=later)
    async with at_work(database, config):
        await until(database, "SELECT count(*) FROM dead_letter", [(0,)])
