"""One PostgreSQL database for the tests of a worker process, emptied after each, over connections that are kept.

To clone a database for each test takes the better part of a second of one core; to open it anew and truncate its tables a tenth.
"""

import asyncpg
from sqlalchemy import make_url

from storage.database.opening import open_database
from storage.database.postgres import Pools, PostgresDatabase

READERS = 3

EMPTY_EVERY_TABLE = """
DO $$ DECLARE large text; small name; BEGIN
    SELECT string_agg(format('%I', relname), ', ') INTO large FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'alembic_version'
    AND (pg_relation_size(oid) > 65536 OR pg_relation_size(oid) > 0 AND reltuples >= 0);
    IF large IS NOT NULL THEN EXECUTE 'TRUNCATE ' || large; END IF;
    FOR small IN SELECT relname FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'alembic_version' AND pg_relation_size(oid) > 0
    LOOP EXECUTE format('DELETE FROM %I', small); END LOOP;
END $$
"""
"""New files cost more than the rows of a small table; large tables, and those whose rows were counted, become as new."""


class SharedPostgres:
    """The database by its URL, and the connections to it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._kept: PostgresDatabase | None = None
        self._cleaner: asyncpg.Connection | None = None

    async def database(self) -> PostgresDatabase:
        """The database as if opened for the caller: only the connections are those of the tests before."""
        if self._kept is None or not all(_whole(pool) for pool in _pools(self._kept)):
            await self._reopen()
        assert self._kept
        return PostgresDatabase(make_url(self.url), READERS, Pools(*_pools(self._kept)))

    async def _reopen(self) -> None:
        if self._kept is not None:
            _terminate(self._kept)
        opened = await open_database(self.url, readers=READERS)
        assert isinstance(opened, PostgresDatabase)
        self._kept = opened

    async def empty(self) -> None:
        """Removes all rows."""
        if self._cleaner is None or self._cleaner.is_closed():
            self._cleaner = await asyncpg.connect(self.url.replace("+asyncpg", ""))
        await self._cleaner.execute(EMPTY_EVERY_TABLE)

    async def close(self) -> None:
        """Closes every connection."""
        if self._cleaner is not None:
            await self._cleaner.close()
        if self._kept is not None:
            _terminate(self._kept)


def _pools(database: PostgresDatabase) -> tuple[asyncpg.Pool, ...]:
    return database._readers, database._service, database._writers, database._snapshots


def _whole(pool: asyncpg.Pool) -> bool:
    """Whether a pool is open, and nobody holds a connection of it."""
    return not pool.is_closing() and pool.get_idle_size() == pool.get_size()


def _terminate(database: PostgresDatabase) -> None:
    for pool in _pools(database):
        pool.terminate()
