"""Deletes rows that are older than they need be kept. Their roll-ups stay, sealed: nothing builds or changes them again.

First days are sealed, each with its hours: those that are clean and in which nothing is open any more. Then rows go whose
days are sealed, the day of their end as well, since its cells still count them. What arrives later for a sealed day is
stored and not counted, and goes the next time. A row that decides
another, such as the verdict on a tool call, goes after it.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

import sqlalchemy as sa

from storage.database.protocol import Database
from storage.nouns.noun import INTEGER, sort_key
from storage.nouns.record import DAY
from storage.rollup.periods import seal
from storage.rollup.subjects import SUBJECTS, Level, PeriodState, Subject, period
from storage.sql.dialect import statements_for
from storage.sql.statement import Later, Moment, Statement, statement

ROWS = 2_000
"""Rows of one noun that a transaction deletes."""

Progress = Callable[[float], None]
"""Told how much is done, from 0 to 1."""

# Last those that decide others, such as verdicts: they outlive the rows that depend on them.
ORDER = sorted(SUBJECTS, key=lambda name: SUBJECTS[name].decides is not None)


async def retain(database: Database, org_id: str, older_than: int, progress: Progress | None = None) -> dict[str, int]:
    """Deletes rows of the nouns that have roll-ups, of days that ended before a time in microseconds since 1970.

    Returns how many rows of each noun went. What is open, has no time, or lies in days that wait to be rolled up stays. May be
    interrupted and run again at any time. Raises DatabaseUnavailable when the database cannot be written.
    """
    deleted = {}
    for place, name in enumerate(ORDER, 1):
        await _seal(database, org_id, SUBJECTS[name], older_than)
        if rows := await _delete(database, org_id, name, older_than):
            deleted[name] = rows
        if progress:
            progress(place / len(ORDER))
    return deleted


async def _seal(database: Database, org_id: str, subject: Subject, older_than: int) -> None:
    """Seals every day that can be, each in a transaction of its own."""
    statements = statements_for(database.dialect.name)
    after = -1
    while True:
        async with database.transaction() as transaction:
            await statements.lock(transaction, org_id)
            done = _sealable(database.dialect.name, subject.noun)
            found = await transaction.rows(done.sql, done.bind(Moment({"since": after, "until": older_than}, org_id, 0)))
            for (start,) in found:
                await seal(transaction, statements, org_id, subject.noun, start)
        if not found:
            return
        after = found[-1][0]


async def _delete(database: Database, org_id: str, noun: str, older_than: int) -> int:
    statements = statements_for(database.dialect.name)
    old = _deletable(database.dialect.name, noun)
    deleted, since = 0, 0
    while True:
        async with database.transaction() as transaction:
            await statements.lock(transaction, org_id)
            found = await transaction.rows(old.sql, old.bind(Moment({"since": since, "until": older_than}, org_id, 0)))
            if found:
                ids = statements.list_parameter(row_id for row_id, _ in found)
                await transaction.execute(statements.delete(noun), [org_id, ids])
        deleted += len(found)
        if len(found) < ROWS:
            return deleted
        since = found[-1][1]


@cache
def _sealable(dialect: str, noun: str) -> Statement:
    """Starts of clean days in which nothing is open, after one time and before another."""
    subject = SUBJECTS[noun]
    day, hour = period.alias(), period.alias()
    dirty = sa.select(hour.c.start_at).where(
        hour.c.subject == noun,
        hour.c.level == int(Level.HOUR),
        hour.c.state == int(PeriodState.DIRTY),
        hour.c.start_at >= day.c.start_at,
        hour.c.start_at < day.c.end_at,
    )
    criteria = [~dirty.correlate(day).exists()]
    if subject.end:
        row = subject.table.alias()
        key = sort_key(row.c[subject.time])
        # A sum, since SQLite uses an index over an expression only for what is no column of integers.
        nothing = sa.literal_column("0", INTEGER)
        since, until = day.c.start_at + nothing, day.c.end_at + nothing
        begun = sa.select(row.c.id).where(key >= since, key < until, row.c[subject.end].is_(None))
        criteria.append(~begun.correlate(day).exists())
    found = (
        sa.select(day.c.start_at)
        .where(
            day.c.subject == noun,
            day.c.level == int(Level.DAY),
            day.c.state == int(PeriodState.CLEAN),
            day.c.start_at > _bind("since"),
            day.c.end_at <= _bind("until"),
            *criteria,
        )
        .order_by(day.c.start_at)
        .limit(sa.literal_column("1", INTEGER))
    )
    return statement(found, dialect)


@cache
def _deletable(dialect: str, noun: str) -> Statement:
    """Id and time of the next rows that no unsealed period counts."""
    subject = SUBJECTS[noun]
    row = subject.table.alias()
    key = sort_key(row.c[subject.time])
    criteria = [key >= _bind("since"), key < _bind("until"), _is_sealed(noun, key, row)]
    if subject.end:
        criteria.append(_is_sealed(noun, subject.end_of(row), row))
    if subject.decides:
        other = SUBJECTS[subject.decides.subject].table
        decided = sa.select(other.c.id).where(other.c.id == row.c[subject.decides.link])
        criteria.append(~decided.correlate(row).exists())
    rows = sa.literal_column(str(ROWS), INTEGER)
    return statement(sa.select(row.c.id, key).where(*criteria).order_by(key).limit(rows), dialect)


def _is_sealed(noun: str, moment: sa.ColumnElement[int], row: sa.FromClause) -> sa.ColumnElement[bool]:
    day = period.alias()
    start = moment - moment % sa.literal_column(str(DAY), INTEGER)
    sealed = sa.select(day.c.start_at).where(
        day.c.subject == noun,
        day.c.level == int(Level.DAY),
        day.c.start_at == start,
        day.c.state == int(PeriodState.SEALED),
    )
    return sealed.correlate(row).exists()


def _bind(name: str) -> Any:
    return sa.bindparam(name, Later(lambda moment: moment.variables[name]), INTEGER)
