"""From an operation's selections to statements: one for each root field, however deep the selections go.

The planner walks the selection set once. At each place it calls the field's resolver with the parent's rows, and
composes what comes back (a column, a select) into the JSON of the answer. Nothing here runs SQL.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from graphql import GraphQLError, GraphQLField, GraphQLObjectType, GraphQLSchema, OperationDefinitionNode, get_named_type
from graphql.execution.collect_fields import FieldDetails, FragmentDetails, collect_fields, collect_subfields
from graphql.execution.values import VariableValues, get_argument_values
from sqlalchemy.sql.elements import ColumnElement

from resolvers.rows import Derived, Rows, table_of
from resolvers.statistic import Sample, of_rows
from schema.conditions import condition, snake, value_of
from schema.field import GraphField, Role
from schema.lifting import Lift
from schema.paging import Ordering, Page, one_more, page_of
from schema.query import MOST_NODES
from schema.registry import NODES, NodeType
from schema.variables import GlobalId, global_id
from storage.errors import BadUserInput, Failure
from storage.json_text import (
    Flag,
    JsonArray,
    JsonColumn,
    JsonElement,
    JsonList,
    JsonLiteral,
    JsonObject,
    JsonQuery,
    Quotient,
    Real,
    TimeText,
    is_json,
)
from storage.noun import INTEGER, TEXT
from storage.statement import Statement, statement

Members = list[tuple[str, ColumnElement[Any]]]


@dataclass(frozen=True, slots=True)
class Selections:
    """What the walk needs to know of the operation."""

    schema: GraphQLSchema
    operation: OperationDefinitionNode
    fragments: Mapping[str, FragmentDetails]
    variables: VariableValues
    most_rows: int

    def roots(self, type_: GraphQLObjectType) -> dict[str, list[FieldDetails]]:
        """The fields at the root, by response key."""
        collected = collect_fields(self.schema, dict(self.fragments), self.variables, type_, self.operation)
        return collected.grouped_field_set

    def below(self, type_: GraphQLObjectType, details: list[FieldDetails]) -> dict[str, list[FieldDetails]]:
        """The fields that a field selects, by response key, fragments merged."""
        found = collect_subfields(self.schema, dict(self.fragments), self.variables, self.operation, type_, details)
        return found.grouped_field_set

    def arguments(self, field: GraphQLField, detail: FieldDetails) -> dict[str, Any]:
        """The arguments of a field by their GraphQL names; absent ones without a default are left out."""
        return get_argument_values(field, detail.node, self.variables, detail.fragment_variable_values)


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
            value = self._field(type_, None, details)
        except Failure as failure:
            raise located(failure, details, self.path) from failure
        return self._statement(value)

    def row(self, type_: GraphQLObjectType, select: sa.Select[Any], details: list[FieldDetails]) -> Statement:
        """The statement of the one row that a select finds, with the selections of `details`."""
        try:
            return self._statement(self._one(type_, select, details))
        except Failure as failure:
            raise located(failure, details, self.path) from failure

    def _statement(self, value: ColumnElement[Any]) -> Statement:
        if self.dialect == "postgresql":
            value = sa.cast(value, sa.Text())
        return statement(sa.select(value.label("value")), self.dialect)

    def _members(self, type_: GraphQLObjectType, parent: Any, details: list[FieldDetails]) -> Members:
        members: Members = []
        for key, below in self.selections.below(type_, details).items():
            self.path.append(key)
            members.append((key, self._field(type_, parent, below)))
            self.path.pop()
        return members

    def _object(self, type_: GraphQLObjectType, parent: Any, details: list[FieldDetails]) -> JsonObject:
        return JsonObject(self._members(type_, parent, details), aggregate=isinstance(parent, Sample))

    def _field(self, type_: GraphQLObjectType, parent: Any, details: list[FieldDetails]) -> ColumnElement[Any]:
        name = details[0].node.name.value
        if name == "__typename":
            return sa.literal(type_.name, TEXT)
        field = type_.fields[name]
        declared: GraphField = field.extensions["strawberry-definition"]
        args = self.selections.arguments(field, details[0])
        named = get_named_type(field.type)
        return _PLANS[declared.role](self, Place(type_, named, declared, parent, args, details))

    def _leaf(self, place: "Place") -> ColumnElement[Any]:
        declared, parent = place.declared, place.parent
        if declared.python_name == "id":
            return sa.literal_column(f"'{place.type.name}:'", TEXT).concat(parent.c.id)
        if declared.sql is None:
            value = parent.c[declared.python_name]
        else:
            value = declared.sql(parent, **_python_names(place.args))
        return encoded(value, place.named.name)

    def _part(self, place: "Place") -> ColumnElement[Any]:
        parent = place.parent if place.declared.sql is None else place.declared.sql(place.parent)
        return self._object(place.named, parent, place.details)

    def _linked(self, place: "Place") -> ColumnElement[Any]:
        assert place.declared.sql is not None
        return self._one(place.named, place.declared.sql(place.parent, **_python_names(place.args)), place.details)

    def _one(self, type_: GraphQLObjectType, select: sa.Select[Any], details: list[FieldDetails]) -> JsonElement:
        alias, table = table_of(select)
        rows = Rows(table, alias)
        figures = self._object(type_, rows, details)
        lift = Lift()
        lifted = lift.of(figures) if self.lifts else figures
        if not lift:
            return JsonQuery(select.with_only_columns(figures.label("value"), maintain_column_froms=True))
        columns = [alias.c[name].label(name) for name in rows.used]
        below = select.with_only_columns(*columns, *lift.columns(rows, alias), maintain_column_froms=True).subquery()
        rows.source = lift.derived.source = below
        return JsonQuery(sa.select(lifted.label("value")).select_from(below))

    def _list(self, place: "Place") -> ColumnElement[Any]:
        assert place.declared.sql is not None
        args = _python_names(place.args)
        if "by" in args:
            args["key"] = self._group_key(place.parent, args.pop("by"))
            args["first"] = _at_least_one(args["first"])
        made = place.declared.sql(place.parent, **args)
        return made.finish(self._object(place.named, made.scope, place.details))  # type: ignore[no-any-return]

    def _group_key(self, sample: Any, by: Any) -> Callable[[Any], ColumnElement[Any]]:
        node = next(each for each in NODES.values() if each.table is sample.table)
        field = node.fields[node.groups[_plain(by)]]
        return lambda rows: _text(value_of(field, rows), get_named_name(field))

    def _stats(self, place: "Place") -> ColumnElement[Any]:
        node = NODES[place.declared.target]
        select = place.parent if isinstance(place.parent, sa.Select) else place.declared.sql(place.parent)  # type: ignore[misc]
        sample = of_rows(select, node.time, node.duration, place.args.get("window"))
        return sample.finish(self._object(place.named, sample, place.details))

    def _node(self, place: "Place") -> ColumnElement[Any]:
        return self._by_global_id(place.args["id"], "id", place.details)

    def _nodes(self, place: "Place") -> ColumnElement[Any]:
        ids = place.args["ids"]
        if len(ids) > MOST_NODES:
            raise BadUserInput(f"ids: at most {MOST_NODES}", field="ids", limit="ids", allowed=MOST_NODES, measured=len(ids))
        return JsonList([self._by_global_id(each, f"ids[{index}]", place.details) for index, each in enumerate(ids)])

    def _by_global_id(self, given: Any, argument: str, details: list[FieldDetails]) -> JsonElement:
        found = given if isinstance(given, GlobalId) else global_id(given)
        if found.type_name not in NODES:
            raise BadUserInput(f"{argument}: a global id is a type of the graph, a colon and an id, such as `Task:17`", field=argument)
        row = NODES[found.type_name].table.alias()
        select = sa.select(row).where(row.c.id == sa.bindparam(None, found.own, TEXT))
        type_ = self.selections.schema.type_map[found.type_name]
        assert isinstance(type_, GraphQLObjectType)
        return self._one(type_, select, details)

    def _connection(self, place: "Place") -> ColumnElement[Any]:
        assert place.declared.sql is not None
        node = NODES[place.declared.target]
        select = place.declared.sql(place.parent)
        alias, table = table_of(select)
        args = place.args
        if args.get("filter"):
            select = select.where(condition(node, Rows(table, alias), args["filter"]))
        order = node.orders[_plain(args.get("orderBy") or next(iter(node.orders)))]
        page = page_of(args, self.selections.most_rows)
        connection = Connection(self, Ordering(node, order), select, page)
        return connection.plan(place.named, place.details)


@dataclass(frozen=True, slots=True)
class Place:
    """One field at one place of an operation: its type and declaration, its parent's rows, its arguments, its selections."""

    type: GraphQLObjectType
    named: Any
    declared: GraphField
    parent: Any
    args: dict[str, Any]
    details: list[FieldDetails]


