"""The store for measurements of the REST routes, the handwritten peer, and the requests."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import asyncpg  # type: ignore[import-untyped]

from bench.contender import Contender
from storage.accounts.license import PERPETUAL, license_until
from storage.database.opening import open_database
from storage.rollup.building import build

ORG = "demo"
DAYS = 30
UNTIL = "2026-05-31T00:00:00Z"
WINDOW = {"start": "2026-05-01", "end": "2026-05-30"}
"""All days of the store, the last one included."""

BETWEEN = f"from=2026-05-01T00:00:00Z&to={UNTIL}"
VERSION = "processKey=invoice-review&version=2"

PEER = Contender("Starlette + SQLAlchemy Core", (sys.executable, "-m", "bench.rest_peer", "{url}", "{port}"), "rest")


@dataclass(frozen=True)
class Request:
    """A request."""

    path: str
    body: str = ""

    @property
    def method(self) -> str:
        """POST if there is a body, otherwise GET."""
        return "POST" if self.body else "GET"


ROUTES = {
    "process monitoring: instances, 100 rows": Request("/analytics/api/v1/instances/finance%25", json.dumps(WINDOW)),
    "process monitoring: overview": Request("/analytics/api/v1/overview/finance%25", json.dumps(WINDOW)),
    "incidents: incidents-table": Request(f"/incidents/incidents-table?{VERSION}&minResults=0&maxResults=50"),
    "incidents: total-counts": Request(f"/incidents/total-counts?{VERSION}"),
    "flow runs: 25 rows": Request("/analytics/org/demo/flows/invoice-matching"),
    "governance: summary": Request(f"/v1/analytics/governance/summary?{BETWEEN}"),
    "MCP: tools": Request(f"/v1/mcp/analytics/tools?{BETWEEN}"),
}


async def fill(url: str, scale: float) -> None:
    """The demo with its roll-ups, and a license for the incidents API; PostgreSQL vacuumed, as its own daemon does it."""
    options = ["--days", str(DAYS), "--scale", str(scale), "--until", UNTIL, "--org", ORG]
    command = [str(Path(sys.executable).with_name("pentagraph")), "demo", "--database", url, *options]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)  # noqa: ASYNC221
    database = await open_database(url)
    await license_until(database, ORG, PERPETUAL)
    await build(database, ORG)
    await database.close()
    if url.startswith("postgresql:"):
        connection = await asyncpg.connect(url)
        await connection.execute("VACUUM ANALYZE")
        await connection.close()
