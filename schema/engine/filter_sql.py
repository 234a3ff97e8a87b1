"""Filters to SQL: the one place where a client's filter becomes conditions, for lists, counts and statistics alike."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from graphql.pyutils import camel_to_snake
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.selectable import CTE

from resolvers.links import Link
from resolvers.rows import Rows, table_of
from schema.declare.field import GraphField, Role, own_id
from schema.declare.operators import OPERATORS, Condition, Tested
from schema.declare.registry import NODES, Input, NodeType
from storage.errors import BadUserInput
from storage.nouns.noun import NOUNS, sort_key
from storage.sql.effort import spend
from storage.sql.names import fresh

Shared = dict[str, CTE]
"""What several conditions of one statement have found through a link, by the link's path in the filter."""


@dataclass(frozen=True, slots=True)
class Way:
    """How a filter's conditions are made."""

    sought: bool = False
    """An index finds the rows that match; otherwise rows are found by other means, and tested."""
    shared: Shared | None = None
    """Where the same filter is used for several selects of a statement: what is found through links is found once."""


TESTED = Way()


def condition(node: NodeType, rows: Rows, filter_: Input, path: str = "filter", way: Way = TESTED) -> Condition:
    """The condition that a row matches a filter. `path` locates the filter in messages."""
    parts = [_test(node, rows, name, value, f"{path}.{name}", way) for name, value in filter_.items()]
    return sa.and_(sa.true(), *parts)


def depth(node: NodeType, filter_: Input) -> int:
    """The number of links that a filter follows one inside another."""
    deepest = 0
    for name, value in filter_.items():
        if not value:
            continue
        if name in ("and", "or"):
            deepest = max([deepest, *(depth(node, each) for each in _inputs(value))])
        elif name == "not":
            deepest = max(deepest, depth(node, _input(value)))
        else:
            field = _field(node, name)
            if field is not None and field.role in (Role.ONE, Role.MANY):
                deepest = max(deepest, 1 + depth(NODES[field.target], _input(value)))
    return deepest


def _test(node: NodeType, rows: Rows, name: str, value: object, path: str, way: Way) -> Condition:
    spend()
    if value is None:
        raise BadUserInput(f"{path}: must not be null; omit it, or use `isNull: true`", field=path)
    if name == "and":
        return sa.and_(sa.true(), *_conditions(node, rows, value, path, way))
    tested = replace(way, sought=False)
    if name == "or":
        return sa.or_(sa.false(), *_conditions(node, rows, value, path, tested))
    if name == "not":
        return sa.func.coalesce(condition(node, rows, _input(value), path, tested), sa.false()).is_(sa.false())
    if name in node.filters:
        extra = node.filters[name]
        return (extra.among if way.sought and extra.among else extra.sql)(rows, _inputs(value))
    field = node.fields[camel_to_snake(name)]
    if field.role in (Role.ONE, Role.MANY):
        return _linked(field, rows, _input(value), path, tested)
    return _values(field, rows, _input(value), path)


def _conditions(node: NodeType, rows: Rows, value: object, path: str, way: Way) -> Iterator[Condition]:
    """The conditions of the filters in a list."""
    for index, each in enumerate(_inputs(value)):
        yield condition(node, rows, each, f"{path}[{index}]", way)


def _field(node: NodeType, name: str) -> GraphField | None:
    """The field that a filter is about; None for an extra filter."""
    return None if name in node.filters else node.fields[camel_to_snake(name)]


def _linked(field: GraphField, rows: Rows, filter_: Input, path: str, way: Way) -> Condition:
    target = NODES[field.target]
    assert field.sql is not None
    if isinstance(field.sql, Link) and _is_narrow(target, filter_):
        return field.sql.key(rows).in_(_keys(field.sql, target, filter_, path, way))
    select = field.sql(rows)
    assert isinstance(select, sa.Select)
    alias, table = table_of(select)
    if select._limit_clause is not None:  # noqa: SLF001  (SQLAlchemy has no other way to ask)
        # The condition tests the row that the link finds; it must not change which one that is.
        linked_id = select.with_only_columns(alias.c.id, maintain_column_froms=True).scalar_subquery()
        alias = table.alias()
        select = sa.select(alias).where(alias.c.id == linked_id)
    inner = select.where(condition(target, Rows(table, alias), filter_, path, way))
    return sa.exists(inner.with_only_columns(sa.literal_column("1"), maintain_column_froms=True))


