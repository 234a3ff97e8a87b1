"""Compresses responses, and answers 304 if the client has the response already.

Compression runs off the event loop for all but short bodies. Login responses are never compressed: the length of the
compressed text could reveal the secret in them (BREACH). No other response repeats a secret of the request.
"""

import asyncio
import re
import zlib
from hashlib import blake2b

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SHORTEST = 1_000
"""Bodies with fewer bytes are not worth compressing."""
ON_THE_LOOP = 65_536
"""Longest piece, in bytes, that is compressed on the event loop: under 2 ms."""
LEVEL = 4
GZIP = 16 + zlib.MAX_WBITS

COMPRESSIBLE = re.compile(r"(text/|application/(.*\+)?(json|xml|javascript)\b|image/svg)")
UNTOUCHED = frozenset({"/token", "/session", "/healthz", "/readyz"})
"""Paths whose responses contain secrets, or must never be kept."""


class EncodedResponses:
    """An application whose responses are compressed with gzip, and have an ETag if a GET was answered in one piece."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http" or scope["path"] in UNTOUCHED:
            await self._app(scope, receive, send)
        else:
            await self._app(scope, receive, _Response(scope, send).send)


class _Response:
    """Sends one response: its start waits for the first piece of the body."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._headers = Headers(scope=scope)
        self._method = scope["method"]
        self._send = send
        self._start: Message = {}
        self._compress: zlib._Compress | None = None

    async def send(self, message: Message) -> None:
        """Passes on a message of the application."""
        if message["type"] == "http.response.start":
            self._start = message
        elif message["type"] != "http.response.body":
            await self._send(message)
        elif self._start:
            start, self._start = self._start, {}
            await self._first(start, message)
        else:
            await self._next(message)

    async def _first(self, start: Message, message: Message) -> None:
        headers = MutableHeaders(raw=start["headers"])
        body, more = message.get("body", b""), message.get("more_body", False)
        is_long = more or len(body) >= SHORTEST
        is_for_gzip = is_long and "content-encoding" not in headers and COMPRESSIBLE.match(headers.get("content-type", ""))
        if is_for_gzip:
            headers.add_vary_header("Accept-Encoding")
        if self._method == "GET" and start["status"] == 200 and not more:
            tag = await _tag(body)
            headers["etag"] = tag
            if "no-store" in headers.get("cache-control", ""):
                headers["cache-control"] = "private, no-cache"
            if _matches(",".join(self._headers.getlist("if-none-match")), tag):
                for name in ("content-length", "content-type"):
                    if name in headers:
                        del headers[name]
                await self._send({**start, "status": 304, "headers": headers.raw})
                await self._send({"type": "http.response.body", "body": b""})
                return
        if is_for_gzip and accepts_gzip(",".join(self._headers.getlist("accept-encoding"))):
            self._compress = zlib.compressobj(LEVEL, zlib.DEFLATED, GZIP)
            body = await self._compressed(body, more)
            headers["content-encoding"] = "gzip"
            if more:
                if "content-length" in headers:
                    del headers["content-length"]
            else:
                headers["content-length"] = str(len(body))
        await self._send({**start, "headers": headers.raw})
        await self._send({**message, "body": body})

    async def _next(self, message: Message) -> None:
        body, more = message.get("body", b""), message.get("more_body", False)
        await self._send({**message, "body": body if self._compress is None else await self._compressed(body, more)})

    async def _compressed(self, body: bytes, more: bool) -> bytes:
        assert self._compress is not None
        compress = self._compress
        # Each piece is flushed, so that the client can read it before the next is there.
        if len(body) <= ON_THE_LOOP:
            return _compressed(compress, body, more)
        return await asyncio.to_thread(_compressed, compress, body, more)


def _compressed(compress: "zlib._Compress", body: bytes, more: bool) -> bytes:
    return compress.compress(body) + compress.flush(zlib.Z_SYNC_FLUSH if more else zlib.Z_FINISH)


async def _tag(body: bytes) -> str:
    """A weak ETag: the compressed and the plain form of a body have the same."""
    digest = blake2b(body, digest_size=16) if len(body) <= ON_THE_LOOP else await asyncio.to_thread(blake2b, body, digest_size=16)
    return f'W/"{digest.hexdigest()}"'


def _matches(header: str, tag: str) -> bool:
    """Whether `If-None-Match` has the tag, compared weakly, or is `*`."""
    tags = {each.strip().removeprefix("W/") for each in header.split(",")}
    return tag.removeprefix("W/") in tags or "*" in tags


def accepts_gzip(header: str) -> bool:
    """Whether `Accept-Encoding` allows gzip; by default it does not, since some clients cannot decode it."""
    weights: dict[str, float] = {}
    for part in header.lower().split(","):
        name, _, parameter = part.partition(";")
        weight = re.fullmatch(r"\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*", parameter)
        weights[name.strip()] = float(weight[1]) if weight else float(not parameter.strip())
    return weights.get("gzip", weights.get("x-gzip", weights.get("*", 0.0))) > 0
