"""Fills a database with the demo: new rows straight into the tables, made by worker processes while others are stored."""

import asyncio
import marshal
import os
from collections import Counter, deque
from collections.abc import AsyncGenerator, Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import aclosing
from datetime import timedelta
from multiprocessing import get_context

from storage.database.protocol import Database, Transaction
from storage.demo.calendar import Cell, chunks, started
from storage.demo.options import DemoOptions
from storage.demo.row import COLUMNS, Row, Rows, records
from storage.demo.story import chunk, world
from storage.demo.world import LAST_EXPORT
from storage.errors import BadUserInput
from storage.nouns.noun import NOUNS
from storage.nouns.record import EPOCH
from storage.rollup.marking import Marks
from storage.sql.dialect import statements_for
from storage.writing.writer import write

Progress = Callable[[int, int], None]
"""Told of instances stored so far, and of all."""

WORTH_WORKERS = 20_000
"""Instances from which on starting worker processes takes less time than it saves."""


AHEAD = 3
"""Chunks that are made or waiting for each worker while another is stored: memory stays flat."""


async def fill(database: Database, org_id: str, options: DemoOptions, progress: Progress | None = None) -> dict[str, int]:
    """Stores the demo in an organization and returns how many rows of each noun are new or changed.

    An organization that holds nothing yet gets the rows by the fast way; one that holds something gets them as records, so that
    filling it twice, or again after an interruption, changes nothing that is there already. Both ways make the same rows.
    Each batch is a transaction of its own. Raises BadUserInput for an organization that is not there, or that contains a demo
    with another end: the two would contradict each other. Raises DatabaseUnavailable when the database cannot be written.
    """
    fresh = await _is_fresh(database, org_id)
    until = None if fresh else await end_of(database, org_id)
    if until is not None and until != options.until:
        raise BadUserInput(
            f"organization {org_id} contains a demo that ends at {time_text(until)}; keep this end, or fill another"
        )
    touched: Counter[str] = Counter()
    stored, total = 0, started(options)
    touched.update(await _store(database, org_id, world(options, org_id), fresh))
    async with aclosing(_told(options, org_id)) as told:
        async for rows, instances in told:
            touched.update(await _store(database, org_id, rows, fresh))
            stored += instances
            if progress:
                progress(stored, total)
    return dict(touched)


def time_text(moment: int) -> str:
    """Microseconds since 1970 as RFC 3339 text."""
    return (EPOCH + timedelta(microseconds=moment)).isoformat().replace("+00:00", "Z")


async def end_of(database: Database, org_id: str) -> int | None:
    """The end of the demo that an organization contains, in microseconds since 1970; None: it contains none."""
    one, two = ("?", "?") if database.dialect.name == "sqlite" else ("$1", "$2")
    found = await database.rows(f"SELECT window_to FROM job WHERE org_id = {one} AND id = {two}", [org_id, LAST_EXPORT])
    return found[0][0] if found else None


async def _is_fresh(database: Database, org_id: str) -> bool:
    """Whether nothing is stored of the organization yet; BadUserInput where there is no such organization."""
    mark = "?" if database.dialect.name == "sqlite" else "$1"
    if not await database.rows(f"SELECT 1 FROM organization WHERE org_id = {mark}", [org_id]):
        raise BadUserInput(f"there is no organization {org_id!r}")
    for name in NOUNS:
        if await database.rows(f'SELECT 1 FROM "{name}" WHERE org_id = {mark} LIMIT 1', [org_id]):
            return False
    return True


async def _store(database: Database, org_id: str, rows: Rows, fresh: bool) -> dict[str, int]:
    if not fresh:
        return await write(database, org_id, records(rows))
    async with database.transaction() as transaction:
        statements = statements_for(database.dialect.name)
        await statements.lock(transaction, org_id)
        marks = Marks()
        touched = await _insert(transaction, rows, marks)
        await marks.store(transaction, statements, org_id)
        return touched


async def _insert(transaction: Transaction, rows: dict[str, list[Row]], marks: Marks) -> dict[str, int]:
    for name, found in rows.items():
        if found:
            await transaction.insert(name, COLUMNS[name], found)
            marks.note(name, COLUMNS[name], found)
    return {name: len(found) for name, found in rows.items() if found}


async def _told(options: DemoOptions, org_id: str) -> AsyncGenerator[tuple[Rows, int], None]:
    """Rows chunk by chunk, in order, with how many instances each is of. A few chunks are made ahead, never more."""
    workers = max(1, (os.cpu_count() or 1) - 1) if started(options) >= WORTH_WORKERS else 0
    pool: Executor = ProcessPoolExecutor(workers, mp_context=get_context("spawn")) if workers else ThreadPoolExecutor(1)
    ahead: deque[tuple[Future[bytes], int]] = deque()
    try:
        for cells in chunks(options):
            ahead.append((pool.submit(packed, options, org_id, cells), sum(cell.instances for cell in cells)))
            if len(ahead) > 1 + AHEAD * workers:
                yield await _next(ahead, org_id)
        while ahead:
            yield await _next(ahead, org_id)
    finally:
        pool.shutdown(cancel_futures=True)


async def _next(ahead: deque[tuple[Future[bytes], int]], org_id: str) -> tuple[Rows, int]:
    future, instances = ahead.popleft()
    rows = Rows(org_id)
    content: bytes = await asyncio.wrap_future(future)
    rows.update(marshal.loads(content))  # noqa: S302 - made by this program a moment ago
    return rows, instances


def packed(options: DemoOptions, org_id: str, cells: list[Cell]) -> bytes:
    """The rows of a chunk, in the form in which they travel between processes fastest."""
    return marshal.dumps(dict(chunk(options, org_id, cells)))
