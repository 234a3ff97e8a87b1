"""The nouns of the graph, each with what the planner needs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from resolvers.rows import Rows
from schema.declare.field import GraphField


@dataclass(frozen=True, slots=True)
class Order:
    """One order of a noun: the field to sort by, and the direction."""

    name: str
    field: str
    descending: bool


@dataclass(frozen=True, slots=True)
class ExtraFilter:
    """A filter of a noun that is not on a field or link: its input type, and the condition on a row for an input."""

    type: Any
    description: str
    sql: Callable[[Rows, Any], ColumnElement[bool]]
    among: Callable[[Rows, Any], ColumnElement[bool]] | None = None
    """The same condition, beginning with all that match. None: no index finds these."""


@dataclass(frozen=True, slots=True)
class NodeType:
    """A noun of the graph: type name, table, main time, duration, orders and group keys."""

    name: str
    type: type
    table: sa.Table
    time: str | None
    duration: Callable[..., Any] | None
    orders: Mapping[str, Order]
    groups: Mapping[str, str]
    scope: str
    fields: Mapping[str, GraphField]
    """Its fields by Python name."""
    filters: Mapping[str, ExtraFilter]
    """Its filters that are not on fields or links, by name."""


NODES: dict[str, NodeType] = {}
"""The nouns of the graph by type name."""
