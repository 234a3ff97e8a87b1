"""`POST /ingest`: stores records as NDJSON, while they arrive, or as one JSON array."""

import io
import logging
import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping
from itertools import islice
from typing import cast

from starlette.types import Receive, Scope, Send

from gateway.auth.callers import Callers
from gateway.body import joined
from gateway.http_errors import STATUS, MalformedRequest, MethodNotAllowed, RequestTooLarge, error_body, unexpected
from gateway.ingest.body_pieces import body_pieces
from gateway.ingest.line_results import LineResults
from gateway.ingest.records import Numbered, RecordStream
from storage.errors import BadUserInput, Failure
from storage.ingest.ndjson import elements, is_array
from storage.writing.write_queue import WriteQueue

log = logging.getLogger("pentagraph")

PATH = "/ingest"
SCOPE = frozenset({"ingest"})
MEMORY = 1_048_576
"""Bytes of a JSON array that are held in memory; more go to a temporary file."""
ELEMENTS = 1_000
"""Elements of a JSON array that are read and written together."""

Headers = list[tuple[bytes, bytes]]


class IngestEndpoint:
    """The ASGI application at /ingest. A JSON array may have `max_array_bytes`; lines are unlimited."""

    def __init__(self, callers: Callers, queue: WriteQueue, max_array_bytes: int) -> None:
        self._callers = callers
        self._queue = queue
        self._max_array_bytes = max_array_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, including errors."""
        results = LineResults()
        try:
            await self._store(scope, joined(scope["headers"]), receive, results)
            length, pieces = results.body()
            await _send(send, results.status, length, pieces, [])
        except Failure as failure:
            await _send_error(send, failure)
        except Exception:
            await _send_error(send, unexpected(log))
        finally:
            results.close()

    async def _store(self, scope: Scope, headers: Mapping[str, str], receive: Receive, results: LineResults) -> None:
        if scope["method"] != "POST":
            raise MethodNotAllowed(f"{scope['method']} is not allowed; use POST.")
        caller = await self._callers.identify(scope, headers)
        caller.require(SCOPE)
        if scope["query_string"]:
            raise BadUserInput("/ingest has no parameters.")
        stream = RecordStream(self._queue, caller.org_id, results)
        pieces = body_pieces(receive, headers)
        beginning = await _beginning(pieces)
        try:
            if is_array(beginning):
                with tempfile.SpooledTemporaryFile(MEMORY) as spool:
                    file = cast(io.BufferedReader, spool)
                    await self._spool(beginning, pieces, file)
                    await stream.store_items(_batches(file))
            else:
                await stream.store_lines(_continued(beginning, pieces))
        except Failure as failure:
            if stream.finished_line:
                failure.facts["finishedLine"] = stream.finished_line
            raise
        if not results.records:
            raise MalformedRequest("The body contains no record.")

    async def _spool(self, beginning: bytes, pieces: AsyncIterator[bytes], file: io.BufferedReader) -> None:
        size = 0
        async for piece in _continued(beginning, pieces):
            size += len(piece)
            if size > self._max_array_bytes:
                allowed = self._max_array_bytes
                message = f"A JSON array may have at most {allowed:,} bytes; send one record per line instead."
                raise RequestTooLarge(message, limit="max_array_bytes", allowed=allowed, measured=size)
            file.write(piece)
        file.seek(0)


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


async def _send(send: Send, status: int, length: int, pieces: Iterator[bytes], extra: Headers) -> None:
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", b"%d" % length),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
        *extra,
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    for piece in pieces:
        await send({"type": "http.response.body", "body": piece, "more_body": True})
    await send({"type": "http.response.body", "body": b""})


async def _send_error(send: Send, failure: Failure) -> None:
    status = STATUS.get(failure.code, 500)
    # The rest of the body is not read, so the connection cannot be used again.
    extra: Headers = [(b"connection", b"close")]
    if status == 405:
        extra.append((b"allow", b"POST"))
    if status == 401:
        extra.append((b"www-authenticate", b'Bearer realm="pentagraph"'))
    if failure.retry_after is not None:
        extra.append((b"retry-after", b"%d" % failure.retry_after))
    body = error_body(failure)
    await _send(send, status, len(body), iter([body]), extra)
