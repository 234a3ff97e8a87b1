"""One writer for all requests of a process: what waits for the same organization is committed together."""

import asyncio
from collections import Counter, OrderedDict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

from storage.database.protocol import Database
from storage.errors import Failure, Overloaded, ShareExceeded
from storage.masking.records import Masker, Masking
from storage.nouns.dead_letter import DeadLetter
from storage.nouns.record import Record, snake
from storage.writing.dead_letters import LetterLimits, Unreadable, letters_of, store_letters
from storage.writing.import_tallies import ImportUndone
from storage.writing.imports import Sessions
from storage.writing.masked_write import write_masked
from storage.writing.origin import Origin
from storage.writing.partial_write import Written, write_accepted

MOST_RECORDS = 5_000
"""Records of one transaction, unless one submission alone has more."""

BYTES_OF_RECORD = 500
"""What a record counts in the queue whose size is not known otherwise."""

LETTER_LIMITS = LetterLimits()
LETTER_BYTES = 500
"""What a dead letter counts in the queue beside its body."""

RETRY = 2
"""Seconds after which a client that was refused may try again."""


@dataclass(eq=False, slots=True)
class _Submission:
    origin: Origin
    records: Sequence[Record]
    size: int
    letters: Sequence[DeadLetter] = ()
    written: asyncio.Future[Written] = field(default_factory=lambda: asyncio.get_running_loop().create_future())

    @property
    def number(self) -> int:
        """Number of records and letters."""
        return len(self.records) + len(self.letters)


