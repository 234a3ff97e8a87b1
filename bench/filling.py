"""Fills empty databases for the benchmark: Pentagraph's own tables and indexes, the same rows in each."""

import asyncio
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg  # type: ignore[import-untyped]

from bench.rows import INSTANCES, MODELS, rows
from storage.database.opening import open_database
from storage.database.protocol import Database
from storage.migrations.migrate import migrate
from storage.tables import metadata

BATCH = 50_000
POSTGRAPHILE = Path(__file__).parent / "peers" / "postgraphile.sql"


@dataclass(frozen=True)
class Sample:
    """Facts about the inserted rows that the queries need."""

    tasks: int

    def variables(self, question: str) -> list[dict[str, str]]:
        """Variables of requests that follow one another, so that not every one asks for the same rows."""
        if question == "q1":
            return [{"model": f"company/model-{number}"} for number in range(MODELS)]
        if question == "q2":
            return [{"id": f"instance-{number * 7919 % INSTANCES:07}"} for number in range(200)]
        return [{}]


def fill(urls: Sequence[str]) -> Sample:
    """Makes the tables in each database and fills them."""
    return asyncio.run(_fill(urls))


async def _fill(urls: Sequence[str]) -> Sample:
    began = time.monotonic()
    databases = []
    for url in urls:
        await migrate(url)
        databases.append(await open_database(url))
    tasks = 0
    for name, batch in batches(rows()):
        tasks += len(batch) if name == "task" else 0
        await asyncio.gather(*(insert(database, name, batch) for database in databases))
    for database in databases:
        await database.close()
    for url in urls:
        if url.startswith("postgresql:"):
            await _finish(url)
    print(f"{tasks:,} tasks in each of {len(urls)} databases, {time.monotonic() - began:.0f} s", file=sys.stderr)
    return Sample(tasks)


def batches(source: Iterable[tuple[str, dict[str, Any]]]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Rows of one table together, a bounded number at a time."""
    waiting: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for name, row in source:
        waiting[name].append(row)
        if len(waiting[name]) == BATCH:
            yield name, waiting.pop(name)
    yield from waiting.items()


async def insert(database: Database, name: str, batch: Sequence[dict[str, Any]]) -> None:
    """Adds new rows."""
    columns = [column.name for column in metadata.tables[name].columns]
    async with database.transaction() as transaction:
        await transaction.insert(name, columns, [tuple(map(row.get, columns)) for row in batch])


async def _finish(url: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute(POSTGRAPHILE.read_text())
    await connection.execute("VACUUM ANALYZE")
    await connection.close()
