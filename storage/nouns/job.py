"""Background jobs."""

from enum import StrEnum
from typing import Annotated

from msgspec import UNSET, UnsetType

from storage.nouns.noun import noun
from storage.nouns.record import Document, Fraction, Record, Text, Time, says


class JobState(StrEnum):
    """Where a job stands."""

    QUEUED = "QUEUED"
    RUNNING = "RUNNING"
    SUCCEEDED = "SUCCEEDED"
    FAILED = "FAILED"


class Job(Record):
    """Work that the server does in the background."""

    moments = ("created_at", "started_at", "ended_at")

    kind: Annotated[Text, says("What it does, such as `rollup`.")] = UNSET
    state: Annotated[JobState | UnsetType | None, says("Where it stands. Null: unknown.")] = UNSET
    created_at: Annotated[Time, says("When it was asked for.")] = UNSET
    started_at: Annotated[Time, says("When a worker took it. Null: not yet.")] = UNSET
    ended_at: Annotated[Time, says("When it ended. Null: not yet.")] = UNSET
    progress: Annotated[Fraction, says("How much is done, 0 to 1. Null: unknown.")] = UNSET
    reason: Annotated[Text, says("Why it failed. Null: it did not.")] = UNSET
    window_from: Annotated[Time, says("Start of the window that it works on, inclusive. Null: all time.")] = UNSET
    window_to: Annotated[Time, says("End of that window, exclusive. Null: no end.")] = UNSET
    result: Annotated[Document, says("What it found, as JSON. Null: nothing yet.")] = UNSET


job = noun(Job, time="created_at")
