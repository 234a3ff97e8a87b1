"""SQLite: one writer, pools of readers, a thread for each connection."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Coroutine, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from time import perf_counter
from typing import Any

import aiosqlite
from sqlalchemy.dialects.sqlite.aiosqlite import SQLiteDialect_aiosqlite
from sqlalchemy.engine.url import URL

from storage.database.private_file import warn_if_open
from storage.database.protocol import Parameters, Row
from storage.database.sharing import acquire_soon, reader_shares, snapshot_shares, time_left
from storage.database.sqlite_connections import (
    LARGEST_LOG,
    READER_PRAGMAS,
    WRITER_PRAGMAS,
    ReaderPool,
    connection_to,
    probe,
    stop,
    translated,
)
from storage.database.sqlite_inline import InlineReader, NotInline
from storage.database.sqlite_memory import switch_off_memory_statistics
from storage.database.store_file import KEEP_A_LOG, StoreFile
from storage.errors import DatabaseUnavailable, StatementTimeout

OLDEST_VERSION = (3, 38, 0)
"""The first version that has STRICT tables and JSON built in."""

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
        with translated():
            return list(await self._cursor.fetchmany(count))  # type: ignore[arg-type]


class SqliteSnapshot:
    """Statements of one transaction that only reads."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection
        self.has_cursor = False
        """Whether a statement may not be at its end: then no other transaction can follow on the connection."""

    async def rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """All rows of a statement."""
        with translated():
            return list(await self._connection.execute_fetchall(sql, parameters))  # type: ignore[arg-type]

    async def cursor(self, sql: str, parameters: Parameters = ()) -> SqliteCursor:
        """Begins a statement whose rows are fetched in parts."""
        self.has_cursor = True
        with translated():
            return SqliteCursor(await self._connection.execute(sql, parameters))


class SqliteDatabase:
    """A SQLite file: see `storage.database.Database`."""

    def __init__(
        self,
        place: URL,
        file: StoreFile,
        writer: aiosqlite.Connection,
        readers: int,
        statement_cache: int,
        inline: InlineReader,
    ) -> None:
        self.url = place.render_as_string(hide_password=False)
        self.dialect = SQLiteDialect_aiosqlite(paramstyle="qmark")
        self._file = file
        self._writer = writer
        self._writing = asyncio.Lock()
        self._inline = inline
        self.readers = readers
        self._large = ReaderPool(file, LARGE_READERS, 0, gives_way=True)
        self._service = ReaderPool(file, SERVICE_READERS, statement_cache, gives_way=False)
        self._idle = ReaderPool(file, readers, statement_cache, gives_way=True)
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
        with translated():
            inline = InlineReader(file, READER_PRAGMAS, statement_cache)
        try:
            with translated():
                writer = await connection_to(file, READER_PRAGMAS if file.is_read_only else WRITER_PRAGMAS, statement_cache)
        except BaseException:
            inline.close()
            raise
        return cls(place, file, writer, readers, statement_cache, inline)

    async def value(
        self,
        sql: str,
        parameters: Parameters,
        *,
        timeout: float | None = None,  # noqa: ASYNC109
        owner: str = "",
        until: float | None = None,
        has_one_plan: bool = False,  # noqa: ARG002 - on SQLite every statement has
    ) -> bytes | None:
        """First column of the first row as UTF-8 bytes: on this thread if that is quick, else one hop to a reader's and back."""
        self._file.require_same()
        try:
            found = self._inline.rows(sql, parameters)
        except NotInline:
            async with self._shares.slot(owner, until):
                started = perf_counter()
                pool = self._idle if len(sql) <= LARGEST_CACHED_STATEMENT else self._large
                found = await self._read(pool, sql, parameters, time_left(timeout, until))
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

    async def _read(self, pool: ReaderPool, sql: str, parameters: Parameters, timeout: float | None) -> list[Row]:  # noqa: ASYNC109
        with translated():
            reader = await pool.acquire()
        clean = False
        try:
            async with asyncio.timeout(timeout):
                with translated():
                    found = await reader.execute_fetchall(sql, parameters)
            clean = True
        except (sqlite3.Error, DatabaseUnavailable):
            clean = True
            raise
        except TimeoutError as error:
            raise StatementTimeout(f"the statement ran longer than {timeout:g} seconds", limit=timeout) from error
        finally:
            if clean:
                pool.release(reader)
            else:
                self._spawn(self._recover(pool, reader))
        return found  # type: ignore[return-value]

    def _spawn(self, recovery: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(recovery)
        self._recoveries.add(task)
        task.add_done_callback(self._recoveries.discard)
        return task

    async def _recover(self, pool: ReaderPool, reader: aiosqlite.Connection) -> None:
        """Stops what a reader runs, waits until its thread is free, and puts it back among the idle ones."""
        await stop(reader)
        pool.release(reader)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[SqliteTransaction]:
        """The only writer of this process; other processes wait at BEGIN IMMEDIATE."""
        await self._writing.acquire()
        with translated():
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
        await stop(self._writer)
        with suppress(sqlite3.OperationalError):
            await self._writer.execute_fetchall("ROLLBACK")
        self._writing.release()

    @asynccontextmanager
    async def snapshot(self, owner: str = "") -> AsyncIterator[SqliteSnapshot]:
        """On a connection of its own: the file's log cannot be shortened beyond it until the block ends."""
        async with AsyncExitStack() as held:
            await acquire_soon(held, self._snapshots, owner)
            held.enter_context(translated())
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
        return await connection_to(self._file, READER_PRAGMAS, gives_way=True)

    async def _end_snapshot(self, connection: aiosqlite.Connection, *, is_clean: bool) -> None:
        """Ends a transaction, and keeps its connection. If a statement may still run, stops it and closes the connection."""
        if is_clean and len(self._kept_snapshots) < KEPT_SNAPSHOTS:
            with suppress(sqlite3.Error):
                await connection.execute_fetchall("ROLLBACK")
                self._kept_snapshots.append(connection)
                return
        await stop(connection)
        await connection.close()

    async def shorten_log(self) -> None:
        """Writes a large write-ahead log back and cuts it off. Does not wait: a reader or writer keeps it as it is."""
        if self._file.is_read_only or self._file.log_size <= LARGEST_LOG:
            return
        with translated():
            self._file.require_same()
            await asyncio.to_thread(_checkpoint, self._file.name)

    async def close(self) -> None:
        """Waits for running statements and closes every connection."""
        if self._recoveries:
            await asyncio.wait(self._recoveries)
        self._inline.close()
        for pool in (self._large, self._service, self._idle):
            await pool.close()
        for connection in (*self._kept_snapshots, self._writer):
            await connection.close()


def _checkpoint(name: str) -> None:
    connection = sqlite3.connect(name, timeout=0, isolation_level=None)
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        connection.close()
