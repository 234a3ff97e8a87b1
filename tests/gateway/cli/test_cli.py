"""The command line as a script meets it: what it prints where, and the code with which it ends."""

import json
import os
import pty
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from gateway.cli import app
from schema.graph import sdl
from storage.accounts.keys import SCOPES
from storage.demo import time_text
from storage.demo.options import MINUTE
from storage.ingest.format import FORMATS
from storage.nouns.record import Instant
from tests.gateway.cli.shell import TASK, Shell
from tests.gateway.forked import COMMAND

pytestmark = pytest.mark.slow


@pytest.fixture
def pentagraph(tmp_path: Path) -> Shell:
    """The command over a store that is not there yet."""
    return Shell(tmp_path, f"sqlite+aiosqlite:///{tmp_path / 'new.db'}")


COMMANDS = [
    ("serve",),
    ("work",),
    ("jobs",),
    ("mask",),
    ("jobs", "stop"),
    ("pull", "langfuse"),
    ("pull", "camunda"),
    ("pull", "github"),
    ("pull", "cloudtrail"),
    ("pull", "list"),
    ("pull", "remove"),
    ("dead-letters", "list"),
    ("dead-letters", "show"),
    ("dead-letters", "retry"),
    ("dead-letters", "drop"),
    ("load",),
    ("mapping",),
    ("demo",),
    ("org", "create"),
    ("org", "list"),
    ("org", "license"),
    ("org", "end-tokens"),
    ("key", "create"),
    ("key", "list"),
    ("key", "revoke"),
    ("user", "create"),
    ("user", "list"),
    ("user", "password"),
    ("user", "disable"),
    ("user", "enable"),
    ("schema",),
    ("migrate",),
    ("copy",),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_the_help_of_every_command_has_an_example(command: tuple[str, ...]) -> None:
    shown = CliRunner(env={"COLUMNS": "300", "NO_COLOR": "1"}).invoke(app, [*command, "--help"]).stdout
    assert f"Example: pentagraph {' '.join(command)}" in shown


def test_organizations_and_keys_are_made_listed_and_revoked(pentagraph: Shell) -> None:
    pentagraph("org", "create", "acme", "--name", "Acme")
    assert pentagraph("org", "list").stdout.split("\t")[:2] == ["acme", "Acme"]
    text = pentagraph("key", "create", "acme", "--name", "first", "--scopes", "graph:read,nhi:read", "--days", "3").stdout.strip()
    assert text.startswith("pgk_acme.")
    number, name, scopes, _, state = pentagraph("key", "list", "acme").stdout.strip().split("\t")
    assert (number, name, scopes, state.startswith("valid until")) == (text.split(".")[1], "first", "graph:read nhi:read", True)
    pentagraph("key", "revoke", "acme", number)
    assert "revoked" in pentagraph("key", "list", "acme").stdout
    pentagraph("key", "revoke", "acme", number, code=1)


def test_jobs_are_listed_with_their_state_and_reason(pentagraph: Shell) -> None:
    times = '"created_at": "2026-05-01T12:00:00Z", "ended_at": "2026-05-01T12:05:00Z"'
    failed = (
        f'{{"noun": "job", "id": "job_1", "kind": "rollup", "state": "FAILED", "progress": 0.5, "reason": "gone", {times}}}\n'
    )
    pentagraph("load", "-", given=failed + '{"noun": "job", "id": "job_2", "at": "2026-05-01T13:00:00Z"}\n')
    assert pentagraph("jobs").stdout == "job_1\trollup\tFAILED\t50%\t2026-05-01 12:00\tgone\njob_2\t\t\t\t\t\n"
    assert pentagraph("jobs", "--org", "other").stdout == ""


def test_a_secret_is_shown_once_and_not_among_the_keys(pentagraph: Shell) -> None:
    pentagraph("org", "create", "acme")
    secret = pentagraph("key", "create", "acme", "--name", "first").stdout.strip().rpartition(".")[2]
    assert secret not in pentagraph("key", "list", "acme").stdout


def test_a_scope_or_organization_that_does_not_exist_is_named(pentagraph: Shell) -> None:
    pentagraph("org", "create", "acme")
    for command in (("key", "create", "acme", "--name", "x"), ("user", "create", "acme", "a@b.c")):
        refused = pentagraph(*command, "--scopes", "graph:read,all", code=2).stderr
        assert f"unknown scope: all; use one of: {', '.join(SCOPES)}" in refused
    assert "there is no organization 'nope'" in pentagraph("key", "create", "nope", "--name", "x", code=1).stderr


def test_records_are_loaded_from_standard_input_and_counted(pentagraph: Shell) -> None:
    done = pentagraph("load", "-", given=TASK)
    assert done.stdout == "task\t1\t1\n"
    assert "1 records stored" in done.stderr
    assert pentagraph("load", "-", given=TASK).stdout == "task\t1\t0\n"


def test_a_broken_line_is_reported_the_rest_loaded_and_the_code_is_3(pentagraph: Shell) -> None:
    (pentagraph.folder / "tasks.ndjson").write_text(TASK + '{"noun": "task", "id": 7}\n')
    done = pentagraph("load", "tasks.ndjson", code=3)
    assert "tasks.ndjson:2: field id" in done.stderr
    assert done.stdout == "task\t1\t1\n"


def test_text_of_a_file_cannot_control_the_terminal_or_break_the_report(pentagraph: Shell) -> None:
    (pentagraph.folder / "bad\udcff\x1b.json").write_text(json.dumps({"Records": [{"a": 1}]}))
    log = '<log><trace><string key="concept:name" value="1"/><event><string key="concept:name" value="a"/>'
    log += '<date key="time:timestamp" value="2026-05-01T09:00:00Z"/><string key="lifecycle:transition" value="x&#10;y\u202e"/>'
    (pentagraph.folder / "log.xes").write_text(log + "</event></trace></log>")
    done = pentagraph("load", "bad\udcff\x1b.json", "log.xes", code=3)
    assert "bad\ufffd\\x1b.json: Records[0]: not a CloudTrail event" in done.stderr
    assert r'1 events with transition "x\ny\u202e"' in done.stderr


def test_a_strict_load_stores_nothing_where_a_line_is_broken(pentagraph: Shell) -> None:
    done = pentagraph("load", "-", "--strict", given=TASK + "nonsense\n", code=1)
    assert "nothing was stored" in done.stderr
    assert pentagraph("load", "-", given=TASK).stdout == "task\t1\t1\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("load", "nowhere.ndjson"), "nowhere.ndjson: file not found"),
        (("load", "-", "--at", "yesterday"), "--at: expected an RFC 3339 time"),
        (("load", "-", "--org", "nope"), "there is no organization 'nope'"),
        (("key", "list", "nope"), "there is no organization 'nope'"),
        (("demo", "--days", "0"), "days must be from"),
        (("migrate", "--database", "mysql://x/y"), "unsupported database"),
        (("migrate", "--database", "sqlite+aiosqlite:////nowhere/x.db"), "the database file cannot be opened"),
    ],
)
def test_what_fails_is_said_in_one_line(pentagraph: Shell, arguments: tuple[str, ...], message: str) -> None:
    error = pentagraph(*arguments, given=TASK, code=1).stderr
    assert message in error
    assert len(error.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "instead"),
    [
        (("sevre",), "serve"),
        (("key", "creat"), "create"),
        (("load", "-", "--formt", "csv"), "--format"),
        (("load", "-", "--format", "cvs"), f"use one of: {', '.join(FORMATS)}"),
    ],
)
def test_wrong_usage_names_what_to_write_instead(pentagraph: Shell, arguments: tuple[str, ...], instead: str) -> None:
    assert instead in pentagraph(*arguments, code=2).stderr


