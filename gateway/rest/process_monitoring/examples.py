"""Example responses of the process monitoring API, from the store of the contract tests."""

from typing import Any

from gateway.rest.process_monitoring.answers import Duration


def _duration(count: int, *seconds: float) -> dict[str, Any]:
    return dict(zip(Duration.model_fields, (count, *seconds), strict=True))


QUESTION: Any = {
    "start": "2026-05-01T00:00:00Z",
    "end": "2026-05-27T23:59:59Z",
    "metadata": [{"name": "region", "type": "text", "value": "Northeast"}],
}
"""The example request of the published document."""

IDENTIFIERS: Any = [
    {"identifier": "finance", "display_name": "Finance", "type": "group", "parent": None, "metadata_keys": ["amount", "region"]},
    {
        "identifier": "finance/invoice-review",
        "display_name": "Invoice review",
        "type": "model",
        "parent": "finance",
        "metadata_keys": ["amount", "region"],
    },
]
OVERVIEW: Any = {
    "identifier": "finance/invoice-review",
    "start": "2026-05-04T00:00:00Z",
    "end": "2026-05-07T23:59:59Z",
    "total": 4,
    "active": 1,
    "completed": 2,
    "errored": 1,
    "suspended": 0,
    "terminated": 0,
    "duration": _duration(3, 2000.0, 600.0, 3600.0, 1799.294307, 3600.0, 3600.0, 3600.0, 3600.0),
    "models": [
        {
            "identifier": "finance/invoice-review",
            "display_name": "Invoice review",
            "total": 4,
            "active": 1,
            "completed": 2,
            "errored": 1,
            "suspended": 0,
            "terminated": 0,
            "duration": _duration(3, 2000.0, 600.0, 3600.0, 1799.294307, 3600.0, 3600.0, 3600.0, 3600.0),
        }
    ],
}
TRENDS: Any = {
    "identifier": "finance/invoice-review",
    "bucket": "1d",
    "timezone": "UTC",
    "series": [
        {"timestamp": "2026-05-04T00:00:00Z", "started": 1, "completed": 1, "errored": 0, "terminated": 0, "active": 0},
        {"timestamp": "2026-05-05T00:00:00Z", "started": 1, "completed": 1, "errored": 0, "terminated": 0, "active": 0},
        {"timestamp": "2026-05-06T00:00:00Z", "started": 1, "completed": 0, "errored": 1, "terminated": 0, "active": 0},
        {"timestamp": "2026-05-07T00:00:00Z", "started": 1, "completed": 0, "errored": 0, "terminated": 0, "active": 1},
    ],
}
MODEL_TASKS: Any = [
    {
        "task_spec": "Activity_Approve",
        "bpmn_name": "Approve invoice",
        "task_type": "UserTask",
        "count": 4,
        "active": 1,
        "completed": 2,
        "errored": 1,
        "cancelled": 0,
        "duration": _duration(3, 1300.0, 300.0, 2400.0, 1206.086961, 2380.72216, 2380.72216, 2380.72216, 2380.72216),
    }
]
MODEL_DURATION: Any = {
    "identifier": "finance/invoice-review",
    "duration": _duration(3, 2000.0, 600.0, 3600.0, 1799.294307, 3600.0, 3600.0, 3600.0, 3600.0),
    "histogram": [
        {"bucket_start_seconds": 500.0, "bucket_end_seconds": 1000.0, "count": 1},
        {"bucket_start_seconds": 1000.0, "bucket_end_seconds": 2000.0, "count": 1},
        {"bucket_start_seconds": 2000.0, "bucket_end_seconds": 5000.0, "count": 1},
    ],
}
MODEL_MILESTONES: Any = [
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
MODEL_TASK: Any = {
    "identifier": "finance/invoice-review",
    "task_spec": "Activity_Approve",
    "bpmn_name": "Approve invoice",
    "duration": _duration(3, 1300.0, 300.0, 2400.0, 1206.086961, 2380.72216, 2380.72216, 2380.72216, 2380.72216),
    "histogram": [
        {"bucket_start_seconds": 200.0, "bucket_end_seconds": 500.0, "count": 1},
        {"bucket_start_seconds": 1000.0, "bucket_end_seconds": 2000.0, "count": 1},
        {"bucket_start_seconds": 2000.0, "bucket_end_seconds": 5000.0, "count": 1},
    ],
}
ERROR_SUMMARY: Any = [
    {
        "process_model_identifier": "finance/invoice-review",
        "display_name": "Invoice review",
        "count": 1,
        "instances": 1,
        "last_seen": "2026-05-06T08:10:00Z",
        "top_messages": [{"message": "KeyError: 'purchase_order_id'", "count": 1}],
    }
]

PATH_SAYS = {
    "identifier": "Process group or model, with `:` in place of `/`. With `%` at the end, it includes descendants.",
    "task_spec": "Id of a task in the BPMN diagram.",
    "file_path": "Path of the file in the store, including slashes.",
}
PATH_EXAMPLES = {
    "identifier": "finance:invoice-review",
    "task_spec": "Activity_Approve",
    "file_path": "finance/invoice-review/review.bpmn",
}
