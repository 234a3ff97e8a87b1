"""A worker as a process of its own: notes each job that it does, unprotected, in the table `effect`, until it is killed.

Run as `python -m tests.gateway.worker_process URL NAME`.
"""

import asyncio
import sys

from gateway.worker import WorkerConfig, work
from storage.database.opening import open_database
from storage.database.protocol import Database
from storage.jobs.kind import Assignment, Kind


async def noting(given: Assignment) -> None:
    """Notes that it was done, once for each time."""
    async with given.database.transaction() as transaction:
        number, worker = given.request["number"], sys.argv[2]
        await transaction.execute(f"INSERT INTO effect VALUES ('{given.org_id}', {number}, '{worker}')")


NOTING = Kind("noting", noting)


async def _nothing_to_build(_: Database, __: str) -> None:
    raise AssertionError


async def _main(url: str) -> None:
    config = WorkerConfig({NOTING.name: NOTING}, _nothing_to_build, (), queue_interval=0.02)
    await work(await open_database(url, readers=1), config)


if __name__ == "__main__":
    asyncio.run(_main(sys.argv[1]))
