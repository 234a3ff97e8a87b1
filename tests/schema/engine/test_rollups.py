"""Statistics from roll-ups are those from rows: to the byte, whatever is built, and as the reference reckons them."""

import asyncio
import json
import time
from bisect import bisect_left
from itertools import pairwise
from random import Random
from typing import Any

import pytest

from gateway.graphql.response import respond
from schema.engine.engine import Engine
from schema.engine.request import Caller, Request
from schema.graph import graph_engine, sdl
from storage.accounts.keys import ensure_organization
from storage.database.protocol import Database
from storage.maintenance.retention import retain
from storage.nouns.record import DAY, HOUR, Instant
from storage.nouns.task import Task, TaskState
from storage.rollup.building import build, dirty
from storage.rollup.subjects import GRAINS, SUBJECTS
from storage.writing.writer import write
from tests.schema.conftest import ACME, OTHER, assert_agrees
from tests.schema.nasty_store import records
from tests.schema.reference_answers import Reference, time_text
from tests.schema.reference_rows import world_of
from tests.schema.statistic_questions import question
from tests.storage.random_records import SINCE, random_records

pytestmark = [pytest.mark.anyio, pytest.mark.slow, pytest.mark.long]

QUESTIONS = 24

LENGTHS = """{ tasks { stats { count duration { count avg min max p50 p99 histogram { from to count } } }
    inverted: nodes { taskId duration } } }"""


async def test_an_end_before_its_start_is_no_duration_from_rows_and_from_roll_ups(database: Database, organization: str) -> None:
    start = 20_500 * DAY
    half = 1800 * 1_000_000
    ends = {"a": half, "b": half, "c": half, "inverted": -1}
    rows = [
        Task(id=name, at=Instant(start), started_at=Instant(start), ended_at=Instant(start + took), state=TaskState.COMPLETED)
        for name, took in ends.items()
    ]
    await write(database, organization, rows)
    caller = Caller(organization, ACME.scopes)
    for _ in ("from rows", "from roll-ups"):
        answer = json.loads((await respond(graph_engine(database), Request(LENGTHS), caller)).body)
        assert answer["data"]["tasks"]["stats"] == {
            "count": 4,
            "duration": {
                "count": 3,
                **dict.fromkeys(("avg", "min", "max", "p50", "p99"), 1_800_000),
                "histogram": [{"from": 1_000_000, "to": 2_000_000, "count": 3}],
            },
        }
        found = {node["taskId"]: node["duration"] for node in answer["data"]["tasks"]["inverted"]}
        assert found == {"a": 1_800_000, "b": 1_800_000, "c": 1_800_000, "inverted": None}
        await build(database, organization)


BOUNDS = [unit * 10**power for power in range(3, 15) for unit in (1, 2, 5)]
AWAY = (0, 1, 1_000, 1_000_000)
"""From a bound to a duration beside it: a microsecond, a millisecond, a second."""
NEAR = sorted({bound + sign * away for bound in BOUNDS for away in AWAY for sign in (1, -1) if bound + sign * away > 0})


