"""Columns by name, of whatever has them: a table's alias, a subquery, or the rows of a resolver."""

from typing import Any, Protocol

from sqlalchemy.sql.elements import ColumnElement


class Columns(Protocol):
    """Columns by name."""

    def __getattr__(self, name: str) -> ColumnElement[Any]: ...

    def __getitem__(self, name: str) -> ColumnElement[Any]: ...


class Source(Protocol):
    """Anything with columns: a table's alias, or rows."""

    @property
    def c(self) -> Columns:
        """The columns by name."""
