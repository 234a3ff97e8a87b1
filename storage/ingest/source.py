"""Where data is read from: a file or a stream, compressed or not, read in bounded pieces and counted on the way."""

import codecs
import gzip
import io
import shutil
import tempfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from storage.errors import BadUserInput
from storage.nouns.record import Instant

if TYPE_CHECKING:
    from typing_extensions import Buffer

HEAD = 65_536
"""How many bytes are looked at to recognise a format."""

PIECE = 1_048_576
"""How many bytes are read at a time."""

GZIP = b"\x1f\x8b"

WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks, the longer ones first, and the encodings that they state."""


class Readable(Protocol):
    """What a counted stream is made over."""

    def read1(self, size: int = -1, /) -> bytes: ...
    def close(self) -> None: ...


class Counted(io.RawIOBase):
    """A byte stream that knows how much was read through it, and may begin with bytes that were looked at before."""

    def __init__(self, inner: Readable, first: bytes = b"") -> None:
        self.inner = inner
        self.first = first
        self.count = 0
        self.damage: Exception | None = None
        """Why the rest cannot be decompressed: then the stream ends before it, so that nothing before it is lost."""

    def readable(self) -> bool:
        """Always: it exists to be read."""
        return True

    def readinto(self, buffer: "Buffer") -> int:
        """Fills the buffer by at most one read of what is below, so that nothing is lost when that read fails."""
        view = memoryview(buffer)
        if self.first:
            piece, self.first = self.first[: len(view)], self.first[len(view) :]
        else:
            piece = self._read(len(view))
        view[: len(piece)] = piece
        self.count += len(piece)
        return len(piece)

    def _read(self, size: int) -> bytes:
        if self.damage is not None:
            return b""
        try:
            return self.inner.read1(size)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            self.damage = error.with_traceback(None)
            return b""

    def close(self) -> None:
        """Closes what is below as well."""
        self.inner.close()
        super().close()


class Source:
    """One input, by name. A file can be opened again and again; a stream once, or as often as wanted when it is `kept`."""

    def __init__(self, name: str, *, path: Path | None = None, stream: BinaryIO | None = None) -> None:
        self.name = name
        self.path = path
        self.stream = stream
        self._raw: Counted | None = None
        self._plain: Counted | None = None
        self._copy: Source | None = None
        self._first = b"" if stream is None else _some(stream, HEAD)

    @classmethod
    def file(cls, path: Path) -> "Source":
        """The file at a path, or what comes through a pipe of that name; BadUserInput where there is neither."""
        if path.is_fifo():
            return cls(path.name, stream=path.open("rb"))
        if not path.is_file():
            raise BadUserInput(f"{path}: {'is a folder, not a file' if path.is_dir() else 'file not found'}")
        return cls(path.name, path=path)

    @property
    def size(self) -> int | None:
        """Bytes to be read, compressed as they lie there; None for a stream."""
        return self.path.stat().st_size if self.path else None

    @property
    def modified(self) -> Instant | None:
        """When the file was last written; None for a stream."""
        return Instant(self.path.stat().st_mtime_ns // 1000) if self.path else None

    @property
    def position(self) -> int:
        """Bytes read so far of `size`."""
        return self._raw.count if self._raw else 0

    @property
    def volume(self) -> int:
        """Bytes read so far, after decompression."""
        return self._plain.count if self._plain else 0

    @property
    def damage(self) -> Exception | None:
        """Why the rest of the source could not be decompressed; None if all of it was, so far."""
        read = self._copy or self
        return read._plain.damage if read._plain else None  # noqa: SLF001 - it is a source too

    def head(self) -> bytes:
        """The first bytes, decompressed, for recognising what it is; empty where they cannot be decompressed."""
        if self.path:
            with self.path.open("rb") as file:
                first = file.read(HEAD)
        else:
            first = self._first
        if not first.startswith(GZIP):
            return first
        try:
            return gzip.GzipFile(fileobj=io.BytesIO(first)).read1(HEAD)
        except (OSError, EOFError, zlib.error):
            return b""

    def open(self) -> io.BufferedReader:
        """A stream of the content from its beginning, decompressed where it is gzip."""
        if self.path:
            raw = Counted(self.path.open("rb"))
        elif self.stream is None:
            raise ValueError("a source is a file or a stream")
        else:
            raw = Counted(io.BufferedReader(_Unclosed(self.stream)), self._first)
            self._first = b""
        self._raw = raw
        buffered = io.BufferedReader(raw, PIECE)
        compressed = buffered.peek(2).startswith(GZIP)
        self._plain = Counted(_Gzip(buffered) if compressed else buffered)
        return io.BufferedReader(self._plain, PIECE)

    def utf8(self) -> io.BufferedReader:
        """As `open`, in UTF-8: a file in UTF-16 or UTF-32 that begins with its byte order mark is recoded."""
        stream = self.open()
        head = stream.peek(4)
        encoding = next((name for mark, name in WIDE if head.startswith(mark)), None)
        return stream if encoding is None else io.BufferedReader(Counted(_Recoded(stream, encoding)), PIECE)

    def kept(self) -> "Source":
        """The same content, able to be opened more than once: a stream is copied to a temporary file."""
        if self.path or self.stream is None:
            return self
        spool = tempfile.NamedTemporaryFile(prefix="pentagraph-")  # noqa: SIM115 - lives as long as the source
        spool.write(self._first)
        shutil.copyfileobj(self.stream, spool, PIECE)
        spool.flush()
        kept = Source(self.name, path=Path(spool.name))
        kept.stream = spool  # type: ignore[assignment] # keeps the temporary file until the source is gone
        self._copy = kept
        return kept


class _Gzip(gzip.GzipFile):
    """Decompresses a stream, and closes it as well."""

    def __init__(self, packed: "io.BufferedReader[Counted]") -> None:
        super().__init__(fileobj=packed)
        self._packed = packed

    def close(self) -> None:
        super().close()
        self._packed.close()


class _Recoded:
    """A stream of another encoding as UTF-8, with U+FFFD in place of what is not of that encoding."""

    def __init__(self, inner: io.BufferedReader, encoding: str) -> None:
        self._inner = inner
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")

    def read1(self, size: int = -1, /) -> bytes:
        # Recoded text is at most half as long again as UTF-16.
        while piece := self._inner.read1(max(size // 2, 4)):
            if recoded := self._decoder.decode(piece).encode():
                return recoded
        return self._decoder.decode(b"", final=True).encode()

    def close(self) -> None:
        self._inner.close()


class _Unclosed(io.RawIOBase):
    """A stream that stays open when its reader is closed, as standard input must."""

    def __init__(self, inner: BinaryIO) -> None:
        self.inner = inner

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "Buffer") -> int:
        view = memoryview(buffer)
        piece = _some(self.inner, len(view))
        view[: len(piece)] = piece
        return len(piece)


def _some(stream: BinaryIO, size: int) -> bytes:
    """What can be had without waiting for all of it."""
    read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
    return read(size)


def blocks_of_lines(stream: io.BufferedReader, longest: int) -> Iterator[tuple[int, list[bytes | None]]]:
    """Lists of lines without their line feed, each with the number of its first line, counted from 1.

    A line longer than `longest` bytes comes as None and is never held as a whole.
    """
    number, rest, skipping = 1, b"", False
    while piece := stream.read1(PIECE):
        *lines, tail = piece.split(b"\n")
        if lines:
            lines[0] = rest + lines[0]
            rest = b""
            found: list[bytes | None] = list(lines)
            if skipping or len(lines[0]) > longest:
                found[0], skipping = None, False
            yield number, found
            number += len(found)
        rest = b"" if skipping else rest + tail
        if len(rest) > longest:
            rest, skipping = b"", True
    if rest or skipping:
        yield number, [None if skipping else rest]
