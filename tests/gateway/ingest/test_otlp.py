"""`/otlp/v1/traces`: requests as JSON and protobuf in the process, and unmodified exporters against a real server."""

import gzip
import json
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from google.rpc.status_pb2 import Status  # type: ignore[import-untyped] # it has no types
from opentelemetry.exporter.otlp.proto.http import Compression
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceResponse
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor

from gateway.server import build
from gateway.settings import Settings
from storage.accounts.keys import create_key
from storage.database.opening import open_database
from storage.database.protocol import Database
from storage.errors import DatabaseUnavailable, Failure, Overloaded
from storage.writing.write_queue import WriteQueue
from tests.gateway.ingest.sending import Sender, key_of, killed_server
from tests.storage.contents import contents
from tests.storage.ingest.spans import CHAT, TRACE, event, log_request, request, span

JSON, PROTOBUF = {"content-type": "application/json"}, {"content-type": "application/x-protobuf"}


@pytest.fixture
async def sender(database: Database, organization: str) -> AsyncIterator[Sender]:
    """A client that may only send."""
    _, key = await create_key(database, organization, "sender", ["ingest"])
    app = build(database, Settings(max_otlp_bytes=10_000))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://here") as client:
        client.headers["x-api-key"] = key
        yield Sender(client, key)


@pytest.mark.parametrize("path", ["/otlp/v1/traces", "/v1/traces"])
async def test_spans_are_stored_and_wrong_ones_counted(sender: Sender, database: Database, organization: str, path: str) -> None:
    body = json.dumps(request(span(3, None, 0, 1, **CHAT), span(0, None, 0, 1, **CHAT))).encode()
    answer = await sender.client.post(path, content=gzip.compress(body), headers={**JSON, "content-encoding": "gzip"})
    assert answer.status_code == 200
    partial = answer.json()["partialSuccess"]
    assert partial["rejectedSpans"] == "1"
    assert "spanId" in partial["errorMessage"]
    assert [row[0] for row in (await contents(database, organization))["run"]] == [TRACE]


async def test_a_whole_success_has_nothing_to_say(sender: Sender) -> None:
    answer = await sender.client.post("/otlp/v1/traces", json=request(span(3, None, 0, 1, **CHAT)))
    assert (answer.status_code, answer.json()) == (200, {})
    answer = await sender.client.post("/otlp/v1/traces", content=b"", headers=PROTOBUF)
    assert answer.status_code == 200
    assert ExportTraceServiceResponse.FromString(answer.content) == ExportTraceServiceResponse()


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"{", JSON, 400),
        (b"[]", JSON, 400),
        (b'"\xff"', JSON, 400),
        (b"[" * 100_000, JSON, 413),
        (b"[" * 9_000, JSON, 400),
        (b"\xff\xff", PROTOBUF, 400),
        (b"{}", {"content-type": "text/plain"}, 415),
        (b"x" * 20_000, PROTOBUF, 413),
        (b"{}", {**JSON, "x-api-key": "pgk_wrong"}, 401),
    ],
)
async def test_errors_are_a_status_in_the_media_type_of_the_request(
    sender: Sender, body: bytes, headers: dict[str, str], status: int
) -> None:
    answer = await sender.client.post("/otlp/v1/traces", content=body, headers=headers)
    assert answer.status_code == status
    if headers is PROTOBUF:
        assert Status.FromString(answer.content).message
    else:
        assert answer.json()["message"]


async def test_only_the_scope_ingest_may_send_and_only_by_post(sender: Sender, database: Database, organization: str) -> None:
    _, reader = await create_key(database, organization, "reader", ["graph:read"])
    refused = await sender.client.post("/v1/traces", json={}, headers={"x-api-key": reader})
    assert (refused.status_code, refused.json()["code"]) == (403, 7)
    assert (await sender.client.get("/otlp/v1/traces")).status_code == 405


