"""The application over a real SQLite store with two organizations, called in the process, as if from this machine."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx
import pytest
from starlette.types import ASGIApp

from gateway.server import build
from gateway.settings import Settings
from storage.accounts.keys import create_key, ensure_organization
from storage.database.opening import open_database
from storage.database.protocol import Database
from storage.nouns.process_instance import ProcessInstance
from storage.nouns.record import Instant
from storage.writing.writer import write

HERE = ("127.0.0.1", 50_000)
ELSEWHERE = ("203.0.113.7", 50_000)
BASE = "http://127.0.0.1:8000"


@dataclass(frozen=True)
class Door:
    """The application, and how to knock at it."""

    app: ASGIApp

    def client(self, peer: tuple[str, int] = HERE) -> httpx.AsyncClient:
        """An HTTP client whose requests come from an address."""
        return httpx.AsyncClient(transport=httpx.ASGITransport(self.app, client=peer), base_url=BASE)

    async def ask(self, query: str, *, peer: tuple[str, int] = HERE, **headers: str) -> httpx.Response:
        """The response to a query that is POSTed."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        async with self.client(peer) as client:
            return await client.post("/graphql", json={"query": query}, headers=sent)


@pytest.fixture
async def store(sqlite_url: str, anyio_backend: str) -> AsyncIterator[Database]:
    """A store with one instance of `demo`, which callers on this machine may read, and one of `acme`, which needs a key."""
    database = await open_database(sqlite_url, readers=2)
    for org_id in ("demo", "acme"):
        await ensure_organization(database, org_id)
        await write(database, org_id, [ProcessInstance(id=f"{org_id}-1", at=Instant(1))])
    yield database
    await database.close()


@pytest.fixture
def settings(sqlite_url: str) -> Settings:
    """Settings of the application; a test may override this."""
    return Settings(database=sqlite_url, max_body_bytes=10_000, key_cache_seconds=0, demo=True)


@pytest.fixture
def door(store: Database, settings: Settings) -> Door:
    """The application over the store."""
    return Door(build(store, settings))


@pytest.fixture
async def acme_key(store: Database) -> str:
    """A key that may read all of `acme`."""
    return (await create_key(store, "acme", "test", ["graph:read", "logs:read", "mcp:read", "nhi:read"]))[1]
