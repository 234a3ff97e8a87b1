"""SpiffArena's events: what each says of instances, tasks, incidents and milestones, in any order and any number of times."""

import json
from typing import Any

import pytest

from storage.nouns.incident import Incident
from storage.nouns.instance_metadata import InstanceMetadata
from storage.nouns.milestone import Milestone
from storage.nouns.process_instance import ProcessInstance
from storage.nouns.process_model import ProcessModel
from storage.nouns.task import Task
from tests.storage.ingest.conftest import Read, complaints, notices, records_of

TIME = 1777629600.25
AT = 1_777_629_600_250_000
NAMED = {"userid": 1, "username": "ann", "process_instance_id": 7, "process_model_identifier": "finance/review"}


def event(kind: str, message: str, **data: Any) -> dict[str, Any]:
    envelope = {"version": "1.0", "type": kind, "id": "e1", "source": "s", "timestamp": TIME}
    return {**envelope, "data": {"message": message, **NAMED, **data}}


def task(state: str, **data: Any) -> dict[str, Any]:
    fields = {"task_spec": "approve", "task_id": "t1", "task_type": "UserTask", "last_state_change": "1777629500.5", **data}
    return event("spiff.task", f"State changed to {state}", workflow_spec="review", state=state, elapsed="3.5", **fields)


def read(read_text: Read, *events: object) -> list[Any]:
    return read_text("x.ndjson", "\n".join(json.dumps(each) for each in events), format="spiff")


@pytest.mark.parametrize(
    ("state", "times"),
    [
        ("FUTURE", (None, None)),
        ("WAITING", (None, None)),
        ("READY", (1_777_629_500_500_000, None)),
        ("STARTED", (1_777_629_500_500_000, None)),
        ("COMPLETED", (None, 1_777_629_500_500_000)),
        ("ERROR", (None, 1_777_629_500_500_000)),
        ("CANCELLED", (None, 1_777_629_500_500_000)),
    ],
)
def test_the_state_of_a_task_gives_its_times(read_text: Read, state: str, times: tuple[int | None, int | None]) -> None:
    (found,) = records_of(read(read_text, task(state)), Task)
    assert (found.id, found.instance_id, found.task_spec, found.type, found.state) == ("t1", "7", "approve", "userTask", state)
    assert (found.started_at or None, found.ended_at or None) == times
    assert found.username == ("ann" if times[1] else found.username)


def test_a_reset_task_has_no_end(read_text: Read) -> None:
    (found,) = records_of(read(read_text, task("READY")), Task)
    assert found.ended_at is None


def test_a_task_that_contains_others_starts_when_it_is_started(read_text: Read) -> None:
    started, ready = records_of(
        read(read_text, task("STARTED", task_type="CallActivity"), task("READY", task_type="CallActivity")), Task
    )
    assert (started.type, started.started_at) == ("callActivity", 1_777_629_500_500_000)
    assert ready.state == "STARTED"
    assert not ready.started_at


def test_what_is_not_of_the_diagram_is_counted(read_text: Read) -> None:
    items = read(
        read_text, task("READY", task_type="_EndJoin"), task("LIKELY"), event("spiff.data", "Set"), event("spiff.dmn", "")
    )
    assert not records_of(items, Task)
    assert notices(items) == {
        "events of tasks that the engine adds to a model": 1,
        "events of tasks that are only predicted": 1,
        "events of type spiff.data": 1,
        "events of type spiff.dmn": 1,
    }


@pytest.mark.parametrize(
    ("message", "status", "faulted", "ended"),
    [
        ("process_instance_created", "NOT_STARTED", None, None),
        ("process_instance_completed", "COMPLETE", False, AT),
        ("process_instance_error", "ERROR", None, AT),
        ("process_instance_terminated", "TERMINATED", None, AT),
        ("process_instance_suspended", "SUSPENDED", False, None),
        ("process_instance_suspended_for_error", "SUSPENDED", True, None),
        ("process_instance_resumed", "RUNNING", False, None),
    ],
)
def test_events_of_instances(read_text: Read, message: str, status: str, faulted: bool | None, ended: int | None) -> None:
    items = read(read_text, event("spiff.event", message))
    named, found = records_of(items, ProcessInstance)
    assert (named.id, named.model_id, named.at) == ("7", "finance/review", 0)
    assert (found.status, found.faulted if found.faulted in (True, False) else None, found.ended_at) == (status, faulted, ended)
    assert [model.id for model in records_of(items, ProcessModel)] == ["finance/review"]


