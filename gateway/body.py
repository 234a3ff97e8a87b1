"""Reads a request's headers and body, with a limit on the size of the body."""

import asyncio
from collections.abc import Iterable, Mapping
from functools import partial

from starlette.types import Receive

from gateway.decompression import DAMAGED, Zlib
from gateway.http_errors import MalformedRequest, RequestTooLarge, UnsupportedMediaType
from storage.ingest.json_weight import MOST_CONTAINERS, is_heavy

ENCODINGS = ("gzip", "x-gzip", "deflate", "identity")
ON_THE_LOOP = 1_000_000
"""Limit in bytes up to which a body is decompressed on the event loop: about 3 ms."""
MOST_MEMBERS = 100
"""Maximum number of gzip members in one body."""


def joined(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Headers by lower-case name; repeated headers are joined by commas, as in RFC 9110."""
    found: dict[str, str] = {}
    for raw_name, raw_value in headers:
        name, value = raw_name.decode("latin-1"), raw_value.decode("latin-1")
        found[name] = f"{found[name]}, {value}" if name in found else value
    return found


async def read_body(receive: Receive, headers: Mapping[str, str], limit: int, setting: str = "max_body_bytes") -> bytes:
    """The whole body, decompressed if its `Content-Encoding` is gzip or deflate.

    `setting` is the name of the limit. Raises RequestTooLarge as soon as the body, compressed or not, exceeds `limit` bytes;
    MalformedRequest if the client disconnects or the compressed data is damaged; UnsupportedMediaType for other encodings.
    """
    encoding = headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ENCODINGS:
        raise UnsupportedMediaType(f"Content-Encoding must be one of {', '.join(ENCODINGS)}.", allowed=list(ENCODINGS))
    declared = headers.get("content-length", "")
    if declared.isdigit() and int(declared) > limit:
        raise too_large(limit, int(declared), setting)
    chunks: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise MalformedRequest("The connection was closed before the body was complete.")
        chunk = message.get("body", b"")
        size += len(chunk)
        if size > limit:
            raise too_large(limit, size, setting)
        chunks.append(chunk)
        if not message.get("more_body", False):
            body = b"".join(chunks) if len(chunks) > 1 else chunk
            if encoding == "identity" or not body:
                return body
            work = partial(_decompressed, body, limit, setting)
            return work() if limit <= ON_THE_LOOP else await asyncio.to_thread(work)


def _decompressed(body: bytes, limit: int, setting: str) -> bytes:
    """The content of gzip, of one or several members, or of deflate; at most `limit` bytes."""
    content = Zlib()
    pieces: list[bytes] = []
    size = 0
    try:
        for piece in content.pieces(body):
            size += len(piece)
            if size > limit:
                raise too_large(limit, size, setting)
            if content.members > MOST_MEMBERS:
                raise MalformedRequest(f"The compressed body has more than {MOST_MEMBERS} members.")
            pieces.append(piece)
    except DAMAGED as error:
        raise MalformedRequest("The compressed body is damaged.") from error
    if not content.is_complete:
        raise MalformedRequest("The compressed body is not complete.")
    return b"".join(pieces)


def require_decodable(content: bytes) -> None:
    """Raises RequestTooLarge if JSON text has too many objects and lists: decoding it would delay every other request."""
    if is_heavy(content):
        raise RequestTooLarge(
            f"The JSON has more than {MOST_CONTAINERS:,} objects and lists.",
            limit="containers", allowed=MOST_CONTAINERS, measured="more",
        )  # fmt: skip


def too_large(limit: int, measured: int, setting: str = "max_body_bytes") -> RequestTooLarge:
    """The failure for a request of at least `measured` bytes with a limit of `limit` bytes, which a setting names."""
    return RequestTooLarge(
        f"The request exceeds the limit of {limit} bytes.",
        limit=setting,
        allowed=limit,
        measured=measured,
    )
