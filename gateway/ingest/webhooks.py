"""`POST /webhooks/{name}`: stores signed events of others, each webhook with its organization, secret and reader."""

import time
from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from starlette.types import Receive, Scope, Send

from gateway.body import joined, too_large
from gateway.http_errors import UnsupportedMediaType
from gateway.ingest.answers import Answer, answer_request
from gateway.ingest.body_pieces import body_pieces
from gateway.ingest.events import store_events
from gateway.ingest.idempotency import Idempotency, header_lines
from gateway.ingest.line_results import LineResults
from gateway.ingest.records import Numbered
from gateway.ingest.senders import require_post
from gateway.ingest.signatures import Signature
from storage.database.sharing import Shares, acquire_soon
from storage.errors import NotFound
from storage.ingest.reader import Item
from storage.writing.origin import Channel, Origin
from storage.writing.write_queue import WriteQueue

PATH = "/webhooks/{name}"
SMALL = 1_048_576
"""Bytes of a body that are read without a slot. Who sends a body is unknown until all of it is read."""
SLOTS = 8
"""Number of larger bodies that are held at a time."""


class EventReader(Protocol):
    """Reads the events of one kind of webhook."""

    headers: frozenset[str]
    """Names of the headers that it reads, in lower case."""

    def not_stored(self, headers: Mapping[str, str]) -> str | None:
        """Why the event is not stored, if its headers show that. Raises MalformedRequest if they do not name an event."""

    def items(self, headers: Mapping[str, str], body: bytes) -> Iterator[Item]:
        """What a body contains. Raises MalformedRequest or UnsupportedMediaType if it cannot be read."""


@dataclass(frozen=True, slots=True)
class Receiver:
    """One webhook."""

    org_id: str
    """The organization that receives its events."""
    signature: Signature
    reader: EventReader


class WebhooksEndpoint:
    """The ASGI application at PATH. A body may have `max_bytes`."""

    def __init__(self, receivers: Mapping[str, Receiver], queue: WriteQueue, idempotency: Idempotency, max_bytes: int) -> None:
        self._receivers = receivers
        self._idempotency = idempotency
        self._queue = queue
        self._max_bytes = max_bytes
        self._large = Shares(SLOTS, SLOTS // 2, 4 * SLOTS, "Too many large events are being sent. Try again.")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, including errors."""
        results = LineResults("event")
        await answer_request(scope, receive, send, results, partial(self._answer, scope, receive, results))

    async def _answer(self, scope: Scope, receive: Receive, results: LineResults) -> Answer:
        require_post(scope)
        name = scope["path_params"]["name"]
        receiver = self._receivers.get(name)
        if receiver is None:
            raise NotFound("There is no webhook with this name.")
        headers = joined(scope["headers"])
        async with AsyncExitStack() as held:
            body = await self._body(receive, headers, receiver.org_id, held)
            receiver.signature.check(headers, body, time.time())
            origin = Origin(receiver.org_id, Channel.WEBHOOK, name)
            parameters = header_lines(headers, receiver.reader.headers)
            work = partial(self._store, origin, receiver.reader, headers, body, results)
            return await self._idempotency.answer_whole(origin, headers, parameters, body, work)

    async def _store(
        self, origin: Origin, reader: EventReader, headers: Mapping[str, str], body: bytes, results: LineResults
    ) -> Answer:
        """Stores the event. The answer has the reason if nothing of it is to be stored."""
        message = reader.not_stored(headers)
        if message is None:
            await store_events(self._queue, origin, results, _batch(reader, headers, body), body)
            message = None if results.records else "The event contains nothing that is stored."
        return 202 if message else results.status, *results.body(message)

    async def _body(self, receive: Receive, headers: Mapping[str, str], org_id: str, held: AsyncExitStack) -> bytes:
        """The body as it was sent and signed. Raises RequestTooLarge, UnsupportedMediaType, Overloaded, ClientGone."""
        if headers.get("content-encoding", "identity").strip().lower() != "identity":
            raise UnsupportedMediaType("The body of a webhook must not be compressed.", allowed=["identity"])
        pieces: list[bytes] = []
        size = 0
        async for piece in body_pieces(receive, {}):
            if size <= SMALL < size + len(piece):
                await acquire_soon(held, self._large, org_id)
            size += len(piece)
            if size > self._max_bytes:
                raise too_large(self._max_bytes, size, "max_event_bytes")
            pieces.append(piece)
        return b"".join(pieces)


def _batch(reader: EventReader, headers: Mapping[str, str], body: bytes) -> Iterator[tuple[list[Numbered], int]]:
    """Reads the event when it is taken, in the thread that takes it."""
    yield [(1, item) for item in reader.items(headers, body)], max(len(body), 1)
