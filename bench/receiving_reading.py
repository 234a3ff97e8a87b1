"""What queries wait for while data arrives: spans at a fixed rate, and as many records as the server takes.

Queries and spans keep to their times, so that a slow answer does not lower the rate: what waits longer than the time between
two requests is measured from the time at which it was due. After each answer to what was sent, the sender asks for it until it
is there.
"""

import json
import multiprocessing
import os
import subprocess
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from queue import SimpleQueue
from typing import NamedTuple

from bench.attack.target import PENTAGRAPH, target
from bench.mixed import percentile
from bench.spans import SPANS_OF_TRACE, request

Times = dict[str, list[float]]
"""Milliseconds by what was measured."""
QUERIES = (
    "{ tasks(first: 20) { nodes { id name startedAt } } }",
    "{ runs(first: 20) { nodes { id state spend steps(first: 5) { nodes { name model } } } } }",
    "{ toolCalls(first: 20) { nodes { tool outcome calledAt } } }",
    "{ processInstances(first: 20) { nodes { id status startedAt } } }",
)
SETTINGS = {"RATE_LIMIT": "0", "WORK_RATE_LIMIT": "0", "HEADER_TIMEOUT": "20", "IDLE_TIMEOUT": "75"}
PATIENCE = 60.0
"""Seconds for which a client waits for an answer."""
WARM = 2.0
"""Seconds for which queries are sent before they are measured."""
CONNECTIONS = 8
"""Connections of a process: more than can be busy at a time."""
SPANS_OF_REQUEST = 100
RECORDS_OF_REQUEST = 500
SENDERS = 2
"""Connections over which records are sent without a pause."""


class Client:
    """Some connections to the server, with a key."""

    def __init__(self, port: int, key: str) -> None:
        self._headers = {"X-API-Key": key, "Content-Type": "application/json"}
        self._free: SimpleQueue[HTTPConnection] = SimpleQueue()
        for _ in range(CONNECTIONS):
            self._free.put(HTTPConnection("127.0.0.1", port, timeout=PATIENCE))

    def post(self, path: str, body: bytes) -> bytes:
        """The body of the answer, which must have the status 200."""
        connection = self._free.get()
        try:
            connection.request("POST", path, body, self._headers)
            answer = connection.getresponse()
            content = answer.read()
            assert answer.status == 200, content
            return content
        finally:
            self._free.put(connection)

    def query(self, text: str) -> bytes:
        """The answer to a GraphQL query."""
        return self.post("/graphql", json.dumps({"query": text}).encode())


def paced(seconds: float, rate: float, work: Callable[[int, float], None]) -> None:
    """Calls `work` with a number and the time at which it was due, so often a second."""
    began = time.perf_counter()
    with ThreadPoolExecutor(CONNECTIONS) as threads:
        running = []
        for number in range(int(seconds * rate)):
            due = began + number / rate
            time.sleep(max(0.0, due - time.perf_counter()))
            running.append(threads.submit(work, number, due))
        for each in running:
            each.result()


def ask(port: int, key: str, seconds: float, rate: float) -> Times:
    """Sends queries."""
    client, taken = Client(port, key), list[float]()

    def one(number: int, due: float) -> None:
        client.query(QUERIES[number % len(QUERIES)])
        taken.append((time.perf_counter() - due) * 1000)

    paced(seconds, rate, one)
    return {"queries": taken}


def send_spans(port: int, keys: tuple[str, str], seconds: float, rate: float) -> Times:
    """Sends spans, with the first key, and asks for their runs with the second."""
    sender, reader = (Client(port, key) for key in keys)
    times: Times = {"spans": [], "visible": []}
    traces = SPANS_OF_REQUEST // SPANS_OF_TRACE

    def one(number: int, due: float) -> None:
        body, trace = request(traces, number * traces, time.time_ns())
        sender.post("/otlp/v1/traces", body)
        answered = time.perf_counter()
        times["spans"].append((answered - due) * 1000)
        times["visible"].append(_until_visible(reader, f'node(id: "Run:{trace}") {{ ... on Run {{ state }} }}', b'"COMPLETED"'))

    paced(seconds, rate / SPANS_OF_REQUEST, one)
    return times


