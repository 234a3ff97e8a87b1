"""Incidents: failed jobs and task errors of process instances."""

from enum import StrEnum
from typing import Annotated

from msgspec import UNSET, UnsetType

from storage.nouns.noun import noun
from storage.nouns.record import Link, Record, Small, Text, Time, says
from storage.nouns.task import MODEL_ID, VERSION


class IncidentState(StrEnum):
    """Where an incident stands: the incidents API calls these active, completed and canceled."""

    OPEN = "OPEN"
    RESOLVED = "RESOLVED"
    DELETED = "DELETED"


class Incident(Record):
    """Something that went wrong in a process instance: a failed job, or an error of a task."""

    moments = ("created_at", "ended_at")

    instance_id: Annotated[Link, says("Id of the process instance in which it arose.")] = UNSET
    task_id: Annotated[Link, says("Id of the task that failed. Null: no task, or unknown.")] = UNSET
    activity_id: Annotated[Link, says("Id of the activity at which it is counted.")] = UNSET
    activity_name: Annotated[Text, says("Label of that activity. Null: it has none.")] = UNSET
    failed_activity_id: Annotated[Link, says("Id of the activity that failed, where another one. Null: the same.")] = UNSET
    failed_activity_name: Annotated[Text, says("Label of the activity that failed. Null: the same, or none.")] = UNSET
    type: Annotated[Text, says("Kind of incident, such as `failedJob` or `taskError`.")] = UNSET
    state: Annotated[IncidentState | UnsetType | None, says("Where it stands. Null: the sender has not said.")] = UNSET
    created_at: Annotated[Time, says("When it arose.")] = UNSET
    ended_at: Annotated[Time, says("When it was resolved or deleted. Null: still open.")] = UNSET
    root_cause_id: Annotated[Link, says("Id of the incident that caused it. Null: it is itself the cause.")] = UNSET
    message: Annotated[Text, says("The error message. Null: none was told.")] = UNSET
    trace: Annotated[Text, says("Stack trace of the error. Null: none was told.")] = UNSET
    line_number: Annotated[Small, says("Line of the script that failed, from 1. Null: not a script.")] = UNSET
    line_offset: Annotated[Small, says("Column in that line, from 0. Null: unknown.")] = UNSET
    line_content: Annotated[Text, says("Text of that line. Null: unknown.")] = UNSET


incident = noun(
    Incident, time="created_at", end="ended_at", by=["instance_id", "task_id", "model_id"], derived=[MODEL_ID, VERSION]
)
