"""Figures over a row set, from roll-ups and rows together or from rows alone, in one pass.

The pass has four steps, each a common table expression: the stream (cells, bins of cells, rows), the stream by group and
bin with running totals, the groups, and the figures that are shown of them. Columns are added as figures are needed.

Where a grain serves the row set, a percentile is the value that represents its bin, the same whether it comes from roll-ups
or from rows; otherwise it is exact. Either way it is the nearest rank: the smallest value that p per cent of the values do
not exceed.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql import visitors
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.selectable import CTE, FromClause, SelectBase

from resolvers.rows import Derived, Reference, Rows
from resolvers.statistics.figures import (
    BUCKET_END,
    ENDED,
    GREATEST,
    LEAST,
    NULL,
    SIZE,
    SKETCH_BIN,
    VALUE,
    VALUE_BIN,
    Computed,
    Expression,
    Figure,
    Percentile,
)
from resolvers.statistics.rollup_cover import EARLIEST, ROWS, UNBOUNDED, cover
from resolvers.statistics.row_set import Measure, NotServed, RowSet, grain_for
from storage.nouns.noun import INTEGER, TEXT, sort_key
from storage.rollup.subjects import Grain
from storage.sql.json_text import JsonElement, JsonObject, JsonQuery
from storage.sql.literal import literal
from storage.sql.names import fresh
from storage.sql.sketch import BinValue, EachBin, unpacked


@dataclass(frozen=True, slots=True)
class Key:
    """What rows are grouped by: a name, and the expression over rows or cells."""

    name: str
    expression: Measure


@dataclass(frozen=True, slots=True, eq=False)
class Buckets:
    """The buckets of a series. Equal only to itself."""

    pairs: FromClause
    """`lo` and `hi` of each."""
    pieces: CTE
    """The buckets cut at the multiples of `width`: see `resolvers.statistics.buckets.cut`."""
    width: ColumnElement[int]
    highest: ColumnElement[int]
    """The level of the longest period of roll-ups that fits into each."""

    def of(self, select: sa.Select[Any], when: ColumnElement[int]) -> sa.Select[Any]:
        """A select joined to the one piece that holds a time of it. Both databases look the piece up by equality."""
        piece = self.pieces.c
        return select.select_from(self.pieces).where(piece.place == when // self.width, when >= piece.lo, when < piece.hi)


Shown = Callable[[Figure, FromClause], ColumnElement[Any]]
"""A figure of a row that was selected below."""

Span = tuple[ColumnElement[int], ColumnElement[int]]
"""Start (inclusive) and end (exclusive) of one bucket of an outer select."""


class Aggregation:
    """One pass over a row set, as a whole or by keys or by buckets."""

    def __init__(
        self,
        row_set: RowSet,
        keys: Sequence[Key] = (),
        buckets: Buckets | None = None,
        *,
        rolled: bool,
        highest: ColumnElement[int] | None = None,
        only: Sequence[tuple[str, ColumnElement[Any]]] = (),
        span: Span | None = None,
    ) -> None:
        self.row_set = row_set
        self.keys = tuple(keys)
        self.buckets = buckets
        self.rolled = rolled
        self.highest = buckets.highest if buckets is not None else highest
        self.only = only
        self.span = span
        self.grain: Grain | None = None
        if rolled:
            self.grain = grain_for(row_set, lambda rows: [key.expression(rows) for key in keys])
        self.needed: dict[str, Figure] = {}
        self.percentiles: dict[str, Percentile] = {}
        self.result = Derived()
        self._shown: dict[str, Expression] = {}
        self._steps: list[CTE] = []

    def need(self, figure: Figure) -> Reference:
        """A figure of the stream; NotServed where it cannot come from roll-ups and should."""
        if self.rolled and not figure.is_rolled_up:
            raise NotServed(f"{figure.name} is not rolled up")
        if figure.reads is VALUE:
            self.need_value()
        self.needed[figure.name] = figure
        return self._show(figure.name, lambda groups: groups.c[figure.name])

    def percentile(self, percentile: Percentile) -> Reference:
        """The value of the nearest rank."""
        self.need_value()
        self.percentiles[percentile.name] = percentile
        if self.rolled:
            self.needed |= {LEAST.name: LEAST, GREATEST.name: GREATEST}
        return self._show(percentile.name, lambda groups: self._percentile(groups, percentile.name))

    def compute(self, computed: Computed) -> Reference:
        """A figure computed from others, over the groups."""
        for figure in computed.needs:
            self.need(figure)
        return self._show(computed.name, computed.of_groups)

    def key(self, index: int) -> Reference:
        """One of the keys, as text."""
        return Reference(self.result, f"key_{index}", TEXT)

    @property
    def bucket(self) -> Reference:
        """Start of the bucket."""
        return Reference(self.result, "bucket", INTEGER)

    @property
    def bin(self) -> Figure:
        """The bins of its values: those of sketches with roll-ups, else the values themselves."""
        return SKETCH_BIN if self.rolled else VALUE_BIN

    def need_value(self) -> None:
        """Raises NotServed where roll-ups do not hold the measured value."""
        if self.rolled and self.row_set.subject is not None and self.row_set.subject.value is None:
            raise NotServed("values are not rolled up")

    def _show(self, name: str, of_groups: Expression) -> Reference:
        self._shown.setdefault(name, of_groups)
        return Reference(self.result, name, INTEGER)

    def finish(self, figures: JsonObject) -> JsonElement:
        """The object of figures."""
        if not self._shown:
            return JsonQuery(sa.select(figures.label("value")), nullable=False)
        return JsonQuery(self.with_steps(sa.select(figures.label("value")).select_from(self.computed())), nullable=False)

    def same_rows(self) -> "Aggregation":
        """Another pass over the rows of this group or bucket, for figures that need one of their own."""
        only = [*self.only, *((key.name, self.key(index)) for index, key in enumerate(self.keys))]
        span = self.span if self.buckets is None else (self.bucket, self.need(BUCKET_END))
        return Aggregation(self.row_set, self.keys, rolled=self.rolled, highest=self.highest, only=only, span=span)

    def computed(self) -> FromClause:
        """The last step: one row for each group, with the figures that are shown. It is added to the statement once."""
        groups = self._groups()
        shown = [groups.c[name] for name in self._group_columns()]
        shown += [of_groups(groups).label(name) for name, of_groups in self._shown.items()]
        self.result.source = self.step(sa.select(*shown).select_from(groups), "figures")
        return self.result.source

    def with_steps(self, select: sa.Select[Any]) -> sa.Select[Any]:
        """A select with all steps before it; call it last. Steps are side by side, since SQLite's parser holds few levels."""
        return select.add_cte(*self._steps, nest_here=True)

    def step(self, select: sa.Select[Any] | sa.CompoundSelect[Any], name: str, *, once: bool = False) -> CTE:
        """Adds a step. `once` where SQLite would compute it anew for each row that it is joined to."""
        made = select.cte(fresh(name))
        self._steps.append(made.prefix_with("MATERIALIZED") if once else made)
        return self._steps[-1]

    def _group_columns(self) -> list[str]:
        """Names of the columns that distinguish groups."""
        bucket = ["bucket"] if self.buckets is not None else []
        return bucket + [f"key_{index}" for index in range(len(self.keys))]

    def _percentile(self, groups: FromClause, name: str) -> ColumnElement[int]:
        found = groups.c[name]
        if not self.rolled:
            return found
        value = BinValue(found)
        least, greatest = groups.c.least, groups.c.greatest
        return sa.case((value < least, least), (value > greatest, greatest), else_=value)

    def _groups(self) -> FromClause:
        """One row for each group, with its figures."""
        needed = list(self.needed.values())
        if not self.percentiles:
            return self._aggregated(self.stream(needed), needed)
        percentiles = self.percentiles.values()
        if not self.rolled:
            return self._aggregated(self._ranked(needed), needed, percentiles)
        return self._joined(
            self._aggregated(self.stream(needed), needed),
            self._aggregated(self._ranked([]), [], percentiles),
        )

    def _aggregated(self, stream: CTE, figures: Sequence[Figure], percentiles: Iterable[Percentile] = ()) -> CTE:
        """One row for each group of a stream."""
        keys = [stream.c[name] for name in self._group_columns()]
        columns: list[Any] = [*keys, *(each.aggregate(stream.c[each.name]).label(each.name) for each in figures)]
        for each in percentiles:
            rank = (stream.c.size * literal(each.percent) + literal(99)) // literal(100)
            columns.append(sa.func.min(sa.case((stream.c.upto >= rank, stream.c.bin))).label(each.name))
        return self.step(sa.select(*columns).select_from(stream).group_by(*keys), "groups")

    def _joined(self, plain: CTE, ranks: CTE) -> CTE:
        """Plain figures and percentiles of the same groups. Each has its own pass: bins are many, so they are sorted alone."""
        both = sa.union_all(
            sa.select(*plain.c, *(NULL.label(name) for name in self.percentiles)),
            sa.select(
                *(ranks.c[name] for name in self._group_columns()),
                *(NULL.label(name) for name in self.needed),
                *(ranks.c[name] for name in self.percentiles),
            ),
        ).subquery(fresh("both"))
        keys = [both.c[name] for name in self._group_columns()]
        figures = [sa.func.max(both.c[name]).label(name) for name in (*self.needed, *self.percentiles)]
        return self.step(sa.select(*keys, *figures).group_by(*keys), "groups")

    def _ranked(self, figures: Sequence[Figure]) -> CTE:
        """The stream by group and bin, with the running count within the group, and the group's."""
        stream = self.stream([*figures, self.bin, SIZE])
        keys = [stream.c[name] for name in self._group_columns()]
        size = sa.func.sum(stream.c.size)
        columns = [each.aggregate(stream.c[each.name]).label(each.name) for each in figures]
        upto = sa.func.sum(size).over(partition_by=keys or None, order_by=stream.c.bin)
        whole = sa.func.sum(size).over(partition_by=keys or None)
        running = [sa.cast(upto, INTEGER).label("upto"), sa.cast(whole, INTEGER).label("size")]
        return self.step(sa.select(*keys, stream.c.bin, *columns, *running).group_by(*keys, stream.c.bin), "ranked")

    def stream(self, figures: Sequence[Figure]) -> CTE:
        """Cells, bins of cells and rows in one table, whose columns are those of the groups and the given figures."""
        branches: list[sa.Select[Any]] = []
        cover = self._cover()
        plain = [each for each in figures if each.name not in (self.bin.name, SIZE.name)]
        if self.grain is not None:
            assert cover is not None
            if plain:
                branches.append(self._cells(cover, figures))
            if any(each.of_bin for each in figures):
                branches.append(self._bins(cover, figures))
        if list(figures) != [ENDED]:
            branches.append(self._started(cover, figures))
        if ENDED in figures:
            branches.append(self._ended(cover, figures))
        if self.buckets is not None and plain and not self.only:
            branches.append(self._empty_buckets(self.buckets.pairs, figures))
        return self.step(branches[0] if len(branches) == 1 else sa.union_all(*branches), "stream")

    def _empty_buckets(self, pairs: FromClause, figures: Sequence[Figure]) -> sa.Select[Any]:
        """Each bucket once, so that those without rows are there too."""
        columns = [(each.of_bucket(pairs) if each.of_bucket else each.absent).label(each.name) for each in figures]
        return sa.select(pairs.c.lo, *columns)

    def started_rows(self) -> tuple[sa.Select[Any], Rows]:
        """The rows of this group or bucket that started in the window, for what is counted inside them."""
        select, rows = self.row_set.rows()
        when, (since, until) = self._main_time(rows), self._window()
        if self.buckets is not None:
            since, until = _narrowed(since, until, (self.bucket, self.need(BUCKET_END)))
        if (self.row_set.since, self.row_set.until) != (None, None):
            select = select.where(when >= since, when < until)
        same = [key.expression(rows).is_not_distinct_from(self.key(index)) for index, key in enumerate(self.keys)]
        return select.where(*same), rows

    def _window(self) -> tuple[ColumnElement[int], ColumnElement[int]]:
        since, until = self.row_set.since, self.row_set.until
        first = UNBOUNDED[0] if until is None else EARLIEST
        return (
            sa.bindparam(None, first if since is None else since, INTEGER),
            sa.bindparam(None, UNBOUNDED[1] if until is None else until, INTEGER),
        )

    def _cover(self) -> CTE | None:
        """The periods and gaps that make up the window; None where all of it is rows."""
        if self.grain is None:
            return None
        covers, key = self.row_set.covers, (min(self.grain.levels), self.highest)
        if key not in covers:
            covers[key] = cover(*self._window(), self.grain, self.highest)
        return covers[key]

    def _periods(self, cover: CTE) -> CTE:
        """The periods of a cover: level, start `lo`, and in a series the start of their bucket."""
        if self.buckets is None:
            return cover
        covers, key = self.row_set.covers, (cover, self.buckets)
        if key not in covers:
            chosen = sa.select(cover.c.level, cover.c.lo, self.buckets.pieces.c.bucket).select_from(cover)
            chosen = self.buckets.of(chosen.where(cover.c.level > literal(ROWS)), cover.c.lo)
            covers[key] = chosen.cte(fresh("placed")).prefix_with("MATERIALIZED")
        return covers[key]

    def _labelled_keys(self, rows: Rows) -> list[Any]:
        """The columns that distinguish groups, over rows or cells."""
        return [key.expression(rows).label(f"key_{index}") for index, key in enumerate(self.keys)]

    def _limited(self, rows: Rows) -> list[ColumnElement[bool]]:
        """The conditions that rows or cells are of the group that this aggregation is limited to."""
        keys = {key.name: key for key in self.keys}
        return [keys[name].expression(rows).is_not_distinct_from(wanted) for name, wanted in self.only]

    def _of_cells(
        self, cover: CTE, columns: Sequence[Any], cells: Rows, conditions: Sequence[ColumnElement[bool]], *joined: FromClause
    ) -> sa.Select[Any]:
        """Columns of the cells of the periods in the window."""
        source, period = cells.source, self._periods(cover)
        assert source is not None
        bucket = [period.c.bucket] if self.buckets is not None else []
        select = (
            sa.select(*bucket, *self._labelled_keys(cells), *columns)
            .select_from(period, source, *joined)
            .where(period.c.level > literal(ROWS))
            .where(source.c.level == _leading(period.c.level), source.c.start_at == _leading(period.c.lo))
            .where(*conditions)
        )
        return select if self.span is None else select.where(period.c.lo >= self.span[0], period.c.lo < self.span[1])

    def _cells(self, cover: CTE, figures: Sequence[Figure]) -> sa.Select[Any]:
        """Cells. Where only rows that started count, cells without such rows are left out: they would make groups of no rows."""
        assert self.grain is not None
        conditions, cells = self.row_set.cells(self.grain)
        source = cells.source
        assert source is not None
        columns = [(source.c[each.name] if each.in_cells else each.absent).label(each.name) for each in figures]
        started = [] if ENDED in figures else [source.c.counted > literal(0)]
        return self._of_cells(cover, columns, cells, [*conditions, *self._limited(cells), *started])

    def _bins(self, cover: CTE, figures: Sequence[Figure]) -> sa.Select[Any]:
        """The bins of the sketches of cells."""
        assert self.grain is not None
        conditions, cells = self.row_set.cells(self.grain)
        source = cells.source
        assert source is not None
        each_bin = EachBin(source.c.bins).table_valued(sa.column("value", INTEGER)).render_derived(name=fresh("bins"))
        number, size = unpacked(each_bin.c.value)
        columns = [(each.of_bin(number, size) if each.of_bin else each.absent).label(each.name) for each in figures]
        started = source.c.counted > literal(0)
        return self._of_cells(cover, columns, cells, [*conditions, *self._limited(cells), started], each_bin)

    def _in_window(self, select: sa.Select[Any], when: ColumnElement[int], cover: CTE | None, *, bounded: bool) -> sa.Select[Any]:
        """The rows of a select that are in the window, and in the bucket that this aggregation is limited to, and in no period of
        the cover."""
        if cover is not None:
            since, until = _leading(cover.c.lo), _leading(cover.c.hi)
            select = select.select_from(cover).where(_leading(cover.c.level) == literal(ROWS))
        else:
            since, until = self._window()
        if self.span is not None:
            since, until = _narrowed(since, until, self.span)
        elif cover is None and not bounded:
            return select if self.row_set.until is None else select.where(when < until)
        select = select.where(when >= since)
        ends = cover is not None or self.span is not None or self.row_set.until is not None
        return select.where(when < until) if ends else select

    def _started(self, cover: CTE | None, figures: Sequence[Figure]) -> sa.Select[Any]:
        """Rows by when they started. What figures read of a row is computed once, in a select below; OFFSET keeps both
        databases from folding the two where that would compute a subquery several times."""
        select, rows = self.row_set.rows()
        bounded = (self.row_set.since, self.row_set.until) != (None, None)
        when = self._main_time(rows)
        select = self._in_window(select, when, cover, bounded=bounded)
        select = select.where(*self._limited(rows))
        readings = dict.fromkeys(each.reads for each in figures if each.reads is not None)
        columns = [*self._when(when), *self._labelled_keys(rows)]
        columns += [reading.of(self.row_set, rows).label(reading.name) for reading in readings]
        below = select.with_only_columns(*(columns or [literal(1).label("one")]), maintain_column_froms=True)
        computed = [column.element if isinstance(column, sa.Label) else column for column in columns]
        folds = not any(isinstance(part, SelectBase) for column in computed for part in visitors.iterate(column))
        return self._by_bucket(below, [(_of_row, each) for each in figures], "started", folds=folds)

    def _ended(self, cover: CTE | None, figures: Sequence[Figure]) -> sa.Select[Any]:
        """Rows by when they ended."""
        select, rows = self.row_set.rows()
        assert self.row_set.subject is not None
        when = self.row_set.subject.end_of(rows.source)
        select = self._in_window(select, when, cover, bounded=True).where(*self._limited(rows))
        if rows.source is not None and self.grain is not None:
            # SQLite would rather test each row of a model once for each gap, whenever it ended.
            select = select.with_hint(rows.source, f"INDEXED BY ix_{self.row_set.table.name}_end", "sqlite")
        columns = [*self._when(when), *self._labelled_keys(rows)]
        columns += [(each.of_ended_row(rows) if each.of_ended_row else each.absent).label(each.name) for each in figures]
        below = select.with_only_columns(*columns, maintain_column_froms=True)
        return self._by_bucket(below, [(_of_column, each) for each in figures], "ended")

    def _when(self, when: ColumnElement[int]) -> list[Any]:
        """The column by which rows find their bucket."""
        return [] if self.buckets is None else [when.label("occurred")]

    def _by_bucket(
        self, below: sa.Select[Any], shown: Sequence[tuple[Shown, Figure]], name: str, *, folds: bool = True
    ) -> sa.Select[Any]:
        """Figures of selected rows. In a series each row finds its bucket by its time after it was selected; OFFSET keeps the
        databases from reading the rows once for each bucket."""
        if self.buckets is not None or not folds:
            below = below.offset(literal(0))
        source = below.subquery(fresh(name))
        columns: list[Any] = [] if self.buckets is None else [self.buckets.pieces.c.bucket]
        columns += [source.c[f"key_{index}"] for index in range(len(self.keys))]
        columns += [of(each, source).label(each.name) for of, each in shown]
        select = sa.select(*(columns or [literal(1).label("one")])).select_from(source)
        return select if self.buckets is None else self.buckets.of(select, source.c.occurred)

    def _main_time(self, rows: Rows) -> ColumnElement[int]:
        if self.row_set.time is None:
            return literal(0)
        assert rows.source is not None
        return sort_key(rows.source.c[self.row_set.time])


def _narrowed(since: ColumnElement[int], until: ColumnElement[int], span: Span) -> Span:
    """A window and one bucket of it: one bound on each side, since SQLite takes the first of two for its index."""
    start, end = span
    return sa.case((start > since, start), else_=since), sa.case((end < until, end), else_=until)


def _of_column(figure: Figure, source: FromClause) -> ColumnElement[Any]:
    """A figure that was computed below."""
    return source.c[figure.name]


def _of_row(figure: Figure, source: FromClause) -> ColumnElement[Any]:
    """A figure of a row that started, over what was read of it."""
    if figure.of_row is None:
        return figure.absent
    return figure.of_row(None if figure.reads is None else sa.type_coerce(source.c[figure.reads.name], INTEGER))


def _leading(column: ColumnElement[int]) -> ColumnElement[int]:
    """A column of the cover by which nothing is looked up in it: the cover leads the joins, and SQLite reads no table whole. An
    expression has no type either, so SQLite compares it with a sort key as the key's index has it."""
    return column + literal(0)
