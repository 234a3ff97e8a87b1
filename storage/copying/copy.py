"""Makes a store the same as one state of another, whatever part of that it holds already."""

import asyncio
import secrets
from collections.abc import AsyncGenerator, Callable, Collection, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from pathlib import Path

from storage.accounts.tables import api_key, app_session, app_user, organization
from storage.copying.batch import Batch, bring
from storage.copying.reader import parts
from storage.copying.table import TABLES, CopiedTable
from storage.database.analyze import analyze
from storage.database.opening import parse_url
from storage.database.protocol import Database, Snapshot
from storage.errors import BadUserInput

Counts = Mapping[tuple[str, str], int]
"""Rows by name of the table and organization."""

OPENING = frozenset(table.name for table in (organization, api_key, app_session, app_user))
"""Tables that say who may see an organization, and nothing of what it holds."""

Tell = Callable[[int, int, str], None]
"""Called after each batch: rows that are behind us, rows in all, and what is being copied."""


@dataclass(frozen=True, slots=True)
class Count:
    """Rows of a table in an organization, in the state of the source that was copied, and in the target afterwards."""

    org_id: str
    table: str
    source: int
    target: int


@dataclass(slots=True)
class Copied:
    """What came of a copy."""

    written: int = 0
    """Rows that the target did not have as the source has them."""
    counts: list[Count] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        """Whether the target has as many rows of everything as the source."""
        return all(count.source == count.target for count in self.counts)


async def copy(source: Database, target: Database, organizations: Collection[str] = (), tell: Tell | None = None) -> Copied:
    """Copies organizations, all of them if none is named. Every batch is on disk when it is reported.

    The source is read as it was when copying began, and writers do not wait for it. Rows that the target has already are compared
    whole: running it again after it was killed, or after the source was written to, writes what differs and nothing else.
    Raises BadUserInput for a target that is the source, that holds what the source does not, or holds newer rows.
    """
    async with source.snapshot() as snapshot:
        await _refuse_same(source, snapshot, target)
        here, there = await _counts(snapshot), await _counts(target)
        chosen = _chosen(here, there, organizations)
        await _refuse_other(snapshot, target, chosen, there)
        work = [(table, org_id) for table in TABLES for org_id in chosen]
        ahead, behind, done = sum(here.get((table.name, org_id), 0) for table, org_id in work), 0, Copied()
        for table, org_id in work:
            if (table.name, org_id) not in here and (table.name, org_id) not in there:
                continue
            async with aclosing(_bring_all(source, snapshot, target, table, org_id)) as batches:
                async for read, written in batches:
                    behind, done.written = behind + read, done.written + written
                    if tell and read:
                        tell(behind, ahead, f"{behind:,} of {ahead:,} rows: {table.name} of {org_id}")
    after = await _counts(target)
    done.counts = _compared(chosen, here, after)
    if done.written:
        await analyze(target, {table for table, _ in after})
    return done


async def _bring_all(
    source: Database, snapshot: Snapshot, target: Database, table: CopiedTable, org_id: str
) -> AsyncGenerator[tuple[int, int], None]:
    """Rows read, and rows written, of each batch."""
    translated = table.translation(source.dialect, target.dialect)
    async with aclosing(parts(snapshot, source.dialect, table, org_id)) as found:
        async for lower, upper, rows in found:
            yield len(rows), await bring(target, Batch(table, org_id, lower, upper, translated(rows)))


def _compared(chosen: Sequence[str], here: Counts, after: Counts) -> list[Count]:
    pairs = [(org_id, table.name) for org_id in chosen for table in TABLES]
    counts = (Count(org_id, name, here.get((name, org_id), 0), after.get((name, org_id), 0)) for org_id, name in pairs)
    return [count for count in counts if count.source or count.target]


async def _counts(store: Database | Snapshot) -> Counts:
    """Of all organizations, whether they are in the table of organizations or not."""
    found = {}
    for table in TABLES:
        for org_id, count in await store.rows(f'SELECT org_id, count(*) FROM "{table.name}" GROUP BY org_id'):
            found[table.name, org_id] = int(count)
    return found


def _chosen(here: Counts, there: Counts, requested: Collection[str]) -> list[str]:
    ours, theirs = ({org_id for _, org_id in counts} for counts in (here, there))
    if unknown := sorted(set(requested) - ours):
        raise BadUserInput(f"organization {unknown[0]!r} does not exist in the source")
    if not requested and (others := sorted(theirs - ours)):
        raise BadUserInput(
            f"the target contains organization {others[0]!r}, which does not exist in the source: "
            "use an empty database, or name the organizations to copy"
        )
    for org_id in sorted(set(requested) or ours):
        for table in TABLES:
            if not table.follows and there.get((table.name, org_id), 0) > here.get((table.name, org_id), 0):
                raise BadUserInput(
                    f"the target has more rows of {table.name} in organization {org_id} than the source: it is not a copy "
                    "of this source, was changed since, or rows were deleted from the source; copy into an empty database"
                )
    return sorted(set(requested) or ours)


async def _refuse_other(source: Snapshot, target: Database, chosen: Sequence[str], there: Counts) -> None:
    """An organization of the same id that was made elsewhere is another one, unless it holds nothing yet."""
    sql = "SELECT org_id, created_at FROM organization"
    made = {str(row[0]): row[1] for row in await source.rows(sql)}
    for org_id, created_at in await target.rows(sql):
        holds = any(table not in OPENING for table, of in there if of == org_id)
        if org_id in chosen and created_at != made.get(org_id) and holds:
            raise BadUserInput(f"organization {org_id} of the target is not the one of the source, and contains data")


async def _refuse_same(source: Database, snapshot: Snapshot, target: Database) -> None:
    """Two URLs of one database: one file, or a lock that both see, since a server has many names."""
    if source.dialect.name != target.dialect.name:
        return
    if source.dialect.name == "sqlite":
        same = await asyncio.to_thread(lambda: _file(source).samefile(_file(target)))
    else:
        number = secrets.randbits(62)
        async with target.transaction() as transaction:
            await transaction.execute("SELECT pg_advisory_xact_lock($1)", [number])
            same = not (await snapshot.rows("SELECT pg_try_advisory_xact_lock($1)", [number]))[0][0]
    if same:
        raise BadUserInput("source and target are the same database")


def _file(database: Database) -> Path:
    return Path(str(parse_url(database.url).database))
