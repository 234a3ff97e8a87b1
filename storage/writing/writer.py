"""Records into tables: one transaction for each call, durable when it returns."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Collection, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from storage.database.protocol import Database, Row, Transaction
from storage.errors import BadUserInput
from storage.nouns.process_instance import InstanceStatus
from storage.nouns.record import Record, Refused, snake
from storage.rollup.marking import Marks
from storage.rollup.subjects import SUBJECTS
from storage.sql.dialect import Statements, statements_for
from storage.writing.incoming import Column, Incoming, Shape, incoming, new_rows, shape_of
from storage.writing.merging import FLAG, TIMES, State, held_value, merged

PLACED = ("task", "milestone", "incident")
"""Nouns whose rows carry the model and version of their process instance."""

Changed = Mapping[str, Collection[str]]
"""Ids of rows that are new or changed, by noun."""

Place = tuple[str | None, int | None]
"""Model and version of a process instance."""

NOWHERE: Place = (None, None)

FINAL = frozenset({InstanceStatus.COMPLETE, InstanceStatus.ERROR, InstanceStatus.TERMINATED})
"""Statuses of instances that have ended."""


async def write(database: Database, org_id: str, records: Iterable[Record]) -> dict[str, int]:
    """Stores records in one transaction and returns how many rows of each noun are new or changed.

    When it returns they are on disk; when it raises, none of them is stored. Raises Refused for a record that cannot be
    stored, BadUserInput for an organization that is not there, DatabaseUnavailable when the database cannot be written.
    """
    async with writing(database, org_id) as writer:
        await writer.write(records)
    return writer.touched


@dataclass(slots=True)
class Written:
    """What came of some records that were stored one by one where they could not be stored together."""

    changed: dict[str, set[str]] = field(default_factory=dict)
    """Ids of rows that are new or changed, by noun."""
    refused: dict[int, Refused] = field(default_factory=dict)
    """Why a record was not stored, by its position."""

    def counts(self) -> dict[str, int]:
        """Number of rows that are new or changed, by noun."""
        return {name: len(ids) for name, ids in self.changed.items()}


async def write_each(database: Database, org_id: str, records: Sequence[Record]) -> Written:
    """Stores the records in one transaction; if one of them is refused, in as few as leave out only what is refused.

    Raises as `write` does, but for Refused; transactions before that stay.
    """
    written = Written()
    await _write_part(database, org_id, records, 0, written)
    return written


async def _write_part(database: Database, org_id: str, records: Sequence[Record], first: int, written: Written) -> None:
    try:
        async with writing(database, org_id) as writer:
            changed = await writer.write(records)
    except Refused as refused:
        if len(records) == 1:
            written.refused[first] = refused
            return
    else:
        for name, ids in changed.items():
            written.changed.setdefault(name, set()).update(ids)
        return
    middle = len(records) // 2
    await _write_part(database, org_id, records[:middle], first, written)
    await _write_part(database, org_id, records[middle:], first + middle, written)


@asynccontextmanager
async def writing(database: Database, org_id: str) -> AsyncIterator["Writer"]:
    """One transaction for several batches, all stored when the block ends or none."""
    async with database.transaction() as transaction:
        statements = statements_for(database.dialect.name)
        await statements.lock(transaction, org_id)
        if not await transaction.rows(statements.find_organization(), [org_id]):
            raise BadUserInput(f"there is no organization {org_id!r}")
        yield Writer(transaction, statements, org_id)


class Writer:
    """Writes batches of one organization inside a transaction."""

    def __init__(self, transaction: Transaction, statements: Statements, org_id: str) -> None:
        self.touched: dict[str, int] = {}
        """Rows that are new or changed so far, by noun."""
        self._transaction = transaction
        self._statements = statements
        self._org_id = org_id
        self._changed: dict[str, set[str]] = {}
        self._marks = Marks()

    async def write(self, records: Iterable[Record]) -> Changed:
        """Stores a batch and returns the rows that are new or changed. Process instances go first: tasks carry their model."""
        self._changed = {}
        batches = _by_noun(records)
        instances: set[str] = set()
        if "process_instance" in batches:
            instances |= await self._write_noun("process_instance", batches.pop("process_instance"))
        for name, batch in batches.items():
            touched = await self._write_noun(name, batch)
            if name == "task":
                instances |= touched
        if instances:
            await self._take_times_from_tasks(instances)
        await self._marks.store(self._transaction, self._statements, self._org_id)
        return self._changed

    async def _write_noun(self, name: str, records: Sequence[Record]) -> set[str]:
        """Stores records of one noun. Ids of the process instances that new and changed rows belong to, or are."""
        shape = shape_of(name)
        news = await asyncio.to_thread(incoming, shape, records)
        stored = {row[1]: row for row in await self._find(name, shape.columns, "id", news.ids)}
        first, more = _parted(shape, news, stored)
        states = await asyncio.to_thread(merged, shape, stored, more) if more.ids else {}
        changed = {row_id: state for row_id, state in states.items() if state.changed}
        places = await self._places(shape, first, changed, stored)
        rows = await asyncio.to_thread(new_rows, shape, self._org_id, first, _derived(shape, first, places))
        updates: list[Row] = []
        for row_id, state in changed.items():
            row = _merged_row(shape, self._org_id, row_id, state, places)
            (rows if state.is_new else updates).append(row)
        if rows:
            await self._transaction.insert(name, shape.columns, rows)
        await self._update(name, shape.columns[2:], [(*row[2:], *row[:2]) for row in updates])
        self._marks.note(name, shape.columns, [*rows, *updates, *(stored[row[1]] for row in updates)])
        if rows or updates:
            self.touched[name] = self.touched.get(name, 0) + len(rows) + len(updates)
            self._changed[name] = {row[1] for row in (*rows, *updates)}
        if name == "process_instance":
            await self._place_children(_moved(shape, [*rows, *updates], stored))
            return {*first.ids, *changed}
        return set(places)

    async def _places(
        self, shape: Shape, first: Incoming, changed: Mapping[str, State], stored: Mapping[str, Row]
    ) -> dict[str, Place]:
        """Model and version of every process instance that rows belong to, or did before; nothing of what has not arrived."""
        if shape.noun.name not in PLACED:
            return {}
        position = shape.position("instance_id")
        wanted = set(first.columns[position])
        wanted.update(state.values[position] for state in changed.values())
        wanted.update(stored[row_id][2 + position] for row_id in changed if row_id in stored)
        names = {name for name in wanted if isinstance(name, str)}
        found = await self._find("process_instance", ("id", "model_id", "version"), "id", names)
        return {**dict.fromkeys(names, NOWHERE), **{name: (model_id, version) for name, model_id, version in found}}

    async def _place_children(self, places: Mapping[str, Place]) -> None:
        """Tells the stored tasks, milestones and incidents of process instances the model and version of these."""
        for name in PLACED if places else ():
            columns = ("id", "instance_id", *_times(name))
            children = await self._find(name, columns, "instance_id", places)
            self._marks.note(name, columns, children)
            rows = [(*places[of], self._org_id, child) for child, of, *_ in children]
            await self._update(name, ("model_id", "version"), rows)

    async def _take_times_from_tasks(self, instances: Collection[str]) -> None:
        """Gives those of the process instances that say so the times of their tasks, and no end while a task is open."""
        found = await self._find("process_instance", ("id", FLAG, *TIMES, "clocks"), "id", instances)
        stored = {row_id: (tuple(values), clocks) for row_id, flag, *values, clocks in found if flag}
        if stored:
            found = await self._transaction.rows(self._statements.times_of_tasks(), self._given(stored))
            times = {name: values for name, *values in found}
            changed: dict[str, Row] = {}
            for name, (before, clocks) in stored.items():
                after = _of_tasks(times.get(name), held_value(clocks, "status"))
                if after != before:
                    changed[name] = after
            self._marks.note("process_instance", TIMES, [*changed.values(), *(stored[name][0] for name in changed)])
            await self._update("process_instance", TIMES, [(*new, self._org_id, name) for name, new in changed.items()])

    async def _find(self, table: str, columns: Sequence[str], key: str, ids: Collection[str]) -> list[Row]:
        if not ids:
            return []
        return await self._transaction.rows(self._statements.find(table, columns, key), self._given(ids))

    async def _update(self, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
        if rows:
            await self._transaction.executemany(self._statements.update(table, columns), rows)

    def _given(self, ids: Iterable[str]) -> list[object]:
        return [self._statements.list_parameter(ids), self._org_id]


def _of_tasks(times: Sequence[Any] | None, status: str | None) -> Row:
    """Start, end and status of an instance from its tasks and the status that records report.

    An instance with an open task, or with a status that is not final, has no end; with an open task it is not final.
    """
    first, last_start, last_end, open_tasks = times or (None, None, None, 0)
    is_final = status is None or status in FINAL
    if open_tasks:
        return first, None, InstanceStatus.RUNNING.value if status is not None and is_final else status
    last = max((time for time in (last_start, last_end) if time is not None), default=None)
    return first, last if is_final else None, status


def _times(noun: str) -> tuple[str, ...]:
    """The columns by which a row belongs to periods of roll-ups."""
    subject = SUBJECTS[noun]
    return (subject.time, subject.end) if subject.end else (subject.time,)


def _moved(shape: Shape, rows: Sequence[Row], stored: Mapping[str, Row]) -> dict[str, Place]:
    """Model and version of the process instances that are new or have changed theirs."""
    model, version = (2 + shape.position(name) for name in ("model_id", "version"))
    places = {}
    for row in rows:
        before = stored.get(row[1])
        if (row[model], row[version]) != ((before[model], before[version]) if before else NOWHERE):
            places[row[1]] = (row[model], row[version])
    return places


def _by_noun(records: Iterable[Record]) -> dict[str, list[Record]]:
    batches: dict[type[Record], list[Record]] = {}
    for record in records:
        for part in record.parts():
            batch = batches.get(type(part))
            if batch is None:
                batch = batches[type(part)] = []
            batch.append(part)
    return {snake(kind.__name__): batch for kind, batch in batches.items()}


def _parted(shape: Shape, news: Incoming, stored: Mapping[str, object]) -> tuple[Incoming, Incoming]:
    """Records that are the only news of an unknown id, which need no merging, and the others."""
    flags = news.columns[shape.position(FLAG)] if shape.noun.name == "process_instance" else ()
    if not stored and len(set(news.ids)) == len(news.ids) and True not in flags:
        return news, news.chosen(())
    told_often = {row_id for row_id, times in Counter(news.ids).items() if times > 1}
    first: list[int] = []
    more: list[int] = []
    for place, row_id in enumerate(news.ids):
        merging = row_id in told_often or row_id in stored or (flags and flags[place] is True)
        (more if merging else first).append(place)
    return news.chosen(first), news.chosen(more)


def _derived(shape: Shape, brought: Incoming, places: Mapping[str, Place]) -> list[Column]:
    if not shape.noun.derived:
        return []
    found = [places.get(name, NOWHERE) for name in brought.columns[shape.position("instance_id")]]
    return [[place[0] for place in found], [place[1] for place in found]]


def _merged_row(shape: Shape, org_id: str, row_id: str, state: State, places: Mapping[str, Place]) -> Row:
    values, event_at, clocks = state.row(shape)
    derived = places.get(state.values[shape.position("instance_id")], NOWHERE) if shape.noun.derived else ()
    return (org_id, row_id, *values, *derived, event_at, clocks)