async def test_durations_beside_the_bounds_of_a_histogram_are_on_the_right_side_of_them(
    database: Database, organization: str
) -> None:
    await write(database, organization, [task(n, SINCE + n * HOUR, SINCE + n * HOUR + took) for n, took in enumerate(NEAR)])
    figures = "count duration { count min max p50 p90 p99 histogram { from to count } }"
    queries = [f"{{ tasks {{ stats {{ {figures} groupBy(by: STATE) {{ {figures} }} }} }} }}"]
    held = {bound: bisect_left(NEAR, above) - bisect_left(NEAR, bound) for bound, above in pairwise([0, *BOUNDS, 10**18])}
    expected = [count for count in held.values() if count]
    bodies = []
    for build_it in (build_nothing, build_some_days, build):
        await build_it(database, organization)
        (body,) = await asked(graph_engine(database), queries)
        bodies.append(body)
        await agree(database, queries, [body])
        stats = json.loads(body)["data"]["tasks"]["stats"]
        for duration in (stats["duration"], stats["groupBy"][0]["duration"]):
            assert [bucket["count"] for bucket in duration["histogram"]] == expected
            assert duration["p50"] * 1000 == pytest.approx(NEAR[(len(NEAR) - 1) // 2], rel=0.01)
    assert len(set(bodies)) == 1


async def build_nothing(database: Database, org_id: str) -> None:
    """Builds nothing."""
    assert await dirty(database, org_id)


async def build_some_days(database: Database, org_id: str) -> None:
    """Builds a few days."""
    await build(database, org_id, window=(SINCE, SINCE + 3 * DAY))


async def asked(engine: Engine, queries: list[str], caller: Any = ACME) -> list[bytes]:
    """The bodies of the answers."""
    bodies = [(await respond(engine, Request(query), caller)).body for query in queries]
    refused = [(query, body) for query, body in zip(queries, bodies, strict=True) if b'"errors"' in body]
    assert all(b"BAD_USER_INPUT" in body and b"startedAt" not in body for _, body in refused), refused
    assert len(refused) < len(queries) / 3
    return bodies


async def agree(database: Database, queries: list[str], bodies: list[bytes]) -> None:
    """Asserts that answers are those of the reference over the rows."""
    reference = Reference(sdl(), await world_of(database, ACME.org_id, time.time_ns() // 1000))
    for query, body in zip(queries, bodies, strict=True):
        answer = json.loads(body)
        if "errors" not in answer:
            assert_agrees(answer["data"], reference, query, {})


async def build_some(database: Database, random: Random) -> None:
    """Builds what a builder has built that was stopped: some nouns, or some days."""
    await build(database, ACME.org_id, subjects=random.sample(sorted(SUBJECTS), 3))
    start = SINCE + random.randrange(20) * DAY
    await build(database, ACME.org_id, window=(start, start + 10 * DAY))


@pytest.mark.parametrize("seed", range(2))
async def test_answers_are_the_same_whatever_is_built(database: Database, organization: str, seed: int) -> None:
    random = Random(seed)
    queries = [question(random) for _ in range(QUESTIONS)]
    engine = graph_engine(database)
    await write(database, organization, [*random_records(random, 150), *records(seed)])
    from_rows = await asked(engine, queries)
    await agree(database, queries, from_rows)
    await build_some(database, random)
    assert await dirty(database, organization)
    assert await asked(engine, queries) == from_rows
    await build(database, organization)
    assert not await dirty(database, organization)
    assert await asked(engine, queries) == from_rows

    await write(database, organization, [*random_records(random, 40), *records(seed + 100, 4)])
    changed = await asked(engine, queries)
    await agree(database, queries, changed)
    assert changed != from_rows
    await build_some(database, random)
    assert await asked(engine, queries) == changed
    await build(database, organization)
    assert await asked(engine, queries) == changed


def task(number: int, started: int, ended: int | None = None, state: TaskState = TaskState.COMPLETED) -> Task:
    """A task that began, and is over or not."""
    over = None if ended is None else Instant(ended)
    return Task(id=f"t{number}", at=Instant(started), started_at=Instant(started), ended_at=over, state=state)


CHANGES = [
    ("Europe/Berlin", 1_774_738_800_000_000, 23),  # 2026-03-28T23:00Z
    ("Europe/Berlin", 1_792_879_200_000_000, 25),  # 2026-10-24T22:00Z
    ("America/New_York", 1_772_946_000_000_000, 23),  # 2026-03-08T05:00Z
    ("America/New_York", 1_793_505_600_000_000, 25),  # 2026-11-01T04:00Z
    ("Australia/Lord_Howe", 1_775_307_600_000_000, 24.5),  # 2026-04-04T13:00Z
]  # fmt: skip


@pytest.mark.parametrize(("zone", "midnight", "hours"), CHANGES)
async def test_days_on_which_clocks_change_have_their_own_length(
    database: Database, organization: str, zone: str, midnight: int, hours: float
) -> None:
    half = HOUR // 2
    await write(database, organization, [task(n, midnight + n * half, midnight + n * half + DAY) for n in range(-50, 100)])
    window = f'window: {{from: "{time_text(midnight - DAY)}", to: "{time_text(midnight + int(hours * HOUR) + DAY)}"}}'
    queries = [
        f'{{ tasks {{ stats({window}) {{ series(bucket: {bucket}, timezone: "{zone}") {{ start end count ended active }} }} }} }}'
        for bucket in ("DAY", "HOUR", "WEEK")
    ]
    before = await asked(graph_engine(database), queries)
    await build(database, organization)
    assert await asked(graph_engine(database), queries) == before
    await agree(database, queries, before)
    days = json.loads(before[0])["data"]["tasks"]["stats"]["series"]
    (changed,) = [day for day in days if day["start"] == time_text(midnight)]
    assert changed["end"] == time_text(midnight + int(hours * HOUR))
    assert changed["count"] == changed["ended"] == hours * 2


SERVED = [
    ("tasks { totalCount }", "task_rollup"),
    ("tasks { stats(W) { count duration { p95 } } }", "task_rollup"),
    ("tasks { stats(W) { groupBy(by: STATE) { key count } } }", "task_rollup"),
    ("tasks { stats(W) { series(bucket: DAY) { count active } } }", "task_rollup"),
    ('tasks(filter: {modelId: {eq: "m1"}}) { stats(W) { count } }', "task_by_model"),
    ("tasks { stats(W) { groupBy(by: [TASK_SPEC, STATE]) { key count } } }", "task_by_activity"),
    ('tasks(filter: {startedAt: {gte: "2025-12-01T00:00:00Z"}}) { totalCount }', "task_rollup"),
    ("runs { stats(W) { sums { spend } } }", "run_rollup"),
    ("workflows { nodes { stats(W) { count } } }", "run_by_workflow"),
    ("tools { stats(W) { groupBy(by: OUTCOME) { key count } } }", "tool_call_by_tool"),
    ("nhis { nodes { stats(W) { count } } }", "tool_call_by_nhi"),
    ('verdicts(filter: {guardianId: {eq: "g"}}) { stats(W) { count } }', "verdict_by_guardian"),
    ("milestones { stats(W) { groupBy(by: NAME) { key count } } }", "milestone_by_model"),
]
UNSERVED = [
    'tasks(filter: {lane: {eq: "x"}}) { totalCount stats(W) { count duration { p95 } } }',
    'tasks(filter: {username: {eq: "x"}}) { stats(W) { groupBy(by: STATE) { key count } } }',
    'tasks(filter: {or: [{startedAt: {gte: "2025-12-01T00:00:00Z"}}, {lane: {eq: "x"}}]}) { totalCount }',
    'incidents(filter: {message: {contains: "x"}}) { totalCount stats(W) { count } }',
    "incidents { all: totalCount stats(W) { groupBy(by: [MESSAGE, TYPE]) { key count } } }",
    'tasks(filter: {instance: {businessKey: {eq: "x"}}}) { stats(W) { count } }',
    'processInstance(instanceId: "i1") { tasks { totalCount stats { duration { p50 } } } }',
    "mcpSessions { totalCount stats(W) { count } }",
    "milestones { stats(W) { duration { p50 } } }",
    'runs(filter: {spend: {gt: 1}}) { stats(W) { sums { spend } } }',
]  # fmt: skip
WEEK = f'window: {{from: "{time_text(SINCE)}", to: "{time_text(SINCE + 7 * DAY)}"}}'


async def read(database: Database, asked: str) -> set[str]:
    """The tables that the statements of an operation name, by its own account."""
    request = Request("{ " + asked.replace("(W)", f"({WEEK})") + " }", explain=True)
    answer = json.loads((await respond(graph_engine(database), request, ACME)).body)
    assert "errors" not in answer, answer
    text = " ".join(each["statement"] for each in answer["extensions"]["sql"])
    return {name for name in (*GRAINS, "rollup_period") if f" {name} AS " in text}


@pytest.mark.parametrize(("asked", "grain"), SERVED)
async def test_what_cells_know_is_read_from_the_coarsest_of_them(nasty_database: Database, asked: str, grain: str) -> None:
    assert await read(nasty_database, asked) == {grain, "rollup_period"}


@pytest.mark.parametrize("asked", UNSERVED)
async def test_what_no_cells_know_is_read_from_rows(nasty_database: Database, asked: str) -> None:
    found = await read(nasty_database, asked)
    assert not found if "all:" not in asked and "milestones" not in asked else found <= {*GRAINS, "rollup_period"}


async def test_percentiles_of_what_no_cells_know_are_exact(database: Database, organization: str) -> None:
    """And those of what they know are those of a bin, also where nothing is built."""
    lengths = [1_000_003 + 7 * number for number in range(100)]
    tasks = [task(number, SINCE + number, SINCE + number + length) for number, length in enumerate(lengths)]
    await write(database, organization, tasks)
    query = "{ s: tasks { stats { duration { p50 } } } r: tasks(filter: {lane: {isNull: true}}) { stats { duration { p50 } } } }"
    answer = json.loads((await asked(graph_engine(database), [query]))[0])["data"]
    assert answer["r"]["stats"]["duration"]["p50"] == lengths[49] / 1000
    known = answer["s"]["stats"]["duration"]["p50"]
    assert known != lengths[49] / 1000
    assert known == pytest.approx(lengths[49] / 1000, rel=0.01)


async def test_another_organizations_cells_never_count(database: Database, organization: str) -> None:
    random = Random(5)
    queries = [question(random) for _ in range(12)]
    await ensure_organization(database, OTHER.org_id)
    engine = graph_engine(database)
    await write(database, organization, random_records(random, 60))
    ours = await asked(engine, queries)
    await write(database, OTHER.org_id, random_records(random, 60))
    theirs = await asked(engine, queries, OTHER)
    for built in (OTHER.org_id, organization):
        await build(database, built)
        assert await asked(engine, queries) == ours
        assert await asked(engine, queries, OTHER) == theirs
    assert ours != theirs


async def test_answers_about_days_whose_rows_are_gone_stay(database: Database, organization: str) -> None:
    random = Random(3)
    tasks = [
        task(n, start := SINCE + random.randrange(30 * DAY), start + random.randrange(4 * DAY), random.choice(list(TaskState)))
        for n in range(300)
    ]
    await write(database, organization, tasks)
    await build(database, organization)
    windows = [f'(window: {{from: "{time_text(SINCE)}", to: "{time_text(SINCE + days * DAY)}"}})' for days in (3, 20, 31)]
    figures = "count duration { count avg min max p50 p99 histogram { from count } }"
    parts = [
        figures, f"groupBy(by: [STATE, MODEL_ID]) {{ keys {figures} }}", "groupBy(by: TASK_SPEC) { key count }",
        f"series(bucket: DAY) {{ start ended active {figures} }}", "series(bucket: HOUR) { start count ended active }",
        "series(bucket: WEEK) { start ended active count }",
    ]  # fmt: skip
    queries = [f"{{ tasks {{ totalCount stats{window} {{ {part} }} }} }}" for window in windows for part in parts]
    engine = graph_engine(database)
    before = await asked(engine, queries)
    gone = await retain(database, organization, SINCE + 20 * DAY)
    assert gone["task"] > 50
    assert await asked(engine, queries) == before
    late = [task(1000 + n, SINCE + n * DAY, SINCE + n * DAY + 1) for n in range(31, 35)]
    await write(database, organization, late)
    await build(database, organization)
    windowed = [query.replace("totalCount", "") for query in queries]
    assert [_without_total(body) for body in before] == [_without_total(body) for body in await asked(engine, windowed)]


def _without_total(body: bytes) -> Any:
    return json.loads(body)["data"]["tasks"]["stats"]


async def test_what_is_read_while_others_write_and_build_is_of_one_moment(database: Database, organization: str) -> None:
    window = f'window: {{from: "{time_text(SINCE)}", to: "{time_text(SINCE + 20 * DAY)}"}}'
    query = f"""{{ tasks {{ totalCount stats({window}) {{ count duration {{ count histogram {{ count }} }}
        groupBy(by: STATE) {{ count }} series(bucket: DAY) {{ count ended active }} }} }} }}"""
    engine, random = graph_engine(database), Random(9)
    done = asyncio.Event()

    async def keep_writing() -> None:
        for turn in range(25):
            starts = [SINCE + random.randrange(20 * DAY) for _ in range(8)]
            await write(database, organization, [task(turn * 8 + n, start, start + HOUR) for n, start in enumerate(starts)])
        done.set()

    async def keep_building() -> None:
        while not done.is_set():
            await build(database, organization)
            await asyncio.sleep(0)

    async def keep_asking() -> list[int]:
        counts: list[int] = []
        while not done.is_set() or len(counts) < 3:
            tasks = json.loads((await respond(engine, Request(query), ACME)).body)["data"]["tasks"]
            counts.append(checked(tasks))
        return counts

    _, _, counts = await asyncio.gather(keep_writing(), keep_building(), keep_asking())
    assert counts == sorted(counts)
    assert checked(json.loads((await asked(engine, [query]))[0])["data"]["tasks"]) == 200


def checked(tasks: Any) -> int:
    """How many tasks an answer counts, each way the same."""
    stats = tasks["stats"]
    count: int = stats["count"]
    assert tasks["totalCount"] == count == stats["duration"]["count"]
    assert sum(each["count"] for each in stats["duration"]["histogram"]) == count
    assert sum(each["count"] for each in stats["groupBy"]) == count
    assert sum(each["count"] for each in stats["series"]) == count
    ended = sum(each["ended"] for each in stats["series"])
    assert stats["series"][-1]["active"] == count - ended
    return count
