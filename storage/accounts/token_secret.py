"""The secret by which an organization's tokens are signed and verified, by every process of a deployment alike.

It is stored as it is: who verifies a signature of HMAC needs the secret itself. Who reads the store can make tokens, and could
as well read, or write, all that they open.
"""

import secrets

from sqlalchemy import delete, select, update

from storage.accounts.lookup import lookup
from storage.accounts.tables import app_session, organization
from storage.database.opening import compiled
from storage.database.protocol import Database
from storage.errors import BadUserInput

SECRET_BYTES = 48


async def token_secret(database: Database, org_id: str) -> str | None:
    """The secret of an organization; None where it has none yet, or does not exist."""
    statement = select(organization.c.token_secret).where(organization.c.org_id == org_id)
    found = await lookup(database, statement)
    return None if not found or found[0][0] is None else str(found[0][0])


async def ensure_token_secret(database: Database, org_id: str) -> str:
    """The secret of an organization, made where it has none; of two that make one at once, the first one's stays."""
    known = await token_secret(database, org_id)
    if known is not None:
        return known
    ours = organization.c.org_id == org_id
    statement = update(organization).where(ours, organization.c.token_secret.is_(None)).values(token_secret=_new())
    async with database.transaction() as transaction:
        await transaction.execute(*compiled(statement, database.dialect))
    made = await token_secret(database, org_id)
    if made is None:
        raise BadUserInput(f"there is no organization {org_id!r}")
    return made


async def rotate_token_secret(database: Database, org_id: str) -> None:
    """Replaces an organization's secret, which ends all its tokens, and ends its sessions.

    Raises BadUserInput if there is no such organization.
    """
    statement = update(organization).where(organization.c.org_id == org_id).values(token_secret=_new())
    async with database.transaction() as transaction:
        found = await transaction.rows(*compiled(statement.returning(organization.c.org_id), database.dialect))
        ended = delete(app_session).where(app_session.c.org_id == org_id)
        await transaction.execute(*compiled(ended, database.dialect))
    if not found:
        raise BadUserInput(f"there is no organization {org_id!r}")


def _new() -> str:
    return secrets.token_urlsafe(SECRET_BYTES)
