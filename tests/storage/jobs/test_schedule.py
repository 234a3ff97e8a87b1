"""Jobs that are due by themselves."""

import asyncio

from storage.accounts.keys import ensure_organization
from storage.database.opening import open_database
from storage.database.protocol import Database
from storage.jobs.kind import Kind
from storage.jobs.queue import enqueue
from storage.jobs.schedule import Schedule, ask
from tests.storage.jobs.conftest import START, nothing, queue

HOUR = 3_600_000_000
HOURLY = Schedule(Kind("plain", nothing), HOUR)
FULL_HOUR = START - START % HOUR


async def test_each_organization_has_it_once_an_hour(database: Database, organization: str) -> None:
    await ensure_organization(database, "other")
    assert await ask(database, HOURLY, FULL_HOUR) == 2
    assert await ask(database, HOURLY, FULL_HOUR + HOUR - 1) == 0
    async with database.transaction() as transaction:  # as when they have ended
        for org_id in ("acme", "other"):
            await transaction.execute(f"DELETE FROM job_queue WHERE org_id = '{org_id}'")
    assert await ask(database, HOURLY, FULL_HOUR + HOUR - 1) == 0
    assert await ask(database, HOURLY, FULL_HOUR + HOUR) == 2


async def test_two_workers_that_ask_at_once_ask_for_one_job(database: Database, organization: str) -> None:
    other = await open_database(database.url, readers=1)
    try:
        await asyncio.gather(*(ask(each, HOURLY, START) for each in (database, other) * 3))
    finally:
        await other.close()
    assert len(await queue(database)) == 1
    assert await database.rows("SELECT count(*) FROM job WHERE org_id = 'acme'") == [(1,)]


async def test_one_that_waits_still_is_not_asked_for_twice(database: Database, organization: str) -> None:
    waiting = await enqueue(database, organization, HOURLY.kind, created_at=START)
    await ask(database, HOURLY, START + HOUR)
    assert [row[0] for row in await queue(database)] == [waiting]
