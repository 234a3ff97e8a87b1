"""Plans the selections of an operation as statements: one for each root field, at any depth of selections.

The planner walks the selection set once. For each field it calls the resolver with the parent's rows, and composes the result (a
column, a select) into the JSON of the answer. Nothing here runs SQL.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from graphql import GraphQLError, GraphQLObjectType, get_named_type
from graphql.execution.collect_fields import FieldDetails
from graphql.pyutils import camel_to_snake
from sqlalchemy.sql.elements import ColumnElement

from resolvers.bounds import bounded
from resolvers.rows import Rows, table_of
from resolvers.statistics.aggregation import Aggregation
from resolvers.statistics.groups import MOST_GROUPS
from resolvers.statistics.narrowed import Narrowed
from resolvers.statistics.row_set import Measure, RowSet, served
from schema.declare.field import MOST_NODES, GraphField, Role
from schema.declare.registry import NODES, NodeType
from schema.engine.connection import Connection
from schema.engine.filter_sql import depth, enum_name, input_of, value_of
from schema.engine.hoisting import Hoist
from schema.engine.limits import check
from schema.engine.paging import Ordering, number, page_of
from schema.engine.row_sets import identity, matching, matching_rows
from schema.engine.selection import FieldSelection, Members, OperationContext
from schema.engine.variables import GlobalId, global_id
from storage.errors import BadUserInput, Failure
from storage.nouns.noun import INTEGER, TEXT
from storage.sql.effort import spend
from storage.sql.json_text import (
    JsonElement,
    JsonList,
    JsonObject,
    JsonQuery,
    Quotient,
    is_json,
)
from storage.sql.literal import literal
from storage.sql.names import fresh
from storage.sql.statement import Statement, recorded_checks, statement


class Planner:
    """Plans the root fields of one operation for one database."""

    def __init__(self, context: OperationContext, dialect: str) -> None:
        self.context = context
        self.dialect = dialect
        self.hoists = dialect == "sqlite"
        self.path: list[str] = []

    def root(self, type_: GraphQLObjectType, key: str, details: list[FieldDetails]) -> Statement:
        """The statement of a root field. Its one value is the field's JSON; no row means null."""
        self.path = [key]
        return self._statement(lambda: self.field(type_, None, details), details)

    def row(self, type_: GraphQLObjectType, select: sa.Select[Any], details: list[FieldDetails]) -> Statement:
        """The statement of the one row that a select finds, with the selections of `details`."""
        return self._statement(lambda: self.one(type_, select, details), details)

    def _statement(self, plan: Callable[[], ColumnElement[Any]], details: list[FieldDetails]) -> Statement:
        try:
            with recorded_checks() as recorded:
                value = plan()
        except Failure as failure:
            raise located(failure, details, self.path) from failure
        return statement(sa.select(value.label("value")), self.dialect, recorded)

    def members(self, type_: GraphQLObjectType, parent: object, details: list[FieldDetails]) -> Members:
        """The members of an object, planned with the parent's rows."""
        members: Members = []
        for key, below in self.context.below(type_, details).items():
            self.path.append(key)
            members.append((key, self.field(type_, parent, below)))
            self.path.pop()
        return members

    def object_(self, type_: GraphQLObjectType, parent: object, details: list[FieldDetails]) -> JsonObject:
        """The object with a field's selections, over a parent."""
        return JsonObject(self.members(type_, parent, details))

    def field(self, type_: GraphQLObjectType, parent: object, details: list[FieldDetails]) -> ColumnElement[Any]:
        """The value of one field."""
        spend()
        name = details[0].node.name.value
        if name == "__typename":
            return sa.literal(type_.name, TEXT)
        field = type_.fields[name]
        declared: GraphField = field.extensions["strawberry-definition"]
        args = self.context.arguments(field, details[0])
        named_type = get_named_type(field.type)
        return _PLANS[declared.role](self, FieldSelection(type_, named_type, declared, parent, args, details))

    def leaf(self, selection: FieldSelection) -> ColumnElement[Any]:
        """A scalar: a column, or an expression over the parent's columns."""
        selection = self._narrowed(selection)
        declared = selection.declared
        if declared.python_name == "id":
            return sa.literal_column(f"'{selection.type.name}:'", TEXT).concat(selection.rows.c.id)
        args = dict(selection.args)
        spelled = enum_name(args.pop("as", None) or args.pop("in", None) or "")
        if declared.sql is None:
            value: ColumnElement[Any] = selection.rows.c[declared.python_name]
        else:
            value = selection.expression(**_python_names(args))
        if spelled in _SPELLINGS:
            return _SPELLINGS[spelled](value)
        return value if is_json(value) or declared.value is None else declared.value.encoded(value)

    def part(self, selection: FieldSelection) -> ColumnElement[Any]:
        """An object made of the same parent."""
        selection = self._narrowed(selection)
        parent = selection.parent if selection.declared.sql is None else selection.resolve()
        return self.object_(selection.object_type, parent, selection.details)

    def _narrowed(self, selection: FieldSelection) -> FieldSelection:
        """A figure with a filter of its own, as one over the rows that match it."""
        if "where" not in selection.args:
            return selection
        args = dict(selection.args)
        where = input_of(args.pop("where"))
        if where is None:
            return replace(selection, args=args)
        aggregation = selection.parent
        assert isinstance(aggregation, Aggregation)
        node = _node_of(aggregation.row_set.table)
        check("filter_depth", depth(node, where), self.context.most_links)
        return replace(selection, args=args, parent=Narrowed(aggregation, matching(node, where, "where"), identity(where)))

    def linked(self, selection: FieldSelection) -> ColumnElement[Any]:
        """The row that a link finds."""
        return self.one(selection.object_type, selection.select(**_python_names(selection.args)), selection.details)

    def one(self, type_: GraphQLObjectType, select: sa.Select[Any], details: list[FieldDetails]) -> JsonElement:
        """The one row that a select finds, as an object; null if it finds none."""
        alias, table = table_of(select)
        rows = Rows(table, alias)
        figures = self.object_(type_, rows, details)
        hoist = Hoist()
        hoisted = hoist.of(figures) if self.hoists else figures
        if not hoist:
            return JsonQuery(select.with_only_columns(figures.label("value"), maintain_column_froms=True))
        columns = [alias.c[name].label(name) for name in rows.used]
        inner = select.with_only_columns(*columns, *hoist.columns(rows, alias), maintain_column_froms=True)
        below = inner.offset(sa.literal_column("0")).subquery(fresh("node"))
        rows.source = hoist.derived.source = below
        return JsonQuery(sa.select(hoisted.label("value")).select_from(below))

    def listed(self, selection: FieldSelection) -> ColumnElement[Any]:
        """A list of figures."""
        figures = selection.figure_list(**_python_names(selection.args))
        return figures.finish(self.object_(selection.object_type, figures.parent, selection.details))

    def split(self, selection: FieldSelection) -> ColumnElement[Any]:
        """A list of figures of the parts of an aggregation, from roll-ups if these have them."""
        args = _python_names(selection.args)
        if "first" in args:
            args["first"] = bounded(MOST_GROUPS, number(args["first"]))
        if "by" in args:
            assert isinstance(selection.parent, Aggregation)
            args["keys"] = self._group_keys(selection.parent.row_set.table, args.pop("by"))

        def plan(rolled: bool) -> ColumnElement[Any]:
            parts = selection.figure_list(**args, rolled=rolled)
            return parts.finish(self.object_(selection.object_type, parts.parent, selection.details))

        return self._served(plan)

    def _served(self, plan: Callable[[bool], ColumnElement[Any]]) -> ColumnElement[Any]:
        """The result of `plan` with roll-ups, or without them if they do not have the answer, at the same path."""
        path = list(self.path)

        def from_here(rolled: bool) -> ColumnElement[Any]:
            self.path = list(path)
            return plan(rolled)

        return served(from_here)

    def _group_keys(self, table: sa.Table, by: object) -> list[tuple[str, Measure]]:
        assert isinstance(by, list)
        node = _node_of(table)
        names = list(dict.fromkeys(node.groups[enum_name(each)] for each in by))
        return [(name, _key(node.fields[name])) for name in names]

    def stats(self, selection: FieldSelection) -> ColumnElement[Any]:
        """Statistics of the rows that a link finds."""
        node = NODES[selection.declared.target]
        return self.figures(matching_rows(node, selection.select(), None, input_of(selection.args.get("window"))), selection)

    def figures(self, row_set: RowSet, selection: FieldSelection) -> ColumnElement[Any]:
        """Statistics of a row set."""

        def plan(rolled: bool) -> ColumnElement[Any]:
            aggregation = Aggregation(row_set, rolled=rolled)
            return aggregation.finish(self.object_(selection.object_type, aggregation, selection.details))

        return self._served(plan)

    def node(self, selection: FieldSelection) -> ColumnElement[Any]:
        """The row of a global id."""
        return self._by_global_id(selection.args["id"], "id", selection.details)

    def nodes(self, selection: FieldSelection) -> ColumnElement[Any]:
        """The rows of several global ids."""
        ids = selection.args["ids"]
        assert isinstance(ids, list)
        if len(ids) > MOST_NODES:
            raise BadUserInput(
                f"ids: at most {MOST_NODES} are allowed", field="ids", limit="ids", allowed=MOST_NODES, measured=len(ids)
            )
        return JsonList([self._by_global_id(each, f"ids[{index}]", selection.details) for index, each in enumerate(ids)])

    def _by_global_id(self, argument_value: object, argument: str, details: list[FieldDetails]) -> JsonElement:
        parsed = argument_value if isinstance(argument_value, GlobalId) else global_id(str(argument_value))
        if parsed.type_name not in NODES:
            raise BadUserInput(
                f"{argument}: expected a global id: a type name, a colon and an id, such as `Task:17`", field=argument
            )
        row = NODES[parsed.type_name].table.alias()
        select = sa.select(row).where(row.c.id == sa.bindparam(None, parsed.own, TEXT))
        type_ = self.context.schema.type_map[parsed.type_name]
        assert isinstance(type_, GraphQLObjectType)
        return self.one(type_, select, details)

    def connection(self, selection: FieldSelection) -> ColumnElement[Any]:
        """A page of rows."""
        node = NODES[selection.declared.target]
        args = selection.args
        filter_ = input_of(args.get("filter"))
        if filter_:
            check("filter_depth", depth(node, filter_), self.context.most_links)
        order = node.orders[enum_name(args.get("orderBy") or next(iter(node.orders)))]
        page = page_of(args, self.context.most_rows)
        return Connection(self, Ordering(node, order), selection.select(), filter_, page).plan(
            selection.object_type, selection.details
        )


