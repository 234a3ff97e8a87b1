"""Reads a table in parts of about the same size: bounded in rows and in bytes, never cutting a key in two."""

import asyncio
from collections.abc import AsyncGenerator, Sequence

from sqlalchemy.engine import Dialect

from storage.copying.table import CopiedTable, Key
from storage.database.protocol import Row, Snapshot

FIRST, FEWEST, MOST = 1_000, 50, 20_000
"""Rows of a part: of the first, and bounds of all others."""

VOLUME = 16 * 1_048_576
"""Characters that a part should hold at most, as far as the part before it tells."""

SAMPLE = 100
"""How many rows of a part are measured."""

Part = tuple[Key | None, Key | None, Sequence[Row]]
"""Key before the part, None at the beginning; its last key, None at the end; its rows."""


async def parts(snapshot: Snapshot, dialect: Dialect, copied: CopiedTable, org_id: str) -> AsyncGenerator[Part, None]:
    """The rows of an organization in the order of the key. While one part is used, the next is read.

    Together the parts reach from the beginning to the end: the last one has no upper bound, and may have no rows.
    """
    cursor = await snapshot.cursor(copied.select(dialect)[0], [org_id])
    lower: Key | None = None
    carried: Sequence[Row] = []
    size = FIRST
    rows = await cursor.fetch(size)
    while len(rows) == size:
        size = _next_size(rows)
        following = asyncio.ensure_future(cursor.fetch(size))
        try:
            rows = [*carried, *rows]
            cut = len(rows) if copied.has_unique_key else _begin_of_last(copied, rows)
            whole, carried = rows[:cut], rows[cut:]
            if whole:
                upper = copied.key_of(whole[-1])
                yield lower, upper, whole
                lower = upper
            rows = await following
        finally:
            await _ended(following)
    yield lower, None, [*carried, *rows]


def _next_size(rows: Sequence[Row]) -> int:
    measured = rows[:: max(1, len(rows) // SAMPLE)]
    volume = sum(len(value) if isinstance(value, str | list) else 1 for row in measured for value in row)
    return max(FEWEST, min(MOST, VOLUME * len(measured) // max(1, volume)))


def _begin_of_last(copied: CopiedTable, rows: Sequence[Row]) -> int:
    """Place of the first of the rows that have the key of the last one: more of them may follow."""
    last, place = copied.key_of(rows[-1]), len(rows)
    while place and copied.key_of(rows[place - 1]) == last:
        place -= 1
    return place


async def _ended(following: asyncio.Future[list[Row]]) -> None:
    """Nothing else may run on the connection until a read is over, also one whose rows are no longer needed."""
    following.cancel()
    await asyncio.wait({following})
    if not following.cancelled():
        following.exception()