@pytest.mark.parametrize("arguments", [("nope",), ("load",), ("demo", "--nope"), ("demo", "--days", "x")])
def test_wrong_usage_ends_with_2(pentagraph: Shell, arguments: tuple[str, ...]) -> None:
    pentagraph(*arguments, code=2)


def test_a_wrong_setting_ends_with_2_and_is_named(pentagraph: Shell) -> None:
    assert "PENTAGRAPH_READRS" in pentagraph("org", "list", code=2, PENTAGRAPH_READRS="1").stderr


def test_a_demo_is_made_once_where_the_store_is_to_be_filled_if_empty(pentagraph: Shell) -> None:
    asked = ("demo", "--days", "2", "--scale", "0.1", "--if-empty")
    assert "new or changed in organization demo" in pentagraph(*asked).stderr
    assert "left as it is" in pentagraph(*asked).stderr


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+asyncpg://me:hunter2@secret@127.0.0.1:9/x",
        "postgresql+asyncpg://me:hunter2:5432x/y",
        "postgresql+asyncpg://me:hunter2@127.0.0.1:port/x",
        "postgresql+asyncpg://me:hunter2@[::1/x",
        "postgresql+asyncpg://me:hunter2@127.0.0.1:99999/x",
        "postgresql+asyncpg://127.0.0.1:9/x?password=hunter2",
        "postgres//me:hunter2@127.0.0.1/x",
        "me:hunter2@127.0.0.1/x",
        "mysql://me:hunter2@127.0.0.1/x",
        "sqlite+aiosqlite://me:hunter2@/x",
    ],
)
@pytest.mark.parametrize("command", [("org", "list"), ("migrate",), ("work",), ("serve", "--port", "0")], ids=" ".join)
def test_no_command_prints_a_part_of_the_password(pentagraph: Shell, command: tuple[str, ...], url: str) -> None:
    done = pentagraph(*command, "--database", url, code=1)
    assert "hunter2" not in done.stdout + done.stderr
    assert "secret@" not in done.stdout + done.stderr
    assert done.stderr.startswith("pentagraph: ")


