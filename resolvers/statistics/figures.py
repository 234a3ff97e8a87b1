"""The figures of statistics, each declared once: its value for a row and a cell, and its aggregate. They resolve their fields.

Each is of all rows of a group, or of a subset of them.

Figures that cells contain are declared in `storage.rollup.figures`, all others here. A new figure also needs one field in
`schema.declare.statistics`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from resolvers.rows import Reference, Rows, Source
from resolvers.statistics.row_set import RowSet
from resolvers.statistics.subset import Restricted, Subset, named
from storage.nouns.noun import INTEGER
from storage.rollup import figures as rolled
from storage.rollup.figures import NULL, ZERO, CellFigure, OfRow, OfValue, is_present, same, total
from storage.sql.literal import literal
from storage.sql.sketch import Bin

OfSource = Callable[[Source], ColumnElement[Any]]


class Aggregates(Protocol):
    """An aggregation, as figures see it. Each method returns a reference to the column with the figure."""

    def need(self, figure: "Figure") -> Reference:
        """A figure of the stream."""

    def percentile(self, percentile: "Percentile") -> Reference:
        """A percentile of the measured values."""

    def compute(self, computed: "Computed") -> Reference:
        """A figure computed from others."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What figures read of a row. It is computed once for each row, for any number of figures."""

    name: str
    of: Callable[[RowSet, Rows], ColumnElement[Any]]


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of each group. The stream has rows of several kinds; those that do not contribute have `absent`."""

    kind: str
    """Its column if it is of all rows, and its column in cells."""
    of_row: OfValue | None = None
    """Over what it `reads` of a row that started in the window."""
    reads: Reading | None = None
    of_ended_row: OfRow | None = None
    """Over a row that ended in the window."""
    of_bucket: OfSource | None = None
    """Over a bucket of a series: `lo`, `hi`."""
    of_bin: Callable[[ColumnElement[int], ColumnElement[int]], ColumnElement[Any]] | None = None
    """Over the number and size of a bin of a cell's sketch."""
    in_cells: bool = False
    """Whether cells contain it, in a column of its name."""
    aggregate: OfValue = total
    absent: ColumnElement[Any] = ZERO
    subset: Subset | None = None
    """The rows that it is of; None: all rows."""

    @property
    def name(self) -> str:
        """Its column."""
        return named(self.kind, self.subset)

    @property
    def is_rolled_up(self) -> bool:
        """Whether roll-ups can answer it."""
        return self.in_cells or self.of_bucket is not None or self.of_bin is not None

    def within(self, value: ColumnElement[Any], has: Callable[[Subset], ColumnElement[bool]]) -> ColumnElement[Any]:
        """A value of a row or a cell, if that contributes. `has`: whether it is one of a subset."""
        return value if self.subset is None else sa.case((has(self.subset), value), else_=self.absent)

    def __call__(self, aggregation: Aggregates) -> Reference:
        """The figure of an aggregation."""
        return aggregation.need(self)


@dataclass(frozen=True, slots=True)
class Percentile:
    """The smallest measured value that `percent` per cent of the values do not exceed: the nearest rank."""

    percent: int
    subset: Subset | None = None
    """The rows that it is of; None: all rows."""

    @property
    def name(self) -> str:
        """Its column."""
        return named(f"p{self.percent}", self.subset)

    def __call__(self, aggregation: Aggregates) -> Reference:
        """The percentile of an aggregation."""
        return aggregation.percentile(self)


@dataclass(frozen=True, slots=True)
class Computed:
    """A figure computed from other figures of the same group."""

    kind: str
    needs: tuple[Figure, ...]
    of_groups: OfSource
    subset: Subset | None = None
    """The rows that it is of; None: all rows."""

    @property
    def name(self) -> str:
        """Its column."""
        return named(self.kind, self.subset)

    def value(self, groups: Source) -> ColumnElement[Any]:
        """Its value over the groups."""
        return self.of_groups(groups if self.subset is None else Restricted(groups, self.subset))

    def __call__(self, aggregation: Aggregates) -> Reference:
        """The figure of an aggregation."""
        return aggregation.compute(self)


def _measured_value(row_set: RowSet, rows: Rows) -> ColumnElement[Any]:
    return NULL if row_set.measure is None else row_set.measure(rows)


def _main_time(row_set: RowSet, rows: Rows) -> ColumnElement[Any]:
    return NULL if row_set.time is None else rows.c[row_set.time]


VALUE = Reading(rolled.VALUE, _measured_value)
"""The measured value in microseconds; null if unknown."""
MAIN_TIME = Reading("main_time", _main_time)
"""The main time in microseconds since 1970; null if unknown, or if rows have none."""


def _of_cells(declared: CellFigure, reads: Reading | None = None) -> Figure:
    """The figure of rows and cells that a column of cells is declared for."""
    return Figure(
        declared.name,
        declared.of_row,
        reads,
        declared.of_ended_row,
        in_cells=True,
        aggregate=declared.aggregate,
        absent=declared.absent,
    )


COUNTED = _of_cells(rolled.COUNTED)
"""Number of rows that started in the window."""
ENDED = _of_cells(rolled.ENDED)
"""Number of rows that ended in the window, whenever they started."""
LATEST = Figure("latest", same, MAIN_TIME, aggregate=sa.func.max, absent=NULL)
"""The latest main time, in microseconds since 1970. Only rows have it: cells have periods."""
BUCKET_END = Figure("bucket_end", of_bucket=lambda bucket: bucket.c.hi, aggregate=sa.func.max, absent=NULL)
"""End of a bucket of a series, exclusive."""

MEASURED = _of_cells(rolled.MEASURED, VALUE)
"""Number of rows that have a value."""
SECONDS = _of_cells(rolled.SECONDS, VALUE)
"""Sum of the whole seconds of the values."""
MICROS = _of_cells(rolled.MICROS, VALUE)
"""Sum of the microseconds beyond the whole seconds."""
LEAST = _of_cells(rolled.LEAST, VALUE)
"""The smallest value."""
GREATEST = _of_cells(rolled.GREATEST, VALUE)
"""The greatest value."""

VALUE_BIN = Figure("bin", same, VALUE, absent=NULL)
"""The bin of a value without roll-ups: each value is a bin of its own."""
SKETCH_BIN = Figure("bin", Bin, VALUE, of_bin=lambda number, _: number, absent=NULL)
"""The bin of a value with roll-ups: its bin in a sketch."""
SIZE = Figure("size", is_present, VALUE, of_bin=lambda _, size: size)
"""Number of values in a bin."""


def _mean(groups: Source) -> ColumnElement[int]:
    """The mean, to the nearest microsecond, halves away from zero."""
    count, million = groups.c.measured, literal(1_000_000)
    rest = groups.c.seconds % count * million + groups.c.micros
    whole = groups.c.seconds // count * million
    near = sa.func.round(rest * sa.literal_column("1.0") / sa.func.nullif(count, ZERO))
    return sa.case((count > ZERO, whole + sa.cast(near, INTEGER)))


AVERAGE = Computed("average", (MEASURED, SECONDS, MICROS), _mean)
"""The mean value in microseconds; null if no row has a value."""


def sum_of(column: str) -> Figure:
    """The sum of a column; null counts as 0."""
    declared = rolled.sum_of(column)
    return _of_cells(declared, Reading(declared.name, lambda _, rows: rows.c[column]))
