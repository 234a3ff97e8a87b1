"""`POST /cloudevents`: CloudEvents 1.0 over HTTP, in structured, binary and batched content mode."""

import re
from collections.abc import Iterator, Mapping
from functools import partial
from urllib.parse import unquote

from starlette.types import Receive, Scope, Send

from gateway.auth.callers import Callers
from gateway.body import joined, read_body
from gateway.http_errors import MalformedRequest, UnsupportedMediaType
from gateway.ingest.answers import Answer, answer_request
from gateway.ingest.events import store_events
from gateway.ingest.idempotency import Idempotency, header_lines
from gateway.ingest.json_body import json_value
from gateway.ingest.line_results import LineResults
from gateway.ingest.records import Numbered
from gateway.ingest.senders import sender_of
from storage.ingest.cloudevents import CHARSET, CHARSETS, REQUIRED, CloudEventReader, decoded, event_of
from storage.ingest.event_records import EventMapping
from storage.ingest.reader import Broken, Item
from storage.nouns.record import Refused
from storage.writing.origin import Channel, Origin
from storage.writing.write_queue import WriteQueue

PATH = "/cloudevents"
STRUCTURED, BATCH = "application/cloudevents+json", "application/cloudevents-batch+json"
FORMATS = "application/cloudevents"
"""Beginning of the media types of structured events."""
PREFIX = "ce-"
"""Beginning of the headers that are attributes in binary mode."""
ESCAPED = re.compile(r"\\(.)")
"""A character in a quoted value."""
EVENTS = 500
"""Events of a batch that are written together."""


class CloudEventsEndpoint:
    """The ASGI application at PATH. A request may have `max_bytes`; `mapping` reads types of the operator's own."""

    def __init__(
        self, callers: Callers, queue: WriteQueue, idempotency: Idempotency, mapping: EventMapping | None, max_bytes: int
    ) -> None:
        self._callers = callers
        self._idempotency = idempotency
        self._queue = queue
        self._mapping = mapping
        self._max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, including errors."""
        results = LineResults("event")
        await answer_request(scope, receive, send, results, partial(self._answer, scope, receive, results))

    async def _answer(self, scope: Scope, receive: Receive, results: LineResults) -> Answer:
        headers = joined(scope["headers"])
        caller = await sender_of(scope, headers, self._callers)
        body = await read_body(receive, headers, self._max_bytes, "max_event_bytes")
        origin = Origin(caller.org_id, Channel.CLOUDEVENTS, caller.name or None)

        async def work() -> Answer:
            batches = _batches(CloudEventReader(self._mapping), headers, body)
            await store_events(self._queue, origin, results, batches, body)
            return results.status, *results.body()

        attributes = {"content-type", *(name for name in headers if name.startswith(PREFIX))}
        return await self._idempotency.answer_whole(origin, headers, header_lines(headers, attributes), body, work)


def _batches(reader: CloudEventReader, headers: Mapping[str, str], body: bytes) -> Iterator[tuple[list[Numbered], int]]:
    """What the events of a request contain, some events at a time, each with its number from 1."""
    media = headers.get("content-type", "")
    kind = media.partition(";")[0].strip().lower()
    if kind == BATCH:
        events = _json(media, body)
        if not isinstance(events, list):
            raise MalformedRequest("A batch must be a JSON array of events.")
        for first in range(0, len(events), EVENTS):
            numbered = list(enumerate(events[first : first + EVENTS], first + 1))
            items = [(number, item) for number, event in numbered for item in reader.items_of_value(_place(number), event)]
            yield items, len(body) * len(numbered) // len(events)
    elif kind == STRUCTURED:
        yield [(1, item) for item in reader.items_of_value(_place(1), _json(media, body))], len(body)
    elif kind.startswith(FORMATS):
        raise UnsupportedMediaType(f"Content-Type must be {STRUCTURED} or {BATCH}.", allowed=[STRUCTURED, BATCH])
    else:
        yield [(1, item) for item in _binary(reader, headers, body)], max(len(body), 1)


def _binary(reader: CloudEventReader, headers: Mapping[str, str], body: bytes) -> Iterator[Item]:
    """What the event in binary mode contains. Raises MalformedRequest if the headers are those of no event."""
    attributes = {name.removeprefix(PREFIX): _attribute(value) for name, value in headers.items() if name.startswith(PREFIX)}
    if not attributes.keys() & set(REQUIRED):
        names = ", ".join(f"{PREFIX}{name}" for name in REQUIRED)
        raise MalformedRequest(
            f"An event in binary mode requires the headers {names}; otherwise Content-Type must be {STRUCTURED}."
        )
    if "datacontenttype" in attributes:
        raise MalformedRequest(f"In binary mode Content-Type replaces the header {PREFIX}datacontenttype.")
    if headers.get("content-type"):
        attributes["datacontenttype"] = headers["content-type"]
    try:
        event = event_of(attributes, decoded(body, attributes.get("datacontenttype")))
    except Refused as refused:
        yield Broken(_place(1), refused, body)
        return
    yield from reader.items(_place(1), event)


def _attribute(value: str) -> str:
    """The value of a header: percent-encoded UTF-8, which may be quoted."""
    if len(value) > 1 and value[0] == value[-1] == '"':
        value = ESCAPED.sub(r"\1", value[1:-1])
    return unquote(value, errors="replace")


def _json(media: str, body: bytes) -> object:
    charset = found[1].lower() if (found := CHARSET.search(media)) else "utf-8"
    if charset not in CHARSETS:
        raise UnsupportedMediaType(f"The charset must be one of {', '.join(CHARSETS)}.", allowed=list(CHARSETS))
    if charset == "utf-8":
        return json_value(body)
    try:
        return json_value(body.decode(charset).encode())
    except UnicodeError as error:
        raise MalformedRequest(f"The body is not {charset}.") from error


def _place(number: int) -> str:
    return f"event {number}"
