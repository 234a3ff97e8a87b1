"""`POST /otlp/v1/traces`: OTLP/HTTP, as protobuf or JSON (opentelemetry-proto 1). `/v1/traces` answers too."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec
import orjson
from google.rpc.status_pb2 import Status  # type: ignore[import-untyped] # it has no types
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceResponse
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from gateway.auth.callers import Callers
from gateway.body import joined, read_body
from gateway.http_errors import STATUS, MalformedRequest, UnsupportedMediaType, error_headers, unexpected
from gateway.ingest.senders import METHOD, sender_of
from storage.errors import Failure
from storage.ingest.otlp import FORMAT, records_of
from storage.ingest.otlp_request import spans_of_json, spans_of_protobuf
from storage.ingest.reader import Broken, Item
from storage.ingest.rejecting import letter_of, refused_record
from storage.nouns.record import Record, Refused
from storage.writing.dead_letters import Unreadable
from storage.writing.origin import Channel, Origin
from storage.writing.write_queue import WriteQueue

log = logging.getLogger("pentagraph")

PATHS = ("/otlp/v1/traces", "/v1/traces")
PROTOBUF, JSON = "application/x-protobuf", "application/json"
RPC_CODES: Mapping[int, int] = {400: 3, 401: 16, 403: 7, 404: 5, 408: 4, 413: 8, 415: 3, 429: 8, 503: 14, 504: 4}
"""Code of google.rpc.Status for an HTTP status; 13, internal, for all others."""
INTERNAL = 13


@dataclass(frozen=True, slots=True)
class Rejected:
    """The spans of a request that are not stored."""

    count: int
    message: str
    """What is wrong with the first of them; empty if there is none."""


class TracesEndpoint:
    """The ASGI application at PATHS. A request may have `max_bytes` after decompression."""

    def __init__(self, callers: Callers, queue: WriteQueue, max_bytes: int) -> None:
        self._callers = callers
        self._queue = queue
        self._max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, including errors, in the media type of the request."""
        headers = joined(scope["headers"])
        media = headers.get("content-type", "").partition(";")[0].strip().lower()
        try:
            response = _answer(media, await self._store(scope, headers, media, receive))
        except Failure as failure:
            response = _error(media, failure)
        except Exception:
            response = _error(media, unexpected(log))
        await response(scope, receive, send)

    async def _store(self, scope: Scope, headers: Mapping[str, str], media: str, receive: Receive) -> Rejected:
        caller = await sender_of(scope, headers, self._callers)
        if media not in (PROTOBUF, JSON):
            raise UnsupportedMediaType(f"Content-Type must be {PROTOBUF} or {JSON}.", allowed=[PROTOBUF, JSON])
        body = await read_body(receive, headers, self._max_bytes)
        origin = Origin(caller.org_id, Channel.OTLP, caller.name or None)
        try:
            items = await asyncio.to_thread(_items, media, body)
        except MalformedRequest as error:
            await self._queue.reject(origin, [Unreadable(body, error.message, format=FORMAT.name if media == JSON else None)])
            raise
        letters = [letter_of(item) for item in items if isinstance(item, Broken)]
        reasons = [str(item) for item in items if isinstance(item, Broken)]
        records = [item for item in items if isinstance(item, Record)]
        if records:
            written = await self._queue.write(origin, records, len(body))
            reasons += [f"{records[place].id}: {refused}" for place, refused in written.refused.items()]
            letters += [letter_of(refused_record("", records[place], refused)) for place, refused in written.refused.items()]
        await self._queue.reject(origin, letters)
        return Rejected(len(reasons), reasons[0] if reasons else "")


def _items(media: str, body: bytes) -> list[Item]:
    """What the spans of a body contain. Raises MalformedRequest if it is no request of OTLP."""
    try:
        if media == PROTOBUF:
            return list(records_of("request", spans_of_protobuf(body)))
        request = msgspec.json.decode(body)
        if not isinstance(request, dict):
            raise MalformedRequest("The body must be an object with `resourceSpans`.")
        return list(records_of("request", spans_of_json(request)))
    except Refused as error:
        raise MalformedRequest("The body is not an ExportTraceServiceRequest.") from error
    except msgspec.DecodeError as error:
        raise MalformedRequest(f"The body is not JSON: {error}.") from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise MalformedRequest("The body is not JSON in UTF-8, or it is nested too deeply.") from error


def _answer(media: str, rejected: Rejected) -> Response:
    if media == PROTOBUF:
        answer = ExportTraceServiceResponse()
        if rejected.count:
            answer.partial_success.rejected_spans = rejected.count
            answer.partial_success.error_message = rejected.message
        return _response(200, media, answer.SerializeToString(), {})
    partial = {"partialSuccess": {"rejectedSpans": str(rejected.count), "errorMessage": rejected.message}}
    return _response(200, media, orjson.dumps(partial if rejected.count else {}), {})


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
