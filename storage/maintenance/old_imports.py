"""Deletes imports that are older than they need be kept. What they sent stays, and can no longer be undone."""

import sqlalchemy as sa

from storage.database.opening import compiled
from storage.database.protocol import Database, Transaction
from storage.nouns.import_ import ImportState, import_, import_set
from storage.nouns.noun import sort_key
from storage.sql.dialect import Statements
from storage.sql.locking import locked

ROWS = 500
"""Imports that a transaction deletes."""


async def delete_old_imports(database: Database, org_id: str, older_than: int) -> int:
    """Deletes the imports that stored records last before a time in microseconds since 1970, and returns their number.

    One that is being undone stays. Raises DatabaseUnavailable if the database cannot be written.
    """
    deleted = 0
    while True:
        async with locked(database, org_id) as (transaction, statements):
            found = await transaction.rows(*compiled(_old(org_id, older_than), database.dialect))
            if found:
                await _delete(transaction, statements, org_id, [(str(row_id), str(state)) for row_id, state in found])
        deleted += len(found)
        if len(found) < ROWS:
            return deleted


def _old(org_id: str, older_than: int) -> sa.Select[tuple[str, str]]:
    """Id and state of the next imports to delete. The begin, which has an index, is never after the last records."""
    key = sort_key(import_.c.started_at)
    return (
        sa.select(import_.c.id, import_.c.state)
        .where(
            import_.c.org_id == org_id,
            key < older_than,
            import_.c.last_at < older_than,
            import_.c.state != ImportState.UNDOING.value,
        )
        .order_by(key)
        .limit(ROWS)
    )


async def _delete(transaction: Transaction, statements: Statements, org_id: str, found: list[tuple[str, str]]) -> None:
    """Deletes imports. Rows of a set with one that was not undone can no longer be undone, so the set goes too."""
    whole = (
        f"DELETE FROM {import_set.name} WHERE org_id = {statements.mark(1)} AND set_number IN"
        f" (SELECT set_number FROM {import_set.name} WHERE org_id = {statements.mark(2)}"
        f" AND import_number {statements.among(3)})"
    )
    stored = [int(row_id) for row_id, state in found if state == ImportState.STORED]
    await transaction.execute(whole, [org_id, org_id, statements.numbers(stored)])
    members = f"DELETE FROM {import_set.name} WHERE org_id = {statements.mark(1)} AND import_number {statements.among(2)}"
    undone = [int(row_id) for row_id, state in found if state == ImportState.UNDONE]
    await transaction.execute(members, [org_id, statements.numbers(undone)])
    ids = statements.list_parameter(row_id for row_id, _ in found)
    await transaction.execute(statements.delete(import_.name), [org_id, ids])
