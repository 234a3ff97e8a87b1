"""After an import is undone, the store is one that never received the rows that only that import sent."""

import asyncio
import subprocess
import sys
from collections.abc import Collection, Sequence
from random import Random
from typing import Any

import pytest

from storage.accounts.keys import ensure_organization
from storage.database.protocol import Database
from storage.erasing.undo import find_import, imports, own_rows, undo
from storage.errors import BadUserInput
from storage.nouns.import_ import ImportState
from storage.nouns.nhi import Nhi
from storage.nouns.process_instance import ProcessInstance
from storage.nouns.record import Instant, Record, snake
from storage.nouns.run import Run
from storage.nouns.step import Step
from storage.nouns.task import Task
from storage.rollup.building import build, dirty
from storage.writing.import_sets import MOST
from storage.writing.import_tallies import ImportUndone
from storage.writing.load_import import LoadImport
from storage.writing.origin import Channel, Origin
from storage.writing.write_queue import WriteQueue
from storage.writing.writer import write, writing
from tests.project import PROJECT
from tests.storage.contents import contents, row
from tests.storage.random_records import random_records
from tests.storage.reckoning import reckoned, stored

AT = Instant(1_767_225_600_000_000)
OTHER = "other"


def task(row_id: str, **fields: Any) -> Task:
    return Task(id=row_id, started_at=AT, **fields)


async def load(database: Database, org_id: str, records: Sequence[Record]) -> int:
    """Writes records as an import of their own, in batches, and returns its number."""
    own = LoadImport(database, Origin(org_id, Channel.LOAD, source="file"))
    for start in range(0, len(records), 20):
        await own.write(records[start : start + 20])
    await own.end(0)
    return (await imports(database, org_id, 1))[0].number


def ids_of(records: Sequence[Record]) -> set[tuple[str, str]]:
    return {(snake(type(part).__name__), part.id) for record in records for part in record.parts()}


def of_others(records: Sequence[Record], gone: Collection[tuple[str, str]]) -> list[Record]:
    """The records, in order, but for those of rows that are gone. None of them has parts."""
    return [record for record in records if (snake(type(record).__name__), record.id) not in gone]


def with_runs(random: Random, size: int) -> list[Record]:
    """Random records of all nouns that have roll-ups, and runs that take their figures from steps."""
    runs = [Run(id=f"f{random.randrange(4)}", at=AT, figures_from_steps=random.choice([True, None])) for _ in range(3)]
    steps = [
        Step(
            id=f"s{random.randrange(9)}",
            at=Instant(AT + random.randrange(9)),
            run_id=f"f{random.randrange(4)}",
            started_at=Instant(AT + random.randrange(9)),
            ended_at=Instant(AT + 10 + random.randrange(9)),
            input_tokens=random.randrange(99),
        )
        for _ in range(6)
    ]
    return [*random_records(random, size), *runs, *steps]


