"""The cost of roll-ups for writers: marks and the index by end, compared with writing without them."""

import asyncio
import sys
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from itertools import islice
from pathlib import Path
from statistics import median
from unittest.mock import patch

from sqlalchemy.schema import CreateIndex

import storage.writing.writer
from bench.load import BATCH, Row, Store, newer, prepared, record, timed
from bench.rows import rows
from storage.nouns.noun import NOUNS
from storage.rollup.building import build
from storage.rollup.marking import Marks
from storage.rollup.subjects import GRAINS, period
from storage.writing.writer import write

ORG = "demo"
SINGLE = 100
"""One in this many tasks is written in its own transaction, because that is slow."""

INDEX = next(index for index in NOUNS["task"].table.indexes if index.name == "ix_task_end")
STATES = ("fresh", "again", "fresh, one by one")
Seconds = dict[tuple[str, str], list[float]]
"""Results by state of the store and writer; `building` is the time to build the marked roll-ups."""


class Unmarked(Marks):
    """Marks nothing."""

    def note(self, *_: object) -> None:
        """Takes no notice."""

    async def store(self, *_: object) -> None:
        """Writes nothing."""


def table(count: int, rounds: int, folder: Path, server: str | None) -> str:
    """Writes tasks into empty stores, and returns the times as Markdown."""
    urls = [f"sqlite:///{folder.resolve()}/writing.db", *([server] if server else [])]
    lines = [
        "| database | store | without, rows/s | with roll-ups, rows/s | without / with | building, s |",
        "|---|---|" + "--:|" * 4,
    ]
    for url in urls:
        seconds = asyncio.run(_measured(url, count, rounds))
        for state in STATES:
            without, marked, building = (seconds.get((state, who), []) for who in ("without", "with", "building"))
            written = count // SINGLE if state == STATES[2] else count
            ratio = median(b / a for a, b in zip(without, marked, strict=True))
            cells = [url.partition(":")[0], state, f"{written / median(without):,.0f}", f"{written / median(marked):,.0f}"]
            lines.append(f"| {' | '.join([*cells, f'{ratio:.2f}', f'{median(building):.1f}' if building else ''])} |")
    return f"{count:,} tasks, {BATCH:,} in each transaction\n\n" + "\n".join(lines)


async def _measured(url: str, count: int, rounds: int) -> Seconds:
    store = await prepared(url, count)
    fresh = [row for _, row in islice((each for each in rows() if each[0] == "task"), count)]
    again = [row | newer(row) for row in fresh]
    seconds: Seconds = defaultdict(list)
    for number in range(rounds):
        await _emptied(store)
        async with _without(store):
            for state, written in (("fresh", fresh), ("again", again)):
                seconds[state, "without"].append(await timed(_written(store, written, BATCH)))
            await _emptied(store)
            seconds[STATES[2], "without"].append(await timed(_written(store, fresh[::SINGLE], 1)))
        await _emptied(store)
        for state, written in (("fresh", fresh), ("again", again)):
            seconds[state, "with"].append(await timed(_written(store, written, BATCH)))
            seconds[state, "building"].append(await timed(_built(store)))
        await _emptied(store)
        seconds[STATES[2], "with"].append(await timed(_written(store, fresh[::SINGLE], 1)))
        print(f"writing, {store.database.dialect.name} round {number + 1} of {rounds}", file=sys.stderr)
    await store.database.close()
    return seconds


async def _written(store: Store, rows_: Sequence[Row], batch: int) -> None:
    records = [record(row) for row in rows_]
    for start in range(0, len(records), batch):
        await write(store.database, ORG, records[start : start + batch])


async def _built(store: Store) -> None:
    await build(store.database, ORG, subjects=["task"])


async def _emptied(store: Store) -> None:
    """No task, no cell, no mark, and connections that remember nothing."""
    async with store.database.transaction() as transaction:
        for name in (period.name, *GRAINS):
            await transaction.execute(f"DELETE FROM {name}")
    await store.start_again()


@asynccontextmanager
async def _without(store: Store) -> AsyncIterator[None]:
    """As before there were roll-ups."""
    async with store.database.transaction() as transaction:
        await transaction.execute(f"DROP INDEX {INDEX.name}")
    try:
        with patch.object(storage.writing.writer, "Marks", Unmarked):
            yield
    finally:
        async with store.database.transaction() as transaction:
            await transaction.execute(str(CreateIndex(INDEX).compile(dialect=store.database.dialect)))
