"""Hoists nested subqueries from the expression of a row into the FROM item below it.

SQLite's parser (before 3.46) has a stack of a hundred symbols, and a subquery inside functions inside a concatenation takes many
of them at each level. As a column of the FROM item it takes fewer. The result is the same.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql import visitors
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.selectable import FromClause, SelectBase

from resolvers.rows import Derived, Reference, Rows
from storage.sql.json_text import JsonObject, JsonQuery, Leaf


class OverSource(ColumnElement[Any]):
    """An expression over rows, compiled with a FROM item as their source."""

    inherit_cache = False

    def __init__(self, rows: Rows, source: FromClause, expression: ColumnElement[Any]) -> None:
        self.rows = rows
        self.source = source
        self.inner = expression
        self.type = expression.type


@compiles(OverSource)
def _over_source(element: OverSource, compiler: SQLCompiler, **kw: Any) -> str:
    before, element.rows.source = element.rows.source, element.source
    try:
        return str(compiler.process(element.inner, **kw))
    finally:
        element.rows.source = before


class Hoist:
    """Collects the subqueries to hoist, as columns of a FROM item that is added afterwards."""

    def __init__(self) -> None:
        self.derived = Derived()

    def __bool__(self) -> bool:
        return bool(self.derived.columns)

    def of(self, expression: ColumnElement[Any]) -> ColumnElement[Any]:
        """The expression with its subqueries replaced by columns."""
        if isinstance(expression, JsonObject):
            return JsonObject([(name, self.of(value)) for name, value in expression.members])
        if isinstance(expression, Leaf):
            if not isinstance(expression.column, Reference):
                expression.column = self._column(expression.column)
            return expression
        if isinstance(expression, JsonQuery):
            return HoistedQuery(self._column(expression), expression)
        if any(isinstance(part, SelectBase) for part in visitors.iterate(expression)):
            return self._column(expression)
        return expression

    def _column(self, expression: ColumnElement[Any]) -> Reference:
        return self.derived.add(f"hoisted_{len(self.derived.columns)}", expression)

    def columns(self, rows: Rows, source: FromClause) -> list[sa.Label[Any]]:
        """The hoisted subqueries, as columns over rows that come from `source`."""
        return [OverSource(rows, source, expression).label(name) for name, expression in self.derived.columns.items()]


class HoistedQuery(JsonQuery):
    """A hoisted JSON subquery: a reference to its column."""

    def __init__(self, column: Reference, query: JsonQuery) -> None:
        self.column = column
        self.nullable = query.nullable


@compiles(HoistedQuery)
def _hoisted_query(element: HoistedQuery, compiler: SQLCompiler, **kw: Any) -> str:
    return str(compiler.process(element.column, **kw))
