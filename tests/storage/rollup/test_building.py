"""What is built of rows is what plain Python reckons from them, whatever was written, and in whatever order."""

import asyncio
from random import Random

import pytest

from storage.database.opening import open_database
from storage.database.protocol import Database
from storage.nouns.record import DAY, HOUR, Instant
from storage.nouns.task import Task, TaskState
from storage.rollup.building import build, dirty
from storage.rollup.subjects import GRAINS, SUBJECTS, Level, PeriodState, period_of
from storage.writing.writer import write
from tests.storage.random_records import SINCE, random_records
from tests.storage.reckoning import reckoned, states, stored

pytestmark = pytest.mark.slow

NOON = SINCE + 12 * HOUR


def task(name: str, started: int, ended: int | None = None) -> Task:
    return Task(
        id=name,
        at=Instant(started),
        started_at=Instant(started),
        ended_at=None if ended is None else Instant(ended),
        state=TaskState.COMPLETED,
    )


@pytest.mark.parametrize("seed", range(3))
async def test_cells_follow_every_write(database: Database, organization: str, seed: int) -> None:
    random = Random(seed)
    for size in (120, 1, 20, 3):
        await write(database, organization, random_records(random, size))
        await build(database, organization)
        assert await dirty(database, organization) == 0
        assert await stored(database, organization) == await reckoned(database, organization)


async def test_what_is_clean_is_right_before_anything_is_built_anew(database: Database, organization: str) -> None:
    random = Random(7)
    await write(database, organization, random_records(random, 150))
    await build(database, organization)
    await write(database, organization, random_records(random, 25))
    expected, found = await reckoned(database, organization), await stored(database, organization)
    clean = {
        (subject, level, start)
        for subject in SUBJECTS
        for level in Level
        for start, state in (await states(database, organization, subject, level)).items()
        if state == PeriodState.CLEAN
    }
    checked = {key for key in expected.keys() | found.keys() if (GRAINS[key[0]].subject, *key[1:3]) in clean}
    assert {key: found.get(key) for key in checked} == {key: expected.get(key) for key in checked}
    assert checked
    assert found != expected


async def test_building_again_changes_nothing(database: Database, organization: str) -> None:
    await write(database, organization, random_records(Random(3), 100))
    assert (await build(database, organization)).total
    before = await stored(database, organization)
    assert (await build(database, organization)).total == 0
    assert await stored(database, organization) == before


async def test_two_builders_at_once_build_each_period_once(database_url: str, database: Database, organization: str) -> None:
    await write(database, organization, random_records(Random(4), 150))
    other = await open_database(database_url, readers=1)
    try:
        waiting = await dirty(database, organization)
        one, two = await asyncio.gather(build(database, organization), build(other, organization))
    finally:
        await other.close()
    assert one.total + two.total == waiting
    assert await dirty(database, organization) == 0
    assert await stored(database, organization) == await reckoned(database, organization)


async def test_writing_while_building_misses_nothing(database: Database, organization: str) -> None:
    random = Random(5)
    await write(database, organization, random_records(random, 120))

    async def keep_writing() -> None:
        for _ in range(10):
            await write(database, organization, random_records(random, 5))

    await asyncio.gather(build(database, organization), keep_writing())
    await build(database, organization)
    assert await stored(database, organization) == await reckoned(database, organization)


async def test_a_period_from_which_all_rows_have_gone_is_clean_and_empty(database: Database, organization: str) -> None:
    await write(database, organization, [task("x", NOON)])
    await build(database, organization)
    await write(database, organization, [Task(id="x", at=Instant(NOON + DAY), started_at=None)])
    await build(database, organization)
    assert await stored(database, organization) == {}
    assert await states(database, organization, "task") == {NOON: PeriodState.CLEAN}


async def test_a_window_builds_only_what_touches_it(database: Database, organization: str) -> None:
    await write(database, organization, [task("x", NOON), task("y", NOON + DAY)])
    await build(database, organization, window=(NOON + HOUR // 2, NOON + HOUR))
    assert await states(database, organization, "task") == {NOON: PeriodState.CLEAN, NOON + DAY: PeriodState.DIRTY}
    days = await states(database, organization, "task", Level.DAY)
    assert days == {SINCE: PeriodState.CLEAN, SINCE + DAY: PeriodState.DIRTY}


async def test_a_month_waits_for_its_days(database: Database, organization: str) -> None:
    december = SINCE + DAY
    await write(database, organization, [task("x", december), task("y", december + DAY)])
    await build(database, organization, window=(december, december + HOUR))
    assert set((await states(database, organization, "task", Level.MONTH)).values()) == {PeriodState.DIRTY}
    await build(database, organization)
    assert set((await states(database, organization, "task", Level.MONTH)).values()) == {PeriodState.CLEAN}


async def test_only_the_subjects_that_were_asked_for_are_built(database: Database, organization: str) -> None:
    await write(database, organization, random_records(Random(1), 50))
    built = await build(database, organization, subjects=["task"])
    assert set(built.periods) == {"task"}
    assert PeriodState.DIRTY in (await states(database, organization, "run")).values()


async def test_rows_that_no_writer_marked_are_rolled_up_for_a_window_with_their_whole_year(
    database: Database, organization: str
) -> None:
    columns = ("org_id", "id", "started_at", "ended_at", "event_at")
    rows = [(organization, str(day), NOON + day * DAY, NOON + day * DAY + 2 * HOUR, NOON) for day in (0, 2, 40)]
    async with database.transaction() as transaction:
        await transaction.insert("task", columns, rows)
    assert (await build(database, organization)).total == 0
    await build(database, organization, window=(NOON + 2 * DAY, NOON + 3 * DAY))
    year = period_of(Level.YEAR, NOON)[1]
    hours = await states(database, organization, "task")
    assert sorted(hours) == [NOON, NOON + 2 * HOUR, NOON + 2 * DAY, NOON + 2 * DAY + 2 * HOUR]
    assert max(hours) < year
    await build(database, organization, window=(0, None))
    assert await stored(database, organization) == await reckoned(database, organization)


async def test_values_whose_sum_is_beyond_64_bits_are_rolled_up(database: Database, organization: str) -> None:
    ages = [task(str(number), 0, 253_402_300_799_999_999) for number in range(80)]
    await write(database, organization, ages)
    await build(database, organization)
    assert await stored(database, organization) == await reckoned(database, organization)


async def test_progress_goes_up_to_one(database: Database, organization: str) -> None:
    await write(database, organization, random_records(Random(2), 20))
    told: list[float] = []
    await build(database, organization, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1
