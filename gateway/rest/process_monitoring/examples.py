"""Examples of the process monitoring API: the published request, and responses from the store of the contract tests."""

from pydantic.config import JsonDict

from gateway.rest.process_monitoring.answers import Duration

MODEL = "finance/invoice-review"


def _duration(count: int, *seconds: float) -> dict[str, object]:
    return dict(zip(Duration.model_fields, (count, *seconds), strict=True))


def _page(*results: object) -> object:
    return {"results": list(results), "pagination": {"count": len(results), "total": len(results), "pages": 1}}


QUESTION: JsonDict = {
    "start": "2026-05-01T00:00:00Z",
    "end": "2026-05-27T23:59:59Z",
    "metadata": [{"name": "region", "type": "text", "value": "Northeast"}],
}
"""The example request of the published document."""

IDENTIFIERS: object = [
    {"identifier": "finance", "display_name": "Finance", "type": "group", "parent": None, "metadata_keys": ["amount", "region"]},
    {
        "identifier": MODEL,
        "display_name": "Invoice review",
        "type": "model",
        "parent": "finance",
        "metadata_keys": ["amount", "region"],
    },
]
OVERVIEW: object = {
    "identifier": MODEL,
    "start": "2026-05-04T00:00:00Z",
    "end": "2026-05-07T23:59:59Z",
    "total": 4,
    "active": 1,
    "completed": 2,
    "errored": 1,
    "suspended": 0,
    "terminated": 0,
    "duration": _duration(3, 2000.0, 600.0, 3600.0, 1803.422821, 3600.0, 3600.0, 3600.0, 3600.0),
    "models": [
        {
            "identifier": MODEL,
            "display_name": "Invoice review",
            "total": 4,
            "active": 1,
            "completed": 2,
            "errored": 1,
            "suspended": 0,
            "terminated": 0,
            "duration": _duration(3, 2000.0, 600.0, 3600.0, 1803.422821, 3600.0, 3600.0, 3600.0, 3600.0),
        }
    ],
}
TRENDS: object = {
    "identifier": MODEL,
    "bucket": "1d",
    "timezone": "UTC",
    "series": [
        {"timestamp": "2026-05-04T00:00:00Z", "started": 1, "completed": 1, "errored": 0, "terminated": 0, "active": 0},
        {"timestamp": "2026-05-05T00:00:00Z", "started": 1, "completed": 1, "errored": 0, "terminated": 0, "active": 0},
        {"timestamp": "2026-05-06T00:00:00Z", "started": 1, "completed": 0, "errored": 1, "terminated": 0, "active": 0},
        {"timestamp": "2026-05-07T00:00:00Z", "started": 1, "completed": 0, "errored": 0, "terminated": 0, "active": 1},
    ],
}
MODEL_TASKS: object = [
    {
        "task_spec": "Activity_Approve",
        "bpmn_name": "Approve invoice",
        "task_type": "UserTask",
        "count": 4,
        "active": 1,
        "completed": 2,
        "errored": 1,
        "cancelled": 0,
        "duration": _duration(3, 1300.0, 300.0, 2400.0, 1194.63648, 2388.0795, 2388.0795, 2388.0795, 2388.0795),
    }
]
MODEL_DURATION: object = {
    "identifier": MODEL,
    "duration": _duration(3, 2000.0, 600.0, 3600.0, 1803.422821, 3600.0, 3600.0, 3600.0, 3600.0),
    "histogram": [
        {"bucket_start_seconds": 500.0, "bucket_end_seconds": 1000.0, "count": 1},
        {"bucket_start_seconds": 1000.0, "bucket_end_seconds": 2000.0, "count": 1},
        {"bucket_start_seconds": 2000.0, "bucket_end_seconds": 5000.0, "count": 1},
    ],
}
MODEL_MILESTONES: object = [
    {
        "milestone": "Invoice approved",
        "count": 2,
        "duration": _duration(2, 2250.0, 1500.0, 3000.0, 1500.0, 3000.0, 3000.0, 3000.0, 3000.0),
        "histogram": [
            {"bucket_start_seconds": 1000.0, "bucket_end_seconds": 2000.0, "count": 1},
            {"bucket_start_seconds": 2000.0, "bucket_end_seconds": 5000.0, "count": 1},
        ],
    }
]
MODEL_TASK: object = {
    "identifier": MODEL,
    "task_spec": "Activity_Approve",
    "bpmn_name": "Approve invoice",
    "duration": _duration(3, 1300.0, 300.0, 2400.0, 1194.63648, 2388.0795, 2388.0795, 2388.0795, 2388.0795),
    "histogram": [
        {"bucket_start_seconds": 200.0, "bucket_end_seconds": 500.0, "count": 1},
        {"bucket_start_seconds": 1000.0, "bucket_end_seconds": 2000.0, "count": 1},
        {"bucket_start_seconds": 2000.0, "bucket_end_seconds": 5000.0, "count": 1},
    ],
}
ERROR_SUMMARY: object = [
    {
        "process_model_identifier": MODEL,
        "display_name": "Invoice review",
        "count": 1,
        "instances": 1,
        "last_seen": "2026-05-06T08:10:00Z",
        "top_messages": [{"message": "KeyError: 'purchase_order_id'", "count": 1}],
    }
]

INSTANCES: object = _page(
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


def _task(own: str, instance: str, state: str, start: str, end: str | None, seconds: float | None) -> dict[str, object]:
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


TASKS: object = _page(
    _task("t4", "1044", "READY", "2026-05-07T12:05:00Z", None, None),
    _task("t3", "1043", "ERROR", "2026-05-06T08:05:00Z", "2026-05-06T08:10:00Z", 300.0),
    _task("t2", "1042", "COMPLETED", "2026-05-05T10:10:00Z", "2026-05-05T10:50:00Z", 2400.0),
    _task("t1", "1041", "COMPLETED", "2026-05-04T09:05:00Z", "2026-05-04T09:25:00Z", 1200.0),
)

MILESTONES: object = _page(
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

ERRORS: object = _page(
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

PATH_EXAMPLES = {
    "identifier": "finance:invoice-review",
    "task_spec": "Activity_Approve",
    "file_path": "finance/invoice-review/review.bpmn",
}
