"""Figures with a filter of their own: an aggregation, as the figures of a subset of its rows see it."""

from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from resolvers.rows import Reference
from resolvers.statistics.aggregation import Aggregation
from resolvers.statistics.figures import COUNTED, Computed, Figure, Percentile
from resolvers.statistics.subset import Matching
from storage.sql.literal import literal

BILLION = 1_000_000_000


class Narrowed:
    """An aggregation whose figures are those of the rows that also match a condition. The identity distinguishes conditions."""

    def __init__(self, whole: Aggregation, matching: Matching, identity: object) -> None:
        self.whole = whole
        self.subset = whole.subset(matching, identity)

    def need(self, figure: Figure) -> Reference:
        """A figure of the stream."""
        return self.whole.need(replace(figure, subset=self.subset))

    def percentile(self, percentile: Percentile) -> Reference:
        """A percentile of the measured values."""
        return self.whole.percentile(replace(percentile, subset=self.subset))

    def compute(self, computed: Computed) -> Reference:
        """A figure computed from others."""
        return self.whole.compute(replace(computed, subset=self.subset))

    def same_rows(self) -> Aggregation:
        """Another pass over the rows, for figures that need one of their own."""
        return self.whole.same_rows(self.subset)


def share(part: Narrowed) -> ColumnElement[int]:
    """The share of the rows that match, in billionths, to the nearest; null if there are no rows."""
    matching, all_ = COUNTED(part), COUNTED(part.whole)
    return sa.case((all_ > literal(0), (matching * literal(2 * BILLION) + all_) // (all_ * literal(2))))
