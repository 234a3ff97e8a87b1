"""Spans of an OTLP trace request (opentelemetry-proto 1), as protobuf or as JSON, in one form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storage.ingest.otlp_request import of_json, of_protobuf
from storage.ingest.otlp_values import (
    SPAN_ID,
    SPANS,
    TRACE_ID,
    RefusedPart,
    is_id,
    json_pairs,
    member,
    pairs,
    time,
)
from storage.ingest.reader import Notice, misshapen
from storage.nouns.record import Instant, Refused

if TYPE_CHECKING:
    from opentelemetry.proto.trace.v1 import trace_pb2

ERROR = 2
"""Status code of a span that failed."""
ERROR_NAME = "STATUS_CODE_ERROR"
OF_SPAN: Mapping[str, str] = {"name": "a text", "status": "an object"}
"""Shapes of members, see `misshapen`."""
CODES = (None, 0, 1, ERROR, "STATUS_CODE_UNSET", "STATUS_CODE_OK", ERROR_NAME)
SERVER = 2
"""Kind of a span that handles a request of another."""
SERVER_NAME = "SPAN_KIND_SERVER"


@dataclass(frozen=True, slots=True)
class Span:
    """A span whose ids are valid."""

    trace_id: str
    """32 hexadecimal digits, in lower case; likewise the 16 digits of the others."""
    span_id: str
    parent_id: str | None
    name: str
    started_at: Instant | None
    ended_at: Instant | None
    attributes: Mapping[str, Any]
    """Those of the span, over those of its resource: text, numbers, booleans, lists and mappings."""
    failed: bool
    message: str | None
    """What its status says of the failure."""
    serves: bool = False
    """Whether it is the server's side of a request."""
    has_bad_parent: bool = False
    """Whether its parent is stated, but is no id. Then it is not known to be the first of its trace."""


Sent = Span | Refused | Notice
"""A span, why one is refused, or what is left out of one."""


def spans_of_protobuf(body: bytes) -> Iterator[Sent]:
    """The spans of a request, or why one is refused.

    Raises Refused if the whole is no such request, LimitExceeded if it has too many spans.
    """
    from google.protobuf.message import DecodeError
    from opentelemetry.proto.trace.v1.trace_pb2 import Span as Message

    try:
        yield from of_protobuf(body, Message, SPANS, _of_message)
    except (DecodeError, ValueError) as error:
        raise Refused("not an ExportTraceServiceRequest of OTLP") from error


def _of_message(span: "trace_pb2.Span", resource: Mapping[str, Any]) -> Sent:
    return _span(
        span.trace_id.hex(),
        span.span_id.hex(),
        span.parent_span_id.hex(),
        span.name,
        (span.start_time_unix_nano, span.end_time_unix_nano),
        {**resource, **pairs(span.attributes)},
        (span.status.code == ERROR, span.status.message),
        span.kind == SERVER,
    )


def spans_of_json(request: object) -> Iterator[Sent]:
    """The spans of a request that was parsed from JSON, why one is refused, and what of one is left out."""
    return of_json(request, SPANS, _json_span)


def _json_span(span: Mapping[str, Any], resource: Mapping[str, Any]) -> tuple[Sent, list[Notice]]:
    attributes, notices = json_pairs(span)
    notices += misshapen(span, OF_SPAN, "spans")
    status = span.get("status")
    if member(status, "code") not in CODES:
        notices.append(Notice("status codes of spans that are unknown"))
    times = (span.get("startTimeUnixNano"), span.get("endTimeUnixNano"))
    outcome = (member(status, "code") in (ERROR, ERROR_NAME), member(status, "message"))
    ids = (span.get("traceId"), span.get("spanId"), span.get("parentSpanId"))
    serves = span.get("kind") in (SERVER, SERVER_NAME)
    return _span(*ids, span.get("name"), times, {**resource, **attributes}, outcome, serves), notices


def _span(
    trace_id: Any,
    span_id: Any,
    parent_id: Any,
    name: Any,
    times: tuple[Any, Any],
    attributes: Mapping[str, Any],
    outcome: tuple[bool, Any],
    serves: bool,
) -> Sent:
    for field, value, length in (("traceId", trace_id, TRACE_ID), ("spanId", span_id, SPAN_ID)):
        if not is_id(value, length):
            return RefusedPart(f"expected {length} hexadecimal digits, not all 0", field=field, value=value)
    failed, message = outcome
    try:
        started, ended = (time(nanoseconds) for nanoseconds in times)
    except ValueError as error:
        return RefusedPart(str(error), field="startTimeUnixNano or endTimeUnixNano", value=list(times))
    return Span(
        trace_id=trace_id.lower(),
        span_id=span_id.lower(),
        parent_id=parent_id.lower() if is_id(parent_id, SPAN_ID) else None,
        name=name if isinstance(name, str) else "",
        started_at=started,
        ended_at=ended,
        attributes=attributes,
        failed=failed,
        message=message if isinstance(message, str) and message else None,
        serves=serves,
        has_bad_parent=not is_id(parent_id, SPAN_ID) and parent_id not in (None, "", "0" * SPAN_ID),
    )
