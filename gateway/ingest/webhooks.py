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

    def __init__(self, receivers: Mapping[str, Receiver], queue: WriteQueue, max_bytes: int) -> None:
        self._receivers = receivers
        self._queue = queue
        self._max_bytes = max_bytes
        self._large = Shares(SLOTS, SLOTS // 2, 4 * SLOTS, "Too many large events are being sent. Try again.")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, including errors."""
        results = LineResults("event")
        await answer_request(scope, receive, send, results, partial(self._answer, scope, receive, results))

    async def _answer(self, scope: Scope, receive: Receive, results: LineResults) -> Answer:
        async with AsyncExitStack() as held:
            message = await self._store(scope, receive, held, results)
        return 202 if message else results.status, *results.body(message)

    async def _store(self, scope: Scope, receive: Receive, held: AsyncExitStack, results: LineResults) -> str | None:
        """Stores the event. Returns the reason if nothing of it is to be stored."""
        require_post(scope)
        name = scope["path_params"]["name"]
        receiver = self._receivers.get(name)
        if receiver is None:
            raise NotFound("There is no webhook with this name.")
        headers = joined(scope["headers"])
        body = await self._body(receive, headers, receiver.org_id, held)
        receiver.signature.check(headers, body, time.time())
        if message := receiver.reader.not_stored(headers):
            return message
        origin = Origin(receiver.org_id, Channel.WEBHOOK, name)
        await store_events(self._queue, origin, results, _batch(receiver.reader, headers, body), body)
        return None if results.records else "The event contains nothing that is stored."

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
