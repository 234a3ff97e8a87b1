"""Pulls as jobs: one pass, or again and again, in slices, until they are stopped."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest

from storage.database.protocol import Database
from storage.jobs.kind import Kind
from storage.jobs.queue import enqueue, stop
from storage.jobs.runner import Terms, run_next
from storage.nouns.record import Instant, Record
from storage.nouns.run import Run
from storage.pull import job as pull_job
from storage.pull.job import EVERY, PULL, pull_kind
from storage.writing.origin import Channel, Origin
from storage.writing.partial_write import Written
from storage.writing.pulls import Pull, declare, remove
from storage.writing.write_queue import WriteQueue
from tests.storage.contents import contents
from tests.storage.jobs.conftest import Clock, job_of, kinds_of, queue
from tests.storage.pull.langfuse_stub import SECRET, USER, LangfuseProject, langfuse_server, trace
from tests.storage.pull.pulled import ORG, reached
from tests.storage.pull.stub_server import Reply, StubServer


def kind_of(database: Database) -> Kind:
    """The kind of jobs, with a queue of its own."""
    return pull_kind(WriteQueue(database, max_bytes=32_000_000))


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still."""
    return Clock()


@pytest.fixture
def terms(clock: Clock) -> Terms:
    """Terms by that clock."""
    return Terms(clock=clock)


@pytest.fixture
def project() -> LangfuseProject:
    """Some traces."""
    return LangfuseProject([trace(number, number * 10) for number in range(45)])


@pytest.fixture
def server(project: LangfuseProject, monkeypatch: pytest.MonkeyPatch) -> Iterator[StubServer]:
    """Their server; the secret is in the environment."""
    monkeypatch.setenv("LANGFUSE_SECRET", SECRET)
    with langfuse_server(project) as running:
        yield running


def pull_of(server: StubServer) -> Pull:
    """The pull of a server."""
    options = {"user": USER, "secret_env": "LANGFUSE_SECRET", "page_size": 10}
    return Pull(ORG, "flows", "langfuse", server.url, options)


async def asked(database: Database, pull: Pull, clock: Clock, every: float | None = None) -> str:
    """The id of a job that pulls."""
    await declare(database, pull)
    request: dict[str, Any] = {PULL: pull.name} | ({} if every is None else {EVERY: every})
    return await enqueue(database, ORG, kind_of(database), request, created_at=clock())


async def work(database: Database, terms: Terms) -> bool:
    """Whether there was a job to be taken."""
    return await run_next(database, ORG, kinds_of(kind_of(database)), terms, "worker")


async def test_a_job_pulls_once_and_reports_what_it_stored(
    database: Database, organization: str, server: StubServer, clock: Clock, terms: Terms
) -> None:
    job_id = await asked(database, pull_of(server), clock)
    assert await work(database, terms)
    job, found = await job_of(database, job_id), await reached(database, pull_of(server))
    assert (job["state"], job["result"]) == ("SUCCEEDED", {"pages": found.pages, "records": found.records})
    assert len((await contents(database, organization))["run"]) == 45
    rows = await database.rows("SELECT request FROM job_queue UNION ALL SELECT options FROM pull")
    assert SECRET not in repr(rows)


async def test_a_repeated_pull_is_one_job_until_it_is_stopped(
    database: Database, organization: str, project: LangfuseProject, server: StubServer, clock: Clock, terms: Terms
) -> None:
    job_id = await asked(database, pull_of(server), clock, every=60.0)
    assert await asked(database, pull_of(server), clock, every=60.0) == job_id
    assert await work(database, terms)
    assert not await work(database, terms), "it is not due yet"
    assert (await job_of(database, job_id))["state"] == "QUEUED"
    project.traces["trace-9000"] = trace(9000, 5_000)
    clock.forward(61)
    assert await work(database, terms)
    assert len((await contents(database, organization))["run"]) == 46
    assert [row[1] for row in await queue(database)] == [0], "turns are no attempts"
    assert await stop(database, ORG, job_id, now=clock())
    assert (await job_of(database, job_id))["state"] == "STOPPED"
    clock.forward(61)
    assert not await work(database, terms)
    assert not await stop(database, ORG, job_id, now=clock())


async def test_a_long_pull_gives_way_to_other_jobs_and_goes_on(
    database: Database, organization: str, server: StubServer, clock: Clock, terms: Terms, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pull_job, "SLICE", 0.0)
    job_id = await asked(database, pull_of(server), clock)
    turns = 0
    while (await job_of(database, job_id))["state"] != "SUCCEEDED":
        if turns == 3:
            monkeypatch.setattr(pull_job, "SLICE", 600.0)
        assert await work(database, terms)
        turns += 1
    assert turns >= 4
    assert len((await contents(database, organization))["run"]) == 45


async def test_a_busy_server_does_not_hold_up_a_worker(
    database: Database, organization: str, server: StubServer, clock: Clock, terms: Terms
) -> None:
    server.before = lambda _: Reply(status=429, headers={"retry-after": "120"})
    job_id = await asked(database, pull_of(server), clock)
    assert await work(database, terms)
    assert (await job_of(database, job_id))["result"] == {"error": "The server is busy (429)."}
    clock.forward(119)
    assert not await work(database, terms)
    server.before = lambda _: None
    clock.forward(40)
    assert await work(database, terms)
    assert (await job_of(database, job_id))["state"] == "SUCCEEDED"


async def test_a_repeated_pull_that_fails_is_tried_again_at_its_next_turn(
    database: Database, organization: str, server: StubServer, clock: Clock, terms: Terms
) -> None:
    refused = replace(pull_of(server), options={"user": "other", "secret_env": "LANGFUSE_SECRET"})
    job_id = await asked(database, refused, clock, 60.0)
    assert await work(database, terms)
    assert (await job_of(database, job_id))["state"] == "QUEUED"
    assert "(401)" in ((await reached(database, pull_of(server))).error or "")
    await declare(database, pull_of(server))
    clock.forward(61)
    assert await work(database, terms)
    assert (await reached(database, pull_of(server))).error is None
    assert len((await contents(database, organization))["run"]) == 45


async def test_the_job_of_a_pull_that_was_removed_fails(
    database: Database, organization: str, server: StubServer, clock: Clock, terms: Terms
) -> None:
    job_id = await asked(database, pull_of(server), clock, every=60.0)
    await remove(database, ORG, "flows")
    assert await work(database, terms)
    job = await job_of(database, job_id)
    assert (job["state"], job["reason"]) == ("FAILED", "there is no pull 'flows'")


async def test_a_job_writes_in_the_queue_of_its_process(
    database: Database, organization: str, server: StubServer, clock: Clock, terms: Terms, monkeypatch: pytest.MonkeyPatch
) -> None:
    writes, written = WriteQueue(database, max_bytes=32_000_000), []
    write = writes.write

    async def counted(origin: Origin, records: Sequence[Record], *rest: Any, **more: Any) -> Written:
        written.append(len(records))
        return await write(origin, records, *rest, **more)

    monkeypatch.setattr(writes, "write", counted)
    job_id = await asked(database, pull_of(server), clock)
    assert await run_next(database, ORG, kinds_of(pull_kind(writes)), terms, "worker")
    assert sum(written) == (await job_of(database, job_id))["result"]["records"] > 0
    beside = Origin(ORG, Channel.INGEST, sender="key")
    assert (await writes.write(beside, [Run(id="beside", at=Instant(1))], 1)).changed, "it is still open to the others"
