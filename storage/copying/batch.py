"""One batch of rows into the target: written where they are new or differ, refused where the target knows better."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from storage.copying.table import CopiedTable, Key
from storage.database.protocol import Database, Row, Transaction
from storage.errors import BadUserInput
from storage.sql.dialect import statements_for


@dataclass(frozen=True, slots=True)
class Batch:
    """All rows that the source has of an organization, beyond one key and up to another."""

    copied: CopiedTable
    org_id: str
    lower: Key | None
    """Key before the first. None: from the beginning."""
    upper: Key | None
    """Last key. None: to the end."""
    rows: Sequence[Row]
    """In the order of the key, as the target holds them."""


async def bring(target: Database, batch: Batch) -> int:
    """Makes a range of the target equal to a batch, in one transaction. How many rows had to be written or deleted.

    Raises BadUserInput for a row that only the target has, or that was changed there later than at the source.
    """
    async with target.transaction() as transaction:
        await statements_for(target.dialect.name).lock(transaction, batch.org_id)
        sql, bounds = batch.copied.select(target.dialect, batch.lower, batch.upper)
        there = await transaction.rows(sql, [batch.org_id, *bounds])
        if there == batch.rows:
            return 0
        if not there:
            await transaction.insert(batch.copied.name, batch.copied.columns, batch.rows)
            return len(batch.rows)
        return await _level(transaction, target, batch, there)


async def _level(transaction: Transaction, target: Database, batch: Batch, there: Sequence[Row]) -> int:
    wanted, found = _by_key(batch.copied, batch.rows), _by_key(batch.copied, there)
    surplus = [key for key in found if key not in wanted]
    changed = [key for key, rows in wanted.items() if key in found and not _same(rows, found[key])]
    if surplus and not batch.copied.follows:
        raise BadUserInput(
            f"the target has {batch.copied.name} {_said(surplus[0])} of organization {batch.org_id}, which the source lacks: "
            "it is not a copy of this source, was changed since, or rows were deleted from the source; "
            "copy into an empty database"
        )
    for key in changed:
        _refuse_newer(batch, key, wanted[key], found[key])
    gone = [*surplus, *changed]
    if gone:
        await transaction.executemany(batch.copied.delete(target.dialect), [(batch.org_id, *key) for key in gone])
    replaced = set(changed)
    rows = [row for key, group in wanted.items() if key in replaced or key not in found for row in group]
    if rows:
        await transaction.insert(batch.copied.name, batch.copied.columns, rows)
    return len(rows) + sum(len(found[key]) for key in surplus)


def _by_key(copied: CopiedTable, rows: Sequence[Row]) -> Mapping[Key, list[Row]]:
    groups: dict[Key, list[Row]] = {}
    for row in rows:
        groups.setdefault(copied.key_of(row), []).append(row)
    return groups


def _same(rows: list[Row], others: list[Row]) -> bool:
    """Whether they are the same in any order."""
    return rows == others or (len(rows) > 1 and sorted(rows, key=repr) == sorted(others, key=repr))


def _refuse_newer(batch: Batch, key: Key, wanted: Sequence[Row], found: Sequence[Row]) -> None:
    ours, theirs = batch.copied.changed_at(wanted[0]), batch.copied.changed_at(found[0])
    if ours is not None and theirs is not None and theirs > ours:
        raise BadUserInput(
            f"{batch.copied.name} {_said(key)} of organization {batch.org_id} is newer in the target than in the source: "
            "the target was changed since the copy; no data was overwritten"
        )


def _said(key: Key) -> str:
    return " ".join(map(repr, key))
