"""Marks hours of rows that no writer has marked: of rows that were put into the tables by other ways."""

from collections.abc import AsyncIterator
from functools import cache
from typing import Any

import sqlalchemy as sa

from storage.database.protocol import Database, Transaction
from storage.nouns.noun import INTEGER, sort_key
from storage.nouns.record import HOUR
from storage.rollup.marking import mark
from storage.rollup.periods import NEVER_ENDS, Window
from storage.rollup.subjects import SUBJECTS, Level, period, period_of
from storage.sql.dialect import statements_for
from storage.sql.statement import Later, Moment, Statement, statement

Bounds = dict[str, int]


async def mark_stored(database: Database, org_id: str, subject: str, window: Window) -> None:
    """Makes every hour dirty that holds rows and is no period yet, in all years that a window touches.

    Whole years, since a month or year is built from what lies in it: rows of hours that are no periods would be missed.
    """
    since = 0 if window[0] is None else period_of(Level.YEAR, window[0])[0]
    until = NEVER_ENDS if window[1] is None else period_of(Level.YEAR, max(window[1] - 1, 0))[1]
    statements = statements_for(database.dialect.name)
    for key in ("time", "end") if SUBJECTS[subject].end else ("time",):
        async for bounds in _months(database, org_id, subject, key, since, until):
            async with database.transaction() as transaction:
                await statements.lock(transaction, org_id)
                hours = await _hours(transaction, database.dialect.name, org_id, subject, key, bounds)
                await mark(transaction, statements, org_id, {subject: hours})


async def _months(database: Database, org_id: str, subject: str, key: str, since: int, until: int) -> AsyncIterator[Bounds]:
    """The months that hold rows."""
    first = _first(database.dialect.name, subject, key)
    while True:
        found = await database.rows(first.sql, first.bind(Moment({"since": since, "until": until}, org_id, 0)))
        if found[0][0] is None:
            return
        start, end = period_of(Level.MONTH, found[0][0])
        yield {"since": max(start, since), "until": min(end, until)}
        since = end


async def _hours(transaction: Transaction, dialect: str, org_id: str, subject: str, key: str, bounds: Bounds) -> list[int]:
    unknown = _unknown_hours(dialect, subject, key)
    return [hour for (hour,) in await transaction.rows(unknown.sql, unknown.bind(Moment(bounds, org_id, 0)))]


@cache
def _first(dialect: str, subject: str, key: str) -> Statement:
    """The first key within bounds."""
    moment = _key(subject, key)
    return statement(sa.select(sa.func.min(moment)).where(*_within(moment)), dialect)


@cache
def _unknown_hours(dialect: str, subject: str, key: str) -> Statement:
    """Hours within bounds that hold rows and are no periods."""
    moment = _key(subject, key)
    hour = sa.literal_column(str(HOUR), INTEGER)
    hours = sa.select((moment - moment % hour).label("start_at")).where(*_within(moment)).distinct().subquery("hours")
    known = sa.select(period.c.start_at).where(
        period.c.subject == subject, period.c.level == int(Level.HOUR), period.c.start_at == hours.c.start_at
    )
    return statement(sa.select(hours.c.start_at).where(~known.exists()), dialect)


def _key(subject: str, key: str) -> sa.ColumnElement[int]:
    found = SUBJECTS[subject]
    return sort_key(found.table.c[found.time]) if key == "time" else found.end_of(found.table)


def _within(moment: sa.ColumnElement[int]) -> tuple[sa.ColumnElement[bool], ...]:
    return moment >= _bind("since"), moment < _bind("until")


def _bind(name: str) -> Any:
    return sa.bindparam(name, Later(lambda moment: moment.variables[name]), INTEGER)
