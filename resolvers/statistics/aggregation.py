"""Figures over a scope's rows, from roll-ups and rows together or from rows alone, in one pass.

The pass has four steps, each a derived table: the stream (cells, bins of cells, rows), the stream by group and bin with
running totals, the groups, and what is shown of them. Columns are added as figures are asked for.

Where a grain serves the scope, a percentile is the value that stands for its bin, the same whether it comes from roll-ups
or from rows; else it is exact. Either way it is the nearest rank: the smallest value that so many per cent do not exceed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql import visitors
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.selectable import CTE, FromClause, SelectBase

from resolvers.literal import number
from resolvers.rows import Derived, Reference, Rows
from resolvers.statistics.rollup_cover import EARLIEST, ROWS, UNBOUNDED, cover
from resolvers.statistics.row_set import Measure, NotServed, Scope, grain_for
from storage.nouns.noun import INTEGER, TEXT, sort_key
from storage.rollup.subjects import Grain, parts
from storage.sql.json_text import JsonElement, JsonObject, JsonQuery
from storage.sql.sketch import Bin, BinValue, EachBin, unpacked

EXTREME: Mapping[str, Callable[[Any], ColumnElement[Any]]] = {
    "least": sa.func.min,
    "greatest": sa.func.max,
    "bucket_end": sa.func.max,
    "latest": sa.func.max,
}
PLAIN = ("counted", "ended", "bucket_end", "latest")
"""Figures that are not of the measured value."""


Columns = tuple[list[Any], list[FromClause]]
"""What a branch selects of a source, and what it joins besides."""


@dataclass(frozen=True, slots=True)
class Key:
    """What rows are grouped by: a name, and the expression over rows or cells."""

    name: str
    expression: Measure


@dataclass(frozen=True, slots=True, eq=False)
class Buckets:
    """The buckets of a series: a table of `lo` and `hi`, and the longest period that fits into each. Each is like itself only."""

    pairs: FromClause
    highest: ColumnElement[int]


class Sample:
    """One pass over a scope, whole or by keys or by buckets."""

    def __init__(
        self,
        scope: Scope,
        keys: Sequence[Key] = (),
        buckets: Buckets | None = None,
        *,
        rolled: bool,
        only: Sequence[tuple[str, ColumnElement[Any]]] = (),
    ) -> None:
        self.scope = scope
        self.keys = tuple(keys)
        self.buckets = buckets
        self.rolled = rolled
        self.only = only
        self.grain: Grain | None = None
        if rolled:
            self.grain = grain_for(scope, lambda rows: [key.expression(rows) for key in keys])
        self.needed: dict[str, None] = {}
        self.percents: dict[int, None] = {}
        self.more: dict[str, Callable[[FromClause], ColumnElement[Any]]] = {}
        self.shown = Derived()
        self._steps: list[CTE] = []

    def need(self, name: str) -> Reference:
        """A plain figure: counted, ended, latest, measured, least, greatest, or sum_ and a column's name."""
        if name == "latest" and self.rolled:
            raise NotServed("roll-ups know periods, not moments")
        if name not in PLAIN and not name.startswith("sum_"):
            self.need_value()
        self.needed[name] = None
        return self._column(name)

    def percentile(self, percent: int) -> Reference:
        """The value of the nearest rank."""
        self.need_value()
        self.percents[percent] = None
        if self.rolled:
            self.needed |= {"least": None, "greatest": None}
        return self._column(f"p{percent}")

    def expression(self, name: str, make: Callable[[FromClause], ColumnElement[Any]], *needs: str) -> Reference:
        """A figure made of plain ones, over the groups."""
        for need in needs:
            self.need(need)
        self.more[name] = make
        return self._column(name)

    def key(self, place: int) -> Reference:
        """One of the keys, as text."""
        return Reference(self.shown, f"key_{place}", TEXT)

    @property
    def bucket(self) -> Reference:
        """Start of the bucket."""
        return Reference(self.shown, "bucket", INTEGER)

    def need_value(self) -> None:
        """Raises NotServed where roll-ups do not hold the measured value."""
        if self.rolled and self.scope.subject is not None and self.scope.subject.value is None:
            raise NotServed("values are not rolled up")

    def _column(self, name: str) -> Reference:
        return self.shown.add(name, sa.literal_column(name, INTEGER))

    @property
    def asked(self) -> bool:
        """Whether any figure is the sample's own."""
        return bool(self.needed or self.percents or self.more)

    def finish(self, figures: JsonObject) -> JsonElement:
        """The object of figures."""
        if not self.asked:
            return JsonQuery(sa.select(figures), nullable=False)
        return JsonQuery(self.with_steps(sa.select(figures).select_from(self.place())), nullable=False)

    def again(self) -> "Sample":
        """The same rows once more, those of this group or bucket only, for figures that need a pass of their own."""
        only = [*self.only, *((key.name, self.key(place)) for place, key in enumerate(self.keys))]
        if self.buckets is not None:
            only.append(("bucket", self.bucket))
        return Sample(self.scope, self.keys, self.buckets, rolled=self.rolled, only=only)

    def place(self) -> FromClause:
        """Puts the sample into a statement."""
        groups = self._groups()
        shown = [groups.c[name] for name in self._apart()]
        for name in self.shown.columns:
            if name in self.more:
                shown.append(self.more[name](groups).label(name))
            elif name.startswith("p") and name[1:].isdigit():
                shown.append(self._percentile(groups, name).label(name))
            else:
                shown.append(groups.c[name])
        self.shown.source = self.step(sa.select(*shown).select_from(groups))
        return self.shown.source

    def with_steps(self, select: sa.Select[Any]) -> sa.Select[Any]:
        """A select with all steps before it: the last thing to be made. They stand side by side, since SQLite's parser holds few
        levels."""
        return select.add_cte(*self._steps, nest_here=True)

    def step(self, select: sa.Select[Any] | sa.CompoundSelect[Any], *, once: bool = False) -> CTE:
        """Adds a step. `once` where SQLite would compute it anew for each row that it is joined to."""
        made = select.cte()
        self._steps.append(made.prefix_with("MATERIALIZED") if once else made)
        return self._steps[-1]

    def _apart(self) -> list[str]:
        bucket = ["bucket"] if self.buckets is not None else []
        return bucket + [f"key_{place}" for place in range(len(self.keys))]

    def _percentile(self, groups: FromClause, name: str) -> ColumnElement[int]:
        found = groups.c[name]
        if not self.rolled:
            return found
        value = BinValue(found)
        least, greatest = groups.c.least, groups.c.greatest
        return sa.case((value < least, least), (value > greatest, greatest), else_=value)

    def _groups(self) -> FromClause:
        """One row for each group, with its figures."""
        if not self.percents:
            return self._aggregated(self.stream(list(self.needed)), list(self.needed))
        if not self.rolled:
            return self._aggregated(self._ranked(list(self.needed)), list(self.needed), self.percents)
        return self._joined(
            self._aggregated(self.stream(list(self.needed)), list(self.needed)),
            self._aggregated(self._ranked([]), [], self.percents),
        )

    def _aggregated(self, stream: CTE, names: Sequence[str], percents: Iterable[int] = ()) -> CTE:
        """One row for each group of a stream."""
        apart = [stream.c[name] for name in self._apart()]
        columns: list[Any] = [*apart, *(_aggregate(name, stream.c[name]).label(name) for name in names)]
        for percent in percents:
            rank = (stream.c.size * number(percent) + number(99)) // number(100)
            columns.append(sa.func.min(sa.case((stream.c.upto >= rank, stream.c.bin))).label(f"p{percent}"))
        return self.step(sa.select(*columns).select_from(stream).group_by(*apart))

    def _joined(self, plain: CTE, ranks: CTE) -> CTE:
        """Plain figures and percentiles of the same groups. Each has its own pass: bins are many, so they are sorted alone."""
        percents = [f"p{percent}" for percent in self.percents]
        both = sa.union_all(
            sa.select(*plain.c, *(_absent("bin").element.label(name) for name in percents)),
            sa.select(
                *(ranks.c[name] for name in self._apart()),
                *(_absent("bin").element.label(name) for name in self.needed),
                *(ranks.c[name] for name in percents),
            ),
        ).subquery()
        apart = [both.c[name] for name in self._apart()]
        figures = [sa.func.max(both.c[name]).label(name) for name in (*self.needed, *percents)]
        return self.step(sa.select(*apart, *figures).group_by(*apart))

    def _ranked(self, names: Sequence[str]) -> CTE:
        """The stream by group and bin, with the running count within the group, and the group's."""
        stream = self.stream([*names, "bin", "size"])
        apart = [stream.c[name] for name in self._apart()]
        size = sa.func.sum(stream.c.size)
        columns = [_aggregate(name, stream.c[name]).label(name) for name in names]
        upto = sa.func.sum(size).over(partition_by=apart or None, order_by=stream.c.bin)
        whole = sa.func.sum(size).over(partition_by=apart or None)
        running = [sa.cast(upto, INTEGER).label("upto"), sa.cast(whole, INTEGER).label("size")]
        return self.step(sa.select(*apart, stream.c.bin, *columns, *running).group_by(*apart, stream.c.bin))

    def stream(self, names: Sequence[str]) -> CTE:
        """Cells, bins of cells and rows in one table, whose columns are those of the groups and the given ones."""
        branches: list[sa.Select[Any]] = []
        pieces = self._pieces()
        plain = [name for name in names if name not in ("bin", "size")]
        if self.grain is not None:
            assert pieces is not None
            if plain:
                branches.append(self._cells(pieces, names))
            if "bin" in names:
                branches.append(self._bins(pieces, names))
        if names != ["ended"]:
            branches.append(self._rows(pieces, names, ended=False))
        if "ended" in names:
            branches.append(self._rows(pieces, names, ended=True))
        if self.buckets is not None and plain and not self.only:
            pairs = self.buckets.pairs
            ends = {"bucket_end": pairs.c.hi.label("bucket_end")}
            branches.append(sa.select(pairs.c.lo, *(ends.get(name, _absent(name)) for name in names)))
        return self.step(branches[0] if len(branches) == 1 else sa.union_all(*branches))

    def begun(self) -> tuple[sa.Select[Any], Rows]:
        """The rows themselves that began in the window, of this group or bucket only, for what is counted inside them."""
        select, rows = self.scope.rows()
        when, (since, until) = self._when(rows, ended=False), self._window()
        if self.buckets is not None:  # one bound on each side: of two, SQLite takes the first for its index
            start, end = self.bucket, self.need("bucket_end")
            since, until = sa.case((start > since, start), else_=since), sa.case((end < until, end), else_=until)
        if (self.scope.since, self.scope.until) != (None, None):
            select = select.where(when >= since, when < until)
        same = [key.expression(rows).is_not_distinct_from(self.key(place)) for place, key in enumerate(self.keys)]
        return select.where(*same), rows

    def _window(self) -> tuple[ColumnElement[int], ColumnElement[int]]:
        since, until = self.scope.since, self.scope.until
        first = UNBOUNDED[0] if until is None else EARLIEST
        return (
            sa.bindparam(None, first if since is None else since, INTEGER),
            sa.bindparam(None, UNBOUNDED[1] if until is None else until, INTEGER),
        )

    def _pieces(self) -> CTE | None:
        if self.grain is None and self.buckets is None:
            return None
        lowest = min(self.grain.levels) if self.grain else None
        covers, key = self.scope.covers, (lowest, self.buckets)
        if key not in covers:
            pairs, highest = (self.buckets.pairs, self.buckets.highest) if self.buckets else (None, None)
            covers[key] = cover(*self._window(), pairs, self.grain, highest)
        return covers[key]

    def _named(self, rows: Rows) -> list[Any]:
        """The columns that tell groups apart, over rows or cells."""
        return [key.expression(rows).label(f"key_{place}") for place, key in enumerate(self.keys)]

    def _limited(self, rows: Rows, pieces: CTE | None) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = []
        for name, wanted in self.only:
            if name == "bucket":
                assert pieces is not None
                found.append(_leading(pieces.c.bucket) == wanted)
            else:
                key = next(key for key in self.keys if key.name == name)
                found.append(key.expression(rows).is_not_distinct_from(wanted))
        return found

    def _of_cells(self, pieces: CTE, columns: Callable[[FromClause], Columns], *, begun: bool = True) -> sa.Select[Any]:
        """Cells; only those of rows that began, if asked: the others would make groups of no rows."""
        assert self.grain is not None
        conditions, cells = self.scope.cells(self.grain)
        source = cells.source
        assert source is not None
        selected, joined = columns(source)
        return (
            sa.select(*self._bucket(pieces), *self._named(cells), *selected)
            .select_from(pieces, source, *joined)
            .where(pieces.c.level > number(ROWS))
            .where(source.c.level == _leading(pieces.c.level), source.c.start_at == _leading(pieces.c.lo))
            .where(*conditions, *self._limited(cells, pieces), *([source.c.counted > number(0)] if begun else []))
        )

    def _bucket(self, pieces: CTE | None) -> list[Any]:
        return [pieces.c.bucket] if pieces is not None and self.buckets is not None else []

    def _cells(self, pieces: CTE, names: Sequence[str]) -> sa.Select[Any]:
        def columns(source: FromClause) -> Columns:
            return [source.c[name].label(name) if name in source.c and name != "bin" else _absent(name) for name in names], []

        return self._of_cells(pieces, columns, begun="ended" not in names)

    def _bins(self, pieces: CTE, names: Sequence[str]) -> sa.Select[Any]:
        def columns(source: FromClause) -> Columns:
            each = EachBin(source.c.bins).table_valued(sa.column("value", INTEGER)).render_derived()
            bin_, size = unpacked(each.c.value)
            known = {"bin": bin_, "size": size}
            return [known[name].label(name) if name in known else _absent(name) for name in names], [each]

        return self._of_cells(pieces, columns)

    def _rows(self, pieces: CTE | None, names: Sequence[str], *, ended: bool) -> sa.Select[Any]:
        """Rows by when they began, or by when they were over."""
        select, rows = self.scope.rows()
        when = self._when(rows, ended=ended)
        if pieces is not None:
            select = select.select_from(pieces).where(
                _leading(pieces.c.level) == number(ROWS), when >= pieces.c.lo, when < pieces.c.hi
            )
        else:
            since, until = self._window()
            if ended or (self.scope.since, self.scope.until) != (None, None):
                select = select.where(when >= since)
            if self.scope.until is not None:
                select = select.where(when < until)
        select = select.where(*self._limited(rows, pieces))
        plain = [*self._bucket(pieces), *self._named(rows)]
        if ended:
            if rows.source is not None and (self.grain is not None or self.scope.select.whereclause is None):
                # SQLite would rather test each row of a model once for each piece, whenever it ended.
                select = select.with_hint(rows.source, f"INDEXED BY ix_{self.scope.table.name}_end", "sqlite")
            columns = [number(1).label(name) if name == "ended" else _absent(name) for name in names]
            return select.with_only_columns(*plain, *columns, maintain_column_froms=True)
        return self._measured(select, rows, plain, names)

    def _when(self, rows: Rows, *, ended: bool) -> ColumnElement[int]:
        if ended:
            assert self.scope.subject is not None
            return self.scope.subject.end_of(rows.source)
        if self.scope.time is None:
            return number(0)
        assert rows.source is not None
        return sort_key(rows.source.c[self.scope.time])

    def _measured(self, select: sa.Select[Any], rows: Rows, plain: list[Any], names: Sequence[str]) -> sa.Select[Any]:
        """The rows' own part of the stream. Value and keys are computed once for each row, in a select below; OFFSET keeps
        both databases from folding the two where that would compute a subquery several times."""
        columns = [*plain]
        value = None
        if {"measured", "seconds", "micros", "least", "greatest", "bin"} & set(names):
            value = sa.cast(sa.null(), INTEGER) if self.scope.measure is None else self.scope.measure(rows)
            columns.append(value.label("value"))
        if "latest" in names:
            columns.append((sa.cast(sa.null(), INTEGER) if self.scope.time is None else rows.c[self.scope.time]).label("latest"))
        sums = [name for name in names if name.startswith("sum_")]
        columns += [rows.c[name.removeprefix("sum_")].label(name) for name in sums]
        below = select.with_only_columns(*(columns or [number(1).label("one")]), maintain_column_froms=True)
        computed = [column.element if isinstance(column, sa.Label) else column for column in columns]
        if any(isinstance(part, SelectBase) for column in computed for part in visitors.iterate(column)):
            below = below.offset(number(0))
        source = below.subquery()
        found: list[Any] = [column for column in source.c if column.name == "bucket" or column.name.startswith("key_")]
        found += [self._of_row(name, source).label(name) for name in names]
        return sa.select(*(found or [number(1).label("one")])).select_from(source)

    def _of_row(self, name: str, source: FromClause) -> ColumnElement[Any]:
        if name == "counted":
            return number(1)
        if name in ("ended", "bucket_end"):
            return _absent(name).element
        if name.startswith("sum_"):
            return sa.func.coalesce(source.c[name], number(0))
        if name == "latest":
            return sa.type_coerce(source.c.latest, INTEGER)
        value = sa.type_coerce(source.c.value, INTEGER)
        if name in ("measured", "size"):
            return sa.case((value.is_not(None), number(1)), else_=number(0))
        if name == "seconds":
            return parts(value)[0]
        if name == "micros":
            return parts(value)[1]
        return Bin(value) if name == "bin" and self.rolled else value


def _absent(name: str) -> sa.Label[Any]:
    if name in ("bin", *EXTREME):
        return sa.cast(sa.null(), INTEGER).label(name)
    return number(0).label(name)


def _aggregate(name: str, column: ColumnElement[Any]) -> ColumnElement[Any]:
    if name in EXTREME:
        return EXTREME[name](column)
    return sa.cast(sa.func.coalesce(sa.func.sum(column), number(0)), INTEGER)


def _leading(column: ColumnElement[int]) -> ColumnElement[int]:
    """A column of the pieces by which nothing is looked up in them: they lead the joins, and SQLite reads no table whole."""
    return column + number(0)
