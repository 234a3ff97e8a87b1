"""The statistics that every noun has: counts, how long things took, sums, groups, their course in time."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.selectable import FromClause

from resolvers.literal import number, up_to
from resolvers.rows import Reference, Rows
from resolvers.statistics.aggregation import Buckets, Key, Sample
from resolvers.statistics.buckets import divided, fitting, pairs
from resolvers.statistics.row_set import Measure, Scope
from storage.errors import BadUserInput
from storage.nouns.noun import INTEGER, TEXT
from storage.rollup.subjects import Subject
from storage.sql.json_text import JsonArray, JsonElement, JsonList, JsonObject, JsonQuery
from storage.sql.statement import later

MOST_KEYS = 3
MOST_GROUPS = 10_000


def count(sample: Sample) -> Reference:
    """How many rows there are."""
    return sample.need("counted")


def latest(sample: Sample) -> Reference:
    """When the last of them was, in microseconds since 1970; null where there is none that tells."""
    return sample.need("latest")


def measured(sample: Sample) -> Reference:
    """How many rows have a value."""
    return sample.need("measured")


def average(sample: Sample) -> Reference:
    """The mean value, to the nearest microsecond, halves away from zero."""

    def mean(groups: FromClause) -> ColumnElement[int]:
        count, million = groups.c.measured, number(1_000_000)
        rest = groups.c.seconds % count * million + groups.c.micros
        whole = groups.c.seconds // count * million
        near = sa.func.round(rest * sa.literal_column("1.0") / sa.func.nullif(count, number(0)))
        return sa.case((count > number(0), whole + sa.cast(near, INTEGER)))

    return sample.expression("average", mean, "measured", "seconds", "micros")


def least(sample: Sample) -> Reference:
    """The smallest value."""
    return sample.need("least")


def greatest(sample: Sample) -> Reference:
    """The greatest value."""
    return sample.need("greatest")


def percentile(percent: int) -> Callable[[Sample], Reference]:
    """The value of the nearest rank."""
    return lambda sample: sample.percentile(percent)


def total(column: str) -> Callable[[Sample], Reference]:
    """The sum of a column, absent values as 0."""
    return lambda sample: sample.need(f"sum_{column}")


def _listed(sample: Sample, rows: sa.Select[Any]) -> JsonElement:
    """The list of the figures in rows, in their order."""
    page = sample.step(rows)
    figures = sa.type_coerce(page.c.figures, JsonElement.type)
    return JsonQuery(sample.with_steps(sa.select(JsonArray(figures)).select_from(page)), nullable=False)


class Groups:
    """A sample by keys, the largest groups first. With `each` at most so many groups that share the first key."""

    def __init__(self, sample: Sample, first: Any, each: Any = None) -> None:
        self.scope = sample
        self.first = first
        self.each = None if each is None else up_to(MOST_GROUPS, each, "each")
        count(sample)

    def finish(self, figures: JsonObject) -> JsonElement:
        """The list of the groups' figures."""
        source = self.scope.place()
        keys = [source.c[f"key_{place}"] for place in range(len(self.scope.keys))]
        order = [source.c.counted.desc(), *(sa.nulls_last(key.asc()) for key in keys)]
        ranked = sa.select(figures.label("figures")).select_from(source)
        if self.each is not None:
            rank = sa.func.row_number().over(partition_by=keys[0], order_by=order).label("rank")
            within = self.scope.step(ranked.add_columns(rank, source.c.counted, *keys))
            ranked = sa.select(within.c.figures).where(within.c.rank <= sa.bindparam(None, self.each, INTEGER))
            order = [within.c.counted.desc(), *(sa.nulls_last(within.c[key.name].asc()) for key in keys)]
        return _listed(self.scope, ranked.order_by(*order).limit(sa.bindparam(None, self.first, INTEGER)))


