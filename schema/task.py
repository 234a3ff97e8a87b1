"""Tasks in the graph."""

import resolvers.activity
import resolvers.incident
import resolvers.process_instance
import resolvers.process_model
import resolvers.run
import resolvers.task
from schema.declare.field import leaf, many, nullable, one
from schema.declare.node import Node, natural, node
from schema.declare.scalars import JSON, DateTime, Duration
from schema.declare.statistics import described_enum
from storage import tables
from storage.nouns.task import TaskState

described_enum(
    TaskState,
    {
        TaskState.FUTURE: "Not yet reached.",
        TaskState.WAITING: "Waits for an event or a time.",
        TaskState.READY: "Can begin.",
        TaskState.STARTED: "Under way.",
        TaskState.COMPLETED: "Done.",
        TaskState.ERROR: "Ended by an error.",
        TaskState.CANCELLED: "Ended without being done.",
    },
)


@node(
    tables.task,
    order=["started_at", "ended_at", "duration"],
    groups=["state", "task_spec", "name", "type", "lane", "username", "model_id", "version"],
    duration=resolvers.process_instance.duration,
)
class Task(Node):
    """One execution of one activity."""

    task_id: str = natural("The sender's id of the task.")
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
    duration = leaf(nullable(Duration), resolvers.process_instance.duration, "From start to end. Null: not ended.")
    waiting = leaf(nullable(Duration), resolvers.task.waiting, "From when it could have begun to when it did. Null: unknown.")
    instance = one(
        "ProcessInstance", resolvers.process_instance.of_row, "The instance that it belongs to. Null: it has not arrived."
    )
    model = one("ProcessModel", resolvers.process_model.model, "The model of its instance. Null: it has not arrived.")
    activity = one("Activity", resolvers.activity.activity, "The activity in the diagram. Null: no diagram was loaded.")
    incidents = many("Incident", resolvers.incident.of_task, "What went wrong in it.")
    runs = many("Run", resolvers.run.of_task, "The runs that it started.")
