"""The license of an organization for the incidents API: until when it holds."""

from sqlalchemy import select, update

from storage.accounts.lookup import lookup
from storage.accounts.tables import organization
from storage.database.opening import compiled
from storage.database.protocol import Database
from storage.errors import BadUserInput
from storage.nouns.record import LATEST_INSTANT

PERPETUAL = LATEST_INSTANT
"""The end of a license that has none."""


async def licensed_until(database: Database, org_id: str) -> int | None:
    """End of an organization's license in microseconds since 1970; None where it has none, or does not exist."""
    statement = select(organization.c.licensed_until).where(organization.c.org_id == org_id)
    found = await lookup(database, statement)
    return None if not found or found[0][0] is None else int(found[0][0])


async def license_until(database: Database, org_id: str, until: int | None) -> None:
    """Gives an organization a license, or takes it away (None); BadUserInput where there is no such organization."""
    statement = update(organization).where(organization.c.org_id == org_id).values(licensed_until=until)
    async with database.transaction() as transaction:
        found = await transaction.rows(*compiled(statement.returning(organization.c.org_id), database.dialect))
    if not found:
        raise BadUserInput(f"there is no organization {org_id!r}")
