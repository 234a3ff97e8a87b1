"""PostgreSQL knows about how many rows its plans meet: from the twentieth execution of a statement as from the first.

From the sixth execution on PostgreSQL may go over to a plan that is made without the values. A test that runs a statement once
never sees it, and neither does one that counts seconds.
"""

import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

import asyncpg  # type: ignore[import-untyped]
import pytest

from schema.graph import graph_engine
from storage.database.opening import open_database
from storage.database.protocol import Database
from storage.sql.statement import Moment, Statement
from tests.demo_store import ROLLED_UP, UNTIL
from tests.postgres_server import PostgresServer
from tests.schema.conftest import ACME
from tests.schema.engine.statements import operations, statements, stored_statements
from tests.templates import postgresql_copy

pytestmark = [pytest.mark.anyio, pytest.mark.slow, pytest.mark.long, pytest.mark.postgres]

TIMES = 20
FACTOR = 1_000
"""A plan that is off by this is one that was made for something else."""
WORK = 10_000
"""Rows read below a node from which on it matters that it gives less than was expected."""

Node = dict[str, Any]


@pytest.fixture(scope="module")
def demo_url(postgres_server: PostgresServer) -> str:
    """URL of the demo on PostgreSQL, rolled up and counted."""
    return postgresql_copy(postgres_server, ROLLED_UP)


@pytest.fixture(scope="module")
async def demo(demo_url: str, anyio_backend: str) -> AsyncIterator[Database]:
    """That database behind one connection: what is prepared there stays prepared."""
    database = await open_database(demo_url, readers=1)
    yield database
    await database.close()


@pytest.mark.parametrize(("query", "name"), operations())
async def test_the_twentieth_plan_of_a_stored_query_expects_what_it_meets(demo: Database, query: str, name: str | None) -> None:
    for made, moment in stored_statements(graph_engine(demo), query, name):
        at = Moment(moment.variables, moment.org_id, UNTIL)
        for _ in range(TIMES - 1):
            await demo.rows(made.sql, made.bind(at))
        plan, generic = await last_plan(demo, made, at)
        assert generic == 0
        assert [(node["Node Type"], node["Plan Rows"], node["Actual Rows"]) for node in misjudged(plan)] == []


BY_ID = {
    "processModel": ("modelId", "tasks(first: 20) { nodes { id name incidents { nodes { id } } } }"),
    "processInstance": ("instanceId", "tasks(orderBy: STARTED_AT_ASC) { nodes { id } } incidents { stats { count } }"),
    "nhi": ("nhiId", "runs(first: 10) { nodes { id task { id } } }"),
    "task": ("taskId", "runs { nodes { id toolCalls { totalCount } } } incidents { totalCount }"),
}
"""Types with the argument for their id, and lists of their rows."""


@pytest.mark.parametrize("name", BY_ID)
async def test_the_plan_that_is_kept_for_a_row_by_its_id_expects_what_it_meets(demo_url: str, demo: Database, name: str) -> None:
    argument, selection = BY_ID[name]
    query = f"query($id: String!) {{ {name}({argument}: $id) {{ {selection} }} }}"
    table = {"processModel": "process_model", "processInstance": "process_instance"}.get(name, name)
    ids = [
        row[0] for row in await demo.rows(f'SELECT id FROM "{table}" WHERE org_id = $1 ORDER BY id LIMIT {TIMES}', [ACME.org_id])
    ]
    connection = await asyncpg.connect(demo_url.replace("+asyncpg", ""), server_settings={"jit": "off"})
    try:
        ((made, _),) = statements(graph_engine(demo), query, {"id": ids[0]})
        assert made.has_one_plan
        await connection.execute("SET plan_cache_mode = force_generic_plan")
        prepared = await connection.prepare(made.sql)
        for each in ids:
            binds = made.bind(Moment({"id": each}, ACME.org_id, UNTIL))
            await prepared.fetch(*binds)
            execute = f'EXECUTE "{prepared.get_name()}"({", ".join(map(literal, binds))})'
            (whole,) = json.loads(await connection.fetchval(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {execute}"))
            assert [(node["Node Type"], node["Plan Rows"], node["Actual Rows"]) for node in misjudged(whole["Plan"])] == []
    finally:
        await connection.close()


async def last_plan(database: Database, made: Statement, moment: Moment) -> tuple[Node, int]:
    """The plan of one more execution of a statement that the connection has prepared, and how many had a generic plan."""
    binds = ", ".join(map(literal, made.bind(moment)))
    found = "SELECT name, generic_plans FROM pg_prepared_statements WHERE statement = $1"
    ((name, _),) = await database.rows(found, [made.sql])
    execute = f'EXECUTE "{name}"' + (f"({binds})" if binds else "")
    ((told,),) = await database.rows(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {execute}")
    ((_, generic),) = await database.rows(found, [made.sql])
    (whole,) = json.loads(told) if isinstance(told, str) else told
    return whole["Plan"], generic


def literal(value: Any) -> str:
    """A bind as SQL."""
    if value is None:
        return "NULL"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return text if isinstance(value, bool | int | float) else "'" + text.replace("'", "''") + "'"


def misjudged(plan: Node, *, ends_early: bool = False) -> Iterator[Node]:
    """The nodes of a plan that are off by the factor where it matters: wherever more rows come than were expected, since what
    is above repeats its work for each; and where fewer come though many were read for them. What was never run, or what was
    told to end early by a limit, says nothing about too few.
    """
    expected, met = plan["Plan Rows"] + 1, plan["Actual Rows"] + 1
    if plan["Actual Loops"]:
        too_many = met >= FACTOR * expected
        too_few = expected >= FACTOR * met and not ends_early and work(plan) >= WORK
        if too_many or too_few:
            yield plan
    for below in plan.get("Plans", ()):
        stops = plan["Node Type"] == "Limit" or plan.get("Join Type") in ("Semi", "Anti") or "Subplan Name" in below
        yield from misjudged(below, ends_early=ends_early or stops)


def work(plan: Node) -> int:
    """The rows that the scans of a plan have read."""
    below = plan.get("Plans", ())
    if below:
        return sum(work(each) for each in below)
    read = plan["Actual Rows"] + plan.get("Rows Removed by Filter", 0) + plan.get("Rows Removed by Index Recheck", 0)
    return int(read * plan["Actual Loops"])


def test_what_matters_is_found() -> None:
    scan = {"Node Type": "Seq Scan", "Plan Rows": 50_000, "Actual Rows": 3, "Actual Loops": 1, "Rows Removed by Filter": 60_000}
    join = {"Node Type": "Nested Loop", "Plan Rows": 1, "Actual Rows": 5_000, "Actual Loops": 1, "Plans": [scan]}
    limit = {"Node Type": "Limit", "Plan Rows": 10, "Actual Rows": 3, "Actual Loops": 1, "Plans": [scan]}
    assert [node["Node Type"] for node in misjudged(join)] == ["Nested Loop", "Seq Scan"]
    assert list(misjudged(limit)) == []
    assert list(misjudged({**scan, "Actual Loops": 0})) == []
    assert list(misjudged({**scan, "Rows Removed by Filter": 10})) == []
