"""`POST /ingest`: stores records as NDJSON, while they arrive, or as one JSON array, and loads files of other formats."""

import io
import logging
import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from itertools import islice
from typing import cast

from starlette.types import Receive, Scope, Send

from gateway.auth.callers import Callers
from gateway.body import joined
from gateway.http_errors import MalformedRequest, RequestTooLarge
from gateway.ingest.answers import Answer, answer_request
from gateway.ingest.body_pieces import body_pieces
from gateway.ingest.files import load_file, load_options
from gateway.ingest.idempotency import Idempotency
from gateway.ingest.line_results import LineResults, on_disk
from gateway.ingest.records import Numbered, RecordStream
from gateway.ingest.senders import sender_of
from schema.engine.request import Caller
from storage.database.sharing import Shares, acquire_soon
from storage.ingest.loading import LoadOptions
from storage.ingest.ndjson import elements, is_array
from storage.nouns.record import Record
from storage.writing.origin import Channel, Origin
from storage.writing.partial_write import Written
from storage.writing.write_queue import BYTES_OF_RECORD, WriteQueue

log = logging.getLogger("pentagraph")

PATH = "/ingest"
MEMORY = 1_048_576
"""Bytes of a JSON array or a file that are held in memory; more go to a temporary file."""
SPOOLS = 8
"""Number of JSON arrays and files that may be held on disk at a time."""
ELEMENTS = 1_000
"""Elements of a JSON array that are read and written together."""


class IngestEndpoint:
    """The ASGI application at /ingest. A JSON array or a file may have `max_file_bytes`; lines are unlimited."""

    def __init__(self, callers: Callers, queue: WriteQueue, idempotency: Idempotency, max_file_bytes: int) -> None:
        self._callers = callers
        self._idempotency = idempotency
        self._queue = queue
        self._spools = Shares(SPOOLS, SPOOLS // 2, 4 * SPOOLS, "Too many files are being sent. Try again.")
        self._max_file_bytes = max_file_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, including errors."""
        results = LineResults()
        await answer_request(scope, receive, send, results, partial(self._answer, scope, receive, results))

    async def _answer(self, scope: Scope, receive: Receive, results: LineResults) -> Answer:
        headers = joined(scope["headers"])
        caller = await sender_of(scope, headers, self._callers)
        options = load_options(scope["query_string"])
        body = body_pieces(receive, headers)
        work = partial(self._work, caller, options, results)
        return await self._idempotency.answer(_origin(caller), headers, scope["query_string"], body, work)

    async def _work(
        self, caller: Caller, options: LoadOptions | None, results: LineResults, pieces: AsyncIterator[bytes]
    ) -> Answer:
        beginning = await _beginning(pieces)
        if not beginning.strip():
            raise MalformedRequest("The body contains no record.")
        body = _continued(beginning, pieces)
        if options is None:
            await self._store(caller, beginning, body, results)
            return results.status, *results.body()
        async with self._spooled(caller, body) as file:
            reject = partial(self._queue.reject, _origin(caller))
            status, answer = await load_file(file, options, lambda records: self._write(caller, records), reject)
        return status, len(answer), iter([answer])

    async def _store(self, caller: Caller, beginning: bytes, body: AsyncIterator[bytes], results: LineResults) -> None:
        stream = RecordStream(self._queue, _origin(caller), results)
        try:
            if is_array(beginning):
                async with self._spooled(caller, body) as file:
                    await stream.store_items(_batches(file))
            else:
                await stream.store_lines(body)
        finally:
            results.finished_line = stream.finished_line
        if not results.records:
            raise MalformedRequest("The body contains no record.")

    async def _write(self, caller: Caller, records: Sequence[Record]) -> Written:
        return await self._queue.write(_origin(caller), records, len(records) * BYTES_OF_RECORD, patient=True)

    @asynccontextmanager
    async def _spooled(self, caller: Caller, body: AsyncIterator[bytes]) -> AsyncIterator[io.BufferedReader]:
        """The whole body as a file while the block runs. Raises Overloaded if too many are held already."""
        async with AsyncExitStack() as held:
            await acquire_soon(held, self._spools, caller.org_id)
            with tempfile.SpooledTemporaryFile(MEMORY) as spool:
                file = cast(io.BufferedReader, spool)
                await self._spool(body, file)
                yield file

    async def _spool(self, body: AsyncIterator[bytes], file: io.BufferedReader) -> None:
        size = 0
        async for piece in body:
            size += len(piece)
            if size > self._max_file_bytes:
                allowed = self._max_file_bytes
                message = f"A JSON array or a file may have at most {allowed:,} bytes; records one per line have no limit."
                raise RequestTooLarge(message, limit="max_file_bytes", allowed=allowed, measured=size)
            with on_disk():
                file.write(piece)
        file.seek(0)


def _origin(caller: Caller) -> Origin:
    return Origin(caller.org_id, Channel.INGEST, caller.name or None)


async def _beginning(pieces: AsyncIterator[bytes]) -> bytes:
    """The body up to a piece that is not only white space."""
    beginning = b""
    async for piece in pieces:
        beginning = (beginning + piece).lstrip(b" \t\r")
        if beginning.strip() or len(beginning) > MEMORY:
            break
    return beginning


async def _continued(beginning: bytes, pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield beginning
    async for piece in pieces:
        yield piece


def _batches(file: io.BufferedReader) -> Iterator[tuple[list[Numbered], int]]:
    found = elements("the array", file, None)
    while True:
        begin = file.tell()
        batch = list(islice(found, ELEMENTS))
        if not batch:
            return
        yield batch, max(file.tell() - begin, 1)
