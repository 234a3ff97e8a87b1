"""Roll-ups that stay fresh: which organizations have periods to build, one builder at a time for each."""

import secrets
from collections.abc import Awaitable, Callable

import sqlalchemy as sa

from storage.accounts.tables import organization
from storage.database.opening import compiled
from storage.database.protocol import Database
from storage.jobs.runner import LockHeld, Terms, exclusively
from storage.rollup.subjects import period

ROLLUPS = "rollups"
"""What an organization has only one builder of at a time."""

Build = Callable[[Database, str], Awaitable[object]]
"""Builds the dirty periods of an organization."""


async def organizations_to_build(database: Database) -> list[str]:
    """The organizations that have dirty periods, by id."""
    return [row[0] for row in await database.rows(*compiled(_WITH_DIRTY_PERIODS, database.dialect))]


# The state is written out, since SQLite takes the index of dirty periods only where it reads that state is 0.
_DIRTY = sa.exists().where(period.c.org_id == organization.c.org_id, sa.literal_column("rollup_period.state = 0"))
_WITH_DIRTY_PERIODS = sa.select(organization.c.org_id).where(_DIRTY).order_by(organization.c.org_id)


async def build_alone(database: Database, org_id: str, build: Build, terms: Terms, worker: str) -> bool:
    """Builds an organization's dirty periods, unless another worker is at it: False."""
    name = f"{worker}/{secrets.token_hex(6)}"
    try:
        await exclusively(database, org_id, ROLLUPS, terms, name, lambda: build(database, org_id))
    except LockHeld:
        return False
    return True
