"""Asking for jobs in the graph, and seeing how they go."""

import json
from typing import Any

import pytest

from gateway.graphql.response import respond
from schema.engine.engine import Engine
from schema.engine.request import Caller, Request
from schema.graph import graph_engine
from storage.database.protocol import Database
from storage.jobs.kind import Kind
from storage.jobs.registry import KINDS
from storage.jobs.runner import Terms, run_next
from storage.nouns.record import Instant
from storage.nouns.task import Task
from storage.rollup.building import build
from storage.writing.writer import write

pytestmark = pytest.mark.anyio

DAY = {"from": "2026-05-01T00:00:00Z", "to": "2026-05-02T00:00:00Z"}
MUTATIONS = {"startRollup": ("mcp:write", "rlp_", "rollup"), "detectAnomalies": ("nhi:write", "job_", "anomaly_detection")}


@pytest.fixture
def engine(database: Database, organization: str) -> Engine:
    """An engine over an empty organization."""
    return graph_engine(database)


async def asked(engine: Engine, mutation: str, scopes: set[str], window: dict[str, Any]) -> Any:
    """The answer to a mutation."""
    query = f"""mutation($window: Window!) {{ {mutation}(window: $window) {{
        jobId job {{ jobId kind state progress reason result windowFrom windowTo startedAt endedAt }} }} }}"""
    return json.loads((await respond(engine, Request(query, None, {"window": window}), Caller("acme", frozenset(scopes)))).body)


@pytest.mark.parametrize("mutation", MUTATIONS)
async def test_a_job_is_queued_and_answered(engine: Engine, mutation: str) -> None:
    scope, prefix, kind = MUTATIONS[mutation]
    told = (await asked(engine, mutation, {scope, "graph:read"}, DAY))["data"][mutation]
    assert told["jobId"].startswith(prefix)
    assert told["job"] == {
        "jobId": told["jobId"], "kind": kind, "state": "QUEUED", "progress": 0, "reason": None, "result": None,
        "windowFrom": DAY["from"], "windowTo": DAY["to"], "startedAt": None, "endedAt": None,
    }  # fmt: skip
    again = (await asked(engine, mutation, {"admin"}, DAY))["data"][mutation]
    assert again["jobId"] == told["jobId"]


@pytest.mark.parametrize("mutation", MUTATIONS)
async def test_asking_needs_its_scope_whatever_else_is_wrong(engine: Engine, mutation: str) -> None:
    others = {"graph:read", "mcp:read", "nhi:read", "mcp:write", "nhi:write"} - {MUTATIONS[mutation][0]}
    for window in (DAY, {}):
        answer = await asked(engine, mutation, others, window)
        assert [error["extensions"]["code"] for error in answer["errors"]] == ["FORBIDDEN"]
    assert await engine.database.rows("SELECT count(*) FROM job_queue") == [(0,)]


async def test_who_may_ask_but_not_read_is_told_the_id(engine: Engine) -> None:
    answer = await asked(engine, "startRollup", {"mcp:write"}, DAY)
    assert [(error["extensions"]["code"], error["path"]) for error in answer["errors"]] == [("FORBIDDEN", ["startRollup", "job"])]
    assert answer["data"]["startRollup"]["jobId"].startswith("rlp_")


@pytest.mark.parametrize("mutation", MUTATIONS)
@pytest.mark.parametrize(
    ("window", "field"),
    [
        ({"from": DAY["to"], "to": DAY["from"]}, "window.from"),
        ({"from": DAY["to"], "to": DAY["to"]}, "window.from"),
        ({"from": DAY["from"]}, "window.to"),
        ({"to": DAY["to"], "from": None}, "window.from"),
        ({}, "window.from"),
        ({"lastDays": 1, "to": DAY["to"]}, "window.lastDays"),
        ({"lastDays": 0}, "lastDays"),
    ],
)
async def test_a_bad_window_is_named(engine: Engine, mutation: str, window: dict[str, Any], field: str) -> None:
    answer = await asked(engine, mutation, {"admin"}, window)
    told = [(error["extensions"]["code"], error["extensions"]["field"]) for error in answer["errors"]]
    assert told == [("BAD_USER_INPUT", field)]
    assert await engine.database.rows("SELECT count(*) FROM job_queue") == [(0,)]


