"""Counts what tables hold after much was written at once."""

from collections.abc import Iterable

from storage.database.protocol import Database


async def analyze(database: Database, tables: Iterable[str]) -> None:
    """Makes PostgreSQL count the rows of tables, by which it plans.

    It does so by itself after a minute or more; until then a query across several tables may take a thousand times as long.
    SQLite plans by what `storage.maintenance.sqlite_statistics` assumes, and is left alone.
    """
    names = ", ".join(f'"{name}"' for name in sorted(set(tables)))
    if database.dialect.name != "postgresql" or not names:
        return
    async with database.transaction() as transaction:
        await transaction.execute(f"ANALYZE {names}")
