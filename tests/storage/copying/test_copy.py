"""A copied store is the same as its source, whatever happened to the copying; what is not a copy is left alone."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from storage.accounts.keys import create_key, ensure_organization, keys, revoke_key, verify_key
from storage.copying import copy, reader
from storage.copying.table import TABLES, CopiedTable
from storage.database.opening import open_database
from storage.database.protocol import Database
from storage.errors import BadUserInput
from storage.migrations.migrate import prepare
from storage.nouns.record import Instant
from storage.nouns.task import Task
from storage.tables import metadata
from storage.writing.writer import write
from tests.postgres_server import Run
from tests.project import PROJECT
from tests.storage.every_table import everything, fill_every_table
from tests.templates import EMPTY, sqlite_copy

pytestmark = pytest.mark.slow

DAY = 86_400_000_000
LARGEST = 2**53 - 1


OTHER_KIND = {"sqlite": "postgresql", "postgresql": "sqlite"}


@pytest.fixture(params=["the same kind", "the other kind"])
def target_url(request: pytest.FixtureRequest, database: Database, shared_run: Run, tmp_path: Path) -> str:
    """URL of another database, with tables."""
    kind = database.dialect.name if request.param == "the same kind" else OTHER_KIND[database.dialect.name]
    if kind == "sqlite":
        return sqlite_copy(shared_run, EMPTY, tmp_path / "target.db")
    url: str = request.getfixturevalue("own_postgresql_url")
    return url


across = pytest.mark.parametrize("target_url", ["the other kind"], indirect=True)
"""For what does not depend on whether the databases are of one kind."""


@pytest.fixture
async def target(target_url: str, anyio_backend: str) -> AsyncIterator[Database]:
    """That database, open, with tables and nothing in them."""
    opened = await open_database(target_url, readers=1)
    yield opened
    await opened.close()


@pytest.fixture
async def source(database: Database) -> Database:
    """Two organizations of awkward rows, with a key, waiting jobs, and roll-ups of which some are sealed."""
    await fill_every_table(database)
    return database


async def test_a_copy_is_the_same_in_every_table(source: Database, target: Database) -> None:
    before = await everything(source)
    assert [name for name, rows in before.items() if not rows] == []
    done = await copy(source, target)
    assert await everything(target) == before == await everything(source)
    assert (done.complete, done.written) == (True, sum(map(len, before.values())))
    assert {(count.table, count.source, count.target) for count in done.counts if count.org_id == "acme"} == {
        (name, len(rows), len(rows)) for name, rows in (await everything(source, "acme")).items()
    }


@across
async def test_a_key_opens_the_copy(source: Database, target: Database) -> None:
    _, text = await create_key(source, "acme", "second", ["graph:read"])
    await copy(source, target)
    assert (await verify_key(target, text)).name == "second"


@across
async def test_the_way_there_and_back_changes_nothing(source: Database, target: Database, tmp_path: Path) -> None:
    await copy(source, target)
    url = f"sqlite+aiosqlite:///{tmp_path / 'back.db'}"
    await prepare(url)
    back = await open_database(url, readers=1)
    await copy(target, back)
    assert await everything(back) == await everything(source)
    await back.close()


async def test_copying_again_writes_nothing(source: Database, target: Database) -> None:
    await copy(source, target)
    again = await copy(source, target)
    assert (again.written, again.complete) == (0, True)


async def test_copying_again_brings_what_was_written_meanwhile(source: Database, target: Database) -> None:
    await copy(source, target)
    key = (await keys(source, "acme"))[0]
    await revoke_key(source, "acme", key.id)
    early, late = Instant(1), Instant(2**52)
    await write(
        source, "acme", [Task(id="a", at=late, lane="changed"), Task(id="new", at=early), Task(id="b", at=early, lane="l")]
    )
    async with source.transaction() as transaction:
        await transaction.execute("DELETE FROM job_queue WHERE org_id = 'acme' AND job_id = 'job 7'")
        await transaction.execute("DELETE FROM task_rollup WHERE org_id = 'acme' AND start_at = 0")
        await transaction.execute("UPDATE run_by_nhi SET counted = 5 WHERE org_id = 'acme' AND counted > 5")
        await transaction.execute("UPDATE rollup_period SET state = 0 WHERE org_id = 'acme' AND state = 1")
    done = await copy(source, target)
    assert done.complete
    assert done.written > 0
    assert await everything(target) == await everything(source)


@across
async def test_a_source_may_be_written_to_while_it_is_copied(source: Database, target: Database) -> None:
    before = await everything(source)
    told: list[tuple[int, int, str]] = []
    writes: list[asyncio.Task[Any]] = []

    def write_once(done: int, total: int, line: str) -> None:
        if not told:
            writes.append(loop.create_task(write(source, "other", [Task(id="zzz", at=Instant(5))])))
        told.append((done, total, line))

    loop = asyncio.get_running_loop()
    assert (await copy(source, target, tell=write_once)).complete
    await writes[0]
    assert await everything(target) == before != await everything(source)
    assert told[-1][0] == told[-1][1] == sum(map(len, before.values()))
    await copy(source, target)
    assert await everything(target) == await everything(source)


@across
@pytest.mark.parametrize("size", [1, 7])
async def test_parts_of_any_size_make_the_same_copy(
    source: Database, target: Database, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(reader, "FIRST", size)
    monkeypatch.setattr(reader, "FEWEST", size)
    monkeypatch.setattr(reader, "MOST", size)
    await copy(source, target, ["acme"])
    assert await everything(target) == await everything(source, "acme")


@across
@pytest.mark.parametrize("step", [3, 40])
async def test_what_was_stopped_goes_on_where_it_was(source: Database, target: Database, step: int) -> None:
    class PowerCutError(Exception):
        pass

    steps: list[str] = []

    def stop(done: int, total: int, line: str) -> None:
        steps.append(line)
        if len(steps) == step:
            raise PowerCutError

    with pytest.raises(PowerCutError):
        await copy(source, target, tell=stop)
    stored = sum(map(len, (await everything(target)).values()))
    assert stored > 0
    assert await target.rows("SELECT org_id FROM organization") == []
    done = await copy(source, target)
    assert done.written == sum(map(len, (await everything(source)).values())) - stored
    assert await everything(target) == await everything(source)


@across
@pytest.mark.server
async def test_a_killed_copy_is_completed_by_the_next(database: Database, target: Database) -> None:
    await ensure_organization(database, "acme")
    await write(database, "acme", (Task(id=f"{number}", at=Instant(number)) for number in range(30_000)))
    code = "from gateway.cli import main; main()"
    command = [sys.executable, "-c", code, "copy", "--from", database.url, "--to", target.url]
    process = await asyncio.create_subprocess_exec(*command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, cwd=PROJECT)
    assert process.stderr
    first = await process.stderr.readline()
    process.kill()
    await process.communicate()
    assert b"rows: " in first
    assert 0 < len(await target.rows("SELECT 1 FROM task")) < 30_000
    await copy(database, target)
    assert await everything(target) == await everything(database)


@across
async def test_organizations_can_be_brought_together(source: Database, target: Database) -> None:
    await ensure_organization(target, "resident")
    await write(target, "resident", [Task(id="t", at=Instant(1))])
    with pytest.raises(BadUserInput, match="contains organization 'resident'"):
        await copy(source, target)
    await copy(source, target, ["acme"])
    assert await everything(target, "acme") == await everything(source, "acme")
    assert len(await target.rows("SELECT 1 FROM task WHERE org_id = 'resident'")) == 1
    assert await target.rows("SELECT 1 FROM task WHERE org_id = 'other'") == []


@across
async def test_an_organization_that_is_not_there_cannot_be_copied(source: Database, target: Database) -> None:
    with pytest.raises(BadUserInput, match="organization 'nobody' does not exist in the source"):
        await copy(source, target, ["nobody"])


@across
async def test_rows_that_only_the_target_has_are_not_lost(source: Database, target: Database) -> None:
    await copy(source, target)
    await write(target, "acme", [Task(id="only here", at=Instant(1))])
    before = await everything(target)
    with pytest.raises(BadUserInput, match="more rows of task"):
        await copy(source, target)
    await write(source, "acme", [Task(id="only there", at=Instant(1))])
    with pytest.raises(BadUserInput, match="has task 'only here'"):
        await copy(source, target)
    assert (await everything(target))["task"] == before["task"]


@across
async def test_newer_rows_of_the_target_are_not_overwritten(source: Database, target: Database) -> None:
    await copy(source, target)
    await write(target, "acme", [Task(id="a", at=Instant(2**52), lane="newer")])
    with pytest.raises(BadUserInput, match="task 'a' of organization acme is newer"):
        await copy(source, target)
    assert await target.rows("SELECT lane FROM task WHERE org_id = 'acme' AND id = 'a'") == [("newer",)]


@across
async def test_a_key_that_was_revoked_at_the_target_stays_revoked(source: Database, target: Database) -> None:
    await copy(source, target)
    key = (await keys(target, "acme"))[0]
    await revoke_key(target, "acme", key.id)
    with pytest.raises(BadUserInput, match="is newer in the target"):
        await copy(source, target)


@across
async def test_another_organization_of_the_same_id_is_refused(source: Database, target: Database) -> None:
    await ensure_organization(target, "acme")
    await write(target, "acme", [Task(id="a", at=Instant(1))])
    with pytest.raises(BadUserInput, match="is not the one of the source"):
        await copy(source, target)


@across
async def test_an_organization_that_holds_nothing_yet_becomes_the_sources(source: Database, target: Database) -> None:
    await ensure_organization(target, "acme", "made too early")
    await copy(source, target)
    assert await everything(target) == await everything(source)


async def test_a_database_is_not_copied_to_itself(database: Database) -> None:
    second = await open_database(database.url.replace("127.0.0.1", "localhost").replace("///", "////"), readers=1)
    with pytest.raises(BadUserInput, match="the same database"):
        await copy(database, second)
    await second.close()


async def test_a_snapshot_sees_nothing_of_what_is_written_since(database: Database, organization: str) -> None:
    async with database.snapshot() as snapshot:
        await write(database, organization, [Task(id="t", at=Instant(1))])
        assert await snapshot.rows("SELECT id FROM task") == []
    assert await database.rows("SELECT id FROM task") == [("t",)]


def _tables() -> Iterator[Any]:
    for copied in TABLES:
        yield pytest.param(copied, id=copied.name)


def test_every_table_is_copied_once_and_organizations_last() -> None:
    names = [copied.name for copied in TABLES]
    assert sorted(names) == sorted(metadata.tables)
    assert names[-2:] == ["rollup_period", "organization"]


@pytest.mark.parametrize("copied", list(_tables()))
def test_rows_are_told_apart_by_the_primary_key_or_by_period(copied: CopiedTable) -> None:
    key = [column.name for column in copied.table.primary_key]
    assert ["org_id", *(name for name in copied.key if name != "org_id")] == (key or ["org_id", "level", "start_at"])
