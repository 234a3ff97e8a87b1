"""A filter on a link begins at the end where an index finds few rows."""

import orjson
import pytest

from gateway.graphql.response import respond
from schema.engine.request import Caller, Request
from schema.graph import graph_engine
from storage.database.opening import open_database


async def steps(url: str, query: str) -> list[str]:
    """How SQLite runs a query."""
    database = await open_database(url, readers=1)
    try:
        answer = await respond(graph_engine(database), Request(query, explain=True), Caller("acme", frozenset({"admin"})))
    finally:
        await database.close()
    return [step for each in orjson.loads(answer.body)["extensions"]["sql"] for step in each["plan"]]


@pytest.mark.parametrize(
    "filter_",
    [
        "incidents: { createdAt: { lastDays: 7 } }",
        'instance: { instanceId: { eq: "i1" } }',
        'runs: { nhi: { nhiId: { in: ["n1", "n2"] } } }',
        'incidents: { and: [{ modelId: { eq: "m" } }] }',
    ],
)
async def test_tasks_are_found_from_the_few_rows_that_they_are_linked_to(sqlite_url: str, filter_: str) -> None:
    plan = await steps(sqlite_url, f"{{ tasks(filter: {{ {filter_} }}) {{ nodes {{ id }} }} }}")
    assert any(step.startswith("SEARCH task_1 USING") and ("id=?" in step or "instance_id=?" in step) for step in plan), plan


async def test_a_filter_that_most_rows_match_is_tested_row_by_row_so_that_a_page_ends_early(sqlite_url: str) -> None:
    plan = await steps(sqlite_url, "{ tasks(filter: { instance: { status: { eq: COMPLETE } } }) { nodes { id } } }")
    assert "SEARCH task_1 USING INDEX ix_task_time (org_id=?)" in plan


METADATA = 'modelId: { eq: "m" }, instance: { metadata: [{ name: "n", value: "7", type: TYPE }, { name: "o", value: "1" }] }'
FIGURES = [
    "totalCount",
    "stats { a: groupBy(by: STATE) { key count duration { p95 } } b: groupBy(by: NAME) { key } c: groupBy(by: TYPE) { key } }",
    'stats(window: { from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z" }) { series(bucket: DAY) { count ended active } }',
]


@pytest.mark.parametrize("figures", FIGURES)
@pytest.mark.parametrize("kind", ["TEXT", "INT", "FLOAT"])
async def test_metadata_of_a_linked_noun_is_found_once_and_never_asked_for_each_row(
    sqlite_url: str, kind: str, figures: str
) -> None:
    filter_ = METADATA.replace("TYPE", kind)
    plan = await steps(sqlite_url, f"{{ tasks(filter: {{ {filter_} }}) {{ {figures} }} }}")
    asked = [step for step in plan if "instance_metadata" in step]
    found = "SEARCH instance_metadata_{} USING INDEX ix_instance_metadata_name (org_id=? AND name=?{})"
    assert sorted(asked) == sorted(
        found.format(number, " AND <expr>=?" if type_ == "TEXT" else "") for number, type_ in ((1, kind), (2, "TEXT"))
    )
    assert not [step for step in plan if step.startswith("CORRELATED")], plan


async def test_metadata_is_tested_where_another_index_finds_fewer_instances(sqlite_url: str) -> None:
    instance = '{ instanceId: { eq: "i" }, metadata: [{ name: "n", value: "v" }] }'
    plan = await steps(sqlite_url, f"{{ tasks(filter: {{ instance: {instance} }}) {{ totalCount }} }}")
    assert "SEARCH instance_metadata_1 USING INDEX ix_instance_metadata_instance_id (org_id=? AND instance_id=?)" in plan
