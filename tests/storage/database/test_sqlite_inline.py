"""Statements on the event loop's own thread: only those that are short, and never to the harm of a long one."""

from pathlib import Path

import pytest

from storage.database.opening import open_database
from storage.database.sqlite_inline import STEPS, InlineReader, NotInline
from storage.database.store_file import StoreFile

COUNT = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) SELECT count(*) FROM n"


@pytest.fixture
def quick(tmp_path: Path):
    reader = InlineReader(StoreFile.open(tmp_path / "store.db", 1.0), (), 10)
    yield reader
    reader.close()


def test_a_statement_that_has_not_shown_to_be_quick_is_not_run(quick: InlineReader) -> None:
    with pytest.raises(NotInline):
        quick.rows("SELECT 1", ())


def test_a_statement_that_a_reader_answered_fast_is_run(quick: InlineReader) -> None:
    quick.took("SELECT ?", 0.0001)
    assert quick.rows("SELECT ?", ("a",)) == [(b"a",)]


def test_a_statement_that_a_reader_took_long_for_is_not_run(quick: InlineReader) -> None:
    quick.took("SELECT 1", 5.0)
    with pytest.raises(NotInline):
        quick.rows("SELECT 1", ())


def test_a_quick_statement_that_grows_long_is_stopped_and_not_tried_again(quick: InlineReader) -> None:
    quick.took(COUNT, 0.0001)
    assert quick.rows(COUNT, (10,)) == [(10,)]
    with pytest.raises(NotInline):
        quick.rows(COUNT, (10_000_000,))
    with pytest.raises(NotInline):
        quick.rows(COUNT, (10,))


def test_a_short_statement_is_run_however_often_it_has_run(quick: InlineReader) -> None:
    quick.took(COUNT, 0.0001)
    assert [quick.rows(COUNT, (10,)) for _ in range(5 * STEPS)] == [[(10,)]] * (5 * STEPS)


def test_the_steps_of_each_run_are_counted_from_its_start(quick: InlineReader) -> None:
    rows = next(n for n in range(1, STEPS) if not _runs(quick, n)) - 1
    quick._known.clear()
    quick.took(COUNT, 0.0001)
    assert rows > STEPS / 50
    assert [quick.rows(COUNT, (rows * 9 // 10,)) for _ in range(100)]


def _runs(quick: InlineReader, rows: int) -> bool:
    quick.took(COUNT, 0.0001)
    try:
        quick.rows(COUNT, (rows,))
    except NotInline:
        return False
    return True


async def test_the_database_answers_alike_on_either_thread(sqlite_url: str) -> None:
    database = await open_database(sqlite_url)
    try:
        answers = [await database.value(COUNT, [size]) for size in (10, 10, 20, 200_000, 30)]
    finally:
        await database.close()
    assert answers == [b"10", b"10", b"20", b"200000", b"30"]


async def test_the_quick_connection_reads_only(sqlite_url: str) -> None:
    database = await open_database(sqlite_url)
    try:
        statement = "DELETE FROM organization RETURNING org_id"
        database._inline.took(statement, 0.0001)
        with pytest.raises(Exception, match="read-only"):
            await database.value(statement, [])
    finally:
        await database.close()


async def test_what_was_just_written_is_read(sqlite_url: str) -> None:
    database = await open_database(sqlite_url)
    statement = "SELECT count(*) FROM organization"
    try:
        before = [await database.value(statement, []) for _ in range(3)]
        async with database.transaction() as transaction:
            await transaction.execute("INSERT INTO organization (org_id, name, created_at) VALUES ('quick', 'Quick', 0)")
        after = await database.value(statement, [])
    finally:
        await database.close()
    assert len(set(before)) == 1
    assert int(after or b"0") == int(before[0] or b"0") + 1


async def test_small_statements_of_keys_and_readiness_are_run_here_with_text_as_str(sqlite_url: str) -> None:
    database = await open_database(sqlite_url)
    try:
        database._inline.took("SELECT ?, 1, NULL", 0.0001)
        assert await database.rows("SELECT ?, 1, NULL", ["ü"]) == [("ü", 1, None)]
        assert not database._service._opened
    finally:
        await database.close()


def test_a_statement_that_could_not_be_run_for_a_moment_is_tried_again(quick: InlineReader) -> None:
    quick._connection.execute("CREATE TABLE t (x)")
    quick.took("SELECT x FROM t", 0.0001)
    assert quick.rows("SELECT x FROM t", ()) == []
    quick._connection.execute("ALTER TABLE t RENAME TO u")
    with pytest.raises(NotInline):
        quick.rows("SELECT x FROM t", ())
    quick._connection.execute("ALTER TABLE u RENAME TO t")
    assert quick.rows("SELECT x FROM t", ()) == []
