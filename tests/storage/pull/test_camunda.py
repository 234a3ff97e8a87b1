"""Camunda 7: everything of the history arrives, also what ends, is evicted, or starts while it is read."""

import random
from collections.abc import Iterator
from typing import Any

import pytest

from storage.accounts.keys import ensure_organization
from storage.database.protocol import Database
from storage.pull.failures import PullFailed
from storage.pull.pulling import End
from storage.writing.pulls import Pull
from tests.storage.contents import contents, row
from tests.storage.pull.camunda_stub import PASSWORD, USER, Engine, camunda_server
from tests.storage.pull.pulled import ORG, pulled, reached
from tests.storage.pull.stub_server import Reply, Sent, StubServer

DAY = 86_400


@pytest.fixture
def engine() -> Engine:
    """An engine with instances of which many start at the same time."""
    engine = Engine()
    for number in range(60):
        engine.start(f"i-{number:03}", 100 if 20 <= number < 50 else number * 10)
    return engine


@pytest.fixture
def server(engine: Engine) -> Iterator[StubServer]:
    """Its server."""
    with camunda_server(engine) as running:
        yield running


@pytest.fixture
async def store(database: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    """A store with the organization, and the password in the environment."""
    monkeypatch.setenv("CAMUNDA_PASSWORD", PASSWORD)
    await ensure_organization(database, ORG)
    return database


def pull_of(server: StubServer, **options: Any) -> Pull:
    """The pull of a server."""
    given = {"user": USER, "secret_env": "CAMUNDA_PASSWORD", "page_size": 10, "overlap": 60, **options}
    return Pull(ORG, "orders", "camunda", f"{server.url}/engine-rest", given)


async def ids(store: Database, noun: str) -> set[str]:
    """Ids of the rows of a noun."""
    return {row[0] for row in (await contents(store, ORG)).get(noun, [])}


async def test_everything_is_pulled_however_many_have_the_same_time(store: Database, engine: Engine, server: StubServer) -> None:
    assert await pulled(store, pull_of(server)) is End.FINISHED
    assert await ids(store, "process_instance") == set(engine.instances)
    assert await ids(store, "task") == set(engine.activities)
    assert (await reached(store, pull_of(server))).refused == 0


async def test_definitions_become_models_versions_diagrams_and_activities(store: Database, server: StubServer) -> None:
    await pulled(store, pull_of(server))
    assert await ids(store, "process_model") == {"order", "north/refund"}
    assert await ids(store, "process_group") == {"north"}
    version = await row(store, "process_version", "north/refund:4")
    assert (version["version"], version["diagram_id"]) == (4, "north/refund/refund-4.bpmn")
    failed = await row(store, "activity", "order:1:failed")
    assert (failed["type"], failed["model_id"], failed["version"]) == ("errorStartEvent", "order", 1)
    assert "order:1:check" not in await ids(store, "activity")


async def test_fields_of_instances_and_activities(store: Database, engine: Engine, server: StubServer) -> None:
    engine.start("child", 50, superProcessInstanceId="i-000", businessKey="B7", startUserId="kermit")
    engine.end("child", 70, "EXTERNALLY_TERMINATED", "no longer needed")
    engine.activities["charge:child"] |= {"activityType": "errorStartEvent", "assignee": "piggy"}
    engine.start("refund-1", 55, "refund")
    await pulled(store, pull_of(server))
    child = await row(store, "process_instance", "child")
    assert (child["status"], child["parent_id"], child["business_key"], child["initiator"]) == (
        "TERMINATED", "i-000", "B7", "kermit",
    )  # fmt: skip
    assert child["started_at"] == 1_777_593_650_000_000
    assert child["ended_at"] == 1_777_593_670_000_000
    assert (await row(store, "instance_metadata", "child/deleteReason"))["value"] == "no longer needed"
    task = await row(store, "task", "charge:child")
    assert (task["state"], task["type"], task["username"], task["task_spec"]) == (
        "CANCELLED",
        "errorStartEvent",
        "piggy",
        "charge",
    )
    assert (await row(store, "process_instance", "refund-1"))["model_id"] == "north/refund"
    assert (await row(store, "process_instance", "i-000"))["status"] == "RUNNING"


async def test_incidents_have_states_root_causes_and_stack_traces(store: Database, engine: Engine, server: StubServer) -> None:
    engine.fail("in-1", "i-001", 20, trace="java.lang.IllegalStateException\n\tat Charge")
    engine.fail("in-2", "i-000", 21, root="in-1")
    engine.fail("in-3", "i-002", 22)
    engine.settle("in-3", 30, "deleted")
    await pulled(store, pull_of(server))
    first, second, third = [await row(store, "incident", name) for name in ("in-1", "in-2", "in-3")]
    assert (first["state"], first["root_cause_id"], first["type"], first["message"]) == ("OPEN", None, "failedJob", "no money")
    assert first["trace"] == "java.lang.IllegalStateException\n\tat Charge"
    assert second["root_cause_id"] == "in-1"
    assert third["state"] == "DELETED"
    engine.settle("in-1", DAY + 100, "resolved")
    await pulled(store, pull_of(server))
    assert (await row(store, "incident", "in-1"))["state"] == "RESOLVED"


async def test_the_next_pass_sees_what_began_and_what_ended_since(store: Database, engine: Engine, server: StubServer) -> None:
    await pulled(store, pull_of(server))
    engine.end("i-003", DAY + 5)
    engine.start("late", DAY + 10)
    server.requests.clear()
    await pulled(store, pull_of(server))
    assert (await row(store, "process_instance", "i-003"))["status"] == "COMPLETE"
    assert (await row(store, "task", "charge:i-003"))["state"] == "COMPLETED"
    assert "late" in await ids(store, "process_instance")
    lists = [each for each in server.requests if each.path.endswith("/process-instance")]
    assert all(set(each.body) & {"startedAfter", "finishedAfter"} for each in lists)
    assert len(lists) <= 6


@pytest.mark.parametrize("seed", range(4))
async def test_nothing_is_missed_while_history_is_evicted_and_instances_end(
    store: Database, engine: Engine, server: StubServer, seed: int
) -> None:
    chance = random.Random(seed)
    everything = set(engine.instances), set(engine.activities)
    known: set[str] = set()
    ended: set[str] = set()

    def change(sent: Sent) -> Reply | None:
        """Between two pages, rows that the last ones contained are evicted, and some instances end."""
        for victim in [each for each in known if chance.random() < 0.2]:
            known.discard(victim)
            engine.instances.pop(victim, None)
            engine.activities.pop(victim, None)
        if engine.instances and chance.random() < 0.5:
            instance_id = chance.choice(sorted(engine.instances))
            if engine.instances[instance_id]["endTime"] is None and f"charge:{instance_id}" in engine.activities:
                engine.end(instance_id, DAY + len(server.requests))
                ended.add(instance_id)
        reply = engine.answer(sent)
        if sent.path.endswith("-instance"):
            known.update(each["id"] for each in reply.content)
        return reply

    server.before = change
    await pulled(store, pull_of(server))
    server.before = lambda _: None
    await pulled(store, pull_of(server))
    assert await ids(store, "process_instance") == everything[0]
    assert await ids(store, "task") == everything[1]
    kept = ended & set(engine.instances)
    statuses = {each: (await row(store, "process_instance", each))["status"] for each in kept}
    assert set(statuses.values()) <= {"COMPLETE"}
    assert len(everything[0]) - len(engine.instances) > 10


async def test_a_pass_that_was_cut_off_goes_on_in_its_list(store: Database, engine: Engine, server: StubServer) -> None:
    server.before = lambda _: Reply(status=401) if len(server.requests) == 25 else None
    with pytest.raises(PullFailed):
        await pulled(store, pull_of(server))
    cursor = (await reached(store, pull_of(server))).cursor
    assert "deployments" in cursor["done"]
    server.requests.clear()
    assert await pulled(store, pull_of(server)) is End.FINISHED
    assert await ids(store, "process_instance") == set(engine.instances)
    assert await ids(store, "task") == set(engine.activities)
    assert not [each for each in server.requests if each.path.endswith("/deployment")]


async def test_pulling_again_changes_nothing(store: Database, engine: Engine, server: StubServer) -> None:
    engine.fail("in-1", "i-001", 20, trace="x")
    await pulled(store, pull_of(server, overlap=10 * DAY))
    first = await contents(store, ORG)
    await pulled(store, pull_of(server, overlap=10 * DAY))
    assert await contents(store, ORG) == first
