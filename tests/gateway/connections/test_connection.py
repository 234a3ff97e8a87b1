"""Limits on what a client may send, on real connections. Times are limits of the server; no test waits for one to be short."""

import asyncio
import gc
import json
import weakref
from dataclasses import replace
from typing import Any

import pytest
from starlette.types import Receive, Scope, Send

from gateway.connections.connection import MAX_PIPELINED
from gateway.connections.limits import ConnectionLimits
from tests.gateway.connections.serving import END, Client, echo, serving, until

pytestmark = pytest.mark.server

LIMITS = ConnectionLimits(max_url_bytes=2000, max_header_bytes=4000, max_headers=10)
FAST = replace(LIMITS, header_timeout=0.2, body_timeout=0.2, idle_timeout=0.2, write_timeout=0.2)
GET = b"GET / HTTP/1.1\r\n"
POST = b"POST / HTTP/1.1\r\n"
CHUNKED = POST + b"Transfer-Encoding: chunked\r\n\r\n"


def refusal(answer: bytes) -> tuple[int, str, Any]:
    """Status, code and limit of the only response in the bytes."""
    head, _, body = answer.partition(END)
    assert b"connection: close" in head
    (error,) = json.loads(body)["errors"]
    return int(head.split()[1]), error["extensions"]["code"], error["extensions"].get("limit")


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        (GET + b"X-A: " + b"a" * 5000 + END, (431, "HEADERS_TOO_LARGE", "max_header_bytes")),
        (GET + b"X-A: " + b"a" * 1_000_000, (431, "HEADERS_TOO_LARGE", "max_header_bytes")),
        (GET + b"a" * 1_000_000, (431, "HEADERS_TOO_LARGE", "max_header_bytes")),
        (GET + b"X-A: " + b" " * 1_000_000, (431, "HEADERS_TOO_LARGE", "max_header_bytes")),
        (GET + b"X-A: a\r\n" * 11 + b"\r\n", (431, "HEADERS_TOO_LARGE", "max_headers")),
        (GET + b"X-A: a\r\n" * 100_000, (431, "HEADERS_TOO_LARGE", "max_headers")),
        (GET + (b"X-A: " + b"a" * 500 + b"\r\n") * 9 + b"\r\n", (431, "HEADERS_TOO_LARGE", "max_header_bytes")),
        (b"GET /" + b"a" * 2000 + b" HTTP/1.1" + END, (414, "URL_TOO_LONG", "max_url_bytes")),
        (b"GET /?" + b"a" * 1_000_000, (414, "URL_TOO_LONG", "max_url_bytes")),
        (b"\r\n" * 500_000, (431, "HEADERS_TOO_LARGE", "max_header_bytes")),
        (b"POST / HTTP/9.9" + END, (400, "BAD_REQUEST", None)),
        (b"\x16\x03\x01\x02\x00" + END, (400, "BAD_REQUEST", None)),
        (CHUNKED + b"1;" + b"e" * 1_000_000, (400, "BAD_REQUEST", None)),
        (CHUNKED + (b"1;" + b"e" * 60 + b"\r\nx\r\n") * 10_000, (400, "BAD_REQUEST", None)),
        (CHUNKED + b"1\r\nx\r\n" * 100_000, (400, "BAD_REQUEST", None)),
        (CHUNKED + b"1\r\nx\r\n0\r\nX-T: " + b"t" * 1_000_000, (400, "BAD_REQUEST", None)),
        (CHUNKED + b"1\r\nx\r\n0\r\n" + b"X-T: t\r\n" * 11, (431, "HEADERS_TOO_LARGE", "max_headers")),
    ],
    ids=[
        "one long header", "header without end", "name without end", "blanks without end", "too many headers",
        "headers without end", "headers too long together", "long URL", "URL without end", "empty lines without end",
        "wrong version", "TLS", "chunk extension without end", "chunk extensions", "small chunks", "trailer without end",
        "too many trailers",
    ],
)  # fmt: skip
async def test_input_beyond_a_limit_is_refused_with_the_limit(sent: bytes, expected: tuple[int, str, str | None]) -> None:
    async with serving(echo, LIMITS) as server:
        assert refusal(await server.exchange(sent)) == expected


async def test_input_up_to_the_limits_is_answered() -> None:
    url = b"/" + b"a" * 1999
    headers = b"".join(b"X-%d: %s\r\n" % (i, b"a" * 390) for i in range(9)) + b"Connection: close\r\n\r\n"
    async with serving(echo, LIMITS) as server:
        answer = await server.exchange(b"GET %s HTTP/1.1\r\n%s" % (url, headers))
    assert answer.startswith(b"HTTP/1.1 200")
    assert url in answer
    assert answer.count(b"a" * 390) == 9 + 1999 // 390


