"""Reads of accounts: each request waits for one, so they fail soon if the database does not respond."""

import sqlalchemy as sa

from storage.database.opening import compiled
from storage.database.patience import answered_within
from storage.database.protocol import Database, Row

LOOKUP_SECONDS = 10.0


async def lookup(database: Database, statement: sa.Executable) -> list[Row]:
    """All rows of a statement. Raises DatabaseUnavailable if that takes longer than LOOKUP_SECONDS."""
    async with answered_within(LOOKUP_SECONDS):
        return await database.rows(*compiled(statement, database.dialect))
