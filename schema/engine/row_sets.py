"""From a link, a filter and a window to the rows of which figures are asked."""

from collections.abc import Callable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from resolvers.rows import Rows
from resolvers.statistics.aggregation import Sample
from resolvers.statistics.buckets import days_before
from resolvers.statistics.row_set import Conditions, Scope, scope_of, served
from schema.declare.registry import NodeType
from schema.engine.filter_sql import condition, snake
from storage.sql.statement import Later, later

Filter = Mapping[str, Any]
Bounds = tuple[Any, Any]


def matching_scope(node: NodeType, link: sa.Select[Any], filter_: Filter | None, window: dict[str, Any] | None) -> Scope:
    """The rows of a link that match a filter, and whose main time lies in a window.

    Tests of the main time at the top of the filter become part of the window, which roll-ups can serve.
    """
    rest, windows = _parted(node, filter_ or {})
    scope = scope_of(link, node.time, node.duration, window, _matching(node, rest))
    for since, until in windows:
        scope = scope.within(since, until)
    return scope


def total_count(scope: Scope) -> ColumnElement[int]:
    """How many rows a scope has."""
    sample = served(lambda rolled: Sample(scope, rolled=rolled))
    counted = sample.need("counted")
    return sample.with_steps(sa.select(counted).select_from(sample.place())).scalar_subquery()


def _matching(node: NodeType, filter_: Filter) -> Conditions | None:
    if not filter_:
        return None

    def matching(rows: Rows) -> ColumnElement[bool]:
        return condition(node, rows, filter_)

    return matching


def _parted(node: NodeType, filter_: Filter) -> tuple[Filter, list[Bounds]]:
    """A filter without its tests of the main time, and the windows that these say."""
    name = next((name for name in filter_ if node.time is not None and snake(name) == node.time), None)
    tests = filter_[name] if name else None
    if not tests or not tests.keys() <= _BOUNDS.keys() or None in tests.values():
        return filter_, []
    return {key: value for key, value in filter_.items() if key != name}, [_BOUNDS[test](of) for test, of in tests.items()]


def _last_days(days: Any) -> Bounds:
    now = Later(lambda moment: moment.now)
    return later(days_before, now, days), now


_BOUNDS: Mapping[str, Callable[[Any], Bounds]] = {
    "gte": lambda moment: (moment, None),
    "gt": lambda moment: (later(lambda known: known + 1, moment), None),
    "lt": lambda moment: (None, moment),
    "lte": lambda moment: (None, later(lambda known: known + 1, moment)),
    "eq": lambda moment: (moment, later(lambda known: known + 1, moment)),
    "lastDays": _last_days,
}
