"""Receives the event stream of SpiffArena: one JSON object a line over TCP, which the listener never answers.

The sender cannot be asked to send again, so the listener stops reading while the database is slow or away, and the events wait
on the sender's side. What has been read is kept until it is stored.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from functools import partial
from typing import TypeVar

from gateway.ingest.line_results import REFUSED, STORED, UNCHANGED
from gateway.ingest.records import Numbered, RecordStream, Writes
from storage.errors import DatabaseUnavailable, Overloaded
from storage.ingest.json_stream import LONGEST_LINE
from storage.ingest.reader import Broken, Notice, with_body
from storage.ingest.spiff_events import FORMAT, SpiffReader, items_of_line
from storage.nouns.record import Record, Refused
from storage.writing.dead_letters import Unreadable
from storage.writing.origin import Channel, Origin
from storage.writing.partial_write import Written

T = TypeVar("T")

log = logging.getLogger("pentagraph.listen")

PIECE = 65_536
"""Bytes that are read at a time."""
MOST_CONNECTIONS = 100
LAST_SECONDS = 0.2
"""Seconds without input after which a listener that is to stop takes a stream for read."""
LONGEST_PAUSE = 30.0
"""Maximum seconds between two attempts to write."""


class Counts:
    """What came of the lines of all connections. Reports each refused line."""

    def __init__(self, report: Callable[[str], None]) -> None:
        self.counts: Counter[str] = Counter({STORED: 0, UNCHANGED: 0, REFUSED: 0})
        """Number of records by result."""
        self.notices: Counter[str] = Counter()
        """Number of events that were left out or changed, by reason."""
        self._report = report

    def add(self, line: int, result: str) -> None:  # noqa: ARG002 - counts do not name lines
        """Counts a record."""
        self.counts[result] += 1

    def refuse(self, line: int, refused: Refused) -> None:
        """Counts and reports a line that could not be read, or a record that could not be stored."""
        self.counts[REFUSED] += 1
        self._report(f"line {line}: {refused}")

    def note(self, notice: Notice) -> None:
        """Counts something that was left out or changed."""
        self.notices[notice.reason] += notice.count


class Persistent:
    """Writes as the queue does, again and again while the database is away or too busy."""

    def __init__(self, queue: Writes) -> None:
        self._queue = queue

    async def write(self, origin: Origin, records: Sequence[Record], size: int, *, patient: bool = False) -> Written:
        """Returns when the records are on disk."""
        return await self._until_done(lambda: self._queue.write(origin, records, size, patient=patient))

    async def reject(self, origin: Origin, found: Sequence[Unreadable]) -> None:
        """Returns when the dead letters are on disk."""
        await self._until_done(lambda: self._queue.reject(origin, found))

    async def _until_done(self, write: Callable[[], Awaitable[T]]) -> T:
        pause = 0.1
        while True:
            try:
                return await write()
            except (DatabaseUnavailable, Overloaded) as failure:
                log.warning("cannot write: %s Trying again in %g seconds.", failure.message, pause)
                await asyncio.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)


class SpiffListener:
    """A TCP server for event streams, all of which go to one organization."""

    def __init__(self, queue: Writes, org_id: str, report: Callable[[str], None]) -> None:
        self.counts = Counts(report)
        self._writes = Persistent(queue)
        self._org_id = org_id
        self._report = report
        self._stopping = asyncio.Event()
        self._streams: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None

    async def start(self, host: str, port: int) -> int:
        """Starts to listen, and returns the port."""
        self._server = await asyncio.start_server(self._receive, host, port, limit=PIECE)
        return int(self._server.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        """Accepts no more connections, and returns when all that has arrived is stored."""
        assert self._server is not None
        await asyncio.sleep(LAST_SECONDS)  # connections that the system has accepted reach the loop
        self._server.close()
        self._stopping.set()
        if self._streams:
            await asyncio.wait(self._streams)

    async def _receive(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if len(self._streams) >= MOST_CONNECTIONS:
            self._report(f"refused a connection: there are {MOST_CONNECTIONS} already")
            writer.close()
            return
        task = asyncio.current_task()
        assert task is not None
        self._streams.add(task)
        try:
            origin = Origin(self._org_id, Channel.LISTEN, "spiff")
            stream = RecordStream(self._writes, origin, self.counts, _read_by(SpiffReader()))
            await stream.store_lines(self._pieces(reader))
        except Exception:
            log.exception("a stream ended")
        finally:
            self._streams.discard(task)
            writer.close()

    async def _pieces(self, reader: asyncio.StreamReader) -> AsyncIterator[bytes]:
        """What arrives, until the sender closes the stream or the listener is to stop and nothing more arrives."""
        stopping = asyncio.create_task(self._stopping.wait())
        try:
            while True:
                reading = asyncio.create_task(reader.read(PIECE))
                await asyncio.wait({reading, stopping}, return_when=asyncio.FIRST_COMPLETED)
                if not reading.done():
                    await asyncio.wait({reading}, timeout=LAST_SECONDS)
                if not reading.done():
                    reading.cancel()
                    return
                try:
                    piece = reading.result()
                except ConnectionError:
                    return
                if not piece:
                    return
                yield piece
        finally:
            stopping.cancel()


def _read_by(reader: SpiffReader) -> Callable[[int, list[bytes | None]], list[Numbered]]:
    def read(first: int, lines: list[bytes | None]) -> list[Numbered]:
        found: list[Numbered] = []
        for number, line in enumerate(lines, first):
            if line is None:
                found.append((number, Broken("stream", Refused(f"the line is longer than {LONGEST_LINE:,} bytes"))))
            elif line.strip():
                items = iter(items_of_line(reader, f"stream:{number}", line))
                found += [(number, item) for item in with_body(items, partial(bytes, line), FORMAT.name)]
        return found

    return read
