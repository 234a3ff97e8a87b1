"""Marks the periods of roll-ups whose rows change, in the transaction that changes them, so that no clean period is wrong.

A period that is dirty has only dirty periods above it, or none yet. So only hours that were not dirty before say anything
to their day, month and year, and writing on within an hour costs one look.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from storage.database.protocol import Row, Transaction
from storage.nouns.record import HOUR
from storage.rollup.periods import make_dirty
from storage.rollup.subjects import SUBJECTS, Level, period_of
from storage.sql.dialect import Period, Statements


class Marks:
    """What one transaction has touched, collected batch by batch."""

    def __init__(self) -> None:
        self._hours: dict[str, set[int]] = {}
        self._marked: dict[str, set[int]] = {}
        self._decided: dict[str, set[str]] = {}

    def note(self, noun: str, columns: tuple[str, ...], rows: Iterable[Row]) -> None:
        """Notes the times of rows as they are now, or were before. `columns` are those of the rows, in their order."""
        if noun not in SUBJECTS:
            return
        time, end, decided = _places(noun, columns)
        hours = self._hours.setdefault(noun, set())
        rows = list(rows)
        begun = [row for row in rows if row[time] is not None]
        hours.update([row[time] // HOUR for row in begun])
        if end is not None:
            hours.update([row[end] // HOUR for row in begun if row[end] is not None and row[end] > row[time]])
        if decided is not None:
            subject, place = decided
            self._decided.setdefault(subject, set()).update([row[place] for row in rows if row[place] is not None])

    async def store(self, transaction: Transaction, statements: Statements, org_id: str) -> None:
        """Makes dirty what was noted since the last time."""
        for subject, ids in self._decided.items():
            if ids:
                columns = noted_columns(subject)
                found = await transaction.rows(statements.find(subject, columns, "id"), [statements.list_parameter(ids), org_id])
                self.note(subject, columns, found)
        self._decided.clear()
        new = {noun: hours - self._marked.setdefault(noun, set()) for noun, hours in self._hours.items()}
        await mark(transaction, statements, org_id, {noun: [hour * HOUR for hour in hours] for noun, hours in new.items()})
        for noun, hours in new.items():
            self._marked[noun] |= hours
        self._hours.clear()


async def mark(transaction: Transaction, statements: Statements, org_id: str, hours: Mapping[str, Collection[int]]) -> None:
    """Makes hours dirty, by noun and start, and whatever holds them; sealed ones stay as they are."""
    touched = _periods(Level.HOUR, ((noun, start) for noun, starts in hours.items() for start in starts))
    await mark_above(transaction, statements, org_id, await make_dirty(transaction, statements, org_id, touched))


async def mark_above(transaction: Transaction, statements: Statements, org_id: str, hours: Iterable[Row]) -> None:
    """Makes the days, months and years of hours dirty, which are given by noun and start."""
    days = _periods(Level.DAY, hours)
    months = _periods(Level.MONTH, ((noun, start) for noun, _, start, _ in days))
    years = _periods(Level.YEAR, ((noun, start) for noun, _, start, _ in months))
    await make_dirty(transaction, statements, org_id, [*days, *months, *years])


def _periods(level: Level, moments: Iterable[Sequence[Any]]) -> list[Period]:
    return list({(noun, int(level), *period_of(level, moment)) for noun, moment in moments})


def noted_columns(noun: str) -> tuple[str, ...]:
    """The columns that `Marks.note` reads of a row; none if the noun has no roll-ups."""
    subject = SUBJECTS.get(noun)
    if subject is None:
        return ()
    return (subject.time, *([subject.end] if subject.end else []), *([subject.decides.link] if subject.decides else []))


@cache
def _places(noun: str, columns: tuple[str, ...]) -> tuple[int, int | None, tuple[str, int] | None]:
    """Where a row of these columns holds its time, its end, and the id of a row of another subject, which is named."""
    subject = SUBJECTS[noun]
    end = columns.index(subject.end) if subject.end else None
    decides = subject.decides
    return columns.index(subject.time), end, (decides.subject, columns.index(decides.link)) if decides else None
