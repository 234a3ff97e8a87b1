"""How the databases run the statements, over the demo: what asks for little reads little."""

import re
from collections.abc import AsyncIterator
from typing import Any

import pytest

from schema.graph import graph_engine
from storage.database.opening import open_database
from storage.database.protocol import Database
from storage.rollup.subjects import GRAINS
from tests.demo_store import ROLLED_UP
from tests.postgres_server import Run
from tests.schema.engine.statements import DOCUMENTS, statements, values
from tests.templates import postgresql_copy, sqlite_copy

pytestmark = pytest.mark.anyio

EVENTS = frozenset(
    {"process_instance", "task", "milestone", "run", "step", "tool_call", "verdict", "mcp_session", "endpoint_call"}
)
"""Tables that grow with every thing that happens."""

WHOLE: dict[tuple[str, str, str], str] = {
    ("sqlite", "05-longest-open", "process_instance"): "all that are open, by time, until the page is full",
    ("postgresql", "05-longest-open", "process_instance"): "all that are open, by time, until the page is full",
    ("sqlite", "11-metadata", "process_instance"): "instances by time until the page is full",
    ("sqlite", "12-pages", "tool_call"): "all calls are counted and paged through",
}
"""Databases, stored queries and such tables of which they read all rows of an organization, and why that is what they ask for."""

SELECTIVE = [
    "{ processInstance(instanceId: $id) { id tasks { nodes { id runs { nodes { nhi { id } } } incidents { totalCount } } } } }",
    "{ node(id: $node) { ... on Task { id instance { id lastMilestone { name gap } children { totalCount } } } } }",
    "{ processInstances(filter: {modelId: {eq: $model}}) { nodes { id duration metadata } } }",
    "{ processModel(modelId: $model) { instances(first: 5) { nodes { id } } tasks(first: 5) { nodes { id } } } }",
    "{ tasks(filter: {instanceId: {eq: $id}}) { totalCount nodes { id } stats { count duration { p95 } } } }",
    "{ tasks(filter: {startedAt: {gte: $since, lt: $until}}) { totalCount } }",
    "{ runs(filter: {nhiId: {eq: $id}, startedAt: {gte: $since}}) { totalCount nodes { id spend } } }",
    "{ runs(filter: {workflowId: {in: [$id, $model]}}) { totalCount } }",
    "{ nhi(nhiId: $id) { lastSeenAt riskScore toolCalls { totalCount nodes { id outcome } } stats { count } } }",
    "{ toolCalls(filter: {tool: {eq: $id}, calledAt: {gte: $since}}) { totalCount stats { duration { p50 } } } }",
    "{ verdicts(filter: {guardianId: {eq: $id}}) { totalCount } "
    "guardian(guardianId: $id) { stats(window: {from: $since}) { count } } }",
    "{ run(runId: $id) { steps { nodes { id duration } } verdicts { totalCount } "
    "toolCalls { totalCount } endpointCalls { totalCount } } }",
    "{ workflow(workflowId: $id) { stats(window: {from: $since, to: $until}) { series(bucket: DAY) { count } } } }",
    "{ incident(incidentId: $id) { runsBehind { nodes { id } } instance { id } task { id } } }",
    "{ node(id: $activity) { ... on Activity { stats { count } tasks { totalCount } } } }",
]  # fmt: skip
VARIABLES: dict[str, tuple[str, Any]] = {
    "id": ("String!", "no-such-id"),
    "node": ("ID!", "Task:no-such-id"),
    "activity": ("ID!", "Activity:no-such-id"),
    "model": ("String!", "finance/invoice-review"),
    "since": ("DateTime!", "2026-04-01T00:00:00Z"),
    "until": ("DateTime!", "2026-04-02T00:00:00Z"),
}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def demo_url(request: pytest.FixtureRequest, shared_run: Run, tmp_path_factory: pytest.TempPathFactory) -> str:
    """URL of that database of each kind."""
    if request.param == "sqlite":
        return sqlite_copy(shared_run, ROLLED_UP, tmp_path_factory.mktemp("plans") / "demo.db")
    return postgresql_copy(request.getfixturevalue("postgres_server"), ROLLED_UP)


@pytest.fixture(scope="module")
async def demo(demo_url: str, anyio_backend: str) -> AsyncIterator[Database]:
    """That database, open."""
    database = await open_database(demo_url, readers=2)
    yield database
    await database.close()


