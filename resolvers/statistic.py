"""Statistics over a set of rows: counts, and how long things took, all from one pass over the rows.

A percentile is the nearest rank: the smallest value that at least so many per cent of the values do not exceed.
"""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql import visitors
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.selectable import SelectBase

from resolvers.rows import Derived, Reference, Rows, table_of
from resolvers.window import bounds, divided, pairs, within
from storage.errors import BadUserInput
from storage.json_text import JsonArray, JsonElement, JsonObject, JsonQuery
from storage.noun import INTEGER, TEXT, sort_key
from storage.statement import later

Measure = Callable[[Any], ColumnElement[Any]]

STEPS = tuple(unit * 10**power for power in range(3, 15) for unit in (1, 2, 5))
"""Bounds of the histogram's buckets in microseconds: 1, 2, 5, 10, ... from a millisecond to 16 years."""


class Sample:
    """A set of rows of which figures are asked. Columns that the figures need are added as they are asked for."""

    def __init__(
        self,
        select: sa.Select[Any],
        time: str | None,
        measure: Measure | None,
        window: dict[str, Any] | None = None,
        key: ColumnElement[Any] | None = None,
        bucket: "Series | None" = None,
    ) -> None:
        self.select = select
        self.time = time
        self.measure = measure
        self.window = window
        self.alias, self.table = table_of(select)
        self.key_expression = key
        self.bucket = bucket
        self.plain = Derived()
        self.derived = Derived()
        self.counted = False

    @property
    def rows(self) -> Rows:
        """The rows themselves, as resolvers take them."""
        return Rows(self.table, self.alias)

    @property
    def key(self) -> Reference:
        """What the rows are grouped by."""
        return self.derived.add("key", self._key())

    @property
    def value(self) -> Reference:
        """The measured value of a row, in microseconds; null where it has none."""
        return self.derived.add("value", self._value())

    def _key(self) -> Reference:
        assert self.key_expression is not None
        return self.plain.add("key", self.key_expression)

    def _value(self) -> Reference:
        if self.measure is None:
            return self.plain.add("value", sa.cast(sa.null(), INTEGER))
        return self.plain.add("value", sa.type_coerce(self.measure(self.rows), INTEGER))

    def _apart(self) -> list[ColumnElement[Any]]:
        return [] if self.key_expression is None else [self._key()]

    @property
    def rank(self) -> Reference:
        """Place of a row's value among those of its group, from 1."""
        value = self._value()
        rank = sa.func.row_number().over(partition_by=[*self._apart(), value.is_(None)], order_by=value)
        return self.derived.add("rank", rank)

    @property
    def size(self) -> Reference:
        """How many rows of the group have a value."""
        return self.derived.add("size", sa.func.count(self._value()).over(partition_by=self._apart() or None))

    def place(self) -> sa.FromClause:
        """Puts the sample into a statement, with the columns that were asked for. Key and value are computed once for each
        row, below the window functions that use them several times; OFFSET keeps both databases from folding the two levels."""
        plain = [expression.label(name) for name, expression in self.plain.columns.items()]
        below = self.select.with_only_columns(*(plain or [sa.literal_column("1").label("one")]), maintain_column_froms=True)
        if self.derived.columns.keys() <= self.plain.columns.keys():
            self.plain.source = self.derived.source = below.subquery()
            return self.derived.source
        parts = (part for expression in self.plain.columns.values() for part in visitors.iterate(expression))
        if any(isinstance(part, SelectBase) for part in parts):
            below = below.offset(sa.literal_column("0"))
        self.plain.source = below.subquery()
        columns = [expression.label(name) for name, expression in self.derived.columns.items()]
        self.derived.source = sa.select(*columns).select_from(self.plain.source).subquery()
        return self.derived.source

    def finish(self, figures: JsonObject) -> JsonElement:
        """The object of figures, computed over the rows. Where no figure is its own (only lists of them are), there is no
        aggregate to make one row of many, so the rows are left out."""
        if not (self.counted or self.derived.columns):
            return JsonQuery(sa.select(figures), nullable=False)
        return JsonQuery(sa.select(figures).select_from(self.place()), nullable=False)

    def again(self) -> "Sample":
        """The same rows once more, of this group only, for figures that need a pass of their own."""
        select = self.select
        if self.key_expression is not None:
            select = select.where(self.key_expression.is_not_distinct_from(self.key))
        return Sample(select, self.time, self.measure, self.window)


def count(sample: Sample) -> ColumnElement[int]:
    """How many rows there are."""
    sample.counted = True
    return sa.func.count()


def measured(sample: Sample) -> ColumnElement[int]:
    """How many rows have a value."""
    return sa.func.count(sample.value)


def average(sample: Sample) -> ColumnElement[int]:
    """The mean value, to the microsecond."""
    return sa.cast(sa.func.round(sa.func.avg(sample.value)), INTEGER)


def least(sample: Sample) -> ColumnElement[int]:
    """The smallest value."""
    return sa.func.min(sample.value)


def greatest(sample: Sample) -> ColumnElement[int]:
    """The greatest value."""
    return sa.func.max(sample.value)


