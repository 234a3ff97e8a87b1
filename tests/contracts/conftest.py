"""The REST routes over real stores with real keys: one that a test fills, and one that holds the demo of two organizations."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from gateway.server import build
from gateway.settings import Settings
from storage.accounts.keys import SCOPES, create_key, ensure_organization
from storage.accounts.license import PERPETUAL, license_until
from storage.database.opening import open_database
from storage.database.protocol import Database
from storage.demo import DemoOptions, fill
from storage.nouns.record import DAY
from storage.rollup.building import build as build_rollups
from tests.conftest import ORGANIZATION
from tests.contracts.contract import DOCUMENTS
from tests.postgres_server import PostgresServer, Run
from tests.shared_plans import shared_plans
from tests.templates import Template, postgresql_copy, sqlite_copy

collect_ignore = [] if DOCUMENTS.is_dir() else ["test_published.py"]

UNTIL = 20_550 * DAY
"""End of the demo's ninety days: 2026-04-07."""
OTHER = "other"
"""The second organization of the filled store."""
SETTINGS = Settings(key_cache_seconds=0, rate_limit=0, work_rate_limit=0, max_body_bytes=100_000)
"""Everybody needs a key, and may ask as often as they like."""


@dataclass(frozen=True)
class Api:
    """The REST routes over a store, and a key of one organization with every scope but admin."""

    app: Any
    database: Database
    key: str

    def client(self, key: str | None = None, **headers: str) -> httpx.AsyncClient:
        """A client that sends the key, `""` for none, from far away."""
        sent = {"authorization": f"Bearer {self.key if key is None else key}"} if key != "" else {}
        transport = httpx.ASGITransport(self.app, client=("203.0.113.7", 50_000))
        return httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1", headers={**sent, **headers})

    async def get(self, path: str, **query: Any) -> httpx.Response:
        """The response to GET."""
        async with self.client() as client:
            return await client.get(path, params=query)

    async def post(self, path: str, body: Any, **query: Any) -> httpx.Response:
        """The response to POST with a JSON body."""
        async with self.client() as client:
            return await client.post(path, json=body, params=query)


async def rest_over(database: Database, org_id: str, settings: Settings | None = None) -> Api:
    """The REST routes over a store, for one organization."""
    _, key = await create_key(database, org_id, "contract", [scope for scope in SCOPES if scope != "admin"])
    settings = settings or SETTINGS
    return Api(build(database, settings, plans=shared_plans(database, settings)), database, key)


@pytest.fixture
async def api(database: Database, organization: str) -> Api:
    """The REST routes over a store that the test fills: see `storage.writing.write`."""
    return await rest_over(database, organization)


async def _filled(url: str) -> None:
    database = await open_database(url, readers=2)
    try:
        for org_id, seed in ((ORGANIZATION, 1), (OTHER, 2)):
            await ensure_organization(database, org_id)
            await license_until(database, org_id, PERPETUAL)
            await fill(database, org_id, DemoOptions(until=UNTIL, scale=0.2, seed=seed))
        await build_rollups(database, ORGANIZATION)
    finally:
        await database.close()


FILLED = Template("filled", _filled)
"""The demo at scale 0.2: `acme` is rolled up, `other` has another demo and is not."""


@pytest.fixture(scope="session")
def filled_sqlite_url(shared_run: Run, tmp_path_factory: pytest.TempPathFactory) -> str:
    """URL of the filled SQLite store."""
    return sqlite_copy(shared_run, FILLED, tmp_path_factory.mktemp("contracts") / "demo.db")


@pytest.fixture(scope="session")
def filled_postgresql_url(postgres_server: PostgresServer) -> str:
    """URL of the filled PostgreSQL store."""
    return postgresql_copy(postgres_server, FILLED)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def filled_url(request: pytest.FixtureRequest) -> str:
    """URL of the filled store on each database."""
    url: str = request.getfixturevalue(f"filled_{request.param}_url")
    return url


@pytest.fixture(scope="session")
async def filled(filled_url: str, anyio_backend: str) -> AsyncIterator[Api]:
    """The REST routes over the demo at scale 0.2: `acme` is rolled up, `other` has another demo and is not. Nobody may write."""
    database = await open_database(filled_url, readers=3)
    yield await rest_over(database, ORGANIZATION)
    await database.close()
