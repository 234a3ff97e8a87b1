"""Waits for what happens in the background of a server or worker."""

import asyncio

from storage.database.protocol import Database

LONG = 600.0
"""Seconds after which a test hangs: no test needs them, however slow the machine."""
AT = 1_777_636_800_000_000


async def until(database: Database, sql: str, rows: list[tuple[object, ...]]) -> None:
    """Returns when a statement finds these rows."""
    async with asyncio.timeout(LONG):
        while await database.rows(sql) != rows:  # noqa: ASYNC110 - the store cannot tell
            await asyncio.sleep(0.02)


DIRTY = "SELECT count(*) FROM rollup_period WHERE state = 0"
