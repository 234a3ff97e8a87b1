"""The nouns of the graph: what the executor needs to know about each."""

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
    """A filter of a noun beside those of its fields and links: its input type, and the condition on a row by the input."""

    type: Any
    description: str
    sql: Callable[[Rows, Any], ColumnElement[bool]]
    among: Callable[[Rows, Any], ColumnElement[bool]] | None = None
    """The same condition, beginning with all that match. None: no index finds these."""


@dataclass(frozen=True, slots=True)
class NodeType:
    """What the executor needs to know about a noun: type name, table, main time, duration, orders and group keys."""

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
    """Its filters on what is no field of its own, by name."""


NODES: dict[str, NodeType] = {}
"""The nouns of the graph by type name."""
