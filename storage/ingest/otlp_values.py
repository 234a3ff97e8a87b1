"""Values that OTLP requests have in common (opentelemetry-proto 1), as protobuf or as JSON: attributes, ids, times."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from storage.ingest.reader import Broken, Notice, json_text
from storage.nouns.record import LATEST_INSTANT, Instant, Refused

if TYPE_CHECKING:
    from opentelemetry.proto.common.v1.common_pb2 import AnyValue, KeyValue

TRACE_ID, SPAN_ID = 32, 16
"""Lengths of ids, in hexadecimal digits."""
LONGEST_INTEGER = 40
"""Characters of the longest integer that is read."""
DEEPEST = 100
"""Levels of nesting in a value of an attribute."""


Members = tuple[str, str, str]
"""Names of the members of a request that hold others, from the outside."""
SPANS: Members = ("resourceSpans", "scopeSpans", "spans")
LOGS: Members = ("resourceLogs", "scopeLogs", "logRecords")


HEXADECIMAL = re.compile("[0-9a-fA-F]+")


class RefusedPart(Refused):
    """Why a span or a log record is refused."""

    body = b""
    """A request with this part only, as JSON."""


def broken(place: str, refused: Refused) -> Broken:
    """A refused part, with what can be read again of it."""
    return Broken(place, refused, *((refused.body, "otlp") if isinstance(refused, RefusedPart) else ()))


def request_of(members: Members, resource: object, part: object) -> bytes:
    """A request with one span or log record. Empty if it cannot be written as JSON."""
    outer, scope, inner = members
    try:
        return json_text({outer: [{"resource": resource, scope: [{inner: [part]}]}]}).encode()
    except (RecursionError, TypeError, ValueError):
        return b""


def as_json(message: Any) -> Any:
    """A message of protobuf as JSON of OTLP, in which ids are hexadecimal."""
    from google.protobuf.json_format import MessageToDict

    ids = {"trace_id": "traceId", "span_id": "spanId", "parent_span_id": "parentSpanId"}
    known = {shown: value.hex() for name, shown in ids.items() if (value := getattr(message, name, b""))}
    return MessageToDict(message) | known


def pairs(attributes: Any) -> dict[str, Any]:
    """Attributes of protobuf by name."""
    found: dict[str, Any] = {}
    pair: KeyValue
    for pair in attributes:
        found[pair.key] = value_of(pair.value)
    return found


def value_of(value: "AnyValue") -> Any:
    """Text, number, boolean, list or mapping; bytes as hexadecimal digits."""
    kind = value.WhichOneof("value")
    if kind is None:
        return None
    if kind == "array_value":
        return [value_of(each) for each in value.array_value.values]
    if kind == "kvlist_value":
        return pairs(value.kvlist_value.values)
    if kind == "bytes_value":
        return value.bytes_value.hex()
    return getattr(value, kind)


def elements(holder: object, name: str) -> Iterator[Mapping[str, Any] | Refused]:
    """The objects in a list that is a member of an object; Refused for anything else that is there."""
    found = member(holder, name)
    for element in found if isinstance(found, list) else [] if found is None else [found]:
        if isinstance(element, Mapping | Refused):
            yield element
        else:
            yield Refused("expected an object", field=name, value=element)


def member(value: object, name: str) -> Any:
    """A member of an object; None if there is no such."""
    return value.get(name) if isinstance(value, Mapping) else None


def json_pairs(holder: object) -> tuple[dict[str, Any], list[Notice]]:
    """The attributes of a span or a resource, and a notice of each that is left out."""
    found: dict[str, Any] = {}
    notices: list[Notice] = []
    for pair in elements(holder, "attributes"):
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
    return key, json_value(pair.get("value"), depth)


def json_value(value: object, depth: int) -> Any:
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
                return [json_value(each, depth + 1) for each in elements(inner, "values")]
            case "kvlistValue":
                return dict(_json_pair(pair, depth + 1) for pair in elements(inner, "values"))
            case "intValue":
                if _integer(inner) is None:
                    raise ValueError("intValue must be an integer")
                return _integer(inner)
            case "stringValue" | "doubleValue" | "boolValue" | "bytesValue":
                if inner is None or isinstance(inner, list | Mapping):
                    raise ValueError(f"{kind} must be one value")
                return inner
    return None


def is_id(value: object, length: int) -> bool:
    """Whether a value is that many hexadecimal digits, not all 0."""
    return isinstance(value, str) and len(value) == length and HEXADECIMAL.fullmatch(value) is not None and value.strip("0") != ""


def time(nanoseconds: object) -> Instant | None:
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
