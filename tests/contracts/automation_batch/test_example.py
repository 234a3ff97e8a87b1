"""The document's own example: the request as it stands, and the answer's keys and types."""

from typing import Any

from gateway.rest.automation_batch.examples import BATCH, REQUEST
from storage.nouns.endpoint_call import EndpointCall
from storage.nouns.record import Instant
from storage.nouns.run import Run, RunState, RunTrigger
from storage.nouns.workflow import Workflow
from storage.writing.writer import write
from tests.contracts.automation_batch.reckoning import PATH
from tests.contracts.conftest import Api

MOMENT = Instant(1_699_335_116_000_000)
"""2023-11-07T05:31:56Z, both ends of the document's window."""
NAME = "<string>"


def shape(value: Any) -> Any:
    """Keys, in their order, and kinds of values; of a list those of its first."""
    if isinstance(value, dict):
        return [(key, shape(each)) for key, each in value.items()]
    if isinstance(value, list):
        return [shape(value[0])]
    return "number" if isinstance(value, int | float) else type(value).__name__


async def test_the_documents_request_of_an_empty_store_is_answered_with_its_zeros(api: Api) -> None:
    body = (await api.post(PATH, REQUEST)).json()
    assert list(body) == list(BATCH)
    assert body["summary"] == BATCH["summary"]
    assert body["duration_distribution"]["stats"] == BATCH["duration_distribution"]["stats"]
    [point] = body["executions_over_time"]["data"]
    assert {**point, "time": NAME} == BATCH["executions_over_time"]["data"][0]
    [point] = body["success_rate"]["data"]
    assert {**point, "time": NAME} == BATCH["success_rate"]["data"][0]
    assert body["failure_breakdown"]["total_failures"] == 0


async def test_an_answer_has_the_documents_keys_and_types(api: Api) -> None:
    """The example contradicts itself: no failures in the summary, 123 in the breakdown. The 123 are made true here."""
    told: dict[str, Any] = {
        "at": MOMENT, "workflow_id": "w", "started_at": MOMENT, "ended_at": Instant(MOMENT + 123_000),
        "trigger": RunTrigger.MANUAL, "state": RunState.FAILED, "error": NAME, "error_category": NAME,
        "clicks": 0, "total_steps": 1, "total_iterations": 1,
    }  # fmt: skip
    calls = [
        EndpointCall(
            id=str(n),
            at=MOMENT,
            slug=NAME,
            method=NAME,
            called_at=MOMENT,
            workflow_id="w",
            run_id=str(n),
            succeeded=True,
            latency_us=123_000,
        )
        for n in range(123)
    ]
    workflow = Workflow(id="w", at=MOMENT, name=NAME, parameters_count=123)
    await write(api.database, "acme", [workflow, *(Run(id=str(n), **told) for n in range(123)), *calls])
    body = (await api.post(PATH, {**REQUEST, "status": None})).json()
    assert shape(body) == shape(BATCH)
    assert body["failure_breakdown"]["data"] == BATCH["failure_breakdown"]["data"]
    assert body["actions_per_workflow"]["data"] == [{**BATCH["actions_per_workflow"]["data"][0], "total_steps": 123}]
    [usage], [shown] = body["endpoint_usage"]["data"], BATCH["endpoint_usage"]["data"]
    assert usage == {**shown, "success_rate": 1}
    [automation], [shown] = body["top_automations"]["data"], BATCH["top_automations"]["data"]
    last = {"completed": 0, "success_rate": 0, "last_execution": "2023-11-07T05:31:56Z"}
    assert automation == {**shown, **last}
    assert body["workflow_complexity"]["data"] == [
        {
            "workflow_name": NAME, "complexity_score": 63.5, "total_steps": 123, "total_iterations": 123, "parameters_count": 123,
            "success_rate": 0, "avg_duration_ms": 123,
        }
    ]  # fmt: skip
    assert body["workflows"] == BATCH["workflows"]
