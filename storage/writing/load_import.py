"""The import of one load: it begins with the first records, and ends when the load does."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager

from storage.database.protocol import Database
from storage.nouns.record import Record, now
from storage.writing.imports import begin_import, end_import
from storage.writing.origin import Origin
from storage.writing.partial_write import Written, write_accepted
from storage.writing.writer import Changed, writing

WriteAtOnce = Callable[[Sequence[Record]], Awaitable[Changed]]


class LoadImport:
    """Writes the records of one load as one import."""

    def __init__(self, database: Database, origin: Origin) -> None:
        self._database = database
        self._origin = origin
        self._number: int | None = None
        self.touched: dict[str, int] = {}
        """Rows that `at_once` made or changed, by noun."""

    async def write(self, records: Sequence[Record]) -> Written:
        """Stores what the store accepts of some records, as `write_accepted` does, and raises what that raises."""
        if self._number is None:
            async with self._database.transaction() as transaction:
                self._number = await begin_import(self._database, transaction, self._origin, now())
        return await write_accepted(self._database, self._origin.org_id, records, [self._number] * len(records))

    async def end(self, refused: int) -> None:
        """Notes that the load has ended. Does nothing if no records were written."""
        if self._number is not None:
            await end_import(self._database, self._origin.org_id, self._number, refused)

    @asynccontextmanager
    async def at_once(self) -> AsyncIterator[WriteAtOnce]:
        """One transaction for all records: stored when the block ends, or none."""
        async with writing(self._database, self._origin.org_id) as writer:

            async def write(records: Sequence[Record]) -> Changed:
                if self._number is None:
                    self._number = await writer.begin_import(self._database, self._origin)
                return await writer.write(records, [self._number] * len(records))

            yield write
            self.touched = writer.touched
        await self.end(0)
