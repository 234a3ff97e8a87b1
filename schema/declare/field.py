"""How a field of the graph is declared: its type, its resolver in SQL, and what the executor makes of it."""

import sys
from collections.abc import Callable, Sequence
from enum import Enum, auto
from typing import Annotated, Any, Optional, get_args

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField

from schema.declare.scalars import DateTime, Duration

MOST_NODES = 100
"""Maximum number of ids that `nodes` takes."""


class Role(Enum):
    """What the executor makes of a field's resolver."""

    COLUMN = auto()
    """The column of the same name."""
    LEAF = auto()
    """An expression over the parent's columns."""
    ONE = auto()
    """A select that finds at most one row."""
    MANY = auto()
    """A select of rows, given out page by page."""
    PART = auto()
    """An object made of the same parent."""
    LIST = auto()
    """A list of objects; the resolver makes it from the parent."""
    SPLIT = auto()
    """A list of figures of the parts of a sample."""
    STATS = auto()
    """Statistics of a select of rows."""
    NODE = auto()
    """The row of a global id."""
    NODES = auto()
    """The rows of several global ids."""
    ROWS = auto()
    """The rows of a page."""
    EDGES = auto()
    """The rows of a page with their cursors."""
    CURSOR = auto()
    """The place of a row in its order."""
    PAGE_INFO = auto()
    """Where a page lies."""
    TOTAL = auto()
    """The number of all rows that match."""
    MATCHING = auto()
    """A value made of all rows that match, on all pages."""


class GraphField(StrawberryField):
    """A field that is resolved into SQL."""

    def __init__(self, *args: Any, role: Role = Role.COLUMN, sql: Callable[..., Any] | None = None, target: str = "", **kw: Any):
        super().__init__(*args, **kw)
        self.role = role
        self.sql = sql
        self.target = target

    def __copy__(self) -> "GraphField":
        """Strawberry copies fields when it makes a type of a generic one."""
        copy: GraphField = super().__copy__()
        copy.role, copy.sql, copy.target = self.role, self.sql, self.target
        return copy


def type_named(name: str) -> Any:
    """The type of that name, wherever it is declared, now or later."""
    return Annotated[name, strawberry.lazy("schema.declare.registry")]


def nullable(type_: Any) -> Any:
    """The type, or null."""
    return Optional[type_]  # noqa: UP045  (a lazy type cannot be joined by |)


def argument(name: str, type_: Any, description: str, default: object = strawberry.UNSET) -> StrawberryArgument:
    """An argument of a field; without a default it is null when absent."""
    module = sys.modules[__name__].__dict__
    return StrawberryArgument(
        python_name=name,
        graphql_name=None,
        type_annotation=StrawberryAnnotation(type_, namespace=module),
        description=description,
        default=default,
    )


def graph_field(
    type_: Any,
    description: str,
    *,
    role: Role,
    sql: Callable[..., Any] | None = None,
    target: str = "",
    arguments: Sequence[StrawberryArgument] = (),
    name: str | None = None,
) -> Any:
    """A field of any role."""
    field = GraphField(
        graphql_name=name,
        type_annotation=StrawberryAnnotation(type_),
        description=description,
        role=role,
        sql=sql,
        target=target,
    )
    field.arguments = [*arguments, *spelling(type_)]
    return field


def spelling(type_: Any) -> list[StrawberryArgument]:
    """The argument by which a time or a duration is asked for in another spelling."""
    kinds = {type_, *get_args(type_)}
    if DateTime in kinds:
        return [_spelled("as", "TimeFormat", "How it is written. Absent: RFC3339.")]
    if Duration in kinds:
        return [_spelled("in", "DurationUnit", "Its unit. Absent: MILLISECONDS.")]
    return []


def _spelled(name: str, enum: str, description: str) -> StrawberryArgument:
    found = argument(name, nullable(type_named(enum)), description)
    found.python_name, found.graphql_name = f"{name}_", name
    return found


def own_id(row: Any) -> Any:
    """The sender's own id of a row."""
    return row.c.id


def leaf(type_: Any, sql: Callable[..., Any], description: str, *, arguments: Sequence[StrawberryArgument] = ()) -> Any:
    """A field whose value is an expression over its parent's columns."""
    return graph_field(type_, description, role=Role.LEAF, sql=sql, arguments=arguments)


def one(target: str, sql: Callable[..., Any], description: str, *, arguments: Sequence[StrawberryArgument] = ()) -> Any:
    """A link to at most one row of a noun; null where there is none, or it has not arrived."""
    return graph_field(nullable(type_named(target)), description, role=Role.ONE, sql=sql, target=target, arguments=arguments)


def many(target: str, sql: Callable[..., Any], description: str, *, root: bool = False) -> Any:
    """A link to rows of a noun: a connection with filter, order and pages."""
    type_ = type_named(f"{target}Connection")
    return graph_field(
        nullable(type_) if root else type_,
        description,
        role=Role.MANY,
        sql=sql,
        target=target,
        arguments=[
            argument("first", int | None, "At most so many rows, from the start of the order. Absent: 20."),
            argument("after", nullable(type_named("Cursor")), "Only rows after this cursor."),
            argument("last", int | None, "At most so many rows, from the end of the order. Not together with `first`."),
            argument("before", nullable(type_named("Cursor")), "Only rows before this cursor."),
            argument("skip", int | None, "Pass over so many rows first. They are read all the same: cursors are quicker."),
            argument("filter", nullable(type_named(f"{target}Filter")), "Only rows that match."),
            argument(
                "order_by", nullable(type_named(f"{target}Order")), "The order. Absent: the noun's first, mostly newest first."
            ),
        ],
    )


def figures(target: str, sql: Callable[..., Any] | None, description: str) -> Any:
    """Statistics over rows of a noun."""
    window = argument("window", nullable(type_named("Window")), "Only rows whose main time lies in it. Absent: all time.")
    return graph_field(type_named(f"{target}Stats"), description, role=Role.STATS, sql=sql, target=target, arguments=[window])
