"""`POST /otlp/v1/traces` and `/otlp/v1/logs`: OTLP/HTTP, as protobuf or JSON (opentelemetry-proto 1), also without `/otlp`."""

import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import orjson
from google.protobuf.json_format import MessageToJson
from google.rpc.status_pb2 import Status  # type: ignore[import-untyped] # it has no types
from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceResponse
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceResponse
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from gateway.auth.callers import Callers
from gateway.body import joined, read_body
from gateway.http_errors import STATUS, MalformedRequest, UnsupportedMediaType, error_headers, unexpected
from gateway.ingest.json_body import json_value
from gateway.ingest.senders import METHOD, sender_of
from storage.database.priority import beside
from storage.errors import Failure
from storage.ingest.otlp import FORMAT, OTHER, records_of
from storage.ingest.otlp_events import records_of_events
from storage.ingest.otlp_log import events_of_json, events_of_protobuf
from storage.ingest.otlp_portions import decoded
from storage.ingest.otlp_span import spans_of_json, spans_of_protobuf
from storage.ingest.otlp_values import LOGS as LOG_MEMBERS
from storage.ingest.otlp_values import SPANS, Members
from storage.ingest.reader import Broken, Item, Items, Notice
from storage.ingest.rejecting import letter_of, refused_record
from storage.nouns.record import Record, Refused
from storage.writing.dead_letters import Unreadable
from storage.writing.origin import Channel, Origin
from storage.writing.write_queue import WriteQueue

log = logging.getLogger("pentagraph")

PLACE = "request"
MOST_REASONS = 5
"""Reasons that an answer lists."""
PROTOBUF, JSON = "application/x-protobuf", "application/json"
RPC_CODES: Mapping[int, int] = {400: 3, 401: 16, 403: 7, 404: 5, 408: 4, 413: 8, 415: 3, 429: 8, 503: 14, 504: 4}
"""Code of google.rpc.Status for an HTTP status; 13, internal, for all others."""
INTERNAL = 13


@dataclass(frozen=True, slots=True)
class Signal:
    """A kind of telemetry that OTLP carries."""

    paths: tuple[str, ...]
    request: str
    """Name of the request's message."""
    members: Members
    """Members of a request as JSON that hold the data, from the outside."""
    response: type[ExportTraceServiceResponse] | type[ExportLogsServiceResponse]
    rejected: str
    """Field of the response's `partial_success` with the number of rejected items."""
    of_protobuf: Callable[[bytes], Items]
    """What a body contains. Raises Refused if it is no such request."""
    of_json: Callable[[Mapping[str, object]], Items]
    unremarkable: frozenset[str] = frozenset()
    """Reasons for leaving things out that senders are not warned of."""


