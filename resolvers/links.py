"""The plain kinds of links: from a row to the one that it names, to those that name it, and through a third table.

A link is asked in two directions. Called with a row, it selects the rows at its far end. Given a select of far rows, it
tells whether a row is linked to any of them; a filter that few far rows match is answered from there.
"""

from dataclasses import dataclass
from typing import Any, Protocol

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from resolvers.rows import Source, table_of


class Link(Protocol):
    """A link that can be followed from both ends."""

    def __call__(self, row: Source) -> sa.Select[Any]:
        """The rows at the far end."""

    def among(self, row: Source, far: sa.Select[Any]) -> ColumnElement[bool]:
        """Whether the row is linked to one that `far` selects."""


@dataclass(frozen=True, slots=True)
class named_by:  # noqa: N801  (reads as the word that it is where links are declared)
    """The row of `table` whose id stands in `column` of the given row."""

    table: sa.Table
    column: str

    def __call__(self, row: Source) -> sa.Select[Any]:
        """The row that is named."""
        target = self.table.alias()
        return sa.select(target).where(target.c.id == row.c[self.column])

    def among(self, row: Source, far: sa.Select[Any]) -> ColumnElement[bool]:
        """Whether the row names one of those."""
        return row.c[self.column].in_(_column(far, "id"))  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class naming:  # noqa: N801
    """The rows of `table` whose `column` holds the id of the given row."""

    table: sa.Table
    column: str

    def __call__(self, row: Source) -> sa.Select[Any]:
        """The rows that name it."""
        target = self.table.alias()
        return sa.select(target).where(target.c[self.column] == row.c.id)

    def among(self, row: Source, far: sa.Select[Any]) -> ColumnElement[bool]:
        """Whether one of those names the row."""
        return row.c.id.in_(_column(far, self.column))  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class through:  # noqa: N801
    """The rows of `table` whose `at` stands in column `there` of rows of `via` whose column `here` holds the given row's id."""

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

    def among(self, row: Source, far: sa.Select[Any]) -> ColumnElement[bool]:
        """Whether rows between link the row to one of those."""
        between = self.via.alias()
        inner = sa.select(between.c[self.here]).where(
            between.c[self.here].is_not(None), between.c[self.there].in_(_column(far, self.at))
        )
        return row.c.id.in_(inner)  # type: ignore[no-any-return]


def _column(far: sa.Select[Any], name: str) -> sa.Select[Any]:
    """One column of the selected rows, its nulls left out."""
    target, _ = table_of(far)
    return far.with_only_columns(target.c[name], maintain_column_froms=True).where(target.c[name].is_not(None))