async def test_what_is_left_out_is_a_warning_and_not_an_error(sender: Sender, database: Database, organization: str) -> None:
    wrong = span(3, None, 0, 1, **CHAT, gen_ai__usage__output_tokens="many")
    wrong["attributes"].append({"key": "x", "value": {"intValue": "much"}})
    answer = await sender.client.post("/otlp/v1/traces", json=request(wrong, span(4, None, 0, 1, http__method="GET")))
    assert answer.status_code == 200
    partial = answer.json()["partialSuccess"]
    assert partial.get("rejectedSpans", "0") == "0"
    assert partial["errorMessage"].startswith("left out: 1 attributes: intValue must be an integer; left out: 1 values of Step")
    assert "output_tokens" in partial["errorMessage"]
    assert len((await contents(database, organization))["step"]) == 1


async def test_no_more_than_five_reasons_are_listed(sender: Sender) -> None:
    answer = await sender.client.post("/otlp/v1/traces", json=request(*(span(0, None, 0, 1, **CHAT) for _ in range(8))))
    partial = answer.json()["partialSuccess"]
    assert partial["rejectedSpans"] == "8"
    assert partial["errorMessage"].count("spanId") == 5
    assert partial["errorMessage"].endswith("; and 3 more")


@pytest.mark.parametrize("path", ["/otlp/v1/logs", "/v1/logs"])
async def test_events_are_stored_and_others_named(sender: Sender, database: Database, organization: str, path: str) -> None:
    asked = event(3, "gen_ai.user.message", 1, {"content": "Hi"})
    body = log_request(asked, event(3, "", 1, "GET /"), asked | {"spanId": "x"})
    answer = await sender.client.post(path, json=body)
    assert answer.json()["partialSuccess"]["rejectedLogRecords"] == "1"
    assert "left out: 1 log records that are no events of generative AI" in answer.json()["partialSuccess"]["errorMessage"]
    held = await contents(database, organization)
    assert [each[0] for each in held["step"]] == [f"{TRACE}/{3:016x}"]
    assert (await sender.client.post(path, content=b"[]", headers=JSON)).json()["message"].endswith("with `resourceLogs`.")
    answer = await sender.client.post(path, content=b"\xff\xff", headers=PROTOBUF)
    assert answer.status_code == 400
    assert "ExportLogsServiceRequest" in Status.FromString(answer.content).message


@pytest.mark.parametrize("path", ["/otlp/v1/traces", "/otlp/v1/logs"])
async def test_a_full_queue_and_a_database_that_is_away_ask_to_come_again(
    sender: Sender, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = {**request(span(3, None, 0, 1, **CHAT)), **log_request(event(3, "gen_ai.user.message", 1, {"content": "Hi"}))}
    for failure in (Overloaded("Too much waits to be written. Try again.", retryAfter=2), DatabaseUnavailable("away")):

        async def fail(*_: object, raised: Failure = failure, **__: object) -> None:
            raise raised

        monkeypatch.setattr(WriteQueue, "write", fail)
        answer = await sender.client.post(path, json=body)
        assert (answer.status_code, answer.json()["code"]) == (503, 14)
        assert int(answer.headers["retry-after"]) > 0


@pytest.mark.server
@pytest.mark.parametrize("compression", [Compression.NoCompression, Compression.Gzip])
async def test_the_exporter_of_python_arrives(sqlite_url: str, tmp_path: Path, compression: Compression) -> None:
    key = await key_of(sqlite_url)
    with killed_server(sqlite_url, tmp_path) as (address, _):
        headers = {"authorization": f"Bearer {key}"}
        exporter = OTLPSpanExporter(f"{address}/otlp/v1/traces", headers=headers, compression=compression)
        provider = TracerProvider(shutdown_on_exit=False)
        provider.add_span_processor(SimpleSpanProcessor(exporter))
        tracer = provider.get_tracer("test")
        agent = {"gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": "Planner", "gen_ai.agent.id": "agent-7"}
        tool = {"gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "search"}
        outer = tracer.start_as_current_span("invoke_agent Planner", attributes=agent)
        with outer, tracer.start_as_current_span("execute_tool search", attributes=tool):
            pass
        provider.shutdown()
    database = await open_database(sqlite_url, readers=1)
    try:
        held = await contents(database, "acme")
    finally:
        await database.close()
    assert len(held["run"]) == len(held["tool_call"]) == 1
    assert len(held["step"]) == 2
    assert [row[0] for row in held["nhi"]] == ["agent-7"]