@pytest.mark.slow
def test_own_data_lies_beside_the_demo_and_is_taken_out_again(pentagraph: Shell) -> None:
    pentagraph("load", "-", given=TASK)
    asked = ("demo", "--days", "2", "--scale", "0.1", "--if-empty")
    assert "new or changed in organization demo" in pentagraph(*asked).stderr, "own data does not keep the demo away"
    listed = pentagraph("org", "list").stdout
    assert [line.split("\t")[0] for line in listed.splitlines()] == ["default", "demo"]
    assert pentagraph("org", "show", "default").stdout == "import\t1\ntask\t1\n"
    assert "--yes" in pentagraph("org", "clear", "default", code=1).stderr
    assert "rows of default deleted" in pentagraph("org", "clear", "default", "--yes").stdout
    assert pentagraph("org", "show", "default").stdout == ""
    assert "task\t" in pentagraph("org", "show", "demo").stdout
    assert "--yes" in pentagraph("demo", "--remove", code=1).stderr
    assert "organization demo deleted" in pentagraph("demo", "--remove", "--yes").stderr
    assert [line.split("\t")[0] for line in pentagraph("org", "list").stdout.splitlines()] == ["default"]
    for command in ("show", "clear", "delete"):
        confirmed = () if command == "show" else ("--yes",)
        assert "no organization 'demo'" in pentagraph("org", command, "demo", *confirmed, code=1).stderr


def test_an_organization_is_deleted_and_only_the_organization_of_a_demo_is_removed_as_one(pentagraph: Shell) -> None:
    pentagraph("load", "-", given=TASK)
    assert "org delete default" in pentagraph("demo", "--remove", "--org", "default", "--yes", code=1).stderr
    assert "--yes" in pentagraph("org", "delete", "default", code=1).stderr
    assert "organization default deleted" in pentagraph("org", "delete", "default", "--yes").stdout
    assert pentagraph("org", "list").stdout == ""


