"""The kinds of links between rows: to the row that one names, to the rows that name it, and through a third table.

A link works in two directions. Called with a row, it selects the rows at its far end. `keys` selects the keys of the rows that
are linked to any row of a select; a filter that few far rows match starts from those.
"""

from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from resolvers.rows import Source, table_of


@runtime_checkable
class Link(Protocol):
    """A link that can be followed from both ends."""

    def __call__(self, row: Source) -> sa.Select[Any]:
        """The rows at the far end."""

    def key(self, row: Source) -> ColumnElement[Any]:
        """The column of the row by which it is linked."""

    def keys(self, far: sa.Select[Any]) -> sa.Select[Any]:
        """The values of that column in the rows that are linked to one of the rows of `far`. None is null."""


@dataclass(frozen=True, slots=True)
class BelongsTo(Link):
    """The row of `table` whose id is in `column` of a row."""

    table: sa.Table
    column: str

    def __call__(self, row: Source) -> sa.Select[Any]:
        """The row whose id the column contains."""
        target = self.table.alias()
        return sa.select(target).where(target.c.id == row.c[self.column])

    def key(self, row: Source) -> ColumnElement[Any]:
        """The column that names the far row."""
        return row.c[self.column]

    def keys(self, far: sa.Select[Any]) -> sa.Select[Any]:
        """The ids of the far rows."""
        return _column(far, "id")


@dataclass(frozen=True, slots=True)
class HasMany(Link):
    """The rows of `table` whose `column` contains the id of a row."""

    table: sa.Table
    column: str

    def __call__(self, row: Source) -> sa.Select[Any]:
        """The rows whose column contains the id of the row."""
        target = self.table.alias()
        return sa.select(target).where(target.c[self.column] == row.c.id)

    def key(self, row: Source) -> ColumnElement[Any]:
        """The id."""
        return row.c.id

    def keys(self, far: sa.Select[Any]) -> sa.Select[Any]:
        """The ids that the far rows name."""
        return _column(far, self.column)


@dataclass(frozen=True, slots=True)
class HasManyThrough(Link):
    """The rows of `table` that rows of `via` link to a row: `via.here` contains its id, `via.there` equals `table.at`."""

    table: sa.Table
    via: sa.Table
    here: str
    there: str
    at: str = "id"

    def __call__(self, row: Source) -> sa.Select[Any]:
        """The rows at the far end."""
        target, between = self.table.alias(), self.via.alias()
        inner = sa.select(between.c[self.there]).where(between.c[self.here] == row.c.id, between.c[self.there].is_not(None))
        return sa.select(target).where(target.c[self.at].in_(inner))

    def key(self, row: Source) -> ColumnElement[Any]:
        """The id."""
        return row.c.id

    def keys(self, far: sa.Select[Any]) -> sa.Select[Any]:
        """The ids that rows of `via` link to the far rows."""
        between = self.via.alias()
        linked = between.c[self.there].in_(_column(far, self.at))
        return sa.select(between.c[self.here]).where(between.c[self.here].is_not(None), linked)


def _column(far: sa.Select[Any], name: str) -> sa.Select[Any]:
    """One column of the selected rows, without nulls."""
    target, _ = table_of(far)
    return far.with_only_columns(target.c[name], maintain_column_froms=True).where(target.c[name].is_not(None))
