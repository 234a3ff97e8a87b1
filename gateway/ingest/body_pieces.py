"""The body of a request as it arrives, decompressed, in pieces of bounded size: bodies of any length take the same memory."""

import asyncio
import sys
import zlib
from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Protocol

from starlette.types import Receive

from gateway.body import GZIP_OR_ZLIB
from gateway.http_errors import MalformedRequest, UnsupportedMediaType
from storage.errors import ClientGone

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ENCODINGS = ("gzip", "x-gzip", "deflate", "zstd", "identity")
LARGEST_PIECE = 262_144
"""Bytes of a piece after decompression: others wait for as long as it takes to handle one."""
ZSTD_OPTIONS: dict[int, int] = {zstd.DecompressionParameter.window_log_max: 23}
"""A window of 8 MiB: RFC 9659 allows no larger one in HTTP."""


class _Decompressor(Protocol):
    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        """What the next chunk decompresses to."""

    @property
    def is_complete(self) -> bool:
        """Whether the data may end here."""


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
        except (zlib.error, zstd.ZstdError) as error:
            raise MalformedRequest("The compressed body is damaged.") from error
    if decompressor is not None and not decompressor.is_complete:
        raise MalformedRequest("The compressed body is not complete.")


def _decompressor(encoding: str) -> _Decompressor | None:
    if encoding in ("gzip", "x-gzip", "deflate"):
        return _Zlib()
    if encoding == "zstd":
        return _Zstd()
    if encoding == "identity":
        return None
    raise UnsupportedMediaType(f"Content-Encoding must be one of {', '.join(ENCODINGS)}.", allowed=list(ENCODINGS))


class _Zlib:
    """Gzip, of one or several members, or deflate."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(GZIP_OR_ZLIB)

    @property
    def is_complete(self) -> bool:
        return self._member.eof

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        while chunk:
            if self._member.eof:
                self._member = zlib.decompressobj(GZIP_OR_ZLIB)
            yield self._member.decompress(chunk, LARGEST_PIECE)
            chunk = self._member.unconsumed_tail or self._member.unused_data


class _Zstd:
    """Zstandard, of one or several frames."""

    def __init__(self) -> None:
        self._frame = zstd.ZstdDecompressor(options=ZSTD_OPTIONS)

    @property
    def is_complete(self) -> bool:
        return self._frame.eof

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        while chunk:
            if self._frame.eof:
                self._frame = zstd.ZstdDecompressor(options=ZSTD_OPTIONS)
            yield self._frame.decompress(chunk, LARGEST_PIECE)
            while not self._frame.eof and not self._frame.needs_input:
                yield self._frame.decompress(b"", LARGEST_PIECE)
            chunk = self._frame.unused_data
