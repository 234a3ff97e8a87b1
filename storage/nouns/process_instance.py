"""Process instances."""

from enum import StrEnum
from typing import Annotated

from msgspec import UNSET, UnsetType

from storage.nouns.instance_metadata import InstanceMetadata
from storage.nouns.noun import noun
from storage.nouns.record import Flag, Instant, Key, Link, Record, Small, Text, Time, says


class InstanceStatus(StrEnum):
    """Where a process instance stands. The first four are active."""

    NOT_STARTED = "NOT_STARTED"
    RUNNING = "RUNNING"
    WAITING = "WAITING"
    USER_INPUT_REQUIRED = "USER_INPUT_REQUIRED"
    SUSPENDED = "SUSPENDED"
    COMPLETE = "COMPLETE"
    ERROR = "ERROR"
    TERMINATED = "TERMINATED"


class ProcessInstance(Record):
    """One execution of a process model, its case."""

    moments = ("started_at", "ended_at")

    model_id: Annotated[Link, says("Id of the process model that it executes.")] = UNSET
    version: Annotated[Small, says("Version of the model. Null: unknown.")] = UNSET
    status: Annotated[InstanceStatus | UnsetType | None, says("Where the instance stands. Null: the sender has not said.")] = (
        UNSET
    )
    faulted: Annotated[Flag, says("Whether a fault, not a person, suspended it. Null: no.")] = UNSET
    started_at: Annotated[Time, says("When it started. Null: not started.")] = UNSET
    ended_at: Annotated[Time, says("When it ended, however it did. Null: still open.")] = UNSET
    initiator: Annotated[Text, says("Name of the user who started it. Null: unknown.")] = UNSET
    parent_id: Annotated[Link, says("Id of the instance that called it. Null: no other called it.")] = UNSET
    business_key: Annotated[Text, says("The business's own reference, such as an order number. Null: none.")] = UNSET
    times_from_tasks: Annotated[
        Flag, says("True where the log has events only: start and end then are those of its tasks, kept by the store. Null: no.")
    ] = UNSET
    metadata: Annotated[
        dict[Key, str | int | float | bool | None] | UnsetType,
        says("Values of the case by name, stored as text of at most 255 characters. Each name is set or overwritten alone."),
    ] = UNSET

    def parts(self) -> tuple[Record, ...]:
        """The instance, and a record for each entry of its metadata."""
        if self.metadata is UNSET:
            return (self,)
        at = Instant(self.event_time())
        return (self, *(InstanceMetadata.entry(self.id, name, value, at) for name, value in self.metadata.items()))


process_instance = noun(ProcessInstance, time="started_at", end="ended_at", by=["model_id", "parent_id"], apart=["metadata"])
