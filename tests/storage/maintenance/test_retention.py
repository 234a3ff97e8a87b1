"""Rows that are old enough go, and what statistics say of their days stays as it was."""

from random import Random

import pytest

from storage.database.protocol import Database
from storage.maintenance.retention import retain
from storage.nouns.record import DAY, HOUR, Instant, Record
from storage.nouns.run import Run, RunState
from storage.nouns.task import Task, TaskState
from storage.nouns.tool_call import ToolCall
from storage.nouns.verdict import Outcome, Verdict
from storage.rollup.building import build
from storage.rollup.subjects import Level, PeriodState
from storage.writing.writer import write
from tests.storage.contents import contents
from tests.storage.random_records import SINCE, random_records
from tests.storage.reckoning import reckoned, states, stored

pytestmark = pytest.mark.slow

NOON = SINCE + 12 * HOUR
SEALED, CLEAN, DIRTY = PeriodState.SEALED, PeriodState.CLEAN, PeriodState.DIRTY


def at(moment: int) -> Instant:
    return Instant(moment)


def task(name: str, started: int, ended: int | None) -> Task:
    over = None if ended is None else at(ended)
    return Task(id=name, at=at(started), started_at=at(started), ended_at=over, state=TaskState.COMPLETED)


async def ids(database: Database, noun: str) -> set[str]:
    return {row[0] for row in (await contents(database, "acme")).get(noun, [])}


async def rolled_up(database: Database, *records: Record) -> None:
    await write(database, "acme", records)
    await build(database, "acme")


async def test_rows_of_days_that_are_over_go_and_their_cells_stay(database: Database, organization: str) -> None:
    await rolled_up(database, task("old", NOON, NOON + 5), task("new", NOON + DAY, NOON + DAY))
    before = await stored(database, organization)
    assert await retain(database, organization, SINCE + DAY) == {"task": 1}
    assert await ids(database, "task") == {"new"}
    assert await stored(database, organization) == before
    assert await states(database, organization, "task", Level.DAY) == {SINCE: SEALED, SINCE + DAY: CLEAN}
    hours = await states(database, organization, "task")
    assert {state for start, state in hours.items() if start < SINCE + DAY} == {SEALED}
    assert len(hours) == 25


async def test_a_day_that_is_not_over_stays(database: Database, organization: str) -> None:
    await rolled_up(database, task("x", NOON, NOON))
    assert await retain(database, organization, SINCE + DAY - 1) == {}
    assert await ids(database, "task") == {"x"}


async def test_a_day_waits_for_what_is_open_and_for_being_built(database: Database, organization: str) -> None:
    await rolled_up(database, task("open", NOON, None), task("over", NOON, NOON))
    assert await retain(database, organization, SINCE + 9 * DAY) == {}
    await write(database, organization, [Task(id="open", at=at(NOON + DAY), ended_at=at(NOON + DAY))])
    assert await retain(database, organization, SINCE + 9 * DAY) == {}
    await build(database, organization)
    assert await retain(database, organization, SINCE + 9 * DAY) == {"task": 2}


async def test_a_row_stays_until_the_day_of_its_end_is_sealed_too(database: Database, organization: str) -> None:
    await rolled_up(database, task("long", NOON, NOON + 3 * DAY), task("short", NOON, NOON))
    assert await retain(database, organization, SINCE + DAY) == {"task": 1}
    await rolled_up(database, task("another", NOON + 3 * DAY, NOON + 3 * DAY))
    ended = [cell["ended"] for key, cell in (await stored(database, organization)).items() if key[0] == "task_rollup"]
    assert sum(ended) == 4 * 3, "of three tasks, at each of four levels"
    assert await retain(database, organization, SINCE + 4 * DAY) == {"task": 2}


async def test_what_comes_late_for_a_sealed_day_is_stored_and_not_counted_and_goes_next_time(
    database: Database, organization: str
) -> None:
    await rolled_up(database, task("x", NOON, NOON))
    await retain(database, organization, SINCE + DAY)
    before = await stored(database, organization)
    await rolled_up(database, task("late", NOON + HOUR, NOON + HOUR))
    assert await ids(database, "task") == {"late"}
    assert await stored(database, organization) == before
    assert DIRTY not in (await states(database, organization, "task", Level.YEAR)).values()
    assert await retain(database, organization, SINCE + DAY) == {"task": 1}


async def test_a_month_keeps_what_its_sealed_days_counted(database: Database, organization: str) -> None:
    december = SINCE + DAY
    await rolled_up(database, task("x", december, december))
    await retain(database, organization, december + DAY)
    await rolled_up(database, task("y", december + 2 * DAY, december + 2 * DAY))
    months = [cell for key, cell in (await stored(database, organization)).items() if key[:2] == ("task_rollup", Level.MONTH)]
    assert [cell["counted"] for cell in months] == [2]


async def test_a_verdict_goes_after_the_tool_call_whose_outcome_it_decides(database: Database, organization: str) -> None:
    call = ToolCall(id="c", called_at=at(NOON + 5 * DAY), outcome=Outcome.PASSED)
    await rolled_up(database, call, Verdict(id="v", tool_call_id="c", decided_at=at(NOON), outcome=Outcome.BLOCKED))
    assert await retain(database, organization, SINCE + DAY) == {}
    await rolled_up(database, ToolCall(id="other", called_at=at(NOON + 5 * DAY + 1)))
    assert ("tool_call_rollup", 2, SINCE + 5 * DAY, "BLOCKED", None) in await stored(database, organization)
    assert await retain(database, organization, SINCE + 9 * DAY) == {"tool_call": 2, "verdict": 1}


@pytest.mark.slow
async def test_a_second_time_there_is_nothing_left_to_delete(database: Database, organization: str) -> None:
    await rolled_up(database, *random_records(Random(1), 80))
    later = SINCE + 100 * DAY
    before = await stored(database, organization)
    deleted = await retain(database, organization, later)
    assert sum(deleted.values()) > 10
    assert await retain(database, organization, later) == {}
    assert await stored(database, organization) == before


async def test_days_that_are_not_sealed_are_still_as_their_rows(database: Database, organization: str) -> None:
    random = Random(6)
    await rolled_up(database, *random_records(random, 120))
    middle = SINCE + 20 * DAY
    await retain(database, organization, middle)
    await rolled_up(database, *random_records(random, 40))
    expected, found = await reckoned(database, organization), await stored(database, organization)
    late = {key for key in expected.keys() | found.keys() if key[1] <= Level.DAY and key[2] >= middle}
    assert {key: found.get(key) for key in late} == {key: expected.get(key) for key in late}
    assert late


@pytest.mark.parametrize("rows", [1, 3])
async def test_rows_go_in_small_transactions(
    database: Database, organization: str, rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from storage.maintenance import retention

    monkeypatch.setattr(retention, "ROWS", rows)
    retention._deletable.cache_clear()
    runs = [Run(id=str(n), at=at(NOON), started_at=at(NOON), ended_at=at(NOON + n), state=RunState.COMPLETED) for n in range(7)]
    await rolled_up(database, *runs)
    told: list[float] = []
    assert await retain(database, organization, SINCE + DAY, progress=told.append) == {"run": 7}
    retention._deletable.cache_clear()
    assert told[-1] == 1
