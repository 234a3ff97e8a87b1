"""Responses are compressed for clients that accept it, and have an ETag; on every entry point, with the same content."""

import gzip
import zlib
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest

from gateway.encoding import EncodedResponses, accepts_gzip
from tests.gateway.conftest import Door

pytestmark = pytest.mark.slow

BIG = "{ __schema { types { name description } } }"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("gzip", True), ("GZIP", True), ("br, gzip;q=0.5", True), ("*", True), ("gzip ; q=0.001", True), ("x-gzip", True),
        ("", False), ("identity", False), ("gzip;q=0", False), ("*;q=0", False), ("gzip;q=0, *", False), ("gzip;q=x", False),
        ("br", False), ("gzipped", False),
    ],
)  # fmt: skip
def test_gzip_is_sent_if_it_is_accepted(header: str, expected: bool) -> None:
    assert accepts_gzip(header) is expected


async def asked(door: Door, method: str, path: str, **headers: str) -> httpx.Response:
    """A response as it was sent."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    async with door.client() as client:
        client.headers.pop("accept-encoding")
        content = f'{{"query": "{BIG}"}}' if method == "POST" else None
        kind = {"content-type": "application/json"} if content else {}
        request = client.build_request(method, path, content=content, headers={**kind, **named})
        response = await client.send(request, stream=True)
        response.raw = b"".join([part async for part in response.aiter_raw()])  # type: ignore[attr-defined]
        return response


PATHS = ["/openapi.json", "/graphiql/start.js", "/", f"/graphql?query={BIG}", "/icon.svg"]


@pytest.mark.parametrize("path", PATHS)
async def test_a_response_is_the_same_compressed(door: Door, path: str) -> None:
    plain = await asked(door, "GET", path, accept="*/*")
    packed = await asked(door, "GET", path, accept="*/*", accept_encoding="gzip")
    assert "content-encoding" not in plain.headers
    assert packed.headers["etag"] == plain.headers["etag"]
    raw: bytes = packed.raw  # type: ignore[attr-defined]
    assert packed.headers["content-length"] == str(len(raw))
    if len(plain.raw) >= 1000:  # type: ignore[attr-defined]
        assert packed.headers["content-encoding"] == "gzip"
        assert "accept-encoding" in packed.headers["vary"].lower()
        raw = gzip.decompress(raw)
    assert raw == plain.raw  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", PATHS)
async def test_a_client_that_has_a_response_gets_304(door: Door, path: str) -> None:
    tag = (await asked(door, "GET", path, accept="*/*")).headers["etag"]
    for sent in (tag, tag.removeprefix("W/"), f'"other", {tag}', "*"):
        again = await asked(door, "GET", path, accept="*/*", if_none_match=sent, accept_encoding="gzip")
        assert (again.status_code, again.raw, again.headers["etag"]) == (304, b"", tag)  # type: ignore[attr-defined]
        assert "content-length" not in again.headers
    assert (await asked(door, "GET", path, accept="*/*", if_none_match='"other"')).status_code == 200


@pytest.mark.parametrize("path", PATHS)
async def test_repeated_headers_are_one_list_and_304_varies_as_200(door: Door, path: str) -> None:
    first = await asked(door, "GET", path, accept="*/*")
    async with door.client() as client:
        client.headers.pop("accept-encoding")
        tags = [("if-none-match", '"other"'), ("if-none-match", first.headers["etag"])]
        again = await client.get(path, headers=[("accept", "*/*"), *tags])
        packed = await client.get(path, headers=[("accept", "*/*"), ("accept-encoding", "br"), ("accept-encoding", "gzip")])
    assert (again.status_code, again.headers.get("vary")) == (304, first.headers.get("vary"))
    assert ("content-encoding" in packed.headers) == ("accept-encoding" in first.headers.get("vary", "").lower())


async def test_post_is_compressed_but_has_no_etag(door: Door) -> None:
    packed = await asked(door, "POST", "/graphql", accept_encoding="gzip", if_none_match="*")
    assert (packed.status_code, packed.headers["content-encoding"]) == (200, "gzip")
    assert "etag" not in packed.headers


async def test_health_errors_and_logins_are_sent_as_they_are(door: Door) -> None:
    for path in ("/healthz", "/readyz", "/nothing", "/token", "/session"):
        response = await asked(door, "GET", path, accept_encoding="gzip", if_none_match="*")
        assert response.status_code != 304
        assert not {"content-encoding", "etag"} & set(response.headers)


def streaming(parts: list[bytes], media: bytes) -> Callable[..., Any]:
    async def app(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", media)]})
        for part in parts:
            await send({"type": "http.response.body", "body": part, "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    return app


async def _parts(app: Any) -> tuple[dict[bytes, bytes], list[bytes]]:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": "/x", "headers": [(b"accept-encoding", b"gzip")]}
    await EncodedResponses(app)(scope, lambda: AsyncIterator, send)  # type: ignore[arg-type, return-value]
    return dict(sent[0]["headers"]), [message["body"] for message in sent[1:]]


async def test_each_part_of_a_stream_can_be_read_at_once() -> None:
    parts = [b"[1", b"2" * 100_000, b"]"]
    headers, sent = await _parts(streaming(parts, b"application/json"))
    assert headers[b"content-encoding"] == b"gzip"
    decompress = zlib.decompressobj(31)
    assert [decompress.decompress(part) for part in sent] == [*parts, b""]
    assert decompress.eof


async def test_an_archive_is_not_compressed_again() -> None:
    headers, sent = await _parts(streaming([b"PK" * 1000], b"application/zip"))
    assert (b"content-encoding" in headers, sent) == (False, [b"PK" * 1000, b""])
