"""The operators of filters, each declared once: its name, its description, its SQL, and, for a time, the equivalent window."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
import sqlalchemy as sa
from graphql.pyutils import snake_to_camel
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.types import TypeEngine

from resolvers.statistics.buckets import Ends, last_days
from schema.declare.named_types import list_of
from storage.nouns.noun import INTEGER, TEXT
from storage.sql.functions import Among, Contains
from storage.sql.statement import Later, later
from storage.storable import storable

Condition = ColumnElement[bool]
Bound = Callable[[object], int | Later]
Test = Callable[["Tested", object], Condition]


@dataclass(frozen=True, slots=True)
class Tested:
    """The value that an operator tests."""

    value: ColumnElement[Any]
    type: TypeEngine[Any]
    sort_key: ColumnElement[int] | None = None
    """For the main time of a noun: the key by which it is indexed. It is never null; that of an absent time is below all others.
    """

    def bind(self, operand: object) -> ColumnElement[Any]:
        """An operand of the value's type."""
        return sa.bindparam(None, operand, self.type)


def _itself(type_: object) -> object:
    return type_


@dataclass(frozen=True, slots=True)
class Operator:
    """One operator of value filters."""

    name: str
    """Its Python name."""
    description: str
    sql: Test
    """The condition that a value passes the test with an operand."""
    operand: Callable[[object], object] = _itself
    """The type of the operand, as a function of the type of the value."""
    since: Bound | None = None
    """For a time: start of the equivalent window, inclusive, as a function of the operand. None: it has no start."""
    until: Bound | None = None
    """For a time: end of that window, exclusive. None: it has no end."""
    selects_few: bool = False
    """Whether few rows pass, so that an index of the value finds them."""

    @property
    def graph_name(self) -> str:
        """Its name in the graph."""
        return snake_to_camel(self.name, upper=False)

    @property
    def has_window(self) -> bool:
        """Whether the test of a time is equivalent to a window."""
        return self.since is not None or self.until is not None

    def window(self, operand: object) -> Ends:
        """Start (inclusive) and end (exclusive) of the window that is equivalent to the test of a time; None if it is open."""
        return self.since(operand) if self.since else None, self.until(operand) if self.until else None


def _time(operand: object) -> int | Later:
    assert isinstance(operand, int | Later)
    return operand


def _next(operand: object) -> int | Later:
    return later(lambda value: value + 1, _time(operand))


def _days(operand: object) -> tuple[int | Later, int | Later]:
    assert isinstance(operand, int | float | Later)
    return last_days(operand)


def _compare(apply: Callable[[ColumnElement[Any], ColumnElement[Any]], Condition], *, below: bool = False) -> Test:
    """A comparison. The key of an absent main time is below all others, so tests for smaller times (`below`) must exclude it."""

    def test(tested: Tested, operand: object) -> Condition:
        bound = tested.bind(operand)
        if tested.sort_key is None:
            return apply(tested.value, bound)
        passes = apply(tested.sort_key, bound)
        return sa.and_(passes, tested.sort_key >= 0) if below else passes

    return test


def _among(tested: Tested, operand: object) -> Condition:
    if isinstance(operand, Later):
        return Among(tested.value, sa.bindparam(None, later(_json, operand), TEXT))
    assert isinstance(operand, list)
    present = [each for each in operand if each is not None]
    return tested.value.in_([tested.bind(each) for each in present]) if present else sa.false()


def _json(values: Sequence[object]) -> str:
    present = [storable(value) if type(value) is str else value for value in values if value is not None]
    return orjson.dumps(present).decode()


def _differs(tested: Tested, operand: object) -> Condition:
    return sa.or_(tested.value.is_(None), tested.value != tested.bind(operand))


def _not_among(tested: Tested, operand: object) -> Condition:
    return sa.or_(tested.value.is_(None), sa.not_(_among(tested, operand)))


def _is_null(tested: Tested, operand: object) -> Condition:
    return tested.value.is_(None) if operand else tested.value.is_not(None)


def _contains(tested: Tested, operand: object) -> Condition:
    return Contains(sa.func.lower(tested.value), sa.func.lower(sa.bindparam(None, operand, TEXT)))


def _starts_with(tested: Tested, operand: object) -> Condition:
    start = sa.bindparam(None, operand, TEXT)
    return sa.func.substr(tested.value, 1, sa.func.length(start)) == sa.bindparam(None, operand, TEXT)


def _last_days(tested: Tested, operand: object) -> Condition:
    start, now = _days(operand)
    time = tested.value if tested.sort_key is None else tested.sort_key
    return sa.and_(time >= sa.bindparam(None, start, INTEGER), time < sa.bindparam(None, now, INTEGER))


EQ = Operator(
    "eq", "Equal to this value.", _compare(lambda value, bound: value == bound), since=_time, until=_next, selects_few=True
)
NE = Operator("ne", "Not equal to this value. Null also matches.", _differs)
IN = Operator(
    "in",
    "Equal to one of these values. An empty list matches nothing.",
    _among,
    operand=list_of,
    selects_few=True,
)
NOT_IN = Operator("not_in", "Not equal to any of these values. Null also matches.", _not_among, operand=list_of)
GT = Operator("gt", "Greater than this value.", _compare(lambda value, bound: value > bound), since=_next)
GTE = Operator("gte", "Greater than or equal to this value.", _compare(lambda value, bound: value >= bound), since=_time)
LT = Operator("lt", "Less than this value.", _compare(lambda value, bound: value < bound, below=True), until=_time)
LTE = Operator("lte", "Less than or equal to this value.", _compare(lambda value, bound: value <= bound, below=True), until=_next)
IS_NULL = Operator("is_null", "True: the value is null. False: it is not null.", _is_null, operand=lambda _: bool)
CONTAINS = Operator("contains", "Contains this text. ASCII letters match in either case.", _contains)
STARTS_WITH = Operator("starts_with", "Starts with this text. Case-sensitive.", _starts_with)
LAST_DAYS = Operator(
    "last_days",
    "Within this number of days before now. Above 0, at most 36,500.",
    _last_days,
    operand=lambda _: float,
    since=lambda days: _days(days)[0],
    until=lambda days: _days(days)[1],
)

EQUALITY = (EQ, NE, IN, NOT_IN, IS_NULL)
COMPARISON = (GT, GTE, LT, LTE)

OPERATORS: Mapping[str, Operator] = {each.graph_name: each for each in (*EQUALITY, *COMPARISON, CONTAINS, STARTS_WITH, LAST_DAYS)}
"""Every operator by its name in the graph."""
