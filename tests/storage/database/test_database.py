"""Reading and writing through the database, its limits and what it refuses."""

import asyncio
import subprocess
import sys
from contextlib import AsyncExitStack, suppress
from pathlib import Path

import pytest

import storage.database.postgres
import storage.database.sharing
import storage.database.sqlite
from storage.database.opening import open_database, shown
from storage.database.postgres import LOOKUP_READERS
from storage.database.protocol import Database, Parameters, Transaction
from storage.errors import BadUserInput, DatabaseUnavailable, Overloaded, StatementTimeout
from tests.project import PROJECT

ADD = {
    "sqlite": "INSERT INTO organization (org_id, name, created_at) VALUES (?, ?, 0)",
    "postgresql": "INSERT INTO organization (org_id, name, created_at) VALUES ($1, $2, 0)",
}
ENDLESS = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
    "postgresql": "SELECT pg_sleep(1000)",
}
TEXT = {"sqlite": "SELECT ?", "postgresql": "SELECT $1::text"}
JSON = {"sqlite": "SELECT json_object('a', ?)", "postgresql": "SELECT json_build_object('a', $1::text)"}


async def add(transaction: Transaction, database: Database, org_id: str) -> None:
    await transaction.execute(ADD[database.dialect.name], [org_id, org_id])


async def organizations(database: Database) -> list[str]:
    return [row[0] for row in await database.rows("SELECT org_id FROM organization ORDER BY org_id")]


async def test_a_value_is_utf_8_bytes(database: Database) -> None:
    assert await database.value(TEXT[database.dialect.name], ["Grüße 👋"]) == "Grüße 👋".encode()


async def test_a_json_value_is_the_bytes_of_its_text(database: Database) -> None:
    found = await database.value(JSON[database.dialect.name], ["é"])
    assert found is not None
    assert found.replace(b" ", b"") == '{"a":"é"}'.encode()


async def test_a_number_is_the_bytes_of_its_text(database: Database) -> None:
    assert await database.value("SELECT 42", []) == b"42"


async def test_no_row_and_a_null_are_both_none(database: Database) -> None:
    assert await database.value("SELECT org_id FROM organization", []) is None
    assert await database.value("SELECT NULL", []) is None


async def test_rows_hold_text_as_str(database: Database) -> None:
    async with database.transaction() as transaction:
        await add(transaction, database, "acme")
    assert await database.rows("SELECT org_id, created_at FROM organization") == [("acme", 0)]


async def test_readers_cannot_write(database: Database) -> None:
    with pytest.raises(Exception, match=r"readonly|read-only"):
        await database.rows("DELETE FROM organization")


async def test_a_transaction_that_raises_leaves_nothing(database: Database) -> None:
    async def fails() -> None:
        async with database.transaction() as transaction:
            await add(transaction, database, "acme")
            raise KeyError

    with pytest.raises(KeyError):
        await fails()
    assert await organizations(database) == []


async def test_an_error_of_the_file_system_inside_a_transaction_stays_what_it_is(database: Database) -> None:
    with pytest.raises(FileNotFoundError):
        async with database.transaction():
            raise FileNotFoundError


async def test_a_cancelled_transaction_leaves_nothing_and_the_next_one_works(database: Database) -> None:
    inside = asyncio.Event()

    async def never_ends() -> None:
        async with database.transaction() as transaction:
            await add(transaction, database, "gone")
            inside.set()
            await transaction.rows(ENDLESS[database.dialect.name])

    task = asyncio.create_task(never_ends())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with database.transaction() as transaction:
        await add(transaction, database, "here")
    assert await organizations(database) == ["here"]


async def test_a_transaction_cancelled_again_while_it_ends_does_not_disturb_the_next_one(database: Database) -> None:
    inside = asyncio.Event()

    async def never_ends() -> None:
        async with database.transaction() as transaction:
            await add(transaction, database, "gone")
            inside.set()
            await transaction.rows(ENDLESS[database.dialect.name])

    task = asyncio.create_task(never_ends())
    await inside.wait()
    while not task.done():
        task.cancel()
        await asyncio.sleep(0)
    async with database.transaction() as transaction:
        await add(transaction, database, "here")
    assert await organizations(database) == ["here"]


async def test_a_value_of_the_wrong_type_is_not_taken_for_a_database_that_is_gone(database: Database) -> None:
    wrong = {"sqlite": ("SELECT ?", object()), "postgresql": ("SELECT $1::bigint", "seven")}[database.dialect.name]
    with pytest.raises(Exception, match=r"type|integer") as caught:
        await database.value(wrong[0], [wrong[1]])
    assert not isinstance(caught.value, DatabaseUnavailable)


async def test_a_statement_that_runs_too_long_is_interrupted(database: Database) -> None:
    with pytest.raises(StatementTimeout, match=r"longer than 0\.05 seconds") as caught:
        await database.value(ENDLESS[database.dialect.name], [], timeout=0.05)
    assert caught.value.facts == {"limit": 0.05}


