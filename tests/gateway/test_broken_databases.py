"""A database that breaks while the server runs: each entry point answers with its own error, soon, and shows nothing internal."""

import asyncio
import contextlib
import logging
import resource
import sqlite3
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import asyncpg  # type: ignore[import-untyped]
import httpx
import pytest
from sqlalchemy.engine import make_url

from gateway.server import build
from gateway.settings import Settings
from storage.accounts import users
from storage.accounts.keys import create_key, ensure_organization
from storage.accounts.license import PERPETUAL, license_until
from storage.database.opening import open_database
from storage.errors import DatabaseUnavailable
from tests.gateway.auth.conftest import PASSWORD, QUICK
from tests.gateway.conftest import ELSEWHERE, Door

pytestmark = pytest.mark.slow

LOGIN = {"username": "ada@example.org", "password": PASSWORD}
VERSION = "processKey=a%2Fb&version=1&startDate=2026-01-01T00%3A00%3A00Z&endDate=2026-02-01T00%3A00%3A00Z"
REQUESTS: dict[str, tuple[str, str, Any]] = {
    "graphql": (
        "POST",
        "/graphql",
        {"query": "{ processInstances(first: 1) { totalCount nodes { id } } tasks(first: 1) { totalCount } }"},
    ),
    "graphql mutation": ("POST", "/graphql", {"query": "mutation { startRollup(window: {lastDays: 1}) { jobId } }"}),
    "process monitoring": ("GET", "/analytics/api/v1/identifiers/list", None),
    "incidents": ("GET", f"/incidents/total-counts?{VERSION}", None),
    "batch": ("POST", "/api/analytics/batch", {"granularity": "day"}),
    "flow runs": ("GET", "/analytics/org/acme/flows/x", None),
    "governance": ("GET", "/v1/analytics/governance/summary", None),
    "token": ("POST", "/token", LOGIN),
    "session": ("POST", "/session", LOGIN),
    "ready": ("GET", "/readyz", None),
    "landing": ("GET", "/", None),
}
INTERNAL = (
    "asyncpg", "sqlite3", "sqlalchemy", "traceback", "operationalerror", "databaseerror", "errno", "connect call", "127.0.0.1:",
    "postgres@", "malformed", "disk image", "locked", "select ", ".db", "connection was closed in the middle", "pool",
)  # fmt: skip
"""What no answer may contain, in lower case: names of drivers, addresses, users, files, SQL, texts of drivers."""


