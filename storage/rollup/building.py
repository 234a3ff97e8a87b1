"""Builds the cells of dirty periods from the rows, a few periods at a time: hours, then days, then months and years.

Each transaction holds the lock of the organization's writers, looks up what is dirty, and marks clean what it has built, so
builders in several processes never build anything twice, and nothing that is written meanwhile is missed.
"""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass, field
from time import perf_counter

from storage.database.analyze import analyze
from storage.database.protocol import Database, Row, Transaction
from storage.rollup.cells import PERIODS, filling, in_order
from storage.rollup.marking import mark_above
from storage.rollup.periods import Window, count_dirty, empty, make_clean, pending
from storage.rollup.seeding import mark_stored
from storage.rollup.subjects import ROLLUP_TABLES, SUBJECTS, Level
from storage.sql.dialect import statements_for
from storage.sql.statement import Moment

Progress = Callable[[float], None]
"""Told how much is done, from 0 to 1."""

FIRST = {Level.HOUR: 24, Level.DAY: 2, Level.MONTH: 1, Level.YEAR: 1}
"""Periods of the first transaction."""

MOST = {Level.HOUR: 1_000, Level.DAY: 60, Level.MONTH: 12, Level.YEAR: 4}
"""Periods of a transaction at most."""

SHORT, LONG = 0.1, 0.3
"""Seconds of a transaction below which the next one takes more periods, and above which it takes fewer."""

PAUSE = 0.1
"""Part of the time of a transaction for which other writers are let in before the next."""

WORTH_COUNTING = 1_000
"""Periods built from which on PostgreSQL should count anew what the tables hold."""


@dataclass(slots=True)
class Built:
    """What a build did."""

    periods: Counter[str] = field(default_factory=Counter)
    """Periods built, of all levels, by subject."""
    longest: float = 0.0
    """Seconds of the longest transaction, for which writers had to wait."""

    @property
    def total(self) -> int:
        """Periods built."""
        return self.periods.total()


async def build(
    database: Database,
    org_id: str,
    *,
    subjects: Iterable[str] | None = None,
    window: Window = (None, None),
    progress: Progress | None = None,
) -> Built:
    """Builds every dirty period of an organization that touches a window, of all subjects or some.

    Where the window has a bound, hours that hold rows and are not rolled up at all are built too. A month or year is built
    once nothing in it is dirty. What is written meanwhile may be built or wait for the next time. Raises DatabaseUnavailable
    when the database cannot be written; what is built by then stays.
    """
    chosen = [name for name in SUBJECTS if subjects is None or name in set(subjects)]
    if window != (None, None):
        for name in chosen:
            await mark_stored(database, org_id, name, window)
    waiting = await dirty(database, org_id)
    built = Built()
    for level in Level:
        for name in chosen:
            async for periods in _Building(database, org_id, name, level, window, built).run():
                built.periods[name] += periods
                if progress:
                    progress(built.total / max(waiting, built.total))
        if level is Level.DAY and built.total >= WORTH_COUNTING:
            await analyze(database, ROLLUP_TABLES)
    if built.total >= WORTH_COUNTING:
        await analyze(database, ROLLUP_TABLES)
    return built


async def dirty(database: Database, org_id: str) -> int:
    """How many periods of an organization wait to be built."""
    return await count_dirty(database, statements_for(database.dialect.name), org_id)


class _Building:
    """The periods of one subject and level, as many in each transaction as take a fraction of a second."""

    def __init__(self, database: Database, org_id: str, subject: str, level: Level, window: Window, built: Built) -> None:
        self._database = database
        self._statements = statements_for(database.dialect.name)
        self._org_id = org_id
        self._subject = subject
        self._level = level
        self._window = window
        self._built = built

    async def run(self) -> AsyncIterator[int]:
        """Yields how many periods each transaction built."""
        size, after = FIRST[self._level], -1
        if not await self._pending(self._database, after, 1):
            return  # without keeping writers waiting
        while True:
            async with self._database.transaction() as transaction:
                await self._statements.lock(transaction, self._org_id)
                began = perf_counter()
                periods = await self._pending(transaction, after, size)
                if periods:
                    await self._build(transaction, periods)
            if not periods:
                return
            after = periods[-1][0]
            took = perf_counter() - began
            self._built.longest = max(self._built.longest, took)
            yield len(periods)
            size = min(MOST[self._level], size * 2) if took < SHORT else max(1, size // 2) if took > LONG else size
            await asyncio.sleep(took * PAUSE)

    async def _pending(self, place: Database | Transaction, after: int, most: int) -> list[Row]:
        return await pending(place, self._statements, self._org_id, self._subject, self._level, self._window, after, most)

    async def _build(self, transaction: Transaction, periods: list[Row]) -> None:
        own = (transaction, self._statements, self._org_id)
        starts = [start for start, _ in periods]
        moment = Moment({PERIODS: json.dumps(periods)}, self._org_id, 0)
        for grain in in_order(self._subject, self._level):
            await empty(*own, grain.name, self._level, starts)
            statement = filling(self._database.dialect.name, grain.name, self._level)
            await transaction.execute(statement.sql, statement.bind(moment))
        await make_clean(*own, self._subject, self._level, starts)
        if self._level is Level.HOUR:
            await mark_above(*own, ((self._subject, start) for start in starts))
