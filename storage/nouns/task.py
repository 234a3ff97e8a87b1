"""Tasks: what happened inside process instances, activity by activity."""

from enum import StrEnum
from typing import Annotated

from msgspec import UNSET, UnsetType

from storage.nouns.noun import Field, noun
from storage.nouns.record import Document, Link, Record, Text, Time, says

MODEL_ID = Field("model_id", str, "Id of the process model of its instance. Null: the instance has not arrived.")
VERSION = Field("version", int, "Version of the model of its instance. Null: unknown.")


class TaskState(StrEnum):
    """Where a task stands."""

    FUTURE = "FUTURE"
    WAITING = "WAITING"
    READY = "READY"
    STARTED = "STARTED"
    COMPLETED = "COMPLETED"
    ERROR = "ERROR"
    CANCELLED = "CANCELLED"


class Task(Record):
    """One execution of one activity of a process instance, its activity instance."""

    moments = ("enabled_at", "started_at", "ended_at")

    instance_id: Annotated[Link, says("Id of the process instance that it belongs to.")] = UNSET
    task_spec: Annotated[Link, says("Id of the activity in the BPMN diagram, or its name where a log has no ids.")] = UNSET
    name: Annotated[Text, says("Label of the activity. Null: it has none.")] = UNSET
    type: Annotated[Text, says("Kind of activity, such as `userTask` or `errorStartEvent`. Null: unknown.")] = UNSET
    state: Annotated[TaskState | UnsetType | None, says("Where the task stands. Null: the sender has not said.")] = UNSET
    lane: Annotated[Text, says("Lane or role that it was offered to. Null: none.")] = UNSET
    username: Annotated[Text, says("Who did it: a user or resource. Null: nobody yet, or a machine.")] = UNSET
    enabled_at: Annotated[Time, says("When it could have begun. Null: unknown.")] = UNSET
    started_at: Annotated[Time, says("When work began. Null: not started.")] = UNSET
    ended_at: Annotated[Time, says("When it ended, however it did. Null: still open.")] = UNSET
    attributes: Annotated[Document, says("Anything else that the sender tells of it, as JSON. Null: nothing.")] = UNSET


task = noun(Task, time="started_at", end="ended_at", by=["instance_id", "model_id"], derived=[MODEL_ID, VERSION])
