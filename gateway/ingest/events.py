"""Stores the events of a request; what cannot be read is kept as a dead letter."""

from collections.abc import Iterator

from gateway.http_errors import MalformedRequest
from gateway.ingest.line_results import LineResults
from gateway.ingest.records import Numbered, RecordStream
from storage.writing.dead_letters import Unreadable
from storage.writing.origin import Origin
from storage.writing.write_queue import WriteQueue


async def store_events(
    queue: WriteQueue, origin: Origin, results: LineResults, batches: Iterator[tuple[list[Numbered], int]], body: bytes
) -> None:
    """Stores what a body contains, read in a thread: batches of items, each with its size in bytes.

    Raises MalformedRequest if the body cannot be read at all, and as `RecordStream.store_items` does.
    """
    try:
        await RecordStream(queue, origin, results).store_items(batches)
    except MalformedRequest as error:
        await queue.reject(origin, [Unreadable(body, error.message)])
        raise
