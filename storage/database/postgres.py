"""PostgreSQL by asyncpg: a pool of readers that cannot write, and a pool of writers."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import asyncpg  # type: ignore[import-untyped]
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.engine import URL, Dialect

from storage.database.causes import postgresql_unavailable, unavailable
from storage.database.protocol import Parameters, Row
from storage.database.sharing import acquire_soon, reader_shares, snapshot_shares, time_left
from storage.errors import DatabaseUnavailable, LimitExceeded, StatementTimeout

OLDEST_VERSION = 15
CONNECT_SECONDS = 10.0
WRITERS = 4
SERVICE_READERS = 2
SNAPSHOTS = 8
"""How many may be read at once. They have connections of their own: whoever reads one slowly keeps no writer waiting."""
COMMAND_SECONDS = 600.0
"""Maximum time of a statement that has no limit of its own, such as one of background work."""
BEGIN_SECONDS = 10.0
"""Maximum time to begin a transaction: nothing but a server that does not respond takes as long."""
RELEASE_SECONDS = 2.0
"""Maximum time in which a connection that is given back must have stopped its statement."""
ROLLBACK_SECONDS = 10.0
SILENCE = (
    (socket.SOL_SOCKET, "SO_KEEPALIVE", 1),
    (socket.IPPROTO_TCP, "TCP_KEEPIDLE", 10),
    (socket.IPPROTO_TCP, "TCP_KEEPINTVL", 5),
    (socket.IPPROTO_TCP, "TCP_KEEPCNT", 3),
    (socket.IPPROTO_TCP, "TCP_USER_TIMEOUT", 25_000),
)
"""Options of sockets: after about 25 seconds without any packet from the other end, the connection is lost."""
LOST = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError)
"""What calls raise on a connection that was lost, among others."""
LARGEST_CACHED_STATEMENT = 50_000
"""Characters; longer statements are prepared anew each time."""

LOOKUP_READERS = 2
"""Connections that keep plans, for statements that one plan is good for."""
KEPT_SECONDS = 60
"""Maximum age of such a plan: its tables may have grown from nothing since."""

READER_SETTINGS = {"application_name": "pentagraph", "jit": "off", "default_transaction_read_only": "on"}
WRITER_SETTINGS = {"application_name": "pentagraph writer", "jit": "off", "lock_timeout": "30s"}
"""A writer waits for another as long as on SQLite."""
SNAPSHOT_SETTINGS = {"application_name": "pentagraph snapshot", "jit": "off"}


class ReaderConnection(asyncpg.Connection):  # type: ignore[misc]
    """A connection that leaves nothing behind, so that giving it back to the pool costs no round trip."""

    def get_reset_query(self) -> str:
        """Nothing to reset: readers run single SELECTs."""
        return ""


class PostgresTransaction:
    """Statements between BEGIN and COMMIT on one of the writers' connections."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    async def rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """All rows of a statement."""
        with _translated():
            return [tuple(row) for row in await self._connection.fetch(sql, *parameters)]

    async def execute(self, sql: str, parameters: Parameters = ()) -> None:
        """Runs a statement."""
        with _translated():
            await self._connection.fetch(sql, *parameters)

    async def executemany(self, sql: str, rows: Iterable[Parameters]) -> None:
        """Runs a statement once for each row of parameters, without waiting for each answer."""
        with _translated():
            await self._connection.executemany(sql, rows)

    async def insert(self, table: str, columns: Sequence[str], rows: Sequence[Parameters]) -> None:
        """Adds new rows by COPY."""
        with _translated():
            await self._connection.copy_records_to_table(table, columns=columns, records=rows)


class PostgresCursor:
    """A portal of a statement."""

    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor

    async def fetch(self, count: int) -> list[Row]:
        """The next rows, at most `count`."""
        with _translated():
            return [tuple(row) for row in await self._cursor.fetch(count)]


class PostgresSnapshot(PostgresTransaction):
    """Statements of one REPEATABLE READ transaction that only reads."""

    async def cursor(self, sql: str, parameters: Parameters = ()) -> PostgresCursor:
        """Begins a statement whose rows are fetched in parts."""
        with _translated():
            return PostgresCursor(await self._connection.cursor(sql, *parameters))


@dataclass(frozen=True, slots=True)
class Pools:
    """The pools of connections of one database."""

    readers: Any
    lookups: Any
    """Readers whose connections keep plans, for statements that one plan is good for."""
    service: Any
    """For keys, readiness and background work, which never wait for queries."""
    writers: Any
    snapshots: Any


