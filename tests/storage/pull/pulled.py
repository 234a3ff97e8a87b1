"""Pulls in the test's own process, and what loading the same gives."""

import asyncio
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any

from storage.database.protocol import Database
from storage.ingest.loading import LoadOptions, load
from storage.ingest.source import Source
from storage.pull.pulling import Course, End, Step, run_pass
from storage.writing.pulls import Pull, Reached, declare, find
from storage.writing.write_queue import WriteQueue

ORG = "acme"


async def pulled(database: Database, pull: Pull, *, stop: asyncio.Event | None = None, steps: list[Step] | None = None) -> End:
    """Runs one pass of a pull."""
    await declare(database, pull)
    queue = WriteQueue(database, max_bytes=32_000_000)
    course = Course(stop or asyncio.Event(), (steps if steps is not None else []).append)
    try:
        return await run_pass(database, queue, pull, course)
    finally:
        await queue.close()


async def reached(database: Database, pull: Pull) -> Reached:
    """How far a pull has come."""
    found = await find(database, pull.org_id, pull.name)
    assert found
    return found[1]


async def loaded(database: Database, org_id: str, documents: Iterable[Mapping[str, Any]], format_: str) -> None:
    """Loads documents into an organization, as `pentagraph load` does."""
    sources = [Source("file", stream=io.BytesIO(json.dumps(each).encode())) for each in documents]
    await load(database, org_id, sources, LoadOptions(format=format_))
