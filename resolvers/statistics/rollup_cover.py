"""The pieces that cover a window: the periods whose cells are used, and the gaps whose rows are read.

The walk goes down from years to hours through `rollup_period`. A clean period that lies wholly in the window, and in one bucket
of a series, is a piece. The gaps between clean periods are pieces of level 0, whose rows are read. So is the part, inside the
window, of a shortest clean period at its edge. Each hour with a row has a period, so nothing is read for the parts of a clean
period that have no shorter one. The walk is part of the statement: periods and rows are from one state of the store, and an
answer is never stale.
"""

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.selectable import CTE

from storage.nouns.noun import TEXT
from storage.nouns.record import LATEST_INSTANT
from storage.rollup.subjects import Grain, Level, PeriodState, period
from storage.sql.literal import literal
from storage.sql.names import fresh

UNBOUNDED = (-1, LATEST_INSTANT + 1)
"""All sort keys of times, including that of an absent time."""

EARLIEST = 0
"""The first sort key of a time that is present."""

ROWS = 0
"""The level of a piece whose rows are read."""


def cover(since: ColumnElement[int], until: ColumnElement[int], grain: Grain, highest: ColumnElement[int] | None = None) -> CTE:
    """The pieces of the window from `since` to before `until`: level, start `lo` and end `hi`.

    `highest` is the level of the longest period that fits into every bucket.
    """
    down, whole = _walk(grain, since, until, literal(Level.YEAR) if highest is None else highest)
    clean = down.c.state >= literal(PeriodState.CLEAN)
    edge = sa.union_all(
        sa.select(until.label("lo"), until.label("hi")),
        sa.select(down.c.start_at, down.c.end_at).where(clean),
    ).subquery(fresh("edges"))
    reached = sa.func.max(edge.c.hi).over(order_by=(edge.c.lo, edge.c.hi), rows=(None, -1))
    begins = sa.case((edge.c.lo < since, since), else_=edge.c.lo)
    swept = sa.select(sa.func.coalesce(reached, since).label("reached"), begins.label("lo")).select_from(edge).cte(fresh("swept"))
    part = sa.select(
        literal(ROWS),
        sa.case((down.c.start_at < since, since), else_=down.c.start_at).label("lo"),
        sa.case((down.c.end_at > until, until), else_=down.c.end_at).label("hi"),
    ).where(clean, sa.not_(whole), down.c.level == literal(min(grain.levels)))
    gap = sa.select(literal(ROWS), swept.c.reached, swept.c.lo).where(swept.c.reached < swept.c.lo)
    period_ = sa.select(down.c.level.label("level"), down.c.start_at.label("lo"), down.c.end_at.label("hi")).where(whole)
    return sa.union_all(period_, gap, part).cte(fresh("cover")).prefix_with("MATERIALIZED")


def _walk(
    grain: Grain, since: ColumnElement[int], until: ColumnElement[int], highest: ColumnElement[int]
) -> tuple[CTE, ColumnElement[bool]]:
    """The periods that touch the window, from the longest down to those that are used whole, and the condition that a period is
    used whole.

    One step for each level, no recursion: with the level known, both databases look up what lies in a period by an index.
    """
    levels = sorted(grain.levels, reverse=True)
    steps: list[CTE] = []
    for level in levels:
        below = period.alias()
        touching = sa.select(below.c.level, below.c.start_at, below.c.end_at, below.c.state).where(
            below.c.subject == sa.literal_column(f"'{grain.subject}'", TEXT), below.c.level == literal(level)
        )
        if not steps:
            touching = touching.where(literal(levels[-1]) <= highest)
        else:  # before the window: of two bounds on one side, SQLite takes the first for its index
            above = steps[-1]
            touching = touching.select_from(above).where(sa.not_(_whole(above, since, until, highest)))
            touching = touching.where(below.c.start_at >= above.c.start_at, below.c.start_at < above.c.end_at)
        touching = touching.where(below.c.end_at > since, below.c.start_at < until)
        steps.append(touching.cte(fresh(f"{level.name.lower()}s")))
    down = sa.union_all(*(sa.select(*step.c) for step in steps)).cte(fresh("periods"))
    return down, _whole(down, since, until, highest)


def _whole(down: CTE, since: ColumnElement[int], until: ColumnElement[int], highest: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether a period is clean and lies in the window and in one bucket."""
    clean = literal(PeriodState.CLEAN)
    return sa.and_(down.c.state >= clean, down.c.start_at >= since, down.c.end_at <= until, down.c.level <= highest)
