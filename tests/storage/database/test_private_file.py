"""Only the account that runs the program can read and write the files of a store."""

import logging
import os
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.accounts.keys import ensure_organization
from storage.copying import copy
from storage.database.opening import open_database
from storage.database.private_file import open_to_others
from storage.migrations.migrate import migrate, prepare

pytestmark = pytest.mark.skipif(os.name != "posix", reason="modes of files are POSIX")


@pytest.fixture(autouse=True, params=[0o000, 0o022])
def _umask(request: pytest.FixtureRequest) -> Iterator[None]:
    """An account that lets everyone read, or even write, what it creates."""
    before = os.umask(request.param)
    yield
    os.umask(before)


def url_of(path: Path) -> str:
    """The URL of a SQLite file."""
    return f"sqlite+aiosqlite:///{path}"


def modes(folder: Path) -> dict[str, int]:
    """The mode of each file."""
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize("create", [prepare, migrate])
async def test_each_file_of_a_new_store_is_private(tmp_path: Path, create: object) -> None:
    url = url_of(tmp_path / "new.db")
    await create(url)  # type: ignore[operator]
    database = await open_database(url, readers=1)
    try:
        await ensure_organization(database, "acme")
        assert modes(tmp_path) == {"new.db": 0o600, "new.db-wal": 0o600, "new.db-shm": 0o600}
    finally:
        await database.close()


async def test_the_rollback_journal_is_private_too(tmp_path: Path) -> None:
    await prepare(url_of(tmp_path / "new.db"))
    connection = sqlite3.connect(tmp_path / "new.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO organization (org_id, name, created_at) VALUES ('a', 'a', 1)")
    assert modes(tmp_path) == {"new.db": 0o600, "new.db-journal": 0o600}
    connection.close()


async def test_a_link_to_a_file_that_is_not_there_yet_creates_a_private_one(tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(tmp_path / "new.db")
    await prepare(url_of(tmp_path / "link.db"))
    assert modes(tmp_path)["new.db"] == 0o600


async def test_the_target_of_a_copy_is_private(sqlite_url: str, tmp_path: Path) -> None:
    folder = tmp_path / "target"
    folder.mkdir()
    await prepare(url_of(folder / "copy.db"))
    source, target = await open_database(sqlite_url, readers=1), await open_database(url_of(folder / "copy.db"), readers=1)
    await copy(source, target)
    await source.close()
    await target.close()
    assert set(modes(folder).values()) == {0o600}


@pytest.mark.parametrize(("mode", "warns"), [(0o600, False), (0o400, False), (0o644, True), (0o640, True), (0o606, True)])
async def test_a_store_that_others_can_read_or_write_is_reported_when_it_is_opened(
    sqlite_url: str, tmp_path: Path, mode: int, warns: bool, caplog: pytest.LogCaptureFixture
) -> None:
    path = Path(sqlite_url.partition("///")[2])
    moved = tmp_path / f"{mode:o}.db"
    shutil.copy(path, moved)
    moved.chmod(mode | 0o200 if os.geteuid() else mode)
    with caplog.at_level(logging.WARNING, "pentagraph"):
        await (await open_database(url_of(moved), readers=1)).close()
    assert (f"run: chmod 600 '{moved}'" in caplog.text) is warns
    assert stat.S_IMODE(moved.stat().st_mode) & 0o077 == mode & 0o077, "an existing file keeps the permissions that it has"


async def test_an_open_log_beside_a_private_file_is_reported(tmp_path: Path) -> None:
    (tmp_path / "x.db").touch(0o600)
    (tmp_path / "x.db-wal").touch()
    (tmp_path / "x.db-wal").chmod(0o644)
    assert open_to_others(tmp_path / "x.db") == [tmp_path / "x.db-wal"]