def test_an_import_is_listed_shown_and_undone(pentagraph: Shell) -> None:
    pentagraph("load", "-", given=TASK)
    listed = pentagraph("imports", "list").stdout.split("\t")
    assert listed[:4] == ["1", "LOAD", "", "stdin"]
    assert listed[5:] == ["STORED", "1", "0", "0\n"]
    assert "only here: task\t1" in pentagraph("imports", "show", "1").stdout
    refused = pentagraph("import", "undo", "1", code=1)
    assert refused.stdout == "task\t1\n"
    assert "--yes" in refused.stderr
    assert "import 1 of default undone: 1 rows deleted" in pentagraph("import", "undo", "1", "--yes").stderr
    assert "\tUNDONE\t" in pentagraph("imports", "list").stdout
    assert "no import 2" in pentagraph("imports", "show", "2", code=1).stderr


@pytest.mark.slow
def test_a_demo_ends_now_and_keeps_its_end(pentagraph: Shell) -> None:
    asked = ("demo", "--days", "2", "--scale", "0.1")
    before = time.time_ns() // 1000
    first = pentagraph(*asked).stderr
    end = Instant.parse(first.rpartition("--until ")[2].strip())
    assert before - MINUTE < end <= time.time_ns() // 1000
    assert end % MINUTE == 0
    again = pentagraph(*asked).stderr
    assert "0 rows new or changed" in again
    assert time_text(end) in again
    assert time_text(end) in pentagraph(*asked, "--until", "2026-06-01T00:00:00Z", code=1).stderr


@pytest.mark.slow
def test_the_same_demo_again_adds_nothing(pentagraph: Shell) -> None:
    asked = ("demo", "--days", "2", "--scale", "0.1", "--until", "2026-06-01T00:00:00Z")
    pentagraph(*asked)
    assert "\n0 rows new or changed" in pentagraph(*asked).stderr


def test_the_schema_is_printed_as_it_stands_in_the_repository(pentagraph: Shell) -> None:
    assert pentagraph("schema").stdout == sdl()


def test_a_store_is_migrated_twice_without_harm(pentagraph: Shell) -> None:
    for _ in range(2):
        assert "is up to date" in pentagraph("migrate").stdout


@pytest.mark.parametrize("command", [("serve", "--port", "0"), ("migrate",), ("load", "-"), ("work",)], ids=" ".join)
def test_a_store_from_before_the_first_release_is_refused(pentagraph: Shell, command: tuple[str, ...]) -> None:
    pentagraph("migrate")
    with closing(sqlite3.connect(pentagraph.folder / "new.db")) as store, store:
        store.execute("UPDATE alembic_version SET version_num = '0004'")
    assert "create a new store and load the data again" in pentagraph(*command, code=1).stderr


def test_the_version_is_told(pentagraph: Shell) -> None:
    assert pentagraph("--version").stdout.startswith("pentagraph 0.")


def test_other_machines_are_not_let_in_without_a_key(pentagraph: Shell) -> None:
    assert "pentagraph key create" in pentagraph("serve", "--host", "0.0.0.0", code=2).stderr  # noqa: S104 - refused


@pytest.mark.server
def test_the_command_ends_its_process_with_the_code_and_one_line(pentagraph: Shell) -> None:
    asked = [*COMMAND, "load", "nowhere.ndjson"]
    done = subprocess.run(asked, env=pentagraph.environment, capture_output=True, text=True, timeout=600)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)


@pytest.mark.server
def test_a_terminal_is_shown_a_bar(pentagraph: Shell) -> None:
    ours, theirs = pty.openpty()
    subprocess.run(
        [*COMMAND, "demo", "--days", "2", "--scale", "0.1"],
        cwd=pentagraph.folder,
        env={**pentagraph.environment, "TERM": "xterm"},
        stderr=theirs,
        check=True,
        timeout=600,
    )
    os.close(theirs)
    shown = os.read(ours, 65_536).decode()
    os.close(ours)
    assert "━" in shown


def test_json_and_other_text_in_lists_is_not_taken_for_markup(pentagraph: Shell) -> None:
    pentagraph("org", "create", "acme", "--name", json.dumps(["[red]"]))
    assert '["[red]"]' in pentagraph("org", "list").stdout
