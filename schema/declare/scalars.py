"""The scalars that GraphQL itself does not have."""

from collections.abc import Mapping
from typing import Any, NewType

import orjson
import strawberry
from graphql import GraphQLError
from strawberry.types.scalar import ScalarDefinition

from storage.nouns.record import LARGEST_INTEGER, Instant

DateTime = NewType("DateTime", int)
"""Microseconds since 1970 here; RFC 3339 text outside."""
Duration = NewType("Duration", int)
"""Microseconds here; a number of milliseconds outside."""
Usd = NewType("Usd", int)
"""Nano-dollars here; a number of dollars outside."""
BigInt = NewType("BigInt", int)
JSON = NewType("JSON", object)


class Cursor(tuple[Any, ...]):
    """The place of a row in an order: the order's name, then the values that place it."""

    __slots__ = ()


def _refused(message: str) -> GraphQLError:
    return GraphQLError(message, extensions={"code": "BAD_USER_INPUT"})


def _moment(value: Any) -> int:
    try:
        return int(Instant.parse(value))
    except ValueError as refused:
        raise _refused(f"DateTime: {refused}") from refused


def _milliseconds(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= LARGEST_INTEGER / 1000:
        raise _refused("Duration: expected a number of milliseconds")
    return round(value * 1000)


def _dollars(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= 9_000_000:
        raise _refused("USD: expected a number of US dollars")
    return round(value * 1_000_000_000)


def _big(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > LARGEST_INTEGER:
        raise _refused("BigInt: expected a whole number of at most 53 bits")
    return value


def _cursor(value: Any) -> Cursor:
    try:
        parts = orjson.loads(value) if isinstance(value, str) else None
    except orjson.JSONDecodeError:
        parts = None
    if not isinstance(parts, list) or len(parts) < 2 or not all(type(part) in (str, int, float) for part in parts):
        raise _refused("Cursor: not a cursor of this graph; take one from `cursor`, `startCursor` or `endCursor`")
    if any((type(part) is int and abs(part) >= 2**63) or (type(part) is str and "\x00" in part) for part in parts):
        raise _refused("Cursor: not a cursor of this graph; take one from `cursor`, `startCursor` or `endCursor`")
    return Cursor(parts)


def _same(value: Any) -> Any:
    return value


SCALARS: Mapping[object, ScalarDefinition] = {
    DateTime: strawberry.scalar(
        name="DateTime",
        description="A moment as RFC 3339 text in UTC, such as `2026-05-01T12:00:00Z`, with up to six decimals of a second. "
        "As input, any RFC 3339 time that names its zone, from 1970 to 9999.",
        specified_by_url="https://datatracker.ietf.org/doc/html/rfc3339",
        serialize=_same,
        parse_value=_moment,
    ),
    Duration: strawberry.scalar(
        name="Duration",
        description="A length of time: a number of milliseconds, with up to three decimals.",
        serialize=_same,
        parse_value=_milliseconds,
    ),
    Usd: strawberry.scalar(
        name="USD",
        description="An amount of money: a number of US dollars, with up to nine decimals.",
        serialize=_same,
        parse_value=_dollars,
    ),
    BigInt: strawberry.scalar(
        name="BigInt",
        description="A whole number that may exceed 32 bits, at most 53: a JSON number that every reader holds exactly.",
        serialize=_same,
        parse_value=_big,
    ),
    JSON: strawberry.scalar(
        name="JSON",
        description="Any JSON value, as its sender sent it.",
        specified_by_url="https://datatracker.ietf.org/doc/html/rfc8259",
        serialize=_same,
        parse_value=_same,
    ),
    Cursor: strawberry.scalar(
        name="Cursor",
        description="The place of a row in an order. Opaque: take it from an answer and give it back as it is.",
        serialize=_same,
        parse_value=_cursor,
    ),
}
