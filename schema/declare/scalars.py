"""The custom scalars."""

from collections.abc import Mapping
from typing import NewType

import orjson
import strawberry
from graphql import GraphQLError
from strawberry.types.scalar import ScalarDefinition

from storage.nouns.record import LARGEST_INTEGER, Instant

DateTime = NewType("DateTime", int)
"""Microseconds since 1970 internally; RFC 3339 text in requests and responses."""
Duration = NewType("Duration", int)
"""Microseconds internally; a number of milliseconds in requests and responses."""
Usd = NewType("Usd", int)
"""Nano-dollars internally; a number of dollars in requests and responses."""
BigInt = NewType("BigInt", int)
JSON = NewType("JSON", object)


class Cursor(tuple[str | int | float, ...]):
    """The position of a row in an order: the name of the order, then the values of its keys."""

    __slots__ = ()


def _refused(message: str) -> GraphQLError:
    return GraphQLError(message, extensions={"code": "BAD_USER_INPUT"})


def _date_time(value: object) -> int:
    if isinstance(value, Instant):  # a variable of the gateway's own documents
        return int(value)
    try:
        return int(Instant.parse(value))
    except ValueError as refused:
        raise _refused(f"DateTime: {refused}") from refused


def _milliseconds(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= LARGEST_INTEGER / 1000:
        raise _refused("Duration: expected a number of milliseconds")
    return round(value * 1000)


def _dollars(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= 9_000_000:
        raise _refused("USD: expected a number of US dollars")
    return round(value * 1_000_000_000)


def _big(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > LARGEST_INTEGER:
        raise _refused("BigInt: expected an integer of at most 53 bits")
    return value


def _cursor(value: object) -> Cursor:
    try:
        parts = orjson.loads(value) if isinstance(value, str) else None
    except orjson.JSONDecodeError:
        parts = None
    if not isinstance(parts, list) or len(parts) < 2 or not all(type(part) in (str, int, float) for part in parts):
        raise _refused("Cursor: invalid cursor; use a value of `cursor`, `startCursor` or `endCursor`")
    if any((type(part) is int and abs(part) >= 2**63) or (type(part) is str and "\x00" in part) for part in parts):
        raise _refused("Cursor: invalid cursor; use a value of `cursor`, `startCursor` or `endCursor`")
    return Cursor(parts)


def _same(value: object) -> object:
    return value


SCALARS: Mapping[object, ScalarDefinition] = {
    DateTime: strawberry.scalar(
        name="DateTime",
        description="A time as RFC 3339 text in UTC, such as `2026-05-01T12:00:00Z`, with up to six decimals of a second."
        " As input: any RFC 3339 time with a time zone, from 1970 to 9999.",
        specified_by_url="https://datatracker.ietf.org/doc/html/rfc3339",
        serialize=_same,
        parse_value=_date_time,
    ),
    Duration: strawberry.scalar(
        name="Duration",
        description="A duration as a number of milliseconds, with up to three decimals.",
        serialize=_same,
        parse_value=_milliseconds,
    ),
    Usd: strawberry.scalar(
        name="USD",
        description="An amount of money as a number of US dollars, with up to nine decimals.",
        serialize=_same,
        parse_value=_dollars,
    ),
    BigInt: strawberry.scalar(
        name="BigInt",
        description="An integer that may exceed 32 bits. It has at most 53 bits, so every JSON parser reads it exactly.",
        serialize=_same,
        parse_value=_big,
    ),
    JSON: strawberry.scalar(
        name="JSON",
        description="Any JSON value, exactly as sent.",
        specified_by_url="https://datatracker.ietf.org/doc/html/rfc8259",
        serialize=_same,
        parse_value=_same,
    ),
    Cursor: strawberry.scalar(
        name="Cursor",
        description="Position of a row in a sort order. Opaque: take it from a response and pass it back unchanged.",
        serialize=_same,
        parse_value=_cursor,
    ),
}
