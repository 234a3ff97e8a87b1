"""After much was written, the database knows how much."""

from collections.abc import AsyncIterator

import pytest

from storage.accounts.keys import ensure_organization
from storage.database.analyze import analyze, analyze_changed
from storage.database.opening import open_database
from storage.database.protocol import Database
from storage.nouns.process_instance import ProcessInstance
from storage.nouns.record import Instant
from storage.writing.writer import write


@pytest.fixture
async def postgres(own_postgresql_url: str, anyio_backend: str) -> AsyncIterator[Database]:
    """A PostgreSQL database with a hundred instances that it has not counted."""
    database = await open_database(own_postgresql_url, readers=1)
    await ensure_organization(database, "acme")
    await write(database, "acme", [ProcessInstance(id=str(number), at=Instant(1)) for number in range(100)])
    yield database
    await database.close()


async def test_postgresql_counts_the_rows_of_the_nouns_that_were_written(postgres: Database) -> None:
    counted = "SELECT reltuples FROM pg_class WHERE relname = 'process_instance'"
    assert await postgres.rows(counted) == [(-1,)]
    await analyze(postgres, ["process_instance"])
    assert await postgres.rows(counted) == [(100,)]


async def test_a_table_with_few_changes_is_not_worth_counting(postgres: Database) -> None:
    assert await analyze_changed(postgres) == []


async def test_nothing_written_is_nothing_to_count(database: Database) -> None:
    await analyze(database, [])
