"""The documents behind the routes run as they are, and read roll-ups wherever metadata is not asked for."""

import json
from typing import Any

import pytest
from graphql import OperationDefinitionNode, parse

from gateway.documents import documents
from gateway.graphql.response import respond
from gateway.rest.process_monitoring.identifiers import readings
from schema.engine.request import Caller, Request
from schema.graph import graph_engine
from tests.contracts.conftest import Api
from tests.shared_plans import shared_plans

FOLDER = "rest/process-monitoring/"
DOCUMENTS = {name.removeprefix(FOLDER): text for name, text in documents().items() if name.startswith(FOLDER)}
READER = Caller("acme", frozenset({"graph:read"}))
WINDOW = {"from": "2026-02-03T04:05:06Z", "to": "2026-03-05T00:00:00Z"}
MODEL: Any = {"modelId": {"eq": "finance/invoice-review"}}
SERIES = {"bucket": "DAY", "timezone": "UTC"}


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
    assert operation.name.value.startswith("ProcessMonitoring")
    await explained(filled, name, {})


ROLLED = (
    ("overview", "instances", {"window": WINDOW}, "process_instance_by_model"),
    ("trends", "instances", {"window": WINDOW, **SERIES}, "process_instance_by_model"),
    ("model-duration", "instances", {"window": WINDOW}, "process_instance_by_model"),
    ("model-tasks", "tasks", {"window": WINDOW}, "task_by_activity"),
)


@pytest.mark.parametrize(("name", "filter_name", "variables", "grain"), ROLLED)
async def test_figures_come_from_roll_ups(filled: Api, name: str, filter_name: str, variables: Any, grain: str) -> None:
    for rows in (MODEL, readings("finance%")[0].rows, readings("finance")[0].rows):
        answer = await explained(filled, name, {**variables, filter_name: rows})
        for statement in answer["extensions"]["sql"]:
            assert grain in statement["tables"], rows


async def test_figures_of_everything_come_from_the_coarsest_roll_up(filled: Api) -> None:
    answer = await explained(filled, "trends", {"instances": {}, "window": WINDOW, **SERIES})
    assert all("process_instance_rollup" in statement["tables"] for statement in answer["extensions"]["sql"])


async def test_figures_of_one_task_come_from_roll_ups(filled: Api) -> None:
    spec = "Activity_CaptureInvoice"
    tasks = {**MODEL, "taskSpec": {"eq": spec}}
    answer = await explained(
        filled, "model-task", {"model": "finance/invoice-review", "taskSpec": spec, "tasks": tasks, "window": WINDOW}
    )
    grains = ["task_by_activity" in statement["tables"] for statement in answer["extensions"]["sql"]]
    assert grains == [True, True, False]
    assert answer["data"]["anyTime"]["stats"]["groupBy"] == [{"key": "Capture invoice"}]
