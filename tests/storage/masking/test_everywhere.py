"""No planted secret reaches the store on any way that writes, on either database, and every way stores the same."""

import io
import json
from pathlib import Path

import pytest

from storage.database.protocol import Database
from storage.ingest.loading import LoadOptions, load, load_by
from storage.ingest.ndjson import items_of_lines
from storage.ingest.reader import Broken
from storage.ingest.rejecting import letter_of
from storage.ingest.source import Source
from storage.masking.records import Masking
from storage.masking.rules import Action, FieldRule, Rules
from storage.nouns.record import Instant, Record
from storage.nouns.run import Run
from storage.writing.origin import Channel, Origin
from storage.writing.write_queue import WriteQueue
from tests.storage.contents import contents
from tests.storage.dead_letter_rows import letters
from tests.storage.masking.everywhere import found_anywhere
from tests.storage.masking.planted import PLANTED, in_context

AT = "2026-05-01T12:00:00Z"
SECRET = "a secret of the test"  # noqa: S105 - of no use elsewhere
NAME = "grace.hopper@example.net"
RULES = Rules(
    patterns={"secrets": Action.REPLACE, "personal": Action.HASH, "addresses": Action.REPLACE},
    rules=(FieldRule("nhi", "id", Action.HASH), FieldRule("*", "nhi_id", Action.HASH), FieldRule("run", "user_id", Action.DROP)),
)
TEXT = " | ".join(in_context(name) for name in PLANTED)
RECORDS = [
    {"noun": "nhi", "id": NAME, "at": AT, "label": NAME},
    {
        "noun": "run",
        "id": "r",
        "at": AT,
        "nhi_id": NAME,
        "user_id": NAME,
        "inputs": TEXT,
        "outputs": json.dumps([TEXT]),
        "error": TEXT,
    },
    {
        "noun": "tool_call",
        "id": "c",
        "at": AT,
        "nhi_id": NAME,
        "arguments": {"deep": [{"text": TEXT}, 4111111111111111]},
        "result": TEXT,
    },
    {
        "noun": "process_instance",
        "id": "i",
        "at": AT,
        "initiator": TEXT[:200],
        "metadata": {"mail": PLANTED["email"], "card": PLANTED["card"]},
    },
]
LINES = "\n".join(json.dumps(each) for each in RECORDS)
BROKEN = [
    json.dumps({**RECORDS[1], "started_at": TEXT}),
    json.dumps({**RECORDS[1], "error2": TEXT}),
    json.dumps(RECORDS[1])[:-1],
    f"not JSON: {TEXT} {NAME}".replace("\n", " "),
]
HIDDEN = [*PLANTED.values(), NAME]


@pytest.fixture
def masking() -> Masking:
    """The rules of all tests here."""
    return Masking(RULES, SECRET)


def records() -> list[Record]:
    items = [item for _, item in items_of_lines("x", 1, [line.encode() for line in LINES.splitlines()], None)]
    assert all(isinstance(item, Record) for item in items)
    return items  # type: ignore[return-value] # as just checked


async def test_what_is_pushed_has_no_secret_in_any_table(database: Database, organization: str, masking: Masking) -> None:
    queue = WriteQueue(database, max_bytes=10_000_000, masking=masking)
    origin = Origin(organization, Channel.INGEST)
    written = await queue.write(origin, records(), 10)
    assert written.refused == {}
    assert written.changed["nhi"] == {NAME}  # as the sender spelled it
    assert all(written.has_changed(record) for record in records())
    assert await found_anywhere(database, HIDDEN) == []
    again = await queue.write(origin, records(), 10)
    assert again.changed == {}


async def test_the_same_rows_come_of_a_file_a_strict_load_and_a_push(
    database: Database, organization: str, masking: Masking, tmp_path: Path
) -> None:
    path = tmp_path / "sent.ndjson"
    path.write_text(LINES, encoding="utf-8")
    loaded = await load(database, organization, [path], LoadOptions(), masking=masking)
    assert (loaded.records, loaded.lost) == (len(RECORDS), False)
    of_a_file = await contents(database, organization)
    assert await found_anywhere(database, HIDDEN) == []
    strict = await load(database, organization, [path], LoadOptions(strict=True), masking=masking)
    assert (strict.complete, strict.changed) == (True, {})
    queue = WriteQueue(database, max_bytes=10_000_000, masking=masking)
    await queue.write(Origin(organization, Channel.INGEST), records(), 10)
    assert _rows(await contents(database, organization)) == _rows(of_a_file)


def _rows(found: dict[str, list[tuple[object, ...]]]) -> dict[str, list[tuple[object, ...]]]:
    return {
        name: rows for name, rows in found.items() if name in ("nhi", "run", "tool_call", "process_instance", "instance_metadata")
    }


