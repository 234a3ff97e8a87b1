"""Incidents in the graph."""

import resolvers.incident
import resolvers.process_instance
import resolvers.process_model
import resolvers.run
import resolvers.task
from schema.declare.field import leaf, many, nullable, one
from schema.declare.node import Node, natural, node
from schema.declare.scalars import DateTime, Duration
from schema.declare.statistics import described_enum
from storage import tables
from storage.nouns.incident import IncidentState

described_enum(
    IncidentState,
    {
        IncidentState.OPEN: "Nobody has dealt with it.",
        IncidentState.RESOLVED: "Dealt with.",
        IncidentState.DELETED: "Removed, with what it was about.",
    },
)


@node(
    tables.incident,
    order=["created_at", "ended_at", "duration"],
    groups=["state", "type", "activity_id", "model_id", "version", "message", "created_day"],
    duration=resolvers.incident.duration,
)
class Incident(Node):
    """Something that went wrong."""

    incident_id: str = natural("The sender's id of the incident.")
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
    duration = leaf(nullable(Duration), resolvers.incident.duration, "From when it arose to its end. Null: it is open.")
    created_day = leaf(
        nullable(DateTime), resolvers.incident.created_day, "Start of the UTC day on which it arose. Null: unknown."
    )
    is_root_cause = leaf(bool, resolvers.incident.is_root_cause, "Whether no other incident caused it.")
    instance = one(
        "ProcessInstance", resolvers.process_instance.of_row, "The instance in which it arose. Null: it has not arrived."
    )
    task = one("Task", resolvers.task.of_row, "The task that failed. Null: none, or it has not arrived.")
    model = one("ProcessModel", resolvers.process_model.model, "The model of its instance. Null: it has not arrived.")
    root_cause = one("Incident", resolvers.incident.root_cause, "The incident that caused it. Null: it is itself the cause.")
    runs_behind = many("Run", resolvers.run.behind_incident, "The runs of its instance that had started when it arose.")
