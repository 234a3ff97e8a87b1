"""Who holds what, and until when."""

import pytest

from storage.accounts.keys import ensure_organization
from storage.database.protocol import Database
from storage.jobs import lease
from storage.jobs.kind import Kind
from storage.jobs.lease import GIVEN_UP, MOST_ATTEMPTS, Lease
from storage.jobs.queue import enqueue
from tests.storage.jobs.conftest import START, job_of, nothing, queue

PLAIN = Kind("plain", nothing)
NAMES = ("plain",)


async def taken(database: Database, worker: str, now: int = START, until: int = START + 100) -> Lease | None:
    """What a worker of acme takes."""
    return await lease.take(database, "acme", NAMES, worker, now=now, until=until)


async def test_a_job_is_held_by_one_worker_and_shown_as_running(database: Database, organization: str) -> None:
    job_id = await enqueue(database, organization, PLAIN, created_at=START)
    first = await taken(database, "a")
    assert first == Lease("acme", job_id, "plain", {}, 1, "a", START)
    assert await taken(database, "b") is None
    job = await job_of(database, job_id)
    assert (job["state"], job["started_at"]) == ("RUNNING", START)


async def test_a_job_whose_holder_is_silent_too_long_is_taken_again_and_began_when_it_began(
    database: Database, organization: str
) -> None:
    await enqueue(database, organization, PLAIN, created_at=START)
    first = await taken(database, "a")
    assert first
    assert await taken(database, "b", now=START + 99) is None
    second = await taken(database, "b", now=START + 100)
    assert second
    assert (second.attempts, second.began) == (2, START)
    assert not await lease.renew(database, first, until=START + 999, now=START + 101)


async def test_who_renews_keeps_it_and_tells_its_progress(database: Database, organization: str) -> None:
    job_id = await enqueue(database, organization, PLAIN, created_at=START)
    first = await taken(database, "a")
    assert first
    assert await lease.renew(database, first, until=START + 200, now=START + 90, progress=0.4)
    assert await taken(database, "b", now=START + 150) is None
    assert (await job_of(database, job_id))["progress"] == 0.4


async def test_who_no_longer_holds_a_job_cannot_tell_its_end(database: Database, organization: str) -> None:
    job_id = await enqueue(database, organization, PLAIN, created_at=START)
    late = await taken(database, "a")
    other = await taken(database, "b", now=START + 100, until=START + 300)
    assert late
    assert other
    assert not await lease.succeed(database, late, {"from": "late"}, now=START + 150)
    assert not await lease.fail(database, late, "late", now=START + 150)
    assert not await lease.give_back(database, late, now=START + 150, due_at=START, counts=True)
    assert (await job_of(database, job_id))["state"] == "RUNNING"
    assert await lease.succeed(database, other, {"from": "other"}, now=START + 200)
    assert not await lease.succeed(database, late, {"from": "late"}, now=START + 201)
    job = await job_of(database, job_id)
    assert (job["state"], job["result"], job["ended_at"], job["progress"]) == ("SUCCEEDED", {"from": "other"}, START + 200, 1.0)
    assert await queue(database) == []


async def test_a_job_given_back_waits_until_it_is_due(database: Database, organization: str) -> None:
    job_id = await enqueue(database, organization, PLAIN, created_at=START)
    first = await taken(database, "a")
    assert first
    assert await lease.give_back(database, first, now=START + 1, due_at=START + 50, counts=False)
    assert (await job_of(database, job_id))["state"] == "QUEUED"
    assert await queue(database) == [(job_id, 0, None)]
    assert await taken(database, "b", now=START + 49) is None
    assert await taken(database, "b", now=START + 50)


async def test_a_job_on_which_workers_keep_dying_fails_and_says_so(database: Database, organization: str) -> None:
    job_id = await enqueue(database, organization, PLAIN, created_at=START)
    for life in range(MOST_ATTEMPTS):
        assert await taken(database, str(life), now=START + life * 100, until=START + life * 100 + 100)
    assert await taken(database, "last", now=START + 900) is None
    job = await job_of(database, job_id)
    assert (job["state"], job["reason"], job["ended_at"]) == ("FAILED", GIVEN_UP, START + 900)
    assert await queue(database) == []


