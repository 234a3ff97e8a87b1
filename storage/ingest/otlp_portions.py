"""Splits an OTLP request into its parts, which are spans or log records, so that each is decoded by itself.

A decoder holds Python's lock until it is done, and everyone waits. A short request may also name millions of empty parts.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any, cast

import msgspec

from storage.errors import LimitExceeded
from storage.ingest.otlp_values import Members
from storage.nouns.record import Refused

MOST_PARTS = 100_000
"""Parts of a request."""
LARGEST_PART = 3_000_000
"""Bytes of one part, or one resource: its decoder takes about 50 milliseconds at worst."""
MOST_VALUES = 1_500_000
"""Objects, lists and commas in the JSON of a request: looking for its parts takes about 50 milliseconds at worst."""
MOST_VALUES_OF_PART = 100_000
"""Objects, lists and commas in the JSON of one part, or one resource."""
MOST_FIELDS = 1_000_000
"""Fields of a request that are passed over, or lead to its parts."""
PIECE = 1_048_576
VARINT_BYTES = 10
TOO_LARGE = f"larger than {LARGEST_PART:,} bytes"

Message = memoryview | bytes


@dataclass(slots=True)
class OfResource:
    """The parts of a resource, all as serialized messages."""

    resource: bytes = b""
    parts: list[memoryview] = field(default_factory=list)


def parts_of(body: bytes) -> Iterator[OfResource]:
    """The parts of a serialized request of any signal. ValueError if it is malformed; LimitExceeded for too many parts."""
    total, fields = 0, count(1)
    for of_resource in _messages(body, 1, fields):
        # Protobuf merges a message that comes in several pieces.
        found = OfResource(b"".join(_messages(of_resource, 1, fields)))
        for of_scope in _messages(of_resource, 2, fields):
            for part in _messages(of_scope, 2, fields):
                total += 1
                _check_parts(total)
                found.parts.append(part)
        yield found


def _messages(message: Message, number: int, fields: Iterator[int]) -> Iterator[memoryview]:
    """The contents of the fields with a number that hold bytes. Others are passed over; `fields` counts all of them."""
    view, position = memoryview(message), 0
    while position < len(view):
        if next(fields) > MOST_FIELDS:
            text = f"The request has more than {MOST_FIELDS:,} fields."
            raise LimitExceeded(text, limit="fields", allowed=MOST_FIELDS, measured="more")
        tag, position = _varint(view, position)
        kind, length = tag & 7, 0
        if kind == 0:
            _, position = _varint(view, position)
            continue
        if kind in (1, 5):
            length = 8 if kind == 1 else 4
        elif kind == 2:
            length, position = _varint(view, position)
        else:
            raise ValueError("a field has an unknown type")
        if position + length > len(view):
            raise ValueError("a field is cut off")
        if kind == 2 and tag >> 3 == number:
            yield view[position : position + length]
        position += length


def _varint(view: memoryview, position: int) -> tuple[int, int]:
    """An integer of variable length, and the position after it."""
    value = 0
    for index, byte in enumerate(view[position : position + VARINT_BYTES]):
        value |= (byte & 127) << 7 * index
        if byte < 128:
            return value, position + index + 1
    raise ValueError("a number is cut off")


def decoded(body: bytes, members: Members) -> object:
    """The JSON of a request, decoded part by part. Too large a part or resource is Refused in its place.

    Raises as `msgspec.json.decode` does, and LimitExceeded for too many values or parts.
    """
    if _values(body) > MOST_VALUES:
        message = f"The request has more than {MOST_VALUES:,} values."
        raise LimitExceeded(message, limit="values", allowed=MOST_VALUES, measured="more")
    request = _members(body)
    if not isinstance(request, dict):
        return request
    outer = members[0]
    return {outer: [_of_resource(each, members) for each in _elements(request.get(outer))]}


def _of_resource(text: Message, members: Members) -> object:
    found = _members(text)
    if not isinstance(found, dict):
        return found
    resource = _part(found["resource"]) if "resource" in found else None
    refused = Refused(resource.reason, field="resource") if isinstance(resource, Refused) else None
    _, scopes, inner = members
    return {"resource": resource, scopes: [_of_scope(each, inner, refused) for each in _elements(found.get(scopes))]}


def _of_scope(text: Message, inner: str, refused: Refused | None) -> object:
    """The parts of a scope; without their resource they are all Refused."""
    found = _members(text)
    if not isinstance(found, dict):
        return found
    parts = _elements(found.get(inner))
    _check_parts(len(parts))
    return {inner: [refused or _part(part) for part in parts]}


def _members(text: Message) -> object:
    """The members of an object, not decoded; what else it is, decoded."""
    try:
        return msgspec.json.decode(text, type=dict[str, msgspec.Raw])
    except msgspec.ValidationError:
        return _part(text)


def _elements(text: Message | None) -> list[Message]:
    """The elements of a list, not decoded. Anything else but null is one element."""
    if text is None:
        return []
    try:
        return cast(list[Message], msgspec.json.decode(text, type=list[msgspec.Raw] | None) or [])
    except msgspec.ValidationError:
        return [text]


def _part(text: Message) -> Any:
    whole = bytes(text)
    if len(whole) > LARGEST_PART:
        return Refused(TOO_LARGE)
    if _values(whole) > MOST_VALUES_OF_PART:
        return Refused(f"more than {MOST_VALUES_OF_PART:,} values")
    return msgspec.json.decode(whole)


def _values(text: bytes) -> int:
    """The number of objects, lists and commas. Counted in pieces, between which others have their turn."""
    pieces = (text[begin : begin + PIECE] for begin in range(0, len(text), PIECE))
    return sum(len(piece) - len(piece.translate(None, b"{[,")) for piece in pieces)


def _check_parts(count: int) -> None:
    if count > MOST_PARTS:
        message = f"The request has more than {MOST_PARTS:,} spans or log records."
        raise LimitExceeded(message, limit="parts", allowed=MOST_PARTS, measured="more")
