"""Pulls a source: each page is stored, then the cursor, then the next page is fetched."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TypeVar
from urllib.parse import urlsplit

from storage.database.protocol import Database
from storage.errors import BadUserInput, Failure, Overloaded
from storage.ingest.reader import Broken, Notice
from storage.ingest.rejecting import letter_of, refused_record
from storage.nouns.record import Record, Refused, now, snake
from storage.pull.client import pause
from storage.pull.failures import PullFailed, TryLater
from storage.pull.kinds import KINDS
from storage.pull.page import Page, PullSource
from storage.writing.origin import Channel, Origin
from storage.writing.pulls import Pull, Reached, find, store_reached
from storage.writing.write_queue import WriteQueue

log = logging.getLogger("pentagraph.pull")

T = TypeVar("T")

MOST_FAILURES = 8
"""Failures in a row, without a page between them, after which a pass fails."""
LONGEST_PAUSE = 900.0
"""Seconds."""
MOST_RECORDS = 5_000
"""Records of one write."""


class End(Enum):
    """How a pass ended."""

    FINISHED = auto()
    """All that there was is stored."""
    STOPPED = auto()
    """It was asked to stop, after a page."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened in a pass."""

    reached: Reached
    about: str
    """The page that was stored, or why the pass waits."""
    refusals: Sequence[str] = ()
    """What could not be stored."""
    notices: Sequence[Notice] = ()
    """What a reader left out or changed."""


@dataclass(frozen=True, slots=True)
class Course:
    """How a pass is run."""

    stop: asyncio.Event
    """Ends the pass after the page that is being stored."""
    tell: Callable[[Step], None] = lambda _: None
    longest_wait: float = LONGEST_PAUSE
    """Seconds that a pass waits for a busy server; a longer wait is left to the caller, as TryLater."""


async def run_pass(database: Database, queue: WriteQueue, pull: Pull, course: Course) -> End:
    """Stores everything from the cursor on. When it ends, however it ends, the cursor is behind what is stored only.

    Raises PullFailed, also if the server was unavailable too often; TryLater; DatabaseUnavailable. The reason is kept.
    """
    _, opened = KINDS[pull.kind]
    try:
        source = opened(pull.address, pull.options)
    except Failure as failure:
        await _keep_error(database, pull, failure.message)
        raise
    try:
        return await _Pass(database, queue, pull, source, course).run()
    except (PullFailed, TryLater) as failure:
        await _keep_error(database, pull, failure.message)
        raise
    finally:
        await source.close()


def origin_of(pull: Pull) -> Origin:
    """The origin of what a pull stores: its name, and the kind and host of its source."""
    host = urlsplit(pull.address).hostname or "folder"
    return Origin(pull.org_id, Channel.PULL, sender=pull.name, source=f"{pull.kind} {host}")


async def _keep_error(database: Database, pull: Pull, message: str) -> None:
    found = await find(database, pull.org_id, pull.name)
    if found:
        await store_reached(database, pull.org_id, pull.name, replace(found[1], error=message))


class _Pass:
    """One pass over a source."""

    def __init__(self, database: Database, queue: WriteQueue, pull: Pull, source: PullSource, course: Course) -> None:
        self._database = database
        self._queue = queue
        self._pull = pull
        self._origin = origin_of(pull)
        self._source = source
        self._course = course
        self._reached = Reached()

    async def run(self) -> End:
        """Runs until everything is stored, or until the pass is to stop."""
        found = await find(self._database, self._pull.org_id, self._pull.name)
        if found is None:
            raise BadUserInput(f"there is no pull {self._pull.name!r}")
        self._reached = found[1]
        failures = 0
        while True:
            pages = self._reached.pages
            try:
                ended = await self._pages()
            except (TryLater, Overloaded) as failure:
                failures = 1 if self._reached.pages > pages else failures + 1
                if await self._waits(failure, failures):
                    continue
                ended = False
            if ended:
                await self._keep(replace(self._reached, finished_at=now()))
            return End.FINISHED if ended else End.STOPPED

    async def _pages(self) -> bool:
        """Stores pages. False: the pass is to stop."""
        async with aclosing(self._source.pages(self._reached.cursor)) as pages:
            while not self._course.stop.is_set():
                page = await self._unless_stopped(anext(pages, None))
                if page is None:
                    return not self._course.stop.is_set()
                await self._store(page)
        return False

    async def _unless_stopped(self, fetching: Awaitable[T | None]) -> T | None:
        """What is fetched; None if the pass is to stop first."""
        fetch = asyncio.ensure_future(fetching)
        stopped = asyncio.ensure_future(self._course.stop.wait())
        try:
            await asyncio.wait((fetch, stopped), return_when=asyncio.FIRST_COMPLETED)
            return await fetch if fetch.done() else None
        finally:
            for each in (fetch, stopped):
                each.cancel()
            await asyncio.gather(fetch, stopped, return_exceptions=True)

    async def _store(self, page: Page) -> None:
        records, lost, notices = await asyncio.to_thread(_read, page)
        for first in range(0, len(records), MOST_RECORDS):
            part = records[first : first + MOST_RECORDS]
            written = await self._queue.write(self._origin, part, page.size * len(part) // len(records), patient=True)
            lost += [_refused(part[place], why) for place, why in written.refused.items()]
        await self._queue.reject(self._origin, list(map(letter_of, lost)))
        await self._keep(
            replace(
                self._reached,
                cursor=page.cursor,
                pages=self._reached.pages + 1,
                records=self._reached.records + len(records),
                refused=self._reached.refused + len(lost),
                pulled_at=now(),
                error=None,
            )
        )
        self._course.tell(Step(self._reached, page.about, list(map(str, lost)), notices))

    async def _keep(self, reached: Reached) -> None:
        if not await store_reached(self._database, self._pull.org_id, self._pull.name, reached):
            raise PullFailed("The pull was removed while it ran.")
        self._reached = reached

    async def _waits(self, failure: TryLater | Overloaded, failures: int) -> bool:
        """Waits before another attempt. False: the pass is to stop. Raises PullFailed after too many failures."""
        asked = failure.seconds if isinstance(failure, TryLater) else failure.retry_after
        if failures >= MOST_FAILURES:
            raise PullFailed(f"{failure.message} Given up after {failures} attempts.") from None
        seconds = pause(asked, failures, LONGEST_PAUSE)
        if seconds > self._course.longest_wait:
            raise TryLater(failure.message, seconds) from None
        self._course.tell(Step(self._reached, f"{failure.message} Trying again in {seconds:.0f} s."))
        try:
            await asyncio.wait_for(self._course.stop.wait(), seconds)
        except TimeoutError:
            return True
        return False


def _read(page: Page) -> tuple[list[Record], list[Broken], list[Notice]]:
    records: list[Record] = []
    lost: list[Broken] = []
    notices: list[Notice] = []
    for entry in page.entries:
        for item in entry.read():
            if isinstance(item, Record):
                records.append(item)
            elif isinstance(item, Broken):
                lost.append(replace(item, body=entry.body, format=entry.format))
            else:
                notices.append(item)
    return records, lost, notices


def _refused(record: Record, why: Refused) -> Broken:
    return refused_record(f"{snake(type(record).__name__)} {record.id}", record, why)
