"""The part of a stream that comes from rows: those that started in a window, those that ended in it, and its buckets."""

from collections.abc import Callable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql import visitors
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.selectable import CTE, FromClause, SelectBase

from resolvers.statistics.division import Division
from resolvers.statistics.figures import Figure
from resolvers.statistics.window import Window
from storage.nouns.noun import INTEGER
from storage.rollup.figures import NULL
from storage.sql.literal import literal
from storage.sql.names import fresh

Value = Callable[[Figure, FromClause], ColumnElement[Any]]
"""The value of a figure for a row that was selected below."""


def started(window: Window, cover: CTE | None, figures: Sequence[Figure]) -> sa.Select[Any]:
    """Rows by when they started. What figures read of a row is computed once, in a select below; OFFSET keeps both databases
    from folding the two if that would compute a subquery several times."""
    division = window.division
    select, rows = window.row_set.rows()
    when = window.main_time(rows)
    select = window.rows_of(select, when, cover, bounded=not window.is_open)
    select = select.where(*division.limits(rows))
    readings = dict.fromkeys(each.reads for each in figures if each.reads is not None)
    columns = [*_when(division, when), *division.labelled(rows)]
    columns += [reading.of(window.row_set, rows).label(reading.name) for reading in readings]
    columns += [subset.flag(rows) for subset in dict.fromkeys(each.subset for each in figures if each.subset is not None)]
    below = select.with_only_columns(*(columns or [literal(1).label("one")]), maintain_column_froms=True)
    folds = not any(isinstance(part, SelectBase) for column in columns for part in visitors.iterate(column.element))
    return _by_bucket(division, below, figures, _of_row, "started", folds=folds)


def ended(window: Window, cover: CTE | None, figures: Sequence[Figure]) -> sa.Select[Any]:
    """Rows by when they ended."""
    division, row_set = window.division, window.row_set
    select, rows = row_set.rows()
    assert row_set.subject is not None
    assert rows.source is not None
    when = row_set.subject.end_of(rows.source)
    select = window.rows_of(select, when, cover, bounded=True).where(*division.limits(rows))
    if window.grain is not None:
        # SQLite would rather test each row of a model once for each gap, whenever it ended.
        select = select.with_hint(rows.source, f"INDEXED BY ix_{row_set.table.name}_end", "sqlite")
    columns = [*_when(division, when), *division.labelled(rows)]
    columns += [(each.of_ended_row(rows) if each.of_ended_row else each.absent).label(each.name) for each in figures]
    below = select.with_only_columns(*columns, maintain_column_froms=True)
    return _by_bucket(division, below, figures, _of_column, "ended")


def empty_buckets(pairs: FromClause, figures: Sequence[Figure]) -> sa.Select[Any]:
    """Each bucket once, so that those without rows are there too."""
    columns = [(each.of_bucket(pairs) if each.of_bucket else each.absent).label(each.name) for each in figures]
    return sa.select(pairs.c.lo, *columns)


def _when(division: Division, when: ColumnElement[int]) -> list[sa.Label[Any]]:
    """The column by which rows find their bucket."""
    return [] if division.buckets is None else [when.label("occurred")]


def _by_bucket(
    division: Division, below: sa.Select[Any], figures: Sequence[Figure], value: Value, name: str, *, folds: bool = True
) -> sa.Select[Any]:
    """Figures of selected rows. In a series each row finds its bucket by its time after it was selected; OFFSET keeps the
    databases from reading the rows once for each bucket."""
    buckets = division.buckets
    if buckets is not None or not folds:
        below = below.offset(literal(0))
    source = below.subquery(fresh(name))
    columns: list[ColumnElement[Any]] = [] if buckets is None else [buckets.pieces.c.bucket]
    columns += [source.c[key] for key in division.key_columns]
    columns += [value(each, source).label(each.name) for each in figures]
    select = sa.select(*(columns or [literal(1).label("one")])).select_from(source)
    return select if buckets is None else buckets.of(select, source.c.occurred)


def _of_column(figure: Figure, source: FromClause) -> ColumnElement[Any]:
    """A figure that was computed below."""
    return source.c[figure.name]


def _of_row(figure: Figure, source: FromClause) -> ColumnElement[Any]:
    """A figure of a row that started, over what was read of it."""
    if figure.of_row is None:
        return figure.absent
    value = figure.of_row(NULL if figure.reads is None else sa.type_coerce(source.c[figure.reads.name], INTEGER))
    return figure.within(value, lambda subset: source.c[subset.name])
