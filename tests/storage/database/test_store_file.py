"""A store file that is locked, deleted, replaced, on a full disk, or beside a large log."""

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.accounts.keys import ensure_organization
from storage.database.opening import open_database
from storage.database.protocol import Database
from storage.database.sqlite_connections import LARGEST_LOG
from storage.errors import DatabaseUnavailable
from storage.migrations.migrate import check, prepare, require
from storage.nouns.record import Instant
from storage.nouns.run import Run
from storage.writing.writer import write

pytestmark = pytest.mark.skipif(os.name != "posix", reason="files that are open cannot be deleted elsewhere")


@pytest.fixture
def path(sqlite_url: str) -> Path:
    """The file of an empty store."""
    return Path(sqlite_url.partition("///")[2])


@pytest.fixture
async def store(sqlite_url: str, anyio_backend: str) -> AsyncIterator[Database]:
    """The store, open, with an organization."""
    database = await open_database(sqlite_url, readers=2)
    await ensure_organization(database, "acme")
    yield database
    await database.close()


def a_run(name: str) -> Run:
    return Run(id=name, at=Instant(1), error="x" * 1000)


async def test_a_store_is_opened_and_read_while_another_process_writes(sqlite_url: str, path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        other.execute("CREATE TABLE written_meanwhile (id INTEGER)")
        await prepare(sqlite_url)
        await require(sqlite_url)
        database = await open_database(sqlite_url, readers=1)
        try:
            await check(database)
            assert await database.rows("SELECT count(*) FROM run") == [(0,)]
        finally:
            await database.close()
    finally:
        other.close()


def replaced(path: Path) -> None:
    copy = path.with_name("copy.db")
    shutil.copy(path, copy)
    copy.rename(path)


@pytest.mark.parametrize("change", [Path.unlink, replaced], ids=["deleted", "replaced"])
async def test_a_file_that_was_deleted_or_replaced_is_refused(store: Database, path: Path, change: object) -> None:
    await write(store, "acme", [a_run("1")])
    assert await store.value("SELECT count(*) FROM run", ()) == b"1"
    change(path)  # type: ignore[operator]
    for attempt in (
        lambda: write(store, "acme", [a_run("2")]),
        lambda: store.rows("SELECT count(*) FROM run"),
        lambda: store.value("SELECT count(*) FROM run", ()),
        lambda: check(store),
        lambda: _snapshot(store),
    ):
        with pytest.raises(DatabaseUnavailable, match="deleted or replaced"):
            await attempt()


async def _snapshot(store: Database) -> None:
    async with store.snapshot() as snapshot:
        await snapshot.rows("SELECT 1")


async def _write_while_replaced(store: Database, path: Path) -> None:
    async with store.transaction() as transaction:
        await transaction.execute("DELETE FROM run")
        replaced(path)


async def test_what_was_written_to_a_file_that_is_replaced_meanwhile_is_not_acknowledged(store: Database, path: Path) -> None:
    with pytest.raises(DatabaseUnavailable, match="deleted or replaced"):
        await _write_while_replaced(store, path)


@pytest.mark.slow
async def test_a_log_that_a_long_reader_let_grow_is_cut_off(store: Database, path: Path) -> None:
    log = path.with_name(f"{path.name}-wal")
    async with store.snapshot():
        for batch in range(30):
            await write(store, "acme", [a_run(f"{batch}/{number}") for number in range(700)])
        assert log.stat().st_size > LARGEST_LOG
        await store.shorten_log()
        assert log.stat().st_size > LARGEST_LOG
    await store.shorten_log()
    assert log.stat().st_size == 0
    assert await store.rows("SELECT count(*) FROM run") == [(21_000,)]


@pytest.mark.slow
async def test_a_log_that_a_long_reader_let_grow_is_cut_by_later_writes(store: Database, path: Path) -> None:
    async with store.snapshot():
        for batch in range(30):
            await write(store, "acme", [a_run(f"{batch}/{number}") for number in range(700)])
    for name in ("a", "b", "c"):
        await write(store, "acme", [a_run(name)])
    assert path.with_name(f"{path.name}-wal").stat().st_size <= LARGEST_LOG


READ = """
import asyncio, sys
from storage.accounts.keys import ensure_organization
from storage.database.opening import open_database
from storage.errors import DatabaseUnavailable
from storage.migrations.migrate import prepare

async def main():
    await prepare(sys.argv[1])
    database = await open_database(sys.argv[1], readers=1)
    assert await database.value("SELECT count(*) FROM alembic_version", ()) == b"1"
    async with database.snapshot() as snapshot:
        await snapshot.rows("SELECT 1")
    try:
        await ensure_organization(database, "acme")
    except DatabaseUnavailable as error:
        print(error.message)
    await database.close()

asyncio.run(main())
"""


def _no_byte_more() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


@pytest.mark.slow
def test_a_store_on_a_full_disk_can_be_read(sqlite_url: str, path: Path) -> None:
    assert not path.with_name(f"{path.name}-wal").exists()
    done = subprocess.run(
        [sys.executable, "-c", READ, sqlite_url], preexec_fn=_no_byte_more, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (
        0, "the database cannot be written: the disk was full or read-only when it was opened; restart when it is not\n",
    ), done.stderr  # fmt: skip


async def test_a_store_read_from_a_full_disk_is_not_read_after_another_process_wrote(sqlite_url: str, path: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        database = await open_database(sqlite_url, readers=1)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    try:
        assert await database.rows("SELECT count(*) FROM run") == [(0,)]
        other = sqlite3.connect(path)
        other.execute("CREATE TABLE written_meanwhile (id INTEGER)")
        other.commit()
        with pytest.raises(DatabaseUnavailable, match="changed by another process"):
            await database.rows("SELECT count(*) FROM run")
        other.close()
    finally:
        await database.close()
