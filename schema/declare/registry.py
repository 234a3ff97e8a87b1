"""The nouns of the graph, each with what the planner needs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from resolvers.rows import Rows
from resolvers.statistics.row_set import Measure
from schema.declare.field import GraphField

Input = Mapping[str, object]
"""The fields of an input object that are set, by their names in the graph. GraphQL has checked their types."""


@dataclass(frozen=True, slots=True)
class Order:
    """One order of a noun: the field to sort by, and the direction."""

    name: str
    field: str
    descending: bool


@dataclass(frozen=True, slots=True)
class ExtraFilter:
    """A filter of a noun that is not on a field or link: its input type, a list of input
    objects, and the condition on a row for such a list."""

    type: object
    description: str
    sql: Callable[[Rows, Sequence[Input]], ColumnElement[bool]]
    among: Callable[[Rows, Sequence[Input]], ColumnElement[bool]] | None = None
    """The same condition, beginning with all that match. None: no index finds these."""


@dataclass(frozen=True, slots=True)
class NodeType:
    """A noun of the graph: type name, table, main time, duration, orders and group keys."""

    name: str
    type: type
    table: sa.Table
    time: str | None
    duration: Measure | None
    orders: Mapping[str, Order]
    groups: Mapping[str, str]
    scope: str
    fields: Mapping[str, GraphField]
    """Its fields by Python name."""
    filters: Mapping[str, ExtraFilter]
    """Its filters that are not on fields or links, by name."""


NODES: dict[str, NodeType] = {}
"""The nouns of the graph by type name."""
