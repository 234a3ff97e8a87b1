"""Connections: one page of rows, and totals over all rows that match, as one JSON object.

The page is a derived table with the rows in order. Nested fields are computed for the rows of the page only.
"""

from collections.abc import Callable, Mapping
from typing import Any

import sqlalchemy as sa
from graphql import GraphQLObjectType, get_named_type
from graphql.execution.collect_fields import FieldDetails
from sqlalchemy.sql.elements import ColumnElement

from resolvers.rows import Derived, Rows, table_of
from schema.declare.field import GraphField, Role
from schema.declare.registry import Input
from schema.declare.scalars import Cursor
from schema.engine.filter_sql import condition, input_of
from schema.engine.hoisting import Hoist
from schema.engine.paging import Ordering, Page, one_more
from schema.engine.row_sets import matching_rows, total_count
from schema.engine.selection import FieldSelection, Members, Walk
from storage.nouns.noun import INTEGER, TEXT
from storage.sql.json_text import Flag, JsonArray, JsonLiteral, JsonObject, JsonQuery
from storage.sql.names import fresh
from storage.sql.statement import Later


class Connection:
    """Plans one connection: a page of rows, and totals over all rows that match."""

    def __init__(self, walk: Walk, ordering: Ordering, link: sa.Select[Any], filter_: Input | None, page: Page) -> None:
        self.walk = walk
        self.ordering = ordering
        self.link = link
        self.filter = filter_
        alias, table = table_of(link)
        self.select = link.where(condition(ordering.node, Rows(table, alias), filter_)) if filter_ else link
        self.page = page
        self.alias, table = table_of(self.select)
        self.rows = Rows(table)
        self.numbers = Derived()
        self.arrays: list[JsonArray] = []
        self.hoist = Hoist()
        self.numbered = False
        self.paged = False

    def plan(self, type_: GraphQLObjectType, details: list[FieldDetails]) -> ColumnElement[Any]:
        """The connection as one JSON object."""
        members: Members = []
        for key, below in self.walk.context.below(type_, details).items():
            self.walk.path.append(key)
            members.append((key, self._member(type_, below)))
            self.walk.path.pop()
        whole = JsonObject(members)
        if not self.paged:
            return JsonQuery(sa.select(whole.label("value")), nullable=False)
        if self.numbered:
            for array in self.arrays:
                array.where = self.number <= self.size
        return JsonQuery(sa.select(whole.label("value")).select_from(self._rows()), nullable=False)

    def _member(self, type_: GraphQLObjectType, details: list[FieldDetails]) -> ColumnElement[Any]:
        name = details[0].node.name.value
        if name == "__typename":
            return sa.literal(type_.name, TEXT)
        field = type_.fields[name]
        declared: GraphField = field.extensions["strawberry-definition"]
        if declared.role is Role.TOTAL:
            return total_count(matching_rows(self.ordering.node, self.link, self.filter, None))
        if declared.role is Role.STATS:
            args = self.walk.context.arguments(field, details[0])
            row_set = matching_rows(self.ordering.node, self.link, self.filter, input_of(args.get("window")))
            return self.walk.figures(row_set, FieldSelection(type_, get_named_type(field.type), declared, None, args, details))
        if declared.role is Role.MATCHING:
            assert declared.sql is not None
            value = declared.sql(self.select)
            assert isinstance(value, ColumnElement)
            return value
        named_type = get_named_type(field.type)
        assert isinstance(named_type, GraphQLObjectType)
        if declared.role is Role.PAGE_INFO:
            return JsonObject(self._page_info(named_type, details))
        self.paged = True
        if declared.role is Role.EDGES:
            return self._array(JsonObject(self._edge(named_type, details)))
        return self._array(self.walk.object_(named_type, self.rows, details))

    def _array(self, element: JsonObject) -> JsonArray:
        self.arrays.append(JsonArray(self.hoist.of(element) if self.walk.hoists else element))
        return self.arrays[-1]

    def _edge(self, type_: GraphQLObjectType, details: list[FieldDetails]) -> Members:
        members: Members = []
        for key, below in self.walk.context.below(type_, details).items():
            self.walk.path.append(key)
            if role_of(type_, below) is Role.CURSOR:
                members.append((key, self.ordering.cursor(self.rows)))
            else:
                members.append((key, self.walk.field(type_, self.rows, below)))
            self.walk.path.pop()
        return members

    def _page_info(self, type_: GraphQLObjectType, details: list[FieldDetails]) -> Members:
        plans: Mapping[Role | None, Callable[[], ColumnElement[Any]]] = {
            None: lambda: sa.literal(type_.name, TEXT),
            Role.HAS_NEXT: self._has_next,
            Role.HAS_PREVIOUS: self._has_previous,
            Role.START_CURSOR: lambda: self._cursor_at(first=not self.page.backward),
            Role.END_CURSOR: lambda: self._cursor_at(first=self.page.backward),
        }
        return [(key, plans[role_of(type_, below)]()) for key, below in self.walk.context.below(type_, details).items()]

    @property
    def number(self) -> ColumnElement[int]:
        """Position of a row in the page, from 1, counted from the start of the list, or from its end with `last`."""
        return self.numbers.add("number", sa.literal_column("number", INTEGER))

    @property
    def fetched(self) -> ColumnElement[int]:
        """Number of rows that were fetched: one more than the page has if more follow."""
        return self.numbers.add("fetched", sa.literal_column("fetched", INTEGER))

    @property
    def size(self) -> ColumnElement[int]:
        """Maximum number of rows of the page."""
        return sa.bindparam(None, self.page.size, INTEGER)

    def _more(self) -> ColumnElement[Any]:
        self.paged = self.numbered = True
        return Flag(sa.func.coalesce(sa.func.max(self.fetched), 0) > self.size)

    def _beyond(
        self, select: sa.Select[Any], cursor: Cursor | Later | None, *, before: bool, argument: str, inclusive: bool = False
    ) -> sa.Select[Any]:
        """The rows of a select after a cursor, or before it; all of them without one."""
        if cursor is None:
            return select
        rows = Rows(self.rows.table, self.alias)
        return select.where(self.ordering.beyond(rows, cursor, before=before, argument=argument, inclusive=inclusive))

    def _has_next(self) -> ColumnElement[Any]:
        return self._nearer(self.page.before, before=False, argument="before") if self.page.backward else self._more()

    def _has_previous(self) -> ColumnElement[Any]:
        return self._more() if self.page.backward else self._nearer(self.page.after, before=True, argument="after")

    def _nearer(self, cursor: Cursor | Later | None, *, before: bool, argument: str) -> ColumnElement[Any]:
        """Whether any matching row precedes the page on the side where it begins: at the cursor, beyond it, or skipped."""
        nearer: list[ColumnElement[bool]] = []
        if cursor is not None:
            nearer.append(_any(self._beyond(self.select, cursor, before=before, argument=argument, inclusive=True)))
        if self.page.skip is not None:
            # Only rows up to the other cursor can be skipped.
            far, name = (self.page.after, "after") if self.page.backward else (self.page.before, "before")
            skipped = _any(self._beyond(self.select, far, before=before, argument=name))
            nearer.append(sa.and_(sa.bindparam(None, self.page.skip, INTEGER) > 0, skipped))
        return Flag(sa.or_(*nearer)) if nearer else JsonLiteral(False)

    def _cursor_at(self, *, first: bool) -> ColumnElement[Any]:
        self.paged = self.numbered = True
        smaller = sa.case((self.fetched < self.size, self.fetched), else_=self.size)
        at = self.number == (1 if first else smaller)
        shown = sa.and_(at, self.number <= self.size)
        return sa.func.max(sa.case((shown, self.ordering.cursor(self.rows))))

    def _rows(self) -> sa.FromClause:
        """The page as part of the statement: its rows with the columns that are used, in order."""
        select, page = self.select, self.page
        rows = Rows(self.rows.table, self.alias)
        select = self._beyond(select, page.after, before=False, argument="after")
        select = self._beyond(select, page.before, before=True, argument="before")
        if self.numbered or page.backward:
            self.ordering.keys(self.rows)
        names = list(self.rows.used)
        columns = [self.alias.c[name].label(name) for name in names] or [sa.literal_column("1").label("one")]
        limit = one_more(page.size) if self.numbered else page.size
        page_rows = (
            select.with_only_columns(*columns, maintain_column_froms=True)
            .order_by(*self.ordering.clauses(rows, reverse=page.backward))
            .limit(_most(limit))
            .offset(None if page.skip is None else _most(page.skip))
            .subquery(fresh("page"))
        )
        if not self.numbered and not page.backward:
            return self._hoisted(page_rows)
        inner = Rows(self.rows.table, page_rows)
        order = self.ordering.clauses(inner, reverse=page.backward)
        numbers = [
            sa.func.row_number().over(order_by=order).label("number"),
            sa.func.count().over().label("fetched"),
        ]
        own = [page_rows.c[column.name] for column in columns]
        ordered = (
            sa.select(*own, *(numbers if self.numbered else []))
            .order_by(*self.ordering.clauses(inner))
            .limit(_most(limit))
            .subquery(fresh("numbered"))
        )
        return self._hoisted(ordered)

    def _hoisted(self, page: sa.FromClause) -> sa.FromClause:
        """The page with the hoisted subqueries as further columns. OFFSET keeps SQLite from folding the two, which would compute
        a column again for each use."""
        if self.hoist:
            page = (
                sa.select(*page.c, *self.hoist.columns(self.rows, page)).offset(sa.literal_column("0")).subquery(fresh("nodes"))
            )
        self.rows.source = self.numbers.source = self.hoist.derived.source = page
        return page


def _any(select: sa.Select[Any]) -> ColumnElement[bool]:
    """Whether a select has rows."""
    return sa.exists(select.with_only_columns(sa.literal_column("1"), maintain_column_froms=True))


def _most(size: int | Later) -> ColumnElement[int]:
    """The limit on rows. A number is written out: with a bind, PostgreSQL would plan the statement at each call."""
    return sa.literal_column(str(size), INTEGER) if isinstance(size, int) else sa.bindparam(None, size, INTEGER)


def role_of(type_: GraphQLObjectType, details: list[FieldDetails]) -> Role | None:
    """The role of a field that is selected; None for `__typename`."""
    name = details[0].node.name.value
    if name == "__typename":
        return None
    declared: GraphField = type_.fields[name].extensions["strawberry-definition"]
    return declared.role