class WriteQueue:
    """Group commit: each transaction takes what waits for one organization, and organizations take turns.

    `max_bytes` is the size of all submissions that wait or are being written; an organization may have half of it. The size is
    what the sender says, such as the bytes of the lines. `letters`: what may be kept of dead letters.
    `masking`: what is masked before it is stored.
    """

    def __init__(
        self, database: Database, *, max_bytes: int, letters: LetterLimits = LETTER_LIMITS, masking: Masking | None = None
    ) -> None:
        self._masking = masking
        self._database = database
        self._sessions = Sessions(database)
        self._max_bytes = max_bytes
        self._letters = letters
        self.waiting_bytes: dict[str, int] = {}
        """Size of what waits or is being written, by organization."""
        self._waiting: OrderedDict[str, deque[_Submission]] = OrderedDict()
        self._last = ""
        self._room = asyncio.Condition()
        self._writer: asyncio.Task[None] | None = None
        self._is_closed = False

    async def write(self, origin: Origin, records: Sequence[Record], size: int, *, patient: bool = False) -> Written:
        """Stores records as masking leaves them, and returns when they are on disk.

        Raises ShareExceeded if too much of the organization waits already, and Overloaded if too much of all does; with `patient`
        it waits for room instead. Raises Overloaded after `close`, and as `storage.writing.writer.write` does, but for Refused.
        """

        async def masked(kept: Sequence[Record]) -> Written:
            return await self._write(origin, kept, size, patient=patient)

        return await write_masked(self._masking, origin.org_id, records, masked)

    async def _write(self, origin: Origin, records: Sequence[Record], size: int, *, patient: bool) -> Written:
        org_id = origin.org_id
        if not patient:
            self._require_room(org_id, size)
        await self._reserve(org_id, size)
        return await self._submit(_Submission(origin, records, size))

    async def reject(self, origin: Origin, found: Sequence[Unreadable]) -> None:
        """Keeps what could not be read as dead letters, and returns when they are on disk. It waits for room.

        Raises Overloaded after `close`, and as `storage.writing.dead_letters.store_letters` does.
        """
        masker = self.masker(origin.org_id)
        letters = await asyncio.to_thread(letters_of, origin, found, self._letters, masker) if found else []
        if not letters:
            return
        size = sum(LETTER_BYTES + len(letter.body or "") for letter in letters)
        await self._reserve(origin.org_id, size)
        await self._submit(_Submission(origin, (), size, letters))

    def masker(self, org_id: str) -> Masker | None:
        """What masks the data of an organization; None if nothing does."""
        return None if self._masking is None else self._masking.of(org_id)

    async def close(self) -> None:
        """Accepts nothing more, and waits until everything that was submitted is written."""
        self._is_closed = True
        if self._writer is not None:
            await self._writer

    async def _reserve(self, org_id: str, size: int) -> None:
        async with self._room:
            await self._room.wait_for(lambda: self._is_closed or self._has_room(org_id, size))
            if self._is_closed:
                raise Overloaded("The server is stopping. Try again.", retryAfter=RETRY)
            self.waiting_bytes[org_id] = self.waiting_bytes.get(org_id, 0) + size

    async def _submit(self, submission: _Submission) -> Written:
        self._waiting.setdefault(submission.origin.org_id, deque()).append(submission)
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write_all())
        return await submission.written

    def _require_room(self, org_id: str, size: int) -> None:
        if not self._has_room_for_all(size):
            raise Overloaded("Too many records wait to be written. Try again.", retryAfter=RETRY)
        if not self._has_room(org_id, size):
            raise ShareExceeded("Too many records of this organization wait to be written. Try again.", retryAfter=RETRY)

    def _has_room(self, org_id: str, size: int) -> bool:
        """A submission that is too large by itself has room when nothing else waits."""
        own = self.waiting_bytes.get(org_id, 0)
        return (own == 0 or own + size <= self._max_bytes // 2) and self._has_room_for_all(size)

    def _has_room_for_all(self, size: int) -> bool:
        everyone = sum(self.waiting_bytes.values())
        return everyone == 0 or everyone + size <= self._max_bytes

    async def _write_all(self) -> None:
        while self._waiting:
            org_id, group = self._next()
            await self._commit(org_id, group)
            async with self._room:
                left = self.waiting_bytes[org_id] - sum(submission.size for submission in group)
                self.waiting_bytes[org_id] = left
                if not left:
                    del self.waiting_bytes[org_id]
                self._room.notify_all()

    def _next(self) -> tuple[str, list[_Submission]]:
        """The submissions of the next transaction. An organization that just had its turn comes after all others."""
        if self._last in self._waiting:
            self._waiting.move_to_end(self._last)
        org_id, queue = next(iter(self._waiting.items()))
        self._last = org_id
        group = [queue.popleft()]
        total = group[0].number
        while queue and total + queue[0].number <= MOST_RECORDS:
            group.append(queue.popleft())
            total += group[-1].number
        if not queue:
            del self._waiting[org_id]
        return org_id, group

    async def _commit(self, org_id: str, group: Sequence[_Submission]) -> None:
        if letters := [submission for submission in group if submission.letters]:
            await self._commit_letters(org_id, letters)
        if records := [submission for submission in group if not submission.letters]:
            await self._commit_records(org_id, records)

    async def _commit_letters(self, org_id: str, group: Sequence[_Submission]) -> None:
        letters = chain.from_iterable(submission.letters for submission in group)
        try:
            await store_letters(self._database, org_id, letters, self._letters)
        except Exception as error:
            _fail(group, error)
            return
        for submission in group:
            if not submission.written.done():
                submission.written.set_result(Written())

    async def _commit_records(self, org_id: str, group: Sequence[_Submission]) -> None:
        try:
            written = await self._written(org_id, group)
        except Exception as error:
            if len(group) > 1 and not isinstance(error, Failure):
                for submission in group:  # one of them may be the cause
                    await self._commit_records(org_id, [submission])
                return
            _fail(group, error)
            return
        first = 0
        for submission in group:
            if not submission.written.done():
                submission.written.set_result(_part_of(written, submission.records, first))
            first += len(submission.records)

    async def _written(self, org_id: str, group: Sequence[_Submission]) -> Written:
        """Writes the records of a group, those of each submission as part of its origin's import."""
        try:
            return await self._write_group(org_id, group)
        except ImportUndone:
            for submission in group:
                self._sessions.forget(submission.origin)
            return await self._write_group(org_id, group)

    async def _write_group(self, org_id: str, group: Sequence[_Submission]) -> Written:
        records: list[Record] = []
        imports: list[int] = []
        for submission in group:
            number = await self._sessions.number(submission.origin)
            records += submission.records
            imports += [number] * len(submission.records)
        written = await write_accepted(self._database, org_id, records, imports)
        if written.refused:
            await self._sessions.refuse(Counter(imports[place] for place in written.refused), org_id)
        return written


def _fail(group: Sequence[_Submission], error: Exception) -> None:
    for submission in group:
        if not submission.written.done():
            submission.written.set_exception(error)


def _part_of(written: Written, records: Sequence[Record], first: int) -> Written:
    """What came of some of the records that were written, from a position on."""
    own = Written(refused={at - first: why for at, why in written.refused.items() if first <= at < first + len(records)})
    ids: dict[type[Record], list[str]] = {}
    for record in records:
        for part in record.parts():
            ids.setdefault(type(part), []).append(part.id)
    for kind, sent in ids.items():
        name = snake(kind.__name__)
        if changed := written.changed.get(name, set()).intersection(sent):
            own.changed[name] = changed
    return own
