"""`POST /cloudevents` on each database: the three content modes, sent by the SDK of CloudEvents, and what is refused."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from cloudevents.core.bindings.http import HTTPMessage, to_binary_event, to_structured_event
from cloudevents.core.v1.event import CloudEvent

from gateway.server import build
from gateway.settings import Settings, SettingsRefused
from storage.accounts.keys import create_key, ensure_organization
from storage.database.protocol import Database
from storage.ingest.loading import LoadOptions, load
from storage.writing.write_queue import WriteQueue
from tests.gateway.ingest.sending import key_of
from tests.gateway.running_server import running_server
from tests.project import PROJECT
from tests.storage.contents import contents, row
from tests.storage.dead_letter_rows import letters

STRUCTURED = {"content-type": "application/cloudevents+json"}
BATCH = {"content-type": "application/cloudevents-batch+json"}
TIME = datetime(2026, 5, 1, 12, tzinfo=UTC)
JSON_EVENT = {
    "specversion": "1.0", "id": "e1", "source": "/shop", "type": "dev.pentagraph.task", "time": "2026-05-01T12:00:00Z",
    "data": {"id": "t1", "name": "Pack"},
}  # fmt: skip
BINARY = {
    "ce-specversion": "1.0", "ce-id": "e1", "ce-source": "/shop", "ce-type": "dev.pentagraph.task",
    "ce-time": "2026-05-01T12:00:00Z", "content-type": "application/json",
}  # fmt: skip


@pytest.fixture
async def client(database: Database, organization: str) -> AsyncIterator[httpx.AsyncClient]:
    """A client that may only send."""
    _, key = await create_key(database, organization, "sender", ["ingest"])
    app = build(database, Settings(max_event_bytes=200_000))
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://here", headers={"x-api-key": key}
    ) as opened:
        yield opened


def event_of_sdk(**attributes: Any) -> CloudEvent:
    named = {"id": "e1", "source": "/shop/größe", "type": "dev.pentagraph.task", "time": TIME, **attributes}
    return CloudEvent(named, {"id": "t1", "name": "Größe"})


async def send(client: httpx.AsyncClient, message: HTTPMessage) -> httpx.Response:
    return await client.post("/cloudevents", content=message.body, headers=message.headers)


def error_of(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["errors"][0]["extensions"]["code"]


@pytest.mark.parametrize("to_message", [to_structured_event, to_binary_event])
async def test_events_of_the_sdk_are_stored_and_twice_changes_nothing(
    client: httpx.AsyncClient, database: Database, organization: str, to_message: Any
) -> None:
    message = to_message(event_of_sdk(datacontenttype="application/json"))
    answer = await send(client, message)
    assert (answer.status_code, answer.json()) == (
        200, {"records": 1, "stored": 1, "unchanged": 0, "refused": 0, "results": [{"event": 1, "result": "STORED"}]},
    )  # fmt: skip
    assert (await send(client, message)).json()["results"] == [{"event": 1, "result": "UNCHANGED"}]
    task = await row(database, "task", "t1")
    assert (task["name"], task["event_at"]) == ("Größe", int(TIME.timestamp() * 1_000_000))


async def test_both_modes_give_the_same_row(client: httpx.AsyncClient, database: Database, organization: str) -> None:
    event = CloudEvent({"id": "7", "source": "/größe", "type": "dev.pentagraph.milestone", "time": TIME}, {"name": "Paid"})
    event.get_attributes()["datacontenttype"] = "application/json"
    first, second = await send(client, to_binary_event(event)), await send(client, to_structured_event(event))
    assert (first.json()["stored"], second.json()["unchanged"]) == (1, 1)
    assert [each[0] for each in (await contents(database, organization))["milestone"]] == ["/größe/7"]


async def test_a_batch_has_a_result_for_each_event(client: httpx.AsyncClient, database: Database, organization: str) -> None:
    events = [JSON_EVENT, {**JSON_EVENT, "type": "com.example.sold"}, 7, {**JSON_EVENT, "data": {"id": "t2"}}]
    answer = await client.post("/cloudevents", content=json.dumps(events), headers=BATCH)
    assert answer.status_code == 207
    results = answer.json()["results"]
    assert [(each["event"], each["result"], each.get("field")) for each in results] == [
        (1, "STORED", None), (2, "REFUSED", "type"), (3, "REFUSED", None), (4, "STORED", None),
    ]  # fmt: skip
    assert {each[0] for each in (await contents(database, organization))["task"]} == {"t1", "t2"}


async def test_events_in_a_file_give_the_same_rows(
    client: httpx.AsyncClient, database: Database, organization: str, tmp_path: Path
) -> None:
    lines = (PROJECT / "tests" / "storage" / "ingest" / "samples" / "cloudevents.ndjson").read_bytes().splitlines()
    assert (await client.post("/cloudevents", content=b"[" + b",".join(lines) + b"]", headers=BATCH)).status_code == 200
    await ensure_organization(database, "other")
    (tmp_path / "events.json").write_bytes(b"\n".join(lines))
    await load(database, "other", [tmp_path / "events.json"], LoadOptions())
    assert await contents(database, "other") == await contents(database, organization) != {}


async def test_a_large_batch_is_stored_in_parts_and_an_empty_one_is_none(client: httpx.AsyncClient) -> None:
    events = [{**JSON_EVENT, "data": {"id": f"t{number}"}} for number in range(1_200)]
    answer = await client.post("/cloudevents", content=json.dumps(events), headers=BATCH)
    assert answer.json()["results"] == [{"event": 1, "to": 1_200, "result": "STORED"}]
    empty = await client.post("/cloudevents", content=b"[]", headers=BATCH)
    assert (empty.status_code, empty.json()["records"]) == (200, 0)


@pytest.mark.parametrize(
    ("headers", "body", "status", "field"),
    [
        ({}, b'{"id": "t1"}', 200, None),
        ({"content-type": "application/json; charset=utf-16"}, '{"id": "t1"}'.encode("utf-16"), 200, None),
        ({"ce-source": '"/sh\\\\op%20%F0%9F%98%80"', "ce-traceparent": "00"}, b"{}", 200, None),
        ({"ce-id": ""}, b'{"id": "t1"}', 400, "id"),
        ({"ce-specversion": "0.3"}, b'{"id": "t1"}', 400, "specversion"),
        ({"ce-time": "soon"}, b'{"id": "t1"}', 400, "time"),
        ({"ce-trace_parent": "00"}, b'{"id": "t1"}', 400, "trace_parent"),
        ({"content-type": "text/plain"}, b'{"id": "t1"}', 400, "data"),
        ({"content-type": "application/json; charset=klingon"}, b"{}", 400, "datacontenttype"),
        ({}, b"{", 400, "data"),
        ({}, b"\xff", 400, "data"),
        ({}, b"[" * 100_000, 400, "data"),
        ({}, b"", 400, "data"),
    ],
)
async def test_binary_mode(
    client: httpx.AsyncClient, headers: dict[str, str], body: bytes, status: int, field: str | None
) -> None:
    answer = await client.post("/cloudevents", content=body, headers={**BINARY, **headers})
    assert answer.status_code == status, answer.text
    assert answer.json()["results"][0].get("field") == field


@pytest.mark.parametrize(
    ("headers", "body", "expected", "words"),
    [
        ({"content-type": "application/json"}, b"{}", (400, "BAD_REQUEST"), "ce-specversion, ce-id, ce-source, ce-type"),
        ({}, b"", (400, "BAD_REQUEST"), "application/cloudevents+json"),
        ({**BINARY, "ce-datacontenttype": "text/plain"}, b"{}", (400, "BAD_REQUEST"), "Content-Type replaces"),
        ({"content-type": "application/cloudevents+avro"}, b"", (415, "UNSUPPORTED_MEDIA_TYPE"), "cloudevents-batch+json"),
        ({"content-type": "application/cloudevents+json; charset=klingon"}, b"{}", (415, "UNSUPPORTED_MEDIA_TYPE"), "utf-16"),
        ({"content-type": "application/cloudevents+json; charset=utf-16"}, b"{", (400, "BAD_REQUEST"), "not utf-16"),
        (STRUCTURED, b"", (400, "BAD_REQUEST"), "not JSON"),
        (STRUCTURED, b"{", (400, "BAD_REQUEST"), "not JSON"),
        (STRUCTURED, b"[" * 10_000, (400, "BAD_REQUEST"), "nested too deeply"),
        (STRUCTURED, b"[" * 100_000, (413, "REQUEST_TOO_LARGE"), "more than 50,000 objects and lists"),
        (STRUCTURED, b'{"a": "\xff"}', (400, "BAD_REQUEST"), "JSON"),
        (BATCH, b"{}", (400, "BAD_REQUEST"), "must be a JSON array"),
        (STRUCTURED, b"x" * 200_001, (413, "REQUEST_TOO_LARGE"), "200000 bytes"),
        ({**STRUCTURED, "content-encoding": "br"}, b"", (415, "UNSUPPORTED_MEDIA_TYPE"), "gzip"),
        ({**STRUCTURED, "x-api-key": "pgk_wrong"}, b"{}", (401, "UNAUTHENTICATED"), ""),
    ],
)
async def test_a_request_that_holds_no_events_is_an_error(
    client: httpx.AsyncClient, headers: dict[str, str], body: bytes, expected: tuple[int, str], words: str
) -> None:
    answer = await client.post("/cloudevents", content=body, headers=headers)
    assert error_of(answer) == expected
    assert words in answer.json()["errors"][0]["message"]


async def test_events_that_cannot_be_read_are_dead_letters(
    client: httpx.AsyncClient, database: Database, organization: str
) -> None:
    unknown = {**JSON_EVENT, "type": "com.example.sold"}
    await client.post("/cloudevents", content=json.dumps([JSON_EVENT, unknown]), headers=BATCH)
    await client.post("/cloudevents", content=b"{", headers=STRUCTURED)
    await client.post("/cloudevents", content=b"{}", headers={**BINARY, "ce-type": "com.example.sold"})
    await client.post("/cloudevents", content=b"[1", headers=BINARY)
    kept = await letters(database, organization)
    assert {(letter["channel"], letter["sender"]) for letter in kept} == {("CLOUDEVENTS", "sender")}
    found = {letter["body"]: (letter["format"], letter["field"]) for letter in kept}
    assert {body: found.pop(body) for body in ("{", "[1")} == {"{": (None, None), "[1": (None, "data")}
    assert set(found.values()) == {("cloudevents", "type")}
    assert all(json.loads(body)["type"] == "com.example.sold" for body in found)


async def test_a_structured_event_in_another_charset_is_read(client: httpx.AsyncClient) -> None:
    headers = {"content-type": "application/cloudevents+json; charset=utf-16"}
    answer = await client.post("/cloudevents", content=json.dumps(JSON_EVENT).encode("utf-16"), headers=headers)
    assert answer.status_code == 200


async def test_only_the_scope_ingest_may_send_and_only_by_post(
    client: httpx.AsyncClient, database: Database, organization: str
) -> None:
    _, reader = await create_key(database, organization, "reader", ["graph:read"])
    assert error_of(await client.post("/cloudevents", headers={"x-api-key": reader})) == (403, "FORBIDDEN")
    assert error_of(await client.get("/cloudevents")) == (405, "METHOD_NOT_ALLOWED")


async def test_a_full_queue_is_503_with_the_time_to_wait(database: Database, organization: str) -> None:
    _, key = await create_key(database, organization, "sender", ["ingest"])
    queue = WriteQueue(database, max_bytes=10)
    queue.waiting_bytes[organization] = 10
    app = build(database, Settings(), queue)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://here") as client:
        answer = await client.post("/cloudevents", json=JSON_EVENT, headers={**STRUCTURED, "x-api-key": key})
    assert error_of(answer) == (503, "OVERLOADED")
    assert answer.headers["retry-after"] == "2"


async def test_a_mapping_reads_types_of_the_operator(database: Database, organization: str, tmp_path: Path) -> None:
    _, key = await create_key(database, organization, "sender", ["ingest"])
    file = tmp_path / "events.toml"
    file.write_text('[[record]]\nnoun = "run"\nwhen = {"$.type" = "sold"}\nfields = {id = "$.data.order", at = "$.time"}')
    app = build(database, Settings(cloudevents_mapping=str(file)))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://here") as client:
        event = {**JSON_EVENT, "type": "sold", "data": {"order": 17}}
        answer = await client.post("/cloudevents", json=event, headers={**STRUCTURED, "x-api-key": key})
    assert answer.status_code == 200
    assert (await row(database, "run", "17"))["id"] == "17"
    file.write_text("record = 3")
    with pytest.raises(SettingsRefused, match=r"cloudevents_mapping: the mapping events\.toml: record"):
        build(database, Settings(cloudevents_mapping=str(file)))


@pytest.mark.server
async def test_a_real_server_takes_events_of_the_sdk(sqlite_url: str, tmp_path: Path) -> None:
    key = await key_of(sqlite_url)
    message = to_binary_event(event_of_sdk(datacontenttype="application/json"))
    with running_server(sqlite_url, tmp_path, demo="false") as address:
        async with httpx.AsyncClient(base_url=address, headers={"x-api-key": key}) as client:
            answer = await send(client, message)
    assert (answer.status_code, answer.json()["stored"]) == (200, 1)
