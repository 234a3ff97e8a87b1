"""Measures what sixteen mixed clients wait for while `pentagraph load` writes, against what one client waits for alone.

    python -m bench.mixed [--seconds 20] [--clients 16]

Each client repeats one kind of request: a small list, readiness, statistics of thirty days, or the batch route. The table has
the median and the 99th percentile of each kind in milliseconds, alone and in the mix, and the ratio of the 99th percentiles.
"""

import argparse
import asyncio
import json
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import httpx

from bench.attack.target import PENTAGRAPH, Target, target

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


async def repeated(victim: Target, request: Request, until: float) -> list[float]:
    """Milliseconds of each answer on one connection, until a time."""
    method, path, body = request
    headers = {"X-API-Key": victim.key, "Authorization": f"Bearer {victim.key}"}
    taken = []
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{victim.port}", headers=headers, timeout=PATIENCE) as client:
        while time.perf_counter() < until:
            began = time.perf_counter()
            answer = await client.request(method, path, json=body)
            taken.append((time.perf_counter() - began) * 1000)
            assert answer.status_code == 200, answer.text
    return taken


async def alone(victim: Target, seconds: float) -> dict[str, list[float]]:
    """Each kind by itself."""
    return {name: await repeated(victim, request, time.perf_counter() + seconds) for name, request in KINDS.items()}


async def mixed(victim: Target, seconds: float, clients: int, file: Path) -> dict[str, list[float]]:
    """All kinds at once, beside a load."""
    database = f"sqlite+aiosqlite:///{file.parent / 'attack.db'}"
    loading = await asyncio.create_subprocess_exec(*PENTAGRAPH, "load", str(file), "--org", "demo", "--database", database)
    until = time.perf_counter() + seconds
    names = [list(KINDS)[index % len(KINDS)] for index in range(clients)]
    try:
        found = await asyncio.gather(*(repeated(victim, KINDS[name], until) for name in names))
        assert loading.returncode is None, "the load ended before the clients did: raise RECORDS"
    finally:
        loading.kill()
        await loading.wait()
    taken: dict[str, list[float]] = {name: [] for name in KINDS}
    for name, times in zip(names, found, strict=True):
        taken[name] += times
    return taken


def percentile(times: list[float], share: float) -> float:
    """The nearest rank."""
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def main() -> None:
    """Measures, and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--clients", type=int, default=16)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, target(Path(folder), **SETTINGS) as victim:
        file = Path(folder) / "instances.ndjson"
        with file.open("w", encoding="ascii") as lines:
            for index in range(RECORDS):
                instance = {"noun": "process_instance", "id": f"mixed-{index}", "model_id": "mixed", "status": "RUNNING"}
                record = {**instance, "started_at": "2026-05-01T12:00:00Z"}
                lines.write(json.dumps(record) + "\n")
        idle = asyncio.run(alone(victim, arguments.seconds / 4))
        busy = asyncio.run(mixed(victim, arguments.seconds, arguments.clients, file))
    print(f"{'kind':12} {'alone p50':>10} {'p99':>8} {'mixed p50':>10} {'p99':>8} {'ratio':>6}")
    for name in KINDS:
        figures = [percentile(times[name], share) for times in (idle, busy) for share in (0.5, 0.99)]
        sys.stdout.write(f"{name:12} {figures[0]:10.1f} {figures[1]:8.1f} {figures[2]:10.1f} {figures[3]:8.1f}")
        sys.stdout.write(f" {figures[3] / figures[1]:6.1f}\n")


if __name__ == "__main__":
    main()
