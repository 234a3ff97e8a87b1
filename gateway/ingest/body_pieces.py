"""The body of a request as it arrives, decompressed, in pieces of bounded size: bodies of any length take the same memory."""

import asyncio
from collections.abc import AsyncIterator, Mapping

from starlette.types import Receive

from gateway.decompression import DAMAGED, Decompressor, Zlib, Zstd
from gateway.http_errors import MalformedRequest, UnsupportedMediaType
from storage.errors import ClientGone

ENCODINGS = ("gzip", "x-gzip", "deflate", "zstd", "identity")


async def body_pieces(receive: Receive, headers: Mapping[str, str]) -> AsyncIterator[bytes]:
    """The pieces of the body; the client is slowed down while they are not taken.

    Raises UnsupportedMediaType for an unknown `Content-Encoding`, MalformedRequest for damaged or incomplete compressed data, and
    ClientGone if the client closes the connection before the end.
    """
    decompressor = _decompressor(headers.get("content-encoding", "identity").strip().lower())
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientGone("The connection was closed before the body was complete.")
        more = message.get("more_body", False)
        chunk = message.get("body", b"")
        if not chunk:
            continue
        if decompressor is None:
            yield chunk
            continue
        try:
            for piece in decompressor.pieces(chunk):
                yield piece
                await asyncio.sleep(0)  # a short chunk may have thousands of pieces
        except DAMAGED as error:
            raise MalformedRequest("The compressed body is damaged.") from error
    if decompressor is not None and not decompressor.is_complete:
        raise MalformedRequest("The compressed body is not complete.")


def _decompressor(encoding: str) -> Decompressor | None:
    if encoding in ("gzip", "x-gzip", "deflate"):
        return Zlib()
    if encoding == "zstd":
        return Zstd()
    if encoding == "identity":
        return None
    raise UnsupportedMediaType(f"Content-Encoding must be one of {', '.join(ENCODINGS)}.", allowed=list(ENCODINGS))