@pytest.mark.slow
@pytest.mark.parametrize(("seed", "rows"), [(0, 3), (1, 2_000)], ids=["few rows at a time", "many"])
async def test_the_store_and_its_figures_are_those_without_the_rows_of_undone_imports(
    database: Database, organization: str, seed: int, rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.erasing.undo.ROWS", rows)
    random = Random(seed)
    await ensure_organization(database, OTHER)
    sendings = [with_runs(random, size) for size in (25, 8, 15)]
    sendings[2] += random.sample(sendings[0], 12)
    numbers = [await load(database, organization, records) for records in sendings]
    await load(database, OTHER, sendings[0])
    elsewhere = await contents(database, OTHER)
    await build(database, organization)
    undone: set[int] = set()
    for number in random.sample(numbers, 2):
        undone.add(number)
        expected = await own_rows(database, organization, number)
        assert await undo(database, organization, number) == expected
        live = [ids_of(records) for records, own in zip(sendings, numbers, strict=True) if own not in undone]
        gone = set().union(*map(ids_of, sendings)) - set().union(*live)
        fresh = f"without{number}"
        await ensure_organization(database, fresh)
        for records in sendings:
            if left := of_others(records, gone):
                await load(database, fresh, left)
        assert await contents(database, organization) == await contents(database, fresh)
    await build(database, organization)
    assert await dirty(database, organization) == 0
    assert await stored(database, organization) == await reckoned(database, organization)
    assert await contents(database, OTHER) == elsewhere, "another organization keeps everything"


async def test_a_row_goes_when_all_imports_that_sent_it_are_undone(database: Database, organization: str) -> None:
    first = await load(database, organization, [task("x"), task("y")])
    second = await load(database, organization, [task("x"), task("z")])
    assert await own_rows(database, organization, first) == {"task": 1}
    assert await undo(database, organization, first) == {"task": 1}
    assert [each[0] for each in (await contents(database, organization))["task"]] == ["x", "z"]
    assert await own_rows(database, organization, second) == {"task": 2}
    assert await undo(database, organization, second) == {"task": 2}
    assert not await contents(database, organization)


async def test_the_same_file_again_changes_no_row_and_counts_what_was_unchanged(database: Database, organization: str) -> None:
    records = [task("x"), task("y", name="\0"), task("z"), ProcessInstance(id="i", at=Instant(7), metadata={"a": 1})]
    first = await load(database, organization, records)
    second = await load(database, organization, records)
    one, two = [await find_import(database, organization, number) for number in (first, second)]
    assert (one.stored, one.unchanged) == (4, 0)
    assert one.counts == '{"instance_metadata":1,"process_instance":1,"task":2}'
    assert (one.first_event_at, one.last_event_at) == (7, AT)
    assert (two.stored, two.unchanged, two.counts) == (0, 4, "{}")
    assert (one.channel, one.source, one.state) == ("LOAD", "file", "STORED")
    assert one.ended_at is not None


async def test_a_row_of_more_imports_than_a_set_has_stays(database: Database, organization: str) -> None:
    numbers = [await load(database, organization, [task("x")]) for _ in range(MOST + 1)]
    for number in numbers:
        await undo(database, organization, number)
    assert len((await contents(database, organization))["task"]) == 1


async def test_what_no_import_wrote_stays_and_so_does_what_it_wrote_too(database: Database, organization: str) -> None:
    await write(database, organization, [task("before")])
    number = await load(database, organization, [task("before"), task("after"), Nhi(id="n", at=AT)])
    await write(database, organization, [task("after")])
    assert await undo(database, organization, number) == {"nhi": 1}
    assert [each[0] for each in (await contents(database, organization))["task"]] == ["after", "before"]


async def test_rows_keep_the_values_that_an_undone_import_gave_them(database: Database, organization: str) -> None:
    await load(database, organization, [task("x", name="old")])
    number = await load(database, organization, [Task(id="x", at=Instant(AT + 1), name="new")])
    await undo(database, organization, number)
    assert (await row(database, "task"))["name"] == "new"


async def test_nothing_joins_an_undone_import(database: Database, organization: str) -> None:
    origin = Origin(organization, Channel.INGEST, "key")
    queue = WriteQueue(database, max_bytes=1_000_000)
    await queue.write(origin, [task("x")], 10)
    [session] = await imports(database, organization, 10)
    await undo(database, organization, session.number)
    await queue.write(origin, [task("y")], 10)
    new, old = await imports(database, organization, 10)
    assert (old.state, old.removed, new.state, new.stored) == (ImportState.UNDONE, 1, ImportState.STORED, 1)
    with pytest.raises(ImportUndone):
        async with writing(database, organization, [old.number]):
            pass
    assert [each[0] for each in (await contents(database, organization))["task"]] == ["y"]


async def test_an_import_that_is_not_there_cannot_be_undone(database: Database, organization: str) -> None:
    await ensure_organization(database, OTHER)
    number = await load(database, OTHER, [task("x")])
    for work in (undo, find_import):
        with pytest.raises(BadUserInput, match=f"organization {organization} has no import {number}"):
            await work(database, organization, number)
    assert len((await contents(database, OTHER))["task"]) == 1


def killed_undo(url: str, number: int) -> list[str]:
    """Kills an undo after it has deleted six rows; what it said."""
    command = [sys.executable, "-m", "tests.storage.erasing.undoing", url, str(number), "6"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=PROJECT) as process:
        assert process.stdout
        lines = [process.stdout.readline() for _ in range(2)]
        process.kill()
    return lines


@pytest.mark.server
async def test_an_undo_that_was_killed_is_completed_by_another(database: Database, organization: str) -> None:
    number = await load(database, organization, [task(f"t{n}", instance_id="i") for n in range(20)])
    kept = await load(database, organization, [ProcessInstance(id="i", at=AT, times_from_tasks=True), task("kept")])
    for rows in (6, 12):
        assert await asyncio.to_thread(killed_undo, database.url, number) == ["3 task\n", "6 task\n"]
        found = await find_import(database, organization, number)
        assert (found.state, found.removed) == (ImportState.UNDOING, rows)
    assert await undo(database, organization, number) == {"task": 8}
    assert (await find_import(database, organization, number)).removed == 20
    left = await contents(database, organization)
    assert {name: [each[0] for each in rows] for name, rows in left.items()} == {"process_instance": ["i"], "task": ["kept"]}
    assert await own_rows(database, organization, kept) == {"process_instance": 1, "task": 1}
    await build(database, organization)
    assert await stored(database, organization) == await reckoned(database, organization)
