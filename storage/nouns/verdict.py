"""Verdicts of guardians on requests, and which verdict decides a request."""

from enum import StrEnum
from typing import Annotated, Any

import sqlalchemy as sa
from msgspec import UNSET, UnsetType

from storage.nouns.environment import Environment
from storage.nouns.noun import INTEGER, noun
from storage.nouns.record import LATEST_INSTANT, Count, Document, Link, Micros, Record, Text, Time, says


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


verdict = noun(Verdict, time="decided_at", by=["guardian_id", "tool_call_id", "run_id", "nhi_id"])
_BADNESS = {outcome.value: rank for rank, outcome in enumerate(Outcome)}


def decisive(said: Any, *apart: str) -> sa.ColumnElement[bool]:
    """Whether a verdict is the one that its request counts as: no other verdict on the same tool call is worse, or as bad and
    earlier. One on no tool call always is; one that says nothing yet never is.

    `apart` are columns by which the verdicts of a call are told apart: with `guardian_id` each guardian has one of its own.
    """
    other = verdict.alias()
    worse = badness(other) > badness(said)
    earlier = sa.tuple_(_moment(other), other.c.id) < sa.tuple_(_moment(said), said.c.id)
    first = sa.select(other.c.id).where(
        other.c.tool_call_id == said.c.tool_call_id,
        other.c.id != said.c.id,
        *(other.c[column].is_not_distinct_from(said.c[column]) for column in apart),
        sa.or_(worse, sa.and_(other.c.outcome == said.c.outcome, earlier)),
    )
    return sa.and_(said.c.outcome.is_not(None), sa.not_(sa.exists(first)))


def badness(said: Any) -> sa.ColumnElement[int]:
    return sa.case(_BADNESS, value=said.c.outcome)


def _moment(said: Any) -> sa.ColumnElement[int]:
    """When a verdict was said; one that tells no time comes after all others."""
    return sa.func.coalesce(said.c.decided_at, sa.literal_column(str(LATEST_INSTANT + 1), INTEGER))