def _keys(link: Link, target: NodeType, filter_: Input, path: str, way: Way) -> sa.Select[Any]:
    """The keys of the rows that are linked to rows that match a filter."""
    if way.shared is not None and path in way.shared:
        return sa.select(*way.shared[path].c)
    far = target.table.alias()
    sought = not _is_narrow(target, filter_, extras=False)
    found = sa.select(far).where(condition(target, Rows(target.table, far), filter_, path, replace(way, sought=sought)))
    keys = link.keys(found)
    if way.shared is None:
        return keys
    found_once = keys.cte(fresh("linked")).prefix_with("MATERIALIZED", dialect="sqlite")
    way.shared[path] = found_once.prefix_with("NOT MATERIALIZED", dialect="postgresql")
    return sa.select(*way.shared[path].c)


def _is_narrow(node: NodeType, filter_: Input, *, extras: bool = True) -> bool:
    """Whether an index finds the rows that match a filter, so that the statement should start from them.

    `extras`: extra filters count too.
    """
    for name, value in filter_.items():
        if name == "and" and value and any(_is_narrow(node, each, extras=extras) for each in _inputs(value)):
            return True
        if extras and name in node.filters and node.filters[name].among and value:
            return True
        field = None if name in ("and", "or", "not") else _field(node, name)
        if field is None or not value:
            continue
        if field.role in (Role.ONE, Role.MANY):
            if _is_narrow(NODES[field.target], _input(value), extras=extras):
                return True
            continue
        operators = [OPERATORS[name] for name in _input(value)]
        if _is_indexed(node, field) and any(each.selects_few for each in operators):
            return True
        if field.python_name == node.time and any(each.since for each in operators):
            return True
    return False


def _is_indexed(node: NodeType, field: GraphField) -> bool:
    """Whether a field leads an index of its table: the sender's own id, or a link that lists are filtered by."""
    noun = NOUNS[node.table.name]
    return field.python_name in noun.links or (field.sql is own_id)


def value_of(field: GraphField, rows: Rows) -> ColumnElement[Any]:
    """The expression behind a leaf field."""
    stored = rows.stored(field.python_name)
    if stored is not None:
        return stored
    if field.sql is None:
        return rows.c[field.python_name]
    value = field.sql(rows)
    assert isinstance(value, ColumnElement)
    return value


def _values(field: GraphField, rows: Rows, tests: Input, path: str) -> Condition:
    value = sa.type_coerce(value_of(field, rows), field.sql_type)
    column = rows.table.c.get(field.python_name)
    is_main_time = column is not None and column.info.get("sort_key")
    tested = Tested(value, field.sql_type, sort_key(value) if is_main_time else None)
    parts = []
    for operator, operand in tests.items():
        if operand is None:
            raise BadUserInput(f"{path}.{operator}: must not be null; omit it, or use `isNull: true`", field=f"{path}.{operator}")
        parts.append(OPERATORS[operator].sql(tested, operand))
    return sa.and_(sa.true(), *parts)


def input_of(value: object) -> Input | None:
    """The value of an argument that is an input object; None if it is absent or null."""
    return None if value is None else _input(value)


def _input(value: object) -> Input:
    """An input object, which GraphQL has checked."""
    assert isinstance(value, dict)
    return value


def _inputs(value: object) -> Sequence[Input]:
    """A list of input objects, which GraphQL has checked."""
    assert isinstance(value, list)
    return value


def enum_name(value: object) -> str:
    """The name of an enum's value, in whichever form GraphQL passes it."""
    return str(getattr(value, "value", value))
