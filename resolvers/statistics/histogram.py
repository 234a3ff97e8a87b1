"""Histograms: how measured values spread, over round buckets or over equal ratios."""

import orjson
import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.selectable import CTE, FromClause

from resolvers.bounds import bounded
from resolvers.rows import Derived, Reference
from resolvers.statistics.aggregation import Aggregation
from resolvers.statistics.buckets import pairs
from resolvers.statistics.figures import GREATEST, LEAST, SIZE
from storage.nouns.noun import INTEGER, REAL
from storage.sql.json_text import JsonArray, JsonElement, JsonObject, JsonQuery
from storage.sql.literal import literal
from storage.sql.sketch import BinValue, bin_of
from storage.sql.statement import Later, later

STEPS = tuple(unit * 10**power for power in range(3, 15) for unit in (1, 2, 5))
"""Bounds of the round buckets in microseconds: 1, 2, 5, 10, ... from a millisecond to 16 years."""

MOST_BUCKETS = 100

SMALLEST = 1000
"""Where ratios begin in microseconds if the smallest value is 0 or less."""


class Histogram:
    """The values of an aggregation in buckets of 1, 2, 5, 10, ... milliseconds; without empty ones."""

    def __init__(self, aggregation: Aggregation) -> None:
        self.inner = aggregation.same_rows()
        self.inner.need_value()
        self.parent = Derived()

    def finish(self, figures: JsonObject) -> JsonElement:
        """The list of the buckets, ascending."""
        self.parent.source = self._buckets()
        values = sa.select(JsonArray(figures).label("value"))
        return JsonQuery(self.inner.with_steps(values.select_from(self.parent.source)), nullable=False)

    def _buckets(self) -> FromClause:
        stream = self.inner.stream([self.inner.bin, SIZE])
        starts = (0, *STEPS[:-1])
        ends = [bin_of(end) for end in STEPS] if self.inner.rolled else STEPS
        lower = sa.case(
            *((stream.c.bin < literal(end), literal(start)) for start, end in zip(starts, ends, strict=True)),
            else_=literal(STEPS[-1]),
        )
        counted = (
            sa.select(lower.label("lower"), sa.cast(sa.func.sum(stream.c.size), INTEGER).label("size"))
            .where(stream.c.bin.is_not(None))
            .group_by(sa.literal_column("1"))
            .order_by(sa.literal_column("1"))
            .limit(literal(len(STEPS) + 1))
        )
        bounds = self.inner.step(counted, "counted")
        upper = sa.case({literal(start): literal(end) for start, end in zip(starts, STEPS, strict=True)}, value=bounds.c.lower)
        return self.inner.step(sa.select(bounds.c.lower, upper.label("upper"), bounds.c.size), "buckets")


class Ratios(Histogram):
    """The values in `count` buckets of equal ratio from the smallest to the greatest, including empty ones.

    If the smallest is 0 or less, ratios begin at a millisecond, and the first bucket at the smallest. If all values are equal,
    there is one bucket.
    """

    def __init__(self, aggregation: Aggregation, count: int | Later) -> None:
        super().__init__(aggregation)
        self.count = bounded(MOST_BUCKETS, count, "buckets")

    def _buckets(self) -> FromClause:
        stream = self.inner.stream([LEAST, GREATEST, self.inner.bin, SIZE])
        value = BinValue(stream.c.bin) if self.inner.rolled else stream.c.bin
        bounds = self._bounds(
            self.inner.step(
                sa.select(sa.func.min(stream.c.least).label("lo"), sa.func.max(stream.c.greatest).label("hi")), "extent"
            )
        )
        values = self.inner.step(
            sa.select(value.label("value"), sa.func.sum(stream.c.size).label("size"))
            .where(stream.c.bin.is_not(None))
            .group_by(sa.literal_column("1")),
            "spread",
        )
        inside = sa.and_(
            sa.or_(values.c.value >= bounds.c.lower, bounds.c.place == literal(0)),
            sa.or_(values.c.value < bounds.c.upper, bounds.c.is_last == literal(1)),
        )
        size = sa.func.sum(sa.case((inside, values.c.size), else_=literal(0)))
        counted = (
            sa.select(bounds.c.lower, bounds.c.upper, sa.cast(size, INTEGER).label("size"))
            .select_from(bounds, values)
            .group_by(bounds.c.place, bounds.c.lower, bounds.c.upper)
            .order_by(bounds.c.place)
            .limit(literal(MOST_BUCKETS))
        )
        return self.inner.step(counted, "buckets")

    def _bounds(self, extent: CTE) -> CTE:
        """Place, `lower`, `upper` of each bucket, and whether it is the last (1) or not (0)."""
        lo, hi = extent.c.lo, extent.c.hi
        each = pairs(later(_places, self.count))
        first = sa.case((lo > literal(0), lo), (hi > literal(SMALLEST), literal(SMALLEST)), else_=literal(1))
        last = sa.case((hi > first, hi), else_=first)
        power = sa.func.ln(_real(last) / _real(first)) / _real(sa.bindparam(None, self.count, INTEGER))

        def bound(place: ColumnElement[int]) -> ColumnElement[int]:
            return sa.cast(sa.func.round(_real(first) * sa.func.exp(power * _real(place))), INTEGER)

        lower = sa.case((each.c.lo == literal(0), lo), else_=bound(each.c.lo))
        is_last = sa.or_(each.c.hi == sa.bindparam(None, self.count, INTEGER), lo == hi)
        return self.inner.step(
            sa.select(
                each.c.lo.label("place"), lower.label("lower"), sa.case((is_last, hi), else_=bound(each.c.hi)).label("upper"),
                sa.case((is_last, literal(1)), else_=literal(0)).label("is_last"),
            )
            .select_from(extent, each)
            .where(lo.is_not(None), sa.or_(each.c.lo == literal(0), lo < hi)),
            "bounds",
            once=True,
        )  # fmt: skip


def _real(value: ColumnElement[int]) -> ColumnElement[float]:
    return sa.cast(value, REAL)


def _places(count: int) -> str:
    return orjson.dumps([(place, place + 1) for place in range(count)]).decode()


def histogram(aggregation: Aggregation, buckets: int | Later | None = None) -> Histogram:
    """The values in round buckets, or in a number of buckets of equal ratio; BAD_USER_INPUT unless that is from 1 to 100."""
    return Histogram(aggregation) if buckets is None else Ratios(aggregation, buckets)


def histogram_from(buckets: Derived) -> Reference:
    """Start of the bucket, inclusive."""
    return Reference(buckets, "lower", INTEGER)


def histogram_to(buckets: Derived) -> Reference:
    """End of the bucket, exclusive; null for the last round one, which has none."""
    return Reference(buckets, "upper", INTEGER)


def histogram_count(buckets: Derived) -> Reference:
    """Number of values in the bucket."""
    return Reference(buckets, "size", INTEGER)
