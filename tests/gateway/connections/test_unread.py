"""Clients that do not read: their connections end, their bytes are bounded, and others are answered meanwhile."""

import asyncio
import json
from dataclasses import replace

import pytest
from starlette.types import Receive, Scope, Send

from gateway.connections.limits import ConnectionLimits
from gateway.connections.unread import PART
from tests.gateway.connections.serving import END, serving, until

pytestmark = pytest.mark.server

LARGE = 30_000_000
"""Bytes: more than the kernel takes for a client that does not read."""
GET_LARGE = b"GET /large HTTP/1.1" + END
LIMITS = ConnectionLimits(max_unread_bytes=LARGE + 1000)
FAST = replace(LIMITS, write_timeout=0.2)


async def large(scope: Scope, receive: Receive, send: Send) -> None:
    """A small answer at /small, otherwise a large one: in parts at /stream."""
    await receive()
    if scope["path"] == "/stream":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for _ in range(10_000):
            await send({"type": "http.response.body", "body": b"a" * 10_000, "more_body": True})
    size = 10 if scope["path"] == "/small" else LARGE
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % size)]})
    await send({"type": "http.response.body", "body": b"a" * size})


async def test_a_large_answer_arrives_whole() -> None:
    async with serving(large, LIMITS) as server, server.client() as client:
        answer = await client.answer(GET_LARGE)
    assert answer.endswith(END + b"a" * LARGE)


async def test_a_large_answer_is_refused_while_another_is_not_read_and_small_ones_are_sent() -> None:
    async with serving(large, LIMITS) as server, server.client() as slow, server.client() as other:
        slow.writer.write(GET_LARGE)
        await until(lambda: server.connections.unread.bytes == LARGE)
        refused = await other.answer(GET_LARGE)
        assert refused.startswith(b"HTTP/1.1 503")
        assert b"retry-after" in refused
        assert json.loads(refused.partition(END)[2])["errors"][0]["extensions"]["code"] == "OVERLOADED"
        assert (await other.answer(b"GET /small HTTP/1.1" + END)).startswith(b"HTTP/1.1 200")
        await slow.reader.readexactly(LARGE)
        await until(lambda: server.connections.unread.bytes == 0)
        assert (await other.answer(GET_LARGE)).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize("path", [b"/large", b"/stream"])
async def test_a_client_that_stops_reading_is_disconnected(path: bytes) -> None:
    async with serving(large, FAST) as server, server.client() as client:
        client.writer.write(b"GET %s HTTP/1.1" % path + END)
        await client.reader.readexactly(1)
        await until(lambda: len(server.connections) == 0)
        await until(lambda: server.connections.unread.bytes == 0)
        with pytest.raises((asyncio.IncompleteReadError, ConnectionResetError)):
            await client.reader.readexactly(LARGE * 100)


async def test_the_work_for_a_client_that_stops_reading_is_cancelled() -> None:
    ended: list[BaseException] = []

    async def endless(scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await send({"type": "http.response.start", "status": 200, "headers": []})
            while True:
                await send({"type": "http.response.body", "body": b"a" * PART, "more_body": True})
        except BaseException as error:
            ended.append(error)
            raise

    async with serving(endless, FAST) as server, server.client() as client:
        client.writer.write(b"GET / HTTP/1.1" + END)
        await client.reader.readexactly(1)
        await until(lambda: bool(ended))
    assert isinstance(ended[0], asyncio.CancelledError)


async def test_a_closed_connection_does_not_wait_for_a_client_that_does_not_read() -> None:
    """The last part of an answer is not counted, and the answer is complete for the server."""

    async def small(scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"content-length", b"%d" % (PART * 100)), (b"connection", b"close")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        for _ in range(100):
            await send({"type": "http.response.body", "body": b"a" * PART, "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    async with serving(small, FAST) as server, server.client() as client:
        client.writer.write(b"GET / HTTP/1.1" + END)
        await client.reader.readexactly(1)
        await until(lambda: len(server.connections) == 0)
