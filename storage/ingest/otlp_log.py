"""Events of generative AI in an OTLP log request (opentelemetry-proto 1), as protobuf or as JSON, in one form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storage.ingest.otlp_request import of_json, of_protobuf
from storage.ingest.otlp_values import (
    LOGS,
    SPAN_ID,
    TRACE_ID,
    RefusedPart,
    is_id,
    json_pairs,
    json_value,
    pairs,
    time,
    value_of,
)
from storage.ingest.reader import Notice
from storage.nouns.record import Instant, Refused

if TYPE_CHECKING:
    from opentelemetry.proto.logs.v1.logs_pb2 import LogRecord

EVENTS = "gen_ai."
"""How names of events of generative AI begin."""
NAME = "event.name"
"""Attribute with the name of an event in older versions of OpenTelemetry."""
OTHER_LOGS = "log records that are no events of generative AI"
WITHOUT_SPAN = "events of generative AI outside a span"


@dataclass(frozen=True, slots=True)
class Event:
    """An event within a span."""

    name: str
    trace_id: str
    """32 hexadecimal digits, in lower case."""
    span_id: str
    """16 hexadecimal digits."""
    at: Instant
    attributes: Mapping[str, Any]
    """Those of the event, over those of its resource."""
    body: Any
    """Text, number, boolean, list, mapping, or None."""


Sent = Event | Refused | Notice
"""An event, why one is refused, or what is left out."""


def events_of_protobuf(body: bytes) -> Iterator[Sent]:
    """The events of a request, or why one is refused.

    Raises Refused if the whole is no such request, LimitExceeded if it has too many log records.
    """
    from google.protobuf.message import DecodeError
    from opentelemetry.proto.logs.v1.logs_pb2 import LogRecord

    try:
        yield from of_protobuf(body, LogRecord, LOGS, _of_message)
    except (DecodeError, ValueError) as error:
        raise Refused("not an ExportLogsServiceRequest of OTLP") from error


def _of_message(log: "LogRecord", resource: Mapping[str, Any]) -> Sent:
    ids, times = (log.trace_id.hex(), log.span_id.hex()), (log.time_unix_nano, log.observed_time_unix_nano)
    return _event(log.event_name, ids, times, {**resource, **pairs(log.attributes)}, value_of(log.body))


def events_of_json(request: object) -> Iterator[Sent]:
    """The events of a request that was parsed from JSON, why one is refused, and what of one is left out."""
    return of_json(request, LOGS, _json_event)


def _json_event(log: Mapping[str, Any], resource: Mapping[str, Any]) -> tuple[Sent, list[Notice]]:
    attributes, notices = json_pairs(log)
    try:
        body = json_value(log.get("body"), 0)
    except (ValueError, RecursionError):
        notices.append(Notice("bodies that are no value of OTLP"))
        body = None
    ids, times = (log.get("traceId"), log.get("spanId")), (log.get("timeUnixNano"), log.get("observedTimeUnixNano"))
    return _event(log.get("eventName"), ids, times, {**resource, **attributes}, body), notices


def _event(name: Any, ids: tuple[Any, Any], times: tuple[Any, Any], attributes: Mapping[str, Any], body: Any) -> Sent:
    name = name or attributes.get(NAME)
    if not isinstance(name, str) or not name.startswith(EVENTS):
        return Notice(OTHER_LOGS)
    trace_id, span_id = ids
    if not trace_id or not span_id:
        return Notice(WITHOUT_SPAN)
    for field, value, length in (("traceId", trace_id, TRACE_ID), ("spanId", span_id, SPAN_ID)):
        if not is_id(value, length):
            return RefusedPart(f"expected {length} hexadecimal digits, not all 0", field=field, value=value)
    try:
        at = next((moment for nanoseconds in times if (moment := time(nanoseconds)) is not None), None)
    except ValueError as error:
        return RefusedPart(str(error), field="timeUnixNano or observedTimeUnixNano", value=list(times))
    if at is None:
        return RefusedPart("the event has no time", field="timeUnixNano")
    return Event(name, trace_id.lower(), span_id.lower(), at, attributes, body)
