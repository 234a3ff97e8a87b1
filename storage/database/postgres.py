"""PostgreSQL by asyncpg: a pool of readers that cannot write, and a pool of writers."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import Any

import asyncpg  # type: ignore[import-untyped]
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.engine import URL, Dialect

from storage.database.protocol import Parameters, Row
from storage.errors import DatabaseUnavailable, LimitExceeded, StatementTimeout

OLDEST_VERSION = 15
CONNECT_SECONDS = 10.0
WRITERS = 4
SNAPSHOTS = 8
"""How many may be read at once. They have connections of their own: whoever reads one slowly keeps no writer waiting."""
LARGEST_CACHED_STATEMENT = 1_000_000
"""Characters; longer statements are prepared anew each time."""

READER_SETTINGS = {"application_name": "pentagraph", "jit": "off", "default_transaction_read_only": "on"}
WRITER_SETTINGS = {"application_name": "pentagraph writer", "jit": "off"}
SNAPSHOT_SETTINGS = {"application_name": "pentagraph snapshot", "jit": "off"}

UNAVAILABLE = (
    OSError,
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.OperatorInterventionError,
    asyncpg.InsufficientResourcesError,
    asyncpg.InvalidCatalogNameError,
    asyncpg.InvalidAuthorizationSpecificationError,
)


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
        """The next rows, at most so many."""
        with _translated():
            return [tuple(row) for row in await self._cursor.fetch(count)]


class PostgresSnapshot(PostgresTransaction):
    """Statements of one REPEATABLE READ transaction that only reads."""

    async def cursor(self, sql: str, parameters: Parameters = ()) -> PostgresCursor:
        """Begins a statement whose rows are fetched in parts."""
        with _translated():
            return PostgresCursor(await self._connection.cursor(sql, *parameters))


class PostgresDatabase:
    """A PostgreSQL database: see `storage.database.Database`."""

    def __init__(self, place: URL, readers: Any, writers: Any, snapshots: Any) -> None:
        self.url = place.render_as_string(hide_password=False)
        self.dialect: Dialect = PGDialect_asyncpg()  # type: ignore[no-untyped-call]
        self._readers = readers
        self._writers = writers
        self._snapshots = snapshots

    @classmethod
    async def open(cls, place: URL, readers: int, statement_cache: int) -> "PostgresDatabase":
        """Connects, and makes sure that the server is one that can be used."""
        shared = {
            "dsn": place.set(drivername="postgresql").render_as_string(hide_password=False),
            "min_size": 1,
            "timeout": CONNECT_SECONDS,
            "statement_cache_size": statement_cache,
            "max_cached_statement_lifetime": 0,
            "max_cacheable_statement_size": LARGEST_CACHED_STATEMENT,
        }
        with _translated():
            reading = await asyncpg.create_pool(
                **shared,
                max_size=readers,
                server_settings=READER_SETTINGS,
                init=_prepare_reader,
                connection_class=ReaderConnection,
            )
            try:
                await _refuse_old_server(reading)
                # A plan that was kept since its tables were empty would read them whole: writers plan each statement anew.
                uncached = {**shared, "statement_cache_size": 0}
                writing = await asyncpg.create_pool(**uncached, max_size=WRITERS, server_settings=WRITER_SETTINGS)
            except BaseException:
                await reading.close()
                raise
            lasting = {**uncached, "min_size": 0, "max_size": SNAPSHOTS}
            snapshots = await asyncpg.create_pool(**lasting, server_settings=SNAPSHOT_SETTINGS)
        return cls(place, reading, writing, snapshots)

    async def value(self, sql: str, parameters: Parameters, *, timeout: float | None = None) -> bytes | None:  # noqa: ASYNC109
        """First column of the first row as UTF-8 bytes; JSON arrives so, and is not looked at."""
        with _translated(timeout):
            async with self._readers.acquire() as connection:
                found = await connection.fetchval(sql, *parameters, timeout=timeout)
        return found if found is None or type(found) is bytes else str(found).encode()

    async def rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """All rows of a statement that only reads."""
        with _translated():
            async with self._readers.acquire() as connection:
                found = await connection.fetch(sql, *parameters)
        return [tuple(value.decode() if type(value) is bytes else value for value in row) for row in found]

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[PostgresTransaction]:
        """One of several writers; what must not run at once takes a lock in the database."""
        with _translated():
            connection = await self._writers.acquire()
        try:
            block = connection.transaction()
            with _translated():
                await block.start()
            try:
                yield PostgresTransaction(connection)
            except BaseException:
                await _roll_back(connection, block)
                raise
            with _translated():
                await block.commit()
        finally:
            await self._writers.release(connection)

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[PostgresSnapshot]:
        """On a connection that hands out text as str; it cannot write. DatabaseUnavailable where too many are read already."""
        with _translated():
            try:
                connection = await self._snapshots.acquire(timeout=CONNECT_SECONDS)
            except TimeoutError as error:
                raise DatabaseUnavailable("too many exports and copies are running; try again later") from error
        try:
            block = connection.transaction(isolation="repeatable_read", readonly=True)
            with _translated():
                await block.start()
                await connection.fetch("SELECT 1")  # the state is that of the first statement, not of BEGIN
            try:
                yield PostgresSnapshot(connection)
            finally:
                await _roll_back(connection, block)
        finally:
            await self._snapshots.release(connection)

    async def close(self) -> None:
        """Waits for running statements and closes every connection."""
        await asyncio.gather(self._readers.close(), self._writers.close(), self._snapshots.close())


async def _roll_back(connection: Any, block: Any) -> None:
    """Undoes a transaction; a lost connection has undone it already."""
    if not connection.is_closed():
        with suppress(*UNAVAILABLE):
            await block.rollback()


async def _prepare_reader(connection: Any) -> None:
    """Readers keep prepared statements. From the sixth execution on PostgreSQL might plan one for values that it does not know:
    it would take a window for all of time, and a tenth of a second for ten. Sent as a statement, the setting also arrives through
    poolers that drop startup parameters. Writers and snapshots keep no statements, so all of theirs are planned with values."""
    await connection.execute("SET plan_cache_mode = force_custom_plan")
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
            raise DatabaseUnavailable("the PostgreSQL server did not respond in time") from error
        limit = "the server allows" if timeout is None else f"{timeout:g} seconds"
        raise StatementTimeout(f"the statement ran longer than {limit}", limit=timeout) from error
    except asyncpg.ProgramLimitExceededError as error:
        raise LimitExceeded(
            f"The operation is nested too deeply or too large for PostgreSQL: {error}.",
            limit="nesting", allowed="what PostgreSQL can process", measured="more",
        ) from error  # fmt: skip
    except UNAVAILABLE as error:
        if isinstance(error, asyncpg.InterfaceError) and "clos" not in str(error):
            raise  # a value of the wrong type, not a connection or pool that is closed
        raise DatabaseUnavailable(f"the PostgreSQL server is unavailable: {error}") from error
