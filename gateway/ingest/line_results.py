"""What came of each line or event of a request, in a file that holds as much as it must: memory stays flat."""

import errno
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import orjson

from storage.errors import LimitExceeded, Overloaded
from storage.ingest.reader import Notice
from storage.nouns.record import Refused

MEMORY = 262_144
"""Bytes of results that are held in memory; more go to a temporary file."""
PIECE = 65_536
MOST_REFUSED = 100_000
"""Records of one request that may be refused. A short compressed body may have a thousand times as many."""

STORED, UNCHANGED, REFUSED = "STORED", "UNCHANGED", "REFUSED"


FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
RETRY = 30
"""Seconds after which a client may try again if the disk is full."""


@contextmanager
def on_disk() -> Iterator[None]:
    """Raises Overloaded if the block finds no room for a temporary file."""
    try:
        yield
    except OSError as error:
        if error.errno not in FULL:
            raise
        raise Overloaded("The server has no room for files at present. Try again.", retryAfter=RETRY) from error


class LineResults:
    """Results in the order of the lines. Neighbouring lines with the same result are one entry, from `line` to `to`.

    `unit` is the name of a line in the answer, such as `event`.
    """

    def __init__(self, unit: str = "line") -> None:
        self._unit = unit
        self.counts: Counter[str] = Counter({STORED: 0, UNCHANGED: 0, REFUSED: 0})
        self.altered: Counter[str] = Counter()
        self.finished_line = 0
        """Number of a line, or element: this one and all before it are stored or refused."""
        self.passed_over: Counter[str] = Counter()
        self._file = tempfile.SpooledTemporaryFile(MEMORY)  # noqa: SIM115 - closed by `close`
        self._range: tuple[str, int, int] | None = None
        self._is_empty = True

    def add(self, line: int, result: str) -> None:
        """Adds the result of a record that was read."""
        self.counts[result] += 1
        if self._range is not None and self._range[0] == result and line <= self._range[2] + 1:
            self._range = (result, self._range[1], line)
        else:
            self._flush()
            self._range = (result, line, line)

    def refuse(self, line: int, refused: Refused) -> None:
        """Adds a line, or a record of a line, that was not stored. Raises LimitExceeded if there are too many."""
        self._flush()
        self.counts[REFUSED] += 1
        entry = {self._unit: line, "result": REFUSED, "field": refused.field, "message": str(refused)}
        self._append({name: value for name, value in entry.items() if value is not None})
        if self.counts[REFUSED] > MOST_REFUSED:
            message = f"More than {MOST_REFUSED:,} records were refused, so the rest of the body was not read: {refused}"
            raise LimitExceeded(message, limit="refused", allowed=MOST_REFUSED, measured="more")

    def note(self, notice: Notice) -> None:
        """Counts something that was left out, or changed to be stored."""
        (self.passed_over if notice.lost else self.altered)[notice.reason] += notice.count

    @property
    def records(self) -> int:
        """Number of results."""
        return self.counts.total()

    @property
    def status(self) -> int:
        """200 if nothing was refused, 400 if everything was, 207 otherwise."""
        if not self.counts[REFUSED]:
            return 200
        return 400 if self.counts[REFUSED] == self.records else 207

    def body(self, message: str | None = None) -> tuple[int, Iterator[bytes]]:
        """Length and pieces of the answer as JSON, with a message if there is one."""
        self._flush()
        head: dict[str, object] = {"message": message} if message else {}
        head["records"] = self.records
        head |= {"stored": self.counts[STORED], "unchanged": self.counts[UNCHANGED], "refused": self.counts[REFUSED]}
        if self.passed_over:
            head["passedOver"] = dict(self.passed_over)
        if self.altered:
            head["altered"] = dict(self.altered)
        start = orjson.dumps(head)[:-1] + b',"results":['
        return len(start) + self._file.tell() + 2, self._pieces(start)

    def close(self) -> None:
        """Deletes the temporary file."""
        self._file.close()

    def _pieces(self, start: bytes) -> Iterator[bytes]:
        yield start
        self._file.seek(0)
        while piece := self._file.read(PIECE):
            yield piece
        yield b"]}"

    def _flush(self) -> None:
        if self._range is not None:
            result, first, last = self._range
            self._append({self._unit: first, **({"to": last} if last > first else {}), "result": result})
            self._range = None

    def _append(self, entry: dict[str, object]) -> None:
        with on_disk():
            self._file.write((b"" if self._is_empty else b",") + orjson.dumps(entry))
        self._is_empty = False
