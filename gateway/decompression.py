"""Decompresses bodies in pieces of bounded size."""

import sys
import zlib
from collections.abc import Iterator
from typing import Protocol

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS
LARGEST_PIECE = 262_144
"""Bytes of a piece after decompression: others wait for as long as it takes to handle one."""
ZSTD_OPTIONS: dict[int, int] = {zstd.DecompressionParameter.window_log_max: 23}
"""A window of 8 MiB: RFC 9659 allows no larger one in HTTP."""
DAMAGED = (zlib.error, zstd.ZstdError)
"""What is raised for damaged data."""


class Decompressor(Protocol):
    """Decompresses one body."""

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        """What the next chunk decompresses to. Raises one of DAMAGED."""

    @property
    def is_complete(self) -> bool:
        """Whether the data may end here."""


class Zlib:
    """Gzip, of one or several members, or deflate."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(GZIP_OR_ZLIB)
        self.members = 1
        """Number of members so far."""

    @property
    def is_complete(self) -> bool:
        """See Decompressor."""
        return self._member.eof

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        """See Decompressor."""
        while chunk:
            if self._member.eof:
                self.members += 1
                self._member = zlib.decompressobj(GZIP_OR_ZLIB)
            yield self._member.decompress(chunk, LARGEST_PIECE)
            chunk = self._member.unconsumed_tail or self._member.unused_data


class Zstd:
    """Zstandard, of one or several frames."""

    def __init__(self) -> None:
        self._frame = zstd.ZstdDecompressor(options=ZSTD_OPTIONS)

    @property
    def is_complete(self) -> bool:
        """See Decompressor."""
        return self._frame.eof

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        """See Decompressor."""
        while chunk:
            if self._frame.eof:
                self._frame = zstd.ZstdDecompressor(options=ZSTD_OPTIONS)
            yield self._frame.decompress(chunk, LARGEST_PIECE)
            while not self._frame.eof and not self._frame.needs_input:
                yield self._frame.decompress(b"", LARGEST_PIECE)
            chunk = self._frame.unused_data
