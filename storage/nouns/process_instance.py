"""Process instances."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any

from msgspec import UNSET, UnsetType

from storage.nouns.instance_metadata import InstanceMetadata
from storage.nouns.noun import Carried, Field, FromParts, PartFigures, noun
from storage.nouns.record import Flag, Instant, Key, Link, Record, Small, Text, Time, says


class InstanceStatus(StrEnum):
    """Status of a process instance. The first four values are active."""

    NOT_STARTED = "NOT_STARTED"
    RUNNING = "RUNNING"
    WAITING = "WAITING"
    USER_INPUT_REQUIRED = "USER_INPUT_REQUIRED"
    SUSPENDED = "SUSPENDED"
    COMPLETE = "COMPLETE"
    ERROR = "ERROR"
    TERMINATED = "TERMINATED"


FINAL = frozenset({InstanceStatus.COMPLETE, InstanceStatus.ERROR, InstanceStatus.TERMINATED})
"""Statuses of instances that have ended."""


class ProcessInstance(Record):
    """One execution of a process model (a case)."""

    moments = ("started_at", "ended_at")

    model_id: Annotated[Link, says("Id of the process model that the instance executes.")] = UNSET
    version: Annotated[Small, says("Version of the model. Null: unknown.")] = UNSET
    status: Annotated[InstanceStatus | UnsetType | None, says("Status of the instance. Null: not reported.")] = UNSET
    faulted: Annotated[Flag, says("True if a fault, rather than a person, suspended the instance. Null: no.")] = UNSET
    started_at: Annotated[Time, says("When the instance started. Null: not started.")] = UNSET
    ended_at: Annotated[Time, says("When the instance ended, for whatever reason. Null: still open.")] = UNSET
    initiator: Annotated[Text, says("Name of the user who started the instance. Null: unknown.")] = UNSET
    parent_id: Annotated[Link, says("Id of the instance that called this one. Null: none.")] = UNSET
    business_key: Annotated[Text, says("The business's own reference, such as an order number. Null: none.")] = UNSET
    times_from_tasks: Annotated[
        Flag,
        says(
            "True if the log contains only events: the store then derives start and end from the tasks. While a task is open, "
            "the instance has no end and is not complete. Null: no."
        ),
    ] = UNSET
    metadata: Annotated[
        dict[Key, str | int | float | bool | None] | UnsetType,
        says("Metadata values by name, stored as text of at most 255 characters. Each name is set or overwritten separately."),
    ] = UNSET

    def parts(self) -> tuple[Record, ...]:
        """The instance, and one record for each metadata entry."""
        if self.metadata is UNSET:
            return (self,)
        at = Instant(self.event_time())
        return (self, *(InstanceMetadata.entry(self.id, name, value, at) for name, value in self.metadata.items()))


def times_of_tasks(tasks: PartFigures, reported: Mapping[str, Any]) -> tuple[int | None, int | None, str | None]:
    """Start, end and status of an instance from its tasks and the status that records report."""
    return tasks.course(reported.get("status"), FINAL, InstanceStatus.RUNNING.value)


process_instance = noun(
    ProcessInstance,
    time="started_at",
    end="ended_at",
    by=["model_id", "parent_id"],
    apart=["metadata"],
    from_parts=FromParts("times_from_tasks", ("started_at", "ended_at", "status"), "task", "instance_id", times_of_tasks),
)

OF_INSTANCE = Carried(
    "instance_id",
    process_instance.name,
    (
        Field("model_id", str, "Id of the process model of the instance. Null: the instance has not been received."),
        Field("version", int, "Version of the model of the instance. Null: unknown."),
    ),
)
"""What tasks, milestones and incidents carry of their process instance."""
