"""Asking for jobs."""

import asyncio

import pytest

from storage.accounts.keys import ensure_organization
from storage.database.opening import open_database
from storage.database.protocol import Database
from storage.errors import BadUserInput, LimitExceeded
from storage.jobs import queue as asking
from storage.jobs.kind import Kind
from storage.jobs.queue import enqueue, recent, stop
from tests.storage.jobs.conftest import START, job_of, nothing, queue

PLAIN = Kind("plain", nothing)
WINDOWED = Kind("windowed", nothing, prefix="rlp_", windowed=True)
WINDOW = {"from": 5, "to": 9}


async def test_a_job_is_queued_and_shown_as_such(database: Database, organization: str) -> None:
    job_id = await enqueue(database, organization, WINDOWED, WINDOW, created_at=START)
    assert job_id.startswith("rlp_")
    assert await queue(database) == [(job_id, 0, None)]
    assert await job_of(database, job_id) == {
        "state": "QUEUED", "progress": 0.0, "reason": None, "result": None,
        "created_at": START, "started_at": None, "ended_at": None, "window_from": 5, "window_to": 9,
    }  # fmt: skip


async def test_the_same_asked_again_is_the_same_job_and_another_window_is_another(database: Database, organization: str) -> None:
    first = await enqueue(database, organization, WINDOWED, {"from": 5, "to": 9}, created_at=START)
    assert await enqueue(database, organization, WINDOWED, {"to": 9, "from": 5}, created_at=START + 1) == first
    assert await enqueue(database, organization, WINDOWED, {"from": 5, "to": 10}, created_at=START) != first
    assert await enqueue(database, organization, PLAIN, created_at=START) != first
    assert len(await queue(database)) == 3


async def test_another_organization_has_jobs_of_its_own(database: Database, organization: str) -> None:
    await ensure_organization(database, "other")
    first = await enqueue(database, organization, PLAIN, created_at=START)
    assert await enqueue(database, "other", PLAIN, created_at=START) != first


async def test_two_processes_that_ask_at_once_ask_for_one_job(database: Database, organization: str) -> None:
    other = await open_database(database.url, readers=1)
    try:
        asked = [enqueue(each, organization, PLAIN, created_at=START) for each in (database, other) * 5]
        assert len(set(await asyncio.gather(*asked))) == 1
    finally:
        await other.close()
    assert len(await queue(database)) == 1


async def test_a_job_with_an_id_of_its_own_is_queued_once_even_after_it_ended(database: Database, organization: str) -> None:
    await enqueue(database, organization, PLAIN, created_at=START, job_id="job_1")
    async with database.transaction() as transaction:
        await transaction.execute("DELETE FROM job_queue WHERE org_id = 'acme'")
    assert await enqueue(database, organization, PLAIN, created_at=START, job_id="job_1") == "job_1"
    assert await queue(database) == []


@pytest.mark.parametrize(
    ("window", "field"),
    [({"to": 1}, "window.from"), ({"from": 1}, "window.to"), ({"from": 2, "to": 2}, "window.from"), ({}, "window.from")],
)
async def test_a_window_that_cannot_be_is_refused_by_name(
    database: Database, organization: str, window: dict[str, int], field: str
) -> None:
    with pytest.raises(BadUserInput) as refused:
        await enqueue(database, organization, WINDOWED, window, created_at=START)
    assert refused.value.facts == {"field": field}
    assert await queue(database) == []


async def test_too_many_waiting_jobs_are_refused(database: Database, organization: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "MOST_WAITING", 2)
    for end in (7, 8):
        await enqueue(database, organization, WINDOWED, {"from": 1, "to": end}, created_at=START)
    with pytest.raises(LimitExceeded):
        await enqueue(database, organization, WINDOWED, {"from": 1, "to": 9}, created_at=START)


async def test_jobs_are_listed_newest_first(database: Database, organization: str) -> None:
    for step in range(3):
        await enqueue(database, organization, WINDOWED, {"from": step, "to": 9}, created_at=START + step)
    listed = await recent(database, organization, 2)
    assert [(each.kind, each.state, each.created_at) for each in listed] == [
        ("windowed", "QUEUED", START + 2),
        ("windowed", "QUEUED", START + 1),
    ]


async def test_a_stopped_job_is_never_taken_again(database: Database, organization: str) -> None:
    job_id = await enqueue(database, organization, PLAIN, created_at=START)
    assert not await stop(database, "other", job_id, now=START + 5), "it is the job of another organization"
    assert await stop(database, organization, job_id, now=START + 5)
    assert await queue(database) == []
    job = await job_of(database, job_id)
    assert (job["state"], job["ended_at"], job["reason"]) == ("STOPPED", START + 5, None)
    assert not await stop(database, organization, job_id, now=START + 6)
