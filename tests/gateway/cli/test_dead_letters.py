"""`pentagraph dead-letters` as an operator meets it."""

import asyncio
from pathlib import Path

import pytest

from storage.accounts.keys import ensure_organization
from storage.database.opening import open_database
from storage.writing.dead_letters import LetterLimits, Unreadable
from storage.writing.origin import Channel, Origin
from storage.writing.write_queue import WriteQueue
from tests.gateway.cli.shell import Shell

pytestmark = pytest.mark.slow

TASK = b'{"noun": "task", "id": "t", "started_at": "2026-05-01T12:00:00Z"}'
FOUND = [
    Unreadable(TASK, "it was too early", "started_at", "ndjson"),
    Unreadable(b"{", "the JSON is incomplete", format="ndjson"),
    Unreadable(b"\xff\x1b[2J", "not known \x1b[2J"),
]


@pytest.fixture
def pentagraph(sqlite_url: str, tmp_path: Path) -> Shell:
    """The command over a store with three dead letters."""

    async def fill() -> None:
        database = await open_database(sqlite_url, readers=1)
        await ensure_organization(database, "default")
        for each in FOUND:
            await WriteQueue(database, max_bytes=1_000_000).reject(Origin("default", Channel.INGEST, "exporter"), [each])
        await database.close()

    asyncio.run(fill())
    return Shell(tmp_path, sqlite_url)


def listed(pentagraph: Shell, *arguments: str) -> list[list[str]]:
    return [line.split("\t") for line in pentagraph("dead-letters", "list", *arguments).stdout.splitlines()]


def test_letters_are_listed_with_the_latest_first(pentagraph: Shell) -> None:
    rows = listed(pentagraph)
    assert [row[2:] for row in rows] == [
        ["INGEST", "", "1", "", "not known \\x1b[2J"],
        ["INGEST", "ndjson", "1", "", "the JSON is incomplete"],
        ["INGEST", "ndjson", "1", "started_at", "it was too early"],
    ]
    assert listed(pentagraph, "--channel", "otlp") == []
    assert len(listed(pentagraph, "--count", "2")) == 2


def test_a_letter_is_shown_with_its_body_on_standard_output(pentagraph: Shell) -> None:
    *_, (letter, *_) = listed(pentagraph)
    done = pentagraph("dead-letters", "show", letter)
    assert done.stdout == TASK.decode() + "\n"
    assert "reason: it was too early\n" in done.stderr
    assert "sender: exporter\n" in done.stderr


def test_what_is_retried_is_stored_or_keeps_its_place_with_code_3(pentagraph: Shell) -> None:
    done = pentagraph("dead-letters", "retry", "--all", code=3)
    assert sorted(line.split("\t")[1] for line in done.stdout.splitlines()) == [
        "Input data was truncated",
        "no format can read it",
        "stored",
    ]
    assert len(listed(pentagraph)) == 2


def test_one_letter_can_be_retried_and_dropped(pentagraph: Shell) -> None:
    (binary, *_), (_broken, *_), (good, *_) = listed(pentagraph)
    assert pentagraph("dead-letters", "retry", good).stdout == f"{good}\tstored\n"
    assert pentagraph("dead-letters", "drop", binary).stdout == "1 dead letters deleted\n"
    assert len(listed(pentagraph)) == 1
    pentagraph("dead-letters", "drop", "--all")
    assert listed(pentagraph) == []


@pytest.mark.parametrize("command", ["retry", "drop"])
def test_ids_or_all_have_to_be_given_and_an_unknown_id_is_refused(pentagraph: Shell, command: str) -> None:
    assert "either ids or --all" in pentagraph("dead-letters", command, code=2).stderr
    assert "either ids or --all" in pentagraph("dead-letters", command, "--all", "x", code=2).stderr
    assert "no dead letter 'x'" in pentagraph("dead-letters", command, "x", code=1).stderr


def test_letters_of_another_organization_are_not_listed(pentagraph: Shell) -> None:
    pentagraph("org", "create", "other")
    assert listed(pentagraph, "--org", "other") == []


def test_what_was_deleted_to_make_room_is_counted(pentagraph: Shell, sqlite_url: str) -> None:
    async def add() -> None:
        database = await open_database(sqlite_url, readers=1)
        queue = WriteQueue(database, max_bytes=1_000_000, letters=LetterLimits(rows=2))
        await queue.reject(Origin("default", Channel.INGEST), [Unreadable(b"new", "new")])
        await database.close()

    asyncio.run(add())
    done = pentagraph("dead-letters", "list")
    assert len(done.stdout.splitlines()) == 2
    assert done.stderr == "2 more were deleted to make room\n"