class PostgresDatabase:
    """A PostgreSQL database: see `storage.database.Database`."""

    def __init__(self, place: URL, readers: int, pools: "Pools") -> None:
        self.url = place.render_as_string(hide_password=False)
        self.dialect: Dialect = PGDialect_asyncpg()  # type: ignore[no-untyped-call]
        self.readers = readers
        self._readers = pools.readers
        self._lookups = pools.lookups
        self._looking_up = 0
        """Statements that run on connections that keep plans. While all of these are in use, readers run the others."""
        self._service = pools.service
        self._writers = pools.writers
        self._snapshots = pools.snapshots
        self._shares = reader_shares(readers)
        self._snapshot_shares = snapshot_shares(SNAPSHOTS)

    @classmethod
    async def open(cls, place: URL, readers: int, statement_cache: int) -> "PostgresDatabase":
        """Connects, and makes sure that the server is one that can be used."""
        shared = {
            "dsn": place.set(drivername="postgresql").render_as_string(hide_password=False),
            "min_size": 1,
            "connect": _connect,
            "timeout": CONNECT_SECONDS,
            "command_timeout": COMMAND_SECONDS,
            "statement_cache_size": statement_cache,
            "max_cached_statement_lifetime": 0,
            "max_cacheable_statement_size": LARGEST_CACHED_STATEMENT,
        }
        reading = {
            "server_settings": READER_SETTINGS, "init": _prepare_reader, "connection_class": ReaderConnection,
        }  # fmt: skip
        # A plan that was kept since its tables were empty would read them whole: writers plan each statement anew.
        uncached = {**shared, "statement_cache_size": 0}
        opened: list[Any] = []
        try:
            with _translated():
                opened.append(await asyncpg.create_pool(**shared, max_size=readers, **reading))
                await _refuse_old_server(opened[0])
                lookups = {**shared, **reading, "min_size": 0, "init": _use_bytes, "max_cached_statement_lifetime": KEPT_SECONDS}
                opened.append(await asyncpg.create_pool(**lookups, max_size=LOOKUP_READERS))
                opened.append(await asyncpg.create_pool(**shared, max_size=SERVICE_READERS, **reading))
                opened.append(await asyncpg.create_pool(**uncached, max_size=WRITERS, server_settings=WRITER_SETTINGS))
                lasting = {**uncached, "min_size": 0, "max_size": SNAPSHOTS}
                opened.append(await asyncpg.create_pool(**lasting, server_settings=SNAPSHOT_SETTINGS))
        except BaseException:
            await asyncio.gather(*(pool.close() for pool in opened))
            raise
        return cls(place, readers, Pools(*opened))

    async def value(
        self,
        sql: str,
        parameters: Parameters,
        *,
        timeout: float | None = None,  # noqa: ASYNC109
        owner: str = "",
        until: float | None = None,
        has_one_plan: bool = False,
    ) -> bytes | None:
        """First column of the first row as UTF-8 bytes; JSON arrives so, and is not looked at."""
        async with self._shares.slot(owner, until):
            if has_one_plan and self._looking_up < LOOKUP_READERS:
                found = await self._look_up(sql, parameters, time_left(timeout, until))
            else:
                found = await self._read(self._readers, "fetchval", sql, parameters, time_left(timeout, until))
        return found if found is None or type(found) is bytes else str(found).encode()

    async def _look_up(self, sql: str, parameters: Parameters, timeout: float | None) -> Any:  # noqa: ASYNC109
        """The value of a statement on a connection that keeps plans."""
        self._looking_up += 1
        try:
            return await self._read(self._lookups, "fetchval", sql, parameters, timeout)
        finally:
            self._looking_up -= 1

    async def rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """All rows of a statement that only reads."""
        found = await self._read(self._service, "fetch", sql, parameters, None)
        return [tuple(value.decode() if type(value) is bytes else value for value in row) for row in found]

    async def _read(self, pool: Any, method: str, sql: str, parameters: Parameters, timeout: float | None) -> Any:  # noqa: ASYNC109
        """Runs a method of a reader's connection. Waiting for a connection does not count towards the timeout."""
        with _translated():
            connection = await pool.acquire()
        patience: float | None = RELEASE_SECONDS
        try:
            with _translated(timeout):
                found = await getattr(connection, method)(sql, *parameters, timeout=timeout)
            patience = None
        finally:
            await _give_back(pool, connection, patience)
        return found

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[PostgresTransaction]:
        """One of several writers; what must not run at once takes a lock in the database."""
        with _translated():
            connection = await self._writers.acquire()
        try:
            block = connection.transaction()
            with _translated():
                async with asyncio.timeout(BEGIN_SECONDS):
                    await block.start()
            try:
                yield PostgresTransaction(connection)
            except BaseException:
                await _roll_back(connection, block)
                raise
            with _translated():
                await block.commit()
        finally:
            await _give_back(self._writers, connection, RELEASE_SECONDS)

    @asynccontextmanager
    async def snapshot(self, owner: str = "") -> AsyncIterator[PostgresSnapshot]:
        """On a connection that hands out text as str; it cannot write."""
        async with AsyncExitStack() as held:
            await acquire_soon(held, self._snapshot_shares, owner)
            yield await held.enter_async_context(self._snapshot())

    @asynccontextmanager
    async def _snapshot(self) -> AsyncIterator[PostgresSnapshot]:
        with _translated():
            connection = await self._snapshots.acquire(timeout=CONNECT_SECONDS)
        try:
            block = connection.transaction(isolation="repeatable_read", readonly=True)
            with _translated():
                async with asyncio.timeout(BEGIN_SECONDS):
                    await block.start()
                    await connection.fetch("SELECT 1")  # the state is that of the first statement, not of BEGIN
            try:
                yield PostgresSnapshot(connection)
            finally:
                await _roll_back(connection, block)
        finally:
            await _give_back(self._snapshots, connection, RELEASE_SECONDS)

    async def shorten_log(self) -> None:
        """Nothing to do: the server does it."""

    async def close(self) -> None:
        """Waits for running statements and closes every connection."""
        pools = (self._readers, self._lookups, self._service, self._writers, self._snapshots)
        await asyncio.gather(*(pool.close() for pool in pools))