def percentile(percent: int) -> Callable[[Sample], ColumnElement[int]]:
    """The value of the nearest rank."""

    def resolve(sample: Sample) -> ColumnElement[int]:
        place = (sample.size * percent + 99) // 100
        return sa.func.max(sa.case((sa.and_(sample.rank == place, sample.value.is_not(None)), sample.value)))

    return resolve


class Groups:
    """A sample divided by a key, the largest groups first."""

    def __init__(self, sample: Sample, first: Any) -> None:
        self.scope = sample
        self.first = first

    def finish(self, figures: JsonObject) -> JsonElement:
        """The list of the groups' figures."""
        key = self.scope.key
        groups = sa.select(figures.label("figures"), sa.func.count().label("size"), sa.type_coerce(key, TEXT).label("key"))
        source = self.scope.place()
        groups = groups.select_from(source).group_by(key)
        page = (
            groups.order_by(sa.desc("size"), sa.nulls_last(sa.asc("key")))
            .limit(sa.bindparam(None, self.first, INTEGER))
            .subquery()
        )
        figures_column = sa.type_coerce(page.c.figures, JsonElement.type)
        return JsonQuery(sa.select(JsonArray(figures_column)).select_from(page), nullable=False)


def grouped(sample: Sample, key: Measure, first: Any) -> Groups:
    """The sample divided by a key; `first` groups at most."""
    return Groups(Sample(sample.select, sample.time, sample.measure, sample.window, key=sa.cast(key(sample.rows), TEXT)), first)


class Series:
    """A sample divided into buckets of time, the empty ones too."""

    def __init__(self, sample: Sample, buckets: sa.FromClause) -> None:
        self.buckets = buckets
        assert sample.time is not None
        self.lo, self.hi = bound(buckets, "lo"), bound(buckets, "hi")
        key = sort_key(sample.alias.c[sample.time])
        inside = sample.select.where(key >= self.lo, key < self.hi)
        self.scope = Sample(inside, sample.time, sample.measure, bucket=self)

    def finish(self, figures: JsonObject) -> JsonElement:
        """The list of the buckets' figures."""
        each = self.scope.finish(figures)
        return JsonQuery(sa.select(JsonArray(each)).select_from(self.buckets), nullable=False)


def bound(buckets: sa.FromClause, name: str) -> Reference:
    """One end of a bucket, for use inside its figures."""
    rows = Derived()
    rows.source = buckets
    return Reference(rows, name, INTEGER)


def series(sample: Sample, bucket: str, timezone: Any) -> Series:
    """The sample divided into buckets; BAD_USER_INPUT where the window is open or the noun has no time."""
    if sample.time is None:
        raise BadUserInput("series: these rows have no time")
    since, until = bounds(sample.window)
    if since is None or until is None:
        raise BadUserInput("series: needs a window with both ends: give stats(window: {from, to}) or {lastDays}")
    return Series(sample, pairs(later(divided, since, until, bucket, timezone)))


def bucket_start(sample: Sample) -> ColumnElement[int]:
    """Start of the bucket, inclusive."""
    assert sample.bucket is not None
    return sample.bucket.lo


def bucket_end(sample: Sample) -> ColumnElement[int]:
    """End of the bucket, exclusive."""
    assert sample.bucket is not None
    return sample.bucket.hi


class Histogram:
    """How the values of a sample spread over buckets of 1, 2, 5, 10, ... milliseconds; buckets that hold none are left out."""

    def __init__(self, sample: Sample) -> None:
        again = sample.again()
        self.inner = again
        value = again.value
        starts = (0, *STEPS[:-1])
        lower = sa.case(*((value < end, start) for start, end in zip(starts, STEPS, strict=True)), else_=STEPS[-1])
        self.lower = lower
        self.scope = Derived()

    def finish(self, figures: JsonObject) -> JsonElement:
        """The list of the buckets, ascending."""
        counted = (
            sa.select(self.lower.label("lower"), sa.func.count().label("size"))
            .where(self.inner.value.is_not(None))
            .select_from(self.inner.place())
            .group_by(sa.literal_column("1"))
            .order_by(sa.literal_column("1"))
            .limit(len(STEPS) + 1)
        )
        self.scope.source = counted.subquery()
        return JsonQuery(sa.select(JsonArray(figures)).select_from(self.scope.source), nullable=False)


def histogram(sample: Sample) -> Histogram:
    """The sample's values in buckets."""
    return Histogram(sample)


def histogram_from(scope: Derived) -> ColumnElement[int]:
    """Start of the bucket, inclusive."""
    return scope.add("lower", sa.literal_column("lower", INTEGER))


def histogram_to(scope: Derived) -> ColumnElement[int]:
    """End of the bucket, exclusive; null for the last, which has none."""
    lower = histogram_from(scope)
    starts = (0, *STEPS[:-1])
    return sa.case(dict(zip(starts, STEPS, strict=True)), value=lower)


def histogram_count(scope: Derived) -> ColumnElement[int]:
    """How many values the bucket holds."""
    return scope.add("size", sa.literal_column("size", INTEGER))


def of_rows(select: sa.Select[Any], time: str | None, measure: Measure | None, window: dict[str, Any] | None) -> Sample:
    """The sample of a select's rows whose main time lies in the window."""
    alias, _ = table_of(select)
    if window:
        if time is None:
            raise BadUserInput("window: these rows have no time")
        select = select.where(*within(alias.c[time], window))
    return Sample(select, time, measure, window)
