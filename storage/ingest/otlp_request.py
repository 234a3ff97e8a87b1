"""Spans of an OTLP trace request (opentelemetry-proto 1), as protobuf or as JSON, in one form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storage.ingest.reader import Notice, json_text
from storage.nouns.record import LATEST_INSTANT, Instant, Refused

if TYPE_CHECKING:
    from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
    from opentelemetry.proto.common.v1.common_pb2 import AnyValue, KeyValue

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


class RefusedSpan(Refused):
    """Why a span is refused."""

    body = b""
    """A request with this span only, as JSON."""


Sent = Span | Refused | Notice
"""A span, why one is refused, or what is left out of one."""


def spans_of_protobuf(body: bytes) -> Iterator[Sent]:
    """The spans of a request, or why one is refused. Refused, at once, if the whole is no such request."""
    # Imported here: every command reads formats, and none of them protobuf.
    from google.protobuf.message import DecodeError
    from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

    try:
        request = ExportTraceServiceRequest.FromString(body)
    except DecodeError as error:
        raise Refused("not an ExportTraceServiceRequest of OTLP") from error
    return _of_message(request)


def _of_message(request: "ExportTraceServiceRequest") -> Iterator[Sent]:
    for of_resource in request.resource_spans:
        resource = _pairs(of_resource.resource.attributes)
        for of_scope in of_resource.scope_spans:
            for span in of_scope.spans:
                found = _span(
                    span.trace_id.hex(),
                    span.span_id.hex(),
                    span.parent_span_id.hex(),
                    span.name,
                    (span.start_time_unix_nano, span.end_time_unix_nano),
                    resource | _pairs(span.attributes),
                    (span.status.code == ERROR, span.status.message),
                )
                if isinstance(found, RefusedSpan):
                    found.body = _request(_as_json(of_resource.resource), _span_as_json(span))
                yield found


def _request(resource: object, span: object) -> bytes:
    """A request with one span. Empty if it cannot be written as JSON."""
    try:
        return json_text({"resourceSpans": [{"resource": resource, "scopeSpans": [{"spans": [span]}]}]}).encode()
    except (RecursionError, TypeError, ValueError):
        return b""


def _as_json(message: Any) -> Any:
    from google.protobuf.json_format import MessageToDict

    return MessageToDict(message)


def _span_as_json(span: Any) -> Any:
    """A span as JSON of OTLP, in which ids are hexadecimal."""
    ids = {"traceId": span.trace_id, "spanId": span.span_id, "parentSpanId": span.parent_span_id}
    return _as_json(span) | {name: value.hex() for name, value in ids.items() if value}


def _pairs(attributes: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    pair: KeyValue
    for pair in attributes:
        found[pair.key] = _value(pair.value)
    return found


def _value(value: "AnyValue") -> Any:
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
    """The spans of a request that was parsed from JSON, why one is refused, and what of one is left out."""
    for of_resource in _elements(request, "resourceSpans"):
        if isinstance(of_resource, Refused):
            yield of_resource
            continue
        resource, notices = _json_pairs(of_resource.get("resource"))
        yield from notices
        for of_scope in _elements(of_resource, "scopeSpans"):
            if isinstance(of_scope, Refused):
                yield of_scope
                continue
            for span in _elements(of_scope, "spans"):
                if isinstance(span, Refused):
                    yield span
                else:
                    yield from _json_span(span, resource, of_resource.get("resource"))


def _json_span(span: Mapping[str, Any], resource: Mapping[str, Any], sent_resource: object) -> Iterator[Sent]:
    attributes, notices = _json_pairs(span)
    yield from notices
    status = span.get("status")
    times = (span.get("startTimeUnixNano"), span.get("endTimeUnixNano"))
    outcome = (_member(status, "code") in (ERROR, ERROR_NAME), _member(status, "message"))
    ids = (span.get("traceId"), span.get("spanId"), span.get("parentSpanId"))
    found = _span(*ids, span.get("name"), times, {**resource, **attributes}, outcome)
    if isinstance(found, RefusedSpan):
        found.body = _request(sent_resource, span)
    yield found


def _elements(holder: object, name: str) -> Iterator[Mapping[str, Any] | Refused]:
    """The objects in a list that is a member of an object; Refused for anything else that is there."""
    found = _member(holder, name)
    for element in found if isinstance(found, list) else [] if found is None else [found]:
        if isinstance(element, Mapping | Refused):
            yield element
        else:
            yield Refused("expected an object", field=name, value=element)


def _member(value: object, name: str) -> Any:
    return value.get(name) if isinstance(value, Mapping) else None


def _json_pairs(holder: object) -> tuple[dict[str, Any], list[Notice]]:
    """The attributes of a span or a resource, and a notice of each that is left out."""
    found: dict[str, Any] = {}
    notices: list[Notice] = []
    for pair in _elements(holder, "attributes"):
        try:
            key, value = _json_pair(pair)
        except ValueError as error:
            notices.append(Notice(f"attributes: {error}"))
        except RecursionError:
            notices.append(Notice("attributes: nested too deeply"))
        else:
            found[key] = value
    return found, notices


def _json_pair(pair: Mapping[str, Any] | Refused, depth: int = 0) -> tuple[str, Any]:
    if isinstance(pair, Refused):
        raise pair
    key = pair.get("key")
    if not isinstance(key, str):
        raise ValueError("a key must be text")
    return key, _json_value(pair.get("value"), depth)


def _json_value(value: object, depth: int) -> Any:
    """The first member of a value whose name is known. ValueError, or RecursionError, if it is not valid."""
    if depth > DEEPEST:
        raise RecursionError
    if value is None:
        return None
    if not isinstance(value, Mapping):
        raise ValueError("a value must be an object")
    for kind, inner in value.items():
        match kind:
            case "arrayValue":
                return [_json_value(each, depth + 1) for each in _elements(inner, "values")]
            case "kvlistValue":
                return dict(_json_pair(pair, depth + 1) for pair in _elements(inner, "values"))
            case "intValue":
                if _integer(inner) is None:
                    raise ValueError("intValue must be an integer")
                return _integer(inner)
            case "stringValue" | "doubleValue" | "boolValue" | "bytesValue":
                if inner is None or isinstance(inner, list | Mapping):
                    raise ValueError(f"{kind} must be one value")
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
            return RefusedSpan(f"expected {length} hexadecimal digits, not all 0", field=field, value=value)
    failed, message = outcome
    try:
        started, ended = (_time(nanoseconds) for nanoseconds in times)
    except ValueError as error:
        return RefusedSpan(str(error), field="startTimeUnixNano or endTimeUnixNano", value=list(times))
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