def send_records(port: int, keys: tuple[str, str], seconds: float) -> Times:
    """Sends records without a pause, with the first key, and asks for the last of each request with the second."""
    until = time.perf_counter() + seconds
    with ThreadPoolExecutor(SENDERS) as threads:
        running = [threads.submit(_send_until, port, keys, name, until) for name in range(SENDERS)]
        found = [each.result() for each in running]
    return {name: [each for times in found for each in times[name]] for name in found[0]}


def _send_until(port: int, keys: tuple[str, str], sender: int, until: float) -> Times:
    client, reader = (Client(port, key) for key in keys)
    times: Times = {"records": [], "visible": []}
    number = 0
    while (began := time.perf_counter()) < until:
        number += 1
        ids = [f"flood-{sender}-{number}-{place}" for place in range(RECORDS_OF_REQUEST)]
        task = {"noun": "task", "state": "COMPLETED", "started_at": "2026-05-01T12:00:00Z", "ended_at": "2026-05-01T12:01:00Z"}
        client.post("/ingest", b"\n".join(json.dumps(task | {"id": each}).encode() for each in ids))
        times["records"].append((time.perf_counter() - began) * 1000)
        times["visible"].append(_until_visible(reader, f'node(id: "Task:{ids[-1]}") {{ id }}', ids[-1].encode()))
    return times


def _until_visible(reader: Client, field: str, expected: bytes) -> float:
    """Milliseconds until a query finds something."""
    began = time.perf_counter()
    while expected not in reader.query(f"{{ {field} }}"):
        assert time.perf_counter() - began < PATIENCE, field
    return (time.perf_counter() - began) * 1000


class Rates(NamedTuple):
    """For how long is measured, and how much is sent and asked a second."""

    seconds: float
    spans: float
    queries: float


def sending_key(database: str) -> str:
    """A key of the demo that may send."""
    environment = {**os.environ, "PENTAGRAPH_DATABASE": database}
    command = [*PENTAGRAPH, "key", "create", "demo", "--name", "sender", "--scopes", "ingest"]
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout.strip()


def measured(folder: Path, url: str | None, rates: Rates) -> list[str]:
    """Rows of the table, in Markdown: queries alone, beside spans, and beside records without a pause."""
    with (
        target(folder, url, is_monitored=False, **SETTINGS) as victim,
        ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as processes,
    ):
        keys = sending_key(victim.database), victim.key

        def asking(seconds: float) -> Future[Times]:
            return processes.submit(ask, victim.port, victim.key, seconds, rates.queries)

        asking(WARM).result()
        alone = asking(rates.seconds).result()["queries"]
        spans = processes.submit(send_spans, victim.port, keys, rates.seconds, rates.spans)
        beside_spans = asking(rates.seconds)
        rows = _rows(f"{rates.spans:,.0f} spans/s", alone, {**spans.result(), **beside_spans.result()})
        records = processes.submit(send_records, victim.port, keys, rates.seconds)
        beside_records = asking(rates.seconds)
        sent = records.result()
        rate = len(sent["records"]) * RECORDS_OF_REQUEST / rates.seconds
        return [
            _row("queries", "nothing", alone),
            *rows,
            *_rows(f"{rate:,.0f} records/s, without a pause", alone, {**sent, **beside_records.result()}),
        ]


def _rows(beside: str, alone: Sequence[float], times: Times) -> list[str]:
    names = {
        "spans": "answer to 100 spans",
        "records": f"answer to {RECORDS_OF_REQUEST} records",
        "visible": "answer until visible",
    }
    ratio = percentile(times["queries"], 0.99) / percentile(alone, 0.99)
    return [_row(names.get(what, what), beside, found, ratio if what == "queries" else None) for what, found in times.items()]


def _row(what: str, beside: str, times: Sequence[float], ratio: float | None = None) -> str:
    compared = "" if ratio is None else f"{ratio:.1f}"
    return f"{what} | {beside} | {len(times)} | {percentile(times, 0.5):.1f} | {percentile(times, 0.99):.1f} | {compared} |"
