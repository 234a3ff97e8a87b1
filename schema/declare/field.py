"""Declaration of the graph's fields: type, SQL resolver, and how the executor treats the result."""

import sys
from collections.abc import Callable, Sequence
from enum import Enum, auto
from typing import Any, TypeAlias, get_args

import sqlalchemy as sa
import strawberry
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.types import TypeEngine
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField

from resolvers.figure_list import FigureList
from resolvers.rows import Source
from schema.declare.named_types import nullable, type_named
from schema.declare.scalars import DateTime, Duration
from schema.declare.values import ValueType, value_type

Expression: TypeAlias = Callable[..., ColumnElement[Any]]
"""A resolver that makes an expression of the parent and the arguments."""
Select: TypeAlias = Callable[..., sa.Select[Any]]
"""A resolver that selects rows."""
FigureLists: TypeAlias = Callable[..., FigureList]
"""A resolver that makes a list of figures."""
Part: TypeAlias = Callable[..., object]
"""A resolver of what the fields of an object are resolved over."""
Resolver: TypeAlias = Expression | Select | FigureLists | Part

MOST_NODES = 100
"""Maximum number of ids that `nodes` accepts."""


class Role(Enum):
    """How the executor treats the result of a field's resolver."""

    COLUMN = auto()
    """The column of the same name."""
    LEAF = auto()
    """An expression over the parent's columns."""
    ONE = auto()
    """A select that finds at most one row."""
    MANY = auto()
    """A select of rows, returned in pages."""
    PART = auto()
    """An object computed from the same parent row."""
    LIST = auto()
    """A list of objects that the resolver computes from the parent."""
    SPLIT = auto()
    """A list of figures, one for each part of an aggregation."""
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
    """The position of a row in its order."""
    PAGE_INFO = auto()
    """The position of a page in its list."""
    HAS_NEXT = auto()
    """Whether rows follow a page."""
    HAS_PREVIOUS = auto()
    """Whether rows precede a page."""
    START_CURSOR = auto()
    """The cursor of the first row of a page."""
    END_CURSOR = auto()
    """The cursor of the last row of a page."""
    TOTAL = auto()
    """The number of matching rows."""
    MATCHING = auto()
    """A value computed from all matching rows, on all pages."""


class GraphField(StrawberryField):
    """A field that is resolved to SQL."""

    def __init__(
        self,
        graphql_name: str | None = None,
        type_annotation: StrawberryAnnotation | None = None,
        description: str | None = None,
        role: Role = Role.COLUMN,
        sql: Resolver | None = None,
        target: str = "",
        value: ValueType | None = None,
    ):
        super().__init__(graphql_name=graphql_name, type_annotation=type_annotation, description=description)
        self.role = role
        self.sql = sql
        self.target = target
        self.value = value

    @property
    def sql_type(self) -> TypeEngine[Any]:
        """The SQL type of a leaf."""
        assert self.value is not None, f"{self.python_name} is no value"
        return self.value.sql

    def __copy__(self) -> "GraphField":
        """A copy with the same role, resolver, target and value type. Strawberry copies the fields of generic types."""
        copy: GraphField = super().__copy__()
        copy.role, copy.sql, copy.target, copy.value = self.role, self.sql, self.target, self.value
        return copy


def argument(name: str, type_: object, description: str, default: object = strawberry.UNSET) -> StrawberryArgument:
    """An argument of a field. Without a default it is optional and unset."""
    module = sys.modules[__name__].__dict__
    return StrawberryArgument(
        python_name=name,
        graphql_name=None,
        type_annotation=StrawberryAnnotation(type_, namespace=module),
        description=description,
        default=default,
    )


def graph_field(
    type_: object,
    description: str,
    *,
    role: Role,
    sql: Resolver | None = None,
    target: str = "",
    arguments: Sequence[StrawberryArgument] = (),
    name: str | None = None,
    value: ValueType | None = None,
) -> GraphField:
    """A field of any role. `value`: the type of values, if it is not that of the annotation."""
    field = GraphField(
        graphql_name=name,
        type_annotation=StrawberryAnnotation(type_),
        description=description,
        role=role,
        sql=sql,
        target=target,
        value=value or value_type(type_),
    )
    field.arguments = [*arguments, *spelling(type_)]
    return field


def spelling(type_: object) -> list[StrawberryArgument]:
    """The argument that selects the format of a time or the unit of a duration."""
    kinds = {type_, *get_args(type_)}
    if DateTime in kinds:
        return [_spelled("as", "TimeFormat", "Output format. Default: RFC3339.")]
    if Duration in kinds:
        return [_spelled("in", "DurationUnit", "Output unit. Default: MILLISECONDS.")]
    return []


def _spelled(name: str, enum: str, description: str) -> StrawberryArgument:
    format_argument = argument(name, nullable(type_named(enum)), description)
    format_argument.python_name, format_argument.graphql_name = f"{name}_", name
    return format_argument


def own_id(row: Source) -> ColumnElement[str]:
    """The id that the sender assigned to a row."""
    return row.c.id


def leaf(
    type_: object,
    sql: Expression,
    description: str,
    *,
    arguments: Sequence[StrawberryArgument] = (),
    name: str | None = None,
    value: ValueType | None = None,
) -> GraphField:
    """A field whose value is an expression over its parent's columns."""
    return graph_field(type_, description, role=Role.LEAF, sql=sql, arguments=arguments, name=name, value=value)


def one(target: str, sql: Select, description: str, *, arguments: Sequence[StrawberryArgument] = ()) -> GraphField:
    """A link to at most one row of a noun; null if there is none or it has not been received."""
    return graph_field(nullable(type_named(target)), description, role=Role.ONE, sql=sql, target=target, arguments=arguments)


def many(target: str, sql: Select, description: str, *, root: bool = False) -> GraphField:
    """A link to rows of a noun: a connection with filter, order and pages."""
    type_ = type_named(f"{target}Connection")
    return graph_field(
        nullable(type_) if root else type_,
        description,
        role=Role.MANY,
        sql=sql,
        target=target,
        arguments=[
            argument("first", int | None, "Maximum number of rows, counted from the start. Default: 20."),
            argument("after", nullable(type_named("Cursor")), "Only rows after this cursor."),
            argument("last", int | None, "Maximum number of rows, counted from the end. Cannot be combined with `first`."),
            argument("before", nullable(type_named("Cursor")), "Only rows before this cursor."),
            argument("skip", int | None, "Number of rows to skip. Skipped rows are still read; prefer cursors."),
            argument("filter", nullable(type_named(f"{target}Filter")), "Only rows that match this filter."),
            argument(
                "order_by",
                nullable(type_named(f"{target}Order")),
                "Sort order. Default: the first value of the enum, usually newest first.",
            ),
        ],
    )


def figures(target: str, sql: Select | None, description: str) -> GraphField:
    """Statistics over rows of a noun."""
    window = argument(
        "window", nullable(type_named("Window")), "Only rows whose main time lies in this window. Default: all time."
    )
    return graph_field(type_named(f"{target}Stats"), description, role=Role.STATS, sql=sql, target=target, arguments=[window])
