"""The rows of an aggregation that also match another filter, for figures of these rows in the same pass."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from resolvers.rows import Rows, Source

Matching = Callable[[Rows], ColumnElement[bool]]


@dataclass(frozen=True, slots=True, eq=False)
class Subset:
    """Some rows of an aggregation. Equal only to itself. `name` is that of the column that says whether a row is one of them."""

    name: str
    matching: Matching
    """The condition over rows or cells."""

    def column(self, name: str) -> str:
        """The column of a figure of these rows."""
        return f"{name}_{self.name}"

    def flag(self, rows: Rows) -> sa.Label[bool]:
        """Whether a row or a cell is one of them."""
        return self.matching(rows).label(self.name)


def named(name: str, subset: Subset | None) -> str:
    """The column of a figure of a subset; None: of all rows."""
    return name if subset is None else subset.column(name)


class Restricted:
    """The groups of an aggregation whose columns are those of a subset: what a computed figure is computed from."""

    def __init__(self, groups: Source, subset: Subset) -> None:
        self.c = _Columns(groups, subset)


class _Columns:
    def __init__(self, groups: Source, subset: Subset) -> None:
        self._groups = groups
        self._subset = subset

    def __getattr__(self, name: str) -> ColumnElement[Any]:
        return self[name]

    def __getitem__(self, name: str) -> ColumnElement[Any]:
        return self._groups.c[self._subset.column(name)]
