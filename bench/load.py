"""Measures writing: tasks into a store that knows their instances, against bare upserts of the same rows.

    python -m bench.load [--rows 100000] [--rounds 3] [--sqlite-only]

Everybody writes the same rows into the same tables with the same indexes, 5,000 rows a transaction, each durable before the next
begins. `fresh`: no row is there. `again`: every row is there, and newer news overwrites it. Each figure is the median of
rounds, in each of which everybody is measured once.
"""

import argparse
import asyncio
import signal
import sqlite3
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from contextlib import ExitStack, closing
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

import asyncpg  # type: ignore[import-untyped]
import msgspec

from bench.filling import insert
from bench.postgres import postgresql
from bench.rows import TASKS, rows
from bench.table import machine
from storage.accounts.keys import ensure_organization
from storage.database.opening import open_database
from storage.database.protocol import Database
from storage.ingest.loading import LoadOptions, load
from storage.migrations.migrate import migrate
from storage.nouns.noun import NOUNS
from storage.nouns.record import Instant
from storage.nouns.task import Task
from storage.tables import metadata
from storage.writing.writer import write

BATCH = 5_000
COLUMNS = [column.name for column in metadata.tables["task"].columns]
NAMES = ", ".join(COLUMNS)
ON_CONFLICT = "ON CONFLICT (org_id, id) DO UPDATE SET " + ", ".join(f"{name} = excluded.{name}" for name in COLUMNS[2:])
SENT = {field.name for field in NOUNS["task"].fields}
MOMENTS = set(Task.moments)
Row = dict[str, Any]


class Store:
    """An open database whose instances are there; the tasks come and go."""

    def __init__(self, url: str, database: Database) -> None:
        self.url = url
        self.database = database

    async def start_again(self) -> None:
        """Takes the tasks away, and opens the database anew, as each loader does that is started."""
        async with self.database.transaction() as transaction:
            await transaction.execute("DELETE FROM task" if self.url.startswith("sqlite:") else "TRUNCATE task")
        await self.database.close()
        self.database = await open_database(self.url)


def batched(rows_: Sequence[Any]) -> list[Sequence[Any]]:
    """Slices of one transaction each."""
    return [rows_[start : start + BATCH] for start in range(0, len(rows_), BATCH)]


def values(rows_: Sequence[Row]) -> list[tuple[Any, ...]]:
    """Rows as the tuples that a driver takes."""
    return [tuple(map(row.get, COLUMNS)) for row in rows_]


def record(row: Row) -> Task:
    """The record that brings this row."""
    sent: Row = {name: Instant(value) if name in MOMENTS else value for name, value in row.items() if name in SENT}
    return Task(id=row["id"], **sent)


def line(row: Row) -> bytes:
    """The same record as a line of NDJSON."""
    sent = {name: instant_text(value) if name in MOMENTS else value for name, value in row.items() if name in SENT}
    return msgspec.json.encode({"noun": "task", "id": row["id"], **sent}) + b"\n"


def instant_text(micros: int) -> str:
    """Microseconds since 1970 as RFC 3339 text."""
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(micros // 1_000_000)) + f".{micros % 1_000_000:06}Z"


async def bare(store: Store, rows_: Sequence[Row]) -> None:
    """The limit: the speed of the driver with prepared tuples."""
    batches = batched(values(rows_))
    if store.url.startswith("sqlite:"):
        await asyncio.to_thread(_bare_sqlite, store.url.removeprefix("sqlite:///"), batches)
        return
    connection = await asyncpg.connect(store.url)
    await connection.execute("CREATE TEMPORARY TABLE incoming (LIKE task) ON COMMIT DELETE ROWS")
    for batch in batches:
        async with connection.transaction():
            await connection.copy_records_to_table("incoming", records=batch, columns=COLUMNS)
            await connection.execute(f"INSERT INTO task ({NAMES}) SELECT {NAMES} FROM incoming {ON_CONFLICT}")
    await connection.close()


def _bare_sqlite(path: str, batches: Sequence[Sequence[Any]]) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "cache_size = -65536", "temp_store = MEMORY"):
            connection.execute(f"PRAGMA {pragma}")
        for batch in batches:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(f"INSERT INTO task ({NAMES}) VALUES ({', '.join('?' * len(COLUMNS))}) {ON_CONFLICT}", batch)
            connection.execute("COMMIT")


async def writing(store: Store, rows_: Sequence[Row]) -> None:
    """Pentagraph's `storage.writing.write` of records that were checked before."""
    for batch in batched([record(row) for row in rows_]):
        await write(store.database, "demo", batch)


