"""An organization's data is deleted, all of it and nothing else."""

import asyncio

import pytest

from storage.accounts.keys import organizations
from storage.database.protocol import Database
from storage.erasing import count, erase_data, erase_organization
from storage.erasing.erase import ACCOUNTS
from storage.errors import BadUserInput
from storage.nouns.record import Instant
from storage.nouns.task import Task
from storage.tables import metadata
from storage.writing.writer import write
from tests.storage.every_table import everything, fill_every_table

pytestmark = pytest.mark.slow


@pytest.fixture
async def source(database: Database) -> Database:
    """A store with rows of two organizations in every table."""
    await fill_every_table(database)
    return database


@pytest.fixture(autouse=True, params=[7, 5_000], ids=["few rows at a time", "many"])
def _rows(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Several transactions for a table, and one."""
    monkeypatch.setattr("storage.erasing.erase.ROWS", request.param)


async def test_data_is_counted_by_table_and_deleted_and_credentials_stay(source: Database) -> None:
    before, other = await everything(source, "acme"), await everything(source, "other")
    assert await count(source, "acme") == {
        name: len(rows) for name, rows in sorted(before.items()) if rows and name not in ACCOUNTS
    }
    told: list[tuple[int, str]] = []
    deleted = await erase_data(source, "acme", lambda *step: told.append(step))
    assert deleted == sum(len(rows) for name, rows in before.items() if name not in ACCOUNTS)
    assert told[0][1] == "rollup_period", "figures are read from rows from then on"
    assert told[-1][0] == deleted
    after = await everything(source, "acme")
    assert {name: rows for name, rows in after.items() if rows} == {name: before[name] for name in ACCOUNTS}
    assert await everything(source, "other") == other
    assert await count(source, "acme") == {}
    assert await erase_data(source, "acme") == 0


async def test_an_organization_is_deleted_with_its_credentials(source: Database) -> None:
    before, other = await everything(source, "acme"), await everything(source, "other")
    assert await erase_organization(source, "acme") == sum(map(len, before.values()))
    assert not any((await everything(source, "acme")).values())
    assert await everything(source, "other") == other
    assert [each.org_id for each in await organizations(source)] == ["other"]


async def test_an_interrupted_deletion_is_completed_by_another(source: Database) -> None:
    class Stopped(Exception):
        pass

    def stop(*_: object) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        await erase_organization(source, "acme", stop)
    assert [each.org_id for each in await organizations(source)] == ["acme", "other"], "the organization goes last"
    await erase_organization(source, "acme")
    assert not any((await everything(source, "acme")).values())


async def test_what_is_written_while_an_organization_is_deleted_goes_too(source: Database) -> None:
    async def write_late() -> None:
        for number in range(1_000_000):
            try:
                await write(source, "acme", [Task(id=f"late {number}", started_at=Instant(1))])
            except BadUserInput:
                return

    await asyncio.gather(erase_organization(source, "acme"), write_late())
    assert not any((await everything(source, "acme")).values())


def test_every_table_belongs_to_an_organization() -> None:
    assert [name for name, table in metadata.tables.items() if "org_id" not in table.c] == []
