"""Stores the lines of a body or stream while they arrive: what has come is written although more may follow."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count
from typing import Protocol

from gateway.ingest.line_results import STORED, UNCHANGED
from storage.database.priority import beside
from storage.ingest.json_stream import LONGEST_LINE
from storage.ingest.ndjson import items_of_lines
from storage.ingest.reader import Broken, Item, Notice
from storage.ingest.rejecting import letter_of, refused_record
from storage.ingest.source import LineBuffer
from storage.nouns.record import Record, Refused
from storage.writing.dead_letters import Unreadable
from storage.writing.origin import Origin
from storage.writing.partial_write import Written

AHEAD = 4 * 1_048_576
"""Bytes of lines that one request may have in the queue before its next ones are read."""
MOST_AHEAD = 64
"""Submissions that one request may have in the queue."""
SHORT = 16_384
"""Bytes of lines that are read at once; more are read in a thread, so that others are not held up."""
FEW_LINES = 100
"""Lines that are read at once, however short."""
LINES_AT_ONCE = 1_000
"""Lines that are read before the refusals among them are counted, and others get their turn."""
AT_ONCE = 500
"""Results that are noted before others get their turn."""

Numbered = tuple[int, Item]
"""A line's number and something that it holds."""

ReadLines = Callable[[int, list[bytes | None]], list[Numbered]]
"""What lines hold, given the number of the first. None stands for a line that is too long."""


class Writes(Protocol):
    """What writes records, and keeps what could not be read, such as a WriteQueue."""

    async def write(self, origin: Origin, records: Sequence[Record], size: int, *, patient: bool = False) -> Written: ...
    async def reject(self, origin: Origin, found: Sequence[Unreadable]) -> None: ...


class Results(Protocol):
    """What keeps the result of each line or element."""

    def add(self, line: int, result: str) -> None: ...
    def refuse(self, line: int, refused: Refused) -> None: ...
    def note(self, notice: Notice) -> None: ...


def records_of_lines(first: int, lines: list[bytes | None]) -> list[Numbered]:
    """What lines of NDJSON hold."""
    return list(items_of_lines("body", first, lines, None))


@dataclass(frozen=True, slots=True)
class _Submitted:
    items: list[Numbered]
    size: int
    written: asyncio.Task[Written] | None
    """None if the lines hold no record."""

    def is_finished(self) -> bool:
        """Whether nothing of it waits."""
        return self.written is None or self.written.done()


class RecordStream:
    """Writes what a body or stream holds to the queue of one organization, and keeps the result of each line or element."""

    def __init__(self, queue: Writes, origin: Origin, results: Results, read: ReadLines = records_of_lines) -> None:
        self._queue = queue
        self._origin = origin
        self._results = results
        self._read = read
        self._submitted: deque[_Submitted] = deque()
        self._ahead = 0
        self._has_submitted = False
        self.finished_line = 0
        """Number of a line, or element: this one and all before it are stored or refused."""

    async def store_lines(self, pieces: AsyncIterator[bytes]) -> None:
        """Stores lines while they arrive. Raises the failure of database or queue; then some last lines are not stored."""
        buffer = LineBuffer(LONGEST_LINE)
        async with self._finishing():
            async for piece in pieces:
                first = buffer.number
                await self._submit_lines(first, buffer.feed(piece))
            first = buffer.number
            await self._submit_lines(first, buffer.end())

    async def store_items(self, batches: Iterator[tuple[list[Numbered], int]]) -> None:
        """Stores batches of items, each with its size in bytes, that are read in a thread. Raises as `store_lines` does."""
        async with self._finishing():
            while (batch := await beside(next, batches, None)) is not None:
                await self._submit(*batch)

    @asynccontextmanager
    async def _finishing(self) -> AsyncIterator[None]:
        try:
            yield
            while self._submitted:
                await self._finish()
        finally:
            for submitted in self._submitted:
                if submitted.written is not None:
                    submitted.written.cancel()

    async def _submit_lines(self, first: int, lines: list[bytes | None]) -> None:
        """Submits lines, a limited number at a time: a small piece may hold very many."""
        for start in range(0, len(lines), LINES_AT_ONCE):
            portion = lines[start : start + LINES_AT_ONCE]
            size = sum(len(line) for line in portion if line is not None)
            is_short = size <= SHORT and len(portion) <= FEW_LINES
            items = self._read(first + start, portion) if is_short else await beside(self._read, first + start, portion)
            if items:
                await self._submit(items, size)

    async def _submit(self, items: list[Numbered], size: int) -> None:
        records = [item for _, item in items if isinstance(item, Record)]
        written = None
        if records:
            written = asyncio.create_task(self._queue.write(self._origin, records, size, patient=self._has_submitted))
            self._has_submitted = True
        self._submitted.append(_Submitted(items, size, written))
        self._ahead += size
        while self._submitted and (self._is_far_ahead() or self._submitted[0].is_finished()):
            await self._finish()

    def _is_far_ahead(self) -> bool:
        return self._ahead > AHEAD or len(self._submitted) > MOST_AHEAD

    async def _finish(self) -> None:
        """Waits for the lines that were submitted first, and keeps their results."""
        submitted = self._submitted[0]
        written = await submitted.written if submitted.written is not None else None
        items = _with_refusals(submitted.items, written.refused) if written and written.refused else submitted.items
        await self._queue.reject(self._origin, [letter_of(item) for _, item in items if isinstance(item, Broken)])
        self._submitted.popleft()
        self._ahead -= submitted.size
        for number, (line, item) in enumerate(items):
            if number % AT_ONCE == AT_ONCE - 1:
                await asyncio.sleep(0)
            self.finished_line = line
            if isinstance(item, Notice):
                self._results.note(item)
            elif isinstance(item, Broken):
                self._results.refuse(line, item.refusal)
            elif written is not None:
                self._results.add(line, STORED if written.has_changed(item) else UNCHANGED)


def _with_refusals(items: Iterable[Numbered], refused: Mapping[int, Refused]) -> list[Numbered]:
    """The items, with a broken one in place of each record that the store refused, by its position among the records."""
    positions = count()
    return [
        (line, refused_record("", item, why))
        if isinstance(item, Record) and (why := refused.get(next(positions))) is not None
        else (line, item)
        for line, item in items
    ]
