"""What the paths for data cannot read becomes dead letters, and the sender's answer is as it was."""

import json
from collections.abc import AsyncIterator

import httpx
import pytest

from gateway.server import build
from gateway.settings import Settings
from storage.accounts.keys import create_key
from storage.database.protocol import Database
from storage.ingest.otlp_span import spans_of_json
from storage.nouns.record import Refused
from tests.gateway.ingest.sending import Sender
from tests.storage.contents import contents
from tests.storage.dead_letter_rows import letters
from tests.storage.ingest.spans import CHAT, request, span

TIME = "2026-05-01T12:00:00Z"
GOOD = json.dumps({"noun": "task", "id": "a", "started_at": TIME})
WRONG = json.dumps({"noun": "task", "id": "w", "started_at": "yesterday"})
DEEP = f'{{"noun": "tool_call", "id": "d", "called_at": "{TIME}", "arguments": {"[" * 600}{"]" * 600}}}'


@pytest.fixture
async def sender(database: Database, organization: str) -> AsyncIterator[Sender]:
    """A client that may only send."""
    _, key = await create_key(database, organization, "sender", ["ingest"])
    app = build(database, Settings(dead_letter_body_bytes=2_000))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://here") as client:
        client.headers["x-api-key"] = key
        yield Sender(client, key)


async def test_refused_lines_are_kept_with_the_name_of_the_key(sender: Sender, database: Database, organization: str) -> None:
    answer = await sender.post("\n".join([GOOD, WRONG, "{", DEEP, "", GOOD]).encode())
    assert (answer.status_code, answer.json()["refused"]) == (207, 3)
    kept = await letters(database, organization)
    assert {letter["body"] for letter in kept} >= {WRONG, "{"}
    assert {letter["field"] for letter in kept} == {"started_at", None, "arguments"}
    assert {(letter["channel"], letter["sender"], letter["format"]) for letter in kept} == {("INGEST", "sender", "ndjson")}
    assert set(await contents(database, organization)) == {"task", "dead_letter"}


async def test_sending_them_again_adds_to_their_number(sender: Sender, database: Database, organization: str) -> None:
    for _ in range(3):
        await sender.post("\n".join(["", GOOD, WRONG]).encode())
    assert [letter["times"] for letter in await letters(database, organization)] == [3]


async def test_refused_elements_of_an_array_are_kept_as_json(sender: Sender, database: Database, organization: str) -> None:
    await sender.post(f"[{GOOD}, {WRONG}, 7]".encode())
    kept = await letters(database, organization)
    assert sorted((json.loads(letter["body"]) for letter in kept), key=str) == [7, json.loads(WRONG)]


async def test_broken_items_of_a_file_are_kept(sender: Sender, database: Database, organization: str) -> None:
    answer = await sender.post(f"{GOOD}\n{WRONG}".encode(), "?format=ndjson")
    assert answer.json()["refused"] == 1
    assert [letter["body"] for letter in await letters(database, organization)] == [WRONG]


@pytest.mark.parametrize("media", ["json", "protobuf"])
async def test_refused_spans_are_kept_as_requests_of_one_span(
    sender: Sender, database: Database, organization: str, media: str
) -> None:
    from google.protobuf.json_format import ParseDict
    from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

    sent = request(span(3, None, 0, 1, **CHAT), span(0, None, 0, 1, **CHAT))
    body = json.dumps(sent).encode()
    if media == "protobuf":
        for each in sent["resourceSpans"][0]["scopeSpans"][0]["spans"]:
            each.pop("traceId"), each.pop("spanId")
        message = ParseDict(sent, ExportTraceServiceRequest())
        for number, each in enumerate(message.resource_spans[0].scope_spans[0].spans):
            each.trace_id, each.span_id = b"\1" * 16, b"\0" * 8 if number else b"\3" * 8
        body = message.SerializeToString()
    await sender.client.post(
        "/v1/traces", content=body, headers={"content-type": f"application/{'x-' * (media != 'json')}{media}"}
    )
    [letter] = await letters(database, organization)
    assert (letter["channel"], letter["format"], letter["field"], bool(letter["is_cut"])) == ("OTLP", "otlp", "spanId", False)
    [again] = list(spans_of_json(json.loads(letter["body"])))
    assert isinstance(again, Refused)
    assert again.field == "spanId"


@pytest.mark.parametrize(("media", "body"), [("json", b"{"), ("x-protobuf", b"\xff\xff")])
async def test_a_request_that_cannot_be_read_at_all_is_kept(
    sender: Sender, database: Database, organization: str, media: str, body: bytes
) -> None:
    answer = await sender.client.post("/v1/traces", content=body, headers={"content-type": f"application/{media}"})
    assert answer.status_code == 400
    [letter] = await letters(database, organization)
    assert (letter["channel"], letter["size"]) == ("OTLP", len(body))
