"""The paths for data mask before anything is stored, with the rules of the server's settings."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from gateway.server import build
from gateway.settings import Settings
from storage.accounts.keys import create_key
from storage.database.protocol import Database
from tests.gateway.ingest.sending import Sender
from tests.storage.contents import contents
from tests.storage.dead_letter_rows import letters
from tests.storage.ingest.spans import request, span
from tests.storage.masking.everywhere import found_anywhere
from tests.storage.masking.planted import PLANTED, in_context

RULES = """
[patterns]
secrets = "replace"
personal = "replace"
addresses = "replace"

[[rules]]
noun = "*"
field = "nhi_id"
action = "hash"

[[rules]]
noun = "nhi"
field = "id"
action = "hash"

[[rules]]
noun = "step"
field = "name"
action = "drop-record"
match = "forbidden"
"""
TEXT = " | ".join(in_context(name) for name in PLANTED)
TASK = {"noun": "run", "id": "a", "at": "2026-05-01T12:00:00Z", "inputs": TEXT}
CHAT = {"gen_ai.operation.name": "chat"}


@pytest.fixture
async def sender(database: Database, organization: str, tmp_path: Path) -> AsyncIterator[Sender]:
    """A client of a server that masks."""
    rules = tmp_path / "masking.toml"
    rules.write_text(RULES, encoding="utf-8")
    _, key = await create_key(database, organization, "sender", ["ingest"])
    app = build(database, Settings(masking=str(rules), masking_secret="a secret of the test"))  # noqa: S106 - of no use elsewhere
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://here") as client:
        client.headers["x-api-key"] = key
        yield Sender(client, key)


async def test_lines_arrays_and_files_are_masked_alike(sender: Sender, database: Database, organization: str) -> None:
    line = json.dumps(TASK).encode()
    wrong = json.dumps({**TASK, "id": 7}).encode()
    first = await sender.post(line + b"\n" + wrong)
    assert (first.json()["stored"], first.json()["refused"]) == (1, 1)
    stored = (await contents(database, organization))["run"]
    assert (await sender.post(b"[" + line + b"]")).json()["results"] == [{"line": 1, "result": "UNCHANGED"}]
    assert (await sender.post(line + b"\n" + wrong, "?format=ndjson")).json()["stored"] == {}
    assert (await contents(database, organization))["run"] == stored
    assert len(await letters(database, organization)) == 1
    assert await found_anywhere(database, PLANTED.values()) == []


async def test_spans_are_masked_and_dropped_ones_counted(sender: Sender, database: Database, organization: str) -> None:
    agent = {
        "gen_ai.operation.name": "invoke_agent",
        "gen_ai.agent.id": PLANTED["email"],
        "input.value": TEXT,
        "gen_ai.agent.name": "a",
    }
    forbidden = {**span(4, 3, 0, 1, **CHAT), "name": "a forbidden one"}
    wrong = {**span(0, None, 0, 1, **{**CHAT, "input.value": TEXT})}
    body = request(span(3, None, 0, 1, **agent), forbidden, wrong)
    answer = await sender.client.post("/otlp/v1/traces", json=body)
    assert answer.json()["partialSuccess"]["rejectedSpans"] == "2"
    stored = await contents(database, organization)
    assert len(stored["step"]) == 1
    assert await found_anywhere(database, PLANTED.values()) == []
    [letter] = await letters(database, organization)
    assert letter["field"] == "spanId"
