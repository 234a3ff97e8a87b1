"""Undoes an import: deletes the rows that only it sent, or others that are undone too. All other rows stay as they are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from storage.database.analyze import analyze
from storage.database.opening import compiled
from storage.database.protocol import Database, Row, Transaction
from storage.errors import BadUserInput
from storage.nouns.import_ import ImportState, import_, import_set
from storage.nouns.noun import IMPORT, sent_nouns
from storage.nouns.record import now
from storage.sql.dialect import Statements, statements_for
from storage.sql.locking import locked
from storage.writing.writer import CARRIERS, WHOLES, Writer

ROWS = 2_000
"""Rows that one transaction deletes, so that other writers can write in between."""

ORDER = sorted(sent_nouns(), key=lambda name: (name in CARRIERS) + (name in WHOLES))
"""The nouns. Parts, and what carries fields of others, come first: then nothing is derived for rows that go next."""

Progress = Callable[[int, str], None]
"""Called with the number of rows deleted so far, and the noun."""


@dataclass(frozen=True, slots=True)
class Import:
    """An import as a list shows it. Times are microseconds since 1970."""

    number: int
    channel: str
    sender: str | None
    source: str | None
    state: str
    started_at: int
    last_at: int
    ended_at: int | None
    counts: str
    stored: int
    unchanged: int
    refused: int
    first_event_at: int | None
    last_event_at: int | None
    removed: int | None


_LISTED = tuple(import_.c[name] for name in ("id", *list(Import.__dataclass_fields__)[1:]))


async def imports(database: Database, org_id: str, count: int) -> list[Import]:
    """The imports of an organization that began last, newest first."""
    order = sa.func.coalesce(import_.c.started_at, sa.literal_column("-1")).desc(), import_.c.id.desc()
    statement = sa.select(*_LISTED).where(import_.c.org_id == org_id).order_by(*order).limit(count)
    return [Import(int(row[0]), *row[1:]) for row in await database.rows(*compiled(statement, database.dialect))]


async def find_import(database: Database, org_id: str, number: int) -> Import:
    """One import. Raises BadUserInput if there is none of this number."""
    found = await database.rows(*compiled(sa.select(*_LISTED).where(_is(org_id, number)), database.dialect))
    if not found:
        raise BadUserInput(f"organization {org_id} has no import {number}")
    return Import(int(found[0][0]), *found[0][1:])


async def own_rows(database: Database, org_id: str, number: int) -> dict[str, int]:
    """Number of rows that undoing an import deletes, by noun: no other import that is still there sent them."""
    statements = statements_for(database.dialect.name)
    numbers = await _numbers(database, org_id, number)
    found = {}
    for noun in sent_nouns():
        sql = f'SELECT count(*) FROM "{noun}" WHERE {_sent(statements)}'
        rows = await database.rows(sql, [org_id, statements.numbers(numbers)])
        if rows[0][0]:
            found[noun] = int(rows[0][0])
    return found


async def undo(database: Database, org_id: str, number: int, progress: Progress | None = None) -> dict[str, int]:
    """Deletes the rows that only this import sent, or others that are undone, and returns their number by noun.

    Nothing joins the import from then on. May be interrupted and run again at any time. Figures are right when it ends: the
    periods of roll-ups that counted the rows are marked with each deletion. Raises BadUserInput if there is no such import,
    DatabaseUnavailable if the database cannot be written; what is deleted by then stays deleted.
    """
    await _set_state(database, org_id, number, ImportState.UNDOING)
    numbers = await _numbers(database, org_id, number)
    deleted: dict[str, int] = {}
    for noun in ORDER:
        while gone := await _remove_some(database, org_id, number, numbers, noun):
            deleted[noun] = deleted.get(noun, 0) + gone
            if progress:
                progress(sum(deleted.values()), noun)
    await _set_state(database, org_id, number, ImportState.UNDONE)
    await analyze(database, deleted)
    return deleted


async def _numbers(database: Database, org_id: str, number: int) -> list[int]:
    """Numbers of the rows that go with an import: its own, and those of sets whose other imports are all undone.

    An import that retention has deleted was not undone.
    """
    mark = statements_for(database.dialect.name).mark
    live = (
        f"SELECT 1 FROM {import_set.name} AS other LEFT JOIN {import_.name} AS found"
        " ON found.org_id = other.org_id AND found.id = CAST(other.import_number AS text)"
        f" WHERE other.org_id = {mark(1)} AND other.set_number = own.set_number AND other.import_number <> {mark(2)}"
        f" AND (found.id IS NULL OR found.state = '{ImportState.STORED}')"
    )
    sql = (
        f"SELECT own.set_number FROM {import_set.name} AS own"
        f" WHERE own.org_id = {mark(3)} AND own.import_number = {mark(4)} AND NOT EXISTS ({live})"
    )
    return [number, *(row[0] for row in await database.rows(sql, [org_id, number, org_id, number]))]


async def _remove_some(database: Database, org_id: str, number: int, numbers: Sequence[int], noun: str) -> int:
    """Deletes some rows of a noun in one transaction, counts them in the import, and returns their number."""
    async with locked(database, org_id) as (transaction, statements):
        some = f'SELECT id FROM "{noun}" WHERE {_sent(statements)} LIMIT {ROWS}'
        ids = [row[0] for row in await transaction.rows(some, [org_id, statements.numbers(numbers)])]
        if ids:
            await Writer(transaction, statements, org_id).remove(noun, ids, numbers)
            removed = sa.func.coalesce(import_.c.removed, 0) + len(ids)
            await _update(database, transaction, org_id, number, removed=removed)
    return len(ids)


async def _set_state(database: Database, org_id: str, number: int, state: ImportState) -> None:
    async with locked(database, org_id) as (transaction, _):
        removed = sa.func.coalesce(import_.c.removed, 0)
        if not await _update(database, transaction, org_id, number, state=state.value, removed=removed, event_at=now()):
            raise BadUserInput(f"organization {org_id} has no import {number}")


async def _update(database: Database, transaction: Transaction, org_id: str, number: int, **values: object) -> list[Row]:
    statement = sa.update(import_).where(_is(org_id, number)).values(values).returning(import_.c.id)
    return await transaction.rows(*compiled(statement, database.dialect))


def _is(org_id: str, number: int) -> sa.ColumnElement[bool]:
    return sa.and_(import_.c.org_id == org_id, import_.c.id == str(number))


def _sent(statements: Statements) -> str:
    """Whether a row is of one of some imports; takes the organization and their numbers."""
    return f"org_id = {statements.mark(1)} AND {IMPORT} IS NOT NULL AND {IMPORT} {statements.among(2)}"
