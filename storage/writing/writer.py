"""Records into tables: one transaction for each call, durable when it returns."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Collection, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from itertools import chain, repeat
from typing import Any

from storage.database.protocol import Database, Row, Transaction
from storage.nouns.noun import IMPORT, NOUNS, Carried, FromParts
from storage.nouns.record import Record, now, snake
from storage.prices.book import Cost, no_cost, price_book
from storage.rollup.marking import Marks, noted_columns
from storage.sql.dialect import Statements
from storage.sql.locking import locked_known
from storage.writing.import_sets import ImportSets
from storage.writing.import_tallies import ImportTallies
from storage.writing.imports import begin_import
from storage.writing.incoming import Column, Incoming, Shape, incoming, new_rows, shape_of
from storage.writing.merging import State, merged
from storage.writing.origin import Origin
from storage.writing.whole import derived, lacks_spend, part_figures, source_of

Changed = Mapping[str, Collection[str]]
"""Ids of rows that are new or changed, by noun."""

Values = tuple[Any, ...]
"""Values of the fields that rows carry of another row."""


async def write(database: Database, org_id: str, records: Iterable[Record]) -> dict[str, int]:
    """Stores records in one transaction and returns how many rows of each noun are new or changed.

    When it returns they are on disk; when it raises, none of them is stored. Raises Refused for a record that cannot be
    stored, BadUserInput for an organization that is not there, DatabaseUnavailable when the database cannot be written.
    """
    async with writing(database, org_id) as writer:
        await writer.write(records)
    return writer.touched


@asynccontextmanager
async def writing(database: Database, org_id: str, imports: Collection[int] = ()) -> AsyncIterator["Writer"]:
    """One transaction for several batches, all stored when the block ends or none.

    `imports`: numbers of the imports that records of the batches belong to. Raises ImportUndone if one of them was undone.
    """
    async with locked_known(database, org_id) as (transaction, statements):
        writer = Writer(transaction, statements, org_id)
        await writer.tallies.read(transaction, statements, imports)
        yield writer
        await writer.tallies.store(transaction, statements)


class Writer:
    """Writes batches of one organization inside a transaction."""

    def __init__(self, transaction: Transaction, statements: Statements, org_id: str) -> None:
        self.touched: dict[str, int] = {}
        """Rows that are new or changed so far, by noun."""
        self.tallies = ImportTallies(org_id)
        self._sets = ImportSets(org_id)
        self._transaction = transaction
        self._statements = statements
        self._org_id = org_id
        self._changed: dict[str, set[str]] = {}
        self._marks = Marks()
        self._cost: Cost | None = None
        self._wholes: dict[str, set[str]] = {}
        """Rows whose parts this batch changed, and rows that it changed and that have parts: ids by noun."""

    async def write(self, records: Iterable[Record], imports: Iterable[int] | None = None) -> Changed:
        """Stores a batch, and returns the rows that are new or changed by its records. `imports`: the import of each, by number.

        Rows of which others carry fields go first; what comes from parts is derived last.
        """
        self._changed = {}
        batches = _by_noun(records, repeat(None) if imports is None else imports)
        for name in sorted(batches, key=lambda name: name not in CARRIERS):
            await self._write_noun(name, *batches[name])
        await self._finish()
        return self._changed

    async def begin_import(self, database: Database, origin: Origin) -> int:
        """Begins an import with this transaction, and returns its number."""
        number = await begin_import(database, self._transaction, origin, now())
        await self.tallies.read(self._transaction, self._statements, [number])
        return number

    async def remove(self, name: str, ids: Sequence[str], imports: Collection[int]) -> None:
        """Deletes rows of a noun, and derives again what rows that are not of the same imports have of them."""
        shape = shape_of(name)
        gone = await self._find(name, shape.columns, "id", ids)
        await self._transaction.execute(self._statements.delete(name), [self._org_id, self._statements.list_parameter(ids)])
        self._marks.note(name, shape.columns, gone)
        for carried, nouns in CARRIERS.get(name, {}).items():
            await self._update_carriers(carried, nouns, dict.fromkeys((row[1] for row in gone), carried.nothing))
        for whole, parts in WHOLES.items():
            if parts.part == name:
                place = 2 + shape.position(parts.link)
                found = await self._find(whole, ("id", IMPORT), "id", {row[place] for row in gone} - {None})
                self._wholes.setdefault(whole, set()).update(row_id for row_id, number in found if number not in imports)
        await self._finish()

    async def price_again(self, name: str, ids: Collection[str]) -> dict[str, int]:
        """Computes again the spend of rows of a noun, and of rows with these parts. Returns the number of changed rows."""
        shape = shape_of(name)
        changed: dict[str, int] = {}
        if shape.noun.from_parts:
            self._wholes.setdefault(name, set()).update(ids)
        else:
            stored = await self._find(name, shape.columns, "id", ids)
            cost = await self._cost_of(shape)
            priced = await asyncio.to_thread(lambda: [_priced_row(shape, row, cost) for row in stored])
            pairs = [(after, before) for after, before in zip(priced, stored, strict=True) if after != before]
            changed[name] = len(pairs)
            await self._update(name, shape.columns[2:], [(*after[2:], *after[:2]) for after, _ in pairs])
            self._marks.note(name, shape.columns, chain.from_iterable(pairs))
            self._note_wholes(shape, ids, [after for after, _ in pairs])
        return changed | await self._finish()

    async def _finish(self) -> dict[str, int]:
        """Derives what follows from parts, and marks roll-ups. Returns the number of rows that changed by that."""
        derived_rows = {name: await self._derive_from_parts(name, WHOLES[name], ids) for name, ids in self._wholes.items()}
        self._wholes.clear()
        await self._marks.store(self._transaction, self._statements, self._org_id)
        return derived_rows

    async def _cost_of(self, shape: Shape) -> Cost:
        """The prices of the organization, if rows of the noun have any."""
        if shape.noun.priced is None:
            return no_cost
        if self._cost is None:
            self._cost = (await price_book(self._transaction, self._statements, self._org_id)).cost
        return self._cost

    async def _write_noun(self, name: str, records: Sequence[Record], imports: Column) -> None:
        """Stores records of one noun, and what other rows carry of them."""
        shape = shape_of(name)
        news = await asyncio.to_thread(incoming, shape, records, imports)
        stored = {row[1]: row for row in await self._find(name, shape.columns, "id", news.ids)}
        first, more = _parted(shape, news, stored)
        await self._sets.read(self._transaction, self._statements, {row[-3] for row in stored.values()})
        states = await asyncio.to_thread(merged, shape, stored, more, self._sets) if more.ids else {}
        changed = {row_id: state for row_id, state in states.items() if state.changed}
        sources = await self._sources(shape, first, changed)
        cost = await self._cost_of(shape)
        rows = await asyncio.to_thread(new_rows, shape, self._org_id, first, _carried_columns(shape, first, sources), cost)
        updates: list[Row] = []
        for row in await asyncio.to_thread(_merged_rows, shape, self._org_id, changed, sources, cost) if changed else ():
            (rows if changed[row[1]].is_new else updates).append(row)
        if rows:
            await self._transaction.insert(name, shape.columns, rows)
        await self._update(name, shape.columns[2:], [(*row[2:], *row[:2]) for row in updates])
        await self._renumber(name, states)
        before = [stored[row[1]] for row in updates]
        self._marks.note(name, shape.columns, [*rows, *updates, *before])
        if rows or updates:
            self.touched[name] = self.touched.get(name, 0) + len(rows) + len(updates)
            self._changed[name] = {row[1] for row in (*rows, *updates)}
        self.tallies.count(name, news, self._changed.get(name, ()))
        for carried, nouns in CARRIERS.get(name, {}).items():
            await self._update_carriers(carried, nouns, _moved(shape, carried, [*rows, *updates], stored))
        self._note_wholes(shape, {*first.ids, *changed}, [*rows, *updates, *before])

    def _note_wholes(self, shape: Shape, ids: Iterable[str], rows: Iterable[Row]) -> None:
        """Notes what is to be derived after rows of these ids have changed, as they are now and were before."""
        for whole, parts in WHOLES.items():
            if whole == shape.noun.name:
                self._wholes.setdefault(whole, set()).update(ids)
            if parts.part == shape.noun.name:
                place = 2 + shape.position(parts.link)
                self._wholes.setdefault(whole, set()).update({row[place] for row in rows} - {None})

    async def _sources(self, shape: Shape, first: Incoming, changed: Mapping[str, State]) -> dict[str, Values]:
        """What rows carry of others, by the id of the other row; nothing of a row that has not arrived."""
        carried = shape.noun.carried
        if carried is None:
            return {}
        place = shape.position(carried.link)
        named = {*first.columns[place], *(state.values[place] for state in changed.values())}
        ids = {row_id for row_id in named if isinstance(row_id, str)}
        found = await self._find(carried.noun, ("id", *carried.names), "id", ids)
        return {row_id: tuple(values) for row_id, *values in found}

    async def _update_carriers(self, carried: Carried, nouns: Sequence[str], moved: Mapping[str, Values]) -> None:
        """Copies what has changed of some rows into the stored rows that carry it."""
        for name in nouns if moved else ():
            columns = ("id", carried.link, *noted_columns(name))
            rows = await self._find(name, columns, carried.link, moved)
            self._marks.note(name, columns, rows)
            await self._update(name, carried.names, [(*moved[source], self._org_id, row_id) for row_id, source, *_ in rows])

    async def _derive_from_parts(self, name: str, parts: FromParts, ids: Collection[str]) -> int:
        """Derives the fields of those of the rows whose flag is true, and the spend of others in whose records it is null.

        Returns the number of rows that changed.
        """
        noun = shape_of(name).noun
        columns = source_of(noun)
        found = [dict(zip(columns, row, strict=True)) for row in await self._find(name, columns, "id", ids)]
        rows = [row for row in found if row[parts.flag] or lacks_spend(noun, row)]
        if not rows:
            return 0
        kind = noun.priced.source.name if noun.priced else None
        sql = self._statements.figures_of_parts(parts.part, parts.link, parts.times, parts.sums, kind)
        figures = {
            row_id: part_figures(values, len(parts.sums))
            for row_id, *values in await self._transaction.rows(sql, self._given(row["id"] for row in rows))
        }
        cost = await self._cost_of(shape_of(name))
        after = await asyncio.to_thread(lambda: [derived(noun, row, figures.get(row["id"]), cost) for row in rows])
        changed = [(now, before) for now, before in zip(after, rows, strict=True) if now != before]
        written = [column for column in columns if column not in ("id", "event_at")]
        noted = [tuple(row[column] for column in written) for pair in changed for row in pair]
        self._marks.note(name, tuple(written), noted)
        await self._update(name, written, [(*(now[column] for column in written), self._org_id, now["id"]) for now, _ in changed])
        return len(changed)

    async def _renumber(self, name: str, states: Mapping[str, State]) -> None:
        """Stores which imports have sent rows that do not change otherwise, and the new sets of imports."""
        renumbered: dict[int | None, list[str]] = {}
        for row_id, state in states.items():
            if state.is_renumbered and not state.changed:
                renumbered.setdefault(state.import_number, []).append(row_id)
        for number, ids in renumbered.items():
            values = [number, self._org_id, self._statements.list_parameter(ids)]
            await self._transaction.execute(self._statements.update_all(name, IMPORT), values)
        await self._sets.store(self._transaction, self._statements)

    async def _find(self, table: str, columns: Sequence[str], key: str, ids: Collection[str]) -> list[Row]:
        if not ids:
            return []
        return await self._transaction.rows(self._statements.find(table, columns, key), self._given(ids))

    async def _update(self, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
        if rows:
            await self._transaction.executemany(self._statements.update(table, columns), rows)

    def _given(self, ids: Iterable[str]) -> list[object]:
        return [self._statements.list_parameter(ids), self._org_id]


def _moved(shape: Shape, carried: Carried, rows: Sequence[Row], stored: Mapping[str, Row]) -> dict[str, Values]:
    """What others carry of rows, where it is new or has changed, by id."""
    places = [2 + shape.position(name) for name in carried.names]
    moved = {}
    for row in rows:
        before = stored.get(row[1])
        values = tuple(row[place] for place in places)
        if values != (tuple(before[place] for place in places) if before else carried.nothing):
            moved[row[1]] = values
    return moved


def _by_noun(records: Iterable[Record], imports: Iterable[int | None]) -> dict[str, tuple[list[Record], list[int | None]]]:
    """Records and the numbers of their imports, by noun."""
    batches: dict[type[Record], tuple[list[Record], list[int | None]]] = {}
    for record, number in zip(records, imports, strict=False):
        for part in record.parts():
            batch = batches.get(type(part))
            if batch is None:
                batch = batches[type(part)] = ([], [])
            batch[0].append(part)
            batch[1].append(number)
    return {snake(kind.__name__): batch for kind, batch in batches.items()}


def _parted(shape: Shape, news: Incoming, stored: Mapping[str, object]) -> tuple[Incoming, Incoming]:
    """Records that are the only news of an unknown id, which need no merging, and the others."""
    parts = shape.noun.from_parts
    flags = news.columns[shape.position(parts.flag)] if parts else ()
    if not stored and len(set(news.ids)) == len(news.ids) and True not in flags:
        return news, news.chosen(())
    repeated = {row_id for row_id, times in Counter(news.ids).items() if times > 1}
    first: list[int] = []
    more: list[int] = []
    for place, row_id in enumerate(news.ids):
        merging = row_id in repeated or row_id in stored or (flags and flags[place] is True)
        (more if merging else first).append(place)
    return news.chosen(first), news.chosen(more)


def _carried_columns(shape: Shape, news: Incoming, sources: Mapping[str, Values]) -> list[Column]:
    carried = shape.noun.carried
    if carried is None:
        return []
    found = [sources.get(row_id, carried.nothing) for row_id in news.columns[shape.position(carried.link)]]
    return [[values[place] for values in found] for place in range(len(carried.fields))]


def _merged_rows(shape: Shape, org_id: str, changed: Mapping[str, State], sources: Mapping[str, Values], cost: Cost) -> list[Row]:
    return [_merged_row(shape, org_id, row_id, state, sources, cost) for row_id, state in changed.items()]


def _merged_row(shape: Shape, org_id: str, row_id: str, state: State, sources: Mapping[str, Values], cost: Cost) -> Row:
    values, spend_source, event_at, clocks = state.row(shape, cost)
    carried = shape.noun.carried
    copied = sources.get(state.values[shape.position(carried.link)], carried.nothing) if carried else ()
    return (org_id, row_id, *values, *copied, *spend_source, state.import_number, event_at, clocks)


def _priced_row(shape: Shape, row: Row, cost: Cost) -> Row:
    """A stored row at the prices of now."""
    values, spend_source, event_at, clocks = State.stored(shape, row).row(shape, cost)
    size = 2 + len(values)
    carried = row[size : size + len(shape.noun.carried.fields)] if shape.noun.carried else ()
    return (*row[:2], *values, *carried, *spend_source, row[-3], event_at, clocks)


def _carriers() -> dict[str, dict[Carried, list[str]]]:
    found: dict[str, dict[Carried, list[str]]] = {}
    for noun in NOUNS.values():
        if noun.carried:
            found.setdefault(noun.carried.noun, {}).setdefault(noun.carried, []).append(noun.name)
    return found


CARRIERS = _carriers()
"""By noun, what others carry of its rows, and the names of these others."""

WHOLES = {noun.name: noun.from_parts for noun in NOUNS.values() if noun.from_parts}
"""The nouns that derive fields from parts."""