async def test_the_job_that_has_been_due_the_longest_goes_first_and_unknown_kinds_stay(
    database: Database, organization: str
) -> None:
    for step, kind in enumerate((Kind("newer version", nothing), PLAIN)):
        await enqueue(database, organization, kind, created_at=START + 5 - step)
    early = await enqueue(database, organization, Kind("plain", nothing), {"x": 1}, created_at=START)
    first = await taken(database, "a", now=START + 50)
    assert first
    assert first.job_id == early
    assert await taken(database, "a", now=START + 50)
    assert await taken(database, "a", now=START + 50) is None
    assert len(await queue(database)) == 3


async def test_organizations_with_work_are_those_with_jobs_that_can_be_taken(database: Database, organization: str) -> None:
    await ensure_organization(database, "idle")
    await ensure_organization(database, "later")
    await enqueue(database, organization, PLAIN, created_at=START)
    await enqueue(database, "later", PLAIN, created_at=START + 10)
    assert await lease.organizations_with_work(database, NAMES, START) == ["acme"]
    assert await lease.organizations_with_work(database, NAMES, START + 10) == ["acme", "later"]
    assert await lease.organizations_with_work(database, ("other",), START) == []
    await taken(database, "a")
    assert await lease.organizations_with_work(database, NAMES, START) == []


async def test_of_what_there_is_one_only_one_holds_it_until_it_lets_go_or_is_silent(
    database: Database, organization: str
) -> None:
    first = await lease.acquire(database, organization, "rollups", "a", now=START, until=START + 100)
    assert first
    assert await lease.acquire(database, organization, "rollups", "b", now=START + 99, until=START + 200) is None
    assert await lease.acquire(database, organization, "other", "b", now=START, until=START + 100)
    second = await lease.acquire(database, organization, "rollups", "b", now=START + 100, until=START + 200)
    assert second
    assert not await lease.renew(database, first, until=START + 300, now=START + 101)
    await lease.release(database, first)
    assert await lease.acquire(database, organization, "rollups", "c", now=START + 150, until=START + 200) is None
    await lease.release(database, second)
    assert await lease.acquire(database, organization, "rollups", "c", now=START + 150, until=START + 200)
    assert await lease.organizations_with_work(database, (*NAMES, "hold"), START + 500) == []


SECOND = 1_000_000


@pytest.mark.parametrize(("back", "free"), [(1, False), (29, False), (31, True), (90, True), (3600, True)])
async def test_a_lease_from_before_the_clock_was_set_back_ends(
    database: Database, organization: str, back: int, free: bool
) -> None:
    await enqueue(database, organization, PLAIN, created_at=START)
    until, now = START + 30 * SECOND, START - back * SECOND
    assert await taken(database, "a", until=until)
    held = await lease.acquire(database, organization, "rollups", "a", now=START, until=until)
    assert held
    assert bool(await lease.organizations_with_work(database, NAMES, now)) == free
    assert bool(await taken(database, "b", now=now, until=now + 30 * SECOND)) == free
    assert bool(await lease.acquire(database, organization, "rollups", "b", now=now, until=now + 30 * SECOND)) == free
    assert await lease.renew(database, held, until=until, now=now) != free


@pytest.mark.parametrize(("back", "due"), [(1, False), (29, False), (31, True), (90, True), (3600, True)])
async def test_a_job_queued_before_the_clock_was_set_back_is_due(
    database: Database, organization: str, back: int, due: bool
) -> None:
    await enqueue(database, organization, PLAIN, created_at=START)
    now = START - back * SECOND
    assert bool(await lease.organizations_with_work(database, NAMES, now)) == due
    assert bool(await taken(database, "a", now=now, until=now + 30 * SECOND)) == due


async def test_a_job_given_back_before_the_clock_was_set_back_is_due(database: Database, organization: str) -> None:
    await enqueue(database, organization, PLAIN, created_at=START)
    held = await taken(database, "a")
    assert held
    await lease.give_back(database, held, now=START, due_at=START + 160 * SECOND, counts=True)
    assert await taken(database, "b", now=START + 159 * SECOND) is None
    assert await taken(database, "b", now=START - 3600 * SECOND, until=START - 3570 * SECOND)
