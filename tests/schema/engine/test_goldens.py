"""What is made of the schema and of some operations, as files to review: `pytest --refresh-goldens` writes them anew."""

import re
from pathlib import Path
from typing import Any

import pytest
from graphql import OperationDefinitionNode, parse

from gateway.graphql.response import respond
from schema.engine.engine import Engine
from schema.engine.planner import Planner
from schema.engine.request import Caller, Request
from schema.graph import graph_engine, sdl
from storage.database.protocol import Database
from storage.nouns.anomaly import Anomaly, AnomalyStatus
from storage.nouns.record import Instant
from storage.sql.statement import Later, Statement
from storage.tables import metadata
from storage.writing.writer import write
from tests.project import PROJECT
from tests.schema.engine.statements import fields, statements, values

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
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.exists(), f"{path.name} is missing: run pytest --refresh-goldens and look at what it says"
    assert text == path.read_text(encoding="utf-8"), f"{path.name} has changed: run pytest --refresh-goldens if that is meant"


def shown(field: str, made: Statement) -> str:
    """A statement in a golden: the field that it answers, its text, and where its binds come from."""
    binds = [f"<{value.source}>" if isinstance(value, Later) else repr(value) for value in made.values]
    return f"-- {field}\n{made.sql};\n-- binds: {', '.join(binds)}\n"


def golden(dialect: str, name: str) -> Path:
    """The file with the statements of a document or operation."""
    return GOLDENS / dialect / f"{name}.sql"


DOCUMENTS = {
    path.relative_to(PROJECT / "queries").with_suffix("").as_posix(): path.read_text()
    for path in sorted((PROJECT / "queries").rglob("*.graphql"))
}
"""Every stored document by its path, those that change something too."""
MUTATIONS = [name for name, text in DOCUMENTS.items() if re.search(r"^mutation\b", text, re.MULTILINE)]


@pytest.mark.parametrize("name", OPERATIONS)
async def test_the_statement_of_an_operation_is_the_golden_one(engine: Engine, name: str, pytestconfig: pytest.Config) -> None:
    texts = [shown(field, made) for field, made, _ in fields(engine, OPERATIONS[name], VARIABLES[name])]
    path = golden(engine.database.dialect.name, f"operations/{name}")
    same_as_golden(path, "\n".join(texts), pytestconfig.getoption("--refresh-goldens"))


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if name not in MUTATIONS])
async def test_the_statements_of_a_stored_document_are_the_golden_ones(
    engine: Engine, name: str, pytestconfig: pytest.Config
) -> None:
    text = DOCUMENTS[name]
    nodes = [node for node in parse(text).definitions if isinstance(node, OperationDefinitionNode)]
    operations = [node.name.value if node.name else None for node in nodes]
    texts = [
        shown(field if len(operations) == 1 else f"{operation}.{field}", made)
        for operation in operations
        for field, made, _ in fields(engine, text, values(text, operation), operation)
    ]
    assert texts
    same_as_golden(golden(engine.database.dialect.name, name), "\n".join(texts), pytestconfig.getoption("--refresh-goldens"))


@pytest.mark.parametrize("name", MUTATIONS)
async def test_the_statements_that_read_what_a_stored_mutation_changed_are_the_golden_ones(
    database: Database, organization: str, name: str, pytestconfig: pytest.Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Statement] = []

    def recorded(planner: Planner, *args: Any) -> Statement:
        made.append(row(planner, *args))
        return made[-1]

    row = Planner.row
    monkeypatch.setattr(Planner, "row", recorded)
    found = Anomaly(id="anom_01JF8RAN1A2B3C4D5E6F7G8H9J", at=Instant(1), status=AnomalyStatus.OPEN)
    await write(database, organization, [found])
    window = {"window": {"lastDays": 1}} if "$window" in DOCUMENTS[name] else {}
    request = Request(DOCUMENTS[name], None, {**values(DOCUMENTS[name]), **window})
    answer = await respond(graph_engine(database), request, Caller(organization, frozenset({"admin"})))
    assert b'"errors"' not in answer.body, answer.body
    texts = [re.sub(r"'(rlp|job)_\w+'", "<id of the job>", shown("the row that it returns", each)) for each in made]
    assert texts
    same_as_golden(golden(database.dialect.name, name), "\n".join(texts), pytestconfig.getoption("--refresh-goldens"))


def test_every_golden_is_of_a_document_or_an_operation(pytestconfig: pytest.Config) -> None:
    names = (*DOCUMENTS, *(f"operations/{name}" for name in OPERATIONS))
    expected = {golden(dialect, name) for dialect in ("sqlite", "postgresql") for name in names}
    stale = {path for path in GOLDENS.rglob("*") if path.is_file()} - expected
    if pytestconfig.getoption("--refresh-goldens"):
        for path in stale:
            path.unlink()
        return
    assert stale == set(), "no document has these statements: run pytest --refresh-goldens to delete them"


def test_no_golden_has_a_name_that_sqlalchemy_invented() -> None:
    assert [str(path) for path in GOLDENS.rglob("*.sql") if "anon_" in path.read_text(encoding="utf-8")] == []


def test_names_of_steps_are_no_names_of_tables() -> None:
    steps = {
        step
        for path in GOLDENS.rglob("*.sql")
        for step in re.findall(r"\) AS (\w+?)_\d+\b|\b(\w+?)_\d+(?:\(\w+(?:, \w+)*\))? AS ", path.read_text())
        for step in step
        if step
    }
    assert {"stream", "groups", "figures", "cover", "page"} <= steps
    assert steps.isdisjoint(metadata.tables)
    assert "anon" not in steps


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
