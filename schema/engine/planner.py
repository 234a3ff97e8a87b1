"""From an operation's selections to statements: one for each root field, however deep the selections go.

The planner walks the selection set once. At each place it calls the field's resolver with the parent's rows, and
composes what comes back (a column, a select) into the JSON of the answer. Nothing here runs SQL.
"""

from collections.abc import Callable, Mapping
from typing import Any

import sqlalchemy as sa
from graphql import GraphQLEnumType, GraphQLError, GraphQLObjectType, get_named_type
from graphql.execution.collect_fields import FieldDetails
from sqlalchemy.sql.elements import ColumnElement

from resolvers.literal import number, up_to
from resolvers.rows import Rows, table_of
from resolvers.statistics.aggregation import Sample
from resolvers.statistics.row_set import Scope, served
from schema.declare.field import MOST_NODES, GraphField, Role
from schema.declare.registry import NODES
from schema.engine.connection import Connection
from schema.engine.filter_sql import depth, plain, snake, value_of
from schema.engine.hoisting import Lift
from schema.engine.limits import check
from schema.engine.paging import Ordering, page_of
from schema.engine.row_sets import matching_scope
from schema.engine.selection import Members, Place, Selections
from schema.engine.variables import GlobalId, global_id
from storage.errors import BadUserInput, Failure
from storage.nouns.noun import INTEGER, TEXT
from storage.sql.json_text import (
    EnumText,
    Flag,
    JsonColumn,
    JsonElement,
    JsonList,
    JsonObject,
    JsonQuery,
    Quotient,
    Real,
    TimeText,
    is_json,
)
from storage.sql.statement import Statement, statement

MOST_GROUPS = 10_000


