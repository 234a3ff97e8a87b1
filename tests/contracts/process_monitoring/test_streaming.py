"""An export that nobody takes any more ends, and lets go of the state of the store that it reads."""

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from sqlalchemy.engine import make_url
from starlette.types import Receive, Scope, Send

from gateway.connections.limits import ConnectionLimits
from gateway.rest.process_monitoring import export
from storage.nouns.process_group import ProcessGroup
from storage.nouns.record import Instant
from storage.writing.writer import write
from tests.contracts.conftest import Api
from tests.gateway.connections.serving import END, serving

PATH = "/analytics/api/v1/export/finance:invoice-review"
Message = dict[str, Any]


async def is_held(api: Api) -> bool:
    """Whether anybody still reads an old state of the store."""
    await write(api.database, "acme", [ProcessGroup(id="any", at=Instant(1), display_name="written meanwhile")])
    if api.database.dialect.name == "postgresql":
        found = await api.database.rows(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'"
        )
        return bool(found[0][0])
    with sqlite3.connect(str(make_url(api.database.url).database), timeout=0) as connection:
        busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    connection.close()
    return bool(busy)


class Client:
    """A client that takes the first part of an answer and then waits."""

    def __init__(self, api: Api) -> None:
        self.api = api
        self.messages: list[Message] = []
        self.has_some = asyncio.Event()
        self._asked = False

    async def receive(self) -> Message:
        """The request, and then that the client has gone."""
        if not self._asked:
            self._asked = True
            return {"type": "http.request", "body": json.dumps({}).encode(), "more_body": False}
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        """Takes what comes before the first part, and that."""
        self.messages.append(message)
        if message["type"] == "http.response.body":
            self.has_some.set()
            await asyncio.Event().wait()

    async def ask(self, send: Callable[[Message], Awaitable[None]] | None = None) -> None:
        """Asks for an export, to the end."""
        headers = {"authorization": f"Bearer {self.api.key}", "content-type": "application/json"}
        scope = {
            "type": "http", "method": "POST", "path": PATH, "query_string": b"", "client": ("203.0.113.7", 1), "scheme": "http",
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()], "server": ("127.0.0.1", 80),
        }  # fmt: skip
        await asyncio.wait_for(self.api.app(scope, self.receive, send or self.send), 600)

    @property
    def is_complete(self) -> bool:
        """Whether the end of an answer was sent."""
        return any(message["type"] == "http.response.body" and not message.get("more_body") for message in self.messages)


@pytest.fixture
async def client(examples: Api) -> AsyncIterator[Client]:
    """A client of the store of the examples, of which nothing is held afterwards."""
    made = Client(examples)
    yield made
    assert not await is_held(examples)


async def test_a_client_that_goes_away_ends_the_export(examples: Api) -> None:
    async def waits(scope: Scope, receive: Receive, send: Send) -> None:
        """The application, for a client that never takes the second part."""

        async def take(message: Message) -> None:
            await send(message)
            if message["type"] == "http.response.body":
                await asyncio.Event().wait()

        await examples.app(scope, receive, take)

    head = f"POST {PATH} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {examples.key}\r\nContent-Length: 2\r\n\r\n{{}}"
    async with serving(waits, ConnectionLimits()) as server, server.client() as client:
        client.writer.write(head.encode())
        assert (await client.reader.readuntil(END)).startswith(b"HTTP/1.1 200")
        assert await is_held(examples)
        client.writer.transport.abort()
        while await is_held(examples):  # noqa: ASYNC110 - neither database reports it
            await asyncio.sleep(0.01)


async def test_a_request_that_is_cancelled_lets_go(client: Client) -> None:
    asking = asyncio.create_task(client.ask())
    await client.has_some.wait()
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking


async def test_what_fails_in_the_middle_does_not_look_complete(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: Any) -> Any:
        raise ZeroDivisionError

    async def take(message: Message) -> None:
        client.messages.append(message)

    monkeypatch.setattr(export, "_task", fails)
    with pytest.raises(ZeroDivisionError):
        await client.ask(take)
    assert [message["type"] for message in client.messages][:2] == ["http.response.start", "http.response.body"]
    assert not client.is_complete


async def test_what_fails_before_the_first_part_is_a_status(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: Any) -> Any:
        raise ZeroDivisionError

    async def take(message: Message) -> None:
        client.messages.append(message)

    monkeypatch.setattr(export, "_instance", fails)
    await client.ask(take)
    assert client.messages[0]["status"] == 500
    assert b"Zero" not in client.messages[1]["body"]
