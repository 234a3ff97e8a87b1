"""Jobs from being taken to their end."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from storage.database.protocol import Database
from storage.errors import BadUserInput, DatabaseUnavailable, StatementTimeout
from storage.jobs import lease
from storage.jobs.kind import Assignment, Kind, Postponed, Work
from storage.jobs.lease import MOST_ATTEMPTS
from storage.jobs.queue import enqueue, stop
from storage.jobs.runner import UNAVAILABLE, UNFORESEEN, LeaseLost, LockHeld, Terms, exclusively, run_next
from tests.storage.jobs.conftest import START, Clock, job_of, kinds_of, queue

LONG = 600.0
"""Seconds after which a test has hung."""


class Paused:
    """Work that says when it has begun, and goes on when it is told to."""

    def __init__(self) -> None:
        self.begun = asyncio.Event()
        self.go_on = asyncio.Event()
        self.stopped = False

    async def __call__(self, _: Assignment) -> Mapping[str, Any]:
        """Waits."""
        self.begun.set()
        try:
            await asyncio.wait_for(self.go_on.wait(), LONG)
        except asyncio.CancelledError:
            self.stopped = True
            raise
        return {"done": True}


async def queued(database: Database, work: Work, **more: Any) -> tuple[str, Mapping[str, Kind]]:
    """A job of acme that does the work, and the kinds that know it."""
    kind = Kind("plain", work, **more)
    return await enqueue(database, "acme", kind, {"x": 1}, created_at=START), kinds_of(kind)


def raising(error: Exception) -> Work:
    """Work that fails."""

    async def work(given: Assignment) -> None:
        raise error

    return work


async def test_a_job_is_given_what_was_asked_and_ends_with_what_it_found(
    database: Database, organization: str, terms: Terms
) -> None:
    given: list[Assignment] = []

    async def work(assignment: Assignment) -> Mapping[str, Any]:
        given.append(assignment)
        return {"found": 3}

    job_id, kinds = await queued(database, work)
    assert await run_next(database, organization, kinds, terms, "w")
    assert not await run_next(database, organization, kinds, terms, "w")
    assert [(each.org_id, each.request, each.now) for each in given] == [("acme", {"x": 1}, START)]
    job = await job_of(database, job_id)
    assert (job["state"], job["result"], job["progress"], job["reason"]) == ("SUCCEEDED", {"found": 3}, 1.0, None)


async def test_while_it_runs_its_lease_is_renewed_and_its_progress_told(
    database: Database, organization: str, terms: Terms, clock: Clock
) -> None:
    paused = Paused()

    async def work(assignment: Assignment) -> Mapping[str, Any]:
        assignment.progress(0.25)
        return await paused(assignment)

    job_id, kinds = await queued(database, work)
    running = asyncio.create_task(run_next(database, organization, kinds, terms, "w"))
    await paused.begun.wait()
    clock.forward(1000)
    async with asyncio.timeout(LONG):
        while (await job_of(database, job_id))["progress"] != 0.25:  # noqa: ASYNC110 - the store cannot tell
            await asyncio.sleep(0.01)
    assert await lease.organizations_with_work(database, kinds, clock()) == []
    paused.go_on.set()
    await running
    assert (await job_of(database, job_id))["state"] == "SUCCEEDED"


async def test_work_whose_lease_was_lost_is_stopped_and_writes_nothing(
    database: Database, organization: str, terms: Terms, clock: Clock
) -> None:
    paused = Paused()
    job_id, kinds = await queued(database, paused)
    patient = replace(terms, lease=0.5)
    running = asyncio.create_task(run_next(database, organization, kinds, patient, "w"))
    await paused.begun.wait()
    taken = await lease.take(database, organization, kinds, "other", now=clock() + 1_000_000, until=clock() + 9_000_000)
    assert taken
    await running
    assert paused.stopped
    assert (await job_of(database, job_id))["state"] == "RUNNING"
    assert await queue(database) == [(job_id, 2, "other")]


async def test_a_worker_that_was_away_when_it_finished_leaves_the_end_to_the_other(
    database: Database, organization: str, terms: Terms, clock: Clock
) -> None:
    paused = Paused()
    job_id, kinds = await queued(database, paused)
    silent = replace(terms, lease=1000.0)
    running = asyncio.create_task(run_next(database, organization, kinds, silent, "w"))
    await paused.begun.wait()
    await lease.take(database, organization, kinds, "other", now=clock() + 2_000_000_000, until=clock() + 9_000_000_000)
    paused.go_on.set()
    await running
    assert (await job_of(database, job_id))["state"] == "RUNNING"
    assert await queue(database) == [(job_id, 2, "other")]


async def test_a_worker_that_is_told_to_stop_gives_its_job_back_at_no_cost(
    database: Database, organization: str, terms: Terms
) -> None:
    paused = Paused()
    job_id, kinds = await queued(database, paused)
    running = asyncio.create_task(run_next(database, organization, kinds, terms, "w"))
    await paused.begun.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert paused.stopped
    assert (await job_of(database, job_id))["state"] == "QUEUED"
    assert await queue(database) == [(job_id, 0, None)]


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (RuntimeError("secret of the house"), UNFORESEEN),
        (StatementTimeout("the statement ran too long"), "the statement ran too long"),
        (DatabaseUnavailable("db.internal:5432 refused"), UNAVAILABLE),
    ],
)
async def test_a_job_that_keeps_failing_is_tried_again_later_and_later_and_then_failed(
    database: Database, organization: str, terms: Terms, clock: Clock, error: Exception, reason: str
) -> None:
    job_id, kinds = await queued(database, raising(error))
    for attempt in range(1, MOST_ATTEMPTS):
        assert await run_next(database, organization, kinds, terms, "w")
        assert await queue(database) == [(job_id, attempt, None)]
        assert (await job_of(database, job_id))["state"] == "QUEUED"
        wait = terms.retry * 2 ** (attempt - 1)
        clock.forward(wait - 0.001)
        assert not await run_next(database, organization, kinds, terms, "w")
        clock.forward(0.001)
    assert await run_next(database, organization, kinds, terms, "w")
    job = await job_of(database, job_id)
    assert (job["state"], job["reason"], job["ended_at"]) == ("FAILED", f"{reason} ({MOST_ATTEMPTS} attempts)", clock())
    assert await queue(database) == []


async def test_a_job_that_was_asked_wrongly_fails_at_once(database: Database, organization: str, terms: Terms) -> None:
    job_id, kinds = await queued(database, raising(BadUserInput("days: at least one")))
    await run_next(database, organization, kinds, terms, "w")
    job = await job_of(database, job_id)
    assert (job["state"], job["reason"]) == ("FAILED", "days: at least one")


async def test_jobs_of_which_an_organization_has_one_at_a_time_wait_for_each_other(
    database: Database, organization: str, terms: Terms, clock: Clock
) -> None:
    paused = Paused()
    job_id, kinds = await queued(database, paused, alone="rollups")
    paused.go_on.set()

    async def meanwhile() -> None:
        assert await run_next(database, organization, kinds, terms, "w")

    await exclusively(database, organization, "rollups", terms, "builder", meanwhile)
    assert not paused.begun.is_set()
    assert (await job_of(database, job_id))["state"] == "QUEUED"
    assert not await run_next(database, organization, kinds, terms, "w")
    clock.forward(terms.busy)
    assert await run_next(database, organization, kinds, terms, "w")
    assert (await job_of(database, job_id))["state"] == "SUCCEEDED"
    assert await queue(database) == []


async def test_what_runs_alone_is_stopped_when_another_takes_over(
    database: Database, organization: str, terms: Terms, clock: Clock
) -> None:
    paused = Paused()
    given = Assignment(database, organization, {}, START, [].append)
    first = asyncio.create_task(exclusively(database, organization, "x", replace(terms, lease=0.5), "a", lambda: paused(given)))
    await paused.begun.wait()
    taken = await lease.acquire(database, organization, "x", "b", now=clock() + 1_000_000, until=clock() + 2_000_000)
    assert taken
    with pytest.raises(LeaseLost):
        await first
    assert paused.stopped
    assert await lease.renew(database, taken, until=clock() + 3_000_000, now=clock())


async def test_what_runs_alone_lets_go_when_it_fails(database: Database, organization: str, terms: Terms) -> None:
    async def broken() -> None:
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        await exclusively(database, organization, "x", terms, "a", broken)
    assert await queue(database) == []

    async def inside() -> None:
        with pytest.raises(LockHeld):
            await exclusively(database, organization, "x", terms, "b", broken)

    await exclusively(database, organization, "x", terms, "a", inside)


async def test_a_running_job_that_is_stopped_ends_and_writes_no_result(
    database: Database, organization: str, terms: Terms, clock: Clock
) -> None:
    work = Paused()
    job_id, kinds = await queued(database, work)
    running = asyncio.create_task(run_next(database, organization, kinds, terms, "a"))
    await work.begun.wait()
    assert await stop(database, organization, job_id, now=clock())
    assert await running
    assert work.stopped
    assert (await job_of(database, job_id))["state"] == "STOPPED"


async def test_postponed_work_goes_on_later_with_all_its_attempts(
    database: Database, organization: str, terms: Terms, clock: Clock
) -> None:
    async def postponed(_: Assignment) -> None:
        raise Postponed(60.0, {"so far": 3})

    job_id, kinds = await queued(database, postponed)
    for _ in range(MOST_ATTEMPTS + 2):
        assert await run_next(database, organization, kinds, terms, "a")
        assert not await run_next(database, organization, kinds, terms, "a")
        clock.forward(60)
    assert await queue(database) == [(job_id, 0, None)]
    job = await job_of(database, job_id)
    assert (job["state"], job["result"]) == ("QUEUED", {"so far": 3})
