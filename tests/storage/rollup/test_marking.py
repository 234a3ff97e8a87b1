"""What is written makes its periods dirty in the same transaction, and nothing else."""

import pytest

from storage.database.protocol import Database
from storage.demo.bulk import fill
from storage.demo.options import DemoOptions
from storage.nouns.process_instance import ProcessInstance
from storage.nouns.record import DAY, HOUR, Instant
from storage.nouns.task import Task
from storage.nouns.tool_call import ToolCall
from storage.nouns.verdict import Outcome, Verdict
from storage.rollup.building import build
from storage.rollup.subjects import SUBJECTS, Level, PeriodState, period_of
from storage.writing.writer import write, writing
from tests.storage.random_records import SINCE
from tests.storage.reckoning import states

NOON = SINCE + 12 * HOUR
DIRTY = PeriodState.DIRTY


async def dirty_hours(database: Database, subject: str) -> set[int]:
    return {start for start, state in (await states(database, "acme", subject)).items() if state == DIRTY}


async def written_after_a_build(database: Database, *before: object, now: object) -> None:
    await write(database, "acme", before)  # type: ignore[arg-type]
    await build(database, "acme")
    await write(database, "acme", [now])  # type: ignore[list-item]


def at(moment: int) -> Instant:
    return Instant(moment)


async def test_a_new_row_makes_its_hour_day_month_and_year_dirty(database: Database, organization: str) -> None:
    await write(database, organization, [Task(id="x", started_at=at(NOON + 5))])
    for level in Level:
        assert await states(database, organization, "task", level) == {period_of(level, NOON)[0]: DIRTY}


async def test_so_does_its_end(database: Database, organization: str) -> None:
    await write(database, organization, [Task(id="x", started_at=at(NOON), ended_at=at(NOON + 40 * DAY))])
    assert await dirty_hours(database, "task") == {NOON, NOON + 40 * DAY}
    assert len(await states(database, organization, "task", Level.YEAR)) == 2


async def test_a_row_without_a_time_touches_nothing(database: Database, organization: str) -> None:
    await write(database, organization, [Task(id="x", at=at(NOON)), Task(id="y", at=at(NOON), ended_at=at(NOON))])
    assert await states(database, organization, "task") == {}


async def test_a_row_that_moves_touches_where_it_was_and_where_it_is(database: Database, organization: str) -> None:
    await written_after_a_build(
        database,
        Task(id="x", at=at(NOON), started_at=at(NOON), ended_at=at(NOON + HOUR)),
        Task(id="other", at=at(NOON), started_at=at(NOON - 5 * HOUR)),
        now=Task(id="x", at=at(NOON + 1), started_at=at(NOON - HOUR), ended_at=None),
    )
    assert await dirty_hours(database, "task") == {NOON, NOON + HOUR, NOON - HOUR}
    assert set((await states(database, organization, "task", Level.YEAR)).values()) == {DIRTY}


async def test_a_record_that_changes_nothing_touches_nothing(database: Database, organization: str) -> None:
    same = Task(id="x", started_at=at(NOON))
    await written_after_a_build(database, same, now=same)
    assert await dirty_hours(database, "task") == set()


async def test_tasks_are_touched_when_their_instance_gets_its_model(database: Database, organization: str) -> None:
    await written_after_a_build(
        database,
        Task(id="x", instance_id="i", started_at=at(NOON), ended_at=at(NOON + DAY)),
        now=ProcessInstance(id="i", at=at(NOON), model_id="m"),
    )
    assert await dirty_hours(database, "task") == {NOON, NOON + DAY}


async def test_an_instance_is_touched_when_its_tasks_give_it_other_times(database: Database, organization: str) -> None:
    await written_after_a_build(
        database,
        ProcessInstance(id="i", at=at(NOON), times_from_tasks=True),
        Task(id="x", instance_id="i", started_at=at(NOON), ended_at=at(NOON + DAY)),
        now=Task(id="y", instance_id="i", started_at=at(NOON + 1), ended_at=at(NOON + 2 * DAY)),
    )
    assert await dirty_hours(database, "process_instance") == {NOON, NOON + DAY, NOON + 2 * DAY}


@pytest.mark.parametrize("call", ["c", "d"])
async def test_a_verdict_touches_the_tool_calls_that_it_judges_or_judged(
    database: Database, organization: str, call: str
) -> None:
    await written_after_a_build(
        database,
        ToolCall(id="c", called_at=at(NOON)),
        ToolCall(id="d", called_at=at(NOON + DAY)),
        Verdict(id="v", tool_call_id="c", decided_at=at(NOON + 2 * DAY), outcome=Outcome.PASSED),
        now=Verdict(id="v", at=at(NOON + 3 * DAY), tool_call_id=call, outcome=Outcome.BLOCKED),
    )
    assert await dirty_hours(database, "tool_call") == {NOON} | ({NOON + DAY} if call == "d" else set())


async def test_a_verdict_that_comes_first_touches_its_tool_call_when_that_comes(database: Database, organization: str) -> None:
    await write(database, organization, [Verdict(id="v", tool_call_id="c", decided_at=at(NOON + DAY), outcome=Outcome.PASSED)])
    await write(database, organization, [ToolCall(id="c", called_at=at(NOON))])
    assert await dirty_hours(database, "tool_call") == {NOON}


async def test_what_is_rolled_back_marks_nothing(database: Database, organization: str) -> None:
    await write(database, organization, [Task(id="x", started_at=at(NOON))])
    await build(database, organization)

    async def write_and_fail() -> None:
        async with writing(database, organization) as writer:
            await writer.write([Task(id="y", started_at=at(NOON)), Task(id="z", started_at=at(NOON + DAY))])
            raise RuntimeError("no more")

    with pytest.raises(RuntimeError, match="no more"):
        await write_and_fail()
    assert await states(database, organization, "task") == {NOON: PeriodState.CLEAN}


async def test_later_batches_of_a_transaction_mark_what_they_touch(database: Database, organization: str) -> None:
    async with writing(database, organization) as writer:
        await writer.write([Task(id="x", started_at=at(NOON))])
        await writer.write([Task(id="y", started_at=at(NOON)), Task(id="z", started_at=at(NOON + DAY))])
    assert await dirty_hours(database, "task") == {NOON, NOON + DAY}


async def test_organizations_do_not_touch_each_other(database: Database, organization: str) -> None:
    await write(database, organization, [Task(id="x", started_at=at(NOON))])
    assert await states(database, "another", "task") == {}


async def test_the_demo_marks_the_same_by_the_fast_way_and_by_records(database: Database, organization: str) -> None:
    options = DemoOptions(until=1_790_000_000_000_000, days=3, scale=0.05)
    await fill(database, organization, options)
    fast = {(name, level): await states(database, organization, name, level) for name in SUBJECTS for level in Level}
    async with database.transaction() as transaction:
        await transaction.execute("DELETE FROM rollup_period")
        for name in SUBJECTS:
            await transaction.execute(f'DELETE FROM "{name}"')
    await fill(database, organization, options)
    assert fast == {(name, level): await states(database, organization, name, level) for name in SUBJECTS for level in Level}
    assert all(fast[name, Level.HOUR] for name in SUBJECTS if name != "incident")
