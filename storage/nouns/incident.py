"""Incidents: failed jobs and task errors of process instances."""

from enum import StrEnum
from typing import Annotated

from msgspec import UNSET, UnsetType

from storage.nouns.noun import noun
from storage.nouns.process_instance import OF_INSTANCE
from storage.nouns.record import Link, Record, Small, Text, Time, says


class IncidentState(StrEnum):
    """State of an incident. The incidents API calls these values active, completed and canceled."""

    OPEN = "OPEN"
    RESOLVED = "RESOLVED"
    DELETED = "DELETED"


class Incident(Record):
    """A failure in a process instance: a failed job or a task error."""

    moments = ("created_at", "ended_at")

    instance_id: Annotated[Link, says("Id of the process instance in which the incident occurred.")] = UNSET
    task_id: Annotated[Link, says("Id of the task that failed. Null: no task, or unknown.")] = UNSET
    activity_id: Annotated[Link, says("Id of the activity to which the incident is attributed.")] = UNSET
    activity_name: Annotated[Text, says("Label of that activity. Null: no label.")] = UNSET
    failed_activity_id: Annotated[
        Link, says("Id of the activity that failed, if it is a different one. Null: the same activity.")
    ] = UNSET
    failed_activity_name: Annotated[Text, says("Label of the activity that failed. Null: the same activity, or no label.")] = (
        UNSET
    )
    type: Annotated[Text, says("Kind of incident, such as `failedJob` or `taskError`.")] = UNSET
    state: Annotated[IncidentState | UnsetType | None, says("State of the incident. Null: not reported.")] = UNSET
    created_at: Annotated[Time, says("When the incident occurred.")] = UNSET
    ended_at: Annotated[Time, says("When the incident was resolved or deleted. Null: still open.")] = UNSET
    root_cause_id: Annotated[Link, says("Id of the incident that caused this one. Null: it is itself the root cause.")] = UNSET
    message: Annotated[Text, says("Error message. Null: not reported.")] = UNSET
    trace: Annotated[Text, says("Stack trace of the error. Null: not reported.")] = UNSET
    line_number: Annotated[Small, says("Line of the script that failed, starting at 1. Null: not a script.")] = UNSET
    line_offset: Annotated[Small, says("Column in that line, starting at 0. Null: unknown.")] = UNSET
    line_content: Annotated[Text, says("Text of that line. Null: unknown.")] = UNSET


incident = noun(Incident, time="created_at", end="ended_at", by=["instance_id", "task_id", "model_id"], carried=OF_INSTANCE)
