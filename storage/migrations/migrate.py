"""Updates the tables of a database to this version of Pentagraph, and refuses a database that is not there yet."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache, partial
from pathlib import Path
from typing import Any

import aiosqlite
import asyncpg  # type: ignore[import-untyped]
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from storage.database.causes import unavailable
from storage.database.opening import parse_url, shown
from storage.database.patience import answered_within
from storage.database.postgres import CONNECT_SECONDS
from storage.database.protocol import Database
from storage.database.sqlite_connections import BUSY_SECONDS, probe
from storage.database.store_file import KEEP_A_LOG, READ
from storage.errors import DatabaseUnavailable, WrongSchema
from storage.maintenance.sqlite_statistics import assume

MIGRATIONS = Path(__file__).parent

DRAFTS = re.compile(r"000[1-4]|draft_[0-9a-f]+")
"""Revisions from before the first release, which no migration begins at."""

CHECK_SECONDS = 5.0
"""Maximum time of a check, waiting for a connection included."""

MIGRATION_LOCK = 0x70656E7461  # "penta"
"""Number of the PostgreSQL advisory lock that lets one migration run at a time."""


async def migrate(url: str) -> None:
    """Runs every migration that the database has not had, all of them or none. Safe to run twice, and from two places at once.

    Raises DatabaseUnavailable when the database cannot be reached, WrongSchema when a newer Pentagraph made it, or one from
    before the first release.
    """
    async with _alone(url) as connection:
        await connection.run_sync(_upgrade, url)


async def prepare(url: str) -> None:
    """Makes the tables of an empty database. One that is up to date is only read: no lock is taken, and nothing written.

    Raises WrongSchema, with what to do, where the database is behind or ahead of this version, or is not Pentagraph's.
    """
    if await _is_current(url):
        return
    async with _alone(url) as connection:
        await connection.run_sync(_upgrade_if_empty, url)


async def require(url: str) -> None:
    """Returns when the database is of this version; else WrongSchema that says what to do. Makes nothing, no file either."""
    place = parse_url(url)
    if place.get_backend_name() == "sqlite" and not await asyncio.to_thread(Path(str(place.database)).exists):
        raise DatabaseUnavailable(f"file not found: {place.database}")
    async with _reading(url) as connection:
        await connection.run_sync(_require, url)


async def check(database: Database) -> None:
    """Returns when an open database is of this version; else WrongSchema, or DatabaseUnavailable. Waits for no lock."""
    async with answered_within(CHECK_SECONDS):
        found = await database.rows("SELECT version_num FROM alembic_version")
    if [row[0] for row in found] != [_head()]:
        raise WrongSchema(f"the database does not have the schema version that this program requires ({_head()})")


@cache
def _head() -> str | None:
    """The schema version of this program. Finding it reads every migration, which readiness must not do each time."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def _config(connection: sa.Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.attributes["connection"] = connection
    return config


def _upgrade(connection: sa.Connection, url: str) -> None:
    _refuse_unknown(connection, url)
    command.upgrade(_config(connection), "head")
    assume(connection)


def _upgrade_if_empty(connection: sa.Connection, url: str) -> None:
    _refuse_unknown(connection, url)
    current = _current(connection)
    if current is not None:
        _refuse_older(current, url)
        return
    _refuse_foreign(connection)
    command.upgrade(_config(connection), "head")
    assume(connection)


def _refuse_foreign(connection: sa.Connection) -> None:
    if sa.inspect(connection).get_table_names():
        raise WrongSchema("the database contains tables of another application; use an empty database")


def _require(connection: sa.Connection, url: str) -> None:
    _refuse_unknown(connection, url)
    current = _current(connection)
    if current is None:
        raise WrongSchema(f"{shown(url)} is not a Pentagraph store")
    _refuse_older(current, url)


def _refuse_older(current: str, url: str) -> None:
    head = _head()
    if current != head:
        raise WrongSchema(
            f"the database has an older schema version ({current}; required: {head}); "
            f"run: pentagraph migrate --database {shown(url)}"
        )


def _refuse_unknown(connection: sa.Connection, url: str) -> None:
    current = _current(connection)
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if current is None or current in known:
        return
    if DRAFTS.fullmatch(current):
        raise WrongSchema(
            f"{shown(url)} was created by a development version before the first release ({current})"
            " and cannot be migrated; create a new store and load the data again"
        )
    raise WrongSchema(
        f"{shown(url)} was migrated by a newer Pentagraph (schema version {current}); use that release or a later one"
    )


def _current(connection: sa.Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


async def _is_current(url: str) -> bool:
    """Whether the database has the tables of this version; False if it has none. WrongSchema for those of another version."""
    async with _reading(url) as connection:
        await connection.run_sync(_refuse_unknown, url)
        current = await connection.run_sync(_current)
        if current is None:
            await connection.run_sync(_refuse_foreign)
            return False
    _refuse_older(current, url)
    return True


@asynccontextmanager
async def _reading(url: str) -> AsyncIterator[AsyncConnection]:
    """A connection that reads, whoever writes meanwhile."""
    async with _opened(url) as engine, engine.connect() as connection:
        yield connection


@asynccontextmanager
async def _alone(url: str) -> AsyncIterator[AsyncConnection]:
    """A connection inside one transaction, DDL included, that no other migration shares."""
    async with _opened(url, KEEP_A_LOG) as engine:
        if engine.dialect.name == "sqlite":
            sa.event.listen(engine.sync_engine, "begin", _begin_immediate)
        async with engine.begin() as connection:
            if engine.dialect.name == "postgresql":
                await connection.execute(sa.text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
            yield connection


@asynccontextmanager
async def _opened(url: str, first: str = READ) -> AsyncIterator[AsyncEngine]:
    """An engine whose connections end with the block, after a first statement on a SQLite file. Raises DatabaseUnavailable if
    the database cannot be used."""
    place = parse_url(url)
    if place.get_backend_name() == "sqlite":
        file = await probe(place, first)
        connect = partial(aiosqlite.connect, file.name, timeout=BUSY_SECONDS, uri=file.is_read_only)
        engine = create_async_engine(place, poolclass=NullPool, async_creator=connect)
        sa.event.listen(engine.sync_engine, "connect", _leave_transactions_to_us)
    else:
        engine = create_async_engine(place, poolclass=NullPool, connect_args={"timeout": CONNECT_SECONDS})
    try:
        yield engine
    except (DBAPIError, OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise unavailable(error, "the database was not opened, and nothing was changed; the log states the cause") from error
    finally:
        await engine.dispose()


def _leave_transactions_to_us(connection: Any, _record: object) -> None:
    # Python's sqlite3 would commit before each CREATE TABLE.
    connection.isolation_level = None


def _begin_immediate(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
