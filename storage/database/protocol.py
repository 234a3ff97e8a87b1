"""What a database can do. The two that implement it are the only code in the project that runs SQL."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol

from sqlalchemy.engine import Dialect

Parameters = Sequence[object]
"""Values of a statement in the order of its placeholders: `?` on SQLite, `$1`, `$2` on PostgreSQL."""


Row = tuple[Any, ...]


class Transaction(Protocol):
    """Statements that take effect together when the block ends, or not at all."""

    async def rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """All rows of a statement, text as str."""

    async def execute(self, sql: str, parameters: Parameters = ()) -> None:
        """Runs a statement whose rows are not needed."""

    async def executemany(self, sql: str, rows: Iterable[Parameters]) -> None:
        """Runs a statement once for each row of parameters."""

    async def insert(self, table: str, columns: Sequence[str], rows: Sequence[Parameters]) -> None:
        """Adds rows that are known to be new, by the fastest way that the database has."""


class Cursor(Protocol):
    """Rows of a statement, a part at a time."""

    async def fetch(self, count: int) -> list[Row]:
        """The next rows, at most `count`; none at the end. Text as str."""


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

    @property
    def readers(self) -> int:
        """Number of connections that `value` uses."""

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
        """First column of the first row as UTF-8 bytes, None where there is no row or it is null. `timeout` is in seconds.

        `owner` is the organization whose share of the readers is used. `until` is the time, in seconds of the monotonic clock,
        at which waiting for a reader ends too: then it raises OperationTimeout. Raises Overloaded if too many wait already.
        `has_one_plan`: one plan is good for all values, so the database may keep it.
        Raises StatementTimeout when that time is over and the statement was interrupted, DatabaseUnavailable when the
        database cannot be reached.
        """

    async def rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """All rows of a statement that only reads, text as str. It has connections of its own: it never waits for `value`."""

    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        """A block of writes: committed, and durable, when it ends; rolled back when it raises or is cancelled."""

    def snapshot(self, owner: str = "") -> AbstractAsyncContextManager[Snapshot]:
        """A block of reads on one state of the store. Writers do not wait for it.

        `owner` is the organization whose share is used. Raises Overloaded if its share, or all, are in use for a while.
        """

    async def shorten_log(self) -> None:
        """Gives back the disk space of a log that has grown, if the database leaves that to its programs."""

    async def close(self) -> None:
        """Waits for running statements and closes every connection."""
