"""Dead letters that a store holds."""

from typing import Any

from storage.database.protocol import Database
from storage.nouns.dead_letter import dead_letter
from tests.storage.contents import columns_of, contents


async def letters(database: Database, org_id: str) -> list[dict[str, Any]]:
    """The dead letters of an organization, the oldest first."""
    rows = (await contents(database, org_id)).get("dead_letter", [])
    columns = columns_of(dead_letter.name)
    return sorted((dict(zip(columns, row, strict=True)) for row in rows), key=lambda letter: (letter["last_at"], letter["id"]))
