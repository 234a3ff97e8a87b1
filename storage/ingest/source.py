"""The source of data: a file or a stream, compressed or not, which is read in bounded pieces and counted."""

import codecs
import gzip
import io
import select
import shutil
import tempfile
import threading
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol, TypeVar

from storage.errors import BadUserInput
from storage.ingest.pace import paced
from storage.nouns.record import Instant

if TYPE_CHECKING:
    from typing_extensions import Buffer

T = TypeVar("T")

SLICE = 0.2
"""Seconds after which one who waits for a stream looks whether it was stopped."""

HEAD = 65_536
"""Number of bytes from which a format is recognized."""

PIECE = 1_048_576
"""Number of bytes to read at a time."""

GZIP = b"\x1f\x8b"

WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks, the longer ones first, and the encodings that they state."""


class Readable(Protocol):
    """A stream that `Counted` reads."""

    def read1(self, size: int = -1, /) -> bytes: ...
    def close(self) -> None: ...


class Counted(io.RawIOBase):
    """A byte stream that counts what is read. It may start with bytes that were read before."""

    def __init__(self, inner: Readable, first: bytes = b"") -> None:
        self.inner = inner
        self.first = first
        self.count = 0
        self.damage: Exception | None = None
        """The reason why the rest cannot be decompressed. The stream ends before it, so that nothing before it is lost."""

    def readable(self) -> bool:
        """Returns True."""
        return True

    def readinto(self, buffer: "Buffer") -> int:
        """Fills the buffer with at most one read of the underlying stream, so that nothing is lost if that read fails."""
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
        """Closes the underlying stream too."""
        self.inner.close()
        super().close()


class Source:
    """One input, by name. A file can be opened any number of times, and a stream once. See `kept` for streams."""

    def __init__(self, name: str, *, path: Path | None = None, stream: BinaryIO | None = None) -> None:
        self.name = name
        self.path = path
        self.stream = stream
        self._raw: Counted | None = None
        self._plain: Counted | None = None
        self._copy: Source | None = None
        self._is_stopped = threading.Event()
        self._first = b"" if stream is None else _some(stream, HEAD)

    @classmethod
    def file(cls, path: Path) -> "Source":
        """The file or named pipe at a path. Raises BadUserInput if there is neither."""
        if path.is_fifo():
            return cls(path.name, stream=path.open("rb", buffering=0))
        if not path.is_file():
            raise BadUserInput(f"{path}: {'is a folder, not a file' if path.is_dir() else 'file not found'}")
        return cls(path.name, path=path)

    @property
    def size(self) -> int | None:
        """Number of bytes, before decompression. None for a stream."""
        return self.path.stat().st_size if self.path else None

    @property
    def modified(self) -> Instant | None:
        """When the file was last written. None for a stream."""
        return Instant(self.path.stat().st_mtime_ns // 1000) if self.path else None

    @property
    def position(self) -> int:
        """Number of bytes of `size` read so far."""
        return self._raw.count if self._raw else 0

    @property
    def volume(self) -> int:
        """Number of bytes read so far, after decompression."""
        return self._plain.count if self._plain else 0

    @property
    def damage(self) -> Exception | None:
        """The reason why the rest of the source could not be decompressed. None: everything so far was."""
        read = self._copy or self
        return read._plain.damage if read._plain else None  # noqa: SLF001 - it is a source too

    def paced(self, items: Iterator[T]) -> Iterator[T | None]:
        """The items that are read from this source. Those of a pipe with None wherever what has come should be passed on."""
        return paced(items) if isinstance(self.stream, io.FileIO) else items

    def stop(self) -> None:
        """Ends a stream, also while it is being waited for."""
        self._is_stopped.set()

    def head(self) -> bytes:
        """The first bytes, decompressed, to recognize the format. Empty if they cannot be decompressed."""
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
        """Opens the content from its start. Gzip is decompressed."""
        if self.path:
            raw = Counted(self.path.open("rb"))
        elif self.stream is None:
            raise ValueError("a source is a file or a stream")
        else:
            raw = Counted(io.BufferedReader(_Unclosed(self.stream, self._is_stopped)), self._first)
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
        """The same content as a source that can be opened any number of times. A stream is copied to a temporary file."""
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
    """Decompresses a stream, and closes it too."""

    def __init__(self, packed: "io.BufferedReader[Counted]") -> None:
        super().__init__(fileobj=_Available(packed))  # type: ignore[call-overload] # it needs no more
        self._packed = packed

    def close(self) -> None:
        super().close()
        self._packed.close()


class _Available:
    """A stream whose `read` does not wait for all that was asked for."""

    def __init__(self, stream: "io.BufferedReader[Counted]") -> None:
        self.read = stream.read1
        self.seekable = stream.seekable


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
    """A stream that stays open when its reader is closed, such as standard input. It ends when it is stopped."""

    def __init__(self, inner: BinaryIO, is_stopped: threading.Event) -> None:
        self.inner = inner
        self.is_stopped = is_stopped

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "Buffer") -> int:
        view = memoryview(buffer)
        if not self._waits():
            return 0
        piece = _some(self.inner, len(view))
        view[: len(piece)] = piece
        return len(piece)

    def _waits(self) -> bool:
        """Waits until the stream has bytes or its end, if it is a file of the system. False: it was stopped."""
        while not self.is_stopped.is_set():
            if not isinstance(self.inner, io.FileIO) or select.select([self.inner], [], [], SLICE)[0]:
                return True
        return False


def _some(stream: BinaryIO, size: int) -> bytes:
    """Returns what is available without waiting for all of it."""
    read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
    return read(size)


class LineBuffer:
    """Splits bytes into lines without their line feed. A line longer than `longest` bytes comes as None, and is never held."""

    def __init__(self, longest: int) -> None:
        self.number = 1
        """Number of the next line, counted from 1."""
        self._longest = longest
        self._rest: list[bytes] = []
        """The parts of the line that has not ended, which are joined once."""
        self._rest_size = 0
        self._is_skipping = False

    def feed(self, piece: bytes) -> list[bytes | None]:
        """The lines that end in the next piece."""
        *lines, tail = piece.split(b"\n")
        found: list[bytes | None] = list(lines)
        if lines:
            found[0] = self._whole(lines[0])
            self.number += len(found)
        if tail and not self._is_skipping:
            self._rest.append(tail)
            self._rest_size += len(tail)
            if self._rest_size > self._longest:
                self._forget(skip=True)
        return found

    def end(self) -> list[bytes | None]:
        """The last line, if no line feed ends it."""
        if not self._rest and not self._is_skipping:
            return []
        self.number += 1
        return [self._whole(b"")]

    def _whole(self, end: bytes) -> bytes | None:
        """The line that ends now; None if it is too long."""
        too_long = self._is_skipping or self._rest_size + len(end) > self._longest
        line = None if too_long else b"".join((*self._rest, end)) if self._rest else end
        self._forget(skip=False)
        return line

    def _forget(self, *, skip: bool) -> None:
        self._rest, self._rest_size, self._is_skipping = [], 0, skip


def blocks_of_lines(stream: io.BufferedReader, longest: int) -> Iterator[tuple[int, list[bytes | None]]]:
    """Lists of lines, each with the number of its first line; see LineBuffer."""
    buffer = LineBuffer(longest)
    while piece := stream.read1(PIECE):
        first = buffer.number
        if lines := buffer.feed(piece):
            yield first, lines
    first = buffer.number
    if lines := buffer.end():
        yield first, lines
