"""Loads files and streams into the store, batch by batch, and reports progress."""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator, Iterator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from pathlib import Path

from storage.database.protocol import Database
from storage.ingest.format import read
from storage.ingest.reader import Broken, Items, Notice, ReadOptions
from storage.ingest.rejecting import Reject, letter_of, refused_record
from storage.ingest.seen import Ledger
from storage.ingest.source import Source
from storage.masking.records import Masking
from storage.nouns.activity import Activity
from storage.nouns.process_instance import ProcessInstance
from storage.nouns.record import Record, Refused, snake
from storage.writing.load_import import LoadImport
from storage.writing.masked_write import masked_or_refused, write_masked
from storage.writing.origin import Channel, Origin
from storage.writing.partial_write import Written

LARGEST_NUMBER_OF_REASONS = 100
OTHER_REASONS = "items for other reasons"
"""Notices beyond that number of reasons are counted together, because a reason may quote the data."""

BATCH_VOLUME = 16 * 1_048_576
"""Number of decompressed bytes of a source after which a batch is written, whatever its number of records."""


@dataclass(frozen=True, slots=True)
class LoadOptions(ReadOptions):
    """Options of reading and of loading."""

    strict: bool = False
    """Stop at the first thing that cannot be loaded, and store nothing of this load."""
    batch: int = 5_000
    """Number of records in a transaction."""
    shown: int = 100
    """Number of broken items to keep for display. All are counted."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Progress of a load. Everything counted here is stored, except in a strict load, which is stored at its end."""

    source: str
    position: int
    """Number of bytes read, before decompression."""
    size: int | None
    """Number of bytes of the source, before decompression. None: a stream."""
    records: int
    """Number of records of all sources so far."""
    broken: int


@dataclass(slots=True)
class Loaded:
    """Result of a load."""

    counts: dict[str, int] = field(default_factory=dict)
    """Number of different ids in the sources, by noun."""
    changed: dict[str, int] = field(default_factory=dict)
    """Number of new and changed rows, by noun. Empty: the store contained everything already."""
    records: int = 0
    broken: list[Broken] = field(default_factory=list)
    """The first broken items, at most `LoadOptions.shown`."""
    broken_total: int = 0
    passed_over: dict[str, int] = field(default_factory=dict)
    """Number of items that were left out, by reason."""
    altered: dict[str, int] = field(default_factory=dict)
    """Number of items that were changed to be loaded, by reason."""
    models: dict[str, None] = field(default_factory=dict)
    """Ids of the process models whose instances or activities were stored, in the order of the data."""
    complete: bool = True
    """False: a strict load stopped, and nothing was stored."""

    def report(self, broken: Sequence[Broken], shown: int) -> None:
        """Counts broken items, and keeps the first `shown` of them."""
        self.broken_total += len(broken)
        self.broken += broken[: max(shown - len(self.broken), 0)]

    @property
    def lost(self) -> bool:
        """Whether any part of the sources was not loaded."""
        return bool(self.broken_total or self.passed_over)

    def note(self, notices: Sequence[Notice]) -> None:
        """Counts notices by reason."""
        for notice in notices:
            counts = self.passed_over if notice.lost else self.altered
            known = notice.reason in counts or len(counts) < LARGEST_NUMBER_OF_REASONS
            reason = notice.reason if known else OTHER_REASONS
            counts[reason] = counts.get(reason, 0) + notice.count

    def add(self, records: int, counts: Mapping[str, int], changed: Mapping[str, int]) -> None:
        """Adds the counts of a stored batch."""
        self.records += records
        self.counts = dict(Counter(self.counts) + Counter(counts))
        self.changed = dict(Counter(self.changed) + Counter(changed))


WriteAccepted = Callable[[Sequence[Record]], Awaitable[Written]]
"""Writes all records that the store does not refuse."""
Report = Callable[[Progress], None]
Store = Callable[["Batch"], Awaitable["Stored"]]


