"""The channels by which data arrives, and what is sent through each: the same in every round."""

import asyncio
import hashlib
import hmac
import json
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from bench.client import exchange
from bench.load import line
from bench.rows import rows
from bench.spans import SPANS_OF_TRACE, as_protobuf, request_of_events, request_of_spans
from gateway.ingest.line_results import STORED, UNCHANGED
from gateway.ingest.listening import SpiffListener
from storage.database.protocol import Database
from storage.ingest.loading import LoadOptions, load
from storage.ingest.source import Source
from storage.writing.write_queue import WriteQueue

ORGANIZATION = "bench"
SECRET = "a secret of the benchmark"  # noqa: S105 - of servers that the benchmark starts itself
CONNECTIONS = 64
"""Requests that are on their way at a time, at most."""
QUEUE = 32_000_000
LINES = 5_000
"""Records of a body of /ingest."""
EVENTS = 500
"""CloudEvents of a batch."""
SPANS = 100
"""Spans, or log records, of a request of OTLP."""
START = 1_777_636_800
"""2026-05-01T12:00:00Z in seconds since 1970."""
MAPPING = """
[[record]]
noun = "run"
[record.fields]
id = "$.build.id"
workflow_id = "$.project"
state = "$.build.state"
started_at = "$.build.begun"
ended_at = "$.build.done"
"""
"""The mapping of the webhook /webhooks/builds."""


@dataclass(frozen=True)
class Server:
    """A server that receives, and a key that may send."""

    port: int
    key: str


@dataclass(frozen=True)
class Channel:
    """One way in, with what is sent."""

    name: str
    requests: int
    """Number of requests, or of transactions if there are no requests."""
    send: Callable[[Server, Database, ProcessPoolExecutor], "Sending"]


Sending = Any
"""An awaitable that returns the seconds until everything is stored."""
Headers = Mapping[str, str]


def tasks(count: int) -> list[dict[str, Any]]:
    """Rows of tasks."""
    return list(islice((row for name, row in rows() if name == "task"), count))


