"""A client that leaves is not worked for: whatever it asked for, its statements stop and its connections are free again."""

import asyncio
import json
import logging
from dataclasses import replace
from typing import Any

import pytest
from starlette.types import Receive, Scope, Send

from gateway.connections.limits import ConnectionLimits
from gateway.server import build
from gateway.settings import Settings
from schema.engine.engine import Engine
from schema.engine.plan import Plan
from storage.accounts.keys import create_key
from storage.accounts.license import PERPETUAL, license_until
from storage.database.protocol import Database
from tests.gateway.connections.serving import END, echo, serving, until

pytestmark = [pytest.mark.anyio, pytest.mark.server]

ENDLESS = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
    "postgresql": "SELECT pg_sleep(1000)::text",
}
SLEEPERS = """SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND query LIKE 'SELECT pg_sleep%' AND state = 'active'"""
SETTINGS = Settings(key_cache_seconds=60, rate_limit=0, work_rate_limit=0, statement_timeout=3_000, operation_timeout=3_000)
EXPORT = "/analytics/api/v1/export/finance:invoice-review"
REQUESTS: dict[str, tuple[str, str, Any]] = {
    "GraphQL": ("POST", "/graphql", {"query": "{ tasks { nodes { id } } }"}),
    "GraphQL of several fields": (
        "POST",
        "/graphql",
        {"query": "{ a: tasks { totalCount } b: runs { totalCount } }"},
    ),
    "GraphQL by GET": ("GET", "/graphql?query={tasks{totalCount}}", None),
    "a list": ("GET", "/v1/analytics/nhi-risk-assessment/x/history", None),
    "batch": ("POST", "/api/analytics/batch", {}),
    "export": ("POST", EXPORT, {}),
}
"""Requests of each kind of route."""


def sent(name: str, key: str) -> bytes:
    method, path, body = REQUESTS[name]
    content = b"" if body is None else json.dumps(body).encode()
    head = f"{method} {path} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {key}\r\nContent-Type: application/json\r\n"
    return f"{head}Content-Length: {len(content)}\r\n\r\n".encode() + content


async def running(database: Any) -> int:
    """The number of statements that are being run for queries."""
    if database.dialect.name == "postgresql":
        return int((await database.rows(SLEEPERS))[0][0])
    return database.readers - database._idle.free + len(database._recoveries) + database._snapshots._used.total()


async def reaches(database: Database, *, is_running: bool) -> None:
    """Waits until statements are being run, or none is."""
    async with asyncio.timeout(600):
        while bool(await running(database)) != is_running:  # noqa: ASYNC110 - neither database reports it
            await asyncio.sleep(0.01)


@pytest.fixture
def endless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes the statements of all plans endless."""
    make = Engine._make_plan

    def changed(engine: Engine, *arguments: Any) -> Plan:
        plan = make(engine, *arguments)
        sql = ENDLESS[engine.database.dialect.name]
        return Plan(tuple(replace(root, statement=replace(root.statement, sql=sql, values=())) for root in plan.roots))

    monkeypatch.setattr(Engine, "_make_plan", changed)


@pytest.mark.parametrize("name", REQUESTS)
@pytest.mark.usefixtures("endless")
async def test_statements_stop_when_their_client_leaves(
    database: Database, organization: str, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    await license_until(database, organization, PERPETUAL)
    _, key = await create_key(database, organization, "all", ["admin"])
    async with serving(build(database, SETTINGS), ConnectionLimits()) as server:
        async with server.client() as client:
            client.writer.write(sent(name, key))
            await reaches(database, is_running=True)
        await reaches(database, is_running=False)
        await until(lambda: not server.server.server_state.tasks)
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


async def test_what_is_done_after_the_whole_answer_is_not_cancelled() -> None:
    may_end, ended = asyncio.Event(), asyncio.Event()

    async def late(scope: Scope, receive: Receive, send: Send) -> None:
        await echo(scope, receive, send)
        await may_end.wait()
        ended.set()

    async with serving(late, ConnectionLimits()) as server:
        async with server.client() as client:
            assert (await client.answer(b"GET / HTTP/1.1" + END)).startswith(b"HTTP/1.1 200")
        await until(lambda: len(server.connections) == 0)
        may_end.set()
        await ended.wait()


async def test_a_connection_that_the_server_closes_ends_its_requests(caplog: pytest.LogCaptureFixture) -> None:
    began: list[str] = []

    async def slow(scope: Scope, receive: Receive, send: Send) -> None:
        began.append(scope["path"])
        await asyncio.Event().wait()

    async with serving(slow, ConnectionLimits()) as server:
        async with server.client() as client:
            client.writer.write(b"".join(b"GET /%d HTTP/1.1" % number + END for number in range(3)))
            await until(lambda: bool(began))
            server.connections.abort()
        await until(lambda: not server.server.server_state.tasks)
        await until(lambda: len(server.connections) == 0)
    assert began == ["/0"]
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


async def test_a_client_that_leaves_while_further_requests_wait_is_noticed() -> None:
    started, cancelled = asyncio.Event(), asyncio.Event()

    async def endless(scope: Scope, receive: Receive, send: Send) -> None:
        started.set()
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()

    async with serving(endless, ConnectionLimits()) as server:
        async with server.client() as client:
            client.writer.write((b"GET / HTTP/1.1\r\nHost: a" + END) * 3)
            await started.wait()
        await cancelled.wait()
        await until(lambda: not server.connections._open)
