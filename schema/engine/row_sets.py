"""The row set of statistics, from a link, a filter and a window."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from graphql.pyutils import camel_to_snake
from sqlalchemy.sql.elements import ColumnElement

from resolvers.rows import Rows
from resolvers.statistics.aggregation import Aggregation
from resolvers.statistics.buckets import Ends
from resolvers.statistics.figures import COUNTED
from resolvers.statistics.row_set import RowSet, row_set_of, served
from resolvers.statistics.subset import Matching
from schema.declare.operators import OPERATORS
from schema.declare.registry import Input, NodeType
from schema.engine.filter_sql import Way, condition, input_of
from storage.sql.statement import Later


def matching_rows(node: NodeType, link: sa.Select[Any], filter_: Input | None, window: Input | None) -> RowSet:
    """The rows of a link that match a filter, and whose main time lies in a window.

    Tests of the main time at the top of the filter become part of the window, which roll-ups can serve.
    """
    rest, windows = _parted(node, filter_ or {})
    row_set = row_set_of(link, node.time, node.duration, window, matching(node, rest) if rest else None)
    for since, until in windows:
        row_set = row_set.within(since, until)
    return row_set


def total_count(row_set: RowSet) -> ColumnElement[int]:
    """The number of rows of a row set."""
    aggregation = served(lambda rolled: Aggregation(row_set, rolled=rolled))
    counted = COUNTED(aggregation).label("value")
    return aggregation.with_steps(sa.select(counted).select_from(aggregation.computed())).scalar_subquery()


def matching(node: NodeType, filter_: Input, path: str = "filter") -> Matching:
    """The condition that rows match a filter, which `path` locates in messages."""
    way = Way(shared={})

    def matching_(rows: Rows) -> ColumnElement[bool]:
        return condition(node, rows, filter_, path, way)

    return matching_


def identity(value: object) -> object:
    """What two filters share that are the same for every request: their parts, and the variables of their values."""
    if isinstance(value, Mapping):
        return tuple((name, identity(each)) for name, each in value.items())
    if isinstance(value, list | tuple):
        return tuple(identity(each) for each in value)
    return (value.source, id(value)) if isinstance(value, Later) else (type(value).__name__, value)


def _parted(node: NodeType, filter_: Input) -> tuple[Input, list[Ends]]:
    """A filter without its tests of the main time, and the equivalent windows of these tests."""
    name = next((name for name in filter_ if node.time is not None and camel_to_snake(name) == node.time), None)
    tests = input_of(filter_[name]) if name else None
    if not tests or not all(OPERATORS[test].has_window for test in tests) or None in tests.values():
        return filter_, []
    rest = {key: value for key, value in filter_.items() if key != name}
    return rest, [OPERATORS[test].window(operand) for test, operand in tests.items()]