async def test_a_strict_load_stores_no_secret_either(
    database: Database, organization: str, masking: Masking, tmp_path: Path
) -> None:
    path = tmp_path / "sent.ndjson"
    path.write_text(LINES, encoding="utf-8")
    assert (await load(database, organization, [path], LoadOptions(strict=True), masking=masking)).complete
    assert await found_anywhere(database, HIDDEN) == []


async def test_dead_letters_have_no_secret(database: Database, organization: str, masking: Masking) -> None:
    queue = WriteQueue(database, max_bytes=10_000_000, masking=masking)
    items = [item for _, item in items_of_lines("x", 1, [line.encode() for line in BROKEN], None)]
    found = [letter_of(item) for item in items if isinstance(item, Broken)]
    assert len(found) == len(BROKEN)
    for _ in range(2):
        await queue.reject(Origin(organization, Channel.INGEST), found)
    kept = await letters(database, organization)
    assert {letter["times"] for letter in kept} >= {2}
    assert await found_anywhere(database, HIDDEN) == []
    readable = [letter for letter in kept if letter["body"]]
    assert {letter["format"] for letter in readable} == {"ndjson"}
    assert all(json.loads(letter["body"])["id"] == "r" for letter in readable)


async def test_a_file_that_is_sent_has_no_secret_in_rows_or_letters(
    database: Database, organization: str, masking: Masking
) -> None:
    queue = WriteQueue(database, max_bytes=10_000_000, masking=masking)
    origin = Origin(organization, Channel.INGEST)
    body = "\n".join([LINES, *BROKEN]).encode()
    loaded = await load_by(
        lambda found: queue.write(origin, found, 10),
        [Source("body", stream=io.BytesIO(body))],
        LoadOptions(format="ndjson"),
        reject=lambda found: queue.reject(origin, found),
    )
    assert (loaded.records, loaded.broken_total) == (len(RECORDS), len(BROKEN))
    assert await found_anywhere(database, HIDDEN) == []


async def test_what_a_rule_drops_is_refused_and_leaves_no_letter(database: Database, organization: str) -> None:
    dropping = Masking(Rules(rules=(FieldRule("run", "user_id", Action.DROP_RECORD),)))
    queue = WriteQueue(database, max_bytes=10_000_000, masking=dropping)
    origin = Origin(organization, Channel.INGEST)
    loaded = await load_by(
        lambda found: queue.write(origin, found, 10),
        [Source("body", stream=io.BytesIO(LINES.encode()))],
        LoadOptions(format="ndjson"),
        reject=lambda found: queue.reject(origin, found),
    )
    assert [str(broken.refusal) for broken in loaded.broken] == ["the masking rule run.user_id drops it"]
    stored = await contents(database, organization)
    assert "run" not in stored
    assert "dead_letter" not in stored
    assert {"nhi", "tool_call"} <= set(stored)


async def test_what_cannot_be_masked_is_not_stored_and_its_letter_has_no_body(database: Database, organization: str) -> None:
    masking = Masking(Rules(patterns={"email": Action.REPLACE}))
    queue = WriteQueue(database, max_bytes=10_000_000, masking=masking)
    origin = Origin(organization, Channel.INGEST)
    deep = f'{{"noun":"tool_call","id":"c","at":"{AT}","arguments":{"[" * 900}"{NAME}"{"]" * 900}}}'
    loaded = await load_by(
        lambda found: queue.write(origin, found, 10),
        [Source("body", stream=io.BytesIO(deep.encode()))],
        LoadOptions(format="ndjson"),
        reject=lambda found: queue.reject(origin, found),
    )
    assert loaded.broken_total == 1
    assert "tool_call" not in await contents(database, organization)
    [letter] = await letters(database, organization)
    assert letter["is_cut"] or NAME not in letter["body"]
    assert await found_anywhere(database, [NAME]) == []


async def test_positions_of_refused_records_are_those_of_the_sender(database: Database, organization: str) -> None:
    masking = Masking(Rules(rules=(FieldRule("run", "user_id", Action.DROP_RECORD),), patterns={"email": Action.REPLACE}))
    queue = WriteQueue(database, max_bytes=10_000_000, masking=masking)
    at = Instant.parse(AT)
    sent = [
        Run(id="dropped", at=at, user_id="u"),
        Run(id="kept", at=at),
        Run(id="refused", at=at, error="\0"),
        Run(id="last", at=at),
    ]
    written = await queue.write(Origin(organization, Channel.INGEST), sent, 10)
    assert set(written.refused) == {0, 2}
    assert written.changed == {"run": {"kept", "last"}}