class Planner:
    """Plans the root fields of one operation for one database."""

    def __init__(self, selections: Selections, dialect: str) -> None:
        self.selections = selections
        self.dialect = dialect
        self.lifts = dialect == "sqlite"
        self.path: list[str] = []

    def root(self, type_: GraphQLObjectType, key: str, details: list[FieldDetails]) -> Statement:
        """The statement of a root field. Its one value is the field's JSON; no row means null."""
        self.path = [key]
        try:
            value = self.field(type_, None, details)
        except Failure as failure:
            raise located(failure, details, self.path) from failure
        return self._statement(value)

    def row(self, type_: GraphQLObjectType, select: sa.Select[Any], details: list[FieldDetails]) -> Statement:
        """The statement of the one row that a select finds, with the selections of `details`."""
        try:
            return self._statement(self.one(type_, select, details))
        except Failure as failure:
            raise located(failure, details, self.path) from failure

    def _statement(self, value: ColumnElement[Any]) -> Statement:
        return statement(sa.select(value.label("value")), self.dialect)

    def members(self, type_: GraphQLObjectType, parent: Any, details: list[FieldDetails]) -> Members:
        """The members of an object, planned with the parent's rows."""
        members: Members = []
        for key, below in self.selections.below(type_, details).items():
            self.path.append(key)
            members.append((key, self.field(type_, parent, below)))
            self.path.pop()
        return members

    def object_(self, type_: GraphQLObjectType, parent: Any, details: list[FieldDetails]) -> JsonObject:
        """The object that a field's selections make of a parent."""
        return JsonObject(self.members(type_, parent, details))

    def field(self, type_: GraphQLObjectType, parent: Any, details: list[FieldDetails]) -> ColumnElement[Any]:
        """The value of one field."""
        name = details[0].node.name.value
        if name == "__typename":
            return sa.literal(type_.name, TEXT)
        field = type_.fields[name]
        declared: GraphField = field.extensions["strawberry-definition"]
        args = self.selections.arguments(field, details[0])
        named = get_named_type(field.type)
        return _PLANS[declared.role](self, Place(type_, named, declared, parent, args, details))

    def leaf(self, place: "Place") -> ColumnElement[Any]:
        """A scalar: a column, or an expression over the parent's columns."""
        declared, parent = place.declared, place.parent
        if declared.python_name == "id":
            return sa.literal_column(f"'{place.type.name}:'", TEXT).concat(parent.c.id)
        args = dict(place.args)
        spelled = plain(args.pop("as", None) or args.pop("in", None) or "")
        value = parent.c[declared.python_name] if declared.sql is None else declared.sql(parent, **_python_names(args))
        return _SPELLINGS[spelled](value) if spelled in _SPELLINGS else encoded(value, place.named)

    def part(self, place: "Place") -> ColumnElement[Any]:
        """An object made of the same parent."""
        parent = place.parent if place.declared.sql is None else place.declared.sql(place.parent)
        return self.object_(place.named, parent, place.details)

    def linked(self, place: "Place") -> ColumnElement[Any]:
        """The row that a link finds."""
        assert place.declared.sql is not None
        return self.one(place.named, place.declared.sql(place.parent, **_python_names(place.args)), place.details)

    def one(self, type_: GraphQLObjectType, select: sa.Select[Any], details: list[FieldDetails]) -> JsonElement:
        """The one row that a select finds, as an object; null where it finds none."""
        alias, table = table_of(select)
        rows = Rows(table, alias)
        figures = self.object_(type_, rows, details)
        lift = Lift()
        lifted = lift.of(figures) if self.lifts else figures
        if not lift:
            return JsonQuery(select.with_only_columns(figures.label("value"), maintain_column_froms=True))
        columns = [alias.c[name].label(name) for name in rows.used]
        lifts = select.with_only_columns(*columns, *lift.columns(rows, alias), maintain_column_froms=True)
        below = lifts.offset(sa.literal_column("0")).subquery()
        rows.source = lift.derived.source = below
        return JsonQuery(sa.select(lifted.label("value")).select_from(below))

    def listed(self, place: "Place") -> ColumnElement[Any]:
        """A list of figures."""
        assert place.declared.sql is not None
        args = _python_names(place.args)
        made = place.declared.sql(place.parent, **args)
        return made.finish(self.object_(place.named, made.scope, place.details))  # type: ignore[no-any-return]

    def split(self, place: "Place") -> ColumnElement[Any]:
        """A list of figures of the parts of a sample: from roll-ups if they hold them."""
        declared, args = place.declared, _python_names(place.args)
        assert declared.sql is not None
        if "first" in args:
            args["first"] = up_to(MOST_GROUPS, args["first"])
        if "by" in args:
            args["keys"] = self._group_keys(place.parent.scope.table, args.pop("by"))

        def made(rolled: bool) -> ColumnElement[Any]:
            parts = declared.sql(place.parent, **args, rolled=rolled)  # type: ignore[misc]
            return parts.finish(self.object_(place.named, parts.scope, place.details))  # type: ignore[no-any-return]

        return self._served(made)

    def _served(self, made: Callable[[bool], ColumnElement[Any]]) -> ColumnElement[Any]:
        """What is made with roll-ups, or else without, from the same place of the operation."""
        path = list(self.path)

        def from_here(rolled: bool) -> ColumnElement[Any]:
            self.path = list(path)
            return made(rolled)

        return served(from_here)

    def _group_keys(self, table: sa.Table, by: Any) -> list[tuple[str, Callable[[Any], ColumnElement[Any]]]]:
        node = next(each for each in NODES.values() if each.table is table)
        names = list(dict.fromkeys(node.groups[plain(each)] for each in by))
        return [(name, _key(node.fields[name])) for name in names]

    def stats(self, place: "Place") -> ColumnElement[Any]:
        """Figures over the rows that a link finds."""
        assert place.declared.sql is not None
        node = NODES[place.declared.target]
        return self.figures(matching_scope(node, place.declared.sql(place.parent), None, place.args.get("window")), place)

    def figures(self, scope: Scope, place: "Place") -> ColumnElement[Any]:
        """Figures over a scope's rows."""

        def made(rolled: bool) -> ColumnElement[Any]:
            sample = Sample(scope, rolled=rolled)
            return sample.finish(self.object_(place.named, sample, place.details))

        return self._served(made)

    def node(self, place: "Place") -> ColumnElement[Any]:
        """The row of a global id."""
        return self._by_global_id(place.args["id"], "id", place.details)

    def nodes(self, place: "Place") -> ColumnElement[Any]:
        """The rows of several global ids."""
        ids = place.args["ids"]
        if len(ids) > MOST_NODES:
            raise BadUserInput(
                f"ids: at most {MOST_NODES} are allowed", field="ids", limit="ids", allowed=MOST_NODES, measured=len(ids)
            )
        return JsonList([self._by_global_id(each, f"ids[{index}]", place.details) for index, each in enumerate(ids)])

    def _by_global_id(self, given: Any, argument: str, details: list[FieldDetails]) -> JsonElement:
        found = given if isinstance(given, GlobalId) else global_id(given)
        if found.type_name not in NODES:
            raise BadUserInput(
                f"{argument}: expected a global id: a type name, a colon and an id, such as `Task:17`", field=argument
            )
        row = NODES[found.type_name].table.alias()
        select = sa.select(row).where(row.c.id == sa.bindparam(None, found.own, TEXT))
        type_ = self.selections.schema.type_map[found.type_name]
        assert isinstance(type_, GraphQLObjectType)
        return self.one(type_, select, details)

    def connection(self, place: "Place") -> ColumnElement[Any]:
        """A page of rows."""
        assert place.declared.sql is not None
        node = NODES[place.declared.target]
        link = place.declared.sql(place.parent)
        args = place.args
        filter_ = args.get("filter")
        if filter_:
            check("filter_depth", depth(node, filter_), self.selections.most_links)
        order = node.orders[plain(args.get("orderBy") or next(iter(node.orders)))]
        page = page_of(args, self.selections.most_rows)
        return Connection(self, Ordering(node, order), link, filter_, page).plan(place.named, place.details)


