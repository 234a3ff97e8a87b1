"""How an aggregation divides a row set: by keys or by buckets of time, and to which group or bucket it is limited."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.selectable import CTE, FromClause

from resolvers.rows import Rows
from resolvers.statistics.row_set import Measure

Span = tuple[ColumnElement[int], ColumnElement[int]]
"""Start (inclusive) and end (exclusive) in microseconds since 1970."""


@dataclass(frozen=True, slots=True)
class Key:
    """What rows are grouped by: a name, and the expression over rows or cells."""

    name: str
    expression: Measure


@dataclass(frozen=True, slots=True, eq=False)
class Buckets:
    """The buckets of a series. Equal only to itself."""

    pairs: FromClause
    """`lo` and `hi` of each."""
    pieces: CTE
    """The buckets cut at the multiples of `width`: see `resolvers.statistics.buckets.cut`."""
    width: ColumnElement[int]
    highest: ColumnElement[int]
    """The level of the longest period of roll-ups that fits into each."""

    def of(self, select: sa.Select[Any], when: ColumnElement[int]) -> sa.Select[Any]:
        """A select joined to the one piece that contains its time. Both databases look the piece up by equality."""
        piece = self.pieces.c
        return select.select_from(self.pieces).where(piece.place == when // self.width, when >= piece.lo, when < piece.hi)


@dataclass(frozen=True, slots=True, eq=False)
class Division:
    """The groups of an aggregation: one for each combination of keys, or one for each bucket, or a single one."""

    keys: Sequence[Key] = ()
    buckets: Buckets | None = None
    only: Sequence[tuple[str, ColumnElement[Any]]] = ()
    """The group of an outer select that the rows belong to: the names of its keys, and their values."""
    span: Span | None = None
    """The bucket of an outer select that the rows lie in."""

    @property
    def columns(self) -> list[str]:
        """Names of the columns that distinguish groups."""
        return [*(["bucket"] if self.buckets is not None else []), *self.key_columns]

    @property
    def key_columns(self) -> list[str]:
        """Names of the columns of the keys."""
        return [f"key_{index}" for index in range(len(self.keys))]

    def labelled(self, rows: Rows) -> list[sa.Label[Any]]:
        """The keys of rows or cells, under the names of their columns."""
        return [key.expression(rows).label(name) for key, name in zip(self.keys, self.key_columns, strict=True)]

    def limits(self, rows: Rows) -> list[ColumnElement[bool]]:
        """The conditions that rows or cells belong to the group that the aggregation is limited to."""
        keys = {key.name: key for key in self.keys}
        return [keys[name].expression(rows).is_not_distinct_from(value) for name, value in self.only]
