"""The types of the graph by name, so that nouns can link to each other in any order of import."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from schema.declare.scalars import Cursor

__all__ = ["NODES", "Cursor", "NodeType", "register"]


@dataclass(frozen=True, slots=True)
class Order:
    """One order of a noun: what it is sorted by, and which way."""

    name: str
    field: str
    descending: bool


@dataclass(frozen=True, slots=True)
class NodeType:
    """What the executor knows of a noun: type name, table, main time, length of its life, orders and group keys."""

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
    """Makes a type known by its name."""
    globals()[cls.__name__] = cls
    return cls
