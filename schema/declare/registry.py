"""The types of the graph by name, so that nouns can link to each other regardless of import order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from schema.declare.scalars import Cursor

__all__ = ["NODES", "Cursor", "NodeType", "register"]


@dataclass(frozen=True, slots=True)
class Order:
    """One order of a noun: the field to sort by, and the direction."""

    name: str
    field: str
    descending: bool


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
    fields: Mapping[str, Any]
    """Its GraphField declarations by Python name."""


NODES: dict[str, NodeType] = {}
"""The nouns of the graph by type name."""


def register(cls: type) -> type:
    """Registers a type under its name."""
    globals()[cls.__name__] = cls
    return cls
