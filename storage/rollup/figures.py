"""The figures that cells contain, each declared once: its column, its value for a row, and its aggregate.

From these follow the tables of cells (`storage.rollup.subjects`), the statements that build cells (`storage.rollup.cells`) and
the statistics that read both cells and rows (`resolvers.statistics.figures`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from storage.nouns.columns import Source
from storage.nouns.noun import INTEGER
from storage.sql.literal import literal

OfValue = Callable[[ColumnElement[Any]], ColumnElement[Any]]
OfRow = Callable[[Source], ColumnElement[Any]]

NULL: ColumnElement[Any] = sa.cast(sa.null(), INTEGER)
ZERO: ColumnElement[Any] = literal(0)

VALUE = "value"
"""Name of the measured value of a row, in microseconds."""


def total(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """The sum of a column; 0 if there are no values."""
    return sa.cast(sa.func.coalesce(sa.func.sum(column), ZERO), INTEGER)


@dataclass(frozen=True, slots=True)
class CellFigure:
    """One column of cells. Adding up cells is the same as adding up their rows, with `aggregate`."""

    name: str
    description: str
    of_row: OfValue | None = None
    """Its value for a row that started in the period, over what it `reads`; None if such rows do not contribute."""
    reads: str | None = None
    """`VALUE`, or the name of a column that is added up; None: nothing."""
    of_ended_row: OfRow | None = None
    """Its value for a row that ended in the period; None if such rows do not contribute."""
    aggregate: OfValue = total
    absent: ColumnElement[Any] = ZERO
    """Its value for what does not contribute."""

    @property
    def column(self) -> sa.Column[Any]:
        """A new column for a table of cells."""
        return sa.Column(self.name, INTEGER, nullable=self.absent is NULL, comment=self.description)


def parts(value: ColumnElement[int]) -> tuple[ColumnElement[int], ColumnElement[int]]:
    """Whole seconds of a value in microseconds, and the rest: each is summed alone, so that no sum of times can overflow."""
    million, nothing = sa.literal_column("1000000", INTEGER), sa.literal_column("0", INTEGER)
    return sa.func.coalesce(value, nothing) // million, sa.func.coalesce(value, nothing) % million


def same(value: ColumnElement[Any]) -> ColumnElement[Any]:
    """The value itself."""
    return value


def is_present(value: ColumnElement[Any]) -> ColumnElement[Any]:
    """1 for a value, 0 for null."""
    return sa.case((value.is_not(None), literal(1)), else_=ZERO)


COUNTED = CellFigure("counted", "Rows whose main time lies in the period.", lambda _: literal(1))
ENDED = CellFigure("ended", "Rows that were over in the period.", of_ended_row=lambda _: literal(1))
MEASURED = CellFigure("measured", "Rows that have a value, of those counted.", is_present, VALUE)
SECONDS = CellFigure("seconds", "Sum of the whole seconds of their values.", lambda value: parts(value)[0], VALUE)
MICROS = CellFigure(
    "micros", "Sum of the microseconds beyond the whole seconds: see `parts`.", lambda value: parts(value)[1], VALUE
)
LEAST = CellFigure("least", "Smallest value. Null: none is measured.", same, VALUE, aggregate=sa.func.min, absent=NULL)
GREATEST = CellFigure("greatest", "Greatest value. Null: none is measured.", same, VALUE, aggregate=sa.func.max, absent=NULL)

FIGURES = (COUNTED, ENDED, MEASURED, SECONDS, MICROS, LEAST, GREATEST)
"""The figures of every cell."""


def sum_of(column: str) -> CellFigure:
    """The sum of a column, null as 0."""
    name = f"sum_{column}"
    return CellFigure(name, f"Sum of {column}, of those counted.", lambda value: sa.func.coalesce(value, ZERO), name)
