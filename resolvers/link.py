"""The two plain kinds of links: from a row to the one that it names, and from a row to those that name it."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from resolvers.rows import Source

Resolver = Callable[[Source], sa.Select[Any]]


def named_by(table: sa.Table, column: str) -> Resolver:
    """The row of `table` whose id stands in `column` of the given row."""

    def resolve(row: Source) -> sa.Select[Any]:
        target = table.alias()
        return sa.select(target).where(target.c.id == row.c[column])

    return resolve


def naming(table: sa.Table, column: str) -> Resolver:
    """The rows of `table` whose `column` holds the id of the given row."""

    def resolve(row: Source) -> sa.Select[Any]:
        target = table.alias()
        return sa.select(target).where(target.c[column] == row.c.id)

    return resolve


def through(table: sa.Table, via: sa.Table, here: str, there: str, *, at: str = "id") -> Resolver:
    """The rows of `table` whose `at` stands in column `there` of rows of `via` whose column `here` holds the given row's id."""

    def resolve(row: Source) -> sa.Select[Any]:
        target, between = table.alias(), via.alias()
        inner = sa.select(between.c[there]).where(between.c[here] == row.c.id, between.c[there].is_not(None))
        return sa.select(target).where(target.c[at].in_(inner))

    return resolve


def every(table: sa.Table) -> Callable[[], sa.Select[Any]]:
    """All rows of a table."""

    def resolve() -> sa.Select[Any]:
        return sa.select(table.alias())

    return resolve
