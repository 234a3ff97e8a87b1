"""Migrations make what the tables declare, on an empty database, and refuse others."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import create_async_engine

from storage.database.opening import open_database, parse_url
from storage.errors import DatabaseUnavailable, WrongSchema
from storage.migrations.ddl import fingerprint
from storage.migrations.migrate import migrate, prepare, require
from storage.tables import metadata

pytestmark = pytest.mark.slow

POSTGRESQL_SCHEMA = (
    """SELECT table_name, column_name, data_type, is_nullable, collation_name FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name <> 'alembic_version' ORDER BY 1, 2""",
    "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'alembic_version' ORDER BY 1",
    """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
       WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text <> 'alembic_version' ORDER BY 1, 2""",
)
SQLITE_SCHEMA = (
    "SELECT type, name, sql FROM sqlite_master"
    " WHERE tbl_name <> 'alembic_version' AND tbl_name NOT LIKE 'sqlite_stat%' ORDER BY 1, 2",
)


async def schema(url: str) -> list[list[tuple[object, ...]]]:
    database = await open_database(url, readers=1)
    questions = SQLITE_SCHEMA if database.dialect.name == "sqlite" else POSTGRESQL_SCHEMA
    found = [await database.rows(question) for question in questions]
    await database.close()
    return [[tuple(plain(value) for value in row) for row in rows] for rows in found]


def plain(value: object) -> object:
    return re.sub(r"\s+", "", value) if isinstance(value, str) else value


async def run(url: str, *statements: str) -> None:
    engine = create_async_engine(parse_url(url))
    async with engine.begin() as connection:
        for statement in statements:
            await connection.execute(sa.text(statement))
    await engine.dispose()


async def test_migrations_make_exactly_what_the_tables_declare(own_database_url: str) -> None:
    migrated = await schema(own_database_url)
    engine = create_async_engine(parse_url(own_database_url))
    async with engine.begin() as connection:
        await connection.run_sync(metadata.drop_all)
        await connection.run_sync(metadata.create_all)
    await engine.dispose()
    assert migrated == await schema(own_database_url)


async def test_migrating_twice_changes_nothing(own_database_url: str) -> None:
    before = await schema(own_database_url)
    await migrate(own_database_url)
    assert await schema(own_database_url) == before


async def test_an_empty_database_is_prepared_by_all_who_ask_at_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/new.db"
    await asyncio.gather(*(prepare(url) for _ in range(3)))
    assert len((await schema(url))[0]) > 20


async def test_a_database_with_other_tables_is_refused(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/other.db"
    await run(url, "CREATE TABLE cake (flavour TEXT)")
    with pytest.raises(WrongSchema, match="tables of another application"):
        await prepare(url)


async def test_a_database_of_a_newer_version_is_refused(own_database_url: str) -> None:
    await run(own_database_url, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(WrongSchema, match="newer Pentagraph"):
        await prepare(own_database_url)
    with pytest.raises(WrongSchema, match="newer Pentagraph"):
        await migrate(own_database_url)


async def test_a_database_of_an_older_version_is_refused_with_what_to_run(
    own_database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.migrations.migrate._head", lambda: "later")
    with pytest.raises(WrongSchema, match=r"run: pentagraph migrate --database (sqlite|postgresql)"):
        await prepare(own_database_url)


async def test_a_migration_that_fails_leaves_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/half.db"
    await run(url, "CREATE TABLE verdict (in_the_way TEXT)")
    with pytest.raises(DatabaseUnavailable, match="nothing was changed"):
        await migrate(url)
    assert [row[1] for row in (await schema(url))[0]] == ["verdict"]


async def test_a_directory_that_is_not_there_is_an_unavailable_database(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnavailable, match="cannot be opened"):
        await prepare(f"sqlite:///{tmp_path}/none/x.db")


async def test_a_server_that_does_not_answer_is_an_unavailable_database() -> None:
    with pytest.raises(DatabaseUnavailable):
        await migrate("postgresql://127.0.0.1:1/x")


def test_every_key_and_index_begins_with_the_organization() -> None:
    for table in metadata.tables.values():
        assert next(iter(table.c)).name == "org_id"
        assert [column.name for column in table.primary_key][:1] in ([], ["org_id"]), table.name  # cells have no key of their own
        for index in table.indexes:
            assert str(next(iter(index.expressions))) == f"{table.name}.org_id", index.name


def test_no_table_has_a_foreign_key() -> None:
    assert [table.name for table in metadata.tables.values() if table.foreign_keys] == []


def test_the_revision_follows_the_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint()
    monkeypatch.setattr("storage.migrations.ddl.metadata", sa.MetaData())
    fingerprint.cache_clear()
    assert fingerprint() != before
    fingerprint.cache_clear()


@pytest.mark.parametrize("revision", ["0001", "0004", "draft_0123456789ab"])
@pytest.mark.parametrize("open_store", [prepare, migrate, require])
async def test_a_store_from_before_the_first_release_is_refused(
    own_database_url: str, revision: str, open_store: Callable[[str], Awaitable[None]]
) -> None:
    await run(own_database_url, f"UPDATE alembic_version SET version_num = '{revision}'")
    before = await schema(own_database_url)
    with pytest.raises(WrongSchema, match=rf"before the first release \({revision}\).*create a new store"):
        await open_store(own_database_url)
    assert await schema(own_database_url) == before