async def test_every_reader_works_again_after_timeouts(database: Database) -> None:
    endless = (database.value(ENDLESS[database.dialect.name], [], timeout=0.05) for _ in range(9))
    outcomes = await asyncio.gather(*endless, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [StatementTimeout] * 9
    assert await asyncio.gather(*(database.value("SELECT 1", []) for _ in range(9))) == [b"1"] * 9


async def test_every_reader_works_again_after_cancellations(database: Database) -> None:
    tasks = [asyncio.create_task(database.value(ENDLESS[database.dialect.name], [])) for _ in range(9)]
    await asyncio.wait(tasks, timeout=0.05)
    for task in tasks:
        task.cancel()
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [asyncio.CancelledError] * 9
    assert await asyncio.gather(*(database.value("SELECT 1", []) for _ in range(9))) == [b"1"] * 9


async def test_more_statements_than_readers_all_get_their_own_answer(database: Database) -> None:
    sql = TEXT[database.dialect.name]
    answers = await asyncio.gather(*(database.value(sql, [str(number)]) for number in range(100)))
    assert answers == [str(number).encode() for number in range(100)]


async def test_wrong_sql_does_not_cost_a_reader(database: Database) -> None:
    for _ in range(5):
        with pytest.raises(Exception, match="nowhere"):
            await database.value("SELECT * FROM nowhere", [])
    assert await database.value("SELECT 1", []) == b"1"


async def test_writers_take_turns(database: Database) -> None:
    async def grow(number: int) -> None:
        async with database.transaction() as transaction:
            await add(transaction, database, f"org{number:02}")

    await asyncio.gather(*(grow(number) for number in range(20)))
    assert await organizations(database) == [f"org{number:02}" for number in range(20)]


async def test_a_reader_sees_nothing_of_a_transaction_before_it_ends(database: Database) -> None:
    async with database.transaction() as transaction:
        await add(transaction, database, "acme")
        assert await organizations(database) == []
    assert await organizations(database) == ["acme"]


async def test_inserted_rows_are_those_given(database: Database) -> None:
    rows: list[Parameters] = [("a", "A", 1), ("b", "B", 2)]
    async with database.transaction() as transaction:
        await transaction.insert("organization", ["org_id", "name", "created_at"], rows)
    assert await database.rows("SELECT org_id, name, created_at FROM organization ORDER BY 1") == rows


@pytest.mark.parametrize(
    "url", ["sqlite://", "sqlite:///:memory:", "sqlite+aiosqlite:///", "sqlite:///file:x?mode=memory&uri=true"]
)
async def test_a_database_in_memory_is_refused(url: str) -> None:
    with pytest.raises(BadUserInput, match="use a file"):
        await open_database(url)


@pytest.mark.parametrize("url", ["", "nonsense", "mysql://localhost/x", "sqlite+pysqlite:///x.db", "postgresql+psycopg://h/x"])
async def test_a_url_of_something_else_is_refused_with_what_to_use(url: str) -> None:
    with pytest.raises(BadUserInput, match=r"sqlite\+aiosqlite:///file.db or postgresql\+asyncpg://"):
        await open_database(url)


async def test_a_directory_that_is_not_there_is_an_unavailable_database(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnavailable, match="cannot be opened"):
        await open_database(f"sqlite:///{tmp_path}/none/x.db")


async def test_a_file_that_is_no_database_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("not a database, " * 100)
    with pytest.raises(DatabaseUnavailable, match="not a SQLite database"):
        await open_database(f"sqlite:///{tmp_path}/x.db")


async def test_a_server_that_does_not_answer_is_an_unavailable_database() -> None:
    with pytest.raises(DatabaseUnavailable):
        await open_database("postgresql://nobody:secret@127.0.0.1:1/x")


def test_a_password_is_not_shown() -> None:
    assert shown("postgresql://me:secret@db.example/x") == "postgresql+asyncpg://me:***@db.example/x"


MEMORY_USED = """
import asyncio, ctypes, sys, _sqlite3
from storage.database.opening import open_database
from storage.database.postgres import LOOKUP_READERS
from storage.migrations.migrate import prepare
async def main():
    await prepare(sys.argv[1])
    database = await open_database(sys.argv[1], memory_statistics=sys.argv[2] == "on")
    print(ctypes.CDLL(_sqlite3.__file__).sqlite3_memory_used() > 0)
    await database.close()
asyncio.run(main())
"""


@pytest.mark.slow
@pytest.mark.parametrize(("setting", "counted"), [("on", "True"), ("off", "False")])
def test_sqlite_counts_its_memory_only_where_that_is_asked_for(tmp_path: Path, setting: str, counted: str) -> None:
    command = [sys.executable, "-c", MEMORY_USED, f"sqlite:///{tmp_path}/x.db", setting]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=PROJECT)
    assert done.stdout.strip() == counted


