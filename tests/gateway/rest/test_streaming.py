"""Streamed bodies over a real server: their resources are released, whatever the client does."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
from starlette.types import Receive, Scope, Send

from gateway.connections.limits import ConnectionLimits
from gateway.rest.streaming import Parts, stream
from tests.gateway.connections.serving import END, serving

pytestmark = pytest.mark.slow

PART = b"a" * 100_000


class Streaming:
    """An application that streams a body, and knows when its resources were released."""

    def __init__(self, parts: int) -> None:
        self.released = asyncio.Event()
        self._parts = parts

    async def __call__(self, scope: Scope, _: Receive, send: Send) -> None:
        """Streams the parts."""
        assert scope["type"] == "http"
        resources = AsyncExitStack()
        resources.callback(self.released.set)
        await send({"type": "http.response.start", "status": 200, "headers": [(b"connection", b"close")]})
        parts = Parts(PART, self._rest(), resources)
        try:
            await stream(parts, send)
        finally:
            await parts.aclose()

    async def _rest(self) -> AsyncIterator[bytes]:
        for _ in range(self._parts - 1):
            yield PART


async def test_a_stream_that_is_read_arrives_whole() -> None:
    app = Streaming(100)
    async with serving(app, ConnectionLimits()) as server, server.client() as client:
        answer = await client.exchange(b"GET / HTTP/1.1" + END)
        await app.released.wait()
    assert answer.count(PART) == 100


async def test_the_resources_of_a_stream_that_is_not_read_are_released_after_the_write_timeout() -> None:
    app = Streaming(1_000_000)
    async with serving(app, ConnectionLimits(write_timeout=0.2)) as server, server.client() as client:
        client.writer.write(b"GET / HTTP/1.1" + END)
        await client.reader.readexactly(1)
        await app.released.wait()
        with pytest.raises((asyncio.IncompleteReadError, ConnectionResetError)):
            await client.reader.readexactly(len(PART) * 1_000_000)


async def test_the_resources_of_a_stream_are_released_if_the_client_disconnects() -> None:
    app = Streaming(1_000_000)
    async with serving(app, ConnectionLimits()) as server:
        async with server.client() as client:
            client.writer.write(b"GET / HTTP/1.1" + END)
            await client.reader.readexactly(1)
        await app.released.wait()
