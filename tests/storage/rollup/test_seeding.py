"""A store from before roll-ups is marked by its migration, and built like any other."""

import asyncio
from pathlib import Path

import sqlalchemy as sa
from alembic import command

from storage.database.opening import open_database, parse_url
from storage.migrations.migrate import _config, _connected, migrate
from storage.rollup.building import build
from storage.rollup.subjects import DAY, HOUR, Level, PeriodState
from tests.storage.random_records import SINCE
from tests.storage.reckoning import reckoned, states, stored

NOON = SINCE + 12 * HOUR


async def put_back(url: str) -> None:
    """Leaves nothing in a database but the tables of the first version, with rows of an organization in them."""
    place = parse_url(url)
    if place.get_backend_name() == "sqlite":
        await asyncio.to_thread(Path(str(place.database)).unlink)
    async with _connected(url) as connection:
        if connection.dialect.name == "postgresql":
            await connection.execute(sa.text("DROP SCHEMA public CASCADE"))
            await connection.execute(sa.text("CREATE SCHEMA public"))
        await connection.run_sync(lambda synced: command.upgrade(_config(synced), "0001"))
        for noun, columns, values in ROWS:
            named = ", ".join(f":{column}" for column in columns)
            statement = sa.text(f"INSERT INTO {noun} (org_id, {', '.join(columns)}, event_at) VALUES ('acme', {named}, 0)")
            await connection.execute(statement, dict(zip(columns, values, strict=True)))


ROWS = (
    ("task", ("id", "started_at", "ended_at"), ("open", NOON, None)),
    ("task", ("id", "started_at", "ended_at"), ("over", NOON, NOON + DAY)),
    ("task", ("id", "started_at", "ended_at"), ("backwards", NOON + DAY, NOON)),
    ("task", ("id", "started_at", "ended_at"), ("never begun", None, NOON + 3 * DAY)),
    ("tool_call", ("id", "called_at", "outcome"), ("c", NOON, "PASSED")),
    ("verdict", ("id", "decided_at", "tool_call_id", "outcome"), ("v", NOON + HOUR, "c", "BLOCKED")),
)


async def test_every_hour_that_holds_rows_is_marked_and_can_be_built(own_database_url: str) -> None:
    await put_back(own_database_url)
    await migrate(own_database_url)
    database = await open_database(own_database_url, readers=1)
    try:
        assert await states(database, "acme", "task") == dict.fromkeys((NOON, NOON + DAY), PeriodState.DIRTY)
        assert await states(database, "acme", "verdict") == {NOON + HOUR: PeriodState.DIRTY}
        await build(database, "acme")
        assert await states(database, "acme", "task", Level.DAY) == dict.fromkeys((SINCE, SINCE + DAY), PeriodState.CLEAN)
        assert await stored(database, "acme") == await reckoned(database, "acme")
    finally:
        await database.close()