async def _connect(*arguments: Any, **options: Any) -> Any:
    """A connection that notices within seconds that the other end is gone, even if no packet says so."""
    connection = await asyncpg.connect(*arguments, **options)
    transport = getattr(connection, "_transport", None)  # asyncpg has no public way to its socket
    found = transport.get_extra_info("socket") if transport is not None else None
    if found is not None and found.family in (socket.AF_INET, socket.AF_INET6):
        for level, name, value in SILENCE:
            if hasattr(socket, name):
                with suppress(OSError):
                    found.setsockopt(level, getattr(socket, name), value)
    return connection


async def _give_back(pool: Any, connection: Any, patience: float | None) -> None:
    """Gives a connection back to its pool. One that is not idle after `patience` seconds, or was lost, is closed instead."""
    with suppress(TimeoutError, *LOST):
        await pool.release(connection, timeout=patience)


async def _roll_back(connection: Any, block: Any) -> None:
    """Undoes a transaction; a lost connection has undone it already."""
    if not connection.is_closed():
        with suppress(TimeoutError, *LOST):
            async with asyncio.timeout(ROLLBACK_SECONDS):
                await block.rollback()


async def _prepare_reader(connection: Any) -> None:
    """Readers keep prepared statements. From the sixth execution on PostgreSQL might plan one for values that it does not know:
    it would take a window for all of time, and a tenth of a second for ten. Sent as a statement, the setting also arrives through
    poolers that drop startup parameters. Writers and snapshots keep no statements, so all of theirs are planned with values."""
    await connection.execute("SET plan_cache_mode = force_custom_plan")
    await _use_bytes(connection)


async def _use_bytes(connection: Any) -> None:
    """Has the driver hand out text and JSON as bytes, as they arrive."""
    for kind in ("json", "text"):
        await connection.set_type_codec(kind, schema="pg_catalog", encoder=str.encode, decoder=bytes, format="binary")


async def _refuse_old_server(pool: Any) -> None:
    async with pool.acquire() as connection:
        version = connection.get_server_version()
    if version.major < OLDEST_VERSION:
        raise DatabaseUnavailable(f"PostgreSQL {version.major} is too old: version {OLDEST_VERSION} or later is required")


@contextmanager
def _translated(timeout: float | None = None) -> Iterator[None]:
    """Turns the driver's errors into ours where the statement was stopped or the server cannot be reached."""
    try:
        yield
    except (TimeoutError, asyncpg.QueryCanceledError) as error:
        if timeout is None and isinstance(error, TimeoutError):
            raise unavailable(error) from error
        limit = "the server allows" if timeout is None else f"{timeout:g} seconds"
        raise StatementTimeout(f"the statement ran longer than {limit}", limit=timeout) from error
    except asyncpg.ProgramLimitExceededError as error:
        raise LimitExceeded(
            "The operation is nested too deeply or too large for PostgreSQL.",
            limit="nesting", allowed="what PostgreSQL can process", measured="more",
        ) from error  # fmt: skip
    except LOST as error:
        if (failure := postgresql_unavailable(error)) is not None:
            raise failure from error
        raise
