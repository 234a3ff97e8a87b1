"""Measures what sixteen mixed clients wait for while `pentagraph load` writes, against what one client waits for alone.

    python -m bench.mixed [--seconds 20] [--clients 16] [--postgres]

Each client repeats one kind of request: a small list, readiness, statistics of thirty days, or the batch route. The clients of
a kind have a process of their own, so that the reading of large answers delays none of another kind. The table has the median
and the 99th percentile of each kind in milliseconds, alone and in the mix, and the ratio of the 99th percentiles.
"""

import argparse
import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from http.client import HTTPConnection
from pathlib import Path

from bench.attack.target import PENTAGRAPH, Target, target
from bench.postgres import postgresql

Request = tuple[str, str, object]

KINDS: Mapping[str, Request] = {
    "small list": ("POST", "/graphql", {"query": "{ tasks(first: 20) { nodes { id name startedAt } } }"}),
    "readiness": ("GET", "/readyz", None),
    "statistics": ("POST", "/graphql", {"query": "{ tasks { stats(window: {lastDays: 30}) { count duration { p95 } } } }"}),
    "batch": ("POST", "/api/analytics/batch", {"start_date": "2026-05-01", "end_date": "2026-05-30"}),
}
SETTINGS = {"RATE_LIMIT": "0", "WORK_RATE_LIMIT": "0", "HEADER_TIMEOUT": "20", "IDLE_TIMEOUT": "75"}
PATIENCE = 600.0
"""Seconds for which a client waits for an answer."""
RECORDS = 300_000
"""Process instances in the file that is loaded: more than are read while the clients ask."""


def repeated(port: int, key: str, kind: str, seconds: float, clients: int) -> list[float]:
    """Milliseconds of each answer that clients of one kind get, each on one connection, for some seconds."""
    method, path, body = KINDS[kind]
    headers = {"X-API-Key": key, "Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    content = None if body is None else json.dumps(body)
    until = time.perf_counter() + seconds

    def client() -> list[float]:
        connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        taken = []
        while time.perf_counter() < until:
            began = time.perf_counter()
            connection.request(method, path, content, headers)
            answer = connection.getresponse()
            text = answer.read()
            taken.append((time.perf_counter() - began) * 1000)
            assert answer.status == 200, text
        return taken

    with ThreadPoolExecutor(clients) as threads:
        running = [threads.submit(client) for _ in range(clients)]
        return [each for client_ in running for each in client_.result()]


@contextmanager
def loading(file: Path, database: str) -> Iterator[None]:
    """A load of the file, in a process of its own, which must not end before the block does."""
    load = subprocess.Popen(
        [*PENTAGRAPH, "load", str(file), "--org", "demo", "--database", database],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
        assert load.poll() is None, "the load ended before the clients did: raise RECORDS"
    finally:
        load.kill()
        load.wait()


def measured(victim: Target, seconds: float, clients: Mapping[str, int]) -> dict[str, list[float]]:
    """Milliseconds of the answers by kind, with a number of clients for each."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(len(clients), mp_context=context) as processes:
        running = {
            kind: processes.submit(repeated, victim.port, victim.key, kind, seconds, number) for kind, number in clients.items()
        }
        return {kind: future.result() for kind, future in running.items()}


def percentile(times: Sequence[float], share: float) -> float:
    """The nearest rank."""
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def write_instances(file: Path) -> None:
    """The file that is loaded."""
    with file.open("w", encoding="ascii") as lines:
        for index in range(RECORDS):
            instance = {"noun": "process_instance", "id": f"mixed-{index}", "model_id": "mixed", "status": "RUNNING"}
            record = {**instance, "started_at": "2026-05-01T12:00:00Z"}
            lines.write(json.dumps(record) + "\n")


def main() -> None:
    """Measures, and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--postgres", action="store_true", help="on a PostgreSQL server of its own, in place of SQLite")
    arguments = parser.parse_args()
    names = [list(KINDS)[index % len(KINDS)] for index in range(arguments.clients)]
    with (
        tempfile.TemporaryDirectory() as folder,
        postgresql() if arguments.postgres else nullcontext() as server,
        target(Path(folder), server.url if server else None, is_monitored=False, **SETTINGS) as victim,
    ):
        file = Path(folder) / "instances.ndjson"
        write_instances(file)
        idle: dict[str, list[float]] = {}
        for kind in KINDS:
            idle |= measured(victim, arguments.seconds / 4, {kind: 1})
        with loading(file, victim.database):
            busy = measured(victim, arguments.seconds, {kind: names.count(kind) for kind in KINDS if kind in names})
    print("load average of 1, 5 and 15 minutes:", *(f"{each:.1f}" for each in os.getloadavg()))
    print(f"{'kind':12} {'alone p50':>10} {'p99':>8} {'mixed p50':>10} {'p99':>8} {'ratio':>6}")
    for name in busy:
        figures = [percentile(times[name], share) for times in (idle, busy) for share in (0.5, 0.99)]
        sys.stdout.write(f"{name:12} {figures[0]:10.1f} {figures[1]:8.1f} {figures[2]:10.1f} {figures[3]:8.1f}")
        sys.stdout.write(f" {figures[3] / figures[1]:6.1f}\n")


if __name__ == "__main__":
    main()