_PLANS: Mapping[Role, Callable[[Planner, Place], ColumnElement[Any]]] = {
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

_ENCODERS: Mapping[str, Callable[[ColumnElement[Any]], ColumnElement[Any]]] = {
    "DateTime": TimeText,
    "Duration": lambda value: Quotient(value, 1000),
    "USD": lambda value: Quotient(value, 1_000_000_000),
    "Float": Real,
    "Boolean": Flag,
    "JSON": JsonColumn,
}


_SPELLINGS: Mapping[str, Callable[[ColumnElement[Any]], ColumnElement[Any]]] = {
    "EPOCH_MS": lambda value: sa.type_coerce(value, INTEGER) // number(1000),
    "SECONDS": lambda value: Quotient(value, 1_000_000),
}


def encoded(value: ColumnElement[Any], type_: Any) -> ColumnElement[Any]:
    """The value of a leaf as GraphQL writes its type."""
    if is_json(value):
        return value
    if isinstance(type_, GraphQLEnumType):
        return EnumText(value)
    return _ENCODERS[type_.name](value) if type_.name in _ENCODERS else value


def located(failure: Failure, details: list[FieldDetails], path: list[str]) -> GraphQLError:
    """The failure as a GraphQL error at its field, with its code and facts."""
    return GraphQLError(
        failure.message,
        nodes=[detail.node for detail in details],
        path=list(path),
        original_error=failure,
        extensions={"code": failure.code, **failure.facts},
    )


def _python_names(args: dict[str, Any]) -> dict[str, Any]:
    return {snake(name): value for name, value in args.items()}


def get_named_name(field: GraphField) -> str:
    """Name of a field's type, without null."""
    type_ = getattr(field.type, "of_type", field.type)
    return str(getattr(type_, "name", getattr(type_, "__name__", "")))


def _key(field: GraphField) -> Callable[[Any], ColumnElement[Any]]:
    return lambda rows: _text(value_of(field, rows), get_named_name(field))


def _text(value: ColumnElement[Any], type_name: str) -> ColumnElement[Any]:
    """The value of a group's key as text."""
    if type_name == "bool":
        return sa.case((value.is_(None), None), (sa.type_coerce(value, sa.Boolean()), "true"), else_="false")
    if type_name == "DateTime":
        return TimeText(value)
    return value
