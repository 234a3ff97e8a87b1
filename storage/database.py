"""Opens the database that a URL names. What it returns is the only thing in the project that runs SQL."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.engine.url import URL

from storage.errors import BadUserInput
from storage.postgres import PostgresDatabase
from storage.sqlite import SqliteDatabase

Parameters = Sequence[object]
"""Values of a statement in the order of its placeholders: `?` on SQLite, `$1`, `$2` on PostgreSQL."""

Row = tuple[Any, ...]


class Transaction(Protocol):
    """Statements that take effect together when the block ends, or not at all."""

    async def rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """All rows of a statement, text as str."""

    async def execute(self, sql: str, parameters: Parameters = ()) -> None:
        """Runs a statement whose rows nobody wants."""

    async def executemany(self, sql: str, rows: Iterable[Parameters]) -> None:
        """Runs a statement once for each row of parameters."""

    async def insert(self, table: str, columns: Sequence[str], rows: Sequence[Parameters]) -> None:
        """Adds rows that are known to be new, by the fastest way that the database has."""


class Cursor(Protocol):
    """Rows of a statement, a part at a time."""

    async def fetch(self, count: int) -> list[Row]:
        """The next rows, at most so many; none at the end. Text as str."""


class Snapshot(Protocol):
    """Reads that all see the store as it was when the block began, whoever writes meanwhile."""

    async def rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """All rows of a statement, text as str."""

    async def cursor(self, sql: str, parameters: Parameters = ()) -> Cursor:
        """Begins a statement whose rows are more than memory should hold."""


class Database(Protocol):
    """A pool of readers and a writer. All failures are those of `storage.errors`, but for SQL that is itself wrong."""

    @property
    def dialect(self) -> Dialect:
        """Compiles statements for this database; its name is `sqlite` or `postgresql`."""

    @property
    def url(self) -> str:
        """Where it was opened, with the password if there is one."""

    async def value(self, sql: str, parameters: Parameters, *, timeout: float | None = None) -> bytes | None:  # noqa: ASYNC109
        """First column of the first row as UTF-8 bytes, None where there is no row or it is null. `timeout` is in seconds.

        Raises StatementTimeout when that time is over and the statement was interrupted, DatabaseUnavailable when the
        database cannot be reached.
        """

    async def rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """All rows of a statement that only reads, text as str."""

    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        """A block of writes: committed, and durable, when it ends; rolled back when it raises or is cancelled."""

    def snapshot(self) -> AbstractAsyncContextManager[Snapshot]:
        """A block of reads on one state of the store. Nobody waits for it."""

    async def close(self) -> None:
        """Waits for running statements and closes every connection."""


async def open_database(url: str, *, readers: int = 8, statement_cache: int = 512, memory_statistics: bool = False) -> Database:
    """Opens `sqlite+aiosqlite:///file.db` or `postgresql+asyncpg://user:password@host/name`.

    `readers` is how many statements may read at once, `statement_cache` how many prepared statements each connection keeps.
    SQLite counts its memory under one lock for the whole process, which slows several readers to a third; the counting is
    switched off at the first opening unless `memory_statistics` is true. Raises BadUserInput for a URL that names no database
    that Pentagraph can use, DatabaseUnavailable when it cannot be reached.
    """
    place = parse_url(url)
    if place.get_backend_name() == "sqlite":
        return await SqliteDatabase.open(place, readers, statement_cache, memory_statistics)
    return await PostgresDatabase.open(place, readers, statement_cache)


def compiled(statement: sa.Executable, dialect: Dialect) -> tuple[str, list[Any]]:
    """A statement as text, and its values in the order of the placeholders."""
    found = statement.compile(dialect=dialect)  # type: ignore[attr-defined]
    return str(found), [found.params[name] for name in found.positiontup or ()]


def parse_url(url: str) -> URL:
    """The URL with its driver filled in; BadUserInput where it is no URL, names another database, or names no file."""
    hint = "use sqlite+aiosqlite:///file.db or postgresql+asyncpg://user:password@host/name"
    try:
        place = sa.make_url(url)
    except sa.exc.ArgumentError as error:
        raise BadUserInput(f"not a database URL: {hint}") from error
    if place.drivername in ("sqlite", "sqlite+aiosqlite"):
        if place.database in (None, "", ":memory:") or "mode" in place.query:
            raise BadUserInput(
                "a database in memory is gone when its connection closes: name a file, sqlite+aiosqlite:///file.db"
            )
        return place.set(drivername="sqlite+aiosqlite")
    if place.drivername in ("postgres", "postgresql", "postgresql+asyncpg"):
        return place.set(drivername="postgresql+asyncpg")
    raise BadUserInput(f"cannot use a database of kind {place.drivername!r}: {hint}")


def shown(url: str) -> str:
    """The URL as a person may see it: without its password."""
    return parse_url(url).render_as_string(hide_password=True)
