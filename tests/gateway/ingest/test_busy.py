"""Every path that receives data answers alike when it takes no more: 429 for one organization, 503 for all."""

import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass

import httpx
import pytest
from google.rpc.status_pb2 import Status  # type: ignore[import-untyped] # it has no types
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import AnyValue, KeyValue
from opentelemetry.proto.trace.v1.trace_pb2 import ResourceSpans, ScopeSpans, Span

from gateway.server import build
from gateway.settings import Settings
from storage.accounts.keys import create_key, ensure_organization
from storage.database.protocol import Database
from storage.writing.write_queue import WriteQueue
from tests.gateway.ingest.signing import SECRET, github_headers
from tests.storage.ingest.github_payloads import run_payload
from tests.storage.ingest.spans import CHAT, START, event, log_request, request, span

AMPLE = 1_000_000
TASK = {"noun": "task", "id": "a", "started_at": "2026-05-01T12:00:00Z"}
CLOUDEVENT = {
    "specversion": "1.0", "id": "1", "source": "/", "type": "dev.pentagraph.task", "time": "2026-05-01T12:00:00Z",
    "data": {"id": "a"},
}  # fmt: skip
PAYLOAD = json.dumps(run_payload("queued", None, "2026-05-01T12:00:00Z")).encode()
JSON = {"content-type": "application/json"}


@dataclass(frozen=True)
class Sent:
    """A request to one path."""

    path: str
    body: bytes
    headers: Mapping[str, str]


REQUESTS = {
    "lines": Sent("/ingest", json.dumps(TASK).encode(), {}),
    "array": Sent("/ingest", json.dumps([TASK]).encode(), {}),
    "cloudevents": Sent("/cloudevents", json.dumps(CLOUDEVENT).encode(), {"content-type": "application/cloudevents+json"}),
    "traces": Sent("/otlp/v1/traces", json.dumps(request(span(3, None, 0, 1, **CHAT))).encode(), JSON),
    "logs": Sent("/otlp/v1/logs", json.dumps(log_request(event(3, "gen_ai.user.message", 1, {"content": "Hi"}))).encode(), JSON),
    "webhook": Sent("/webhooks/github", PAYLOAD, github_headers("workflow_run", PAYLOAD)),
}


@pytest.fixture
def queue(database: Database) -> WriteQueue:
    """The queue of the server."""
    return WriteQueue(database, max_bytes=AMPLE)


@pytest.fixture
async def client(
    database: Database, organization: str, queue: WriteQueue, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[httpx.AsyncClient]:
    """A client that may send."""
    monkeypatch.setenv("SECRET_OF_GITHUB", SECRET)
    webhooks = {"github": {"kind": "github", "org_id": organization, "secret_env": "SECRET_OF_GITHUB"}}
    app = build(database, Settings(webhooks=webhooks), queue)  # type: ignore[arg-type] # as from a file
    _, key = await create_key(database, organization, "sender", ["ingest"])
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://here", headers={"x-api-key": key}
    ) as opened:
        yield opened


def refusal(answer: httpx.Response) -> tuple[int, str | int, bool]:
    """Status, code, and whether the answer says when to come again."""
    body = answer.json()
    code = body["code"] if "code" in body else body["errors"][0]["extensions"]["code"]
    return answer.status_code, code, int(answer.headers["retry-after"]) > 0


@pytest.mark.parametrize("name", REQUESTS)
async def test_one_organization_that_sends_too_much_gets_429_and_a_full_queue_is_503(
    client: httpx.AsyncClient, database: Database, organization: str, queue: WriteQueue, name: str
) -> None:
    await ensure_organization(database, "other")
    _, key = await create_key(database, "other", "sender", ["ingest"])
    sent, is_otlp = REQUESTS[name], "otlp" in REQUESTS[name].path
    queue.waiting_bytes[organization] = AMPLE // 2
    answer = await client.post(sent.path, content=sent.body, headers=sent.headers)
    assert refusal(answer) == (429, 8 if is_otlp else "SHARE_EXCEEDED", True)
    if sent.path != "/webhooks/github":
        others = await client.post(sent.path, content=sent.body, headers={**sent.headers, "x-api-key": key})
        assert others.status_code == 200
    queue.waiting_bytes["third"] = AMPLE // 2
    answer = await client.post(sent.path, content=sent.body, headers=sent.headers)
    assert refusal(answer) == (503, 14 if is_otlp else "OVERLOADED", True)
    queue.waiting_bytes.clear()
    assert (await client.post(sent.path, content=sent.body, headers=sent.headers)).status_code == 200


@pytest.mark.parametrize("name", REQUESTS)
async def test_a_queue_that_was_closed_is_503(client: httpx.AsyncClient, queue: WriteQueue, name: str) -> None:
    await queue.close()
    sent = REQUESTS[name]
    answer = await client.post(sent.path, content=sent.body, headers=sent.headers)
    assert refusal(answer) == (503, 14 if "otlp" in sent.path else "OVERLOADED", True)


async def test_the_refusal_of_protobuf_is_protobuf(client: httpx.AsyncClient, organization: str, queue: WriteQueue) -> None:
    queue.waiting_bytes[organization] = AMPLE // 2
    attribute = KeyValue(key="gen_ai.operation.name", value=AnyValue(string_value="chat"))
    sent = Span(
        trace_id=b"t" * 16, span_id=b"s" * 8, start_time_unix_nano=START, end_time_unix_nano=START, attributes=[attribute]
    )
    spans = ResourceSpans(scope_spans=[ScopeSpans(spans=[sent])])
    content = ExportTraceServiceRequest(resource_spans=[spans]).SerializeToString()
    answer = await client.post("/otlp/v1/traces", content=content, headers={"content-type": "application/x-protobuf"})
    assert (answer.status_code, Status.FromString(answer.content).code) == (429, 8)
