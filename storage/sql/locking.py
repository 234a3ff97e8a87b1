"""Transactions that write the rows of one organization, which wait for each other."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from storage.database.protocol import Database, Transaction
from storage.errors import BadUserInput
from storage.sql.dialect import Statements, statements_for


@asynccontextmanager
async def locked(database: Database, org_id: str) -> AsyncIterator[tuple[Transaction, Statements]]:
    """A transaction in which no other writer of the organization writes, and the statements of its dialect."""
    statements = statements_for(database.dialect.name)
    async with database.transaction() as transaction:
        await statements.lock(transaction, org_id)
        yield transaction, statements


@asynccontextmanager
async def locked_known(database: Database, org_id: str) -> AsyncIterator[tuple[Transaction, Statements]]:
    """As `locked`. Raises BadUserInput for an organization that is not there."""
    async with locked(database, org_id) as (transaction, statements):
        if not await transaction.rows(statements.find_organization(), [org_id]):
            raise BadUserInput(f"there is no organization {org_id!r}")
        yield transaction, statements
