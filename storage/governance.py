"""Guardians, their verdicts, MCP sessions, tool calls and changes of configuration."""

from enum import StrEnum
from typing import Annotated, Any

import sqlalchemy as sa
from msgspec import UNSET, UnsetType

from storage.noun import INTEGER, noun
from storage.record import LATEST_INSTANT, Count, Document, Dollars, Link, Micros, Record, Text, Time, says


class Environment(StrEnum):
    """Which world a call belongs to."""

    LIVE = "LIVE"
    TEST = "TEST"
    DEV = "DEV"


class Outcome(StrEnum):
    """What a guardian said, from best to worst."""

    PASSED = "PASSED"
    CORRECTED = "CORRECTED"
    BLOCKED = "BLOCKED"
    ERROR = "ERROR"


class Phase(StrEnum):
    """When a guardian looked: before the tool ran, or at its answer."""

    BEFORE = "BEFORE"
    AFTER = "AFTER"


class Guardian(Record):
    """A policy that looks at what agents do: passes, corrects or blocks it."""

    name: Annotated[Text, says("Name for people. Null: show the id.")] = UNSET
    description: Annotated[Text, says("What it guards against. Null: nothing was said.")] = UNSET


class Verdict(Record):
    """What one guardian said of one request."""

    moments = ("decided_at",)

    guardian_id: Annotated[Link, says("Id of the guardian.")] = UNSET
    tool_call_id: Annotated[Link, says("Id of the tool call that it judged. Null: it judged a run.")] = UNSET
    run_id: Annotated[Link, says("Id of the run that it judged. Null: unknown.")] = UNSET
    nhi_id: Annotated[Link, says("Id of the identity behind the request. Null: unknown.")] = UNSET
    outcome: Annotated[Outcome | UnsetType | None, says("What it said. Null: not yet known.")] = UNSET
    phase: Annotated[Phase | UnsetType | None, says("Before or after the tool ran. Null: unknown.")] = UNSET
    decided_at: Annotated[Time, says("When it was said.")] = UNSET
    latency_us: Annotated[Micros, says("Time it took, in microseconds. Null: unknown.")] = UNSET
    corrections: Annotated[Count, says("How many places it corrected. Null: not counted.")] = UNSET
    violations: Annotated[Document, says("What it found: a list of `{type, severity}`. Null: nothing.")] = UNSET
    reason: Annotated[Text, says("Why, in words. Null: nothing was said.")] = UNSET
    environment: Annotated[Environment | UnsetType | None, says("Live, test or dev. Null: unknown.")] = UNSET
    tag: Annotated[Text, says("The organization's own tag. Null: none.")] = UNSET


class McpSession(Record):
    """A session of an agent with MCP servers."""

    moments = ("started_at", "ended_at")

    nhi_id: Annotated[Link, says("Id of the identity that opened it. Null: unknown.")] = UNSET
    run_id: Annotated[Link, says("Id of the run that it served. Null: none.")] = UNSET
    client: Annotated[Text, says("Name of the MCP client. Null: unknown.")] = UNSET
    environment: Annotated[Environment | UnsetType | None, says("Live, test or dev. Null: unknown.")] = UNSET
    started_at: Annotated[Time, says("When it was opened. Null: unknown.")] = UNSET
    ended_at: Annotated[Time, says("When it was closed. Null: still open.")] = UNSET


