"""The statements that make the cells of a grain: from rows for hours and days, from the cells below for months and years.

All of them take the periods to make as `PERIODS`, a JSON list of [start, end], and the organization.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.selectable import FromClause, Select

from storage.nouns.noun import INTEGER, TEXT, sort_key
from storage.rollup.figures import NULL, ZERO, CellFigure, OfRow, total
from storage.rollup.subjects import GRAINS, SUBJECTS, Grain, Level
from storage.sql.literal import literal
from storage.sql.sketch import Bin, EachBin, packed, unpacked
from storage.sql.statement import ORGANIZATION, ORGANIZATION_ID, Later, Statement, statement

PERIODS = "periods"

GIVEN = {
    "sqlite": (
        "SELECT json_extract(value, '$[0]') AS start_at, json_extract(value, '$[1]') AS end_at FROM json_each(:periods) AS listed"
    ),
    "postgresql": (
        "SELECT CAST(value ->> 0 AS bigint) AS start_at, CAST(value ->> 1 AS bigint) AS end_at"
        " FROM json_array_elements(CAST(:periods AS json)) AS listed"
    ),
}


@cache
def filling(dialect: str, table: str, level: Level) -> Statement:
    """Adds the cells of periods that have none."""
    grain = GRAINS[table]
    part = sa.union_all(*_parts(dialect, grain, level)).subquery("part")
    keys = [part.c.start_at, *(part.c[dim] for dim in grain.dims)]
    cells = sa.select(
        sa.bindparam(ORGANIZATION, ORGANIZATION_ID, TEXT),
        literal(level),
        *keys,
        *(each.aggregate(part.c[each.name]) for each in _figures(grain)),
        _sketch(dialect, part),
    ).group_by(*keys)
    return statement(sa.insert(grain.table).from_select(list(grain.table.c.keys()), cells), dialect)


def in_order(subject: str, level: Level) -> list[Grain]:
    """The grains of a subject that have a level, each after the one that it is made of."""
    grains = [grain for grain in SUBJECTS[subject].grains if level in grain.levels]
    return sorted(grains, key=lambda grain: finer(grain, level) is not None)


def finer(grain: Grain, level: Level) -> Grain | None:
    """A grain of the same subject and level that tells apart all that this one does; None if none is made of rows."""
    wider = [other for other in SUBJECTS[grain.subject].grains if set(other.dims) > set(grain.dims) and level in other.levels]
    return max(wider, key=lambda other: len(other.dims), default=None)


def _parts(dialect: str, grain: Grain, level: Level) -> Iterable[Select[Any]]:
    """What makes the cells: those of the periods below, or of a finer grain, or else rows. Each sketch bin comes once."""
    given = _given(dialect)
    if level - 1 in grain.levels:
        return _from_cells(dialect, grain, grain, level - 1, given)
    source = finer(grain, level)
    return _from_cells(dialect, grain, source, level, given) if source else _from_rows(dialect, grain, given)


def _given(dialect: str) -> FromClause:
    periods = sa.bindparam(PERIODS, Later(lambda moment: moment.variables[PERIODS]), sa.Text())
    listed = sa.text(GIVEN[dialect]).bindparams(periods)
    return listed.columns(sa.column("start_at", INTEGER), sa.column("end_at", INTEGER)).cte("given")


def _figures(grain: Grain) -> tuple[CellFigure, ...]:
    return SUBJECTS[grain.subject].figures


def _sketch(dialect: str, part: FromClause) -> ColumnElement[Any]:
    one = packed(part.c.bin, part.c.size)
    if dialect == "sqlite":
        bins: sa.Function[Any] = sa.func.json_group_array(one)
    else:
        bins = sa.func.array_agg(aggregate_order_by(one, part.c.bin))
    return sa.case((sa.func.count(part.c.bin) > literal(0), bins.filter(part.c.bin.is_not(None))))


def _from_rows(dialect: str, grain: Grain, given: FromClause) -> Iterable[Select[Any]]:
    subject = SUBJECTS[grain.subject]
    started = _rows(dialect, grain, given, lambda row: sort_key(row.c[subject.time]))
    keys, number = _keys(grain, started), Bin(started.c.value)

    def of_started(figure: CellFigure) -> ColumnElement[Any]:
        return figure.absent if figure.of_row is None else figure.of_row(started.c[figure.reads] if figure.reads else NULL)

    yield sa.select(
        *keys,
        *(each.aggregate(of_started(each)).label(each.name) for each in _figures(grain)),
        number.label("bin"),
        sa.func.count().label("size"),
    ).group_by(*keys, number)
    if subject.end:
        over = _rows(dialect, grain, given, subject.end_of)
        keys = _keys(grain, over)
        figures = (
            (each.aggregate(each.of_ended_row(over)) if each.of_ended_row else each.absent).label(each.name)
            for each in _figures(grain)
        )
        yield sa.select(*keys, *figures, NULL.label("bin"), ZERO.label("size")).group_by(*keys)


def _keys(grain: Grain, source: FromClause) -> list[ColumnElement[Any]]:
    return [source.c.start_at, *(source.c[dim] for dim in grain.dims)]


def _rows(dialect: str, grain: Grain, given: FromClause, key: OfRow) -> FromClause:
    """Start of the period, dimensions, value and what is added up of the rows whose key lies in one of the periods."""
    subject = SUBJECTS[grain.subject]
    row = subject.table.alias()
    value = subject.value(row) if subject.value else NULL
    columns = [
        *(subject.dim(dim, row).label(dim) for dim in grain.dims),
        value.label("value"),
        *(row.c[each].label(f"sum_{each}") for each in subject.sums),
    ]
    return _within(dialect, given, row, key(row), columns)


def _from_cells(dialect: str, grain: Grain, source: Grain, level: int, given: FromClause) -> Iterable[Select[Any]]:
    cells = _cells(dialect, grain, source, level, given)
    yield sa.select(
        *_keys(grain, cells),
        *(cells.c[each.name] for each in _figures(grain)),
        NULL.label("bin"),
        ZERO.label("size"),
    )
    cells = _cells(dialect, grain, source, level, given)
    # Named like its only column, which is what PostgreSQL calls the column of such a table.
    each: Any = EachBin(cells.c.bins).table_valued(sa.column("value", INTEGER), name="value")
    which, size = unpacked(each.c.value)
    keys = _keys(grain, cells)
    absent = (figure.absent.label(figure.name) for figure in _figures(grain))
    yield (
        sa.select(*keys, *absent, which.label("bin"), total(size).label("size"))
        .select_from(cells, each)
        .where(cells.c.bins.is_not(None))
        .group_by(*keys, which)
    )


def _cells(dialect: str, grain: Grain, source: Grain, level: int, given: FromClause) -> FromClause:
    """Cells of one level, of the same grain or a finer one, with the start of the period that they go into."""
    cell = source.table.alias()
    columns = [cell.c[each] for each in (*grain.dims, *(figure.name for figure in _figures(grain)), "bins")]
    return _within(dialect, given, cell, cell.c.start_at, columns, cell.c.level == literal(level))


def _within(
    dialect: str,
    given: FromClause,
    source: FromClause,
    key: ColumnElement[int],
    columns: Sequence[ColumnElement[Any]],
    *criteria: ColumnElement[bool],
) -> FromClause:
    """Columns of what lies in the periods, with the start of each. The periods lead the join, whatever the planner believes."""
    inside = (*criteria, key >= given.c.start_at, key < given.c.end_at)
    if dialect == "sqlite":
        return sa.select(given.c.start_at, *columns).select_from(given, source).where(*inside).subquery()
    found = sa.select(*columns).select_from(source).where(*inside).correlate(given).offset(literal(0)).lateral()
    return sa.select(given.c.start_at, *found.c).select_from(given.join(found, sa.true())).subquery()