class Connection:
    """Plans one connection: a page of rows, and what is asked of all rows that match."""

    def __init__(self, planner: Planner, ordering: Ordering, select: sa.Select[Any], page: Page) -> None:
        self.planner = planner
        self.ordering = ordering
        self.select = select
        self.page = page
        self.alias, table = table_of(select)
        self.rows = Rows(table)
        self.numbers = Derived()
        self.arrays: list[JsonArray] = []
        self.lift = Lift()
        self.numbered = False
        self.paged = False

    def plan(self, type_: GraphQLObjectType, details: list[FieldDetails]) -> ColumnElement[Any]:
        """The connection as one JSON object."""
        members: Members = []
        for key, below in self.planner.selections.below(type_, details).items():
            self.planner.path.append(key)
            members.append((key, self._member(type_, below)))
            self.planner.path.pop()
        whole = JsonObject(members, aggregate=self.paged)
        if not self.paged:
            return JsonQuery(sa.select(whole.label("value")), nullable=False)
        if self.numbered:
            for array in self.arrays:
                array.where = self.number <= self.size
        return JsonQuery(sa.select(whole.label("value")).select_from(self._place()), nullable=False)

    def _member(self, type_: GraphQLObjectType, details: list[FieldDetails]) -> ColumnElement[Any]:
        name = details[0].node.name.value
        if name == "__typename":
            return sa.literal(type_.name, TEXT)
        field = type_.fields[name]
        declared: GraphField = field.extensions["strawberry-definition"]
        named: Any = get_named_type(field.type)
        if declared.role is Role.TOTAL:
            return self.select.with_only_columns(sa.func.count(), maintain_column_froms=True).scalar_subquery()
        if declared.role is Role.STATS:
            args = self.planner.selections.arguments(field, details[0])
            return self.planner._stats(Place(type_, named, declared, self.select, args, details))
        self.paged = True
        if declared.role is Role.PAGE_INFO:
            return JsonObject(self._page_info(named, details), aggregate=True)
        if declared.role is Role.EDGES:
            return self._array(JsonObject(self._edge(named, details)))
        return self._array(self.planner._object(named, self.rows, details))

    def _array(self, element: JsonObject) -> JsonArray:
        self.arrays.append(JsonArray(self.lift.of(element) if self.planner.lifts else element))
        return self.arrays[-1]

    def _edge(self, type_: GraphQLObjectType, details: list[FieldDetails]) -> Members:
        members: Members = []
        for key, below in self.planner.selections.below(type_, details).items():
            name = below[0].node.name.value
            self.planner.path.append(key)
            if name == "cursor":
                members.append((key, self.ordering.cursor(self.rows)))
            else:
                members.append((key, self.planner._field(type_, self.rows, below)))
            self.planner.path.pop()
        return members

    def _page_info(self, type_: GraphQLObjectType, details: list[FieldDetails]) -> Members:
        self.numbered = True
        made = {
            "hasNextPage": self._has_next,
            "hasPreviousPage": self._has_previous,
            "startCursor": lambda: self._cursor_at(first=not self.page.backward),
            "endCursor": lambda: self._cursor_at(first=self.page.backward),
        }
        members: Members = []
        for key, below in self.planner.selections.below(type_, details).items():
            name = below[0].node.name.value
            members.append((key, sa.literal(type_.name, TEXT) if name == "__typename" else made[name]()))
        return members

    @property
    def number(self) -> ColumnElement[int]:
        """Place of a row in the page, from 1, counted from where the page was taken."""
        return self.numbers.add("number", sa.literal_column("number", INTEGER))

    @property
    def fetched(self) -> ColumnElement[int]:
        """How many rows were fetched: one more than the page where more follow."""
        return self.numbers.add("fetched", sa.literal_column("fetched", INTEGER))

    @property
    def size(self) -> ColumnElement[int]:
        """How many rows the page may hold."""
        return sa.bindparam(None, self.page.size, INTEGER)

    def _more(self) -> ColumnElement[Any]:
        return Flag(sa.func.coalesce(sa.func.max(self.fetched), 0) > self.size)

    def _beyond(self, cursor: Any, *, before: bool, argument: str) -> ColumnElement[Any]:
        """Whether any row that matches lies at the cursor or on its far side."""
        rows = Rows(self.rows.table, self.alias)
        far = self.ordering.beyond(rows, cursor, before=before, argument=argument, inclusive=True)
        found = self.select.where(far).with_only_columns(sa.literal_column("1"), maintain_column_froms=True)
        return Flag(sa.exists(found))

    def _has_next(self) -> ColumnElement[Any]:
        if not self.page.backward:
            return self._more()
        return JsonLiteral(False) if self.page.before is None else self._beyond(self.page.before, before=False, argument="before")

    def _has_previous(self) -> ColumnElement[Any]:
        if self.page.backward:
            return self._more()
        return JsonLiteral(False) if self.page.after is None else self._beyond(self.page.after, before=True, argument="after")

    def _cursor_at(self, *, first: bool) -> ColumnElement[Any]:
        smaller = sa.case((self.fetched < self.size, self.fetched), else_=self.size)
        at = self.number == (1 if first else smaller)
        shown = sa.and_(at, self.number <= self.size)
        return sa.func.max(sa.case((shown, self.ordering.cursor(self.rows))))

    def _place(self) -> sa.FromClause:
        """Puts the page into the statement: its rows with the columns that were asked for, in order."""
        select, page = self.select, self.page
        rows = Rows(self.rows.table, self.alias)
        if page.after is not None:
            select = select.where(self.ordering.beyond(rows, page.after, before=False, argument="after"))
        if page.before is not None:
            select = select.where(self.ordering.beyond(rows, page.before, before=True, argument="before"))
        if self.numbered or page.backward:
            self.ordering.keys(self.rows)
        names = list(self.rows.used)
        columns = [self.alias.c[name].label(name) for name in names] or [sa.literal_column("1").label("one")]
        limit = one_more(page.size) if self.numbered else page.size
        taken = (
            select.with_only_columns(*columns, maintain_column_froms=True)
            .order_by(*self.ordering.clauses(rows, reverse=page.backward))
            .limit(sa.bindparam(None, limit, INTEGER))
            .subquery()
        )
        if not self.numbered and not page.backward:
            return self._lifted(taken)
        inner = Rows(self.rows.table, taken)
        taking = self.ordering.clauses(inner, reverse=page.backward)
        numbers = [
            sa.func.row_number().over(order_by=taking).label("number"),
            sa.func.count().over().label("fetched"),
        ]
        kept = [taken.c[column.name] for column in columns]
        ordered = (
            sa.select(*kept, *(numbers if self.numbered else []))
            .order_by(*self.ordering.clauses(inner))
            .limit(sa.bindparam(None, limit, INTEGER))
            .subquery()
        )
        return self._lifted(ordered)

    def _lifted(self, page: sa.FromClause) -> sa.FromClause:
        """The page with what was moved down as further columns."""
        if self.lift:
            page = sa.select(*page.c, *self.lift.columns(self.rows, page)).subquery()
        self.rows.source = self.numbers.source = self.lift.derived.source = page
        return page


