"""Figures over a row set, from roll-ups and rows together or from rows alone, in one pass.

The pass has four steps, each a common table expression: the stream (cells, bins of cells, rows), the stream by group and
bin with running totals, the groups, and the figures that are shown of them. Columns are added as figures are needed.

If a grain serves the row set, a percentile is the value that represents its bin, the same whether it comes from roll-ups
or from rows; otherwise it is exact. Either way it is the nearest rank: the smallest value that p per cent of the values do
not exceed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.selectable import CTE, FromClause

from resolvers.rows import Derived, Reference, Rows, Source
from resolvers.statistics.cells import bins, cells
from resolvers.statistics.division import Division, Key
from resolvers.statistics.figures import (
    BUCKET_END,
    ENDED,
    GREATEST,
    LEAST,
    SIZE,
    SKETCH_BIN,
    VALUE,
    VALUE_BIN,
    Computed,
    Figure,
    OfSource,
    Percentile,
)
from resolvers.statistics.row_set import NotServed, RowSet, grain_for
from resolvers.statistics.started_ended import empty_buckets, ended, started
from resolvers.statistics.subset import Matching, Subset, named
from resolvers.statistics.window import Window, narrowed
from storage.nouns.noun import INTEGER, TEXT
from storage.rollup.figures import NULL
from storage.rollup.subjects import Grain
from storage.sql.json_text import JsonElement, JsonObject, JsonQuery
from storage.sql.literal import literal
from storage.sql.names import fresh
from storage.sql.sketch import BinValue


class Aggregation:
    """One pass over a row set, divided by keys or by buckets, or as a whole.

    With `rolled` it reads roll-ups as far as they are clean; NotServed if no grain distinguishes such rows. `highest` is the
    level of the longest period that may be used, without buckets of its own.
    """

    def __init__(
        self,
        row_set: RowSet,
        division: Division | None = None,
        *,
        rolled: bool,
        highest: ColumnElement[int] | None = None,
    ) -> None:
        self.row_set = row_set
        self.division = division or Division()
        self.rolled = rolled
        self.result = Derived()
        self._subsets: dict[object, Subset] = {}
        buckets = self.division.buckets
        self._window = Window(row_set, self.division, self._grain(), buckets.highest if buckets is not None else highest)
        self._needed: dict[str, Figure] = {}
        self._percentiles: dict[str, Percentile] = {}
        self._shown: dict[str, OfSource] = {}
        self._steps: list[CTE] = []

    def subset(self, matching: Matching, identity: object) -> Subset:
        """The rows that also match a condition, the same for the same identity. NotServed if no grain distinguishes them."""
        if identity not in self._subsets:
            self._subsets[identity] = Subset(f"of_{len(self._subsets) + 1}", matching)
            self._window = replace(self._window, grain=self._grain())
        return self._subsets[identity]

    @property
    def keys(self) -> Sequence[Key]:
        """What rows are grouped by."""
        return self.division.keys

    def need(self, figure: Figure) -> Reference:
        """A figure of the stream. Raises NotServed if it must come from roll-ups and they do not contain it."""
        if self.rolled and not figure.is_rolled_up:
            raise NotServed(f"{figure.name} is not rolled up")
        if figure.reads is VALUE:
            self.need_value()
        self._needed[figure.name] = figure
        return self._show(figure.name, lambda groups: groups.c[figure.name])

    def percentile(self, percentile: Percentile) -> Reference:
        """The value of the nearest rank."""
        self.need_value()
        self._percentiles[percentile.name] = percentile
        if self.rolled:
            for bound in (LEAST, GREATEST):
                figure = replace(bound, subset=percentile.subset)
                self._needed[figure.name] = figure
        return self._show(percentile.name, lambda groups: self._percentile(groups, percentile))

    def compute(self, computed: Computed) -> Reference:
        """A figure computed from others, over the groups."""
        for figure in computed.needs:
            self.need(replace(figure, subset=computed.subset))
        return self._show(computed.name, computed.value)

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
        """Raises NotServed if roll-ups do not contain the measured value."""
        if self.rolled and self.row_set.subject is not None and self.row_set.subject.value is None:
            raise NotServed("values are not rolled up")

    def _show(self, name: str, of_groups: OfSource) -> Reference:
        self._shown.setdefault(name, of_groups)
        return Reference(self.result, name, INTEGER)

    def finish(self, figures: JsonObject) -> JsonElement:
        """The object of figures."""
        if not self._shown:
            return JsonQuery(sa.select(figures.label("value")), nullable=False)
        return JsonQuery(self.with_steps(sa.select(figures.label("value")).select_from(self.computed())), nullable=False)

    def same_rows(self, subset: Subset | None = None) -> "Aggregation":
        """Another pass over the rows of this group or bucket, or a subset of them, for figures that need one of their own."""
        division = self.division
        only = [*division.only, *((key.name, self.key(index)) for index, key in enumerate(self.keys))]
        span = division.span if division.buckets is None else (self.bucket, self.need(BUCKET_END))
        own = Division(self.keys, only=only, span=span)
        row_set = self.row_set if subset is None else self.row_set.matching_also(subset.matching)
        return Aggregation(row_set, own, rolled=self.rolled, highest=self._window.highest)

    def started_rows(self) -> tuple[sa.Select[Any], Rows]:
        """The rows of this group or bucket that started in the window, for what is counted inside them."""
        window = self._window
        select, rows = self.row_set.rows()
        when, (since, until) = window.main_time(rows), window.bounds()
        if self.division.buckets is not None:
            since, until = narrowed((since, until), (self.bucket, self.need(BUCKET_END)))
        if not window.is_open:
            select = select.where(when >= since, when < until)
        same = [key.expression(rows).is_not_distinct_from(self.key(index)) for index, key in enumerate(self.keys)]
        return select.where(*same), rows

    def computed(self) -> FromClause:
        """The last step: one row for each group, with the figures that are shown. It is added to the statement once."""
        groups = self._groups()
        shown = [groups.c[name] for name in self.division.columns]
        shown += [of_groups(groups).label(name) for name, of_groups in self._shown.items()]
        self.result.source = self.step(sa.select(*shown).select_from(groups), "figures")
        return self.result.source

    def with_steps(self, select: sa.Select[Any]) -> sa.Select[Any]:
        """A select with all steps before it; call it last. Steps are side by side, since SQLite's parser allows few levels."""
        return select.add_cte(*self._steps, nest_here=True)

    def step(self, select: sa.Select[Any] | sa.CompoundSelect[Any], name: str, *, once: bool = False) -> CTE:
        """Adds a step. `once` if SQLite would compute it anew for each row that it is joined to."""
        step = select.cte(fresh(name))
        self._steps.append(step.prefix_with("MATERIALIZED") if once else step)
        return self._steps[-1]

    def stream(self, figures: Sequence[Figure]) -> CTE:
        """Cells, bins of cells and rows in one table, whose columns are those of the groups and the given figures."""
        branches: list[sa.Select[Any]] = []
        window, buckets = self._window, self.division.buckets
        cover = window.cover()
        plain = [each for each in figures if each.kind not in (self.bin.kind, SIZE.kind)]
        if window.grain is not None and cover is not None:
            if plain:
                branches.append(cells(window, window.grain, cover, figures))
            if any(each.of_bin for each in figures):
                branches.append(bins(window, window.grain, cover, figures))
        if list(figures) != [ENDED]:
            branches.append(started(window, cover, figures))
        if ENDED in figures:
            branches.append(ended(window, cover, figures))
        if buckets is not None and plain and not self.division.only:
            branches.append(empty_buckets(buckets.pairs, figures))
        return self.step(branches[0] if len(branches) == 1 else sa.union_all(*branches), "stream")

    def _grain(self) -> Grain | None:
        """The grain that is read; None if roll-ups are not."""

        def labelled(rows: Rows) -> list[ColumnElement[Any]]:
            return [*self.division.labelled(rows), *(subset.flag(rows) for subset in self._subsets.values())]

        return grain_for(self.row_set, labelled) if self.rolled else None

    def _percentile(self, groups: Source, percentile: Percentile) -> ColumnElement[int]:
        bin_ = groups.c[percentile.name]
        if not self.rolled:
            return bin_
        value = BinValue(bin_)
        least, greatest = (groups.c[replace(bound, subset=percentile.subset).name] for bound in (LEAST, GREATEST))
        return sa.case((value < least, least), (value > greatest, greatest), else_=value)

    def _groups(self) -> FromClause:
        """One row for each group, with its figures."""
        needed = list(self._needed.values())
        if not self._percentiles:
            return self._aggregated(self.stream(needed), needed)
        percentiles = self._percentiles.values()
        if not self.rolled:
            return self._aggregated(self._ranked(needed), needed, percentiles)
        return self._joined(
            self._aggregated(self.stream(needed), needed),
            self._aggregated(self._ranked([]), [], percentiles),
        )

    def _aggregated(self, stream: CTE, figures: Sequence[Figure], percentiles: Iterable[Percentile] = ()) -> CTE:
        """One row for each group of a stream."""
        keys = [stream.c[name] for name in self.division.columns]
        columns: list[ColumnElement[Any]] = [*keys, *(each.aggregate(stream.c[each.name]).label(each.name) for each in figures)]
        columns += [_at_rank(stream, each).label(each.name) for each in percentiles]
        return self.step(sa.select(*columns).select_from(stream).group_by(*keys), "groups")

    def _joined(self, plain: CTE, ranks: CTE) -> CTE:
        """Plain figures and percentiles of the same groups. Each has its own pass: bins are many, so they are sorted alone."""
        both = sa.union_all(
            sa.select(*plain.c, *(NULL.label(name) for name in self._percentiles)),
            sa.select(
                *(ranks.c[name] for name in self.division.columns),
                *(NULL.label(name) for name in self._needed),
                *(ranks.c[name] for name in self._percentiles),
            ),
        ).subquery(fresh("both"))
        keys = [both.c[name] for name in self.division.columns]
        figures = [sa.func.max(both.c[name]).label(name) for name in (*self._needed, *self._percentiles)]
        return self.step(sa.select(*keys, *figures).group_by(*keys), "groups")

    def _ranked(self, figures: Sequence[Figure]) -> CTE:
        """The stream by group and bin, with the running counts within the group, and the group's, of all subsets."""
        sizes = [replace(SIZE, subset=each) for each in dict.fromkeys(each.subset for each in self._percentiles.values())]
        stream = self.stream([*figures, self.bin, *sizes])
        keys = [stream.c[name] for name in self.division.columns]
        columns = [each.aggregate(stream.c[each.name]).label(each.name) for each in figures]
        running: list[ColumnElement[Any]] = []
        for each in sizes:
            size = sa.func.sum(stream.c[each.name])
            upto = sa.func.sum(size).over(partition_by=keys or None, order_by=stream.c.bin)
            whole = sa.func.sum(size).over(partition_by=keys or None)
            running += [sa.cast(upto, INTEGER).label(named("upto", each.subset)), sa.cast(whole, INTEGER).label(each.name)]
        return self.step(sa.select(*keys, stream.c.bin, *columns, *running).group_by(*keys, stream.c.bin), "ranked")


def _at_rank(ranked: CTE, percentile: Percentile) -> ColumnElement[Any]:
    """The bin of a percentile, of the stream by group and bin."""
    size, upto = ranked.c[replace(SIZE, subset=percentile.subset).name], ranked.c[named("upto", percentile.subset)]
    reached = upto >= (size * literal(percentile.percent) + literal(99)) // literal(100)
    if percentile.subset is not None:  # the rank in no values is 0, and other rows have bins
        reached = sa.and_(reached, size > literal(0))
    return sa.func.min(sa.case((reached, ranked.c.bin)))