_PLANS: Mapping[Role, Callable[[Planner, FieldSelection], ColumnElement[Any]]] = {
    Role.COLUMN: Planner.leaf,
    Role.LEAF: Planner.leaf,
    Role.PART: Planner.part,
    Role.ONE: Planner.linked,
    Role.MANY: Planner.connection,
    Role.LIST: Planner.listed,
    Role.SPLIT: Planner.split,
    Role.STATS: Planner.stats,
    Role.NODE: Planner.node,
    Role.NODES: Planner.nodes,
}

_SPELLINGS: Mapping[str, Callable[[ColumnElement[Any]], ColumnElement[Any]]] = {
    "EPOCH_MS": lambda value: sa.type_coerce(value, INTEGER) // literal(1000),
    "SECONDS": lambda value: Quotient(value, 1_000_000),
}


def located(failure: Failure, details: list[FieldDetails], path: Sequence[str | int]) -> GraphQLError:
    """The failure as a GraphQL error at its field, with its code and facts."""
    return GraphQLError(
        failure.message,
        nodes=[detail.node for detail in details],
        path=list(path),
        original_error=failure,
        extensions={"code": failure.code, **failure.facts},
    )


def _node_of(table: sa.Table) -> NodeType:
    return next(each for each in NODES.values() if each.table is table)


def _python_names(args: Mapping[str, object]) -> dict[str, object]:
    return {camel_to_snake(name): value for name, value in args.items()}


def _key(field: GraphField) -> Measure:
    """The key of a group by a field, over rows or cells."""
    assert field.value is not None
    key = field.value.key
    return lambda rows: key(value_of(field, rows))