_PLANS: Mapping[Role, Callable[[Planner, Place], ColumnElement[Any]]] = {
    Role.COLUMN: Planner._leaf,
    Role.LEAF: Planner._leaf,
    Role.PART: Planner._part,
    Role.ONE: Planner._linked,
    Role.MANY: Planner._connection,
    Role.LIST: Planner._list,
    Role.STATS: Planner._stats,
    Role.NODE: Planner._node,
    Role.NODES: Planner._nodes,
}

_ENCODERS: Mapping[str, Callable[[ColumnElement[Any]], ColumnElement[Any]]] = {
    "DateTime": TimeText,
    "Duration": lambda value: Quotient(value, 1000),
    "USD": lambda value: Quotient(value, 1_000_000_000),
    "Float": Real,
    "Boolean": Flag,
    "JSON": JsonColumn,
}


def encoded(value: ColumnElement[Any], type_name: str) -> ColumnElement[Any]:
    """The value of a leaf as GraphQL writes its type."""
    if is_json(value) or type_name not in _ENCODERS:
        return value
    return _ENCODERS[type_name](value)


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


def _plain(value: Any) -> str:
    return str(getattr(value, "value", value))


def get_named_name(field: GraphField) -> str:
    """Name of a field's type, without null."""
    type_ = getattr(field.type, "of_type", field.type)
    return str(getattr(type_, "name", getattr(type_, "__name__", "")))


def _text(value: ColumnElement[Any], type_name: str) -> ColumnElement[Any]:
    """The value of a group's key as text."""
    if type_name == "bool":
        return sa.case((value.is_(None), None), (sa.type_coerce(value, sa.Boolean()), "true"), else_="false")
    return value


def _at_least_one(first: Any) -> Any:
    from storage.statement import later

    def checked(count: int) -> int:
        if not 1 <= count <= 1000:
            raise BadUserInput("first: from 1 to 1000 groups", field="first")
        return count

    return later(checked, first)
