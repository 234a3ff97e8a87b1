"""Connections to a SQLite file: how they are made, prepared and stopped, and pools of those that read."""

import asyncio
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import aiosqlite
from sqlalchemy.engine.url import URL

from storage.database.causes import sqlite_unavailable
from storage.database.priority import give_way
from storage.database.sqlite_functions import missing
from storage.database.store_file import KEEP_A_LOG, READ, StoreFile
from storage.errors import LimitExceeded

BUSY_SECONDS = 30.0
"""How long a write waits for another process to finish its own."""

LARGEST_LOG = 16_777_216
"""Bytes of the write-ahead log that stay on disk. A reader that runs for long lets it grow beyond."""

INTERRUPT_SECONDS = 0.005
"""Interval at which a running statement is interrupted until it stops: an interrupt before it begins has no effect."""

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


class ReaderPool:
    """Connections that read. Each is opened when it is first needed, so that a store costs no more than it is used."""

    def __init__(self, file: StoreFile, most: int, statement_cache: int, *, gives_way: bool) -> None:
        self._file = file
        self._statement_cache = statement_cache
        self._gives_way = gives_way
        self._idle: asyncio.LifoQueue[aiosqlite.Connection | None] = asyncio.LifoQueue()
        self._opened: list[aiosqlite.Connection] = []
        self._openings: set[asyncio.Task[aiosqlite.Connection]] = set()
        for _ in range(most):
            self._idle.put_nowait(None)

    @property
    def free(self) -> int:
        """The number of connections that are idle, or not opened yet."""
        return self._idle.qsize()

    async def acquire(self) -> aiosqlite.Connection:
        """A connection that nothing else uses. It must be given back to `release`."""
        reader = await self._idle.get()
        if reader is not None:
            return reader
        opening = asyncio.create_task(self._open())
        self._openings.add(opening)
        try:
            return await asyncio.shield(opening)
        except BaseException:  # an opening that is not waited for goes on
            opening.add_done_callback(lambda _: self._idle.put_nowait(_opened(opening)))
            raise
        finally:
            opening.add_done_callback(self._openings.discard)

    def release(self, reader: aiosqlite.Connection) -> None:
        """Takes a connection back, on which nothing runs."""
        self._idle.put_nowait(reader)

    async def close(self) -> None:
        """Closes every connection."""
        if self._openings:
            await asyncio.wait(self._openings)
        for connection in self._opened:
            await connection.close()

    async def _open(self) -> aiosqlite.Connection:
        reader = await connection_to(self._file, READER_PRAGMAS, self._statement_cache, gives_way=self._gives_way)
        self._opened.append(reader)
        reader.text_factory = bytes
        return reader


def _opened(opening: asyncio.Task[aiosqlite.Connection]) -> aiosqlite.Connection | None:
    return None if opening.cancelled() or opening.exception() else opening.result()


async def probe(place: URL, first: str = READ) -> StoreFile:
    """Opens the file, runs a statement and closes it; a new file is private. Raises DatabaseUnavailable if that cannot be done.

    aiosqlite leaves its thread behind where a connection cannot be made, and the thread then complains of a closed loop.
    """
    with translated():
        return await asyncio.to_thread(StoreFile.open, Path(str(place.database)), BUSY_SECONDS, first)


def connection_to(
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


async def stop(connection: aiosqlite.Connection) -> None:
    """Interrupts what a connection runs, until its thread is free."""
    probe = asyncio.ensure_future(connection.execute_fetchall("SELECT 1"))
    while not probe.done():
        await connection.interrupt()
        await asyncio.wait({probe}, timeout=INTERRUPT_SECONDS)
    probe.exception()


@contextmanager
def translated() -> Iterator[None]:
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