@dataclass(frozen=True, slots=True)
class Batch:
    """A part of a source, small enough for one transaction."""

    source: Source
    records: list[Record]
    broken: list[Broken]
    notices: list[Notice] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether the reader accepted everything."""
        return not self.broken and not any(notice.lost for notice in self.notices)


@dataclass(frozen=True, slots=True)
class Stored:
    """Result of a batch."""

    records: list[Record]
    changed: Mapping[str, int] = field(default_factory=dict)
    refused: Sequence[Broken] = ()
    """Records that the reader accepted and the store refused."""


class StrictStopError(Exception):
    """A strict load found something that cannot be loaded. Undoes its transaction."""


async def load(
    database: Database,
    org_id: str,
    sources: Sequence[Source | Path],
    options: LoadOptions,
    progress: Report = lambda _: None,
    masking: Masking | None = None,
) -> Loaded:
    """Loads sources one after the other. Unless strict, broken items are reported and the rest is loaded.

    Records are stored as `masking` leaves them. Each batch is one transaction, and on disk before `progress` reports it. A
    strict load is one transaction as a whole. Raises BadUserInput, before anything is stored, if a source or an option cannot
    be used. Raises DatabaseUnavailable if the database cannot be written; earlier batches stay stored.
    """
    opened = [source if isinstance(source, Source) else Source.file(source) for source in sources]
    own = LoadImport(database, Origin(org_id, Channel.LOAD, source=", ".join(source.name for source in opened)))
    if not options.strict:

        async def masked(records: Sequence[Record]) -> Written:
            return await write_masked(masking, org_id, records, own.write)

        loaded = await load_by(masked, opened, options, progress)
        await own.end(loaded.broken_total)
        return loaded
    loaded, readings = Loaded(), _readings(opened, options)
    try:
        async with own.at_once() as write:

            async def store(batch: Batch) -> Stored:
                try:
                    records = await masked_or_refused(masking, org_id, batch.records)
                    if records:
                        await write(records)
                except Refused as refused:
                    return Stored([], refused=[Broken(batch.source.name, refused)])
                return Stored(batch.records)

            await _each_batch(readings, options, loaded, store, progress)
        loaded.changed = own.touched
    except StrictStopError:
        broken = loaded.broken[:1]
        return Loaded(broken=broken, broken_total=len(broken), passed_over=loaded.passed_over, complete=False)
    return loaded


async def load_by(
    write: WriteAccepted,
    sources: Sequence[Source | Path],
    options: LoadOptions,
    progress: Report = lambda _: None,
    reject: Reject | None = None,
) -> Loaded:
    """As `load`, not strict, with a function that writes each batch, and one that keeps what could not be read or stored.

    Raises what these raise, with the batches before stored.
    """
    loaded = Loaded()

    async def store(batch: Batch) -> Stored:
        stored = await _stored(write, batch) if batch.records else Stored([])
        lost = [*batch.broken, *stored.refused]
        if lost and reject:
            await reject([letter_of(broken, options) for broken in lost])
        return stored

    await _each_batch(_readings(sources, options), options, loaded, store, progress)
    return loaded


def _readings(sources: Sequence[Source | Path], options: LoadOptions) -> list[tuple[Source, Items]]:
    opened = [source if isinstance(source, Source) else Source.file(source) for source in sources]
    return [(source, read(source, options)) for source in opened]


async def _stored(write: WriteAccepted, batch: Batch) -> Stored:
    """Stores all of a batch that the store does not refuse."""
    written = await write(batch.records)
    if not written.refused:
        return Stored(batch.records, written.counts())
    refused = []
    for position, reason in written.refused.items():
        record = batch.records[position]
        place = f"{batch.source.name}: {snake(type(record).__name__)} {record.id}"
        refused.append(refused_record(place, record, reason))
    kept = [record for position, record in enumerate(batch.records) if position not in written.refused]
    return Stored(kept, written.counts(), refused)


async def _each_batch(
    readings: Sequence[tuple[Source, Items]], options: LoadOptions, loaded: Loaded, store: Store, progress: Report
) -> None:
    ledger = Ledger()
    batches = _batches(readings, options.batch)
    try:
        async with aclosing(_read_ahead(batches, [source for source, _ in readings])) as ahead:
            async for batch in ahead:
                wanted = batch.sound or not options.strict
                stored = await store(batch) if wanted else Stored([])
                loaded.report([*batch.broken, *stored.refused], options.shown)
                loaded.note(batch.notices)
                if options.strict and loaded.lost:
                    raise StrictStopError
                loaded.models |= dict.fromkeys(_models(stored.records))
                loaded.add(len(stored.records), _new_ids(stored.records, ledger), stored.changed)
                source = batch.source
                progress(Progress(source.name, source.position, source.size, loaded.records, loaded.broken_total))
    finally:
        batches.close()
        ledger.close()


async def _read_ahead(batches: Iterator[Batch], sources: Sequence[Source]) -> AsyncGenerator[Batch, None]:
    """Yields the batches. Each is read in a thread while the previous one is being stored. Stops the sources at its end."""
    following = asyncio.ensure_future(asyncio.to_thread(next, batches, None))
    try:
        while (batch := await asyncio.shield(following)) is not None:
            following = asyncio.ensure_future(asyncio.to_thread(next, batches, None))
            yield batch
    finally:
        for source in sources:
            source.stop()
        await asyncio.wait([following])
        if not following.cancelled():
            following.exception()


def _batches(readings: Sequence[tuple[Source, Items]], size: int) -> Generator[Batch, None, None]:
    for source, items in readings:
        records: list[Record] = []
        broken: list[Broken] = []
        notices: Counter[tuple[str, bool]] = Counter()
        began = source.volume
        for item in source.paced(iter(items)):
            if isinstance(item, Broken):
                broken.append(item)
            elif isinstance(item, Notice):
                notices[item.reason, item.lost] += item.count
            elif item is not None:
                records.append(item)
            is_full = len(records) + len(broken) >= size or source.volume - began >= BATCH_VOLUME
            if is_full or (item is None and (records or broken or notices)):
                yield Batch(source, records, broken, _counted(notices))
                records, broken, began = [], [], source.volume
                notices.clear()
        if records or broken or notices:
            yield Batch(source, records, broken, _counted(notices))


def _counted(notices: Mapping[tuple[str, bool], int]) -> list[Notice]:
    return [Notice(reason, count, lost) for (reason, lost), count in notices.items()]


def _models(records: Sequence[Record]) -> Iterator[str]:
    """Ids of the process models of instances and activities."""
    for record in records:
        if isinstance(record, ProcessInstance | Activity) and isinstance(record.model_id, str):
            yield record.model_id


def _new_ids(records: list[Record], ledger: Ledger) -> dict[str, int]:
    ids: dict[type[Record], list[int]] = {}
    for record in records:
        kind = type(record)
        ids.setdefault(kind, []).append(hash((kind, record.id)))
    return {snake(kind.__name__): ledger.add(numbers) for kind, numbers in ids.items()}