async def read_whole(
    database: Database, query: str, variables: dict[str, Any] | None, tables: frozenset[str] | set[str] = EVENTS
) -> set[str]:
    """The tables of these of which the statements of a query read all rows of the organization, by the plans of the database."""
    sqlite = database.dialect.name == "sqlite"
    found: set[str] = set()
    for made, moment in statements(graph_engine(database), query, variables):
        word = "EXPLAIN QUERY PLAN " if sqlite else "EXPLAIN "
        for row in await database.rows(word + made.sql, made.bind(moment)):
            found |= {_table(whole) for whole in (_whole_on_sqlite if sqlite else _whole_on_postgres)(str(row[-1]))}
    return found & tables


def _whole_on_sqlite(line: str) -> list[str]:
    return re.findall(r"^SCAN (\w+)(?: USING|$)", line) + re.findall(r"^SEARCH (\w+) USING .*\(org_id=\?\)", line)


def _whole_on_postgres(line: str) -> list[str]:
    return re.findall(r"Seq Scan on (\w+)", line)


def _table(alias: str) -> str:
    return re.sub(r"_\d+$", "", alias)


@pytest.mark.parametrize("query", SELECTIVE)
async def test_a_selective_query_reads_no_event_table_whole(demo: Database, query: str) -> None:
    used = {name: VARIABLES[name] for name in VARIABLES if f"${name}" in query}
    text = f"query({', '.join(f'${name}: {type_}' for name, (type_, _) in used.items())}) {query}"
    assert await read_whole(demo, text, {name: value for name, (_, value) in used.items()}) == set()


FIGURES = "count duration { avg p95 histogram { count } }"
COVERED = [
    f"tasks {{ stats(W) {{ {FIGURES} }} }}",
    f"tasks {{ stats(W) {{ groupBy(by: [STATE, MODEL_ID]) {{ keys {FIGURES} }} }} }}",
    f"tasks {{ stats(W) {{ series(bucket: DAY) {{ {FIGURES} ended active }} }} }}",
    f"runs {{ stats(W) {{ series(bucket: HOUR) {{ {FIGURES} sums {{ spend }} }} }} }}",
    f"toolCalls {{ stats(W) {{ groupBy(by: [TOOL, OUTCOME]) {{ keys {FIGURES} }} }} }}",
    f"workflows {{ nodes {{ stats(W) {{ {FIGURES} series(bucket: DAY) {{ count active }} }} }} }}",
    f"nhis {{ nodes {{ stats(W) {{ groupBy(by: TOOL) {{ key {FIGURES} }} }} }} }}",
    'tasks(filter: {startedAt: {gte: "2026-04-01T00:00:00Z", lt: "2026-04-02T00:00:00Z"}}) { totalCount }',
    "verdicts { stats(W) { groupBy(by: OUTCOME) { key count sums { corrections } } } }",
]
DAY_IN_MARCH = 'window: {from: "2026-03-10T00:30:00Z", to: "2026-03-11T00:00:00Z"}'


@pytest.mark.parametrize("asked", COVERED)
async def test_what_is_rolled_up_is_read_by_periods(demo: Database, asked: str) -> None:
    """Nothing is read whole but what the statement has made itself, and on PostgreSQL small tables."""
    query = "{ " + asked.replace("(W)", f"({DAY_IN_MARCH})") + " }"
    rolled = {*GRAINS, "rollup_period"} if demo.dialect.name == "sqlite" else set()
    made = [each for each, _ in statements(graph_engine(demo), query, None)]
    assert ["rollup_period" in each.tables for each in made] == [True]
    assert await read_whole(demo, query, None, EVENTS | rolled) == set()


@pytest.mark.parametrize("demo_url", ["sqlite"], indirect=True)  # PostgreSQL knows that an identity has hundreds of runs
async def test_instances_of_an_identity_are_found_from_its_runs(demo: Database) -> None:
    query = '{ nhi(nhiId: "no-such-id") { instances { totalCount nodes { id } } tasks { totalCount } incidents { totalCount } } }'
    assert await read_whole(demo, query, None) == set()


@pytest.mark.parametrize(("name", "query"), [pytest.param(path.stem, path.read_text(), id=path.stem) for path in DOCUMENTS])
async def test_a_stored_query_reads_whole_only_what_it_asks_for_whole(demo: Database, name: str, query: str) -> None:
    found = await read_whole(demo, query, values(query))
    assert found == {table for database, document, table in WHOLE if (database, document) == (demo.dialect.name, name)}


def test_every_entry_is_of_a_stored_query() -> None:
    assert {document for _, document, _ in WHOLE} <= {path.stem for path in DOCUMENTS}
