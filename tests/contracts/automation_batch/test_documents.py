"""The documents behind the batch run as they are, and read no more than they have to."""

import json
from typing import Any

import pytest
from graphql import OperationDefinitionNode, parse

from gateway.documents import documents
from gateway.graphql.response import respond
from schema.engine.request import Caller, Request
from schema.graph import graph_engine
from tests.contracts.conftest import Api
from tests.shared_plans import shared_plans

FOLDER = "rest/automation-batch/"
DOCUMENTS = {name.removeprefix(FOLDER): text for name, text in documents().items() if name.startswith(FOLDER)}
READER = Caller("acme", frozenset({"graph:read"}))
STARTED = {"gte": "2026-02-03T04:05:06Z", "lt": "2026-03-05T00:00:00Z"}
ROWS = {"activeToday", "messages"}
"""What no roll-up knows."""


async def explained(api: Api, name: str, variables: Any) -> dict[str, Any]:
    """The answer to a document, with the tables that each statement reads."""
    request = Request(DOCUMENTS[name], None, variables, explain=True)
    answer: dict[str, Any] = json.loads(
        (await respond(graph_engine(api.database, cache=shared_plans(api.database)), request, READER)).body
    )
    assert "errors" not in answer, answer["errors"]
    return answer


@pytest.mark.parametrize("name", DOCUMENTS)
async def test_a_document_runs_as_it_is(filled: Api, name: str) -> None:
    text = DOCUMENTS[name]
    [operation] = [each for each in parse(text).definitions if isinstance(each, OperationDefinitionNode)]
    assert operation.name is not None
    assert operation.name.value.startswith("Automation")
    assert "?" in " ".join(line for line in text.splitlines() if line.startswith("#"))
    await explained(filled, name, {})


@pytest.mark.parametrize(
    "tests", [{}, {"state": {"eq": "FAILED"}}, {"trigger": {"eq": "MANUAL"}, "workflowId": {"in": ["supplier-sync"]}}]
)
async def test_figures_come_from_roll_ups(filled: Api, tests: Any) -> None:
    calls = {name: test for name, test in tests.items() if name == "workflowId"}
    answer = await explained(filled, "batch", {"started": STARTED, "runs": tests, "calls": calls})
    for field, statement in zip(answer["data"], answer["extensions"]["sql"], strict=True):
        assert any("_by_" in table or "rollup" in table for table in statement["tables"]) is (field not in ROWS), field