TRACES = Signal(
    ("/otlp/v1/traces", "/v1/traces"),
    "ExportTraceServiceRequest",
    SPANS,
    ExportTraceServiceResponse,
    "rejected_spans",
    lambda body: records_of(PLACE, spans_of_protobuf(body)),
    lambda request: records_of(PLACE, spans_of_json(request)),
    frozenset({OTHER}),
)
LOGS = Signal(
    ("/otlp/v1/logs", "/v1/logs"),
    "ExportLogsServiceRequest",
    LOG_MEMBERS,
    ExportLogsServiceResponse,
    "rejected_log_records",
    lambda body: records_of_events(PLACE, events_of_protobuf(body)),
    lambda request: records_of_events(PLACE, events_of_json(request)),
)
SIGNALS = (TRACES, LOGS)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was not stored of a request."""

    rejected: int
    message: str
    """Why, and what was left out of what is stored; empty if there is nothing to say."""


class OtlpEndpoint:
    """The ASGI application at the paths of a signal. A request may have `max_bytes` after decompression."""

    def __init__(self, signal: Signal, callers: Callers, queue: WriteQueue, max_bytes: int) -> None:
        self._signal = signal
        self._callers = callers
        self._queue = queue
        self._max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, including errors, in the media type of the request."""
        headers = joined(scope["headers"])
        media = headers.get("content-type", "").partition(";")[0].strip().lower()
        try:
            response = _answer(self._signal, media, await self._store(scope, headers, media, receive))
        except Failure as failure:
            response = _error(media, failure)
        except Exception:
            response = _error(media, unexpected(log))
        await response(scope, receive, send)

    async def _store(self, scope: Scope, headers: Mapping[str, str], media: str, receive: Receive) -> Outcome:
        caller = await sender_of(scope, headers, self._callers)
        if media not in (PROTOBUF, JSON):
            raise UnsupportedMediaType(f"Content-Type must be {PROTOBUF} or {JSON}.", allowed=[PROTOBUF, JSON])
        body = await read_body(receive, headers, self._max_bytes, "max_otlp_bytes")
        origin = Origin(caller.org_id, Channel.OTLP, caller.name or None)
        try:
            items = await beside(_items, self._signal, media, body)
        except MalformedRequest as error:
            await self._queue.reject(origin, [Unreadable(body, error.message, format=FORMAT.name if media == JSON else None)])
            raise
        letters = [letter_of(item) for item in items if isinstance(item, Broken)]
        rejected = [str(item) for item in items if isinstance(item, Broken)]
        records = [item for item in items if isinstance(item, Record)]
        if records:
            written = await self._queue.write(origin, records, len(body))
            rejected += [f"{records[place].id}: {refused}" for place, refused in written.refused.items()]
            letters += [letter_of(refused_record("", records[place], refused)) for place, refused in written.refused.items()]
        await self._queue.reject(origin, letters)
        return Outcome(len(rejected), _message(rejected, _left_out(items, self._signal)))


def _left_out(items: Sequence[Item], signal: Signal) -> Mapping[str, int]:
    """What was left out of what is stored: number by reason."""
    found: Counter[str] = Counter()
    for item in items:
        if isinstance(item, Notice) and item.lost and item.reason not in signal.unremarkable:
            found[item.reason] += item.count
    return found


def _message(rejected: Sequence[str], left_out: Mapping[str, int]) -> str:
    reasons = [*rejected, *(f"left out: {count} {reason}" for reason, count in left_out.items())]
    more = [f"and {len(reasons) - MOST_REASONS} more"] if len(reasons) > MOST_REASONS else []
    return "; ".join([*reasons[:MOST_REASONS], *more])


def _items(signal: Signal, media: str, body: bytes) -> list[Item]:
    """What a body contains. Raises MalformedRequest if it is no request of OTLP."""
    try:
        if media == PROTOBUF:
            return list(signal.of_protobuf(body))
        request = json_value(body, partial(decoded, members=signal.members))
        if not isinstance(request, dict):
            raise MalformedRequest(f"The body must be an object with `{signal.members[0]}`.")
        return list(signal.of_json(request))
    except Refused as error:
        raise MalformedRequest(f"The body is not an {signal.request}.") from error
    except RecursionError as error:
        raise MalformedRequest("The body is nested too deeply.") from error


def _answer(signal: Signal, media: str, outcome: Outcome) -> Response:
    """`partial_success` with a number of 0 is a warning, as the specification says."""
    answer = signal.response()
    if outcome.message:
        setattr(answer.partial_success, signal.rejected, outcome.rejected)
        answer.partial_success.error_message = outcome.message
    body = answer.SerializeToString() if media == PROTOBUF else MessageToJson(answer, indent=None).encode()
    return _response(200, media, body, {})


def _error(media: str, failure: Failure) -> Response:
    status = STATUS.get(failure.code, 500)
    code = RPC_CODES.get(status, INTERNAL)
    if media == PROTOBUF:
        body = Status(code=code, message=failure.message).SerializeToString()
    else:
        media, body = JSON, orjson.dumps({"code": code, "message": failure.message})
    return _response(status, media, body, error_headers(failure, allow=METHOD))


def _response(status: int, media: str, body: bytes, headers: Mapping[str, str]) -> Response:
    return Response(body, status, {"cache-control": "no-store", **headers}, media)
