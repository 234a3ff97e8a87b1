"""`pentagraph copy` as a script meets it: counts on standard output, reasons on standard error, and the code."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.gateway.cli.shell import TASK, Shell

pytestmark = pytest.mark.slow


def url(path: Path) -> str:
    """URL of a SQLite file."""
    return f"sqlite+aiosqlite:///{path}"


def sql(path: Path, script: str) -> None:
    """Changes a SQLite file behind the program's back."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A store with one task."""
    path = tmp_path / "source.db"
    Shell(tmp_path, url(path))("load", "-", given=TASK)
    return path


@pytest.fixture
def pentagraph(tmp_path: Path) -> Shell:
    """The command, with no store of its own."""
    return Shell(tmp_path, url(tmp_path / "unused.db"))


def test_a_copy_says_what_it_wrote_and_counts_both_sides(pentagraph: Shell, source: Path, tmp_path: Path) -> None:
    arguments = ("copy", "--from", url(source), "--to", url(tmp_path / "target.db"))
    first = pentagraph(*arguments)
    assert [line for line in first.stdout.splitlines() if "rollup" not in line] == [
        "default\timport\t1\t1",
        "default\ttask\t1\t1",
        "default\torganization\t1\t1",
    ]
    assert "3 of 3 rows: organization of default" in first.stderr
    assert first.stderr.endswith(f"3 rows written to {url(tmp_path / 'target.db')}\n")
    again = pentagraph(*arguments)
    assert (again.stdout, again.stderr.splitlines()[-1]) == (first.stdout, "nothing to copy: source and target are the same")
    assert not (tmp_path / "unused.db").exists()


def test_a_target_that_loses_rows_ends_with_a_code(pentagraph: Shell, source: Path, tmp_path: Path) -> None:
    target = tmp_path / "target.db"
    pentagraph("migrate", "--database", url(target))
    sql(target, "CREATE TRIGGER thief AFTER INSERT ON task BEGIN DELETE FROM task WHERE id = new.id; END")
    done = pentagraph("copy", "--from", url(source), "--to", url(target), code=1)
    assert "default\ttask\t1\t0" in done.stdout
    assert "source and target differ" in done.stderr


def test_a_source_that_is_not_there_is_not_made(pentagraph: Shell, tmp_path: Path) -> None:
    missing, target = tmp_path / "missing.db", tmp_path / "target.db"
    done = pentagraph("copy", "--from", url(missing), "--to", url(target), code=1)
    assert done.stderr == f"pentagraph: file not found: {missing}\n"
    assert not missing.exists()
    assert not target.exists()


def test_a_source_that_is_no_store_is_refused(pentagraph: Shell, tmp_path: Path) -> None:
    sql(tmp_path / "other.db", "CREATE TABLE cake (id)")
    done = pentagraph("copy", "--from", url(tmp_path / "other.db"), "--to", url(tmp_path / "target.db"), code=1)
    assert "is not a Pentagraph store" in done.stderr


@pytest.mark.parametrize("side", ["source", "target"])
def test_both_must_be_of_this_version(pentagraph: Shell, source: Path, tmp_path: Path, side: str) -> None:
    target = tmp_path / "target.db"
    pentagraph("migrate", "--database", url(target))
    sql(tmp_path / f"{side}.db", "UPDATE alembic_version SET version_num = '0001'")
    done = pentagraph("copy", "--from", url(source), "--to", url(target), code=1)
    assert f"{url(tmp_path / f'{side}.db')} was created by a development version" in done.stderr
    assert "create a new store and load the data again" in done.stderr


def test_a_store_is_not_copied_to_itself(pentagraph: Shell, source: Path) -> None:
    done = pentagraph("copy", "--from", url(source), "--to", f"sqlite:////{source}", code=1)
    assert "source and target are the same database" in done.stderr


@pytest.mark.slow
def test_an_organization_can_be_named(pentagraph: Shell, source: Path, tmp_path: Path) -> None:
    target = url(tmp_path / "target.db")
    pentagraph("org", "create", "second", "--database", url(source))
    assert "second" not in pentagraph("copy", "--from", url(source), "--to", target, "--org", "default").stdout
    assert "second\torganization\t1\t1" in pentagraph("copy", "--from", url(source), "--to", target, "--org", "second").stdout
    assert (
        "organization 'third' does not exist in the source"
        in pentagraph("copy", "--from", url(source), "--to", target, "--org", "third", code=1).stderr
    )
