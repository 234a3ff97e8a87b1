"""Another gateway by the five documented REST APIs: what their lists show arrives, page by page, and again what is open."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from storage.accounts.keys import ensure_organization
from storage.accounts.license import PERPETUAL, license_until
from storage.database.opening import open_database
from storage.database.protocol import Database
from storage.erasing.erase import erase_data
from storage.errors import BadUserInput
from storage.nouns.process_instance import InstanceStatus, ProcessInstance
from storage.nouns.record import Instant
from storage.nouns.run import Run as RunRecord
from storage.nouns.run import RunState
from storage.pull.documented import DOCUMENTED, check_options
from storage.pull.pulling import Course, End, Step, run_pass
from storage.writing.pulls import Pull, declare, remove
from storage.writing.write_queue import WriteQueue
from storage.writing.writer import write
from tests.postgres_server import Run
from tests.storage.pull.other_gateway import SMALL_DEMO, THERE, application, key_of, served
from tests.storage.pull.pulled import pulled, reached
from tests.templates import sqlite_copy

HERE = "here"
HOUR = 3_600_000_000


@pytest.fixture
def demo_url(shared_run: Run, tmp_path: Path) -> str:
    """URL of a store with the demo."""
    return sqlite_copy(shared_run, SMALL_DEMO, tmp_path / "demo.db")


@pytest.fixture
async def store(demo_url: str, anyio_backend: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Database]:
    """A store with the demo in one organization, and another that pulls it from there."""
    database = await open_database(demo_url, readers=2)
    await license_until(database, THERE, PERPETUAL)
    await ensure_organization(database, HERE)
    monkeypatch.setenv("OTHER_KEY", await key_of(database))
    yield database
    await database.close()


@pytest.fixture
async def address(store: Database) -> AsyncIterator[str]:
    """The address of the gateway."""
    async with served(application(store)) as found:
        yield found


def pull_of(address: str, api: str, **options: Any) -> Pull:
    """The pull of an API."""
    return Pull(HERE, api, "pentagraph", address, {"secret_env": "OTHER_KEY", "page_size": 50, "api": api, **options})


async def rows_of(database: Database, org_id: str, noun: str, columns: str) -> dict[Any, tuple[Any, ...]]:
    """Some columns of the rows of a noun, by id."""
    found = await database.rows(f"SELECT id, {columns} FROM {noun} WHERE org_id = '{org_id}'")
    return {row[0]: tuple(row[1:]) for row in found}


async def pulled_a_page(database: Database, pull: Pull) -> End:
    """Runs a pass until its first page is stored."""
    stop = asyncio.Event()
    await declare(database, pull)
    queue = WriteQueue(database, max_bytes=32_000_000)
    try:
        return await run_pass(database, queue, pull, Course(stop, lambda _: stop.set()))
    finally:
        await queue.close()


async def same(database: Database, noun: str, columns: str) -> int:
    """The number of rows of a noun, which are the same in both organizations."""
    there, here = [await rows_of(database, org_id, noun, columns) for org_id in (THERE, HERE)]
    assert here == there, noun
    return len(there)


async def test_process_monitoring(store: Database, address: str) -> None:
    steps: list[Step] = []
    assert await pulled(store, pull_of(address, "process-monitoring"), steps=steps) is End.FINISHED
    assert [step.refusals for step in steps if step.refusals] == []
    columns = "model_id, status, started_at, ended_at, initiator"
    assert await same(store, "process_instance", columns) > 20
    columns = "started_at, ended_at, instance_id, task_spec, name, type, state, username"
    there, here = [await rows_of(store, each, "task", columns) for each in (THERE, HERE)]
    assert here == {row_id: row for row_id, row in there.items() if row[0] is not None}
    assert len(here) > 50
    assert await same(store, "process_model", "display_name, group_id") > 1
    assert await same(store, "instance_metadata", "instance_id, name, value")
    for noun, values in (
        ("milestone", "instance_id, name, task_spec, reached_at"),
        ("incident", "instance_id, task_id, created_at, message, line_number"),
    ):
        assert sorted((await rows_of(store, HERE, noun, values)).values(), key=repr) == sorted(
            (await rows_of(store, THERE, noun, values)).values(), key=repr
        )


async def test_the_next_pass_reads_what_is_open_and_what_is_new(store: Database, address: str) -> None:
    now = max(row[0] or 0 for row in (await rows_of(store, THERE, "process_instance", "started_at")).values())
    began = Instant(now - 2 * HOUR)
    await write(store, THERE, [ProcessInstance(id="open", started_at=began, status=InstanceStatus.RUNNING)])
    pull = pull_of(address, "process-monitoring", overlap=60.0)
    await pulled(store, pull)
    assert (await rows_of(store, HERE, "process_instance", "status"))["open"] == ("RUNNING",)
    ended = ProcessInstance(id="open", ended_at=Instant(now + HOUR), status=InstanceStatus.COMPLETE)
    await write(store, THERE, [ended, ProcessInstance(id="new", started_at=Instant(now + HOUR))])
    first = (await reached(store, pull)).records
    await pulled(store, pull)
    assert await same(store, "process_instance", "status, started_at, ended_at")
    assert (await reached(store, pull)).records - first < first


async def test_incidents(store: Database, address: str) -> None:
    keys = sorted(
        {key or model.rpartition("/")[2] for model, (key,) in (await rows_of(store, THERE, "process_model", "key")).items()}
    )
    assert await pulled(store, pull_of(address, "incidents", process_keys=keys)) is End.FINISHED
    values = "instance_id, activity_id, created_at / 1000, ended_at / 1000"
    there, here = [sorted(map(str, (await rows_of(store, each, "incident", values)).values())) for each in (THERE, HERE)]
    assert here == there
    assert there


async def test_flow_runs(store: Database, address: str) -> None:
    found = (await rows_of(store, THERE, "run", "workflow_id")).values()
    (flow,) = max(found, key=list(found).count)
    await write(
        store, THERE, [RunRecord(id=f"same {number}", workflow_id=flow, started_at=Instant(HOUR)) for number in range(120)]
    )
    assert await pulled(store, pull_of(address, "flow-runs", flows=[f"{THERE}/{flow}"])) is End.FINISHED
    columns = "workflow_id, state, conversation_id, user_id, inputs, outputs, error, ran_by_name"
    there = {row_id: row for row_id, row in (await rows_of(store, THERE, "run", columns)).items() if row[0] == flow}
    assert await rows_of(store, HERE, "run", columns) == there
    assert len(there) > 120


async def test_automation_batch(store: Database, address: str) -> None:
    failures = [
        RunRecord(id=f"failed {n}", state=RunState.FAILED, started_at=Instant(n * HOUR), error="gone") for n in range(1, 50)
    ]
    await write(store, THERE, failures)
    assert await pulled(store, pull_of(address, "automation-batch")) is End.FINISHED
    columns = "state, started_at, error, error_category"
    failed = {row_id: row for row_id, row in (await rows_of(store, THERE, "run", columns)).items() if row[0] == "FAILED"}
    assert await rows_of(store, HERE, "run", columns) == failed
    assert len(failed) > 20, "more than the API shows at once"


async def test_governance(store: Database, address: str) -> None:
    assert await pulled(store, pull_of(address, "governance")) is End.FINISHED
    assert await same(store, "nhi", "label, tier, nullif(tier_compliance, 0), nullif(federation_status, 0)")
    assert await same(store, "config_change", "changed_at, actor, resource, setting, old_value, new_value")
    assert await same(store, "mcp_session", "nhi_id, started_at")
    there, here = [await rows_of(store, each, "tool_call", "session_id, nhi_id, tool, called_at") for each in (THERE, HERE)]
    assert here == {row_id: row for row_id, row in there.items() if row[0] is not None}
    open_ones = {
        row_id: row for row_id, row in (await rows_of(store, THERE, "anomaly", "status, type")).items() if row[0] == "OPEN"
    }
    assert await rows_of(store, HERE, "anomaly", "status, type") == open_ones


@pytest.mark.parametrize("api", DOCUMENTED)
async def test_a_pass_that_stops_after_each_page_goes_on_without_a_hole(store: Database, address: str, api: str) -> None:
    flows = [
        f"{THERE}/{flow}" for flow in sorted({row[0] for row in (await rows_of(store, THERE, "run", "workflow_id")).values()})[:2]
    ]
    given: Mapping[str, Any] = {"flow-runs": {"flows": flows}, "incidents": {"process_keys": ["invoice-review"]}}
    pull = pull_of(address, api, **given.get(api, {}))
    await pulled(store, pull)
    whole = {noun: await rows_of(store, HERE, noun, "id") for noun in ("run", "incident", "task", "tool_call", "nhi")}
    await erase_data(store, HERE)
    await remove(store, HERE, pull.name)
    turns = 0
    while turns == 0 or "list" in (await reached(store, pull)).cursor:
        assert await pulled_a_page(store, pull) is End.STOPPED
        turns += 1
    assert turns > 1
    assert {noun: await rows_of(store, HERE, noun, "id") for noun in whole} == whole


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"api": "incidents"}, "--process-key: required"),
        ({"api": "graphql", "flows": ["a/b"]}, "--flow: required"),
        ({"api": "flow-runs", "flows": ["a"]}, "expected ORGANIZATION/FLOW"),
    ],
)
def test_options_of_other_apis_are_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(BadUserInput, match=message):
        check_options(options)
