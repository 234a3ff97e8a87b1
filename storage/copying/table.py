"""A table as copying sees it: what identifies and orders its rows, how they are read, and what may be replaced."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect

from storage.accounts.tables import api_key, app_session, app_user, organization
from storage.database.protocol import Row
from storage.jobs.table import job_queue
from storage.nouns.dead_letter import dead_letter, dropped_letters
from storage.nouns.noun import NOUNS
from storage.rollup.subjects import GRAINS
from storage.rollup.subjects import period as rollup_period
from storage.sql.dialect import statements_for
from storage.tables import metadata
from storage.writing.kept_answers import kept_answer

Key = tuple[Any, ...]
"""Values of the columns that identify rows, without the organization."""

FOLLOWING = (rollup_period, job_queue, app_session, dead_letter, dropped_letters, kept_answer)
"""Tables whose rows go in the course of things."""

CELL_KEY = ("level", "start_at")
"""Cells of roll-ups have no key of their own: those of one period are copied together."""


@dataclass(frozen=True, slots=True)
class CopiedTable:
    """A table, and how it is copied."""

    table: sa.Table
    key: tuple[str, ...]
    follows: bool
    """Whether rows that the source no longer has are deleted at the target: so with queues, sessions, dead letters and
    roll-ups, where rows go in the course of things. Elsewhere such a row was written at the target, and must not be lost."""

    @property
    def name(self) -> str:
        """Name of the table."""
        return self.table.name

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of its columns, `org_id` first."""
        return tuple(self.table.c.keys())

    @property
    def has_unique_key(self) -> bool:
        """Whether a key has one row at most."""
        return self.name not in GRAINS

    def key_of(self, row: Row) -> Key:
        """The key of a row."""
        return tuple(row[self.columns.index(column)] for column in self.key)

    def changed_at(self, row: Row) -> int | None:
        """When a row was changed last, by its own account, in microseconds since 1970; None where it does not tell."""
        value = dict(zip(self.columns, row, strict=True))
        if self.name in NOUNS:
            return int(value["event_at"])
        if self.table is app_user:
            return int(value["changed_at"])
        return max(value["created_at"], value["revoked_at"] or 0) if self.table is api_key else None

    def select(self, dialect: Dialect, lower: Key | None = None, upper: Key | None = None) -> tuple[str, list[Any]]:
        """Reads an organization's rows in the order of the key, beyond one and up to another; the organization's id is to
        be put before the values."""
        mark = statements_for(dialect.name).mark
        columns, key = (", ".join(f'"{name}"' for name in names) for names in (self.columns, self.key))
        sql = f'SELECT {columns} FROM "{self.name}" WHERE org_id = {mark(1)}'
        values: list[Any] = []
        for comparison, bound in ((">", lower), ("<=", upper)):
            if bound is not None:
                marks = ", ".join(mark(place) for place in range(len(values) + 2, len(values) + 2 + len(bound)))
                sql += f" AND ({key}) {comparison} ({marks})"
                values += bound
        return f"{sql} ORDER BY {key}", values

    def delete(self, dialect: Dialect) -> str:
        """Deletes the rows of a key; takes the organization's id, and the key."""
        mark = statements_for(dialect.name).mark
        found = " AND ".join(f'"{column}" = {mark(place)}' for place, column in enumerate(self.key, 2))
        return f'DELETE FROM "{self.name}" WHERE org_id = {mark(1)} AND {found}'

    def translation(self, source: Dialect, target: Dialect) -> Callable[[Sequence[Row]], Sequence[Row]]:
        """From rows as one database holds them to what another holds."""
        if source.name == target.name:
            return lambda rows: rows
        changes = [
            (place, change)
            for place, column in enumerate(self.table.c)
            if (change := _change(column, target)) is not None
        ]  # fmt: skip
        if not changes:
            return lambda rows: rows
        return lambda rows: [_changed(row, changes) for row in rows]


def _change(column: sa.Column[Any], target: Dialect) -> Callable[[Any], Any] | None:
    """PostgreSQL has booleans and arrays, SQLite has 0 and 1 and JSON."""
    on_postgres = target.name == "postgresql"
    kinds = {type(each) for each in (column.type, *column.type._variant_mapping.values())}  # noqa: SLF001 - as declared
    if sa.Boolean in kinds:
        return bool if on_postgres else int
    if any(issubclass(kind, sa.ARRAY) for kind in kinds):
        return json.loads if on_postgres else _compact
    return None


def _compact(values: Sequence[int]) -> str:
    return json.dumps(values, separators=(",", ":"))


def _changed(row: Row, changes: Sequence[tuple[int, Callable[[Any], Any]]]) -> Row:
    values = list(row)
    for place, change in changes:
        if values[place] is not None:
            values[place] = change(values[place])
    return tuple(values)


def _copied(table: sa.Table) -> CopiedTable:
    key = CELL_KEY if table.name in GRAINS else tuple(each.name for each in table.primary_key if each.name != "org_id")
    return CopiedTable(table, key or ("org_id",), table.name in GRAINS or table in FOLLOWING)


def _turn(table: sa.Table) -> int:
    """Cells come before the periods that vouch for them. Organizations come last: what was copied in part is not served."""
    return (table.name in GRAINS) + 2 * (table is rollup_period) + 3 * (table is organization)


TABLES = tuple(_copied(table) for table in sorted(metadata.tables.values(), key=lambda table: (_turn(table), table.name)))
"""Every table, in the order of copying."""
