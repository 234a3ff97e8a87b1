"""Tasks in the graph."""

import resolvers.activity
import resolvers.incident
import resolvers.process_instance
import resolvers.process_model
import resolvers.run
import resolvers.task
from schema.declare.field import leaf, many, one
from schema.declare.named_types import nullable
from schema.declare.node import Node, natural, node
from schema.declare.scalars import JSON, DateTime, Duration
from schema.declare.statistics import described_enum
from storage import tables
from storage.nouns.task import TaskState

described_enum(
    TaskState,
    {
        TaskState.FUTURE: "Not reached yet.",
        TaskState.WAITING: "Waiting for an event or a time.",
        TaskState.READY: "Ready to start.",
        TaskState.STARTED: "In progress.",
        TaskState.COMPLETED: "Completed.",
        TaskState.ERROR: "Ended by an error.",
        TaskState.CANCELLED: "Cancelled before completion.",
    },
)


ACTIVITY = (
    "Activity in the BPMN diagram: the one whose id is `taskSpec`, otherwise the only one with the name of the task. Null: there "
    "is none in the version of the instance. An instance without a version is of the only version of its model with activities."
)


@node(
    tables.task,
    order=["started_at", "ended_at", "duration"],
    groups=["state", "task_spec", "element_id", "name", "type", "lane", "username", "model_id", "version"],
    duration=resolvers.process_instance.duration,
)
class Task(Node):
    """One execution of one activity."""

    task_id: str = natural("Id of the task, assigned by the sender.")
    instance_id: str | None
    model_id: str | None
    version: int | None
    task_spec: str | None
    name: str | None
    type: str | None
    state: TaskState | None
    lane: str | None
    username: str | None
    enabled_at: DateTime | None
    started_at: DateTime | None
    ended_at: DateTime | None
    attributes: JSON | None
    element_id = leaf(
        str | None,
        resolvers.activity.TASKS.element_id,
        "Id of the element in the BPMN diagram: that of the activity, otherwise `taskSpec`. Null: not reported.",
    )
    duration = leaf(
        nullable(Duration),
        resolvers.process_instance.duration,
        "Time from start to end. Null: not ended, or ended before its start.",
    )
    waiting = leaf(
        nullable(Duration),
        resolvers.task.waiting,
        "Time from `enabledAt` to `startedAt`. Null: either is unknown, or the start is first.",
    )
    instance = one(
        "ProcessInstance", resolvers.process_instance.of_row, "Process instance that the task belongs to. Null: not received yet."
    )
    model = one("ProcessModel", resolvers.process_model.model, "Process model of the instance. Null: not received yet.")
    activity = one("Activity", resolvers.activity.TASKS.activity, ACTIVITY)
    incidents = many("Incident", resolvers.incident.of_task, "Incidents of the task.")
    runs = many("Run", resolvers.run.of_task, "Runs that the task started.")
