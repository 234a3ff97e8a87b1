"""Measures a server that receives spans and answers queries at fixed rates, against one that only answers.

    python -m bench.otlp [--seconds 20] [--spans 1000] [--queries 50] [--postgres]

One process sends that many spans a second through /otlp/v1/traces, 100 in a request, and after each answer asks for the last
run of the request until it is there. Another sends that many queries a second. Both keep to their times, so that a slow answer
does not lower the rate: what waits longer than the time between two requests is measured from the time at which it was due.
The table has the median and the 99th percentile in milliseconds: of the answers to spans, from these until the run is visible,
of the queries alone, and of the queries beside the spans.
"""

import argparse
import json
import multiprocessing
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import nullcontext
from http.client import HTTPConnection
from pathlib import Path
from queue import SimpleQueue

from bench.attack.target import PENTAGRAPH, target
from bench.mixed import percentile
from bench.postgres import postgresql
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
CONNECTIONS = 8
"""Connections of a process: more than can be busy at a time."""
SPANS_OF_REQUEST = 100


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


def send(port: int, keys: tuple[str, str], seconds: float, rate: float) -> Times:
    """Sends spans, with the first key, and asks for their runs with the second."""
    sender, reader = (Client(port, key) for key in keys)
    times: Times = {"spans": [], "visible": []}
    traces = SPANS_OF_REQUEST // SPANS_OF_TRACE

    def one(number: int, due: float) -> None:
        body, trace = request(traces, number * traces, time.time_ns())
        sender.post("/otlp/v1/traces", body)
        answered = time.perf_counter()
        times["spans"].append((answered - due) * 1000)
        while b'"COMPLETED"' not in reader.query(f'{{ node(id: "Run:{trace}") {{ ... on Run {{ state }} }} }}'):
            assert time.perf_counter() - answered < PATIENCE, trace
        times["visible"].append((time.perf_counter() - answered) * 1000)

    paced(seconds, rate / SPANS_OF_REQUEST, one)
    return times


def sending_key(database: str) -> str:
    """A key of the demo that may send."""
    environment = {**os.environ, "PENTAGRAPH_DATABASE": database}
    command = [*PENTAGRAPH, "key", "create", "demo", "--name", "sender", "--scopes", "ingest"]
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout.strip()


def measured(port: int, reader: str, sender: str, seconds: float, spans: float, queries: float) -> tuple[Times, Times]:
    """The times alone, and together."""
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as processes:
        processes.submit(ask, port, reader, 2, queries).result()
        alone = processes.submit(ask, port, reader, seconds, queries).result()
        sending = processes.submit(send, port, (sender, reader), seconds, spans)
        asking = processes.submit(ask, port, reader, seconds, queries)
        return alone, {**sending.result(), **asking.result()}


def show(alone: Mapping[str, list[float]], together: Mapping[str, list[float]]) -> None:
    """Prints the table."""
    print("load average of 1, 5 and 15 minutes:", *(f"{each:.1f}" for each in os.getloadavg()))
    rows = {
        "answer to 100 spans": together["spans"],
        "until visible": together["visible"],
        "queries alone": alone["queries"],
        "queries beside spans": together["queries"],
    }
    print(f"{'milliseconds':22} {'requests':>9} {'p50':>8} {'p99':>8}")
    for name, times in rows.items():
        print(f"{name:22} {len(times):9} {percentile(times, 0.5):8.1f} {percentile(times, 0.99):8.1f}")
    ratio = percentile(together["queries"], 0.99) / percentile(alone["queries"], 0.99)
    print(f"p99 of queries beside spans is {ratio:.1f} times that of queries alone")


def main() -> None:
    """Measures, and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--spans", type=float, default=1000, help="spans a second")
    parser.add_argument("--queries", type=float, default=50, help="queries a second")
    parser.add_argument("--postgres", action="store_true", help="on a PostgreSQL server of its own, in place of SQLite")
    arguments = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        postgresql() if arguments.postgres else nullcontext() as server,
        target(Path(folder), server.url if server else None, **SETTINGS) as victim,
    ):
        sender = sending_key(victim.database)
        rates = (arguments.seconds, arguments.spans, arguments.queries)
        alone, together = measured(victim.port, victim.key, sender, *rates)
    show(alone, together)


if __name__ == "__main__":
    main()