async def test_the_last_days_end_now(engine: Engine) -> None:
    before = engine.now()
    await asked(engine, "startRollup", {"admin"}, {"lastDays": 2})
    ((since, until),) = await engine.database.rows("SELECT window_from, window_to FROM job")
    assert before <= until <= engine.now()
    assert until - since == 2 * 86_400_000_000


async def test_the_end_of_a_job_is_in_the_graph(engine: Engine, database: Database, organization: str) -> None:
    job_id = (await asked(engine, "startRollup", {"admin"}, DAY))["data"]["startRollup"]["jobId"]

    async def found(_: object) -> dict[str, object]:
        return {"periods": {"task": 24}}

    await run_next(database, organization, {"rollup": Kind("rollup", found)}, Terms(), "w")
    query = """query($id: String!) { job(jobId: $id) { state progress reason result duration startedAt endedAt }
        jobs(filter: {state: {eq: SUCCEEDED}}) { totalCount nodes { kind } } }"""
    request = Request(query, None, {"id": job_id})
    answer = json.loads((await respond(engine, request, Caller(organization, frozenset({"graph:read"})))).body)
    job = answer["data"]["job"]
    assert job.pop("startedAt") <= job.pop("endedAt")
    assert job.pop("duration") >= 0
    assert job == {"state": "SUCCEEDED", "progress": 1, "reason": None, "result": {"periods": {"task": 24}}}
    assert answer["data"]["jobs"] == {"totalCount": 1, "nodes": [{"kind": "rollup"}]}


@pytest.mark.parametrize("mutation", MUTATIONS)
async def test_what_is_asked_for_can_be_done(engine: Engine, database: Database, organization: str, mutation: str) -> None:
    job_id = (await asked(engine, mutation, {"admin"}, DAY))["data"][mutation]["jobId"]
    assert await run_next(database, organization, KINDS, Terms(), "w")
    assert await database.rows(f"SELECT state, reason FROM job WHERE id = '{job_id}'") == [("SUCCEEDED", None)]


RETAIN = "mutation($days: Int!) { startRetention(olderThanDays: $days) { jobId job { kind state } } }"


async def retention(engine: Engine, days: int, *scopes: str) -> Any:
    """The answer to asking for a retention."""
    request = Request(RETAIN, None, {"days": days})
    return json.loads((await respond(engine, request, Caller("acme", frozenset(scopes)))).body)


async def test_retention_deletes_old_rows_and_their_figures_stay(engine: Engine, database: Database, organization: str) -> None:
    long_ago = Instant(engine.now() - 40 * 86_400_000_000)
    await write(database, organization, [Task(id="old", started_at=long_ago, ended_at=long_ago)])
    await write(database, organization, [Task(id="new", started_at=Instant(engine.now()))])
    await build(database, organization)
    assert (await retention(engine, 30, "admin"))["data"]["startRetention"]["job"] == {"kind": "retention", "state": "QUEUED"}
    assert await run_next(database, organization, KINDS, Terms(), "w")
    assert await database.rows("SELECT id FROM task") == [("new",)]
    ((state, result),) = await database.rows("SELECT state, result FROM job")
    assert (state, json.loads(result)) == ("SUCCEEDED", {"deleted": {"task": 1}})
    request = Request("{ tasks { stats { count } } }", None, None)
    answer = json.loads((await respond(engine, request, Caller(organization, frozenset({"graph:read"})))).body)
    assert answer == {"data": {"tasks": {"stats": {"count": 2}}}}


async def test_retention_needs_an_administrator(engine: Engine) -> None:
    answer = await retention(engine, 30, "graph:read", "mcp:write", "nhi:write")
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["FORBIDDEN"]


@pytest.mark.parametrize("days", [0, -1, 36_501])
async def test_days_that_make_no_sense_are_named(engine: Engine, days: int) -> None:
    answer = await retention(engine, days, "admin")
    told = [(error["extensions"]["code"], error["extensions"]["field"]) for error in answer["errors"]]
    assert told == [("BAD_USER_INPUT", "olderThanDays")]
