"""The rows of a noun for resolvers: columns by name, whether they come from a table or from a page of it."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.selectable import FromClause
from sqlalchemy.types import TypeEngine

from storage.nouns.columns import Source as Source


class Reference(ColumnElement[Any]):
    """A column of rows of an outer select. It adds no FROM item, so using it can never cross-join."""

    inherit_cache = False

    def __init__(self, rows: "Rows | Derived", name: str, type_: TypeEngine[Any]) -> None:
        self.rows = rows
        self.name = name
        self.type = type_


@compiles(Reference)
def _reference(element: Reference, compiler: SQLCompiler, **_: Any) -> str:
    source = element.rows.source
    assert source is not None, "rows are used before they are part of the statement"
    return str(compiler.process(source.c[element.name], include_table=True))


class _References:
    """The columns of rows. It records which are used."""

    def __init__(self, rows: "Rows") -> None:
        self._rows = rows

    def __getattr__(self, name: str) -> Reference:
        return self[name]

    def __getitem__(self, name: str) -> Reference:
        return self._rows.reference(name)


class Rows:
    """The rows of one table in one part of a query. `used` has the columns that are used so far."""

    def __init__(self, table: sa.Table, source: FromClause | None = None) -> None:
        self.table = table
        self.source = source
        self.used: dict[str, Reference] = {}
        self.c = _References(self)

    def reference(self, name: str) -> Reference:
        """The column with this name; KeyError if the table has none."""
        if name not in self.used:
            self.used[name] = Reference(self, name, self.table.c[name].type)
        return self.used[name]

    def stored(self, name: str) -> "Reference | None":  # noqa: ARG002 - cells store some
        """The stored value of a field that is computed for rows; None if it must be computed."""
        return None


class Derived:
    """A derived table whose columns are added as they are used."""

    def __init__(self) -> None:
        self.columns: dict[str, ColumnElement[Any]] = {}
        self.source: FromClause | None = None

    def add(self, name: str, expression: ColumnElement[Any]) -> Reference:
        """The column with this name. The first call adds it, with the expression."""
        self.columns.setdefault(name, expression)
        return Reference(self, name, expression.type)


def table_of(select: sa.Select[Any]) -> tuple[FromClause, sa.Table]:
    """The alias that a resolver's select is about, and its table."""
    source = select.columns_clause_froms[0]
    element = getattr(source, "element", source)
    assert isinstance(element, sa.Table), "a resolver's select starts with select(table.alias())"
    return source, element
