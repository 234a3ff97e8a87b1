"""Spans of an OTLP trace request (opentelemetry-proto 1), as protobuf or as JSON, in one form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from google.protobuf.message import DecodeError
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import AnyValue, KeyValue

from storage.nouns.record import LATEST_INSTANT, Instant, Refused

ERROR = 2
"""Status code of a span that failed."""
ERROR_NAME = "STATUS_CODE_ERROR"
TRACE_ID, SPAN_ID = 32, 16
"""Lengths of ids, in hexadecimal digits."""
LONGEST_INTEGER = 40
"""Characters of the longest integer that is read."""
DEEPEST = 100
"""Levels of nesting in a value of an attribute."""


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


Sent = Span | Refused


def spans_of_protobuf(body: bytes) -> Iterator[Sent]:
    """The spans of a request, or why one is refused. Refused, at once, if the whole is no such request."""
    try:
        request = ExportTraceServiceRequest.FromString(body)
    except DecodeError as error:
        raise Refused("not an ExportTraceServiceRequest of OTLP") from error
    return _of_message(request)


def _of_message(request: ExportTraceServiceRequest) -> Iterator[Sent]:
    for of_resource in request.resource_spans:
        resource = _pairs(of_resource.resource.attributes)
        for of_scope in of_resource.scope_spans:
            for span in of_scope.spans:
                yield _span(
                    span.trace_id.hex(),
                    span.span_id.hex(),
                    span.parent_span_id.hex(),
                    span.name,
                    (span.start_time_unix_nano, span.end_time_unix_nano),
                    resource | _pairs(span.attributes),
                    (span.status.code == ERROR, span.status.message),
                )


def _pairs(attributes: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    pair: KeyValue
    for pair in attributes:
        found[pair.key] = _value(pair.value)
    return found


def _value(value: AnyValue) -> Any:
    kind = value.WhichOneof("value")
    if kind is None:
        return None
    if kind == "array_value":
        return [_value(each) for each in value.array_value.values]
    if kind == "kvlist_value":
        return _pairs(value.kvlist_value.values)
    if kind == "bytes_value":
        return value.bytes_value.hex()
    return getattr(value, kind)


def spans_of_json(request: object) -> Iterator[Sent]:
    """The spans of a request that was parsed from JSON, or why one is refused."""
    for of_resource in _list(request, "resourceSpans"):
        resource = _json_pairs(_member(of_resource, "resource"))
        for of_scope in _list(of_resource, "scopeSpans"):
            for span in _list(of_scope, "spans"):
                yield _json_span(span, resource)


def _json_span(span: object, resource: Mapping[str, Any]) -> Sent:
    if not isinstance(span, Mapping):
        return Refused("expected a span", value=span)
    status = _member(span, "status")
    try:
        attributes = {**resource, **_json_pairs(span)}
    except RecursionError:
        return Refused("nested too deeply", field="attributes")
    times = (span.get("startTimeUnixNano"), span.get("endTimeUnixNano"))
    outcome = (_member(status, "code") in (ERROR, ERROR_NAME), _member(status, "message"))
    ids = (span.get("traceId"), span.get("spanId"), span.get("parentSpanId"))
    return _span(*ids, span.get("name"), times, attributes, outcome)


def _member(value: object, name: str) -> Any:
    return value.get(name) if isinstance(value, Mapping) else None


def _list(value: object, name: str) -> list[Any]:
    found = _member(value, name)
    return found if isinstance(found, list) else []


def _json_pairs(holder: object) -> dict[str, Any]:
    return {
        pair["key"]: _json_value(pair.get("value"), 0)
        for pair in _list(holder, "attributes")
        if isinstance(pair, Mapping) and isinstance(pair.get("key"), str)
    }


def _json_value(value: object, depth: int) -> Any:
    if depth > DEEPEST:
        raise RecursionError
    if not isinstance(value, Mapping):
        return None
    for kind, inner in value.items():
        match kind:
            case "arrayValue":
                return [_json_value(each, depth + 1) for each in _list(inner, "values")]
            case "kvlistValue":
                pairs = (pair for pair in _list(inner, "values") if isinstance(pair, Mapping))
                return {str(pair.get("key")): _json_value(pair.get("value"), depth + 1) for pair in pairs}
            case "intValue":
                return _integer(inner)
            case "stringValue" | "doubleValue" | "boolValue" | "bytesValue":
                return inner
    return None


def _span(
    trace_id: Any,
    span_id: Any,
    parent_id: Any,
    name: Any,
    times: tuple[Any, Any],
    attributes: Mapping[str, Any],
    outcome: tuple[bool, Any],
) -> Sent:
    for field, value, length in (("traceId", trace_id, TRACE_ID), ("spanId", span_id, SPAN_ID)):
        if not _is_id(value, length):
            return Refused(f"expected {length} hexadecimal digits, not all 0", field=field, value=value)
    failed, message = outcome
    try:
        started, ended = (_time(nanoseconds) for nanoseconds in times)
    except ValueError as error:
        return Refused(str(error), field="startTimeUnixNano or endTimeUnixNano", value=list(times))
    return Span(
        trace_id=trace_id.lower(),
        span_id=span_id.lower(),
        parent_id=parent_id.lower() if _is_id(parent_id, SPAN_ID) else None,
        name=name if isinstance(name, str) else "",
        started_at=started,
        ended_at=ended,
        attributes=attributes,
        failed=failed,
        message=message if isinstance(message, str) and message else None,
    )


def _is_id(value: object, length: int) -> bool:
    if not isinstance(value, str) or len(value) != length:
        return False
    return set(value.lower()) <= set("0123456789abcdef") and set(value) != {"0"}


def _time(nanoseconds: object) -> Instant | None:
    """None for an absent time, and for 0, which OTLP has for it."""
    if nanoseconds is None:
        return None
    number = _integer(nanoseconds)
    if number is None:
        raise ValueError("expected nanoseconds since 1970")
    if number == 0:
        return None
    if not 0 <= number // 1000 <= LATEST_INSTANT:
        raise ValueError("a time must be between 1970 and 9999")
    return Instant(number // 1000)


def _integer(value: object) -> int | None:
    """A 64-bit integer, which JSON has as a number or as text."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if (
        isinstance(value, str)
        and value.removeprefix("-").isascii()
        and value.removeprefix("-").isdecimal()
        and len(value) < LONGEST_INTEGER
    ):
        return int(value)
    return None