class Ndjson:
    """Pentagraph's loader on a file: reading, checking and writing, as `pentagraph load` does it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def prepare(self, name: str, rows_: Sequence[Row]) -> None:
        """Writes the file, which is not timed."""
        (self.folder / name).write_bytes(b"".join(map(line, rows_)))

    async def load(self, store: Store, name: str, count: int) -> None:
        """Loads the file."""
        loaded = await load(store.database, "demo", [self.folder / name], LoadOptions(batch=BATCH))
        assert loaded.records == count, f"{loaded.records} of {count} records were loaded, {loaded.broken[:1]}"


def newer(row: Row) -> Row:
    """Columns that change when a newer record of a row arrives."""
    return {"username": "someone else", "ended_at": row["ended_at"] + 1, "event_at": row["event_at"] + 1}


async def timed(work: Awaitable[None]) -> float:
    """Seconds that it takes."""
    began = time.perf_counter()
    await work
    return time.perf_counter() - began


async def measure(store: Store, count: int, rounds: int, folder: Path) -> dict[tuple[str, str], float]:
    """Rows a second by state of the store and contender."""
    fresh = list(islice((row for name, row in rows() if name == "task"), count))
    again = [row | newer(row) for row in fresh]
    ndjson = Ndjson(folder)
    ndjson.prepare("fresh.ndjson", fresh)
    ndjson.prepare("again.ndjson", again)
    contenders: dict[str, Callable[[Sequence[Row], str], Awaitable[None]]] = {
        "bare upsert (limit)": lambda rows_, _: bare(store, rows_),
        "Pentagraph, records": lambda rows_, _: writing(store, rows_),
        "Pentagraph, NDJSON file": lambda _, state: ndjson.load(store, f"{state}.ndjson", count),
    }
    seconds: dict[tuple[str, str], list[float]] = defaultdict(list)
    contents: dict[str, set[str]] = defaultdict(set)
    for number in range(rounds):
        for name, work in contenders.items():
            await store.start_again()
            for state, rows_ in (("fresh", fresh), ("again", again)):
                seconds[state, name].append(await timed(work(rows_, state)))
                contents[state].add(await checksum(store))
        print(f"{store.database.dialect.name} round {number + 1} of {rounds}", file=sys.stderr)
    assert all(len(found) == 1 for found in contents.values()), "they did not write the same rows"
    return {key: count / median(found) for key, found in seconds.items()}


async def checksum(store: Store) -> str:
    """Something that differs if the tasks do."""
    times = ", ".join(f"sum({name} % 1000003)" for name in ("enabled_at", "started_at", "ended_at", "event_at"))
    return str(await store.database.rows(f"SELECT count(*), count(model_id), sum(length(username)), {times} FROM task"))


async def prepared(url: str, count: int) -> Store:
    """A database with the instances of the tasks to come."""
    await migrate(url)
    database = await open_database(url)
    await ensure_organization(database, "demo")
    wanted = count // TASKS + 1
    await insert(database, "process_instance", [row for name, row in rows(instances=wanted) if name == "process_instance"])
    return Store(url, database)


def table(found: dict[str, dict[tuple[str, str], float]]) -> str:
    """The table in Markdown."""
    lines = ["| database | store | who | rows/s | limit / it |", "|---|---|---|--:|--:|"]
    for database, rates in found.items():
        for (state, name), rate in sorted(rates.items(), key=lambda item: item[0][0], reverse=True):
            limit = rates[state, "bare upsert (limit)"]
            lines.append(f"| {database} | {state} | {name} | {rate:,.0f} | {limit / rate:.2f} |")
    return "\n".join(lines)


async def run(urls: dict[str, str], arguments: argparse.Namespace, folder: Path) -> None:
    """Measures each database and prints."""
    found = {}
    for database, url in urls.items():
        store = await prepared(url, arguments.rows)
        found[database] = await measure(store, arguments.rows, arguments.rounds, folder)
        await store.database.close()
    print(f"{machine()}; {arguments.rows:,} tasks, {BATCH:,} in each transaction\n\n{table(found)}")


def main() -> None:
    """Prepares, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=100_000, help="tasks to write")
    parser.add_argument("--rounds", type=int, default=3, help="times that everything is measured")
    parser.add_argument("--sqlite-only", action="store_true", help="leave PostgreSQL out")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        urls = {"sqlite": f"sqlite:///{folder}/bench.db"}
        if not arguments.sqlite_only:
            urls["postgresql"] = stack.enter_context(postgresql()).url
        asyncio.run(run(urls, arguments, folder))


if __name__ == "__main__":
    main()
