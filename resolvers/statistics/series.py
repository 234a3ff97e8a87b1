"""Statistics over time: the figures of each bucket of a window, and what was open at its end."""

from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from resolvers.rows import Reference, Rows, Source
from resolvers.statistics.aggregation import Aggregation
from resolvers.statistics.buckets import cut, divided, fitting, pairs, pieces, width
from resolvers.statistics.division import Buckets, Division
from resolvers.statistics.figures import COUNTED, ENDED, Computed
from resolvers.statistics.groups import listed
from resolvers.statistics.row_set import RowSet
from storage.errors import BadUserInput
from storage.nouns.noun import INTEGER
from storage.rollup.figures import NULL
from storage.rollup.subjects import Subject
from storage.sql.json_text import JsonElement, JsonObject
from storage.sql.statement import Later, later


class Series:
    """An aggregation by buckets of time, including empty ones."""

    def __init__(self, aggregation: Aggregation) -> None:
        self.parent = aggregation
        COUNTED(aggregation)

    def finish(self, figures: JsonObject) -> JsonElement:
        """The list of the buckets' figures, in their order."""
        source = self.parent.computed()
        return listed(self.parent, sa.select(figures.label("figures")).select_from(source).order_by(source.c.bucket))


def series(aggregation: Aggregation, bucket: str, timezone: str | Later, *, rolled: bool) -> Series:
    """The same rows by buckets; BAD_USER_INPUT if the window is open or the noun has no time."""
    row_set = aggregation.row_set
    if row_set.time is None:
        raise BadUserInput("series: not supported, since these rows have no time")
    if row_set.since is None or row_set.until is None:
        raise BadUserInput("series: requires a window with both ends; use stats(window: {from, to}) or stats(window: {lastDays})")
    text = later(divided, row_set.since, row_set.until, bucket, timezone)
    mean = sa.bindparam(None, later(width, text), INTEGER)
    highest = sa.bindparam(None, later(fitting, text), INTEGER)
    buckets = Buckets(pairs(text), pieces(later(cut, text)), mean, highest)
    return Series(Aggregation(row_set, Division(buckets=buckets), rolled=rolled))


def bucket_start(aggregation: Aggregation) -> Reference:
    """Start of the bucket, inclusive."""
    return aggregation.bucket


def ended(aggregation: Aggregation) -> ColumnElement[int]:
    """Number of rows that ended in the bucket; null if rows of the noun have no end."""
    subject = aggregation.row_set.subject
    return NULL if subject is None or subject.end is None else ENDED(aggregation)


def active(aggregation: Aggregation) -> ColumnElement[int]:
    """Number of rows that had started and not ended at the end of the bucket; null if rows of the noun have no end.

    It is the number open before the window, plus those started and minus those ended, bucket by bucket.
    """
    row_set = aggregation.row_set
    if row_set.subject is None or row_set.subject.end is None:
        return NULL
    if aggregation.rolled:
        before = Aggregation(replace(row_set, since=0, until=row_set.since, covers={}), rolled=True)
        open_before = COUNTED(before) - ENDED(before)
    else:
        before = Aggregation(_open_before(row_set, row_set.subject), rolled=False)
        open_before = COUNTED(before)
    base = before.with_steps(sa.select(open_before.label("value")).select_from(before.computed())).scalar_subquery()

    def running(groups: Source) -> ColumnElement[int]:
        change = sa.func.sum(groups.c.counted - groups.c.ended).over(order_by=groups.c.bucket)
        return sa.cast(base + change, INTEGER)

    return aggregation.compute(Computed("active", (COUNTED, ENDED), running))


def _open_before(row_set: RowSet, subject: Subject) -> RowSet:
    """The rows that started before a window and had not ended then. They are few, so the other conditions of a filter, such as
    those on metadata, are tested for few rows."""

    def still_open(rows: Rows) -> ColumnElement[bool]:
        assert rows.source is not None
        over = subject.end_of(rows.source)
        return sa.or_(over.is_(None), over >= sa.bindparam(None, row_set.since, INTEGER))

    return replace(row_set.matching_also(still_open), since=0, until=row_set.since, covers={})
