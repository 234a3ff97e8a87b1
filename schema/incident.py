"""Incidents in the graph."""

import resolvers.activity
import resolvers.incident
import resolvers.process_instance
import resolvers.process_model
import resolvers.run
import resolvers.task
from schema.declare.field import leaf, many, one
from schema.declare.named_types import nullable
from schema.declare.node import Node, natural, node
from schema.declare.scalars import DateTime, Duration
from schema.declare.statistics import described_enum
from storage import tables
from storage.nouns.incident import IncidentState

described_enum(
    IncidentState,
    {
        IncidentState.OPEN: "Not resolved yet.",
        IncidentState.RESOLVED: "Resolved.",
        IncidentState.DELETED: "Removed together with the job or task that it refers to.",
    },
)


@node(
    tables.incident,
    order=["created_at", "ended_at", "duration"],
    groups=["state", "type", "activity_id", "element_id", "model_id", "version", "message", "created_day"],
    duration=resolvers.incident.duration,
)
class Incident(Node):
    """A failure in a process instance."""

    incident_id: str = natural("Id of the incident, assigned by the sender.")
    instance_id: str | None
    task_id: str | None
    model_id: str | None
    version: int | None
    activity_id: str | None
    activity_name: str | None
    failed_activity_id: str | None
    failed_activity_name: str | None
    type: str | None
    state: IncidentState | None
    created_at: DateTime | None
    ended_at: DateTime | None
    root_cause_id: str | None
    message: str | None
    trace: str | None
    line_number: int | None
    line_offset: int | None
    line_content: str | None
    element_id = leaf(
        str | None,
        resolvers.activity.INCIDENTS.element_id,
        "Id in the BPMN diagram of the activity to which the incident is attributed, found by `activityId` or by a name that no "
        "other activity has; otherwise `activityId`. Null: not reported.",
    )
    duration = leaf(
        nullable(Duration),
        resolvers.incident.duration,
        "Time from creation to end. Null: still open, or ended before its creation.",
    )
    created_day = leaf(
        nullable(DateTime), resolvers.incident.created_day, "Start of the UTC day on which the incident occurred. Null: unknown."
    )
    is_root_cause = leaf(bool, resolvers.incident.is_root_cause, "True if no other incident caused this one.")
    instance = one(
        "ProcessInstance",
        resolvers.process_instance.of_row,
        "Process instance in which the incident occurred. Null: not received yet.",
    )
    task = one("Task", resolvers.task.of_row, "Task that failed. Null: none, or not received yet.")
    model = one("ProcessModel", resolvers.process_model.model, "Process model of the instance. Null: not received yet.")
    root_cause = one(
        "Incident",
        resolvers.incident.root_cause,
        "Incident that caused this one. Null: it is itself the root cause, or the cause has not been received.",
    )
    runs_behind = many(
        "Run", resolvers.run.behind_incident, "Runs of the same process instance that had started when the incident occurred."
    )
