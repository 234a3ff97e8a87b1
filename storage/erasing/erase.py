"""Deletes the data of an organization, or the organization itself."""

from collections.abc import Callable

from storage.accounts.tables import api_key, app_session, app_user, organization
from storage.database.protocol import Database
from storage.rollup.subjects import period as rollup_period
from storage.sql.dialect import statements_for
from storage.tables import metadata

ROWS = 5_000
"""Rows that one transaction deletes, so that other writers can write in between."""

ACCOUNTS = (app_session.name, app_user.name, api_key.name, organization.name)
"""Tables that say who may read an organization. They contain none of its data; the organization is deleted last."""

Progress = Callable[[int, str], None]
"""Called with the number of rows deleted so far, and the table."""


async def count(database: Database, org_id: str) -> dict[str, int]:
    """Number of rows of an organization in each table that has any, without its credentials."""
    found = {}
    for name in _data():
        mark = statements_for(database.dialect.name).mark(1)
        rows = await database.rows(f'SELECT count(*) FROM "{name}" WHERE org_id = {mark}', [org_id])
        if rows[0][0]:
            found[name] = int(rows[0][0])
    return found


async def erase_data(database: Database, org_id: str, progress: Progress | None = None) -> int:
    """Deletes all rows of an organization except its credentials, and returns their number.

    It may be interrupted and run again. Rows that are written meanwhile may stay. The periods of roll-ups go first, so that
    figures are read from the rows that are still there.
    """
    return await _erase(database, org_id, [rollup_period.name, *_data()], progress)


async def erase_organization(database: Database, org_id: str, progress: Progress | None = None) -> int:
    """Deletes an organization: its credentials first, then its data, then the organization. Returns the number of rows.

    It may be interrupted and run again. Nothing writes to an organization that is gone, so what was written meanwhile goes last.
    """
    *credentials, last = ACCOUNTS
    written = [*credentials, rollup_period.name, *_data()]
    return await _erase(database, org_id, [*written, last, *written], progress)


def _data() -> list[str]:
    return sorted(set(metadata.tables) - set(ACCOUNTS))


async def _erase(database: Database, org_id: str, tables: list[str], progress: Progress | None) -> int:
    statements = statements_for(database.dialect.name)
    deleted = 0
    for name in tables:
        gone = ROWS
        while gone == ROWS:
            async with database.transaction() as transaction:
                await statements.lock(transaction, org_id)
                gone = len(await transaction.rows(statements.delete_some(name, ROWS), [org_id]))
            deleted += gone
            if gone and progress:
                progress(deleted, name)
    return deleted