def channels(count: int, folder: Path) -> Iterator[Channel]:
    """All channels, with about `count` records each; where a request has one event, with a tenth of them."""
    found = tasks(count)
    lines = [line(row) for row in found]
    file = folder / "tasks.ndjson"
    file.write_bytes(b"".join(lines))
    bodies = [lines[first : first + LINES] for first in range(0, count, LINES)]
    yield _posted("/ingest, lines", "/ingest", [b"".join(some) for some in bodies])
    yield _posted("/ingest, array", "/ingest", [b"[" + b",".join(map(bytes.rstrip, some)) + b"]" for some in bodies])
    yield _posted("/ingest, ?format=xes", "/ingest?format=xes&model=shop", [xes(found)])
    events = [_cloudevent(each) for each in lines]
    batches = [b"[" + b",".join(events[first : first + EVENTS]) + b"]" for first in range(0, count, EVENTS)]
    yield _posted("/cloudevents, batches", "/cloudevents", batches, {"content-type": "application/cloudevents-batch+json"})
    single = events[: count // 10]
    yield _posted("/cloudevents, single", "/cloudevents", single, {"content-type": "application/cloudevents+json"})
    traces = SPANS // SPANS_OF_TRACE
    firsts = range(0, count // SPANS_OF_TRACE, traces)
    spans = [request_of_spans(traces, first, START * 1_000_000_000) for first in firsts]
    protobuf = [as_protobuf(body, ExportTraceServiceRequest()) for body in spans]
    yield _posted("/otlp/v1/traces, protobuf", "/otlp/v1/traces", protobuf, {"content-type": "application/x-protobuf"})
    json_headers = {"content-type": "application/json"}
    yield _posted("/otlp/v1/traces, JSON", "/otlp/v1/traces", [json.dumps(body).encode() for body in spans], json_headers)
    logs = [json.dumps(request_of_events(traces, first, START * 1_000_000_000)).encode() for first in firsts]
    yield _posted("/otlp/v1/logs, JSON", "/otlp/v1/logs", logs, json_headers)
    runs = [_github_run(number) for number in range(count // 10)]
    yield _posted(
        "/webhooks/github", "/webhooks/github", runs, _signed_by("x-hub-signature-256", {"x-github-event": "workflow_run"})
    )
    builds = [_build(number) for number in range(count // 10)]
    yield _posted("/webhooks/NAME", "/webhooks/builds", builds, _signed_by("x-signature", {}))
    yield Channel("listen spiff", len(bodies), lambda _, database, __: _listen(database, [_spiff(row) for row in found]))
    yield Channel("load FILE", len(bodies), lambda _, database, __: _load(database, Source.file(file), count))
    yield Channel("load -", len(bodies), lambda _, database, __: _load_piped(database, file, count))


def xes(found: Sequence[Mapping[str, Any]]) -> bytes:
    """Tasks as a log of XES."""
    traces: dict[str, list[str]] = {}
    for row in found:
        when = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(row["ended_at"] // 1_000_000))
        event = (
            f'<event><string key="concept:name" value="{row["name"]}"/><string key="org:resource" value="{row["username"]}"/>'
            f'<string key="lifecycle:transition" value="complete"/><date key="time:timestamp" value="{when}"/></event>'
        )
        traces.setdefault(row["instance_id"], []).append(event)
    inner = "".join(f'<trace><string key="concept:name" value="{name}"/>{"".join(each)}</trace>' for name, each in traces.items())
    return f'<?xml version="1.0" encoding="UTF-8"?><log xes.version="1.0">{inner}</log>'.encode()


def _posted(
    name: str, path: str, bodies: Sequence[bytes], headers: Headers | Callable[[bytes], Headers] | None = None
) -> Channel:
    def send(server: Server, _: Database, processes: ProcessPoolExecutor) -> Sending:
        requests = []
        for body in bodies:
            own = headers(body) if callable(headers) else headers or {}
            fields = {"host": "bench", "authorization": f"Bearer {server.key}", "content-length": str(len(body)), **own}
            head = "".join(f"{field}: {value}\r\n" for field, value in fields.items())
            requests.append(f"POST {path} HTTP/1.1\r\n{head}\r\n".encode() + body)
        return _exchanged(processes, server.port, requests)

    return Channel(name, len(bodies), send)


async def _exchanged(processes: ProcessPoolExecutor, port: int, requests: Sequence[bytes]) -> float:
    loop = asyncio.get_running_loop()
    connections = min(CONNECTIONS, len(requests))
    return (await loop.run_in_executor(processes, exchange, port, requests, len(requests), connections)).elapsed


async def _listen(database: Database, lines: Sequence[bytes]) -> float:
    """Sends lines to a listener in this process, in pieces as the network has them."""
    queue = WriteQueue(database, max_bytes=QUEUE)
    listener = SpiffListener(queue, ORGANIZATION, print)
    port = await listener.start("127.0.0.1", 0)
    began = time.perf_counter()

    def send() -> None:
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.sendall(b"".join(lines))

    threading.Thread(target=send).start()
    while listener.counts.counts[STORED] + listener.counts.counts[UNCHANGED] < len(lines):  # noqa: ASYNC110 - counts have no event
        await asyncio.sleep(0.005)
    took = time.perf_counter() - began
    await listener.stop()
    await queue.close()
    return took


async def _load(database: Database, source: Source, count: int) -> float:
    began = time.perf_counter()
    loaded = await load(database, ORGANIZATION, [source], LoadOptions())
    assert loaded.records == count, loaded.broken[:1]
    return time.perf_counter() - began


async def _load_piped(database: Database, file: Path, count: int) -> float:
    """Loads what comes through a pipe, as `cat FILE | pentagraph load -` does."""
    ours, theirs = os.pipe()

    def send() -> None:
        with os.fdopen(theirs, "wb") as pipe:
            pipe.write(file.read_bytes())

    with os.fdopen(ours, "rb") as stream:
        threading.Thread(target=send).start()
        return await _load(database, Source("standard input", stream=stream), count)


def _cloudevent(record: bytes) -> bytes:
    data = json.loads(record)
    event = {"specversion": "1.0", "id": data["id"], "source": "/bench", "type": "dev.pentagraph.task", "time": data["ended_at"]}
    return json.dumps({**event, "data": {name: value for name, value in data.items() if name != "noun"}}).encode()


def _signed_by(header: str, more: Headers) -> Callable[[bytes], Headers]:
    def headers(body: bytes) -> Headers:
        signature = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
        return {"content-type": "application/json", header: f"sha256={signature}", **more}

    return headers


def _github_run(number: int) -> bytes:
    repository = {"id": 3, "full_name": "bench/bench", "default_branch": "main"}
    actor = {"login": "octocat", "id": 1, "type": "User"}
    run = {
        "id": number, "run_attempt": 1, "workflow_id": 5, "name": "CI", "event": "push", "status": "completed",
        "conclusion": "success", "created_at": "2026-05-01T12:00:00Z", "run_started_at": "2026-05-01T12:00:00Z",
        "updated_at": "2026-05-01T12:01:00Z", "head_sha": "a" * 40, "triggering_actor": actor, "repository": repository,
    }  # fmt: skip
    workflow = {"id": 5, "name": "CI", "path": ".github/workflows/ci.yml"}
    sent = {"action": "completed", "workflow_run": run, "workflow": workflow, "repository": repository, "sender": actor}
    return json.dumps(sent).encode()


def _build(number: int) -> bytes:
    build = {"id": f"build-{number}", "state": "COMPLETED", "begun": "2026-05-01T12:00:00Z", "done": "2026-05-01T12:01:00Z"}
    return json.dumps({"project": "bench", "build": build}).encode()


def _spiff(row: Mapping[str, Any]) -> bytes:
    ended = row["ended_at"] / 1_000_000
    data = {
        "message": "COMPLETED", "process_instance_id": row["instance_id"], "process_model_identifier": row["model_id"],
        "workflow_spec": row["model_id"], "task_spec": row["task_spec"], "bpmn_name": row["name"], "task_id": row["id"],
        "task_type": "UserTask", "state": "COMPLETED", "last_state_change": str(ended), "elapsed": "1.0", "userid": 1,
        "username": row["username"], "parent": None,
    }  # fmt: skip
    envelope = {"version": "1.0", "type": "spiff.task", "id": row["id"], "source": "bench", "timestamp": ended}
    return json.dumps({**envelope, "data": data}).encode() + b"\n"
