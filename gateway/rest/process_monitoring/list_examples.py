"""Example lists of the process monitoring API, from the store of the contract tests."""

from typing import Any


def _page(*results: dict[str, Any]) -> Any:
    return {"results": list(results), "pagination": {"count": len(results), "total": len(results), "pages": 1}}


MODEL = "finance/invoice-review"

INSTANCES: Any = _page(
    {
        "process_instance_id": "1044",
        "process_model_identifier": MODEL,
        "status": "running",
        "start": "2026-05-07T12:00:00Z",
        "end": None,
        "duration_seconds": None,
        "last_milestone_bpmn_name": None,
        "process_initiator_username": "ana",
        "metadata": {"amount": "261.0", "region": "South"},
    },
    {
        "process_instance_id": "1043",
        "process_model_identifier": MODEL,
        "status": "error",
        "start": "2026-05-06T08:00:00Z",
        "end": "2026-05-06T08:10:00Z",
        "duration_seconds": 600.0,
        "last_milestone_bpmn_name": None,
        "process_initiator_username": "ana",
        "metadata": {"amount": "260.75", "region": "Northeast"},
    },
    {
        "process_instance_id": "1042",
        "process_model_identifier": MODEL,
        "status": "complete",
        "start": "2026-05-05T10:00:00Z",
        "end": "2026-05-05T11:00:00Z",
        "duration_seconds": 3600.0,
        "last_milestone_bpmn_name": "Invoice approved",
        "process_initiator_username": "ana",
        "metadata": {"amount": "260.5", "region": "South"},
    },
    {
        "process_instance_id": "1041",
        "process_model_identifier": MODEL,
        "status": "complete",
        "start": "2026-05-04T09:00:00Z",
        "end": "2026-05-04T09:30:00Z",
        "duration_seconds": 1800.0,
        "last_milestone_bpmn_name": "Invoice approved",
        "process_initiator_username": "ana",
        "metadata": {"amount": "260.25", "region": "Northeast"},
    },
)


def _task(own: str, instance: str, state: str, start: str, end: str | None, seconds: float | None) -> dict[str, Any]:
    return {
        "task_id": own,
        "process_instance_id": instance,
        "process_model_identifier": MODEL,
        "task_spec": "Activity_Approve",
        "bpmn_name": "Approve invoice",
        "task_type": "UserTask",
        "state": state,
        "start": start,
        "end": end,
        "duration_seconds": seconds,
        "username": "ben",
    }


TASKS: Any = _page(
    _task("t4", "1044", "READY", "2026-05-07T12:05:00Z", None, None),
    _task("t3", "1043", "ERROR", "2026-05-06T08:05:00Z", "2026-05-06T08:10:00Z", 300.0),
    _task("t2", "1042", "COMPLETED", "2026-05-05T10:10:00Z", "2026-05-05T10:50:00Z", 2400.0),
    _task("t1", "1041", "COMPLETED", "2026-05-04T09:05:00Z", "2026-05-04T09:25:00Z", 1200.0),
)

MILESTONES: Any = _page(
    {
        "process_instance_id": "1042",
        "process_model_identifier": MODEL,
        "milestone": "Invoice approved",
        "task_spec": "Activity_Approve",
        "reached_at": "2026-05-05T10:50:00Z",
        "duration_seconds": 3000.0,
    },
    {
        "process_instance_id": "1041",
        "process_model_identifier": MODEL,
        "milestone": "Invoice approved",
        "task_spec": "Activity_Approve",
        "reached_at": "2026-05-04T09:25:00Z",
        "duration_seconds": 1500.0,
    },
)

ERRORS: Any = _page(
    {
        "process_instance_id": "1043",
        "process_model_identifier": MODEL,
        "task_id": "t3",
        "task_spec": "Activity_Approve",
        "bpmn_name": "Approve invoice",
        "timestamp": "2026-05-06T08:10:00Z",
        "message": "KeyError: 'purchase_order_id'",
        "trace": "Traceback (most recent call last): ...",
        "line_number": 3,
        "line_offset": 8,
        "line_content": "total = order['purchase_order_id']",
    }
)
