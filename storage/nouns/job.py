"""Background jobs."""

from enum import StrEnum
from typing import Annotated

from msgspec import UNSET, UnsetType

from storage.nouns.noun import noun
from storage.nouns.record import Document, Fraction, Record, Text, Time, says


class JobState(StrEnum):
    """State of a job."""

    QUEUED = "QUEUED"
    RUNNING = "RUNNING"
    SUCCEEDED = "SUCCEEDED"
    FAILED = "FAILED"
    STOPPED = "STOPPED"


class Job(Record):
    """A background job of the server."""

    moments = ("created_at", "started_at", "ended_at")

    kind: Annotated[Text, says("Kind of job, such as `rollup`.")] = UNSET
    state: Annotated[JobState | UnsetType | None, says("State of the job. Null: unknown.")] = UNSET
    created_at: Annotated[Time, says("When the job was requested.")] = UNSET
    started_at: Annotated[Time, says("When a worker started the job. Null: not yet.")] = UNSET
    ended_at: Annotated[Time, says("When the job ended. Null: not yet.")] = UNSET
    progress: Annotated[Fraction, says("Completed share of the work, from 0 to 1. Null: unknown.")] = UNSET
    reason: Annotated[Text, says("Why the job failed. Null: it did not fail.")] = UNSET
    window_from: Annotated[Time, says("Start of the time window that the job processes, inclusive. Null: all time.")] = UNSET
    window_to: Annotated[Time, says("End of that window, exclusive. Null: no end.")] = UNSET
    result: Annotated[Document, says("Result of the job, as JSON. Null: no result yet.")] = UNSET


job = noun(Job, time="created_at")