class ToolCall(Record):
    """One call of a tool, through MCP or inside a run."""

    moments = ("called_at",)

    session_id: Annotated[Link, says("Id of the MCP session. Null: the call was made outside one.")] = UNSET
    run_id: Annotated[Link, says("Id of the run that made it. Null: none.")] = UNSET
    nhi_id: Annotated[Link, says("Id of the identity that made it. Null: unknown.")] = UNSET
    tool: Annotated[Link, says("Name of the tool, with its server, such as `postgres.query`.")] = UNSET
    outcome: Annotated[
        Outcome | UnsetType | None, says("What became of it; where verdicts exist, the worst of them rules. Null: unknown.")
    ] = UNSET
    called_at: Annotated[Time, says("When it was called.")] = UNSET
    latency_us: Annotated[Micros, says("Time to the answer, in microseconds. Null: unknown.")] = UNSET
    spend: Annotated[Dollars, says("What it cost, in US dollars. Null: unknown.")] = UNSET
    arguments: Annotated[Document, says("What the tool was given, as JSON. Null: nothing, or not told.")] = UNSET
    result: Annotated[Document, says("What it answered, as JSON. Null: nothing, or not told.")] = UNSET
    error: Annotated[Text, says("Message of its error. Null: no error.")] = UNSET
    environment: Annotated[Environment | UnsetType | None, says("Live, test or dev. Null: unknown.")] = UNSET


class ConfigChange(Record):
    """A change of configuration that may have moved the figures."""

    moments = ("changed_at",)

    changed_at: Annotated[Time, says("When it was changed.")] = UNSET
    actor: Annotated[Text, says("Who changed it. Null: unknown.")] = UNSET
    resource: Annotated[Text, says("What was changed, such as a guardian's id.")] = UNSET
    setting: Annotated[Text, says("Which setting of it.")] = UNSET
    old_value: Annotated[Document, says("Its value before, as JSON. Null: it had none.")] = UNSET
    new_value: Annotated[Document, says("Its value after, as JSON. Null: it was removed.")] = UNSET


guardian = noun(Guardian)
verdict = noun(Verdict, time="decided_at", by=["guardian_id", "tool_call_id", "run_id", "nhi_id"])
mcp_session = noun(McpSession, time="started_at", by=["nhi_id", "run_id"])
tool_call = noun(ToolCall, time="called_at", by=["session_id", "run_id", "nhi_id", "tool"])
config_change = noun(ConfigChange, time="changed_at")

_BADNESS = {outcome.value: rank for rank, outcome in enumerate(Outcome)}


def worst_outcome(call: Any) -> sa.ColumnElement[str]:
    """What became of a tool call: the worst of its verdicts, or what its sender said where there is none."""
    said = verdict.alias()
    worst = (
        sa.select(said.c.outcome)
        .where(said.c.tool_call_id == call.c.id, said.c.outcome.is_not(None))
        .order_by(_badness(said).desc())
        .limit(1)
        .scalar_subquery()
    )
    return sa.func.coalesce(worst, call.c.outcome)


def decisive(said: Any, *apart: str) -> sa.ColumnElement[bool]:
    """Whether a verdict is the one that its request counts as: no other verdict on the same tool call is worse, or as bad and
    earlier. One on no tool call always is; one that says nothing yet never is.

    `apart` are columns by which the verdicts of a call are told apart: with `guardian_id` each guardian has one of its own.
    """
    other = verdict.alias()
    worse = _badness(other) > _badness(said)
    earlier = sa.tuple_(_moment(other), other.c.id) < sa.tuple_(_moment(said), said.c.id)
    first = sa.select(other.c.id).where(
        other.c.tool_call_id == said.c.tool_call_id,
        other.c.id != said.c.id,
        *(other.c[column].is_not_distinct_from(said.c[column]) for column in apart),
        sa.or_(worse, sa.and_(other.c.outcome == said.c.outcome, earlier)),
    )
    return sa.and_(said.c.outcome.is_not(None), sa.not_(sa.exists(first)))


def _badness(said: Any) -> sa.ColumnElement[int]:
    return sa.case(_BADNESS, value=said.c.outcome)


def _moment(said: Any) -> sa.ColumnElement[int]:
    """When a verdict was said; one that tells no time comes after all others."""
    return sa.func.coalesce(said.c.decided_at, sa.literal_column(str(LATEST_INSTANT + 1), INTEGER))
