"""Licenses of organizations, read from the store."""

import time

from gateway.auth.ttl_cache import CachedLookup
from storage.accounts.license import licensed_until
from storage.database.protocol import Database


class StoreLicenses:
    """`gateway.rest.application.Licenses` over a store."""

    def __init__(self, database: Database, *, cache_seconds: float) -> None:
        self._until: CachedLookup[str, int] = CachedLookup(lambda org_id: licensed_until(database, org_id), cache_seconds)

    async def is_licensed(self, org_id: str) -> bool:
        """Whether the organization has a license that has not expired."""
        until = await self._until.get(org_id)
        return until is not None and until > time.time_ns() // 1000
