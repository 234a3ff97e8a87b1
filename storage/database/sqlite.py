"""SQLite: one writer, a pool of readers, a thread for each connection."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Coroutine, Iterable, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from pathlib import Path
from time import perf_counter
from typing import Any

import aiosqlite
from sqlalchemy.dialects.sqlite.aiosqlite import SQLiteDialect_aiosqlite
from sqlalchemy.engine.url import URL

from storage.database.causes import sqlite_unavailable
from storage.database.priority import give_way
from storage.database.private_file import warn_if_open
from storage.database.protocol import Parameters, Row
from storage.database.sharing import acquire_soon, reader_shares, snapshot_shares, time_left
from storage.database.sqlite_functions import missing
from storage.database.sqlite_inline import InlineReader, NotInline
from storage.database.sqlite_memory import switch_off_memory_statistics
from storage.database.store_file import KEEP_A_LOG, READ, StoreFile
from storage.errors import DatabaseUnavailable, LimitExceeded, StatementTimeout

OLDEST_VERSION = (3, 38, 0)
"""The first version that has STRICT tables and JSON built in."""

BUSY_SECONDS = 30.0
"""How long a write waits for another process to finish its own."""

LARGEST_LOG = 16_777_216
"""Bytes of the write-ahead log that stay on disk. A reader that runs for long lets it grow beyond."""

INTERRUPT_SECONDS = 0.005
"""Interval at which a running statement is interrupted until it stops: an interrupt before it begins has no effect."""

SERVICE_READERS = 2
"""Connections for keys, readiness and background work, which never wait for queries."""

LARGE_READERS = 2
"""Connections for large statements, which no connection caches."""

LARGEST_CACHED_STATEMENT = 50_000
"""Characters; longer statements are prepared anew each time."""

SNAPSHOTS = 32
"""Snapshots that may be read at once."""

KEPT_SNAPSHOTS = 4
"""Connections of snapshots that are kept for the next: opening one and preparing its statements costs milliseconds."""

Idle = asyncio.LifoQueue[aiosqlite.Connection]

READER_PRAGMAS = (
    "PRAGMA query_only = ON",
    "PRAGMA mmap_size = 1073741824",
    "PRAGMA cache_size = -16384",
    "PRAGMA temp_store = MEMORY",
)
WRITER_PRAGMAS = (
    KEEP_A_LOG,
    f"PRAGMA journal_size_limit = {LARGEST_LOG}",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = OFF",
    "PRAGMA cache_size = -65536",
    "PRAGMA temp_store = MEMORY",
)

TOO_LARGE = {
    "parser stack overflow": "nesting",
    "Expression tree is too large": "expressions",
    "too many SQL variables": "values",
    "too many columns": "columns",
    "too many FROM clause terms": "joins",
    "too many references to": "references",
    "string or blob too big": "statement_bytes",
}
"""What SQLite says of a statement that is beyond its limits, and what the limit is called."""


class SqliteTransaction:
    """Statements between BEGIN IMMEDIATE and COMMIT on the writer's connection."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """All rows of a statement."""
        return list(await self._connection.execute_fetchall(sql, parameters))  # type: ignore[arg-type]

    async def execute(self, sql: str, parameters: Parameters = ()) -> None:
        """Runs a statement."""
        await self._connection.execute_fetchall(sql, parameters)

    async def executemany(self, sql: str, rows: Iterable[Parameters]) -> None:
        """Runs a statement once for each row of parameters."""
        cursor = await self._connection.executemany(sql, rows)
        await cursor.close()

    async def insert(self, table: str, columns: Sequence[str], rows: Sequence[Parameters]) -> None:
        """Adds new rows with one prepared INSERT."""
        names = ", ".join(f'"{column}"' for column in columns)
        marks = ", ".join("?" * len(columns))
        await self.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows)


class SqliteCursor:
    """A statement that is read in parts."""

    def __init__(self, cursor: aiosqlite.Cursor) -> None:
        self._cursor = cursor

    async def fetch(self, count: int) -> list[Row]:
        """The next rows, at most `count`."""
        with _translated():
            return list(await self._cursor.fetchmany(count))  # type: ignore[arg-type]