async def test_limits_hold_for_each_request_of_a_connection_and_not_for_all_together() -> None:
    request = b"GET /" + b"a" * 1000 + b" HTTP/1.1\r\n" + (b"X-A: " + b"a" * 400 + b"\r\n") * 8 + b"\r\n"
    async with serving(echo, LIMITS) as server, server.client() as client:
        for _ in range(30):
            assert (await client.answer(request)).startswith(b"HTTP/1.1 200")
        assert refusal(await client.exchange(GET + b"X-A: a\r\n" * 12)) == (431, "HEADERS_TOO_LARGE", "max_headers")


async def test_a_large_body_in_chunks_of_ordinary_size_arrives() -> None:
    body = b"".join(b"a\r\n0123456789\r\n" for _ in range(20_000))
    async with serving(echo, LIMITS) as server, server.client() as client:
        answer = await client.answer(CHUNKED + body + b"0\r\n\r\n")
    assert answer.endswith(b"0123456789" * 20_000)


async def test_a_trailer_does_not_become_a_header() -> None:
    async with serving(echo, LIMITS) as server, server.client() as client:
        answer = await client.answer(POST + b"X-A: header\r\n" + CHUNKED[len(POST) :] + b"1\r\nx\r\n0\r\nX-B: trailer\r\n\r\n")
    assert b"X-A: header".lower() in answer
    assert b"trailer" not in answer


async def test_a_refusal_comes_after_the_answers_before_it() -> None:
    async with serving(echo, LIMITS) as server:
        answer = await server.exchange(b"GET /first HTTP/1.1\r\n\r\nGET /second HTTP/1.1\r\n" + b"X-A: a\r\n" * 12)
    assert answer.count(b"HTTP/1.1 ") == 1
    assert b"/first" in answer


async def test_a_client_that_does_not_wait_for_answers_may_send_few_requests() -> None:
    async with serving(echo, LIMITS) as server:
        answer = await server.exchange(b"GET /%d HTTP/1.1\r\n\r\n" % 7 * (MAX_PIPELINED + 100))
    assert answer.count(b"HTTP/1.1 200") <= MAX_PIPELINED + 1


async def test_an_upgrade_is_ignored_and_nothing_follows_it() -> None:
    upgrade = GET + b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n\r\n"
    async with serving(echo, LIMITS) as server:
        answer = await server.exchange(upgrade + b"GET /smuggled HTTP/1.1\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 200")
    assert b"smuggled" not in answer


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        (GET, (408, "REQUEST_TIMEOUT", "header_timeout")),
        (GET + b"X-A: ", (408, "REQUEST_TIMEOUT", "header_timeout")),
        (b"\r\n", (408, "REQUEST_TIMEOUT", "header_timeout")),
        (POST + b"Content-Length: 10\r\n\r\nhalf", (408, "REQUEST_TIMEOUT", "body_timeout")),
        (CHUNKED + b"4\r\nhalf\r\n", (408, "REQUEST_TIMEOUT", "body_timeout")),
    ],
)
async def test_half_a_request_times_out(sent: bytes, expected: tuple[int, str, str]) -> None:
    async with serving(echo, FAST) as server:
        assert refusal(await server.exchange(sent)) == expected


async def test_bytes_that_drip_do_not_extend_the_time() -> None:
    async def drip(client: Client) -> None:
        while True:
            client.writer.write(b"a")
            await asyncio.sleep(0.02)

    async with serving(echo, FAST) as server, server.client() as client:
        dripping = asyncio.create_task(drip(client))
        assert refusal(await client.exchange(GET + b"X-A: "))[1] == "REQUEST_TIMEOUT"
        dripping.cancel()


async def test_connections_that_send_nothing_are_closed() -> None:
    async with serving(echo, FAST) as server:
        assert await server.exchange(b"") == b""


async def test_connections_are_closed_between_requests_too() -> None:
    async with serving(echo, FAST) as server:
        assert (await server.exchange(GET + b"\r\n")).startswith(b"HTTP/1.1 200")


async def test_a_body_that_arrives_after_its_answer_times_out_without_a_second_answer() -> None:
    async def deaf(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 401, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body", "body": b""})

    async with serving(deaf, FAST) as server:
        answer = await server.exchange(POST + b"Content-Length: 10\r\n\r\nhalf")
    assert answer.count(b"HTTP/1.1 ") == 1


async def test_a_connection_that_was_closed_is_freed_at_once() -> None:
    async with serving(echo, LIMITS) as server:
        async with server.client() as client:
            await client.answer(GET + END)
            (connection,) = map(weakref.ref, server.connections._open)
            gc.disable()
        try:
            await until(lambda: not server.connections._open)
            await until(lambda: connection() is None)
        finally:
            gc.enable()
