"""Which roll-ups answer a window, and which rows are read besides: the pieces that cover it.

The walk goes down from years to hours through `rollup_period`. A clean period that lies wholly in the window, and in one
bucket of a series, is a piece; what no such period covers is a piece of level 0, whose rows are read. The walk is part of
the statement, so periods and rows are of one moment, and an answer is never stale.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.selectable import CTE, FromClause

from storage.nouns.noun import INTEGER, TEXT
from storage.nouns.record import LATEST_INSTANT
from storage.rollup.subjects import Grain, Level, PeriodState, period
from storage.sql.literal import literal
from storage.sql.names import fresh

UNBOUNDED = (-1, LATEST_INSTANT + 1)
"""All sort keys of times, the one of an absent time too."""

EARLIEST = 0
"""The first sort key of a time that is there."""

ROWS = 0
"""The level of a piece whose rows are read."""


def cover(
    since: ColumnElement[int],
    until: ColumnElement[int],
    buckets: FromClause | None = None,
    grain: Grain | None = None,
    highest: ColumnElement[int] | None = None,
) -> CTE:
    """The pieces of the window from `since` to before `until`: level, start `lo`, end `hi`, and start of the bucket.

    Without a grain all of it is rows; `highest` is the level of the longest period that fits into every bucket.
    """
    edges = [_edge(until, until)]
    if buckets is not None:
        lo = sa.case((buckets.c.lo < since, since), else_=buckets.c.lo)
        edges.append(sa.select(literal(ROWS).label("level"), lo.label("lo"), lo.label("hi"), buckets.c.lo.label("bucket")))
    if grain is not None:
        edges.append(_used(grain, since, until, highest if highest is not None else literal(Level.YEAR)))
    edge = sa.union_all(*edges).subquery(fresh("edges"))
    order = (edge.c.lo, edge.c.level)
    ordered = sa.select(
        edge.c.level, edge.c.lo, edge.c.hi,
        sa.func.lag(edge.c.hi, literal(1), since).over(order_by=order).label("before"),
        sa.func.max(edge.c.bucket).over(order_by=order, rows=(None, 0)).label("bucket"),
        sa.func.max(edge.c.bucket).over(order_by=order, rows=(None, -1)).label("bucket_before"),
    ).cte(fresh("ordered"))  # fmt: skip
    periods = sa.select(ordered.c.level, ordered.c.lo, ordered.c.hi, ordered.c.bucket).where(ordered.c.level > literal(ROWS))
    gaps = sa.select(
        literal(ROWS), ordered.c.before, ordered.c.lo, ordered.c.bucket_before
    ).where(ordered.c.before < ordered.c.lo)  # fmt: skip
    return sa.union_all(periods, gaps).cte(fresh("cover")).prefix_with("MATERIALIZED")


def _edge(lo: ColumnElement[int], hi: ColumnElement[int]) -> sa.Select[*tuple[Any, ...]]:
    """A mark of no length: gaps end there."""
    return sa.select(
        literal(ROWS).label("level"), lo.label("lo"), hi.label("hi"), sa.cast(sa.null(), INTEGER).label("bucket")
    )  # fmt: skip


def _used(grain: Grain, since: ColumnElement[int], until: ColumnElement[int], highest: ColumnElement[int]) -> sa.Select[Any]:
    """The clean periods that are used whole, from the longest down."""
    subject = sa.literal_column(f"'{grain.subject}'", TEXT)
    lowest = literal(min(grain.levels))
    top = period.alias()
    down = (
        sa.select(top.c.level, top.c.start_at, top.c.end_at, top.c.state)
        .where(top.c.subject == subject, top.c.level == literal(Level.YEAR))
        .where(top.c.end_at > since, top.c.start_at < until)
        .cte(fresh("periods"), recursive=True)
    )
    below = period.alias()
    down = down.union_all(
        sa.select(below.c.level, below.c.start_at, below.c.end_at, below.c.state)
        .select_from(down, below)
        .where(down.c.level > lowest, sa.not_(_whole(down, since, until, highest)))
        .where(below.c.subject == subject, below.c.level == down.c.level - literal(1))
        .where(below.c.start_at >= down.c.start_at, below.c.start_at < down.c.end_at)
        .where(below.c.end_at > since, below.c.start_at < until)
    )
    used = _whole(down, since, until, highest)
    return sa.select(
        down.c.level, down.c.start_at.label("lo"), down.c.end_at.label("hi"), sa.cast(sa.null(), INTEGER).label("bucket")
    ).where(used)  # fmt: skip


def _whole(down: CTE, since: ColumnElement[int], until: ColumnElement[int], highest: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether a period is clean and lies in the window and in one bucket."""
    clean = literal(PeriodState.CLEAN)
    return sa.and_(down.c.state >= clean, down.c.start_at >= since, down.c.end_at <= until, down.c.level <= highest)