async def test_snapshots_that_are_read_slowly_keep_no_writer_waiting(
    postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage.database.sharing, "SLOT_SECONDS", 0.5)
    opened = await open_database(postgresql_url, readers=1)
    try:
        async with AsyncExitStack() as held:
            for _ in range(storage.database.postgres.SNAPSHOTS):
                snapshot = await held.enter_async_context(opened.snapshot())
                assert await snapshot.rows("SELECT count(*) FROM organization") == [(0,)]
            async with asyncio.timeout(600), opened.transaction() as transaction:
                await transaction.execute("INSERT INTO organization (org_id, name, created_at) VALUES ('o', 'O', 0)")
            assert await snapshot.rows("SELECT count(*) FROM organization") == [(0,)]
            with pytest.raises(Overloaded, match="Try again"):
                await held.enter_async_context(opened.snapshot())
        async with opened.snapshot() as later:
            assert await later.rows("SELECT count(*) FROM organization") == [(1,)]
    finally:
        await opened.close()


async def test_readers_of_postgresql_plan_each_execution_for_its_values(postgresql_url: str) -> None:
    database = await open_database(postgresql_url, readers=1)
    try:
        for number in range(12):
            await database.rows("SELECT org_id FROM organization WHERE created_at < $1", [number])
        plans = await database.rows(
            "SELECT sum(generic_plans)::int, max(custom_plans)::int FROM pg_prepared_statements WHERE parameter_types <> '{}'"
        )
    finally:
        await database.close()
    assert plans == [(0, 12)]


async def test_a_statement_with_one_plan_for_all_values_is_answered_alike(database: Database) -> None:
    mark = "?" if database.dialect.name == "sqlite" else "$1"
    async with database.transaction() as transaction:
        await add(transaction, database, "acme")
    sql = f"SELECT name FROM organization WHERE org_id = {mark}"
    answers = [await database.value(sql, [org], owner="acme", has_one_plan=True) for org in ("acme", "none", "acme")]
    assert answers == [b"acme", None, b"acme"]
    assert await asyncio.gather(*(database.value(sql, ["acme"], has_one_plan=True) for _ in range(20))) == [b"acme"] * 20


async def test_postgresql_keeps_the_plan_of_a_statement_with_one_plan_for_all_values(postgresql_url: str) -> None:
    database = await open_database(postgresql_url)
    kept = "SELECT coalesce(sum(generic_plans), 0)::text FROM pg_prepared_statements WHERE statement LIKE '%org_id = $1'"
    try:
        for number in range(12):
            await database.value("SELECT name FROM organization WHERE org_id = $1", [str(number)], has_one_plan=True)
            await database.value("SELECT count(*) FROM organization WHERE org_id = $1", [str(number)])
        assert int(await database.value(kept, [], has_one_plan=True) or 0) > 0
        assert await database.value(kept, []) == b"0"
    finally:
        await database.close()


async def test_while_the_connections_that_keep_plans_are_in_use_readers_answer(postgresql_url: str) -> None:
    database = await open_database(postgresql_url)
    try:
        slow = [asyncio.create_task(database.value("SELECT pg_sleep(600)", [], has_one_plan=True)) for _ in range(LOOKUP_READERS)]
        await asyncio.sleep(0)
        assert database._looking_up == LOOKUP_READERS
        assert await database.value("SELECT 42", [], has_one_plan=True) == b"42"
        assert not any(task.done() for task in slow)
        for task in slow:
            task.cancel()
        await asyncio.wait(slow)
        assert database._looking_up == 0
    finally:
        await database.close()


async def test_writers_and_snapshots_of_postgresql_keep_no_plan(postgresql_url: str) -> None:
    database = await open_database(postgresql_url, readers=1)
    try:
        for place in (database.transaction(), database.snapshot()):
            async with place as transaction:
                for number in range(12):
                    await transaction.rows("SELECT org_id FROM organization WHERE created_at < $1", [number])
                kept = await transaction.rows("SELECT name FROM pg_prepared_statements WHERE parameter_types <> '{}'")
                assert len(kept) == 0
    finally:
        await database.close()


async def test_a_snapshot_sees_what_was_written_after_the_one_before_it(database: Database) -> None:
    for number in range(2 * storage.database.sqlite.KEPT_SNAPSHOTS):
        async with database.snapshot() as snapshot:
            assert await snapshot.rows("SELECT count(*) FROM organization") == [(number,)]
            async with database.transaction() as transaction:
                await add(transaction, database, f"o{number}")
            assert await snapshot.rows("SELECT count(*) FROM organization") == [(number,)]


@pytest.mark.parametrize("failure", [None, KeyError, asyncio.CancelledError])
async def test_a_snapshot_whose_cursor_was_left_open_does_not_hold_the_next_one_back(
    database: Database, failure: type[BaseException] | None
) -> None:
    async with database.transaction() as transaction:
        for number in range(3):
            await add(transaction, database, f"o{number}")
    with suppress(KeyError, asyncio.CancelledError):
        async with database.snapshot() as snapshot:
            cursor = await snapshot.cursor("SELECT org_id FROM organization ORDER BY org_id")
            assert await cursor.fetch(1) == [("o0",)]
            if failure:
                raise failure
    async with database.transaction() as transaction:
        await add(transaction, database, "o3")
    async with database.snapshot() as snapshot:
        assert await snapshot.rows("SELECT count(*) FROM organization") == [(4,)]
