"""What a database wants done after much was written at once."""

from collections.abc import Iterable

from storage.database.protocol import Database
from storage.nouns.noun import NOUNS
from storage.rollup.subjects import GRAINS, period


async def analyze(database: Database, nouns: Iterable[str]) -> None:
    """Has PostgreSQL count what the tables of some nouns hold, by which it plans.

    It does so by itself after a minute or more; until then a query across several tables may take a thousand times as long.
    SQLite plans by what `storage.plan_statistics` assumes, and is left alone.
    """
    wanted = sorted(set(nouns) & set(NOUNS))
    if database.dialect.name != "postgresql" or not wanted:
        return
    await _analyze(database, wanted)


async def analyze_rollups(database: Database) -> None:
    """Has PostgreSQL count the cells of roll-ups and their periods."""
    if database.dialect.name == "postgresql":
        await _analyze(database, [*GRAINS, period.name])


async def _analyze(database: Database, tables: Iterable[str]) -> None:
    async with database.transaction() as transaction:
        await transaction.execute("ANALYZE " + ", ".join(f'"{name}"' for name in tables))
