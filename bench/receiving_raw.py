"""The limit of what receives data: the same rows, written by the driver from finished tuples."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing

import asyncpg  # type: ignore[import-untyped]

from storage.database.protocol import Database, Row
from storage.nouns.noun import sent_nouns
from storage.rollup.subjects import period
from storage.tables import metadata

Rows = Mapping[str, Sequence[Row]]
"""Rows by table."""
BATCH = 5_000
"""Rows of a transaction, as `pentagraph load` has them."""
SETTINGS = ("journal_mode = WAL", "synchronous = FULL", "cache_size = -65536", "temp_store = MEMORY")


def columns(table: str) -> list[str]:
    """Names of a table's columns."""
    return [column.name for column in metadata.tables[table].columns]


async def stored(database: Database) -> dict[str, list[Row]]:
    """All rows of types that can be sent."""
    found = {name: await database.rows(f'SELECT {", ".join(columns(name))} FROM "{name}"') for name in sent_nouns()}
    return {name: rows for name, rows in found.items() if rows}


async def empty(database: Database) -> None:
    """Deletes these rows, and the marks of roll-ups."""
    is_sqlite = database.dialect.name == "sqlite"
    async with database.transaction() as transaction:
        for name in (*sent_nouns(), period.name):
            await transaction.execute(f'DELETE FROM "{name}"' if is_sqlite else f'TRUNCATE "{name}"')


async def write(url: str, rows: Rows, transactions: int) -> None:
    """Writes rows in a number of transactions, each of which is on disk before the next one begins."""
    if url.startswith("sqlite:"):
        _write_sqlite(url.removeprefix("sqlite:///"), rows, transactions)
    else:
        await _write_postgres(url, rows, transactions)


def _write_sqlite(path: str, rows: Rows, transactions: int) -> None:
    with closing(sqlite3.connect(path, isolation_level=None, timeout=60)) as connection:
        for setting in SETTINGS:
            connection.execute(f"PRAGMA {setting}")
        for part in _parts(rows, transactions):
            connection.execute("BEGIN IMMEDIATE")
            for name, some in part.items():
                marks = ", ".join("?" * len(columns(name)))
                connection.executemany(f'INSERT INTO "{name}" VALUES ({marks}) {_on_conflict(name)}', some)
            connection.execute("COMMIT")


async def _write_postgres(url: str, rows: Rows, transactions: int) -> None:
    connection = await asyncpg.connect(url)
    for name in rows:
        await connection.execute(f'CREATE TEMPORARY TABLE "new_{name}" (LIKE "{name}") ON COMMIT DELETE ROWS')
    for part in _parts(rows, transactions):
        async with connection.transaction():
            for name, some in part.items():
                await connection.copy_records_to_table(f"new_{name}", records=some, columns=columns(name))
                await connection.execute(f'INSERT INTO "{name}" SELECT * FROM "new_{name}" {_on_conflict(name)}')
    await connection.close()


def _parts(rows: Rows, number: int) -> Iterator[dict[str, Sequence[Row]]]:
    for part in range(number):
        found = {name: some[len(some) * part // number : len(some) * (part + 1) // number] for name, some in rows.items()}
        yield {name: some for name, some in found.items() if some}


def _on_conflict(table: str) -> str:
    keys = [column.name for column in metadata.tables[table].primary_key]
    values = ", ".join(f"{name} = excluded.{name}" for name in columns(table) if name not in keys)
    return f"ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {values}"
