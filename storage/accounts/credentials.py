"""Whether a store has any credential."""

from sqlalchemy import select

from storage.accounts.lookup import lookup
from storage.accounts.tables import api_key, app_user
from storage.database.protocol import Database


async def has_credential(database: Database) -> bool:
    """Whether any organization has an API key or a user, also one that was revoked or disabled."""
    for table in (api_key, app_user):
        if await lookup(database, select(table.c.org_id).limit(1)):
            return True
    return False
