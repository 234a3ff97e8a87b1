"""Process instances in the graph."""

from enum import Enum

import strawberry

import resolvers.incident
import resolvers.instance_metadata
import resolvers.milestone
import resolvers.process_instance
import resolvers.process_model
import resolvers.process_version
import resolvers.run
import resolvers.task
from schema.declare.field import Role, argument, graph_field, leaf, many, one
from schema.declare.named_types import list_of, nullable, register
from schema.declare.node import Node, natural, node
from schema.declare.registry import ExtraFilter
from schema.declare.scalars import JSON, DateTime, Duration
from schema.declare.statistics import described_enum
from storage import tables
from storage.nouns.process_instance import InstanceStatus

described_enum(
    InstanceStatus,
    {
        InstanceStatus.NOT_STARTED: "Created but not started. Active.",
        InstanceStatus.RUNNING: "In progress. Active.",
        InstanceStatus.WAITING: "Waiting for an event or a time. Active.",
        InstanceStatus.USER_INPUT_REQUIRED: "Waiting for a person. Active.",
        InstanceStatus.SUSPENDED: "Suspended by a person or a fault.",
        InstanceStatus.COMPLETE: "Completed normally.",
        InstanceStatus.ERROR: "Ended by an error.",
        InstanceStatus.TERMINATED: "Terminated by a person.",
    },
)


@register
@strawberry.enum(description="How a metadata value is compared. Metadata values are stored as text.")
class MetadataType(Enum):
    """How a metadata value is compared."""

    TEXT = strawberry.enum_value("TEXT", description="Compare as text, exactly.")
    INT = strawberry.enum_value("INT", description="Compare as integers of any size. A text that is no integer does not match.")
    FLOAT = strawberry.enum_value("FLOAT", description="Compare as 64-bit floats. A text that is no number does not match.")


@register
@strawberry.input(description="Filters on one metadata value of a process instance.")
class MetadataFilter:
    """Filters on one metadata value."""

    name: str = strawberry.field(description="Name of the metadata value.")
    type: MetadataType = strawberry.field(default=MetadataType.TEXT, description="How the values are compared.")
    value: str = strawberry.field(description="Value to compare with, as text.")


@node(
    tables.process_instance,
    order=["started_at", "ended_at", "duration"],
    groups=["status", "faulted", "model_id", "version", "initiator"],
    duration=resolvers.process_instance.duration,
    matching={
        "metadata_keys": graph_field(
            list[str],
            "Names of the metadata values of all matching instances on all pages, in alphabetical order.",
            role=Role.MATCHING,
            sql=resolvers.instance_metadata.names_of_all,
        )
    },
    filters={
        "metadata": ExtraFilter(
            list_of(MetadataFilter),
            "Conditions on metadata values. All must match.",
            resolvers.instance_metadata.matches,
            resolvers.instance_metadata.among,
        )
    },
)
class ProcessInstance(Node):
    """One execution of a process model."""

    instance_id: str = natural("Id of the instance, assigned by the sender.")
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
    duration = leaf(
        nullable(Duration),
        resolvers.process_instance.duration,
        "Time from start to end. Null: not ended, or ended before its start.",
    )
    metadata = leaf(
        nullable(JSON),
        resolvers.instance_metadata.values,
        "Metadata values by name, each as text. An empty object: no metadata.",
    )
    metadata_value = leaf(
        nullable(str),
        resolvers.instance_metadata.value,
        "Metadata value with this name. Null: no such value.",
        arguments=[argument("name", str, "Name of the metadata value.")],
    )
    metadata_entries = many(
        "InstanceMetadata", resolvers.instance_metadata.of_instance, "Metadata values of the instance, also cleared ones."
    )
    model = one(
        "ProcessModel", resolvers.process_model.model, "Process model that the instance executes. Null: not received yet."
    )
    deployment = one(
        "ProcessVersion",
        resolvers.process_version.version,
        "Deployed version that the instance executes. Null: not received yet.",
    )
    parent = one("ProcessInstance", resolvers.process_instance.parent, "Instance that called this one. Null: none.")
    children = many("ProcessInstance", resolvers.process_instance.children, "Instances that this one called.")
    tasks = many("Task", resolvers.task.of_instance, "Tasks of the instance.")
    milestones = many("Milestone", resolvers.milestone.of_instance, "Milestones that the instance reached.")
    last_milestone = one(
        "Milestone", resolvers.process_instance.last_milestone, "Latest milestone that the instance reached. Null: none yet."
    )
    incidents = many("Incident", resolvers.incident.of_instance, "Incidents that occurred in the instance.")
    runs = many("Run", resolvers.run.of_instance, "Runs executed for the instance.")
    identities = many("Nhi", resolvers.process_instance.identities, "Non-human identities that executed the instance's runs.")
