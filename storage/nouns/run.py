"""Runs of workflows."""

from enum import StrEnum
from typing import Annotated, Any

import sqlalchemy as sa
from msgspec import UNSET, UnsetType
from sqlalchemy.sql.elements import ColumnElement, Grouping

from storage.nouns.noun import noun, sort_key
from storage.nouns.record import Count, Dollars, Link, Record, Text, Time, says


class RunState(StrEnum):
    """Where a run stands. The flow-runs API reads RUNNING as RESUMED."""

    PENDING = "PENDING"
    RUNNING = "RUNNING"
    PAUSED = "PAUSED"
    COMPLETED = "COMPLETED"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"


class RunTrigger(StrEnum):
    """What set a run off."""

    MANUAL = "MANUAL"
    ENDPOINT = "ENDPOINT"
    SCHEDULED = "SCHEDULED"


class RunType(StrEnum):
    """Through which door a flow was run."""

    WORKFLOW_BUILDER = "WORKFLOW_BUILDER"
    FORM = "FORM"
    BATCH = "BATCH"
    CHAT_ASSISTANT = "CHAT_ASSISTANT"
    AGENT_ASSISTANT = "AGENT_ASSISTANT"
    TRIGGER = "TRIGGER"
    SCHEDULED = "SCHEDULED"
    SUB_WORKFLOW = "SUB_WORKFLOW"
    API = "API"


class RanByType(StrEnum):
    """Who authenticated a run."""

    USER = "USER"
    PERSONAL_API_KEY = "PERSONAL_API_KEY"
    ORG_API_KEY = "ORG_API_KEY"
    SYSTEM = "SYSTEM"


class Run(Record):
    """One execution of a workflow."""

    moments = ("started_at", "last_activity_at", "ended_at")

    workflow_id: Annotated[Link, says("Id of the workflow that was run.")] = UNSET
    instance_id: Annotated[Link, says("Id of the process instance for which it ran. Null: none.")] = UNSET
    task_id: Annotated[Link, says("Id of the task that started it. Null: none.")] = UNSET
    parent_id: Annotated[Link, says("Id of the run that started it. Null: it is not part of another.")] = UNSET
    nhi_id: Annotated[Link, says("Id of the non-human identity that it ran as. Null: a person, or unknown.")] = UNSET
    external_id: Annotated[Text, says("Id of the run in the engine below, where that differs. Null: the same.")] = UNSET
    conversation_id: Annotated[Text, says("Conversation that it was part of. Null: none.")] = UNSET
    state: Annotated[RunState | UnsetType | None, says("Where the run stands. Null: the sender has not said.")] = UNSET
    trigger: Annotated[RunTrigger | UnsetType | None, says("What set it off. Null: unknown.")] = UNSET
    run_type: Annotated[RunType | UnsetType | None, says("Through which door it was run. Null: unknown.")] = UNSET
    started_at: Annotated[Time, says("When it was started, or queued. Null: unknown.")] = UNSET
    ended_at: Annotated[Time, says("When it ended, however it did. Null: still open.")] = UNSET
    last_activity_at: Annotated[Time, says("When it last did anything. Null: unknown.")] = UNSET
    user_id: Annotated[Text, says("User for whom it ran. Null: none.")] = UNSET
    ran_by_type: Annotated[RanByType | UnsetType | None, says("Kind of credential that authenticated it. Null: unknown.")] = UNSET
    ran_by_id: Annotated[Text, says("Id of that user or key. Null: unknown.")] = UNSET
    ran_by_name: Annotated[Text, says("Email of that user, or name of that key. Null: unknown.")] = UNSET
    input_tokens: Annotated[Count, says("Tokens that went into models. Null: unknown.")] = UNSET
    output_tokens: Annotated[Count, says("Tokens that came out of models. Null: unknown.")] = UNSET
    total_tokens: Annotated[Count, says("All tokens, in and out. Null: unknown.")] = UNSET
    spend: Annotated[Dollars, says("What it cost, in US dollars. Null: unknown.")] = UNSET
    clicks: Annotated[Count, says("Mouse clicks that an automation made. Null: not counted.")] = UNSET
    keystrokes: Annotated[Count, says("Key strokes that it made. Null: not counted.")] = UNSET
    scrolls: Annotated[Count, says("Scrolls that it made. Null: not counted.")] = UNSET
    screenshots: Annotated[Count, says("Screenshots that it took. Null: not counted.")] = UNSET
    total_steps: Annotated[Count, says("Steps that it took. Null: not counted.")] = UNSET
    total_iterations: Annotated[Count, says("Times that it went round a loop. Null: not counted.")] = UNSET
    inputs: Annotated[Text, says("What it was given, as text. Null: nothing, or not told.")] = UNSET
    outputs: Annotated[Text, says("What it answered, as text. Null: nothing, or not told.")] = UNSET
    llms: Annotated[Text, says("Models that it called, comma-separated. Null: none, or not told.")] = UNSET
    feedback: Annotated[Text, says("What a person said of it. Null: nothing.")] = UNSET
    error: Annotated[Text, says("Message of the error that ended it. Null: no error.")] = UNSET
    error_category: Annotated[Text, says("Kind of that error, such as `timeout`. Null: no error, or unknown.")] = UNSET


run = noun(Run, time="started_at", end="ended_at", by=["workflow_id", "instance_id", "task_id", "parent_id", "nhi_id"])


def latest_key(row: Any) -> ColumnElement[int]:
    """The latest time at which a run is known to have done anything; null where none is known. Indexed as it stands here."""
    start, activity, end = (sort_key(row.c[name]) for name in Run.moments)
    latest = sa.case(
        (sa.and_(start >= activity, start >= end), row.c.started_at),
        (activity >= end, row.c.last_activity_at),
        else_=row.c.ended_at,
    )
    return Grouping(latest)


sa.Index("ix_run_state", run.c.org_id, run.c.state, sort_key(run.c.started_at), run.c.id)


_latest = latest_key(run)


sa.Index(
    "ix_run_latest", run.c.org_id, _latest, sqlite_where=_latest.is_not(None), postgresql_where=_latest.is_not(None)
)  # fmt: skip