def test_an_instance_starts_and_ends_with_its_workflow(read_text: Read) -> None:
    begun, done = (
        event("spiff.workflow", "Initialized workflow", completed="False"),
        event("spiff.workflow", "Workflow completed"),
    )
    done["data"] |= {"completed": "False", "success": "True"}
    inner = event("spiff.workflow", "Workflow completed", parent_task_id="t1")
    items = read(read_text, begun, done, inner)
    _, first, last = records_of(items, ProcessInstance)
    assert (first.status, first.started_at, first.ended_at) == ("RUNNING", AT, None)
    assert (last.status, last.ended_at) == ("COMPLETE", AT)
    assert notices(items) == {"events of workflows inside a workflow": 1}


def test_an_error_is_an_incident_with_the_last_line_of_its_trace(read_text: Read) -> None:
    error = {"trace": ["Traceback:", "  line 3", "ValueError: no total", "", " "], "line_number": 3, "line_offset": None}
    failed = event("spiff.event", "task_failed", task_id="t1", task_spec="book", bpmn_name="Book", error_info=error)
    (found,) = records_of(read(read_text, failed), Incident)
    assert (found.id, found.instance_id, found.task_id, found.activity_id) == ("e1", "7", "t1", "book")
    assert (found.message, found.line_number, found.created_at) == ("ValueError: no total", 3, AT)
    assert found.trace.startswith("Traceback:\n")
    (named,) = records_of(read(read_text, failed), Task)
    assert named.name == "Book"


def test_milestones_and_metadata(read_text: Read) -> None:
    metadata = {"total": 12.5, "customer": "Ann", "empty": None, "lines": [1, 2]}
    items = read(read_text, event("spiff.event", "milestone", milestone="Sent", task_spec="send", metadata=metadata))
    (found,) = records_of(items, Milestone)
    assert (found.id, found.name, found.task_spec, found.reached_at) == ("e1", "Sent", "send", AT)
    values = {entry.name: entry.value for entry in records_of(items, InstanceMetadata)}
    assert values == {"total": "12.5", "customer": "Ann", "lines": "[1,2]"}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"timestamp": "soon"}, "field timestamp: expected seconds since 1970"),
        ({"timestamp": True}, "field timestamp"),
        ({"timestamp": -1}, "field timestamp"),
        ({"timestamp": 1e300}, "field timestamp"),
        ({"type": None}, "field type: required, but missing"),
        ({"data": None}, "expected an event with `type`, `timestamp` and `data`"),
        ({"data": {"process_instance_id": [7]}}, "field process_instance_id: expected an id"),
        ({"id": None, "data": {**NAMED, "message": "", "milestone": "Sent"}}, "field id: required, but missing"),
        ({"data": {**NAMED, "message": "", "error_info": "text"}}, "field error_info: expected an object"),
    ],
)
def test_a_bad_event_is_refused_alone(read_text: Read, changes: dict[str, Any], said: str) -> None:
    items = read(read_text, {**event("spiff.event", "process_instance_resumed"), **changes}, task("READY"))
    assert [said in complaint for complaint in complaints(items)] == [True]
    assert records_of(items, Task)


def test_events_without_an_instance(read_text: Read) -> None:
    items = read(read_text, event("spiff.workflow", "Initialized workflow", process_instance_id=None))
    assert notices(items) == {"events without a process instance": 1}
    (found,) = records_of(read(read_text, task("READY", process_instance_id=None)), Task)
    assert not found.instance_id
