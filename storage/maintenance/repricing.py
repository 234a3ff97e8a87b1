"""Computes again what rows cost, after prices have changed. Spend that a record states stays as it is."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from storage.database.opening import compiled
from storage.database.protocol import Database
from storage.nouns.noun import NOUNS, Noun, sort_key
from storage.nouns.record import LATEST_INSTANT
from storage.nouns.spend import SpendSource
from storage.writing.writer import writing

ROWS = 2_000
"""Rows of a transaction."""

PRICED = sorted((noun for noun in NOUNS.values() if noun.priced), key=lambda noun: noun.from_parts is not None)
"""Parts before the rows that sum them."""

Progress = Callable[[int], None]
"""Called with the number of rows that were looked at so far."""


async def price_again(
    database: Database, org_id: str, since: int = -1, until: int = LATEST_INSTANT + 1, progress: Progress = lambda _: None
) -> dict[str, int]:
    """Applies the prices of now to rows whose main time lies in a window, and to the rows that sum them.

    Times are microseconds since 1970; the end is exclusive, and a start of -1 includes rows without a time. Returns the number of
    changed rows by noun. May be interrupted and run again. Raises BadUserInput for an unknown organization, DatabaseUnavailable
    if the database cannot be written.
    """
    changed: Counter[str] = Counter()
    looked_at = 0
    for noun in PRICED:
        after: tuple[int, str] = (since, "")
        while True:
            found = await database.rows(*compiled(_next(noun, org_id, after, until), database.dialect))
            async with writing(database, org_id) as writer:
                changed.update(await writer.price_again(noun.name, [row_id for _, row_id in found]))
            looked_at += len(found)
            progress(looked_at)
            if len(found) < ROWS:
                break
            after = found[-1][0], found[-1][1]
    return {name: count for name, count in changed.items() if count}


def _next(noun: Noun, org_id: str, after: tuple[int, str], until: int) -> sa.Select[Any]:
    """Main time and id of the next rows whose spend is not reported."""
    assert noun.time is not None
    assert noun.priced is not None
    table = noun.table
    key = sort_key(table.c[noun.time])
    time, row_id = after
    return (
        sa.select(key, table.c.id)
        .where(
            table.c.org_id == org_id,
            key >= time,
            key < until,
            sa.or_(key > time, table.c.id > row_id),
            table.c[noun.priced.source.name] != SpendSource.REPORTED.value,
        )
        .order_by(key, table.c.id)
        .limit(ROWS)
    )