def grouped(sample: Sample, keys: Sequence[tuple[str, Measure]], first: Any, each: Any = None, *, rolled: bool) -> Groups:
    """The sample by keys; `first` groups at most, `each` at most of those that share the first key."""
    if not 1 <= len(keys) <= MOST_KEYS:
        raise BadUserInput(f"by: expected 1 to {MOST_KEYS} keys", field="by")

    def text(expression: Measure) -> Measure:
        return lambda rows: sa.cast(expression(rows), TEXT)

    return Groups(Sample(sample.scope, [Key(name, text(of)) for name, of in keys], rolled=rolled), first, each)


class Series:
    """A sample by buckets of time, the empty ones too."""

    def __init__(self, sample: Sample) -> None:
        self.scope = sample
        count(sample)

    def finish(self, figures: JsonObject) -> JsonElement:
        """The list of the buckets' figures, in their order."""
        source = self.scope.place()
        return _listed(self.scope, sa.select(figures.label("figures")).select_from(source).order_by(source.c.bucket))


def series(sample: Sample, bucket: str, timezone: Any, *, rolled: bool) -> Series:
    """The sample by buckets; BAD_USER_INPUT where the window is open or the noun has no time."""
    scope = sample.scope
    if scope.time is None:
        raise BadUserInput("series: not supported, since these rows have no time")
    if scope.since is None or scope.until is None:
        raise BadUserInput("series: requires a window with both ends; use stats(window: {from, to}) or stats(window: {lastDays})")
    text = later(divided, scope.since, scope.until, bucket, timezone)
    highest = sa.bindparam(None, later(fitting, text), INTEGER)
    return Series(Sample(scope, (), Buckets(pairs(text), highest), rolled=rolled))


def keys(sample: Sample) -> JsonElement:
    """The values of all keys, as a list of texts."""
    return JsonList([sample.key(place) for place in range(len(sample.keys))])


def bucket_start(sample: Sample) -> Reference:
    """Start of the bucket, inclusive."""
    return sample.bucket


def bucket_end(sample: Sample) -> Reference:
    """End of the bucket, exclusive."""
    return sample.need("bucket_end")


def ended(sample: Sample) -> ColumnElement[int]:
    """How many rows were over in the bucket; null where rows of the noun have no end."""
    if sample.scope.subject is None or sample.scope.subject.end is None:
        return sa.cast(sa.null(), INTEGER)
    return sample.need("ended")


def active(sample: Sample) -> ColumnElement[int]:
    """How many rows had begun and were not over at the end of the bucket; null where rows of the noun have no end.

    What was open before the window, and from there on what began less what was over, bucket by bucket.
    """
    scope = sample.scope
    if scope.subject is None or scope.subject.end is None:
        return sa.cast(sa.null(), INTEGER)
    if sample.rolled:
        before = Sample(replace(scope, since=0, until=scope.since, covers={}), rolled=True)
        open_before = before.need("counted") - before.need("ended")
    else:
        before = Sample(_open_before(scope, scope.subject), rolled=False)
        open_before = before.need("counted")
    base = before.with_steps(sa.select(open_before).select_from(before.place())).scalar_subquery()

    def running(groups: FromClause) -> ColumnElement[int]:
        change = sa.func.sum(groups.c.counted - groups.c.ended).over(order_by=groups.c.bucket)
        return sa.cast(base + change, INTEGER)

    return sample.expression("active", running, "counted", "ended")


def _open_before(scope: Scope, subject: Subject) -> Scope:
    """The rows that began before a window and were not over then. They are few, so whatever else is asked of rows, such as
    their metadata, is asked of few."""

    def still_open(rows: Rows) -> ColumnElement[bool]:
        over = subject.end_of(rows.source)
        own = scope.matching(rows) if scope.matching else None
        found = sa.or_(over.is_(None), over >= sa.bindparam(None, scope.since, INTEGER))
        return found if own is None else sa.and_(found, own)

    return replace(scope, since=0, until=scope.since, matching=still_open, covers={})
