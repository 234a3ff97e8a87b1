"""The types of values of leaf fields: how each is stored, and how it is written in an answer and as the key of a group."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import EnumType
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import sqlalchemy as sa
import strawberry
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.types import TypeEngine

from schema.declare.scalars import JSON, BigInt, DateTime, Duration, Usd
from storage.nouns.noun import FLAG, INTEGER, JSON_TEXT, REAL, TEXT
from storage.sql.json_text import EnumText, Flag, JsonColumn, Quotient, Real, TimeText

Expression = Callable[[ColumnElement[Any]], ColumnElement[Any]]


def _same(value: ColumnElement[Any]) -> ColumnElement[Any]:
    return value


def _flag_key(value: ColumnElement[Any]) -> ColumnElement[Any]:
    return sa.case((value.is_(None), None), (sa.type_coerce(value, sa.Boolean()), "true"), else_="false")


@dataclass(frozen=True, slots=True)
class ValueType:
    """A type of values."""

    sql: TypeEngine[Any]
    """The SQL type of the expression and of its operands in filters."""
    encoded: Expression = _same
    """The value in an answer, as GraphQL writes its type."""
    key: Expression = _same
    """The value as the key of a group, before it is cast to text."""


ENUM = ValueType(TEXT, EnumText)
BILLIONTHS = ValueType(INTEGER, lambda value: Quotient(value, 1_000_000_000))
"""A number that is computed as billionths, so that every database writes the same digits."""

VALUE_TYPES: Mapping[object, ValueType] = {
    str: ValueType(TEXT),
    strawberry.ID: ValueType(TEXT),
    int: ValueType(INTEGER),
    BigInt: ValueType(INTEGER),
    float: ValueType(REAL, Real),
    bool: ValueType(FLAG, Flag, _flag_key),
    DateTime: ValueType(INTEGER, TimeText, TimeText),
    Duration: ValueType(INTEGER, lambda value: Quotient(value, 1000)),
    Usd: ValueType(INTEGER, lambda value: Quotient(value, 1_000_000_000)),
    JSON: ValueType(JSON_TEXT, JsonColumn),
}
"""By the Python type of a field's annotation."""


def value_type(hint: object) -> ValueType | None:
    """The type of values of an annotation; None for objects and lists."""
    plain = without_null(hint)
    return ENUM if isinstance(plain, EnumType) else VALUE_TYPES.get(plain) if _is_hashable(plain) else None


def without_null(hint: object) -> object:
    """The type in an annotation that may allow null."""
    if get_origin(hint) in (Union, UnionType):
        return next(arm for arm in get_args(hint) if arm is not type(None))
    if get_origin(hint) is Annotated:
        return get_args(hint)[0]
    return hint


def _is_hashable(hint: object) -> bool:
    return getattr(hint, "__hash__", None) is not None