class SqliteSnapshot:
    """Statements of one transaction that only reads."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection
        self.has_cursor = False
        """Whether a statement may not be at its end: then no other transaction can follow on the connection."""

    async def rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """All rows of a statement."""
        with _translated():
            return list(await self._connection.execute_fetchall(sql, parameters))  # type: ignore[arg-type]

    async def cursor(self, sql: str, parameters: Parameters = ()) -> SqliteCursor:
        """Begins a statement whose rows are fetched in parts."""
        self.has_cursor = True
        with _translated():
            return SqliteCursor(await self._connection.execute(sql, parameters))


class SqliteDatabase:
    """A SQLite file: see `storage.database.Database`."""

    def __init__(
        self,
        place: URL,
        file: StoreFile,
        writer: aiosqlite.Connection,
        readers: Sequence[aiosqlite.Connection],
        quick: InlineReader,
    ) -> None:
        self.url = place.render_as_string(hide_password=False)
        self.dialect = SQLiteDialect_aiosqlite(paramstyle="qmark")
        self._file = file
        self._writer = writer
        self._writing = asyncio.Lock()
        self._readers = readers
        self._inline = quick
        self.readers = len(readers) - LARGE_READERS - SERVICE_READERS
        self._large = _queue(readers[:LARGE_READERS])
        self._service = _queue(readers[LARGE_READERS : LARGE_READERS + SERVICE_READERS])
        self._idle = _queue(readers[LARGE_READERS + SERVICE_READERS :])
        self._shares = reader_shares(self.readers)
        self._snapshots = snapshot_shares(SNAPSHOTS)
        self._kept_snapshots: list[aiosqlite.Connection] = []
        self._recoveries: set[asyncio.Task[None]] = set()

    @classmethod
    async def open(cls, place: URL, readers: int, statement_cache: int, memory_statistics: bool) -> "SqliteDatabase":
        """Opens the file, which is made if it is not there, in the directory that has to be there."""
        if sqlite3.sqlite_version_info < OLDEST_VERSION:
            raise DatabaseUnavailable(f"SQLite {sqlite3.sqlite_version} is too old: version 3.38 or later is required")
        if not memory_statistics:
            switch_off_memory_statistics()
        file = await probe(place, KEEP_A_LOG)
        warn_if_open(file.path)
        file.warn_if_read_only()
        opened: list[aiosqlite.Connection] = []
        try:
            with _translated():
                writing = READER_PRAGMAS if file.is_read_only else WRITER_PRAGMAS
                cached = [statement_cache, *([0] * LARGE_READERS), *([statement_cache] * (SERVICE_READERS + readers))]
                for number, statements in enumerate(cached):
                    serves = 0 < number - LARGE_READERS <= SERVICE_READERS
                    connection = _connection(file, READER_PRAGMAS if number else writing, statements, gives_way=not serves)
                    opened.append(await connection)
        except BaseException:
            for connection in opened:
                await connection.close()
            raise
        for reader in opened[1:]:
            reader.text_factory = bytes
        with _translated():
            quick = InlineReader(file, READER_PRAGMAS, statement_cache)
        return cls(place, file, opened[0], opened[1:], quick)

    async def value(
        self,
        sql: str,
        parameters: Parameters,
        *,
        timeout: float | None = None,  # noqa: ASYNC109
        owner: str = "",
        until: float | None = None,
    ) -> bytes | None:
        """First column of the first row as UTF-8 bytes: on this thread if that is quick, else one hop to a reader's and back."""
        self._file.require_same()
        try:
            found = self._inline.rows(sql, parameters)
        except NotInline:
            async with self._shares.slot(owner, until):
                started = perf_counter()
                idle = self._idle if len(sql) <= LARGEST_CACHED_STATEMENT else self._large
                found = await self._read(idle, sql, parameters, time_left(timeout, until))
                self._inline.took(sql, perf_counter() - started)
        value = found[0][0] if found else None
        return value if value is None or type(value) is bytes else str(value).encode()

    async def rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """All rows of a statement that only reads. Readers hand out text as bytes: here it becomes str again."""
        self._file.require_same()
        try:
            found = self._inline.rows(sql, parameters)
        except NotInline:
            started = perf_counter()
            found = await self._read(self._service, sql, parameters, None)
            self._inline.took(sql, perf_counter() - started)
        return [tuple(value.decode() if type(value) is bytes else value for value in row) for row in found]

    async def _read(self, idle: Idle, sql: str, parameters: Parameters, timeout: float | None) -> list[Row]:  # noqa: ASYNC109
        reader = await idle.get()
        clean = False
        try:
            async with asyncio.timeout(timeout):
                with _translated():
                    found = await reader.execute_fetchall(sql, parameters)
            clean = True
        except (sqlite3.Error, DatabaseUnavailable):
            clean = True
            raise
        except TimeoutError as error:
            raise StatementTimeout(f"the statement ran longer than {timeout:g} seconds", limit=timeout) from error
        finally:
            if clean:
                idle.put_nowait(reader)
            else:
                self._spawn(self._recover(idle, reader))
        return found  # type: ignore[return-value]

    def _spawn(self, recovery: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(recovery)
        self._recoveries.add(task)
        task.add_done_callback(self._recoveries.discard)
        return task

    async def _recover(self, idle: Idle, reader: aiosqlite.Connection) -> None:
        """Stops what a reader runs, waits until its thread is free, and puts it back among the idle ones."""
        await _stop(reader)
        idle.put_nowait(reader)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[SqliteTransaction]:
        """The only writer of this process; other processes wait at BEGIN IMMEDIATE."""
        await self._writing.acquire()
        with _translated():
            try:
                self._file.require_writable()
                await self._writer.execute_fetchall("BEGIN IMMEDIATE")
                self._file.require_same()
                yield SqliteTransaction(self._writer)
                self._file.require_same()
                await self._writer.execute_fetchall("COMMIT")
            except BaseException:
                await asyncio.shield(self._spawn(self._roll_back()))
                raise
        self._writing.release()

    async def _roll_back(self) -> None:
        """Ends a transaction that failed, and only then lets the next one begin, even if its caller was cancelled."""
        await _stop(self._writer)
        with suppress(sqlite3.OperationalError):
            await self._writer.execute_fetchall("ROLLBACK")
        self._writing.release()

    @asynccontextmanager
    async def snapshot(self, owner: str = "") -> AsyncIterator[SqliteSnapshot]:
        """On a connection of its own: the file's log cannot be shortened beyond it until the block ends."""
        async with AsyncExitStack() as held:
            await acquire_soon(held, self._snapshots, owner)
            held.enter_context(_translated())
            self._file.require_same()
            connection = self._kept_snapshots.pop() if self._kept_snapshots else await self._open_snapshot()
            is_clean = False
            try:
                for statement in ("BEGIN", "SELECT count(*) FROM sqlite_schema"):
                    await connection.execute_fetchall(statement)
                snapshot = SqliteSnapshot(connection)
                yield snapshot
                is_clean = not snapshot.has_cursor
            finally:
                await asyncio.shield(self._spawn(self._end_snapshot(connection, is_clean=is_clean)))

    async def _open_snapshot(self) -> aiosqlite.Connection:
        return await _connection(self._file, READER_PRAGMAS, gives_way=True)

    async def _end_snapshot(self, connection: aiosqlite.Connection, *, is_clean: bool) -> None:
        """Ends a transaction, and keeps its connection. If a statement may still run, stops it and closes the connection."""
        if is_clean and len(self._kept_snapshots) < KEPT_SNAPSHOTS:
            with suppress(sqlite3.Error):
                await connection.execute_fetchall("ROLLBACK")
                self._kept_snapshots.append(connection)
                return
        await _stop(connection)
        await connection.close()

    async def shorten_log(self) -> None:
        """Writes a large write-ahead log back and cuts it off. Does not wait: a reader or writer keeps it as it is."""
        if self._file.is_read_only or self._file.log_size <= LARGEST_LOG:
            return
        with _translated():
            self._file.require_same()
            await asyncio.to_thread(_checkpoint, self._file.name)

    async def close(self) -> None:
        """Waits for running statements and closes every connection."""
        if self._recoveries:
            await asyncio.wait(self._recoveries)
        self._inline.close()
        for connection in (*self._kept_snapshots, *self._readers, self._writer):
            await connection.close()


def _queue(readers: Sequence[aiosqlite.Connection]) -> Idle:
    queue: Idle = asyncio.LifoQueue()
    for reader in readers:
        queue.put_nowait(reader)
    return queue


async def probe(place: URL, first: str = READ) -> StoreFile:
    """Opens the file, runs a statement and closes it; a new file is private. Raises DatabaseUnavailable if that cannot be done.

    aiosqlite leaves its thread behind where a connection cannot be made, and the thread then complains of a closed loop.
    """
    with _translated():
        return await asyncio.to_thread(StoreFile.open, Path(str(place.database)), BUSY_SECONDS, first)


def _checkpoint(name: str) -> None:
    connection = sqlite3.connect(name, timeout=0, isolation_level=None)
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        connection.close()


def _connection(
    file: StoreFile, pragmas: Sequence[str], statement_cache: int = 128, *, gives_way: bool = False
) -> aiosqlite.Connection:
    """A connection that is opened, when it is awaited, and prepared in one go on its own thread, whose priority may be lower."""

    def connect() -> sqlite3.Connection:
        if gives_way:
            give_way()
        connection = sqlite3.connect(
            file.name, timeout=BUSY_SECONDS, isolation_level=None, cached_statements=statement_cache, uri=file.is_read_only
        )
        try:
            for pragma in pragmas:
                connection.execute(pragma).fetchall()
            for name, function in missing().items():
                connection.create_function(name, 1, function, deterministic=True)
        except BaseException:
            connection.close()
            raise
        return connection

    return aiosqlite.Connection(connect, iter_chunk_size=64)


async def _stop(connection: aiosqlite.Connection) -> None:
    probe = asyncio.ensure_future(connection.execute_fetchall("SELECT 1"))
    while not probe.done():
        await connection.interrupt()
        await asyncio.wait({probe}, timeout=INTERRUPT_SECONDS)
    probe.exception()


@contextmanager
def _translated() -> Iterator[None]:
    """Turns the errors of a file that cannot be used just now into DatabaseUnavailable, and those of a statement beyond
    what SQLite's parser holds into LimitExceeded; wrong SQL stays what it is."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        limit = next((name for said, name in TOO_LARGE.items() if said in str(error)), None)
        if limit:
            raise LimitExceeded(
                "The operation is nested too deeply or too large for SQLite.",
                limit=limit, allowed="what SQLite can parse", measured="more",
            ) from error  # fmt: skip
        if (failure := sqlite_unavailable(error)) is not None:
            raise failure from error
        raise
