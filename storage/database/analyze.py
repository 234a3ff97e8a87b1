"""Counts what tables hold after much was written, at once or little by little."""

from collections.abc import Iterable

from storage.database.protocol import Database

MANY_CHANGES = 1_000
"""Changed rows of a table from which on it is worth counting."""

CHANGED = """SELECT relname FROM pg_stat_user_tables
WHERE schemaname = current_schema() AND n_mod_since_analyze >= $1 AND (
    n_mod_since_analyze * 10 >= n_live_tup
    OR coalesce(greatest(last_analyze, last_autoanalyze), '-infinity') < now() - interval '10 minutes'
) ORDER BY relname"""
"""Tables with that many changes that grew by a tenth, or were not counted for ten minutes."""


async def analyze_changed(database: Database) -> list[str]:
    """Makes PostgreSQL count the tables with many changes, and returns their names.

    PostgreSQL itself waits until a tenth of a table has changed. An organization that is new in a large table may then be
    unknown for a long time: every index that begins with the organization seems to find one row, and each lookup by a link may
    read all rows of the organization.
    """
    if database.dialect.name != "postgresql":
        return []
    changed = [str(name) for (name,) in await database.rows(CHANGED, [MANY_CHANGES])]
    for name in changed:
        # One by one, since each transaction keeps its locks until its end.
        await analyze(database, [name])
    return changed


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
