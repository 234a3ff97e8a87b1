"""How far lines and elements got when the database fails in the middle of them."""

from collections.abc import AsyncIterator, Sequence

import orjson
import pytest

from gateway.ingest.line_results import LineResults
from gateway.ingest.records import RecordStream
from gateway.settings import Settings
from gateway.writes import write_queue
from storage.database.protocol import Database
from storage.errors import DatabaseUnavailable
from storage.ingest.ndjson import items_of_lines
from storage.nouns.record import Record
from storage.writing.dead_letters import Unreadable
from storage.writing.origin import Channel, Origin
from storage.writing.partial_write import Written
from storage.writing.write_queue import WriteQueue
from tests.storage.contents import contents

pytestmark = pytest.mark.anyio

LOST = "t5"


class FailingQueue:
    """A queue that cannot write the record LOST, as if the database had gone then."""

    def __init__(self, queue: WriteQueue) -> None:
        self._queue = queue

    async def write(self, origin: Origin, records: Sequence[Record], size: int, *, patient: bool = False) -> Written:
        """Writes the records, or raises DatabaseUnavailable."""
        if any(record.id == LOST for record in records):
            raise DatabaseUnavailable("The database is gone.")
        return await self._queue.write(origin, records, size, patient=patient)

    async def reject(self, origin: Origin, found: Sequence[Unreadable]) -> None:
        """Keeps what could not be read."""
        await self._queue.reject(origin, found)


def line(name: str) -> bytes:
    return orjson.dumps({"noun": "task", "id": name, "started_at": "2026-05-01T12:00:00Z"})


PIECES = [
    line("t1") + b"\n" + line("t2") + b"\n",
    b"\n{\n",
    line("t4") + b"\n",
    line(LOST) + b"\n" + line("t6") + b"\n",
    line("t7"),
]
"""Lines 1 and 2, an empty and a broken line, line 5, lines 6 and 7, line 8."""


async def pieces() -> AsyncIterator[bytes]:
    for piece in PIECES:
        yield piece


@pytest.mark.parametrize("way", ["lines", "elements"])
async def test_the_finished_line_is_the_last_before_what_could_not_be_written(
    database: Database, organization: str, way: str
) -> None:
    queue, results = write_queue(database, Settings()), LineResults()
    stream = RecordStream(FailingQueue(queue), Origin(organization, Channel.INGEST), results)
    batches = (
        (list(items_of_lines("body", first, piece.split(b"\n"), None)), len(piece))
        for first, piece in zip((1, 3, 5, 6, 8), PIECES, strict=True)
    )
    try:
        with pytest.raises(DatabaseUnavailable):
            await (stream.store_lines(pieces()) if way == "lines" else stream.store_items(batches))
    finally:
        await queue.close()
        results.close()
    assert stream.finished_line == 5
    assert (results.counts["STORED"], results.counts["REFUSED"]) == (3, 1)
    assert {"t1", "t2", "t4"} <= {row[0] for row in (await contents(database, organization))["task"]}
