"""What is made of the schema and of some operations, as files to review: `pytest --refresh-goldens` writes them anew."""

from pathlib import Path

import pytest

from schema.engine.engine import Engine
from schema.graph import graph_engine, sdl
from storage.sql.statement import Later
from tests.project import PROJECT
from tests.schema.engine.statements import statements

pytestmark = pytest.mark.anyio


GOLDENS = PROJECT / "tests" / "goldens"

OPERATIONS = {
    "one_with_tasks": """query($id: String!) { processInstance(instanceId: $id) { id status startedAt duration
        tasks(first: 50, orderBy: STARTED_AT_ASC) { nodes { id name state duration } } } }""",
    "nested_lists": """query($model: String!) { processInstances(first: 100, filter: {modelId: {eq: $model}}) { nodes {
        id businessKey
        tasks { nodes { id } } incidents { nodes { id message } } runs { nodes { id spend nhi { id riskScore } } } } } }""",
    "pages": """query($n: Int, $c: Cursor) { tasks(first: $n, after: $c, orderBy: DURATION_DESC) { totalCount
        edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }""",
    "filters": """query($f: RunFilter) { runs(filter: $f) { totalCount } }""",
    "statistics": """query($w: Window) { workflows { nodes { id stats(window: $w) { count
        duration { avg p50 p95 histogram { from to count } }
        series(bucket: DAY, timezone: "Europe/Berlin") { start count }
        groupBy(by: STATE) { key count duration { p99 } } } } } }""",
    "interface": """query($a: ID!) { nodes(ids: [$a, "Nhi:b"]) { id ... on Task { name } ... on Nhi { lastSeenAt } } }""",
}
VARIABLES = {
    "one_with_tasks": {"id": "a"},
    "nested_lists": {"model": "a"},
    "pages": {"n": 3, "c": '["DURATION_DESC", 1, 5, "a"]'},
    "filters": {
        "f": {"or": [{"nhi": {"riskScore": {"gte": 0.5}}}, {"state": {"in": ["FAILED"]}, "not": {"error": {"isNull": True}}}]}
    },
    "statistics": {"w": {"from": "2026-05-01T00:00:00Z", "to": "2026-05-08T00:00:00Z"}},
    "interface": {"a": "Task:a"},
}


def same_as_golden(path: Path, text: str, refresh: bool) -> None:
    """Asserts that a file holds this text; writes it where that was asked for. A file that is missing fails."""
    if refresh:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.exists(), f"{path.name} is missing: run pytest --refresh-goldens and look at what it says"
    assert text == path.read_text(encoding="utf-8"), f"{path.name} has changed: run pytest --refresh-goldens if that is meant"


def told(value: object) -> str:
    """A bind as it is told in a golden."""
    return "<when it runs>" if isinstance(value, Later) else repr(value)


@pytest.mark.parametrize("name", OPERATIONS)
async def test_the_statement_of_an_operation_is_the_golden_one(engine: Engine, name: str, pytestconfig: pytest.Config) -> None:
    dialect = engine.database.dialect.name
    made = [made for made, _ in statements(engine, OPERATIONS[name], VARIABLES[name])]
    texts = [f"{each.sql};\n-- binds: {', '.join(told(value) for value in each.values)}\n" for each in made]
    same_as_golden(GOLDENS / f"{name}.{dialect}.sql", "\n".join(texts), pytestconfig.getoption("--refresh-goldens"))


@pytest.mark.parametrize("name", OPERATIONS)
async def test_a_statement_is_the_same_each_time_it_is_made(engine: Engine, name: str) -> None:
    first, second = (
        [made.sql for made, _ in statements(graph_engine(engine.database), OPERATIONS[name], VARIABLES[name])] for _ in range(2)
    )
    assert first == second


def test_the_schema_is_the_golden_one(pytestconfig: pytest.Config) -> None:
    same_as_golden(PROJECT / "schema" / "graph.graphql", sdl(), pytestconfig.getoption("--refresh-goldens"))


def test_a_missing_golden_fails(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="missing"):
        same_as_golden(tmp_path / "none.sql", "", refresh=False)


def test_a_golden_that_differs_fails(tmp_path: Path) -> None:
    same_as_golden(tmp_path / "one.sql", "SELECT 1", refresh=True)
    with pytest.raises(AssertionError, match="has changed"):
        same_as_golden(tmp_path / "one.sql", "SELECT 2", refresh=False)
