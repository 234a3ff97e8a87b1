"""The rows that statistics cover, and whether roll-ups can answer for them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.sql import visitors
from sqlalchemy.sql.elements import ColumnClause, ColumnElement
from sqlalchemy.sql.selectable import CTE, FromClause
from sqlalchemy.sql.visitors import ExternallyTraversible

from resolvers.rows import Reference, Rows, table_of
from resolvers.statistics.buckets import bounds
from resolvers.statistics.subset import Matching
from storage.errors import BadUserInput
from storage.rollup.subjects import SUBJECTS, Grain, Subject
from storage.sql.statement import Later, later

Measure = Callable[[Rows], ColumnElement[Any]]
Plan = TypeVar("Plan")
Conditions = Callable[[Rows], ColumnElement[bool] | None]


class NotServed(Exception):
    """No roll-up has the answer: rows must be read."""


class CellRows(Rows):
    """Cells in place of rows: they have the dimensions of their grain, and nothing else."""

    def __init__(self, subject: Subject, grain: Grain) -> None:
        super().__init__(subject.table, grain.table.alias())
        self.grain = grain

    def reference(self, name: str) -> Reference:
        """A dimension; NotServed for any other column."""
        if name not in self.grain.dims:
            raise NotServed(name)
        return super().reference(name)

    def stored(self, name: str) -> Reference | None:
        """A dimension, even if it is computed for rows. None: it is computed from dimensions, or cannot be."""
        return self.reference(name) if name in self.grain.dims else None


@dataclass(frozen=True, slots=True)
class RowSet:
    """A link's select, the filter on it, and a window on its main time.

    `since` and `until` are in microseconds since 1970, or what computes them later; None: open. `measure` is the measured value
    of a row in microseconds. `matching` is the condition of the filter over rows or cells.
    """

    select: sa.Select[Any]
    time: str | None
    measure: Measure | None
    matching: Conditions | None = None
    since: int | Later | None = None
    until: int | Later | None = None
    subject: Subject | None = None
    covers: dict[object, CTE] = field(default_factory=dict, compare=False)
    """Covers of the window that exist already, so that a statement computes each once."""

    def within(self, since: int | Later | None, until: int | Later | None) -> "RowSet":
        """The rows of a narrower window; None leaves an end as it is."""
        lo, hi = self.since, self.until
        if since is not None:
            lo = since if lo is None else later(max, lo, since)
        if until is not None:
            hi = until if hi is None else later(min, hi, until)
        return replace(self, since=lo, until=hi, covers={})

    def matching_also(self, condition: Matching) -> "RowSet":
        """The rows that match a further condition, which is tested first."""
        own = self.matching

        def both(rows: Rows) -> ColumnElement[bool]:
            rest = own(rows) if own is not None else None
            return condition(rows) if rest is None else sa.and_(condition(rows), rest)

        return replace(self, matching=both)

    @property
    def table(self) -> sa.Table:
        """The noun's table."""
        return table_of(self.select)[1]

    def rows(self) -> tuple[sa.Select[Any], Rows]:
        """The rows that match, at any time."""
        alias, table = table_of(self.select)
        rows = Rows(table, alias)
        condition = self.matching(rows) if self.matching else None
        return self.select if condition is None else self.select.where(condition), rows

    def cells(self, grain: Grain) -> tuple[list[ColumnElement[bool]], CellRows]:
        """The same conditions over the cells of a grain; NotServed if the grain does not distinguish such rows."""
        assert self.subject is not None
        cells = CellRows(self.subject, grain)
        if self.select._from_obj or self.select._limit_clause is not None:  # noqa: SLF001  (SQLAlchemy has no other way to ask)
            raise NotServed("not a plain link")
        alias, _ = table_of(self.select)
        conditions: list[ColumnElement[bool]] = []
        if self.select.whereclause is not None:
            conditions.append(_over_cells(self.select.whereclause, alias, cells))
        condition = self.matching(cells) if self.matching else None
        return [*conditions, condition] if condition is not None else conditions, cells


def _over_cells(where: ColumnElement[bool], alias: FromClause, cells: CellRows) -> ColumnElement[bool]:
    """A link's condition with the columns of its rows replaced by dimensions."""

    def replaced(element: ExternallyTraversible, **_: object) -> ColumnElement[Any] | None:
        if isinstance(element, Reference):
            return element
        if isinstance(element, ColumnClause) and element.table is alias:
            return cells.reference(element.name)
        return None

    return visitors.replacement_traverse(where, {}, replaced)


def row_set_of(
    select: sa.Select[Any],
    time: str | None,
    measure: Measure | None,
    window: Mapping[str, object] | None,
    matching: Conditions | None = None,
) -> RowSet:
    """The rows of a select that match and whose main time lies in a window. BAD_USER_INPUT if there is a window and the rows have
    no time."""
    if window and time is None:
        raise BadUserInput("window: not supported, since these rows have no time")
    since, until = bounds(window)
    _, table = table_of(select)
    return RowSet(select, time, measure, matching, since, until, SUBJECTS.get(table.name))


def served(plan: Callable[[bool], Plan]) -> Plan:
    """The result of `plan` with roll-ups (True), or without them (False) if they do not have the answer."""
    try:
        return plan(True)
    except NotServed:
        return plan(False)


def grain_for(row_set: RowSet, keys: Callable[[Rows], Sequence[ColumnElement[Any]]]) -> Grain:
    """The coarsest grain that distinguishes the rows by filter and keys; NotServed if there is none."""
    if row_set.subject is None:
        raise NotServed("no roll-up")
    for grain in row_set.subject.grains:
        try:
            _, cells = row_set.cells(grain)
            keys(cells)
        except NotServed:
            continue
        return grain
    raise NotServed("no grain has such dimensions")
