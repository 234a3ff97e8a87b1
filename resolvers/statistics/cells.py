"""The part of a stream that comes from roll-ups: the cells of the periods that cover a window, and the bins of their sketches."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.selectable import CTE, FromClause

from resolvers.statistics.figures import ENDED, Figure
from resolvers.statistics.rollup_cover import ROWS
from resolvers.statistics.row_set import CellRows
from resolvers.statistics.window import Window, leading
from storage.nouns.noun import INTEGER
from storage.rollup.subjects import Grain
from storage.sql.literal import literal
from storage.sql.names import fresh
from storage.sql.sketch import EachBin, unpacked


def cells(window: Window, grain: Grain, cover: CTE, figures: Sequence[Figure]) -> sa.Select[Any]:
    """One row for each cell. Unless figures count rows that ended, it leaves out cells in which none started: these would make
    groups of no rows."""
    conditions, source, cell = _matching(window, grain)
    columns = [_of(each, cell, source.c[each.kind] if each.in_cells else None).label(each.name) for each in figures]
    started = [] if ENDED in figures else [source.c.counted > literal(0)]
    return _of_periods(window, cover, columns, cell, [*conditions, *started])


def bins(window: Window, grain: Grain, cover: CTE, figures: Sequence[Figure]) -> sa.Select[Any]:
    """One row for each bin of the sketch of each cell."""
    conditions, source, cell = _matching(window, grain)
    each_bin = EachBin(source.c.bins).table_valued(sa.column("value", INTEGER)).render_derived(name=fresh("bins"))
    number, size = unpacked(each_bin.c.value)
    columns = [_of(each, cell, each.of_bin(number, size) if each.of_bin else None).label(each.name) for each in figures]
    return _of_periods(window, cover, columns, cell, [*conditions, source.c.counted > literal(0)], each_bin)


def _of(figure: Figure, cell: CellRows, value: ColumnElement[Any] | None) -> ColumnElement[Any]:
    """The value of a figure for a cell, if the cell contributes."""
    return figure.absent if value is None else figure.within(value, lambda subset: subset.matching(cell))


def _matching(window: Window, grain: Grain) -> tuple[list[ColumnElement[bool]], FromClause, CellRows]:
    """The conditions on the cells of a grain, the table of the cells, and the cells as rows."""
    conditions, cell = window.row_set.cells(grain)
    assert cell.source is not None
    return [*conditions, *window.division.limits(cell)], cell.source, cell


def _of_periods(
    window: Window,
    cover: CTE,
    columns: Sequence[ColumnElement[Any]],
    cell: CellRows,
    conditions: Sequence[ColumnElement[bool]],
    *joined: FromClause,
) -> sa.Select[Any]:
    """Columns of the cells of the periods in the window."""
    source, period, division = cell.source, window.periods(cover), window.division
    assert source is not None
    bucket = [period.c.bucket] if division.buckets is not None else []
    select = (
        sa.select(*bucket, *division.labelled(cell), *columns)
        .select_from(period, source, *joined)
        .where(period.c.level > literal(ROWS))
        .where(source.c.level == leading(period.c.level), source.c.start_at == leading(period.c.lo))
        .where(*conditions)
    )
    return select if division.span is None else select.where(period.c.lo >= division.span[0], period.c.lo < division.span[1])
