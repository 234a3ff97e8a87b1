"""Rows that were inserted without the writer are marked by a build with a window, and built like any other."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import create_async_engine

from storage.database.opening import parse_url
from storage.database.protocol import Database
from storage.nouns.record import DAY, HOUR
from storage.rollup.building import build
from storage.rollup.seeding import mark_stored
from storage.rollup.subjects import Level, PeriodState
from tests.storage.random_records import SINCE
from tests.storage.reckoning import reckoned, states, stored

NOON = SINCE + 12 * HOUR
WINDOW = (SINCE, SINCE + DAY)

ROWS = (
    ("task", ("id", "started_at", "ended_at"), ("open", NOON, None)),
    ("task", ("id", "started_at", "ended_at"), ("over", NOON, NOON + DAY)),
    ("task", ("id", "started_at", "ended_at"), ("backwards", NOON + DAY, NOON)),
    ("task", ("id", "started_at", "ended_at"), ("never begun", None, NOON + 3 * DAY)),
    ("tool_call", ("id", "called_at", "outcome"), ("c", NOON, "PASSED")),
    ("verdict", ("id", "decided_at", "tool_call_id", "outcome"), ("v", NOON + HOUR, "c", "BLOCKED")),
)


async def insert_rows(url: str) -> None:
    """Puts rows of an organization into the tables, past the writer."""
    engine = create_async_engine(parse_url(url))
    async with engine.begin() as connection:
        for noun, columns, values in ROWS:
            named = ", ".join(f":{column}" for column in columns)
            statement = sa.text(f"INSERT INTO {noun} (org_id, {', '.join(columns)}, event_at) VALUES ('acme', {named}, 0)")
            await connection.execute(statement, dict(zip(columns, values, strict=True)))
    await engine.dispose()


async def test_every_hour_that_holds_rows_is_marked_once(database_url: str, database: Database) -> None:
    await insert_rows(database_url)
    for _ in range(2):
        await mark_stored(database, "acme", "task", WINDOW)
        await mark_stored(database, "acme", "verdict", WINDOW)
        assert await states(database, "acme", "task") == dict.fromkeys((NOON, NOON + DAY), PeriodState.DIRTY)
        assert await states(database, "acme", "verdict") == {NOON + HOUR: PeriodState.DIRTY}


async def test_what_was_marked_so_is_built(database_url: str, database: Database) -> None:
    await insert_rows(database_url)
    await build(database, "acme", window=(SINCE, SINCE + 10 * DAY))
    assert await states(database, "acme", "task", Level.DAY) == dict.fromkeys((SINCE, SINCE + DAY), PeriodState.CLEAN)
    assert await stored(database, "acme") == await reckoned(database, "acme")
