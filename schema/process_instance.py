"""Process instances in the graph."""

import resolvers.incident
import resolvers.milestone
import resolvers.process_instance
import resolvers.process_model
import resolvers.process_version
import resolvers.run
import resolvers.task
from schema.declare.field import Role, argument, graph_field, leaf, many, nullable, one
from schema.declare.node import Node, natural, node
from schema.declare.scalars import JSON, DateTime, Duration
from schema.declare.statistics import described_enum
from storage import tables
from storage.nouns.process_instance import InstanceStatus

described_enum(
    InstanceStatus,
    {
        InstanceStatus.NOT_STARTED: "Created, not yet started. Active.",
        InstanceStatus.RUNNING: "Under way. Active.",
        InstanceStatus.WAITING: "Waits for an event or a time. Active.",
        InstanceStatus.USER_INPUT_REQUIRED: "Waits for a person. Active.",
        InstanceStatus.SUSPENDED: "Held, by a person or a fault.",
        InstanceStatus.COMPLETE: "Ended as planned.",
        InstanceStatus.ERROR: "Ended by an error.",
        InstanceStatus.TERMINATED: "Ended by a person.",
    },
)


@node(
    tables.process_instance,
    order=["started_at", "ended_at", "duration"],
    groups=["status", "faulted", "model_id", "version", "initiator"],
    duration=resolvers.process_instance.duration,
    matching={
        "metadata_keys": graph_field(
            list[str],
            "Names of the metadata of all instances that match, on all pages, in alphabetical order.",
            role=Role.MATCHING,
            sql=resolvers.process_instance.metadata_keys,
        )
    },
)
class ProcessInstance(Node):
    """One execution of a process model."""

    instance_id: str = natural("The sender's id of the instance.")
    model_id: str | None
    version: int | None
    status: InstanceStatus | None
    faulted: bool | None
    started_at: DateTime | None
    ended_at: DateTime | None
    initiator: str | None
    parent_id: str | None
    business_key: str | None
    times_from_tasks: bool | None
    duration = leaf(nullable(Duration), resolvers.process_instance.duration, "From start to end. Null: not ended.")
    metadata = leaf(
        nullable(JSON), resolvers.process_instance.metadata, "Values of the case by name, each a text. Empty: it has none."
    )
    metadata_value = leaf(
        nullable(str),
        resolvers.process_instance.metadata_value,
        "One value of the metadata. Null: it has none of that name.",
        arguments=[argument("name", str, "Name of the value.")],
    )
    model = one("ProcessModel", resolvers.process_model.model, "The model that it executes. Null: it has not arrived.")
    deployment = one(
        "ProcessVersion", resolvers.process_version.version, "The deployed version that it executes. Null: it has not arrived."
    )
    parent = one("ProcessInstance", resolvers.process_instance.parent, "The instance that called it. Null: none did.")
    children = many("ProcessInstance", resolvers.process_instance.children, "The instances that it called.")
    tasks = many("Task", resolvers.task.of_instance, "Its tasks.")
    milestones = many("Milestone", resolvers.milestone.of_instance, "The milestones that it reached.")
    last_milestone = one(
        "Milestone", resolvers.process_instance.last_milestone, "The milestone that it reached last. Null: none yet."
    )
    incidents = many("Incident", resolvers.incident.of_instance, "What went wrong in it.")
    runs = many("Run", resolvers.run.of_instance, "The runs that it started.")
    identities = many("Nhi", resolvers.process_instance.identities, "The non-human identities that its runs ran as.")
