"""Tasks: executions of the activities of process instances."""

from enum import StrEnum
from typing import Annotated

from msgspec import UNSET, UnsetType

from storage.nouns.noun import noun
from storage.nouns.process_instance import OF_INSTANCE
from storage.nouns.record import Document, Link, Record, Text, Time, says


class TaskState(StrEnum):
    """State of a task."""

    FUTURE = "FUTURE"
    WAITING = "WAITING"
    READY = "READY"
    STARTED = "STARTED"
    COMPLETED = "COMPLETED"
    ERROR = "ERROR"
    CANCELLED = "CANCELLED"


class Task(Record):
    """One execution of one activity of a process instance (an activity instance)."""

    moments = ("enabled_at", "started_at", "ended_at")

    instance_id: Annotated[Link, says("Id of the process instance.")] = UNSET
    task_spec: Annotated[Link, says("Id of the activity in the BPMN diagram, or its name if the log contains no ids.")] = UNSET
    name: Annotated[Text, says("Label of the activity. Null: no label.")] = UNSET
    type: Annotated[Text, says("Kind of activity, such as `userTask` or `errorStartEvent`. Null: unknown.")] = UNSET
    state: Annotated[TaskState | UnsetType | None, says("State of the task. Null: not reported.")] = UNSET
    lane: Annotated[Text, says("Lane or role to which the task was offered. Null: none.")] = UNSET
    username: Annotated[
        Text, says("User or resource who performed the task. Null: not performed yet, or performed by a machine.")
    ] = UNSET
    enabled_at: Annotated[Time, says("When the task became ready to start. Null: unknown.")] = UNSET
    started_at: Annotated[Time, says("When work on the task started. Null: not started.")] = UNSET
    ended_at: Annotated[Time, says("When the task ended, for whatever reason. Null: still open.")] = UNSET
    attributes: Annotated[Document, says("Further attributes from the sender, as JSON. Null: none.")] = UNSET


task = noun(Task, time="started_at", end="ended_at", by=["instance_id", "model_id"], carried=OF_INSTANCE)