@dataclass
class Proxy:
    """A TCP proxy in front of PostgreSQL that forwards, swallows what it gets, cuts connections, or refuses them."""

    port: int
    mode: str = "forward"
    address: tuple[str, int] = ("", 0)
    server: Any = None
    tasks: set[Any] = field(default_factory=set)
    writers: list[asyncio.StreamWriter] = field(default_factory=list)

    async def start(self) -> None:
        """Listens on a free port."""
        self.server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.address = self.server.sockets[0].getsockname()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.writers.append(writer)
        if self.mode == "swallow":
            await reader.read()
            return
        if self.mode == "refuse":
            writer.transport.abort()
            return
        behind, ahead = await asyncio.open_connection("127.0.0.1", self.port)
        self.writers.append(ahead)
        for pair in ((reader, ahead), (behind, writer)):
            task = asyncio.create_task(self._pump(*pair))
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)

    async def _pump(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while data := await source.read(65_536):
                if self.mode != "swallow":
                    target.write(data)
            target.close()

    def breaks(self, mode: str) -> None:
        """From now on it behaves so."""
        self.mode = mode
        if mode in ("refuse", "cut"):
            self.server.close()
            for writer in self.writers:
                writer.transport.abort()

    async def stop(self) -> None:
        """Ends everything."""
        self.breaks("refuse")
        for task in list(self.tasks):
            task.cancel()


def corrupt(path: Path) -> None:
    """Overwrites all pages of a file and of its log in place: a shorter file would end the process, which has it mapped."""
    for file in (path, path.with_name(path.name + "-wal")):
        if file.exists():
            with file.open("r+b") as pages:
                pages.write(b"\x13" * file.stat().st_size)


@contextlib.asynccontextmanager
async def served(url: str, *, seconds: float = 30.0) -> AsyncIterator[tuple[Door, dict[str, str]]]:
    """A store with a user and a key, a server over it that knows the key, and the key as it is sent."""
    database = await open_database(url, readers=2)
    try:
        yield await _prepared(database, seconds)
    finally:
        for pool in ("_readers", "_writers", "_snapshots"):
            with contextlib.suppress(AttributeError):
                getattr(database, pool).terminate()
        await database.close()


async def _prepared(database: Any, seconds: float) -> tuple[Door, dict[str, str]]:
    await ensure_organization(database, "acme")
    await license_until(database, "acme", PERPETUAL)
    await users.create_user(database, "acme", "ada@example.org", QUICK.hash(PASSWORD), ["graph:read"])
    scopes = ["graph:read", "logs:read", "mcp:read", "mcp:write", "nhi:read"]
    _, key = await create_key(database, "acme", "x", scopes)
    settings = Settings(key_cache_seconds=3600, login_limit=0, rate_limit=0, work_rate_limit=0, statement_timeout=seconds)
    door = Door(build(database, settings))
    headers = {"authorization": f"Bearer {key}"}
    async with door.client(ELSEWHERE) as client:
        assert (await client.get("/readyz")).status_code == 200
        assert (await client.get("/analytics/api/v1/identifiers/list", headers=headers)).status_code == 200
    return door, headers


async def answers(door: Door, headers: dict[str, str]) -> dict[str, httpx.Response]:
    """The answer of each entry point, twice: the first may still find a connection."""
    found = {}
    async with door.client(ELSEWHERE) as client:
        for name, (method, path, body) in REQUESTS.items():
            form = {"data": {"grant_type": "password", **body}} if name == "token" else {"json": body} if body else {}
            sent = {} if name in ("token", "session", "ready", "landing") else headers
            for turn in (1, 2):
                found[f"{name} {turn}"] = await client.request(method, path, headers=sent, **form)
    return found


def refused(found: dict[str, httpx.Response], *, statuses: tuple[int, ...] = (503, 504)) -> None:
    """Each entry point that needs the database says that it is not there, and none says more."""
    for name, response in found.items():
        text = response.text.lower()
        if name.startswith("landing"):
            assert response.status_code == 200, name
            continue
        assert [word for word in INTERNAL if word in text] == [], (name, response.text)
        if name.startswith("graphql"):
            errors = response.json()["errors"]
            codes = {error["extensions"]["code"] for error in errors}
            assert codes <= {"DATABASE_UNAVAILABLE", "STATEMENT_TIMEOUT", "WRONG_SCHEMA"}, (name, response.text)
        else:
            assert response.status_code in statuses, (name, response.status_code, response.text)


async def test_a_file_that_is_damaged_while_it_is_served(sqlite_url: str, caplog: pytest.LogCaptureFixture) -> None:
    async with served(sqlite_url) as (door, headers):
        corrupt(Path(str(make_url(sqlite_url).database)))
        with caplog.at_level(logging.WARNING, "pentagraph"):
            found = await answers(door, headers)
    refused({name: response for name, response in found.items() if response.status_code >= 400 or '"errors"' in response.text})
    assert any(response.status_code == 503 for response in found.values()), "the damage was noticed"
    assert "DatabaseError" in caplog.text or "OperationalError" in caplog.text, "the cause is in the log"


async def test_a_file_that_another_process_keeps_locked(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.database.sqlite_connections.BUSY_SECONDS", 0.0)
    async with served(sqlite_url) as (door, _):
        other = sqlite3.connect(str(make_url(sqlite_url).database), isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        async with door.client(ELSEWHERE) as client:
            answer = await client.post("/session", json=LOGIN)
            assert (answer.status_code, "another process" in answer.text) == (503, True)
            assert (await client.get("/readyz")).status_code == 200, "reading goes on"
        other.close()


@contextlib.contextmanager
def full_disk() -> Iterator[None]:
    """While the block runs, no file of this process can grow, as if its disk were full or read-only."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


async def test_a_file_that_can_only_be_read(sqlite_url: str) -> None:
    async with served(sqlite_url) as (door, headers), door.client(ELSEWHERE) as client:
        cookie = (await client.post("/session", json=LOGIN)).headers["set-cookie"].partition(";")[0]
        token = await client.post("/token", data={"grant_type": "password", **LOGIN})
        assert token.status_code == 200  # the store has a secret for tokens
    with full_disk():
        database = await open_database(sqlite_url, readers=2)
    settings = Settings(key_cache_seconds=3600, login_limit=0, rate_limit=0, work_rate_limit=0)
    try:
        door = Door(build(database, settings))
        found = await answers(door, headers)
        async with door.client(ELSEWHERE) as client:
            of_session = await client.get("/analytics/api/v1/identifiers/list", headers={"cookie": cookie})
            ended = await client.delete("/session", headers={"cookie": cookie})
        with pytest.raises(DatabaseUnavailable, match="cannot be written"):
            await create_key(database, "acme", "y", ["graph:read"])
    finally:
        await database.close()
    writes = {name: response for name, response in found.items() if name.startswith(("graphql mutation", "session"))}
    refused({**writes, "end of a session": ended}, statuses=(503,))
    assert {response.status_code for response in writes.values()} <= {200, 503}
    reads = {name: response.status_code for name, response in found.items() if name not in writes}
    assert reads == {name: 404 if name.startswith("flow runs") else 200 for name in reads}
    assert "errors" not in found["graphql 2"].json()
    assert of_session.status_code == 200


@pytest.fixture
async def proxy(own_postgresql_url: str, anyio_backend: str) -> AsyncIterator[tuple[Proxy, str]]:
    """A proxy, and the URL of a database of the test's own behind it."""
    place = make_url(own_postgresql_url)
    assert place.port
    found = Proxy(place.port)
    await found.start()
    yield found, place.set(port=found.address[1]).render_as_string(hide_password=False)
    await found.stop()


LIMITS = (
    "storage.database.postgres.BEGIN_SECONDS",
    "storage.database.postgres.RELEASE_SECONDS",
    "storage.database.postgres.ROLLBACK_SECONDS",
    "storage.accounts.lookup.LOOKUP_SECONDS",
    "storage.migrations.migrate.CHECK_SECONDS",
    "gateway.auth.login.ANSWER_SECONDS",
)
"""Time limits that a test has no time for."""
SOON = 0.5
"""Seconds instead, from the moment on at which the database breaks."""


@pytest.mark.long
@pytest.mark.parametrize("broken", ["refuse", "cut", "swallow"])
async def test_a_server_that_goes_away(
    proxy: tuple[Proxy, str], broken: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    between, url = proxy
    connect = asyncpg.connect
    async with served(url, seconds=3.0) as (door, headers):
        between.breaks(broken)
        for name in LIMITS:
            monkeypatch.setattr(name, SOON)
        monkeypatch.setattr("asyncpg.connect", lambda *arguments, **options: connect(*arguments, **{**options, "timeout": SOON}))
        with caplog.at_level(logging.WARNING, "pentagraph"):
            refused(await answers(door, headers))
    assert "postgres@" not in caplog.text


async def test_a_server_that_comes_back_is_used_again(proxy: tuple[Proxy, str]) -> None:
    between, url = proxy
    async with served(url) as (door, headers):
        for writer in between.writers:
            writer.transport.abort()
        async with door.client(ELSEWHERE) as client:
            path = "/analytics/api/v1/identifiers/list"
            statuses = [(await client.get(path, headers=headers)).status_code for _ in range(5)]
    assert set(statuses) <= {200, 503}
    assert statuses[-1] == 200
