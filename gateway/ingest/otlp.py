"""`POST /otlp/v1/traces`: OTLP/HTTP, as protobuf or JSON (opentelemetry-proto 1). `/v1/traces` answers too."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec
import orjson
from google.rpc.status_pb2 import Status  # type: ignore[import-untyped] # it has no types
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceResponse
from starlette.types import Receive, Scope, Send

from gateway.auth.callers import Callers
from gateway.body import joined, read_body
from gateway.http_errors import STATUS, MalformedRequest, MethodNotAllowed, UnsupportedMediaType, unexpected
from storage.errors import Failure
from storage.ingest.otlp import records_of
from storage.ingest.otlp_request import spans_of_json, spans_of_protobuf
from storage.ingest.reader import Broken, Item
from storage.nouns.record import Record, Refused
from storage.writing.write_queue import WriteQueue

log = logging.getLogger("pentagraph")

PATHS = ("/otlp/v1/traces", "/v1/traces")
SCOPE = frozenset({"ingest"})
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
            rejected = await self._store(scope, headers, media, receive)
            await _send(send, 200, media, _answer(media, rejected), {})
        except Failure as failure:
            await _send_error(send, media, failure)
        except Exception:
            await _send_error(send, media, unexpected(log))

    async def _store(self, scope: Scope, headers: Mapping[str, str], media: str, receive: Receive) -> Rejected:
        if scope["method"] != "POST":
            raise MethodNotAllowed(f"{scope['method']} is not allowed; use POST.")
        caller = await self._callers.identify(scope, headers)
        caller.require(SCOPE)
        if media not in (PROTOBUF, JSON):
            raise UnsupportedMediaType(f"Content-Type must be {PROTOBUF} or {JSON}.", allowed=[PROTOBUF, JSON])
        body = await read_body(receive, headers, self._max_bytes)
        items = await asyncio.to_thread(_items, media, body)
        reasons = [str(item) for item in items if isinstance(item, Broken)]
        records = [item for item in items if isinstance(item, Record)]
        if records:
            written = await self._queue.write(caller.org_id, records, len(body))
            reasons += [f"{records[place].id}: {refused}" for place, refused in written.refused.items()]
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


def _answer(media: str, rejected: Rejected) -> bytes:
    if media == PROTOBUF:
        answer = ExportTraceServiceResponse()
        if rejected.count:
            answer.partial_success.rejected_spans = rejected.count
            answer.partial_success.error_message = rejected.message
        return answer.SerializeToString()
    partial = {"partialSuccess": {"rejectedSpans": str(rejected.count), "errorMessage": rejected.message}}
    return orjson.dumps(partial if rejected.count else {})


async def _send_error(send: Send, media: str, failure: Failure) -> None:
    status = STATUS.get(failure.code, 500)
    code = RPC_CODES.get(status, INTERNAL)
    if media == PROTOBUF:
        body = Status(code=code, message=failure.message).SerializeToString()
    else:
        media, body = JSON, orjson.dumps({"code": code, "message": failure.message})
    headers = {}
    if status == 405:
        headers["allow"] = "POST"
    if status == 401:
        headers["www-authenticate"] = 'Bearer realm="pentagraph"'
    if status == 413:
        headers["connection"] = "close"
    if failure.retry_after is not None:
        headers["retry-after"] = str(failure.retry_after)
    await _send(send, status, media, body, headers)


async def _send(send: Send, status: int, media: str, body: bytes, headers: Mapping[str, str]) -> None:
    sent = {"content-type": media, "content-length": str(len(body)), "cache-control": "no-store", **headers}
    pairs = [(name.encode(), value.encode()) for name, value in sent.items()]
    await send({"type": "http.response.start", "status": status, "headers": pairs})
    await send({"type": "http.response.body", "body": body})
