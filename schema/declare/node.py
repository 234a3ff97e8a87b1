"""Declaration of a noun of the graph: type, connection, edge, statistics, filter, order and group keys, from one class."""

from collections.abc import Callable, Mapping, Sequence
from enum import Enum, EnumType
from typing import Any, get_args

import sqlalchemy as sa
import strawberry
from graphql.pyutils import snake_to_camel
from strawberry.types import get_object_definition

from resolvers.statistics.row_set import Measure
from resolvers.stored_row import row_of
from schema.declare import filter_inputs, statistics
from schema.declare.field import GraphField, Role, figures, graph_field, leaf, own_id, spelling
from schema.declare.named_types import list_of, nullable, register, type_named
from schema.declare.registry import NODES, ExtraFilter, NodeType, Order
from schema.declare.scalars import JSON, Cursor
from schema.declare.statistics import Fields, make
from schema.declare.values import value_type, without_null
from storage.nouns.noun import NOUNS
from storage.rollup.subjects import SUBJECTS

ROW = (
    "The object as the store holds it, from which another store makes the same: the fields of its record (docs/records.md), with "
    "times in microseconds since 1970 and money in nano-dollars; `event_at`, the latest event time; and `clocks`, the event "
    "times of fields where they differ, with what records report of derived fields in `held`."
)


@register
@strawberry.interface(description="An object with a global id.")
class Node:
    """An object with a global id: the type name, a colon, and the sender's id."""

    id = graph_field(
        strawberry.ID,
        "Global id: the type name, a colon, and the sender's id. Pass it to `node`.",
        role=Role.LEAF,
    )


def natural(description: str) -> Any:
    """The field with the id that the sender assigned."""
    return graph_field(str, description, role=Role.LEAF, sql=own_id)


def node(
    table: sa.Table,
    *,
    order: Sequence[str] = (),
    groups: Sequence[str] = (),
    duration: Measure | None = None,
    sums: Sequence[str] = (),
    matching: Fields | None = None,
    counted: Callable[[], Fields] = dict,
    filters: Mapping[str, ExtraFilter] | None = None,
    scope: str = "graph:read",
) -> Callable[[type], type]:
    """Turns a class of annotated fields and links into a noun of the graph.

    `order`: fields by which rows can be sorted; the default is the first one, descending. `groups`: fields by which
    statistics can be grouped. `duration`: expression for the duration in microseconds. `sums`: columns that statistics add
    up, for a noun without roll-ups; the others declare them there. `matching`: connection fields computed from all matching
    rows. `counted`: returns figures that only this noun's statistics have. `filters`: filters beside those of its fields and
    links. `scope`: the scope that a caller needs to read the noun.
    """
    noun = NOUNS[table.name]
    subject = SUBJECTS.get(noun.name)
    for each in (table, *(grain.table for grain in subject.grains)) if subject else (table,):
        each.info["scope"] = scope
    summed = subject.sums if subject else sums

    def declare(cls: type) -> type:
        name = cls.__name__
        described = {f.name: f.description for f in (*noun.fields, *noun.derived)}
        for column, hint in list(cls.__annotations__.items()):
            if column not in cls.__dict__:
                field = GraphField(description=described[column], role=Role.COLUMN, value=value_type(hint))
                field.arguments = spelling(hint)
                setattr(cls, column, field)
            _check_null(table, column, hint)
        for derived, made in ({"row": leaf(JSON, row_of(noun), ROW)} if noun.is_sent else {}).items():
            setattr(cls, derived, made)
        type_ = register(strawberry.type(cls, description=_first_paragraph(noun.record)))
        fields = {f.python_name: f for f in get_object_definition(type_, strict=True).fields if isinstance(f, GraphField)}
        extra = filters or {}
        orders = _orders([*order, "id"])
        group_keys = {key.upper(): key for key in groups}
        NODES[name] = NodeType(name, type_, table, noun.time, duration, orders, group_keys, scope, fields, extra)
        _enum(f"{name}Order", {key: _says_order(each) for key, each in orders.items()}, f"Sort orders of {name} rows.")
        if groups:
            _enum(
                f"{name}GroupKey",
                {key: fields[f].description or "" for key, f in group_keys.items()},
                f"Fields by which {name} rows can be grouped.",
            )
        links = {f.python_name: f.target for f in fields.values() if _is_link(f)}
        filter_inputs.filter_of(name, _leaves(cls, fields), extra, links)
        added = {column: (without_null(cls.__annotations__[column]), described[column]) for column in summed}
        statistics.declare(name, grouped=bool(groups), sums=added, more=counted)
        _connection(name, matching or {})
        return type_

    return declare


