"""The window of a row set: its bounds, and its cover by periods of roll-ups and by rows."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.selectable import CTE

from resolvers.rows import Rows
from resolvers.statistics.division import Division, Span
from resolvers.statistics.rollup_cover import EARLIEST, ROWS, UNBOUNDED, cover
from resolvers.statistics.row_set import RowSet
from storage.nouns.noun import INTEGER, sort_key
from storage.rollup.subjects import Grain
from storage.sql.literal import literal
from storage.sql.names import fresh


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """The window of a row set, as an aggregation reads it: from the cells of a grain, or from rows alone if that is None."""

    row_set: RowSet
    division: Division
    grain: Grain | None
    highest: ColumnElement[int] | None
    """The level of the longest period that may be used; None for all levels."""

    @property
    def is_open(self) -> bool:
        """Whether the row set has neither a start nor an end."""
        return self.row_set.since is None and self.row_set.until is None

    def bounds(self) -> Span:
        """Start (inclusive) and end (exclusive), as sort keys. A row without a time is before the earliest start."""
        since, until = self.row_set.since, self.row_set.until
        first = UNBOUNDED[0] if until is None else EARLIEST
        return (
            sa.bindparam(None, first if since is None else since, INTEGER),
            sa.bindparam(None, UNBOUNDED[1] if until is None else until, INTEGER),
        )

    def cover(self) -> CTE | None:
        """The periods and gaps that make up the window; None if it is read from rows alone."""
        if self.grain is None:
            return None
        covers, key = self.row_set.covers, (min(self.grain.levels), self.highest)
        if key not in covers:
            covers[key] = cover(*self.bounds(), self.grain, self.highest)
        return covers[key]

    def periods(self, cover: CTE) -> CTE:
        """The periods of a cover: level, start `lo`, and in a series the start of their bucket."""
        buckets = self.division.buckets
        if buckets is None:
            return cover
        covers, key = self.row_set.covers, (cover, buckets)
        if key not in covers:
            chosen = sa.select(cover.c.level, cover.c.lo, buckets.pieces.c.bucket).select_from(cover)
            chosen = buckets.of(chosen.where(cover.c.level > literal(ROWS)), cover.c.lo)
            covers[key] = chosen.cte(fresh("placed")).prefix_with("MATERIALIZED")
        return covers[key]

    def main_time(self, rows: Rows) -> ColumnElement[int]:
        """The sort key of the main time of rows; 0 if they have none."""
        if self.row_set.time is None:
            return literal(0)
        assert rows.source is not None
        return sort_key(rows.source.c[self.row_set.time])

    def rows_of(self, select: sa.Select[Any], when: ColumnElement[int], cover: CTE | None, *, bounded: bool) -> sa.Select[Any]:
        """The rows of a select that lie in the window, in the bucket that the aggregation is limited to, and in no period of the
        cover. Unless `bounded`, a window without an end and without a cover adds no condition."""
        span = self.division.span
        if cover is not None:
            since, until = leading(cover.c.lo), leading(cover.c.hi)
            select = select.select_from(cover).where(leading(cover.c.level) == literal(ROWS))
        else:
            since, until = self.bounds()
        if span is not None:
            since, until = narrowed((since, until), span)
        elif cover is None and not bounded:
            return select if self.row_set.until is None else select.where(when < until)
        select = select.where(when >= since)
        ends = cover is not None or span is not None or self.row_set.until is not None
        return select.where(when < until) if ends else select


def narrowed(window: Span, span: Span) -> Span:
    """A window and one bucket of it: one bound on each side, since SQLite takes the first of two for its index."""
    (since, until), (start, end) = window, span
    return sa.case((start > since, start), else_=since), sa.case((end < until, end), else_=until)


def leading(column: ColumnElement[int]) -> ColumnElement[int]:
    """A column of the cover by which nothing is looked up in it: the cover leads the joins, and SQLite reads no table whole. An
    expression has no type either, so SQLite compares it with a sort key as the key's index has it."""
    return column + literal(0)