def _check_null(table: sa.Table, column: str, hint: object) -> None:
    """Raises TypeError if a field is non-null although its column is nullable."""
    if column in table.c and table.c[column].nullable and type(None) not in get_args(hint):
        raise TypeError(f"{table.name}.{column} may be null in the store, so its field must be nullable")


def _first_paragraph(record: type) -> str:
    return (record.__doc__ or "").split("\n\n")[0]


def _is_link(field: GraphField) -> bool:
    return field.role is Role.MANY or (field.role is Role.ONE and not field.arguments)


def _leaves(cls: type, fields: Mapping[str, GraphField]) -> dict[str, tuple[object, str]]:
    """Python type and description of each leaf that a filter can use."""
    leaves: dict[str, tuple[object, str]] = {}
    for name, field in fields.items():
        if name == "id" or field.role not in (Role.COLUMN, Role.LEAF) or _has_arguments(field):
            continue
        assert field.type_annotation is not None
        hint = cls.__annotations__.get(name) or field.type_annotation.annotation
        leaves[name] = (without_null(hint), field.description or "")
    return leaves


def _has_arguments(field: GraphField) -> bool:
    """Whether a field has arguments other than its output format."""
    return any(each.graphql_name not in ("as", "in") for each in field.arguments)


def _orders(keys: Sequence[str]) -> dict[str, Order]:
    orders = {}
    for key in keys:
        for descending in (True, False):
            label = f"{key.upper()}_{'DESC' if descending else 'ASC'}"
            orders[label] = Order(label, key, descending)
    return orders


def _says_order(order: Order) -> str:
    way = "highest or newest first, nulls last" if order.descending else "lowest or oldest first, nulls first"
    ties = "" if order.field == "id" else " Ties: by id, in the same direction."
    return f"By `{snake_to_camel(order.field, upper=False)}`, {way}.{ties}"


def _enum(name: str, values: dict[str, str], description: str) -> EnumType:
    enum = Enum(name, {key: strawberry.enum_value(key, description=text) for key, text in values.items()})  # type: ignore[misc]
    register(enum)
    return strawberry.enum(enum, description=description)


def _connection(name: str, matching: Fields) -> None:
    make(
        f"{name}Edge",
        {
            "cursor": graph_field(type_named("Cursor"), "Cursor of the row.", role=Role.CURSOR),
            "node": graph_field(type_named(name), "The row.", role=Role.PART),
        },
        f"One {name} in a connection, with its cursor.",
    )
    make(
        f"{name}Connection",
        {
            "edges": graph_field(list_of(type_named(f"{name}Edge")), "Rows of this page, each with its cursor.", role=Role.EDGES),
            "nodes": graph_field(list_of(type_named(name)), "Rows of this page.", role=Role.ROWS),
            "page_info": graph_field(
                type_named("PageInfo"),
                "Whether more rows exist before and after this page, and its first and last cursors.",
                role=Role.PAGE_INFO,
            ),
            "total_count": graph_field(int, "Number of matching rows on all pages. Computed only if selected.", role=Role.TOTAL),
            "stats": figures(name, None, "Statistics of all matching rows on all pages."),
            **matching,
        },
        f"A page of {name} rows, and totals over all matching rows.",
    )


@register
@strawberry.type(description="Position of a page in its list.")
class PageInfo:
    """Relay's page information."""

    has_next_page = graph_field(bool, "True if more rows follow this page.", role=Role.HAS_NEXT)
    has_previous_page = graph_field(bool, "True if rows precede this page.", role=Role.HAS_PREVIOUS)
    start_cursor = graph_field(nullable(Cursor), "Cursor of the first row. Null: the page is empty.", role=Role.START_CURSOR)
    end_cursor = graph_field(nullable(Cursor), "Cursor of the last row. Null: the page is empty.", role=Role.END_CURSOR)
